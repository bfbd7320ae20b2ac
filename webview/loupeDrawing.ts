import { css, nothing, svg } from 'lit';
import type { GraphNode, PathGraph } from '../src/core/nn/expressionGraph.ts';
import { formatToFit } from '../src/protocol/digits.ts';
import { advance, type Box, type Layout, padding } from './loupeLayout.ts';

/** What the drawing shows. */
export interface LoupePicture {
  readonly graph: PathGraph;
  readonly layout: Layout;
  /** The path that stands out. */
  readonly path: number;
  /** For each node its names, the longest first. */
  readonly names: readonly (readonly [string, ...string[]])[];
  /** The words beside a node's numbers, and what its sum has beside. */
  readonly data: string;
  readonly grad: string;
  readonly others: (node: GraphNode) => string;
  /** The picture in words. */
  readonly label: string;
  /** The pointer is on a node, or on none. */
  readonly point: (node: number | null) => void;
  readonly choose: (node: number) => void;
}

const corner = 4;

/** The styles of {@link drawLoupe}. */
export const loupeDrawing = css`
  .graph {
    display: block;
    margin: 0 auto;
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
  }

  .way {
    fill: none;
    stroke: var(--muted);
    stroke-opacity: 0.45;
    stroke-width: 1.2;
  }

  .way.lit {
    stroke: var(--phase-backward);
    stroke-opacity: 1;
    stroke-width: 2.4;
  }

  .behind {
    fill: var(--page);
  }

  .local {
    fill: var(--muted);
    text-anchor: middle;
  }

  .local.lit {
    fill: var(--text);
    font-weight: 600;
  }

  .back {
    fill: var(--page);
  }

  .band {
    fill: color-mix(in srgb, var(--phase-backward) 13%, var(--page));
  }

  .frame {
    fill: none;
    stroke: var(--muted);
    stroke-opacity: 0.6;
  }

  .lit > .frame {
    stroke: var(--phase-backward);
    stroke-opacity: 1;
    stroke-width: 2;
  }

  .box text {
    fill: var(--text);
    text-anchor: middle;
  }

  .box text.end {
    text-anchor: end;
  }

  .box text.word {
    fill: var(--muted);
    text-anchor: start;
  }

  .box text.others {
    fill: var(--muted);
  }

  .box .name {
    font-weight: 600;
  }

  .several {
    cursor: pointer;
  }

  @media (forced-colors: active) {
    .way,
    .frame {
      stroke: CanvasText;
    }

    .way.lit,
    .lit > .frame {
      stroke: Highlight;
    }

    .local,
    .box text:is(text, .word, .others) {
      fill: CanvasText;
    }
  }
`;

/** The graph between the loss and a parameter: boxes with data and grad, lines with local derivatives, one path lit. */
export function drawLoupe(picture: LoupePicture) {
  const { graph, layout, label, point } = picture;
  const lit = new Set(graph.paths[picture.path].edges);
  const through = new Set([...lit].flatMap((edge) => [graph.edges[edge].below, graph.edges[edge].above]));
  const edges = [...graph.edges.keys()];
  // What is lit lies on top of what is not.
  const inOrder = [...edges.filter((edge) => !lit.has(edge)), ...edges.filter((edge) => lit.has(edge))];
  return svg`
    <svg
      class="graph"
      width=${layout.width}
      height=${layout.height}
      font-size=${layout.font}
      role="img"
      aria-label=${label}
      @pointerleave=${() => point(null)}
    >
      ${inOrder.map((edge) => svg`<path class="way ${lit.has(edge) ? 'lit' : ''}" d=${layout.lines[edge].path} />`)}
      ${inOrder.map((edge) => (layout.crowded && !lit.has(edge) ? nothing : localOf(picture, edge, lit.has(edge))))}
      ${graph.nodes.map((node, k) => boxOf(picture, node, k, through.has(k)))}
    </svg>
  `;
}

function localOf({ graph, layout }: LoupePicture, edge: number, lit: boolean) {
  const { x, y } = layout.lines[edge];
  const { font, letters } = layout;
  const text = `×${formatToFit(graph.edges[edge].local, letters - 1, Math.min(17, layout.digits - 1))}`;
  const width = text.length * font * advance + 2;
  return svg`
    <rect class="behind" x=${x - width / 2} y=${y - font * 0.65} width=${width} height=${font * 1.3} />
    <text class="local ${lit ? 'lit' : ''}" x=${x} y=${y + font * 0.36}>${text}</text>`;
}

function boxOf(picture: LoupePicture, node: GraphNode, k: number, lit: boolean) {
  const { layout, names, point, choose } = picture;
  const box = layout.boxes[k];
  const { x, y, width } = box;
  const { row, font } = layout;
  const room = Math.floor((width - 2 * padding) / (font * advance));
  const line = (place: number) => y + 3 + (place + 0.74) * row;
  const name = names[k].find((each) => each.length <= room) ?? names[k][names[k].length - 1];
  const others = node.others?.count ? picture.others(node) : '';
  const rest = node.others?.data ?? 0;
  const sign = rest < 0 ? '−' : '+';
  const short =
    others.length > room ? `${sign} ${formatToFit(Math.abs(rest), room - 2, layout.digits)}` : others;
  return svg`
    <g
      class="box ${lit ? 'lit' : ''} ${picture.graph.paths.length > 1 ? 'several' : ''}"
      @pointerenter=${() => point(k)}
      @click=${() => choose(k)}
    >
      <title lang="en">${names[k][0]}</title>
      <rect class="back" x=${x} y=${y} width=${width} height=${box.height} rx=${corner} />
      <path class="band" d=${bandOf(box, row)} />
      <rect class="frame" x=${x} y=${y} width=${width} height=${box.height} rx=${corner} />
      <text class="name" lang="en" x=${x + width / 2} y=${line(0)}>${name}</text>
      ${others ? svg`<text class="others" x=${x + width / 2} y=${line(1)}>${short}<title>${others}</title></text>` : nothing}
      ${numberOf(picture.data, node.data, box, y + box.height - 3 - 1.26 * row, room, layout)}
      ${numberOf(picture.grad, node.grad, box, y + box.height - 3 - 0.26 * row, room, layout)}
    </g>
  `;
}

/** A number of a box, with its name where there is room for it. */
function numberOf(word: string, value: number, { x, width }: Box, y: number, room: number, layout: Layout) {
  const { font, digits } = layout;
  const beside = room - word.length - 1;
  if (beside < 8) {
    return svg`<text x=${x + width / 2} y=${y}>${formatToFit(value, room, digits)}</text>`;
  }
  return svg`
    <text class="word" x=${x + padding + 1} y=${y} font-size=${font * 0.95}>${word}</text>
    <text class="end" x=${x + width - padding - 1} y=${y}>${formatToFit(value, beside, digits)}</text>`;
}

/** The last line of a box. */
function bandOf({ x, y, width, height }: Box, row: number): string {
  const top = y + height - row - 2;
  const side = row + 2 - corner;
  return `M${x} ${top}h${width}v${side}a${corner} ${corner} 0 0 1 ${-corner} ${corner}h${2 * corner - width}a${corner} ${corner} 0 0 1 ${-corner} ${-corner}z`;
}

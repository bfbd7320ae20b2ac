import type { PathGraph } from '../src/core/nn/expressionGraph.ts';

/** A node's place in the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge's place: its line, and where the middle of its number is. */
export interface Line {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The size of the letters, and the height of a line of them. */
  readonly font: number;
  readonly row: number;
  /** How many digits a number has at most. */
  readonly digits: number;
  /** For each node and each edge of the graph. */
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  /** How many letters the number of an edge may have. */
  readonly letters: number;
  /** Whether there are so many edges between two rows of boxes that their numbers would cover each other. */
  readonly crowded: boolean;
}

/** The width of a letter of the editor's font, as a share of its size; a little more than that of most. */
export const advance = 0.62;

/** What stands between the edge of a box and its letters. */
export const padding = 5;

const narrowest = 54;
const widest = { alone: 190, beside: 128 };
/** No box is wider than this many letters: a name, and all the digits that a number can have. */
const fullest = 29;
const between = 5;

/**
 * Where the boxes of a graph stand: the loss at the top, a row for each rank. Closer (`zoom` above 1) there is more room for digits:
 * the width grows with it, the letters hardly.
 */
export function layoutOf({ nodes, edges }: PathGraph, room: number, zoom: number): Layout {
  const font = 11 * zoom ** 0.25;
  const row = Math.round(font * 1.42);
  const ranks: number[][] = [];
  for (const [k, { rank }] of nodes.entries()) {
    ranks[rank] = [...(ranks[rank] ?? []), k];
  }
  const most = Math.max(...ranks.map((rank) => rank.length));
  const full = fullest * font * advance;
  const boxWidthIn = (lane: number, count: number) =>
    Math.min(lane - between, (count === 1 ? widest.alone : widest.beside) * zoom, full);
  const lane = Math.max(narrowest + between, Math.min((room * zoom) / most, full + between));
  const width = Math.max(room, Math.floor(most * lane));
  const boxes: Box[] = [];
  let top = 1;
  let before: readonly number[] = [];
  for (const rank of ranks) {
    const pitch = width / rank.length;
    top += boxes.length === 0 ? 0 : gapOf(rank, before, row);
    before = rank;
    const boxWidth = boxWidthIn(pitch, rank.length);
    const height = Math.max(...rank.map((k) => (nodes[k].others?.count ? 4 : 3))) * row + 6;
    for (const [place, k] of rank.entries()) {
      boxes[k] = { x: (place + 0.5) * pitch - boxWidth / 2, y: top, width: boxWidth, height };
    }
    top += height;
  }
  const counts = nodes.map(({ rank }) => ranks[rank].length);
  return {
    width,
    height: top + 1,
    font,
    row,
    digits: Math.min(17, Math.round(5 * zoom)),
    letters: Math.floor((0.9 * width) / most / (font * advance)),
    boxes,
    lines: edges.map(({ below, above }) => lineOf(boxes[above], boxes[below], counts[above], counts[below])),
    crowded: most > 1 && edges.length > 3 * nodes.length,
  };
}

/** From where to where across the drawing a path of the graph goes. */
export function reachOf(
  { edges, paths }: PathGraph,
  path: number,
  { boxes }: Layout,
): [left: number, right: number] {
  const along = paths[path].edges.flatMap((edge) => [boxes[edges[edge].below], boxes[edges[edge].above]]);
  return [Math.min(...along.map(({ x }) => x)), Math.max(...along.map(({ x, width }) => x + width))];
}

/** Lines that spread take more room than those that go straight down. */
function gapOf(rank: readonly number[], before: readonly number[], row: number): number {
  return Math.round(row * (rank.length === before.length ? 1.9 : 3.2));
}

/** A line from the bottom of one box to the top of another; its number is where the lines are apart. */
function lineOf(from: Box, to: Box, besideFrom: number, besideTo: number): Line {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  const t = besideFrom < besideTo ? 0.8 : besideFrom > besideTo ? 0.2 : 0.5;
  const bend = t * t * (3 - 2 * t);
  const flat = t * (1 - t) * 3 * middle;
  return {
    path: `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`,
    x: x1 + (x2 - x1) * bend,
    y: y1 * (1 - t) ** 3 + flat + y2 * t ** 3,
  };
}

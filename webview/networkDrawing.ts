import { css, html, nothing, svg } from 'lit';
import { diagramOf } from '../src/core/nn/diagram.ts';
import { formatAlike } from '../src/protocol/numbers.ts';

/** What the drawing shows. */
export interface NetworkPicture {
  /** Number of inputs, then of neurons in each layer. */
  readonly shape: readonly number[];
  /** A number for each parameter: thickness, colour and dashes of its line. */
  readonly values: ArrayLike<number>;
  /** What is in each unit, layer by layer; null where that is not known. */
  readonly activity: readonly (readonly number[])[] | null;
  /** What the last layer should say; empty where that is not known. */
  readonly targets: readonly number[];
  /** Index of the parameter that stands out. */
  readonly shown: number;
  /** Whether changes are drawn at once, without a motion: where one follows the other quickly. */
  readonly still: boolean;
  /** The picture in words. */
  readonly label: string;
  /** The pointer is on a parameter's line, or on none. */
  readonly point: (parameter: number | null) => void;
  readonly choose: (parameter: number) => void;
}

const width = 340;
const margin = { x: 25, y: 27 };
const radius = 18;
const gap = 52;
const stem = 11;
const thickest = 7;

/** The styles of {@link drawNetwork}. */
export const networkDrawing = css`
  .network {
    display: block;
    width: 100%;
    max-width: 480px;
    margin: 10px auto 0;
  }

  .line {
    fill: none;
    stroke-linecap: butt;
  }

  .moving .line {
    transition:
      stroke-width 180ms ease-out,
      stroke 180ms ease-out;
  }

  .moving .filling {
    transition: fill-opacity 180ms ease-out;
  }

  .line.positive {
    stroke: var(--positive);
  }

  .line.negative {
    stroke: var(--negative);
    stroke-dasharray: 8 1.8;
  }

  .line.zero {
    stroke: var(--line);
  }

  .halo {
    fill: none;
    stroke: var(--text);
    stroke-opacity: 0.28;
    stroke-linecap: round;
  }

  .reach {
    fill: none;
    stroke: transparent;
    stroke-width: 11;
    cursor: pointer;
  }

  .unit {
    fill: var(--page);
    stroke: var(--muted);
    stroke-width: 1.2;
  }

  .filling {
    stroke: none;
  }

  .filling.positive {
    fill: var(--positive);
  }

  .filling.negative {
    fill: var(--negative);
  }

  .aim {
    fill: none;
    stroke: var(--text);
    stroke-width: 1;
    stroke-dasharray: 2 2;
  }

  .network text {
    fill: var(--text);
    font-family: var(--mono);
    font-size: 10.8px;
    text-anchor: middle;
    pointer-events: none;
  }

  .network text.aimed {
    fill: var(--muted);
  }

  @media (prefers-reduced-motion: reduce) {
    .moving :is(.line, .filling) {
      transition: none;
    }
  }
`;

/** The network as units and lines; pressing a line chooses its parameter. */
export function drawNetwork(picture: NetworkPicture) {
  const { shape, values, activity, targets, shown, still, label, point, choose } = picture;
  const tallest = Math.max(...shape);
  const height = 2 * margin.y + (tallest - 1) * gap + 2 * radius - 18;
  const at = (layer: number, unit: number) => ({
    x: margin.x + (layer * (width - 2 * margin.x)) / Math.max(1, shape.length - 1),
    y: height / 2 - stem / 2 + (unit - (shape[layer] - 1) / 2) * gap,
  });
  const { edges, biases } = diagramOf(shape);
  const lines = [
    ...edges.map(({ parameter, layer, from, to }) => {
      const [a, b] = [at(layer - 1, from), at(layer, to)];
      return { parameter, path: `M${a.x + radius} ${a.y}L${b.x - radius} ${b.y}` };
    }),
    ...biases.map(({ parameter, layer, neuron }) => {
      const { x, y } = at(layer, neuron);
      return { parameter, path: `M${x} ${y + radius + 1}v${stem}` };
    }),
  ];
  const largest = Math.max(...Array.from(values, (value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  const thickness = (value: number) =>
    largest === 0 || Number.isNaN(value)
      ? 0.75
      : 0.75 + (thickest - 0.75) * Math.min(1, Math.abs(value) / largest);
  const one = lines.find(({ parameter }) => parameter === shown);
  return html`
    <svg
      class="network ${still ? '' : 'moving'}"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label=${label}
      @pointerleave=${() => point(null)}
    >
      ${one ? svg`<path class="halo" d=${one.path} stroke-width=${thickness(values[shown]) + 6} />` : nothing}
      ${lines.map(({ parameter, path }) => {
        const value = values[parameter];
        return svg`<path class="line ${signOf(value)}" d=${path} stroke-width=${thickness(value)} />`;
      })}
      ${lines.map(
        ({ parameter, path }) => svg`
          <path
            class="reach"
            d=${path}
            @pointerenter=${() => point(parameter)}
            @click=${() => choose(parameter)}
          />`,
      )}
      ${shape.map((units, layer) =>
        Array.from({ length: units }, (_, unit) => {
          const { x, y } = at(layer, unit);
          const value = activity?.[layer][unit];
          const aim = layer === shape.length - 1 ? targets[unit] : undefined;
          return svg`
            <circle class="unit" cx=${x} cy=${y} r=${radius} />
            <circle
              class="filling ${signOf(value ?? 0)}"
              cx=${x}
              cy=${y}
              r=${radius}
              fill-opacity=${strengthOf(value, layer === 0)}
            />
            ${value === undefined ? nothing : svg`<text x=${x} y=${y + 3.5}>${formatAlike([value])[0]}</text>`}
            ${
              aim === undefined
                ? nothing
                : svg`<circle class="aim" cx=${x} cy=${y} r=${radius + 4} />
                    <text class="aimed" x=${x} y=${y - radius - 9}>${formatAlike([aim])[0]}</text>`
            }`;
        }),
      )}
    </svg>
  `;
}

function signOf(value: number): 'positive' | 'negative' | 'zero' {
  return value > 0 ? 'positive' : value < 0 ? 'negative' : 'zero';
}

/** How strongly a unit is coloured by what is in it; its text stays legible on it. Inputs have no bounds, and no colour. */
function strengthOf(value: number | undefined, isInput: boolean): number {
  return value === undefined || isInput || Number.isNaN(value) ? 0 : Math.min(1, Math.abs(value)) * 0.42;
}

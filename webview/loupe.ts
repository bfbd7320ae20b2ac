import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { depositedIn, isSame, type Specimen, specimenAt, sum } from '../src/core/lesson/loupe.ts';
import { parameterNames } from '../src/core/lesson/parameterNames.ts';
import { lastForward } from '../src/core/nn/activations.ts';
import type { Detail, ExpressionGraph, GraphNode, PathGraph } from '../src/core/nn/expressionGraph.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { formatSignificant, formatTerms } from '../src/protocol/digits.ts';
import { format } from '../src/protocol/strings.ts';
import type { ChoiceEvent } from './choice.ts';
import { type Chosen, ChosenEvent } from './chosen.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { latest } from './latest.ts';
import { drawLoupe, loupeDrawing } from './loupeDrawing.ts';
import { layoutOf, reachOf } from './loupeLayout.ts';
import { loupeStyles } from './loupeStyles.ts';
import {
  factorName,
  formatFactor,
  formatProduct,
  type Naming,
  nameOf,
  namesOf,
  operationNamesOf,
  pathNames,
} from './loupeWords.ts';
import { select } from './select.ts';
import { theme } from './theme.ts';
import { valueTable } from './valueTable.ts';
import { Zoom } from './zoom.ts';
import './choice.ts';

/** The parts of so many samples are written one by one. */
const mostParts = 6;

/** What the texts beside the graph are about. */
interface Seen {
  readonly specimen: Specimen;
  readonly graph: PathGraph;
  readonly naming: Naming;
  /** Place of the parameter in `model.parameters()`, and the path that is lit. */
  readonly parameter: number;
  readonly path: number;
}

/**
 * One step under the loupe: for one sample, the graph between its part of the loss and one parameter, as computed at the cursor's
 * step; with a path lit, its product, and the sum of the paths.
 *
 * @fires day5-chosen when another parameter or sample is chosen
 */
@customElement('day5-loupe')
export class Loupe extends ExhibitElement {
  static override styles = [theme, select, loupeDrawing, valueTable, loupeStyles];

  @property({ attribute: false }) chosen: Chosen = { parameter: 0, sample: 0 };
  @state() private detail: Detail = 'neurons';
  @state() private path = 0;
  /** The path under the pointer. */
  @state() private pointed: number | null = null;
  @state() private open = false;
  @query('.view') private readonly box!: HTMLElement | null;
  private readonly zoom = new Zoom(this, () => this.box);
  // Of the loss nothing is read: a recording that has learned it since is another.
  private readonly specimen = latest((recording: Recording, forward: number, _loss: number | null) =>
    specimenAt(recording, forward),
  );
  private readonly graph = latest((sample: ExpressionGraph, parameter: number, detail: Detail) =>
    sample.between(parameter, detail),
  );
  private readonly layout = latest(layoutOf);
  /** What was shown of this run last. */
  private seen: Specimen | null = null;
  /** From where to where in the drawing the path goes that is lit. */
  private lit: ReturnType<typeof reachOf> | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('recording')) {
      this.seen = null;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('path') && this.lit) {
      this.zoom.reveal(...this.lit);
    }
  }

  override render() {
    const { strings, recording, view } = this;
    const forward = lastForward(recording, view.position);
    const step = recording.stops[forward]?.step ?? 0;
    const specimen = this.specimen(recording, forward, recording.losses()[step] ?? null);
    const refusal = typeof specimen === 'string' ? specimen : null;
    this.seen = typeof specimen === 'string' ? this.seen : specimen;
    // At the start of a run that has been gone through there is nothing to see, and its room is kept: what follows stays in place.
    const shown = refusal === null || refusal === 'waiting' ? this.seen : null;
    return html`
      <h3>${strings['loupe.title']}</h3>
      <p class="muted">${strings[`loupe.${shown || refusal === null ? 'text' : refusal}`]}</p>
      ${
        shown
          ? html`<div class="room">
              <div class=${refusal ? 'kept' : ''} ?inert=${refusal !== null}>${this.renderSpecimen(shown)}</div>
              ${refusal ? html`<p class="muted">${strings[`loupe.${refusal}`]}</p>` : nothing}
            </div>`
          : nothing
      }
    `;
  }

  private renderSpecimen(specimen: Specimen) {
    const { strings, recording, detail } = this;
    const { shape } = recording.info;
    const parameters = parameterNames(shape, recording.initial.data.length);
    const parameter = Math.min(this.chosen.parameter, parameters.length - 1);
    const sample = Math.min(this.chosen.sample, specimen.samples.length - 1);
    const graph = this.graph(specimen.samples[sample], parameter, detail);
    const naming = { layers: (shape?.length ?? 1) - 1, sample: `x${sample}` };
    const path = Math.min(this.pointed ?? this.path, graph.paths.length - 1);
    const seen = { specimen, graph, naming, parameter, path };
    return html`
      <div class="choices">
        ${
          specimen.samples.length > 1
            ? html`<day5-choice
                .label=${strings['loupe.sample']}
                .options=${[...specimen.samples.keys()].map((k) => this.sampleOption(k))}
                .value=${sample}
                @day5-choice=${(event: ChoiceEvent<number>) => this.choose({ sample: event.value })}
              ></day5-choice>`
            : nothing
        }
        <day5-choice
          .label=${strings['loupe.detail']}
          .options=${(['neurons', 'operations'] as const).map((value) => {
            const text = strings[`loupe.${value}`];
            return { value, text, label: text };
          })}
          .value=${detail}
          @day5-choice=${(event: ChoiceEvent<Detail>) => {
            this.detail = event.value;
          }}
        ></day5-choice>
        <label>
          <span class="muted">${strings['loupe.parameter']}</span>
          <select
            @change=${(event: Event) =>
              this.choose({ parameter: (event.target as HTMLSelectElement).selectedIndex })}
          >
            ${parameters.map((name, k) => html`<option .selected=${k === parameter}>${name}</option>`)}
          </select>
        </label>
      </div>
      <div class="parts">
        ${this.renderGraph(seen, sample, parameters[parameter])}
        <div>
          ${this.renderPaths(seen)} ${this.renderProduct(seen)}
        </div>
      </div>
      ${this.renderSums(seen, sample)}
      <p class="hint muted">${strings['loupe.names']}</p>
      <details
        @toggle=${(event: Event) => {
          this.open = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${strings['loupe.table']}</summary>
        ${this.open ? this.renderTable(seen) : nothing}
      </details>
    `;
  }

  private renderGraph({ graph, naming, specimen, path }: Seen, sample: number, parameter: string) {
    const { strings, detail, zoom } = this;
    const layout = this.layout(graph, zoom.room, zoom.factor);
    this.lit = reachOf(graph, path, layout);
    const paths =
      graph.paths.length === 1
        ? strings['loupe.onePath']
        : format(strings['loupe.paths'], graph.paths.length);
    const [loss] = graph.nodes;
    const last = graph.nodes[graph.nodes.length - 1];
    const names = detail === 'operations' ? operationNamesOf : namesOf;
    const button = (text: string, label: string, title: string, to: number) => html`
      <button title=${title} aria-label=${label} aria-disabled=${to === zoom.factor} @click=${() => zoom.to(to)}>${text}</button>
    `;
    return html`
      <div>
        <div class="bar">
          ${button('−', strings['loupe.zoomOut'], strings['loupe.zoomOut'], zoom.further)}
          ${button('+', strings['loupe.zoomIn'], strings['loupe.zoomIn'], zoom.closer)}
          ${button(strings['loupe.fit'], strings['loupe.fit'], strings['loupe.fitHint'], zoom.whole)}
        </div>
        <div
          class="view ${layout.width > zoom.room ? 'wider' : ''}"
          tabindex="0"
          role="region"
          aria-label=${strings['loupe.box']}
          @keydown=${zoom.byKey}
          @wheel=${zoom.byWheel}
          @pointerdown=${zoom.take}
          @pointermove=${zoom.drag}
          @pointerup=${zoom.letGo}
          @pointercancel=${zoom.letGo}
        >
          ${drawLoupe({
            graph,
            layout,
            path,
            names: graph.nodes.map(({ role }) => names(role, naming)),
            data: strings['network.data'],
            grad: strings['network.grad'],
            others: (node) => this.othersOf(node),
            label: format(
              strings['loupe.summary'],
              specimen.step,
              format(strings.sample, sample),
              formatSignificant(loss.data, 4),
              parameter,
              paths,
              formatSignificant(last.grad, 4),
            ),
            point: (node) => {
              this.pointed = node === null ? null : this.pathThrough(graph, node);
            },
            choose: (node) => {
              this.path = this.pathThrough(graph, node) ?? this.path;
            },
          })}
        </div>
        <p class="hint muted">${strings['loupe.hint']}</p>
      </div>
    `;
  }

  private renderPaths({ graph, naming, path }: Seen) {
    const { strings } = this;
    const { paths } = graph;
    if (paths.length === 1) {
      return nothing;
    }
    const names = pathNames(graph, naming);
    const products = paths.map(({ product }) => product);
    const numbers = formatTerms([...products, sum(products)], 4);
    return html`
      <fieldset @pointerleave=${() => this.point(null)}>
        <legend>${format(strings['loupe.choosePath'], paths.length)}</legend>
        <div class="paths">
          ${names.map(
            (name, k) => html`
              <label class=${k === path ? 'shown' : ''} @pointerenter=${() => this.point(k)}>
                <input
                  type="radio"
                  name="path"
                  .checked=${k === Math.min(this.path, paths.length - 1)}
                  @change=${() => {
                    this.path = k;
                    this.pointed = null;
                  }}
                />
                <span>${format(strings['loupe.through'], name)}</span>
                <span class="number">${numbers[k]}</span>
              </label>
            `,
          )}
          <div class="total">
            <span>${strings['loupe.together']}</span>
            <span class="number">${numbers[paths.length]}</span>
          </div>
        </div>
      </fieldset>
    `;
  }

  /** The chain rule along the path, as numbers that multiply out. */
  private renderProduct({ graph, naming, path }: Seen) {
    const { strings } = this;
    const { edges, product } = graph.paths[path];
    return html`
      <h4 class="lit" id="product">${strings[graph.paths.length === 1 ? 'loupe.single' : 'loupe.product']}</h4>
      <ul class="factors" aria-labelledby="product">
        ${edges.flatMap((edge) =>
          graph.edges[edge].factors.map(
            (factor) => html`
              <li>
                <span class="number">${formatFactor(factor.value)}</span>
                <code class="what">${factorName(factor, naming)}</code>
              </li>
            `,
          ),
        )}
        <li class="result">
          <span class="number">${formatProduct(product)}</span>
        </li>
      </ul>
      <p class="ones muted">${strings['loupe.ones']}</p>
    `;
  }

  /** This sample's part of the gradient, and all of them together beside what the run has done. */
  private renderSums({ specimen, naming, graph, parameter }: Seen, sample: number) {
    const { strings, recording, view } = this;
    const parts = specimen.samples.map((each) => each.gradOf(parameter));
    const total = sum(parts);
    const deposited = depositedIn(recording, specimen.step, parameter);
    const numbers = formatTerms([...parts, total, deposited?.amount ?? 0], 5);
    const all =
      parts.length > mostParts
        ? format(strings['loupe.allSum'], parts.length, numbers[parts.length])
        : format(
            strings['loupe.allParts'],
            parts.length,
            numbers.slice(0, parts.length).join(', '),
            numbers[parts.length],
          );
    const compared =
      !deposited || deposited.stop > view.position
        ? strings['loupe.toCome']
        : isSame(deposited.amount, total)
          ? strings['loupe.deposited']
          : strings['loupe.otherwise'];
    const name = nameOf(graph.nodes[graph.nodes.length - 1].role, naming);
    return html`
      <div class="sums">
        <p>${format(strings['loupe.part'], format(strings.sample, sample), name, numbers[sample])}</p>
        <p>${format(compared, all, specimen.step, numbers[parts.length + 1])}</p>
      </div>
    `;
  }

  private renderTable({ graph, naming }: Seen) {
    const { strings } = this;
    return html`
      <div class="table" tabindex="0" role="region" aria-label=${strings['loupe.table']}>
        <table>
          <thead>
            <tr>
              <th scope="col">${strings['loupe.value']}</th>
              <th scope="col">${strings['network.data']}</th>
              <th scope="col">${strings['network.grad']}</th>
            </tr>
          </thead>
          <tbody>
            ${graph.nodes.map(
              ({ role, data, grad }) => html`
                <tr>
                  <th scope="row"><code>${nameOf(role, naming)}</code></th>
                  <td>${formatSignificant(data, 17)}</td>
                  <td>${formatSignificant(grad, 17)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  private sampleOption(k: number) {
    const { strings, recording } = this;
    const width = recording.info.shape?.[0] ?? 0;
    const text = format(strings.sample, k);
    const inputs = recording.info.inputs?.slice(k * width, (k + 1) * width) ?? [];
    return { value: k, text, label: format(strings['network.sampleLabel'], text, `[${inputs.join(', ')}]`) };
  }

  private othersOf({ others }: GraphNode): string {
    const data = formatSignificant(others?.data ?? 0, 4);
    return others?.count === 1
      ? format(this.strings['loupe.other'], data)
      : format(this.strings['loupe.others'], others?.count ?? 0, data);
  }

  /** The path through a node, where not all go through it; of several the one that is chosen. */
  private pathThrough({ edges, paths }: PathGraph, node: number): number | null {
    const through = paths.flatMap((path, k) =>
      path.edges.some((edge) => edges[edge].below === node || edges[edge].above === node) ? [k] : [],
    );
    return through.length === paths.length
      ? null
      : through.includes(this.path)
        ? this.path
        : (through[0] ?? null);
  }

  private point(path: number | null): void {
    this.pointed = path;
  }

  private choose(chosen: Partial<Chosen>): void {
    this.dispatchEvent(new ChosenEvent(chosen));
  }
}

import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatFixed, formatLoss } from '../src/protocol/numbers.ts';
import { placeInWords } from '../src/protocol/place.ts';
import { format } from '../src/protocol/strings.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';

/** The loss at the cursor, its change since the step before, and where the cursor stands. Spoken politely. */
@customElement('day5-readout')
export class Readout extends RunElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      /* Two lines, whatever stands in them: nothing below moves while it runs. */
      .loss {
        display: flex;
        white-space: nowrap;
        align-items: baseline;
        gap: 8px;
      }

      /* What stands behind the number has a line of its own where the text is large for the room; it is kept when there is nothing to say. */
      @container (max-width: 16em) {
        .loss {
          display: grid;
          grid-template: auto minmax(1.5em, auto) / auto minmax(0, 1fr);
          gap: 0 8px;
        }

        .loss > :nth-child(3) {
          grid-column: 1 / -1;
        }
      }

      .value {
        font-size: min(1.75em, 15cqi);
        font-weight: 600;
        line-height: 1.2;
      }

      .unknown {
        color: var(--muted);
        font-weight: 400;
      }

      .change {
        position: relative;
        white-space: nowrap;
      }

      .fell {
        color: var(--phase-update);
      }

      .rose {
        color: var(--phase-loss);
      }
    `,
  ];

  override render() {
    const { strings, recording, view } = this;
    const place = placeInWords(recording, view.position, strings);
    // Until this step has computed its own loss, the one there is belongs to a step before.
    const step = this.stepOfLoss();
    const own = step === this.stop?.step;
    const loss = own ? this.moment.loss : (recording.losses()[step] ?? null);
    // What changes from phase to phase stands behind the number, which stays where it is.
    const label = loss === null || own ? strings.loss : format(strings.lossOfStep, step);
    return html`
      <div class="loss">
        <span class="muted">${strings.loss}</span>
        ${
          loss === null
            ? html`<span class="value unknown" aria-label=${strings.lossUnknown}>–</span>`
            : html`<span class="value number ${own ? '' : 'unknown'}">${formatLoss(loss)}</span>${
                own
                  ? this.renderChange(step)
                  : html`<span class="muted">${format(strings.ofStep, step)}</span>`
              }`
        }
      </div>
      <div title=${strings.countHint}>${place}</div>
      <div class="hidden" role="status">
        ${this.quiet ? nothing : `${place}. ${label} ${loss === null ? strings.lossUnknown : formatLoss(loss)}`}
      </div>
    `;
  }

  /** The last step whose loss is known at the cursor; −1 before the first. A step may have none. */
  private stepOfLoss(): number {
    const losses = this.recording.losses();
    let step = this.recording.lossStep(this.view.position);
    while (step >= 0 && step !== this.stop?.step && losses[step] === null) {
      step -= 1;
    }
    return step;
  }

  /** While the run plays there is too much to say; a slider that has the focus speaks for itself. */
  private get quiet(): boolean {
    const root = this.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    return this.view.playing || focused?.shadowRoot?.activeElement instanceof HTMLInputElement;
  }

  /** How far the loss of a step is from that of the step before. */
  private renderChange(step: number) {
    const { strings } = this;
    const losses = this.recording.losses();
    const [before, loss] = [losses[step - 1] ?? null, losses[step] ?? null];
    if (before === null || loss === null || loss === before || !Number.isFinite(loss - before)) {
      return nothing;
    }
    const rose = loss > before;
    const size = formatFixed(Math.abs(loss - before));
    return html`<span class="change number ${rose ? 'rose' : 'fell'}">
      <span aria-hidden="true">${rose ? '▲' : '▼'} ${size}</span>
      <span class="hidden">${format(rose ? strings.rose : strings.fell, size)}</span>
    </span>`;
  }
}

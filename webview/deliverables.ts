import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Missing } from '../src/core/lesson/checks/checked.ts';
import { type Deliverable, deliverables } from '../src/core/lesson/deliverables.ts';
import { doneOf, noProgress, type Progress } from '../src/core/lesson/progress.ts';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { evidenceOf, missingInWords } from '../src/protocol/receiptWords.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent, run } from './host.ts';
import { theme } from './theme.ts';
import './rates.ts';

/**
 * The day's deliverables: what is done, with its evidence, which repeats itself when it is pressed; what is missing of the rest.
 * Nothing is ticked here.
 */
@customElement('day5-deliverables')
export class Deliverables extends LitElement {
  static override styles = [
    theme,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 2px 12px;
      }

      .count {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }

      ol {
        margin-top: 12px;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: 30px minmax(0, 1fr);
        padding: 9px 0 10px;
        border-top: 1px solid var(--line);
      }

      li:last-child {
        border-bottom: 1px solid var(--line);
      }

      .mark {
        display: grid;
        place-items: center;
        width: 20px;
        height: 20px;
        margin-top: 1px;
        border: 1px solid var(--ghost);
        border-radius: 50%;
        color: var(--muted);
        font-size: 0.8em;
        line-height: 1;
      }

      .done .mark {
        border-color: var(--phase-update);
        color: var(--phase-update);
      }

      .mark svg {
        width: 12px;
        height: 12px;
        fill: none;
        stroke: currentColor;
        stroke-width: 2.2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }

      /* Drawn when it is earned, and then it stands. */
      .new .mark path {
        stroke-dasharray: 20;
        animation: draw 0.5s ease-out;
      }

      @keyframes draw {
        from {
          stroke-dashoffset: 20;
        }
        to {
          stroke-dashoffset: 0;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .new .mark path {
          animation: none;
        }
      }

      .lacks {
        color: var(--muted);
        font-size: 0.92em;
      }

      button {
        max-width: 100%;
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        font-size: 0.92em;
        text-align: start;
        cursor: pointer;
      }

      button:hover {
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
        text-underline-offset: 2px;
      }

      .receipt {
        font-family: var(--mono);
        font-size: 0.86em;
        line-height: 1.45;
      }

      /* Lines end between the parts. */
      .receipt span {
        display: inline-block;
        text-decoration: inherit;
      }

      day5-rates {
        margin-top: 8px;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) strings!: LessonStrings;
  @property({ attribute: false }) progress!: Progress;
  /** What was done when it was last looked at; null until the host has said what is. */
  private known: ReadonlySet<Deliverable> | null = null;
  @state() private fresh: readonly Deliverable[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('progress') && this.progress !== noProgress) {
      const done = doneOf(this.progress);
      const { known } = this;
      const fresh = known ? done.filter((id) => !known.has(id)) : [];
      this.fresh = fresh.length > 0 ? fresh : this.fresh.filter((id) => done.includes(id));
      this.known = new Set(done);
    }
  }

  override render() {
    const { strings, progress, fresh } = this;
    const done = doneOf(progress).length;
    const count = [done, deliverables.length];
    return html`
      <div class="head">
        <h3>${strings.deliverablesTitle}</h3>
        <span class="count" aria-label=${format(strings.checklistCountLabel, ...count)} role="img"
          >${format(strings.checklistCount, ...count)}</span
        >
      </div>
      <p class="muted">${strings.checklistHow}</p>
      <ol>
        ${deliverables.map((id, k) => this.renderItem(id, k + 1))}
      </ol>
      <p class="hidden" role="status">
        ${fresh.map((id) => `${format(strings.checklistNow, deliverables.indexOf(id) + 1, strings[`deliverable.${id}`])}. `)}
      </p>
      <div class="actions">
        ${this.action(commands.exportReport, strings.exportReport)}
        ${done > 0 ? this.action(commands.resetProgress, strings.resetProgress) : nothing}
      </div>
    `;
  }

  private renderItem(id: Deliverable, number: number) {
    const { strings, progress, fresh } = this;
    const isDone = progress.receipts[id] !== undefined || progress.elsewhere[id] !== undefined;
    const state = `${isDone ? 'done' : ''} ${fresh.includes(id) ? 'new' : ''}`;
    return html`
      <li class=${state} id=${id}>
        <span class="mark number" aria-hidden="true">
          ${isDone ? html`<svg viewBox="0 0 12 12"><path d="M2.2 6.4 4.9 9 9.8 3.2" /></svg>` : number}
        </span>
        <div>
          <div>
            ${strings[`deliverable.${id}`]}<span class="hidden"
              >, ${isDone ? strings.checklistDone : strings.checklistOpen}</span
            >
          </div>
          ${this.renderEvidence(id, number)}
          ${
            id === 'learningRate' && progress.rates.length > 0
              ? html`<day5-rates .strings=${strings} .rates=${progress.rates} ?done=${isDone}></day5-rates>`
              : nothing
          }
        </div>
      </li>
    `;
  }

  private renderEvidence(id: Deliverable, number: number) {
    const { strings, progress } = this;
    const receipt = progress.receipts[id];
    if (receipt) {
      const evidence = evidenceOf(strings, id, receipt);
      return html`
        <button
          class="receipt"
          title=${strings.replayHint}
          aria-label=${format(strings.replayLabel, number, evidence)}
          @click=${() => this.dispatchEvent(new IntentEvent({ type: 'replay', deliverable: id, rate: null }))}
        >
          ${evidence.split(' · ').map((part, k) => html`${k > 0 ? ' · ' : ''}<span>${part}</span>`)}
        </button>
      `;
    }
    if (progress.elsewhere[id] !== undefined) {
      return html`<div class="lacks">${strings.checklistElsewhere}</div>`;
    }
    const lacks = this.lacking(id);
    const phrase =
      id === 'missingZeroGrad'
        ? strings['missing.huntOpen']
        : lacks
          ? missingInWords(strings, lacks)
          : id === 'learningRate'
            ? strings.ratesNone
            : null;
    return phrase ? html`<div class="lacks">${phrase}</div>` : nothing;
  }

  /** What an open one lacks. That nothing has been trained is true of all of them, and said of the first. */
  private lacking(id: Deliverable): Missing | undefined {
    const { missing, receipts, elsewhere } = this.progress;
    const untrained = deliverables.filter(
      (each) =>
        !receipts[each] &&
        elsewhere[each] === undefined &&
        (missing[each]?.missing ?? 'nothingTrained') === 'nothingTrained',
    );
    return untrained.includes(id)
      ? id === untrained[0]
        ? { done: false, missing: 'nothingTrained', values: [] }
        : undefined
      : missing[id];
  }

  private action(command: CommandId, text: string) {
    return html`<button @click=${() => this.dispatchEvent(run(command))}>${text}</button>`;
  }
}

import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { commands } from '../src/protocol/ids.ts';
import type { ScriptView } from '../src/protocol/messages.ts';
import { format } from '../src/protocol/strings.ts';
import { IntentEvent, run } from './host.ts';
import { ratesOf } from './learningRate.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';

/**
 * What trains, in a slim line: the script and how it stands, which of its runs is shown, its learning rate and seed. What is
 * not known is left out.
 */
@customElement('day5-status')
export class Status extends RunElement {
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1px 14px;
        min-height: 1.9em;
        color: var(--muted);
        font-size: 0.9em;
      }

      .what {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 8px;
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .file {
        color: var(--text);
        font-weight: 600;
      }

      /* Most scripts are over in a moment: that they run is worth a word only when it takes longer. The host waits as well. */
      .running {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        animation: appear 0s 150ms backwards;
      }

      @keyframes appear {
        from {
          visibility: hidden;
        }
      }

      button,
      select {
        border: 1px solid var(--vscode-dropdown-border, var(--line));
        border-radius: 4px;
        background: var(--vscode-dropdown-background);
        color: var(--vscode-dropdown-foreground);
        font: inherit;
        cursor: pointer;
      }

      select {
        max-width: 100%;
        min-height: 1.85em;
        margin: 0;
        padding: 0 2px;
      }

      button {
        min-height: 1.7em;
        padding: 0 0.7em;
        line-height: 1.35;
        white-space: nowrap;
        border-color: var(--vscode-button-border, transparent);
        background: var(--vscode-button-secondaryBackground);
        color: var(--vscode-button-secondaryForeground);
      }

      button:hover {
        background: var(--vscode-button-secondaryHoverBackground);
      }
    `,
  ];

  @property({ attribute: false }) script!: ScriptView;

  override render() {
    const { strings, script, recording } = this;
    const { info } = recording;
    const rates = ratesOf(recording);
    return html`
      <span class="what">
        <span class=${script.file === null ? '' : 'file'}>${script.file ?? strings.ownRun}</span>
        ${this.renderState()} ${this.renderWay()}
      </span>
      ${script.runs > 1 ? this.renderRuns() : nothing}
      ${
        rates === null
          ? nothing
          : html`<span title=${info.learningRate === null ? strings.learningRateHint : nothing}>
              ${format(
                strings.learningRate,
                rates.first === rates.last
                  ? rates.first
                  : format(strings.learningRateRange, rates.first, rates.last),
              )}
            </span>`
      }
      ${info.seed === null ? nothing : this.renderSeed(info.seed)}
      ${
        recording.isWhole
          ? nothing
          : html`<span>${format(strings.thinned, count(recording.detailedSteps), count(recording.steps))}</span>`
      }
    `;
  }

  private renderState() {
    const { strings, script } = this;
    if (!script.live && script.stale && script.state !== 'running') {
      return html`
        <span>${strings.edited}</span>
        <button @click=${() => this.dispatchEvent(run(commands.run))}>${strings.runScript}</button>
      `;
    }
    switch (script.state) {
      case 'running':
        return html`<span class="running">
          ${strings.running}
          <button @click=${() => this.dispatchEvent(run(commands.stop))}>${strings.stop}</button>
        </span>`;
      case 'waiting':
        // While the learner types, the script waits as well; there is nothing to say about that.
        return script.stale ? nothing : html`<span>${strings.starting}</span>`;
      case 'stopped':
        return html`<span>${strings.stopped}</span>`;
      default:
        return nothing;
    }
  }

  /** The way to the learner's own loop from another; from a run without a file, to the code that it is the run of. */
  private renderWay() {
    const { strings, script } = this;
    if (script.role !== 'own') {
      return html`<button
        title=${strings.backToLoop}
        aria-label=${strings.backToLoop}
        @click=${() => this.dispatchEvent(run(commands.openDay5))}
      >
        ← ${strings.myLoop}
      </button>`;
    }
    return script.file === null
      ? html`<button title="reference.py" @click=${() => this.dispatchEvent(run(commands.openReference))}>
          ${strings.ownRunCode}
        </button>`
      : nothing;
  }

  private renderRuns() {
    const { strings, script } = this;
    return html`
      <select aria-label=${strings.runChooser} title=${strings.runChooser} @change=${this.showRun}>
        ${Array.from(
          { length: script.runs },
          (_, k) =>
            html`<option .selected=${k === script.run}>${format(strings.runOf, k + 1, script.runs)}</option>`,
        )}
      </select>
    `;
  }

  private renderSeed(seed: number) {
    const { strings } = this;
    return this.recording.info.ownSeed
      ? html`<span>${format(strings.seed, seed)}</span>`
      : html`<span title=${format(strings.seedDrawnHint, seed)}>${format(strings.seedDrawn, seed)}</span>`;
  }

  private showRun(event: Event): void {
    if (event.target instanceof HTMLSelectElement) {
      this.dispatchEvent(new IntentEvent({ type: 'showRun', run: event.target.selectedIndex }));
    }
  }
}

/** A number of things, its digits grouped as the language of the lesson does. */
function count(things: number): string {
  return things.toLocaleString(document.documentElement.lang || undefined);
}

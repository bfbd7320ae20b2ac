import { css, html, type SVGTemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { phases } from '../src/core/training/phase.ts';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { type Speed, speeds } from '../src/protocol/messages.ts';
import { placeInWords } from '../src/protocol/place.ts';
import { format } from '../src/protocol/strings.ts';
import { IntentEvent, run } from './host.ts';
import { icons } from './icons.ts';
import { RunElement } from './runElement.ts';
import { theme } from './theme.ts';

/** The step controls: buttons, the speed of playing, and a scrubber over the whole run. */
@customElement('day5-controls')
export class Controls extends RunElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 8px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }

      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 6px;
        min-width: 30px;
        height: 28px;
        padding: 0 6px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-radius: 4px;
        background: transparent;
        color: var(--vscode-icon-foreground);
        font: inherit;
        cursor: pointer;
      }

      button:hover:not(:disabled) {
        background: var(--vscode-toolbar-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }

      button.primary {
        padding: 0 12px 0 8px;
        background: var(--vscode-button-background);
        color: var(--vscode-button-foreground);
      }

      button.primary:hover:not(:disabled) {
        background: var(--vscode-button-hoverBackground);
      }

      button:disabled {
        opacity: 0.4;
        cursor: default;
      }

      button:focus-visible {
        outline: 1px solid var(--focus);
        outline-offset: 1px;
      }

      svg {
        width: 16px;
        height: 16px;
        fill: currentcolor;
      }

      .speed {
        display: flex;
        margin-inline-start: auto;
        border: 1px solid var(--line);
        border-radius: 4px;
      }

      .speed button {
        min-width: 0;
        height: 24px;
        padding: 0 7px;
        border: 0;
        border-radius: 3px;
        color: var(--muted);
        font-size: 0.9em;
      }

      .speed button[aria-checked='true'] {
        background: var(--vscode-inputOption-activeBackground);
        color: var(--vscode-inputOption-activeForeground);
        outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
        outline-offset: -1px;
      }

      input {
        width: 100%;
        height: 20px;
        margin: 0;
        background: transparent;
        appearance: none;
        cursor: pointer;
      }

      input::-webkit-slider-runnable-track {
        height: 4px;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--accent) var(--played),
          var(--vscode-scrollbarSlider-background) var(--played)
        );
      }

      input::-webkit-slider-thumb {
        width: 14px;
        height: 14px;
        margin-top: -5px;
        border: 2px solid var(--page);
        border-radius: 50%;
        background: var(--accent);
        appearance: none;
      }

      @media (forced-colors: active) {
        input {
          appearance: auto;
        }
      }
    `,
  ];

  override render() {
    const { strings, view } = this;
    const atStart = view.position < 0;
    return html`
      <div class="row" role="toolbar" aria-label=${strings.controls}>
        ${this.button(commands.stepBack, strings.stepBack, icons.stepBack, atStart)}
        <button
          class="primary"
          title=${strings.stepPhase}
          ?disabled=${this.finished}
          @click=${() => this.dispatchEvent(run(commands.stepPhase))}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">${icons.stepPhase}</svg>${strings.stepPhase}
        </button>
        ${this.button(commands.stepIteration, strings.stepIteration, icons.stepIteration, this.finished)}
        ${
          view.playing
            ? this.button(commands.pause, strings.pause, icons.pause, false)
            : this.button(commands.play, strings.play, icons.play, false)
        }
        ${this.button(commands.runToEnd, strings.runToEnd, icons.runToEnd, this.finished)}
        ${this.button(commands.reset, strings.reset, icons.reset, this.recording.stops.length === 0)}
        <div class="speed" role="radiogroup" aria-label=${strings.speed}>
          ${speeds.map((speed) => this.renderSpeed(speed))}
        </div>
      </div>
      ${this.renderScrubber()}
    `;
  }

  private button(command: CommandId, label: string, icon: SVGTemplateResult, disabled: boolean) {
    return html`
      <button
        title=${label}
        aria-label=${label}
        ?disabled=${disabled}
        @click=${() => this.dispatchEvent(run(command))}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>
      </button>
    `;
  }

  private renderSpeed(speed: Speed) {
    const label = format(this.strings.speedTitle, speed);
    return html`
      <button
        role="radio"
        aria-checked=${speed === this.view.speed}
        title=${label}
        aria-label=${label}
        @click=${() => this.dispatchEvent(new IntentEvent({ type: 'setSpeed', speed }))}
      >
        ${format(this.strings.speedOption, speed)}
      </button>
    `;
  }

  private renderScrubber() {
    const { strings, recording, view } = this;
    return html`
      <input
        type="range"
        min="-1"
        max=${this.last}
        .value=${String(view.position)}
        aria-label=${strings.scrubber}
        aria-valuetext=${placeInWords(recording, view.position, strings)}
        @input=${(event: InputEvent) => this.scrub(event)}
      />
    `;
  }

  /** Index of the run's last stop: where it ended, or where it will end if it goes on as it began. */
  private get last(): number {
    const { recording } = this;
    const planned = (recording.info.steps ?? 0) * this.stopsPerStep;
    return recording.outcome ? recording.stops.length - 1 : Math.max(planned, recording.stops.length) - 1;
  }

  private get stopsPerStep(): number {
    const { recording } = this;
    return recording.steps > 1 ? recording.firstOf(1) : phases.length;
  }

  private scrub(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) {
      this.dispatchEvent(new IntentEvent({ type: 'moveTo', position: event.target.valueAsNumber }));
    }
  }

  protected override updated(): void {
    // Set from script: the content security policy has no room for style attributes.
    const played = ((this.view.position + 1) / (this.last + 1)) * 100;
    this.style.setProperty('--played', `${played}%`);
  }
}

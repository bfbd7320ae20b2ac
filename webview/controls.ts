import { css, html, type PropertyValues, type SVGTemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Cursor } from '../src/core/training/cursor.ts';
import { phases } from '../src/core/training/phase.ts';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { keysInWords } from '../src/protocol/keys.ts';
import { type Speed, speeds } from '../src/protocol/messages.ts';
import { placeInWords } from '../src/protocol/place.ts';
import { format } from '../src/protocol/strings.ts';
import type { ChoiceEvent } from './choice.ts';
import { IntentEvent, run } from './host.ts';
import { icons } from './icons.ts';
import { RunElement } from './runElement.ts';
import { stepDirection } from './stepKeys.ts';
import { theme } from './theme.ts';
import './choice.ts';

/** The step controls: buttons, the speed of playing, and a scrubber over the whole run. */
@customElement('day5-controls')
export class Controls extends RunElement {
  static override styles = [
    theme,
    css`
      :host {
        container-type: inline-size;
      }

      .bar {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 8px 12px;
      }

      .row,
      day5-choice {
        /* Large text has its limit where the buttons would no longer fit side by side. */
        font-size: min(1em, max(13px, 4.5cqi));
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      day5-choice {
        justify-self: end;
      }

      input {
        grid-column: 1 / -1;
      }

      @container (max-width: 459px) or (max-width: 24em) {
        .row {
          grid-column: 1 / -1;
        }

        input {
          grid-column: auto;
        }
      }

      @container (max-width: 299px) {
        .row {
          gap: 1px;
        }

        .row button {
          min-width: 26px;
          padding: 0 4px;
        }
      }

      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 6px;
        min-width: 30px;
        min-height: 28px;
        padding: 0 6px;
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-radius: 4px;
        background: transparent;
        color: var(--vscode-icon-foreground);
        font: inherit;
        cursor: pointer;
      }

      button:hover:not([aria-disabled='true']) {
        background: var(--vscode-toolbar-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }

      button.primary {
        padding: 0 12px 0 8px;
        background: var(--vscode-button-background);
        color: var(--vscode-button-foreground);
      }

      button.primary:hover:not([aria-disabled='true']) {
        background: var(--vscode-button-hoverBackground);
      }

      button[aria-disabled='true'] {
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
        fill: none;
        stroke: currentcolor;
        stroke-width: 1.6;
        stroke-linecap: round;
        stroke-linejoin: round;
      }

      .solid,
      circle {
        fill: currentcolor;
        stroke-width: 0.6;
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
          color-mix(in srgb, var(--accent) 45%, var(--page)) var(--played) var(--revealed),
          var(--vscode-scrollbarSlider-background) var(--revealed)
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

  /** Whether there is no run to step. */
  @property({ attribute: false }) empty = false;
  @query('input') private readonly scrubber!: HTMLInputElement;
  /** Where the scrubber was moved to, until the host has followed: what arrives meanwhile is older. */
  private asked: number | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { asked, view, recording } = this;
    if (changed.has('recording')) {
      this.asked = null;
    } else if (asked !== null && (view.position === asked || (recording.outcome && asked > this.last))) {
      this.asked = null;
    }
  }

  override render() {
    const { strings, view } = this;
    const atStart = view.position < 0;
    const atEnd = this.empty || this.finished;
    const untouched = atStart && view.revealed < 0;
    return html`
      <div class="bar">
      <div class="row" role="group" aria-label=${strings.controls}>
        ${this.button(commands.stepBack, strings.stepBack, icons.stepBack, atStart)}
        <button
          class="primary"
          title=${this.hint(commands.stepPhase, strings.stepPhase)}
          aria-disabled=${atEnd}
          @click=${() => this.press(commands.stepPhase, atEnd)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">${icons.stepPhase}</svg>${strings.stepPhase}
        </button>
        ${this.button(commands.stepIteration, strings.stepIteration, icons.stepIteration, atEnd)}
        ${
          view.playing
            ? this.button(commands.pause, strings.pause, icons.pause, false)
            : this.button(commands.play, strings.play, icons.play, this.empty)
        }
        ${this.button(commands.runToEnd, strings.runToEnd, icons.runToEnd, atEnd)}
        ${this.button(commands.reset, strings.reset, icons.reset, untouched)}
      </div>
        <day5-choice
          .label=${strings.speed}
          .options=${speeds.map((speed) =>
            speed === 'fastest'
              ? { value: speed, text: strings.speedFastest, label: strings.speedFastestTitle }
              : {
                  value: speed,
                  text: format(strings.speedOption, speed),
                  label: format(strings.speedTitle, speed),
                },
          )}
          .value=${view.speed}
          @day5-choice=${(event: ChoiceEvent<Speed>) =>
            this.dispatchEvent(new IntentEvent({ type: 'setSpeed', speed: event.value }))}
        ></day5-choice>
      ${this.renderScrubber()}
      </div>
    `;
  }

  private button(command: CommandId, label: string, icon: SVGTemplateResult, disabled: boolean) {
    return html`
      <button
        title=${this.hint(command, label)}
        aria-label=${label}
        aria-disabled=${disabled}
        @click=${() => this.press(command, disabled)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>
      </button>
    `;
  }

  /** A button that has nothing to do keeps the focus, or the keyboard would lose its place. */
  private press(command: CommandId, disabled: boolean): void {
    if (!disabled) {
      this.dispatchEvent(run(command));
    }
  }

  /** What a button says when the pointer rests on it: its name and its keys. */
  private hint(command: CommandId, label: string): string {
    return format(this.strings.hint, label, keysInWords(command, navigator.userAgent.includes('Mac')));
  }

  private renderScrubber() {
    const { strings, recording, view } = this;
    return html`
      <input
        type="range"
        min="-1"
        max=${this.last}
        .value=${live(String(this.asked ?? view.position))}
        aria-label=${strings.scrubber}
        aria-valuetext=${placeInWords(recording, this.asked ?? view.position, strings)}
        @input=${(event: InputEvent) => this.scrub(event)}
        @keydown=${(event: KeyboardEvent) => this.stepByKey(event)}
        @blur=${() => this.settle()}
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
    const begun = recording.stops.at(-1)?.step ?? 0;
    return begun > 0 ? recording.firstOf(1) : phases.length;
  }

  private scrub(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) {
      this.ask(event.target.valueAsNumber);
    }
  }

  /** Arrows, Home and End are the slider's own; PageUp, PageDown and Shift with an arrow go by whole steps. */
  private stepByKey(event: KeyboardEvent): void {
    const direction = stepDirection(event);
    if (direction === 0) {
      return;
    }
    event.preventDefault();
    const cursor = new Cursor(this.recording);
    cursor.moveTo(this.asked ?? this.view.position);
    if (direction > 0 ? cursor.stepIteration() : cursor.stepIterationBack()) {
      this.ask(cursor.position);
      this.requestUpdate();
    }
  }

  private ask(position: number): void {
    this.asked = position;
    this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
  }

  private settle(): void {
    this.asked = null;
    this.requestUpdate();
  }

  /** The keyboard is the scrubber's from here on. */
  override focus(): void {
    this.scrubber.focus({ preventScroll: true });
  }

  protected override updated(): void {
    // Set from script: the content security policy has no room for style attributes.
    const part = (position: number) => `${((position + 1) / Math.max(1, this.last + 1)) * 100}%`;
    const played = this.asked ?? this.view.position;
    this.style.setProperty('--played', part(played));
    this.style.setProperty('--revealed', part(Math.max(played, this.view.revealed)));
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  type EvidenceAnswer,
  evidenceAnswers,
  type Hunt,
  type HuntEvent,
  type HuntStage,
  hintsOffered,
  huntHints,
  huntStages,
  isPlaced,
  stageOf,
} from '../src/core/lesson/hunt.ts';
import { buggyRun, huntSteps } from '../src/core/lesson/huntLoop.ts';
import type { Recording } from '../src/core/training/recording.ts';
import { markInWords, repairInWords } from '../src/protocol/huntSentences.ts';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { keysInWords } from '../src/protocol/keys.ts';
import type { ScriptView, View } from '../src/protocol/messages.ts';
import { format } from '../src/protocol/strings.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { IntentEvent, run } from './host.ts';
import { renderCaught } from './huntCaught.ts';
import { huntStyles } from './huntStyles.ts';
import { renderTrouble, renderWatched } from './huntWatched.ts';
import { huntFile, loops, times, withFile } from './huntWords.ts';
import { latest } from './latest.ts';
import { loopSwatch } from './loopSwatch.ts';
import { theme } from './theme.ts';
import './beforeAfter.ts';
import './depositStack.ts';

/** The step whose gradients the evidence is asked of. */
const askedStep = 5;

const steps = huntStages.filter((stage) => stage !== 'caught');

type Step = (typeof steps)[number];

/** The bug hunt: five steps that open one after the other. Those that are done stay, to be read again. */
@customElement('day5-hunt')
export class BugHunt extends ExhibitElement {
  static override styles = [theme, loopSwatch, huntStyles];

  @property({ attribute: false }) hunt!: Hunt;
  @property({ attribute: false }) script: ScriptView | null = null;

  override render() {
    const { strings, hunt } = this;
    const stage = stageOf(hunt);
    return html`
      <p class="intro">${withFile(strings.huntIntro)}</p>
      <ol>
        ${steps.map((step, k) => this.renderStep(step, k, stage))}
      </ol>
      <div aria-live="polite">${hunt.caught ? renderCaught(hunt, strings) : nothing}</div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('hunt');
    // What is answered to a mark or a repair is looked for by someone whose eyes are in the editor.
    if (before?.run) {
      this.showAnswer(before);
    }
  }

  /** Scrolls to what has been answered since, at the end of the page: its top may be under the dashboard. */
  private showAnswer(before: Hunt): void {
    const { hunt } = this;
    const show = (selector: string, block: 'end' | 'nearest' = 'end') =>
      this.renderRoot.querySelector(selector)?.scrollIntoView({ block });
    if (before.caught !== hunt.caught) {
      // Above it is what has become of the stacks.
      show('.news');
    } else if (before.mark !== hunt.mark) {
      // A right one leads on.
      show(isPlaced(hunt) ? '.open' : '.marked');
    } else if (before.repair !== hunt.repair && this.isLookedAt) {
      show('.repair', 'nearest');
    }
  }

  private get isLookedAt(): boolean {
    const { top, bottom } = this.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }

  private renderStep(step: Step, k: number, stage: HuntStage) {
    const { strings } = this;
    const now = huntStages.indexOf(stage);
    const state = k < now ? 'done' : k === now ? 'open' : 'ahead';
    const content = {
      predict: this.predict,
      run: this.watch,
      evidence: this.evidence,
      mark: this.mark,
      repair: this.repair,
    };
    return html`
      <li class=${state} aria-current=${state === 'open' ? 'step' : nothing}>
        <span class="mark" aria-hidden="true">${state === 'done' ? '✓' : k + 1}</span>
        <div class="step">
          <h4>
            ${strings[`hunt.${step}`]}
            ${state === 'done' ? html`<span class="hidden">(${strings.huntDone})</span>` : nothing}
          </h4>
          ${state === 'ahead' ? nothing : content[step].call(this, state === 'open')}
        </div>
      </li>
    `;
  }

  private predict(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    const fixed = hunt.run !== null;
    return html`
      <p>${strings.huntPredictText}</p>
      ${times.map(
        (time) => html`
          <fieldset ?disabled=${fixed}>
            <legend class="muted">${format(strings.huntAfterSteps, huntSteps[time] + 1)}</legend>
            ${loops.map((loop) =>
              this.option(
                time,
                strings[`huntLoop.${loop}`],
                hunt.predictions[time] === loop,
                { type: 'predict', time, loop },
                fixed,
              ),
            )}
          </fieldset>
        `,
      )}
      ${open ? html`<p class="muted">${strings.huntPredictWhy}</p>` : nothing}
    `;
  }

  private watch(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    if (open || !hunt.run) {
      const restricted = this.script?.state === 'restricted';
      return html`
        <p>${restricted ? strings.huntRestricted : strings.huntPredicted}</p>
        <div aria-live="polite">${renderTrouble(this.isFollowed ? (this.script ?? null) : null, hunt.strayed, strings)}</div>
        ${this.button(strings.huntOpenRun, commands.openHunt, true)}
      `;
    }
    return renderWatched(hunt, hunt.run.losses, strings);
  }

  private evidence(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    const isLive = this.isShown && (open || stageOf(hunt) === 'mark');
    return html`
      <p>${strings.huntEvidenceText}</p>
      ${
        isLive
          ? html`
              <day5-deposit-stack
                .strings=${strings}
                .recording=${this.recording}
                .view=${this.view}
              ></day5-deposit-stack>
              <p>
                <button class="quiet" @click=${this.showAsked}>${format(strings.huntShowStep, askedStep)}</button>
              </p>
            `
          : open
            ? nothing
            : this.renderKept()
      }
      ${
        open && !this.isShown
          ? html`<p class="muted">${strings.huntEvidenceElsewhere}</p>
              ${this.button(strings.huntOpen, commands.openHunt)}`
          : nothing
      }
      <fieldset class="question" ?disabled=${!open}>
        <legend>${format(strings.huntEvidenceQuestion, askedStep)}</legend>
        ${evidenceAnswers.map((answer) =>
          this.option(
            'answer',
            format(strings[`huntAnswer.${answer}`], askedStep, askedStep - 1),
            hunt.answer === answer,
            { type: 'answer', answer },
            !open,
          ),
        )}
      </fieldset>
      <div aria-live="polite">
        ${
          hunt.answer
            ? html`<p class="answer ${hunt.answer === 'all' ? 'right' : 'wrong'}">${this.answered(hunt.answer)}</p>`
            : nothing
        }
      </div>
      ${open ? this.renderHints() : nothing}
    `;
  }

  /** The evidence as it was found, whatever is looked at and however the loop is repaired. */
  private renderKept() {
    const run = buggyRun();
    return html`
      <details>
        <summary>${format(this.strings.huntEvidenceKept, askedStep)}</summary>
        <day5-deposit-stack
          .strings=${this.strings}
          .recording=${run}
          .view=${viewAtAsked(run)}
        ></day5-deposit-stack>
      </details>
    `;
  }

  private answered(answer: EvidenceAnswer): string {
    return format(this.strings[`huntAnswered.${answer}`], askedStep, askedStep + 1);
  }

  private mark(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    const { mark, repaired } = hunt;
    const mac = navigator.userAgent.includes('Mac');
    return html`
      <p>${withFile(format(strings.huntMarkText, '{0}', keysInWords(commands.markReset, mac)))}</p>
      ${open ? this.button(strings.huntMarkButton, commands.markReset, true) : nothing}
      <div aria-live="polite">
        ${
          mark
            ? html`
                <div class="answer marked ${open ? 'wrong' : 'right'}">
                  <p class="line">
                    <span class="muted">${open ? format(strings.huntMarked, mark.line) : strings.huntMarkedAbove}</span>
                    <code>${mark.text || strings.huntMarkedBlank}</code>
                  </p>
                  <p>${markInWords(mark, strings)}</p>
                </div>
              `
            : nothing
        }
        ${open && repaired ? html`<p>${format(strings.huntRepairedFirst, repaired.line ?? '–')}</p>` : nothing}
      </div>
      ${open ? this.renderHints() : nothing}
    `;
  }

  private repair(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    const { repair } = hunt;
    return html`
      <p>${withFile(strings.huntRepairText)}</p>
      ${
        this.isShown
          ? html`<day5-before-after
              .strings=${strings}
              .earlier=${buggyRun()}
              .recording=${this.recording}
              .view=${this.view}
              .otherwise=${askedStep}
            ></day5-before-after>`
          : html`<p class="muted">${strings.huntEvidenceElsewhere}</p>
              ${this.button(strings.huntOpen, commands.openHunt)}`
      }
      <div aria-live="polite">
        ${
          repair
            ? html`<p class="answer repair ${repair.kind === 'sound' ? 'right' : 'wrong'}">
                ${repairInWords(repair, strings)}
              </p>`
            : nothing
        }
      </div>
      ${open ? this.renderHints() : nothing}
    `;
  }

  /** The hints that were asked for, and the next one where a try has earned it. */
  private renderHints() {
    const { strings, hunt } = this;
    const hints = (['huntHint.1', 'huntHint.2', 'huntHint.3'] as const).slice(0, hunt.hints);
    return html`
      ${hints.map(
        (hint, k) => html`
          <p class="hint">
            <span class="eyebrow">${format(strings.huntHintNumber, k + 1, huntHints)}</span>
            ${strings[hint]}
          </p>
        `,
      )}
      ${
        hunt.hints < hintsOffered(hunt)
          ? html`<p><button class="quiet" @click=${() => this.note({ type: 'hint' })}>${strings.huntHint}</button></p>`
          : nothing
      }
    `;
  }

  private option(name: string, text: string, checked: boolean, event: HuntEvent, disabled: boolean) {
    return html`
      <label class=${checked ? 'checked' : ''}>
        <input
          type="radio"
          name=${name}
          .checked=${checked}
          ?disabled=${disabled}
          @change=${() => this.note(event)}
        />${text}
      </label>
    `;
  }

  private button(text: string, command: CommandId, primary = false) {
    return html`<p>
      <button class=${primary ? 'primary' : 'quiet'} @click=${() => this.dispatchEvent(run(command))}>
        ${format(text, huntFile)}
      </button>
    </p>`;
  }

  /** Whether what is looked at is the hunt's run. */
  private get isShown(): boolean {
    return this.view !== null && this.isFollowed;
  }

  /** Whether the hunt's script is the one that runs. */
  private get isFollowed(): boolean {
    return this.script?.file?.startsWith('bug_hunt') ?? false;
  }

  private readonly showAsked = () => {
    const position = this.recording.find(askedStep, 'backward');
    this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
  };

  private note(event: HuntEvent): void {
    this.dispatchEvent(new IntentEvent({ type: 'learner', event: { type: 'hunt', event } }));
  }
}

/** A run right after the backward pass that the evidence is asked of. */
const viewAtAsked = latest((recording: Recording): View => {
  const position = recording.find(askedStep, 'backward');
  return { position, revealed: position, playing: false, speed: 1 };
});

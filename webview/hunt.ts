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
  stageOf,
} from '../src/core/lesson/hunt.ts';
import { type HuntLoop, type HuntTime, huntSteps, soundLosses } from '../src/core/lesson/huntLoop.ts';
import { markInWords, predictionInWords, repairInWords } from '../src/protocol/huntSentences.ts';
import { type CommandId, commands } from '../src/protocol/ids.ts';
import { keysInWords } from '../src/protocol/keys.ts';
import type { ScriptView } from '../src/protocol/messages.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format } from '../src/protocol/strings.ts';
import { ExhibitElement } from './exhibitElement.ts';
import { IntentEvent, run } from './host.ts';
import { huntStyles } from './huntStyles.ts';
import { loopSwatch } from './loopSwatch.ts';
import { pairTable } from './pairTable.ts';
import { theme } from './theme.ts';
import './depositStack.ts';
import './pairCurve.ts';

const file = 'bug_hunt.py';

/** The step whose gradients the evidence is asked of. */
const askedStep = 5;

const loops: readonly HuntLoop[] = ['sound', 'buggy'];
const times: readonly HuntTime[] = ['early', 'late'];
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
      <div aria-live="polite">${hunt.caught ? this.renderCaught() : nothing}</div>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('hunt');
    // What is answered to a mark, or to the repair that was right, is looked for by someone whose eyes are in the editor.
    if (before?.run && (before.mark !== this.hunt.mark || before.caught !== this.hunt.caught)) {
      const answer = this.renderRoot.querySelector(this.hunt.caught ? '.caught' : '.marked');
      // At the end of the page that is in sight: its top may be under the dashboard.
      answer?.scrollIntoView({ block: 'end' });
    }
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
        <div aria-live="polite">
          ${hunt.strayed ? html`<p class="answer wrong">${strings.huntStrayed}</p>` : nothing}
        </div>
        ${this.button(strings.huntOpenRun, commands.openHunt, true)}
      `;
    }
    const sound = soundLosses();
    const buggy = hunt.run.losses.map((loss) => loss ?? Number.NaN);
    const ends = [sound, buggy].flatMap((losses) => [losses[0], losses[huntSteps.late]].map(formatLoss));
    const from = breaksOutAt(buggy);
    return html`
      <div class="legend muted" aria-hidden="true">
        ${loops.map((loop) => html`<span><i class="swatch ${loop}"></i>${strings[`pair.${loop}`]}</span>`)}
      </div>
      <day5-pair-curve
        .sound=${sound}
        .buggy=${buggy}
        .asked=${times.map((time) => ({ step: huntSteps[time], guess: hunt.predictions[time] ?? null }))}
        .guessName=${strings['pair.guess']}
        .steps=${huntSteps.late + 1}
        .label=${format(strings.huntCurveSummary, ...ends)}
        .axis=${strings.axisStep}
      ></day5-pair-curve>
      ${pairTable(sound, buggy, strings)}
      ${times.map((time) => html`<p class="said">${this.said(time, buggy)}</p>`)}
      ${from === null ? nothing : html`<p>${format(strings.huntBreaksOut, from, huntSteps.early)}</p>`}
    `;
  }

  /** What the learner has predicted, beside what is. */
  private said(time: HuntTime, buggy: readonly number[]): string {
    const { strings, hunt } = this;
    const step = huntSteps[time];
    const losses = { sound: soundLosses()[step], buggy: buggy[step] };
    return predictionInWords(hunt.predictions[time] ?? 'sound', step, losses, strings);
  }

  private evidence(open: boolean): TemplateResult {
    const { strings, hunt } = this;
    const isShown = this.isShown && (open || stageOf(hunt) === 'mark');
    return html`
      <p>${strings.huntEvidenceText}</p>
      ${
        isShown
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
          : nothing
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
                    <span class="muted">${format(strings.huntMarked, mark.line)}</span>
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
      <div aria-live="polite">
        ${
          repair
            ? html`<p class="answer ${repair.kind === 'sound' ? 'right' : 'wrong'}">
                ${repairInWords(repair, strings)}
              </p>`
            : nothing
        }
      </div>
      ${open ? html`${this.isShown ? nothing : this.button(strings.huntOpen, commands.openHunt)}${this.renderHints()}` : nothing}
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

  private renderCaught() {
    const { strings, hunt } = this;
    const losses = hunt.run?.losses ?? [];
    const end = hunt.repair?.numbers[1];
    return html`
      <div class="caught">
        <h4>${strings.huntCaught}</h4>
        ${
          end === undefined
            ? nothing
            : html`<p>${format(strings.huntCaughtText, formatLoss(end), formatLoss(losses.at(-1) ?? Number.NaN))}</p>`
        }
        <p>${strings.huntCaughtAlways}</p>
        <p>${strings.huntCaughtTorch}</p>
      </div>
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
        ${format(text, file)}
      </button>
    </p>`;
  }

  /** Whether what is looked at is the hunt's run. */
  private get isShown(): boolean {
    return this.view !== null && (this.script?.file?.startsWith('bug_hunt') ?? false);
  }

  private readonly showAsked = () => {
    const position = this.recording.find(askedStep, 'backward');
    this.dispatchEvent(new IntentEvent({ type: 'moveTo', position }));
  };

  private note(event: HuntEvent): void {
    this.dispatchEvent(new IntentEvent({ type: 'learner', event: { type: 'hunt', event } }));
  }
}

/** A sentence in which `{0}` is the name of the file. */
function withFile(sentence: string) {
  const [before, after] = sentence.split('{0}');
  return after === undefined ? sentence : html`${before}<code>${file}</code>${after}`;
}

/** The step from which the loss stays above 1 to the end; null where it does not end there, or always was there. */
function breaksOutAt(losses: readonly number[]): number | null {
  const below = losses.findLastIndex((loss) => loss <= 1);
  return below < 0 || below === losses.length - 1 ? null : below + 1;
}

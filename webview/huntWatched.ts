import { html, nothing } from 'lit';
import type { Hunt } from '../src/core/lesson/hunt.ts';
import { type HuntTime, huntSteps, soundLosses } from '../src/core/lesson/huntLoop.ts';
import { predictionInWords } from '../src/protocol/huntSentences.ts';
import type { ScriptView } from '../src/protocol/messages.ts';
import { formatLoss } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';
import { IntentEvent } from './host.ts';
import { around, huntFile, loops, times } from './huntWords.ts';
import { pairTable } from './pairTable.ts';
import './pairCurve.ts';

/** The run of the hunt's script as it came, with these losses, beside the sound one, and what the learner has expected. */
export function renderWatched(hunt: Hunt, losses: readonly (number | null)[], strings: LessonStrings) {
  const sound = soundLosses();
  const buggy = losses.map((loss) => loss ?? Number.NaN);
  const ends = [sound, buggy].flatMap((each) => [each[0], each[huntSteps.late]].map(formatLoss));
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
    ${times.map((time) => html`<p class="said">${said(hunt, time, buggy, strings)}</p>`)}
    ${from === null ? nothing : html`<p>${format(strings.huntBreaksOut, from, huntSteps.early)}</p>`}
  `;
}

/** What the learner has predicted, beside what is. */
function said(
  { predictions }: Hunt,
  time: HuntTime,
  buggy: readonly number[],
  strings: LessonStrings,
): string {
  const step = huntSteps[time];
  const losses = { sound: soundLosses()[step], buggy: buggy[step] };
  return predictionInWords(predictions[time] ?? 'sound', step, losses, strings);
}

/** The step from which the loss stays above 1 to the end; null where it does not end there, or always was there. */
function breaksOutAt(losses: readonly number[]): number | null {
  const below = losses.findLastIndex((loss) => loss <= 1);
  return below < 0 || below === losses.length - 1 ? null : below + 1;
}

/**
 * Why there is nothing to watch although the script was to run, and how to go on: it fails, or it has `strayed` from how it came.
 * `script` is the hunt's; null while another one runs.
 */
export function renderTrouble(script: ScriptView | null, strayed: boolean, strings: LessonStrings) {
  const { problem = null, state } = script ?? {};
  if (!problem) {
    return strayed ? html`<p class="answer wrong">${strings.huntStrayed}</p>` : nothing;
  }
  const { title, line } = problem;
  const text = format(
    line === null ? strings.huntFailed : strings.huntFailedAt,
    huntFile,
    '{1}',
    line ?? '–',
  );
  // Python speaks English.
  const reason = html`<span lang=${state === 'stopped' ? nothing : 'en'}>${title}</span>`;
  const goTo = (event: Event) => event.target?.dispatchEvent(new IntentEvent({ type: 'goToProblem' }));
  return html`
    <p class="answer wrong">${around(text, '{1}', reason)}</p>
    ${
      line === null
        ? nothing
        : html`<p><button class="quiet" @click=${goTo}>${format(strings.huntGoToLine, line)}</button></p>`
    }
  `;
}

import { courseOf } from '../src/core/lesson/zeroLab.ts';
import { norm, type Recording } from '../src/core/training/recording.ts';
import { lossInWords } from '../src/protocol/huntSentences.ts';
import { formatSize } from '../src/protocol/numbers.ts';
import { format, type LessonStrings } from '../src/protocol/strings.ts';

/** The same training twice: with its resets, and without. */
interface Runs {
  readonly sound: Recording;
  readonly buggy: Recording;
}

/** Below this length, a step's own gradient moves nothing any more. */
const flat = 1e-3;
/** A loss below the first is as good as none; one above the second is that of predictions on the wrong side. */
const [low, high] = [0.01, 1];

/** Why the run with the bug is lower at a step than the sound one, or why it is not: what its gradients were by then. */
export function reasonInWords({ sound, buggy }: Runs, step: number, strings: LessonStrings): string {
  const [soundLosses, losses] = [sound, buggy].map((run) => run.losses().map((loss) => loss ?? Number.NaN));
  const { finished, bursts } = courseOf(losses);
  // What the update of a step went by, and how much of it that step has made.
  const stored = (run: Recording, at: number) => norm(run.stops[run.find(at, 'backward')].grad);
  const own = (at: number) => norm(buggy.stops[buggy.find(at, 'backward')].deposit ?? new Float64Array());
  const sizes = (...all: readonly number[]) => all.map(formatSize);
  if (losses[step] < soundLosses[step]) {
    if (losses[step] < low && own(step) < flat * stored(buggy, step) && step > 2 * (finished ?? step)) {
      return format(strings['zero.whyFlat'], step, ...sizes(stored(buggy, step), own(step)));
    }
    const ahead = (at: number) => stored(buggy, at) - stored(sound, at);
    let most = 0;
    for (let at = 1; at <= Math.min(step, finished ?? step); at++) {
      most = ahead(at) > ahead(most) ? at : most;
    }
    return format(strings['zero.whyFaster'], most, ...sizes(stored(buggy, most), stored(sound, most)));
  }
  if (bursts === null || bursts > step) {
    return format(strings['zero.whyPast'], step, ...sizes(stored(buggy, step), own(step)));
  }
  const before = bursts - 1;
  const [pile, made] = sizes(stored(buggy, before), own(before));
  const why = format(
    strings['zero.whyBurst'],
    before,
    lossInWords(losses[before], strings),
    made,
    pile,
    bursts,
    lossInWords(losses[bursts], strings),
  );
  return losses[step] > high && own(step) < flat
    ? `${why} ${format(strings['zero.whyStuck'], step, formatSize(own(step)))}`
    : why;
}

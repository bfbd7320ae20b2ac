import { html } from 'lit';
import { formatLoss } from '../../src/protocol/numbers.ts';
import { format } from '../../src/protocol/strings.ts';
import type { PairCurve } from '../../webview/pairCurve.ts';
import type { Fixture, Words } from './fixture.ts';
import { lossesOfPair } from './pairs.ts';
import { runs } from './runs.ts';
import '../../webview/pairCurve.ts';

type Shown = Partial<Pick<PairCurve, 'sound' | 'buggy' | 'step' | 'asked'>>;

function curve({ strings }: Words, { sound = [], buggy = null, step = null, asked = [] }: Shown) {
  const ends = [sound, buggy ?? []].flatMap((losses) => [losses[0], losses.at(-1)]);
  const label = buggy
    ? format(strings.huntCurveSummary, ...ends.map((loss) => formatLoss(loss ?? Number.NaN)))
    : strings['zero.title'];
  return html`<day5-pair-curve
    .sound=${sound}
    .buggy=${buggy}
    .step=${step}
    .asked=${asked}
    .guessName=${strings['pair.guess']}
    .steps=${200}
    .label=${label}
    .axis=${strings.axisStep}
  ></day5-pair-curve>`;
}

export const fixture: Fixture = {
  tag: 'day5-pair-curve',
  states: {
    untrained: (words) => curve(words, {}),
    hidden: (words) => curve(words, { sound: lossesOfPair(5571).sound }),
    both: (words) => curve(words, { ...lossesOfPair(5571), step: 19 }),
    asked: (words) =>
      curve(words, {
        ...lossesOfPair(2327),
        asked: [
          { step: 19, guess: 'sound' },
          { step: 199, guess: 'buggy' },
        ],
      }),
    /** Seen as far as was guessed. */
    half: (words) => {
      const { sound, buggy } = lossesOfPair(42);
      const asked = [{ step: 19, guess: 'buggy' } as const, { step: 199, guess: null }];
      return curve(words, { sound, buggy: buggy.slice(0, 20), asked, step: 19 });
    },
    gap: (words) => {
      const losses = runs.notFinite().losses();
      return curve(words, { sound: losses.map((loss) => loss ?? Number.NaN), step: 5 });
    },
  },
};

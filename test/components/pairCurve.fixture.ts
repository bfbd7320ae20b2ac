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
  const ends = [sound, buggy ?? []].flatMap((losses) => [losses[0], losses[199]]);
  const label = buggy
    ? format(strings.huntCurveSummary, ...ends.map((loss) => formatLoss(loss ?? Number.NaN)))
    : strings['zero.title'];
  return html`<day5-pair-curve
    .sound=${sound}
    .buggy=${buggy}
    .step=${step}
    .asked=${asked}
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
    asked: (words) => curve(words, { ...lossesOfPair(2327), asked: [19, 199] }),
    gap: (words) => {
      const losses = runs.notFinite().losses();
      return curve(words, { sound: losses.map((loss) => loss ?? Number.NaN), step: 5 });
    },
  },
};

import { html } from 'lit';
import { formatLoss, formatRate } from '../../src/protocol/numbers.ts';
import { format } from '../../src/protocol/strings.ts';
import type { Line } from '../../webview/chart.ts';
import { lessonRun, lossesOf } from '../../webview/lessonRun.ts';
import type { Fixture, Words } from './fixture.ts';
import '../../webview/chart.ts';

function line(learningRate: number, kind: Line['kind']): Line {
  return { values: lossesOf(lessonRun({ learningRate })), name: formatRate(learningRate), kind };
}

/** The runs of some learning rates, as the laboratory compares them. */
function chart({ strings }: Words, lines: readonly Line[], logarithmic: boolean) {
  const last = formatLoss(lines[0].values[19]);
  return html`<day5-chart
    .lines=${lines}
    .range=${logarithmic ? [0.001, 20] : [0, 10]}
    .ticks=${logarithmic ? [0.001, 0.01, 0.1, 1, 10] : [0, 4, 8]}
    .logarithmic=${logarithmic}
    .label=${format(strings['rates.summary'], lines[0].name, last, '')}
    .axis=${strings.axisStep}
  ></day5-chart>`;
}

export const fixture: Fixture = {
  tag: 'day5-chart',
  states: {
    linear: (words) => chart(words, [line(0.05, 'main'), line(1, 'guess')], false),
    logarithmic: (words) =>
      chart(
        words,
        [line(0.05, 'main'), ...[0.001, 0.01, 0.1, 1].map((rate) => line(rate, 'reference'))],
        true,
      ),
    /** Names that would stand on top of one another. */
    close: (words) =>
      chart(
        words,
        [line(0.05, 'main'), ...[0.049, 0.051, 0.052].map((rate) => line(rate, 'reference'))],
        true,
      ),
    single: (words) => chart(words, [{ ...line(0.05, 'main'), name: '' }], false),
  },
};

import { html } from 'lit';
import type { PastRun } from '../../src/protocol/pastRun.ts';
import { lessonRun } from '../../webview/lessonRun.ts';
import type { Fixture, Words } from './fixture.ts';
import { drawn, historyOf } from './pastRuns.ts';
import { runs } from './runs.ts';
import { execute } from './scripts.ts';
import '../../webview/history.ts';

function history({ strings }: Words, past: readonly PastRun[], count = 0) {
  return html`<day5-history
    .strings=${strings}
    .runs=${past}
    .overlays=${drawn(past, count)}
  ></day5-history>`;
}

const few = () => [runs.sound(), runs.stale(), runs.plateau(), runs.notFinite(), runs.short()];

export const fixture: Fixture = {
  tag: 'day5-history',
  states: {
    empty: (words) => history(words, []),
    few: (words) => history(words, historyOf(few())),
    compared: (words) => history(words, historyOf(few()), 2),
    full: (words) => history(words, historyOf(few()), 4),
    /** Of the hunt, before its bug is caught. */
    untold: (words) => history(words, historyOf([runs.hunt()], false)),
    many: (words) => {
      const rates = Array.from({ length: 20 }, (_, k) => lessonRun({ learningRate: 0.01 * (k + 1) }));
      return history(words, historyOf(rates), 1);
    },
    scripts: async (words) => {
      const [loose] = (await execute('loose')).execution.recordings;
      const [thousands] = (await execute('thousands')).execution.recordings;
      return history(words, historyOf([loose, thousands]));
    },
  },
};

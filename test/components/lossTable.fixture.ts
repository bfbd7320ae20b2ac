import { html } from 'lit';
import type { LessonStrings } from '../../src/protocol/strings.ts';
import { pairTable } from '../../webview/pairTable.ts';
import type { Fixture } from './fixture.ts';
import { lossesOfPair } from './pairs.ts';
import { runs } from './runs.ts';

const ofRun = (strings: LessonStrings, losses: readonly (number | null)[], steps: number | null) =>
  html`<day5-loss-table
    .strings=${strings}
    .name=${strings.lossesTable}
    .columns=${[{ name: strings.loss, losses }]}
    .steps=${steps}
  ></day5-loss-table>`;

export const fixture: Fixture = {
  tag: 'day5-loss-table',
  states: {
    pair: ({ strings }) => {
      const { sound, buggy } = lossesOfPair(5571);
      return pairTable(sound, buggy, strings);
    },
    short: ({ strings }) => ofRun(strings, runs.sound().losses(), null),
    begun: ({ strings }) => ofRun(strings, runs.sound().losses(), 3),
    long: ({ strings }) => ofRun(strings, lossesOfPair(5571).buggy, null),
  },
};

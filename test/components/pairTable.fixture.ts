import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { lossesOfPair } from './pairs.ts';
import '../../webview/pairTable.ts';

export const fixture: Fixture = {
  tag: 'day5-pair-table',
  states: {
    closed: ({ strings }) => {
      const { sound, buggy } = lossesOfPair(5571);
      return html`<day5-pair-table .strings=${strings} .sound=${sound} .buggy=${buggy}></day5-pair-table>`;
    },
  },
};

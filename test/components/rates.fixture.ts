import { html } from 'lit';
import type { Progress } from '../../src/core/lesson/progress.ts';
import type { Fixture, Words } from './fixture.ts';
import { progresses } from './progresses.ts';
import '../../webview/rates.ts';

function show({ strings }: Words, { rates, receipts }: Progress) {
  return html`<day5-rates
    .strings=${strings}
    .rates=${rates}
    ?done=${receipts.learningRate !== undefined}
  ></day5-rates>`;
}

export const fixture: Fixture = {
  tag: 'day5-rates',
  states: {
    tried: async (words) => show(words, await progresses.tried()),
    named: async (words) => show(words, await progresses.named()),
    done: async (words) => show(words, await progresses.nearly()),
  },
};

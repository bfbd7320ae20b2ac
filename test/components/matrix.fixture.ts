import { html } from 'lit';
import { noProgress, type Progress } from '../../src/core/lesson/progress.ts';
import type { Fixture, Words } from './fixture.ts';
import { progresses } from './progresses.ts';
import '../../webview/matrix.ts';

function show({ strings }: Words, progress: Progress) {
  return html`<day5-matrix .strings=${strings} .progress=${progress}></day5-matrix>`;
}

export const fixture: Fixture = {
  tag: 'day5-matrix',
  states: {
    untouched: (words) => show(words, noProgress),
    tried: async (words) => show(words, await progresses.tried()),
    nearly: async (words) => show(words, await progresses.nearly()),
    whole: async (words) => show(words, await progresses.whole()),
  },
};

import { html } from 'lit';
import { noProgress, type Progress } from '../../src/core/lesson/progress.ts';
import type { Fixture, Words } from './fixture.ts';
import { progresses } from './progresses.ts';
import '../../webview/header.ts';

function show({ strings }: Words, progress: Progress) {
  return html`<day5-header .strings=${strings} .progress=${progress}></day5-header>`;
}

export const fixture: Fixture = {
  tag: 'day5-header',
  states: {
    untouched: (words) => show(words, noProgress),
    tried: async (words) => show(words, await progresses.tried()),
    whole: async (words) => show(words, await progresses.whole()),
  },
};

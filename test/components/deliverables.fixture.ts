import { html } from 'lit';
import { noProgress, type Progress } from '../../src/core/lesson/progress.ts';
import type { Fixture, Words } from './fixture.ts';
import { progresses } from './progresses.ts';
import '../../webview/deliverables.ts';

function show({ strings }: Words, progress: Progress) {
  return html`<day5-deliverables .strings=${strings} .progress=${progress}></day5-deliverables>`;
}

export const fixture: Fixture = {
  tag: 'day5-deliverables',
  states: {
    untouched: (words) => show(words, noProgress),
    begun: async (words) => show(words, await progresses.begun()),
    copied: async (words) => show(words, await progresses.copied()),
    buggy: async (words) => show(words, await progresses.buggy()),
    tried: async (words) => show(words, await progresses.tried()),
    named: async (words) => show(words, await progresses.named()),
    nearly: async (words) => show(words, await progresses.nearly()),
    elsewhere: async (words) => show(words, await progresses.elsewhere()),
    whole: async (words) => show(words, await progresses.whole()),
  },
};

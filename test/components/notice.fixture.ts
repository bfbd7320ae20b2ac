import { html } from 'lit';
import type { ScriptView } from '../../src/protocol/messages.ts';
import type { Fixture, Words } from './fixture.ts';
import { failed, scriptView, stoppedForItsOutput } from './scriptViews.ts';
import '../../webview/notice.ts';

function notice({ strings }: Words, script: ScriptView) {
  return html`<day5-notice .strings=${strings} .script=${script}></day5-notice>`;
}

export const fixture: Fixture = {
  tag: 'day5-notice',
  states: {
    well: (words) => notice(words, scriptView()),
    nameError: async (words) => notice(words, await failed('nameError', words)),
    syntaxError: async (words) => notice(words, await failed('syntaxError', words)),
    stopped: async (words) => notice(words, await stoppedForItsOutput(words)),
    restricted: (words) => notice(words, scriptView({ file: null, state: 'restricted' })),
  },
};

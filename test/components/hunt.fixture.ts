import { html } from 'lit';
import type { Hunt } from '../../src/core/lesson/hunt.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import type { ScriptView, View } from '../../src/protocol/messages.ts';
import type { Fixture, Words } from './fixture.ts';
import { hunts } from './hunts.ts';
import { atEnd, atPhase, runs } from './runs.ts';
import { execute, type ScriptName } from './scripts.ts';
import { failed, scriptView } from './scriptViews.ts';
import '../../webview/hunt.ts';

function hunt({ strings }: Words, shown: Hunt, recording: Recording, view: View, script: ScriptView) {
  return html`<day5-hunt
    .strings=${strings}
    .recording=${recording}
    .view=${view}
    .hunt=${shown}
    .script=${script}
  ></day5-hunt>`;
}

/** While another file is looked at. */
function beside(words: Words, shown: Hunt, script: Partial<ScriptView> = {}) {
  const run = runs.sound();
  return hunt(words, shown, run, atEnd(run), scriptView(script));
}

/** While its own run is: as it came, or as it is by now. */
async function along(words: Words, shown: Hunt, script: ScriptName = 'hunt') {
  const [run] = (await execute(script)).execution.recordings;
  return hunt(words, shown, run, atPhase(run, 5, 'backward'), scriptView({ file: 'bug_hunt.py' }));
}

export const fixture: Fixture = {
  tag: 'day5-hunt',
  states: {
    untouched: async (words) => beside(words, await hunts.untouched()),
    half: async (words) => beside(words, await hunts.half()),
    predicted: async (words) => beside(words, await hunts.predicted()),
    restricted: async (words) => beside(words, await hunts.predicted(), { file: null, state: 'restricted' }),
    strayed: async (words) => beside(words, await hunts.strayed()),
    failing: async (words) => {
      const script = await failed('syntaxError', words);
      return beside(words, await hunts.predicted(), { ...script, file: 'bug_hunt.py' });
    },
    watched: async (words) => along(words, await hunts.watched()),
    elsewhere: async (words) => beside(words, await hunts.watched()),
    mistaken: async (words) => along(words, await hunts.mistaken()),
    found: async (words) => along(words, await hunts.found()),
    missed: async (words) => along(words, await hunts.missed()),
    placed: async (words) => along(words, await hunts.placed()),
    failed: async (words) => along(words, await hunts.failed(), 'huntOnce'),
    repairedFirst: async (words) => along(words, await hunts.repairedFirst(), 'huntRepaired'),
    caught: async (words) => along(words, await hunts.caught(), 'huntRepaired'),
    caughtElsewhere: async (words) => beside(words, await hunts.caught()),
  },
};

import { html } from 'lit';
import { buggyRun } from '../../src/core/lesson/huntLoop.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import type { View } from '../../src/protocol/messages.ts';
import type { Fixture, Words } from './fixture.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import { execute, type ScriptName } from './scripts.ts';
import '../../webview/beforeAfter.ts';

function beforeAfter({ strings }: Words, recording: Recording, view: View) {
  return html`<day5-before-after
    .strings=${strings}
    .earlier=${buggyRun()}
    .recording=${recording}
    .view=${view}
    .otherwise=${5}
  ></day5-before-after>`;
}

async function ran(script: ScriptName): Promise<Recording> {
  return (await execute(script)).execution.recordings[0];
}

export const fixture: Fixture = {
  tag: 'day5-before-after',
  states: {
    unchanged: async (words) => beforeAfter(words, await ran('hunt'), atStart),
    once: async (words) => {
      const run = await ran('huntOnce');
      return beforeAfter(words, run, atPhase(run, 5, 'update'));
    },
    repaired: async (words) => {
      const run = await ran('huntRepaired');
      return beforeAfter(words, run, atPhase(run, 5, 'backward'));
    },
    /** Where its run has left the cursor. */
    left: async (words) => {
      const run = await ran('huntRepaired');
      return beforeAfter(words, run, atEnd(run));
    },
    /** At the last step, whose gradient is but a hairline beside that of the run before. */
    thin: async (words) => {
      const run = await ran('huntRepaired');
      return beforeAfter(words, run, atPhase(run, 199, 'backward'));
    },
    // Nothing has gone backward in the step that is looked at.
    untrained: (words) => {
      const run = runs.short();
      return beforeAfter(words, run, atEnd(run));
    },
  },
};

import { html } from 'lit';
import { depositsAt, type Stack } from '../../src/core/training/deposits.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import type { View } from '../../src/protocol/messages.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { Fixture, Words } from './fixture.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import { execute } from './scripts.ts';
import '../../webview/depositStack.ts';

function stack({ strings }: Words, recording: Recording, view: View) {
  return html`<day5-deposit-stack
    .strings=${strings}
    .recording=${recording}
    .view=${view}
  ></day5-deposit-stack>`;
}

function compact({ strings }: Words, recording: Recording, view: View, beside: readonly Stack[]) {
  return html`<day5-deposit-stack
    compact
    .strings=${strings}
    .recording=${recording}
    .view=${view}
    .beside=${beside}
  ></day5-deposit-stack>`;
}

export const fixture: Fixture = {
  tag: 'day5-deposit-stack',
  states: {
    empty: (words) => stack(words, emptyRecording(), atStart),
    beginning: (words) => stack(words, runs.sound(), atStart),
    sound: (words) => {
      const run = runs.sound();
      return stack(words, run, atPhase(run, 5, 'backward'));
    },
    reset: (words) => {
      const run = runs.sound();
      return stack(words, run, atPhase(run, 5, 'zeroGrad'));
    },
    used: (words) => {
      const run = runs.stale();
      return stack(words, run, atPhase(run, 1, 'loss'));
    },
    stale: (words) => {
      const run = runs.stale();
      return stack(words, run, atPhase(run, 5, 'backward'));
    },
    tall: (words) => {
      const run = runs.hunt();
      return stack(words, run, atEnd(run));
    },
    notFinite: (words) => {
      const run = runs.notFinite();
      return stack(words, run, atEnd(run));
    },
    loose: async (words) => {
      const [run] = (await execute('loose')).execution.recordings;
      return stack(words, run, atPhase(run, 3, 'backward'));
    },
    compact: (words) => {
      const [run, other] = [runs.sound(), runs.stale()];
      const beside = depositsAt(other, other.find(5, 'backward'));
      return compact(words, run, atPhase(run, 5, 'backward'), beside);
    },
  },
};

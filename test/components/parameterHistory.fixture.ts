import { html } from 'lit';
import type { Recording } from '../../src/core/training/recording.ts';
import type { View } from '../../src/protocol/messages.ts';
import type { Fixture, Words } from './fixture.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import { execute } from './scripts.ts';
import '../../webview/parameterHistory.ts';

/** One of the weights of the last neuron. */
const weight = 39;

function history({ strings }: Words, recording: Recording, view: View, parameter = weight) {
  return html`<day5-parameter-history
    .strings=${strings}
    .recording=${recording}
    .view=${view}
    .parameter=${parameter}
  ></day5-parameter-history>`;
}

export const fixture: Fixture = {
  tag: 'day5-parameter-history',
  states: {
    beginning: (words) => history(words, runs.sound(), atStart),
    middle: (words) => {
      const run = runs.sound();
      return history(words, run, atPhase(run, 7, 'backward'));
    },
    finished: (words) => {
      const run = runs.sound();
      return history(words, run, atEnd(run));
    },
    growing: (words) => {
      const run = runs.growing();
      return history(words, run, atEnd(run));
    },
    stale: (words) => {
      const run = runs.stale();
      return history(words, run, atEnd(run));
    },
    notFinite: (words) => {
      const run = runs.notFinite();
      return history(words, run, atEnd(run));
    },
    oneStep: (words) => {
      const run = runs.short();
      return history(words, run, atEnd(run));
    },
    loose: async (words) => {
      const [run] = (await execute('loose')).execution.recordings;
      return history(words, run, atEnd(run), 0);
    },
  },
};

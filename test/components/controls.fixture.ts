import { html } from 'lit';
import type { Recording } from '../../src/core/training/recording.ts';
import type { View } from '../../src/protocol/messages.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { Fixture, Words } from './fixture.ts';
import { atEnd, atPhase, atStart, runs } from './runs.ts';
import '../../webview/controls.ts';

function controls({ strings }: Words, recording: Recording, view: View) {
  return html`<day5-controls
    .strings=${strings}
    .recording=${recording}
    .view=${view}
    .empty=${recording.steps === 0}
  ></day5-controls>`;
}

export const fixture: Fixture = {
  tag: 'day5-controls',
  states: {
    empty: (words) => controls(words, emptyRecording(), atStart),
    beginning: (words) => controls(words, runs.sound(), atStart),
    middle: (words) => {
      const run = runs.sound();
      return controls(words, run, atPhase(run, 7, 'backward'));
    },
    playing: (words) => {
      const run = runs.sound();
      return controls(words, run, { ...atPhase(run, 7, 'backward'), playing: true, speed: 'fastest' });
    },
    finished: (words) => {
      const run = runs.sound();
      return controls(words, run, atEnd(run));
    },
    growing: (words) => {
      const run = runs.growing();
      return controls(words, run, atEnd(run));
    },
  },
};

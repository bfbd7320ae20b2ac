import { html } from 'lit';
import type { Recording } from '../../src/core/training/recording.ts';
import type { ScriptView } from '../../src/protocol/messages.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { Fixture, State, Words } from './fixture.ts';
import { atEnd, runs } from './runs.ts';
import { execute, type ScriptName } from './scripts.ts';
import { scriptView } from './scriptViews.ts';
import '../../webview/status.ts';

function status({ strings }: Words, recording: Recording, script: Partial<ScriptView> = {}) {
  return html`<day5-status
    .strings=${strings}
    .recording=${recording}
    .view=${atEnd(recording)}
    .script=${scriptView(script)}
  ></day5-status>`;
}

const ofScript =
  (name: ScriptName): State =>
  async (words) => {
    const { recordings } = (await execute(name)).execution;
    return status(words, recordings[recordings.length - 1], {
      run: recordings.length - 1,
      runs: recordings.length,
    });
  };

export const fixture: Fixture = {
  tag: 'day5-status',
  states: {
    finished: (words) => status(words, runs.sound()),
    ownRun: (words) => status(words, runs.sound(), { file: null, state: 'restricted' }),
    empty: (words) => status(words, emptyRecording()),
    starting: (words) => status(words, emptyRecording(), { state: 'waiting' }),
    running: (words) => status(words, runs.growing(), { state: 'running' }),
    typing: (words) => status(words, runs.sound(), { state: 'waiting', stale: true }),
    edited: (words) => status(words, runs.sound(), { live: false, stale: true }),
    stopped: (words) => status(words, runs.growing(), { state: 'stopped' }),
    severalRuns: ofScript('sideBySide'),
    drawnSeed: ofScript('unseeded'),
    thinned: ofScript('thousands'),
    loose: ofScript('loose'),
  },
};

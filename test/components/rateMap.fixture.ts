import { html } from 'lit';
import type { Recording } from '../../src/core/training/recording.ts';
import { emptyRecording } from '../../webview/emptyRecording.ts';
import type { Fixture, State } from './fixture.ts';
import { fromJson } from './numbersInJson.ts';
import { runs } from './runs.ts';
import '../../webview/rateMap.ts';

/** The whole map, which the gallery's server trains: its code is generated, and a page like the panel's runs none such. */
async function wholeMap(): Promise<readonly Float32Array[]> {
  // SAFETY: it is what the server of the gallery writes.
  return fromJson(await (await fetch('/map')).text()) as readonly Float32Array[];
}

const map =
  (count: number, recording: Recording): State =>
  async ({ strings }) => {
    const rows = count === 0 ? [] : (await wholeMap()).slice(0, count);
    return html`<day5-rate-map
      .strings=${strings}
      .rows=${rows}
      .recording=${recording}
    ></day5-rate-map>`;
  };

export const fixture: Fixture = {
  tag: 'day5-rate-map',
  states: {
    untrained: map(0, runs.sound()),
    growing: map(37, runs.sound()),
    whole: map(200, runs.sound()),
    otherRun: map(200, emptyRecording()),
  },
};

import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { runStates } from './runViews.ts';
import '../../webview/readout.ts';

export const fixture: Fixture = {
  tag: 'day5-readout',
  states: runStates(
    ({ strings }, recording, view) =>
      html`<day5-readout .strings=${strings} .recording=${recording} .view=${view}></day5-readout>`,
  ),
};

import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { runStates } from './runViews.ts';
import '../../webview/predictions.ts';

export const fixture: Fixture = {
  tag: 'day5-predictions',
  states: runStates(
    ({ strings }, recording, view) =>
      html`<day5-predictions .strings=${strings} .recording=${recording} .view=${view}></day5-predictions>`,
  ),
};

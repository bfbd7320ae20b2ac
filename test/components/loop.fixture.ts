import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { runStates } from './runViews.ts';
import '../../webview/loop.ts';

export const fixture: Fixture = {
  tag: 'day5-loop',
  states: runStates(
    ({ strings }, recording, view) =>
      html`<day5-loop .strings=${strings} .recording=${recording} .view=${view}></day5-loop>`,
  ),
};

import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { runStates } from './runViews.ts';
import '../../webview/phases.ts';

export const fixture: Fixture = {
  tag: 'day5-phases',
  states: runStates(
    ({ strings }, recording, view) =>
      html`<day5-phases .strings=${strings} .recording=${recording} .view=${view}></day5-phases>`,
  ),
};

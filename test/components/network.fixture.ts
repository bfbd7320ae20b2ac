import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import { follow } from './follows.ts';
import { runStates } from './runViews.ts';
import '../../webview/network.ts';

export const fixture: Fixture = {
  tag: 'day5-network',
  states: runStates(
    ({ strings }, recording, view) =>
      html`<day5-network
        .strings=${strings}
        .recording=${recording}
        .view=${view}
        @day5-chosen=${follow}
      ></day5-network>`,
  ),
};

import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import '../../webview/schedule.ts';

export const fixture: Fixture = {
  tag: 'day5-schedule',
  states: { drawn: ({ strings }) => html`<day5-schedule .strings=${strings}></day5-schedule>` },
};

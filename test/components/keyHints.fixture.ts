import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import '../../webview/keyHints.ts';

export const fixture: Fixture = {
  tag: 'day5-keys',
  states: { listed: ({ strings }) => html`<day5-keys .strings=${strings}></day5-keys>` },
};

import { html } from 'lit';
import type { Fixture } from './fixture.ts';
import '../../webview/accumulation.ts';

export const fixture: Fixture = {
  tag: 'day5-accumulation',
  states: { trained: ({ strings }) => html`<day5-accumulation .strings=${strings}></day5-accumulation>` },
};

import { html } from 'lit';
import type { Fixture, State } from './fixture.ts';
import '../../webview/guess.ts';

/** As it was left: what was guessed. */
const guessed =
  (kept: string): State =>
  ({ strings }) =>
    html`<day5-guess .strings=${strings} .kept=${kept}></day5-guess>`;

export const fixture: Fixture = {
  tag: 'day5-guess',
  states: {
    open: guessed(''),
    faster: guessed('faster'),
    wobbles: guessed('wobbles'),
    stuck: guessed('stuck'),
    infinity: guessed('infinity'),
  },
};

import { html } from 'lit';
import type { Fixture, State } from './fixture.ts';
import '../../webview/rateLab.ts';

/** As it was left: the rate that was chosen, and whether 1.0 has been guessed. */
const left =
  (kept: string, guessed = true): State =>
  ({ strings }) =>
    html`<day5-rate-lab .strings=${strings} .kept=${kept} .guessed=${guessed}></day5-rate-lab>`;

export const fixture: Fixture = {
  tag: 'day5-rate-lab',
  states: { unguessed: left('', false), untouched: left(''), low: left('0.0005'), high: left('1.5') },
};

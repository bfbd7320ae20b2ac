import { html } from 'lit';
import type { Fixture, Words } from './fixture.ts';
import '../../webview/choice.ts';

/** The scale of the loss axis. */
function choice({ strings }: Words, value: boolean) {
  return html`<day5-choice
    .label=${strings.scale}
    .options=${[
      { value: false, text: strings.linear, label: strings.linear },
      { value: true, text: strings.log, label: strings.log },
    ]}
    .value=${value}
  ></day5-choice>`;
}

export const fixture: Fixture = {
  tag: 'day5-choice',
  states: { first: (words) => choice(words, false), second: (words) => choice(words, true) },
};

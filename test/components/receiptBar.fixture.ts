import { html } from 'lit';
import type { Deliverable } from '../../src/core/lesson/deliverables.ts';
import type { Fixture, Words } from './fixture.ts';
import { progresses } from './progresses.ts';
import { scriptView } from './scriptViews.ts';
import '../../webview/receiptBar.ts';

async function bar({ strings }: Words, receipt: Deliverable | null) {
  return html`<day5-receipt-bar
    .strings=${strings}
    .script=${scriptView({ receipt })}
    .progress=${await progresses.tried()}
  ></day5-receipt-bar>`;
}

export const fixture: Fixture = {
  tag: 'day5-receipt-bar',
  states: {
    own: (words) => bar(words, null),
    receipt: (words) => bar(words, 'trainingLoop'),
  },
};

import { html } from 'lit';
import type { LessonText } from '../../src/protocol/lessonText.ts';
import type { Fixture, State } from './fixture.ts';
import '../../webview/hints.ts';

/** The hints of the lesson for a phase, as they were left: so many of them open. */
const left =
  (phase: 'loss' | 'zeroGrad' | 'update', open: number): State =>
  async ({ strings, html: inWords }) => {
    const text: LessonText = await (await fetch('/lesson')).json();
    const hints = text.code.parts.find((part) => part.kind === 'hints' && part.phase === phase);
    const tiers = hints?.kind === 'hints' ? hints.tiers.map(inWords) : [];
    return html`<day5-hints
      .strings=${strings}
      .phase=${phase}
      .tiers=${tiers}
      .kept=${open === 0 ? '' : String(open)}
    ></day5-hints>`;
  };

export const fixture: Fixture = {
  tag: 'day5-hints',
  states: {
    closed: left('zeroGrad', 0),
    first: left('zeroGrad', 1),
    all: left('zeroGrad', 9),
    update: left('update', 9),
    /** Its way is one long line. */
    loss: left('loss', 9),
  },
};

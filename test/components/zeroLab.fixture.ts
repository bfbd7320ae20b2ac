import { html } from 'lit';
import { type LabState, untouchedLab, writeLab } from '../../src/core/lesson/zeroLabSaved.ts';
import type { Fixture, State } from './fixture.ts';
import { tallyOf } from './pairs.ts';
import '../../webview/zeroLab.ts';

/** As it was left; `caught`: once the bug of the hunt is. */
const left =
  (state: Partial<LabState> = {}, caught = false): State =>
  ({ strings }) =>
    html`<day5-zero-lab
      .strings=${strings}
      .kept=${writeLab({ ...untouchedLab, ...state })}
      .caught=${caught}
    ></day5-zero-lab>`;

export const fixture: Fixture = {
  tag: 'day5-zero-lab',
  // It trains its runs when it comes into sight.
  until: 'path.sound[d^=M]',
  states: {
    untouched: left(),
    /** The first question is answered, the second is not. */
    half: left({ predictions: { 42: { early: 'sound' } } }),
    never: left({ predictions: { 42: { early: 'sound', late: 'sound' } }, step: 120 }),
    bursts: left({ choice: '5571', predictions: { 5571: { early: 'sound', late: 'buggy' } }, step: 14 }),
    hunt: left({ choice: '2327', predictions: { 2327: { early: 'buggy', late: 'buggy' } }, step: 140 }, true),
    drawn: left({ choice: 'random', drawn: 1234 }),
    counted: (words) => {
      const tally = tallyOf(815, 4711, 1234);
      const predictions = { random: { early: 'buggy', late: 'sound' } } as const;
      return left({ choice: 'random', drawn: 1234, predictions, tally })(words);
    },
  },
};

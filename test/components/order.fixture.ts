import { html } from 'lit';
import type { Fixture, State } from './fixture.ts';
import '../../webview/order.ts';

/** The exhibit as it was left, in the words in which it keeps that itself. */
const left =
  (kept: string): State =>
  ({ strings }) =>
    html`<day5-order .strings=${strings} .kept=${kept}></day5-order>`;

export const fixture: Fixture = {
  tag: 'day5-order',
  states: {
    shuffled: left(''),
    right: left('forward,loss,zeroGrad,backward,update checked tried solved'),
    rightLate: left('forward,loss,backward,update,zeroGrad checked tried solved'),
    lossBeforeForward: left('loss,forward,zeroGrad,backward,update checked tried'),
    backwardBeforeLoss: left('forward,zeroGrad,backward,loss,update checked tried'),
    updateBeforeBackward: left('forward,loss,zeroGrad,update,backward checked tried'),
    unchecked: left('forward,loss,backward,zeroGrad,update tried'),
    zeroedBeforeUpdate: left('forward,loss,backward,zeroGrad,update checked tried'),
  },
};

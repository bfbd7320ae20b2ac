import type { Phase } from '../training/phase.ts';

/** What is wrong with an order of the phases: what would happen in a loop that went through them like this. */
export type OrderMistake =
  /** The gradients are gone when the update wants them. */
  | 'zeroedBeforeUpdate'
  /** The loss is computed of predictions that have not been made. */
  | 'lossBeforeForward'
  /** There is no loss yet to go backward from. */
  | 'backwardBeforeLoss'
  /** The update has no gradient yet to go by. */
  | 'updateBeforeBackward';

/**
 * What is wrong with an order of the five phases in a loop; null for one that trains. Gradients may be zeroed anywhere but
 * between backward and update.
 */
export function orderMistake(order: readonly Phase[]): OrderMistake | null {
  const at = (phase: Phase) => order.indexOf(phase);
  if (at('loss') < at('forward')) {
    return 'lossBeforeForward';
  }
  if (at('backward') < at('loss')) {
    return 'backwardBeforeLoss';
  }
  if (at('update') < at('backward')) {
    return 'updateBeforeBackward';
  }
  return at('backward') < at('zeroGrad') && at('zeroGrad') < at('update') ? 'zeroedBeforeUpdate' : null;
}

/** The two phases that a mistake is about, the one that comes too early first. */
export const mistaken: Readonly<Record<OrderMistake, readonly [Phase, Phase]>> = {
  lossBeforeForward: ['loss', 'forward'],
  backwardBeforeLoss: ['backward', 'loss'],
  updateBeforeBackward: ['update', 'backward'],
  zeroedBeforeUpdate: ['zeroGrad', 'update'],
};

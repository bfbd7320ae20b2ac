import type { Finding } from '../finding.ts';
import { calledBackward, forwardInLoop, modelBeforeLoop, singleBackward } from './places.ts';
import type { Repair } from './repair.ts';
import { movedResets, resetRepairs } from './resets.ts';
import { Script } from './statements.ts';
import { assignments, nudges, turnedSigns } from './updates.ts';

/**
 * The changes of a script's text that take a finding away, the best first; none where it is not certain that they do.
 *
 * What is wrong is known from the run. The text only says where and how a repair is to be written, in the learner's own
 * names: it has to be written in a way that leaves no doubt.
 */
export function repairsOf(finding: Finding, text: string): readonly Repair[] {
  const script = new Script(text);
  switch (finding.code) {
    case 'stale-gradients':
      return resetRepairs(finding, script);
    case 'gradients-cleared-before-update':
      return movedResets(finding, script);
    case 'missing-backward':
      return calledBackward(finding, script);
    case 'repeated-backward':
      return singleBackward(finding, script);
    case 'stale-graph':
      return forwardInLoop(finding, script);
    case 'uphill-update':
      return turnedSigns(finding, script);
    case 'overwritten-parameters':
      return nudges(finding, script);
    case 'frozen-parameters':
      return assignments(finding, script);
    case 'rebuilt-model':
      return modelBeforeLoop(finding, script);
    default:
      return [];
  }
}

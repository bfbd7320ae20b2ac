import type { Attempt } from '../core/lesson/attempt.ts';
import { type Checked, missing } from '../core/lesson/checks/checked.ts';
import { check, type Deliverable, deliverables } from '../core/lesson/deliverables.ts';
import { numbersOf } from '../core/lesson/progress.ts';
import { receiptOf } from '../core/lesson/receipt.ts';
import { evidenceOf, missingInWords } from '../protocol/receiptWords.ts';
import { lessonStrings } from '../protocol/strings.ts';
import type { DeliverableReport } from './report.ts';

/** What an attempt shows of each deliverable; the lesson's finished loop, unchanged, shows none. */
export function deliverableReports(attempt: Attempt): readonly DeliverableReport[] {
  const checklist = check(attempt);
  return deliverables.map((id) =>
    reportOf(id, attempt.isCopy ? missing('referenceUnchanged') : checklist[id], attempt),
  );
}

function reportOf(id: Deliverable, checked: Checked, attempt: Attempt): DeliverableReport {
  if (!checked.done) {
    const { missing: key, values } = checked;
    return {
      id,
      done: false,
      evidence: { message: missingInWords(lessonStrings, checked), missing: key, values },
    };
  }
  const { evidence } = checked;
  const numbers =
    'rates' in evidence ? { rates: evidence.rates.map(({ rate }) => rate) } : numbersOf(evidence);
  const receipt = receiptOf(attempt, evidence, 0, numbers);
  return { id, done: true, evidence: { message: evidenceOf(lessonStrings, id, receipt), ...evidence } };
}

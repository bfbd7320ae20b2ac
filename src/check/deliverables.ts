import type { Attempt } from '../core/lesson/attempt.ts';
import { check, deliverables } from '../core/lesson/deliverables.ts';
import type { DeliverableReport } from './report.ts';

/** What an attempt shows of each deliverable. */
export function deliverableReports(attempt: Attempt): readonly DeliverableReport[] {
  const checklist = check(attempt);
  return deliverables.map((id) => {
    const { done, ...checked } = checklist[id];
    return { id, done, evidence: 'evidence' in checked ? checked.evidence : checked };
  });
}

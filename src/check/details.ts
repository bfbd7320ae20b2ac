import type { Deliverable } from '../core/lesson/deliverables.ts';
import { lessonStrings } from '../protocol/strings.ts';
import type { Report } from './report.ts';
import { type Paint, plain, wrapped } from './text.ts';

/** How wide a text may be that is to be read with ease. */
const width = 80;

const indent = '  ';

/** What is called otherwise than in the lesson, which asks for more there than a script alone can show. */
const names: Readonly<Partial<Record<Deliverable, string>>> = {
  missingZeroGrad: 'No sign of the missing zero-grad bug',
  learningRate: 'Three learning rates tried',
};

/** All that was found in one script, in sentences: what kept it from its end, each finding, and the checklist. */
export function detailsOf({ error, runs, deliverables }: Report, paint: Paint): string[] {
  const lines: string[] = [];
  if (error) {
    const where = error.line === null ? '' : `, line ${error.line}`;
    lines.push(
      paint('red', `${plain(error.name)}${where}`),
      ...wrapped(plain(error.message), width, indent),
      '',
    );
  }
  for (const [k, run] of runs.entries()) {
    for (const { code, severity, line, step, message } of run.findings) {
      const places = [
        ...(runs.length > 1 ? [`run ${k + 1}`] : []),
        ...(line === null ? [] : [`line ${line}`]),
        ...(severity === 'error' ? [`step ${step}`] : []),
      ];
      const head = [code, ...places].join(', ');
      lines.push(severity === 'error' ? paint('red', head) : head, ...wrapped(message, width, indent), '');
    }
  }
  const done = deliverables.filter((each) => each.done).length;
  lines.push(paint('bold', `Deliverables: ${done} of ${deliverables.length}`));
  for (const each of deliverables) {
    const name = names[each.id] ?? lessonStrings[`deliverable.${each.id}`];
    const state = each.done ? paint('green', 'done   ') : 'not yet';
    lines.push(`${indent}${state}  ${name}`, ...wrapped(each.evidence.message, width, `${indent}         `));
  }
  return lines;
}

import type { DebugProtocol } from '@vscode/debugprotocol';
import { assertNever } from '../../protocol/assertNever.ts';
import { findingSentences, sentencesOf } from '../../protocol/findings.ts';
import type { TracedRun } from './tracedRun.ts';
import type { Translate } from './words.ts';

/** What can be ticked beside the breakpoints on lines. */
export const exceptionFilters = ['pythonError', 'staleGradient', 'lossRises'] as const;

export type ExceptionFilter = (typeof exceptionFilters)[number];

/** Something that a place breaks for, though no breakpoint is there, in one sentence. */
export interface ExceptionBreak {
  readonly reason: 'exception';
  readonly filter: ExceptionFilter;
  readonly text: string;
}

/** The filters as a client offers them. */
export function filtersToOffer(t: Translate): DebugProtocol.ExceptionBreakpointsFilter[] {
  const labels = labelsIn(t);
  const descriptions: Readonly<Record<ExceptionFilter, string>> = {
    pythonError: t('Stops before the line that breaks the script off.'),
    staleGradient: t(
      'Stops after a backward pass that has added to gradients which an update had used already, where the next update uses them again.',
    ),
    lossRises: t('Stops where a step’s loss is greater than that of the step before.'),
  };
  return exceptionFilters.map((filter) => ({
    filter,
    label: labels[filter],
    description: descriptions[filter],
    default: filter === 'pythonError',
  }));
}

/** Of what can be ticked, what points at a fault of the script: that of the bug hunt is the learner's to find. */
const tellingFilters: ReadonlySet<ExceptionFilter> = new Set(['staleGradient']);

/** What of that is ticked may stop, where a fault `mayTell` or may not. */
export function filtersThatStop(
  ticked: ReadonlySet<ExceptionFilter>,
  mayTell: boolean,
): ReadonlySet<ExceptionFilter> {
  return mayTell ? ticked : new Set([...ticked].filter((filter) => !tellingFilters.has(filter)));
}

/** Why something that is ticked never stops in the hunt's script, in one sentence. */
export function untold(t: Translate): string {
  return t('The bug in this file is yours to find: until it is caught, nothing stops for it.');
}

/** What breaks at a place, of what is ticked; undefined where nothing does. */
export function exceptionAt(
  run: TracedRun,
  place: number,
  ticked: ReadonlySet<ExceptionFilter>,
  t: Translate,
): ExceptionBreak | undefined {
  for (const filter of exceptionFilters) {
    const text = ticked.has(filter) ? textOf(filter, run, place, t) : undefined;
    if (text !== undefined) {
      return { reason: 'exception', filter, text };
    }
  }
  return undefined;
}

/** All that there is to say about what a run has stopped for. */
export function exceptionInfo(
  exception: ExceptionBreak | null,
  run: TracedRun | null,
  t: Translate,
): DebugProtocol.ExceptionInfoResponse['body'] {
  const error = exception?.filter === 'pythonError' ? run?.error?.error : undefined;
  return error
    ? {
        exceptionId: error.name,
        description: error.message,
        breakMode: 'unhandled',
        details: { typeName: error.name, message: error.message, stackTrace: error.traceback },
      }
    : {
        exceptionId: exception ? labelsIn(t)[exception.filter] : '',
        description: exception?.text ?? '',
        breakMode: 'always',
      };
}

function labelsIn(t: Translate): Readonly<Record<ExceptionFilter, string>> {
  return {
    pythonError: t('Python error'),
    staleGradient: t('A stale gradient is used'),
    lossRises: t('The loss rises'),
  };
}

function textOf(filter: ExceptionFilter, run: TracedRun, place: number, t: Translate): string | undefined {
  switch (filter) {
    case 'pythonError': {
      if (run.error?.place !== place) {
        return undefined;
      }
      const { name, message } = run.error.error;
      return message ? `${name}: ${message}` : name;
    }
    case 'staleGradient': {
      const finding = run.staleGradients.get(place);
      const [what] = finding ? sentencesOf(finding) : [];
      return what && t(findingSentences[what.key], ...what.values);
    }
    case 'lossRises': {
      const rise = run.rises.get(place);
      return (
        rise &&
        t(
          'The loss rises in step {0}: from {1} to {2}.',
          String(rise.step),
          rise.from.toPrecision(5),
          rise.to.toPrecision(5),
        )
      );
    }
    default:
      return assertNever(filter);
  }
}

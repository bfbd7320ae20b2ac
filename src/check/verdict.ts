import type { Report } from './report.ts';

/** What is to be said about a script in a few words. */
export interface Verdict {
  readonly kind: 'sound' | 'broken' | 'failed' | 'idle';
  /** `stale-gradients`, `TypeError`, `sound, converging`. */
  readonly text: string;
  /** The line it points at, from 1; null where there is none. */
  readonly line: number | null;
  /** How many errors there are beside this one. */
  readonly more: number;
}

/** The verdict on a script: what kept it from its end, else its first error, else how its last run went. */
export function verdictOf({ error, runs }: Report): Verdict {
  if (error) {
    return { kind: 'failed', text: error.name, line: error.line, more: 0 };
  }
  const findings = runs.flatMap((run) => run.findings);
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first) {
    return { kind: 'broken', text: first.code, line: first.line, more: others.length };
  }
  const last = runs.at(-1);
  if (!last) {
    return { kind: 'idle', text: 'nothing trained', line: null, more: 0 };
  }
  const note = last.findings.at(-1);
  return { kind: 'sound', text: note ? `sound, ${note.code}` : 'sound', line: null, more: 0 };
}

/** The exit code that a verdict asks for; of several, the highest counts. */
export const exitCodes: Readonly<Record<Verdict['kind'], number>> = {
  sound: 0,
  idle: 0,
  broken: 1,
  failed: 2,
};

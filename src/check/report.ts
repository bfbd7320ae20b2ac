import { steadyRate } from '../core/diagnosis/behaviour.ts';
import type { Finding, FindingCode } from '../core/diagnosis/finding.ts';
import type { Done, Missing } from '../core/lesson/checks/checked.ts';
import type { Deliverable } from '../core/lesson/deliverables.ts';
import type { Recording } from '../core/training/recording.ts';
import { findingSentences, sentencesOf } from '../protocol/findings.ts';
import { format } from '../protocol/strings.ts';

/** All that is said about one script: an object of the array that `--json` prints. */
export interface Report {
  /** As the person wrote it, or the folder that they wrote and its place in there. */
  readonly file: string;
  /** What kept it from its end; null where nothing did. */
  readonly error: Failure | null;
  /** The lines that it printed. */
  readonly printed: readonly string[];
  readonly runs: readonly RunReport[];
  /** All eight, in the order of the checklist. */
  readonly deliverables: readonly DeliverableReport[];
}

export interface Failure {
  /** The exception's class; or `TimeLimit`, `OutputLimit`, `MemoryLimit` for what was exceeded; `Crashed` where Python itself broke down. */
  readonly name: string;
  readonly message: string;
  /** The script's own line, from 1; null where it is not known. */
  readonly line: number | null;
}

/** What one model went through. */
export interface RunReport {
  /** Null where the updates do not show one learning rate: under momentum, clipping or decay, or where none was made. */
  readonly learningRate: number | null;
  /** What repeats the run's random numbers. */
  readonly seed: number | null;
  readonly steps: number;
  /** One for each step; null where a step computed none. */
  readonly losses: readonly (number | null)[];
  /** What the trained model said about each sample; null where it was not asked after training. */
  readonly predictions: readonly number[] | null;
  readonly findings: readonly FindingReport[];
}

export interface FindingReport {
  readonly code: FindingCode;
  readonly severity: 'error' | 'note';
  readonly line: number | null;
  readonly step: number;
  /** What happened in this run, and why it matters. */
  readonly message: string;
}

export interface DeliverableReport {
  readonly id: Deliverable;
  readonly done: boolean;
  /** Where it shows, and by what numbers; what is missing where it is not done. */
  readonly evidence: { readonly message: string } & (Done['evidence'] | Omit<Missing, 'done'>);
}

/** The report of one run. `findings`: those of this run. */
export function runReport(recording: Recording, findings: readonly Finding[]): RunReport {
  const { info, outcome, steps } = recording;
  return {
    learningRate: steadyRate(recording),
    seed: info.seed,
    steps,
    losses: recording.losses(),
    predictions: outcome?.predictions ? [...outcome.predictions] : null,
    findings: findings.map((finding) => {
      const { code, severity, line, step } = finding;
      return { code, severity, line, step, message: messageOf(finding) };
    }),
  };
}

function messageOf(finding: Finding): string {
  return sentencesOf(finding)
    .map(({ key, values }) => format(findingSentences[key], ...values))
    .join(' ');
}

/**
 * A report as JSON, in one line. JSON has no NaN and no infinity: they become "NaN", "Infinity" and "-Infinity", since `null`
 * would read as 0 in many a program.
 */
export function jsonOf(report: Report): string {
  return JSON.stringify(report, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

import type { Recording } from '../training/recording.ts';
import {
  clearedGradients,
  detachedLoss,
  missingBackward,
  repeatedBackward,
  staleGraph,
} from './backwardPasses.ts';
import { behaviour } from './behaviour.ts';
import { unexplained } from './explained.ts';
import type { ErrorCode, Finding, Found } from './finding.ts';
import { frozenParameters } from './frozenParameters.ts';
import { lateUpdate } from './lateUpdate.ts';
import { notFinite } from './notFinite.ts';
import { atOnce, type InParts } from './parts.ts';
import { rebuiltModel } from './rebuiltModel.ts';
import { skippedSamples } from './skippedSamples.ts';
import { staleGradientsInParts } from './staleGradients.ts';
import { readTrainingInParts, type Training } from './training.ts';
import { overwrittenParameters, uphillUpdate } from './updates.ts';

/** What is looked for in one recording. */
const predicates: readonly ((
  training: Training,
) => Found<ErrorCode> | null | InParts<Found<ErrorCode> | null>)[] = [
  staleGradientsInParts,
  clearedGradients,
  lateUpdate,
  missingBackward,
  repeatedBackward,
  staleGraph,
  detachedLoss,
  uphillUpdate,
  overwrittenParameters,
  frozenParameters,
  skippedSamples,
];

/**
 * What is wrong with a training loop, and how its runs went, from all recordings of one execution.
 *
 * Of each fault there is one error, where it happened first: what another one explains is left out, and so is the same
 * error on the same line in another run. A run with errors gets no note, for its loss says nothing about the learning rate.
 */
export function diagnose(recordings: readonly Recording[]): readonly Finding[] {
  return atOnce(diagnoseInParts(recordings));
}

/** Does what {@link diagnose} does, in parts: between two of them, whoever asks may do something else. */
export function* diagnoseInParts(recordings: readonly Recording[]): InParts<readonly Finding[]> {
  const rebuilt = rebuiltModel(recordings);
  const findings: Finding[] = rebuilt ? [rebuilt] : [];
  const places = new Set<string>();
  for (const [run, recording] of recordings.entries()) {
    const errors = yield* errorsOf(recording);
    for (const error of errors) {
      const place = `${error.code} ${error.line}`;
      if (!places.has(place)) {
        places.add(place);
        findings.push({ run, ...error });
      }
    }
    const note = errors.length > 0 || rebuilt ? null : behaviour(recording);
    if (note) {
      findings.push({ run, ...note });
    }
  }
  return findings;
}

function* errorsOf(recording: Recording): InParts<Found<ErrorCode>[]> {
  yield;
  const poisoned = notFinite(recording);
  yield;
  const training = yield* readTrainingInParts(recording, poisoned?.index ?? recording.stops.length);
  const found: Found<ErrorCode>[] = [];
  for (const predicate of predicates) {
    yield;
    const looked = predicate(training);
    const error = looked && 'next' in looked ? yield* looked : looked;
    if (error) {
      found.push(error);
    }
  }
  yield;
  const errors = poisoned ? [...found, poisoned.finding] : found;
  return unexplained(errors).sort((a, b) => a.step - b.step);
}

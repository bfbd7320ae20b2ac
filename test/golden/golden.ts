import { readFileSync } from 'node:fs';

/** What a model holds after a backward pass and before its update: parameters in order. */
export interface State {
  readonly parameters: readonly number[];
  readonly gradients: readonly number[];
}

interface Run {
  readonly seed: number;
  readonly learningRate: number;
  readonly zeroGrad: boolean;
}

export interface ChaoticRun extends Run {
  readonly losses: readonly number[];
}

export interface SoundRun extends ChaoticRun {
  /** By step. */
  readonly snapshots: Readonly<Record<string, State>>;
  /** The parameters after the last update. */
  readonly trained: readonly number[];
}

/** One graph, `backward()` on it several times. */
export interface RepeatedRun extends Run {
  readonly loss: number;
  /** After each pass, with the gradients of the predictions. */
  readonly passes: readonly (State & { readonly predictions: readonly number[] })[];
}

export interface Draws {
  readonly seed: number;
  readonly count: number;
  /** Of all draws, each as the eight bytes of a little-endian double. */
  readonly sha256: string;
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** What uniform(−1, 1) draws next. */
  readonly uniformAfter: readonly number[];
}

interface Files {
  'trajectories.json': { readonly sound: readonly SoundRun[]; readonly chaotic: readonly ChaoticRun[] };
  'repeated.json': { readonly runs: readonly RepeatedRun[] };
  'random.json': { readonly seeds: readonly Draws[] };
}

/** A golden file; generate.py wrote it, and describes it. */
export function golden<Name extends keyof Files>(name: Name): Files[Name] {
  // SAFETY: the files are part of this repository, and generate.py writes them in this shape.
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Files[Name];
}

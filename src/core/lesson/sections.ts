import type { FindingCode } from '../diagnosis/finding.ts';

/** The lesson's sections, in the order in which they are read. */
export const sections = [
  'loop',
  'code',
  'curve',
  'learningRate',
  'zeroGrad',
  'hunt',
  'matrix',
  'deliverables',
] as const;

export type Section = (typeof sections)[number];

/** The section that explains what was found. */
export const sectionOf: Readonly<Record<FindingCode, Section>> = {
  'stale-gradients': 'zeroGrad',
  'gradients-cleared-before-update': 'zeroGrad',
  'missing-backward': 'loop',
  'repeated-backward': 'zeroGrad',
  'stale-graph': 'loop',
  'uphill-update': 'loop',
  'overwritten-parameters': 'loop',
  'frozen-parameters': 'loop',
  'rebuilt-model': 'code',
  'detached-loss': 'code',
  'skipped-samples': 'code',
  'not-finite': 'learningRate',
  crawling: 'learningRate',
  converging: 'learningRate',
  oscillating: 'learningRate',
  'plateau-saturated': 'learningRate',
  diverging: 'learningRate',
  'negative-loss': 'code',
};

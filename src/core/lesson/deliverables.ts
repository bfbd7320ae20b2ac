/** The day's deliverables, in the order of the checklist. */
export const deliverables = [
  'trainingLoop',
  'lossFunction',
  'zeroGradients',
  'twentySteps',
  'missingZeroGrad',
  'learningRate',
  'convergence',
  'predictions',
] as const;

export type Deliverable = (typeof deliverables)[number];

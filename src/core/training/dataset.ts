/** What a model is trained on: inputs of shape [n][inputs] and a target for each. */
export interface Dataset {
  readonly xs: readonly (readonly number[])[];
  readonly ys: readonly number[];
}

/** The four samples of the lesson. */
export const fourSamples: Dataset = {
  xs: [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
  ],
  ys: [1.0, -1.0, -1.0, 1.0],
};

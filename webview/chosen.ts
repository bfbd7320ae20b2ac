/** What is looked at in the network: one of its parameters, by place in `model.parameters()`, and one sample. */
export interface Chosen {
  readonly parameter: number;
  readonly sample: number;
}

/** Fires when the person chooses another parameter or sample; it bubbles up to the lesson, so that all exhibits follow. */
export class ChosenEvent extends Event {
  static readonly type = 'day5-chosen';
  readonly chosen: Partial<Chosen>;

  constructor(chosen: Partial<Chosen>) {
    super(ChosenEvent.type, { bubbles: true, composed: true });
    this.chosen = chosen;
  }
}

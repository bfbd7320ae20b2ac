import assert from 'node:assert/strict';
import type { Outcome } from '../../../../src/core/training/recording.ts';
import { type Happening, ScriptRecorder } from '../../../../src/core/training/scriptRecorder.ts';
import type { RecordedStep } from '../../../../src/core/training/steps.ts';

/** A model of two parameters, and what it goes through, said as a script would do it. */
class Play {
  readonly steps: RecordedStep[] = [];
  data = [1, 2];
  grad = [0, 0];
  readonly recorder = new ScriptRecorder(this.state, (step) => this.steps.push(step));
  private ids = 0;

  get state() {
    return { data: Float64Array.from(this.data), grad: Float64Array.from(this.grad) };
  }

  begin(what: Happening, line: number): this {
    this.recorder.begin(what, line, this.state);
    return this;
  }

  forward(line: number, ...predictions: number[]): this {
    this.begin('forward', line);
    predictions.forEach((p, k) => {
      this.recorder.predicted(k, predictions.length, [p]);
    });
    return this;
  }

  /** Computes a value and returns which it is. */
  loss(line: number, data: number): number {
    this.begin('loss', line);
    this.ids += 1;
    this.recorder.built(this.ids, data);
    return this.ids;
  }

  zero(line: number): this {
    this.begin('zeroGrad', line);
    this.grad = [0, 0];
    return this;
  }

  backward(line: number, id: number, data: number, deposit = [3, 4]): this {
    this.begin('backward', line);
    this.grad = this.grad.map((g, k) => g + deposit[k]);
    this.recorder.backward(id, data);
    return this;
  }

  update(line: number): this {
    this.begin('update', line);
    this.data = this.data.map((p, k) => p - 0.5 * this.grad[k]);
    return this;
  }

  end(): Outcome {
    return this.recorder.end(this.state);
  }

  /** Each step's stops: phases and line. */
  get read(): string[][] {
    return this.steps.map(({ stops }) => stops.map(({ phases, line }) => `${phases.join('+')}@${line}`));
  }
}

describe('ScriptRecorder', () => {
  it('makes a step of what happens up to an update, each stop with the state after it', () => {
    const play = new Play();
    play.forward(1, 0.25, 0.75);
    play.zero(3).backward(4, play.loss(2, 9), 9).update(5).end();
    assert.deepEqual(play.read, [['forward@1', 'zeroGrad@3', 'loss@2', 'backward@4', 'update@5']]);
    const [forward, , loss, backward, update] = play.steps[0].stops;
    assert.deepEqual([forward.loss, loss.loss, play.steps[0].loss], [null, 9, 9]);
    assert.deepEqual([...(forward.predictions ?? [])], [0.25, 0.75]);
    assert.deepEqual(
      [[...forward.grad], [...backward.grad]],
      [
        [0, 0],
        [3, 4],
      ],
    );
    assert.deepEqual([...(backward.deposit ?? [])], [3, 4]);
    assert.deepEqual(
      [[...backward.data], [...update.data]],
      [
        [1, 2],
        [-0.5, 0],
      ],
    );
    assert.equal(forward.data, backward.data, 'what has not changed is shared');
  });

  it('keeps the event during which a stop began, also of a loop over the parameters that does several things to each', () => {
    const play = new Play();
    const { recorder } = play;
    recorder.begin('forward', 1, play.state, 3);
    recorder.begin('loss', 1, play.state, 5);
    recorder.begin('update', 4, play.state, 8);
    recorder.begin('zeroGrad', 5, play.state, 9);
    recorder.begin('update', 4, play.state, 11);
    recorder.end(play.state);
    assert.deepEqual(
      play.steps[0].stops.map(({ phases, event }) => [phases.join(), event]),
      [
        ['forward,loss', 3],
        ['update,zeroGrad', 8],
      ],
    );
  });

  it('makes one stop of forward and loss on one line', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(2, play.loss(1, 9), 9).update(3).end();
    assert.deepEqual(play.read, [['forward+loss@1', 'backward@2', 'update@3']]);
  });

  it('calls what was computed before the loss the forward pass, where no model was called', () => {
    const play = new Play();
    play.loss(1, 5);
    play.backward(3, play.loss(2, 9), 9).update(4).end();
    assert.deepEqual(play.read, [['forward@1', 'loss@2', 'backward@3', 'update@4']]);
  });

  it('ends a step with what is written after its update', () => {
    const play = new Play();
    for (let k = 0; k < 2; k++) {
      play.forward(1, 0.5).backward(3, play.loss(2, 9), 9).update(4).zero(5);
    }
    play.end();
    const step = ['forward@1', 'loss@2', 'backward@3', 'update@4', 'zeroGrad@5'];
    assert.deepEqual(play.read, [step, step]);
  });

  it('begins a step with the zeroing that the step before has begun with', () => {
    const play = new Play();
    for (let k = 0; k < 3; k++) {
      play.zero(1).forward(2, 0.5).backward(4, play.loss(3, 9), 9).update(5);
    }
    play.end();
    assert.deepEqual(
      play.read.map((stops) => stops[0]),
      ['zeroGrad@1', 'zeroGrad@1', 'zeroGrad@1'],
    );
    assert.ok(play.read.every((stops) => stops.length === 5));
  });

  it('makes one stop of a loop that does several things to each parameter', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(3, play.loss(2, 9), 9);
    play.update(4).zero(5).update(4).zero(5).update(4).end();
    assert.deepEqual(play.read[0].slice(3), ['update+zeroGrad@4']);
    const update = play.steps[0].stops[3];
    assert.deepEqual([...update.data], play.data);
  });

  it('gives such a stop the line of the update', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(3, play.loss(2, 9), 9);
    play.begin('other', 4).update(5).begin('other', 4).update(5).end();
    assert.deepEqual(play.read[0].slice(3), ['update@5']);
  });

  it('adds up the losses that are sent backward before one update', () => {
    const play = new Play();
    for (const [sample, loss] of [2, 3].entries()) {
      play.begin('forward', 1).recorder.predicted(sample, 2, [0.5]);
      play.backward(2, play.loss(1, loss), loss);
    }
    play.update(3).end();
    assert.equal(play.steps[0].loss, 5);
    assert.deepEqual(
      play.steps[0].stops.map(({ loss }) => loss),
      [2, 2, 5, 5, 5],
    );
  });

  it('takes the last of several passes over the same samples for the loss', () => {
    const play = new Play();
    for (const loss of [2, 3]) {
      play.forward(1, 0.5, 0.5).forward(1, 0.5, 0.5);
      play.backward(2, play.loss(1, loss), loss);
    }
    play.end();
    assert.equal(play.steps[0].loss, 3);
  });

  it('counts a loss that is sent backward twice once', () => {
    const play = new Play();
    const loss = play.forward(1, 0.5).loss(1, 7);
    play.backward(2, loss, 7).backward(3, loss, 7).update(4).end();
    assert.equal(play.steps[0].loss, 7);
  });

  it('does not take parameters that are set at first for training', () => {
    const play = new Play();
    play.update(1).zero(2);
    play.forward(3, 0.5);
    assert.equal(play.recorder.hasTrained, false);
    play.backward(5, play.loss(4, 9), 9).update(6).end();
    assert.equal(play.recorder.hasTrained, true);
    assert.deepEqual(play.read, [['forward@3', 'loss@4', 'backward@5', 'update@6']]);
  });

  it('makes the outcome of what was only evaluated after the last step', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(2, play.loss(1, 9), 9).update(3);
    play.zero(4).forward(5, 0.75);
    play.recorder.details([], [{ text: 'done', line: 6 }]);
    const { predictions, printed } = play.end();
    assert.deepEqual([...(predictions ?? [])], [0.75]);
    assert.deepEqual(printed, [{ text: 'done', line: 6 }]);
    assert.equal(play.steps.length, 1);
  });

  it('makes a step of what is left over without an update', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(3, play.loss(2, 9), 9);
    assert.equal(play.end().predictions, null);
    assert.deepEqual(play.read, [['forward@1', 'loss@2', 'backward@3']]);
  });

  it('takes in a parameter that is found later, as it was before', () => {
    const play = new Play();
    play.forward(1, 0.5).backward(3, play.loss(2, 9), 9);
    play.recorder.grow(7, 5);
    play.data.push(7);
    play.grad.push(5);
    play.update(4).end();
    const [forward, , backward, update] = play.steps[0].stops;
    assert.deepEqual([...play.recorder.initial.data], [1, 2, 7]);
    assert.deepEqual([...play.recorder.initial.grad], [0, 0, 0]);
    assert.deepEqual([...forward.grad], [0, 0, 0]);
    assert.deepEqual([...(backward.deposit ?? [])], [3, 4, 5]);
    assert.deepEqual([...update.data], [-0.5, 0, 4.5]);
  });

  it('keeps the first and the last stops of a step that does not end', () => {
    const play = new Play();
    for (let k = 0; k < 1000; k++) {
      play.forward(1, k).backward(2, play.loss(1, k), k, [1, 1]);
    }
    play.end();
    const { stops } = play.steps[0];
    assert.equal(stops.length, 256);
    assert.deepEqual([...(stops[0].predictions ?? [])], [0]);
    assert.deepEqual([...(stops.at(-1)?.grad ?? [])], [1000, 1000]);
    assert.deepEqual([...(stops[129].deposit ?? [])], [1, 1]);
  });
});

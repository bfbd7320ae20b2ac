import assert from 'node:assert/strict';
import { evaluate } from '../../../../src/core/tracing/evaluate.ts';
import { Names } from '../../../../src/core/tracing/names.ts';
import { PlaceView } from '../../../../src/core/tracing/placeView.ts';
import { Timeline } from '../../../../src/core/tracing/timeline.ts';
import type { Recorded } from '../../../../src/core/tracing/trace.ts';
import { int, list, TraceWriter, tracedTrainer, value } from './tracedTrainer.ts';

const { recording, trace } = tracedTrainer();
const timeline = new Timeline(trace, [recording]);
const view = (position: number) =>
  new PlaceView(timeline, new Names(trace), timeline.placeOf({ run: 0, position }));
const result = (of: PlaceView, expression: string, call = 0) => {
  const found = evaluate(expression, of.scopeOf(call));
  return found.kind === 'number' ? found.number : found;
};

describe('PlaceView', () => {
  it('has a name stand for what it was given last', () => {
    assert.equal(result(view(0), 'k'), 0);
    assert.equal(result(view(5), 'k'), 1);
    assert.deepEqual(
      view(0)
        .namesOf(0)
        .map(([name]) => name),
      ['model', 'lr', 'k', 'ypred'],
    );
  });

  it('shows a value as it is by now: a backward pass has given it a gradient', () => {
    assert.equal(result(view(1), 'loss.grad'), 0);
    assert.equal(result(view(3), 'loss.grad'), 1);
  });

  it('finds the model’s parameters by their names, with their numbers at this place', () => {
    const { data, grad } = recording.stops[3];
    assert.equal(result(view(3), 'model.layers[0].neurons[1].w[2].data'), data[6]);
    assert.equal(result(view(3), 'model.layers[1].neurons[0].b.grad'), grad[16 + 4]);
    assert.equal(result(view(3), 'len(model.layers)'), 3);
    assert.equal(result(view(4), 'model.layers[2].neurons[0].b.data'), recording.stops[4].data[40]);
  });

  it('lists the parameters of a model whose shape is not known', () => {
    const tree = view(3).model(0);
    assert.equal(tree.kind === 'object' && tree.type, 'MLP');
    const loose = new PlaceView(
      new Timeline(null, [
        Object.assign(Object.create(recording), { info: { ...recording.info, shape: null } }),
      ]),
      new Names(null),
      4,
    ).model(0);
    assert.ok(loose.kind === 'object');
    const [[name, parameters]] = loose.attributes;
    assert.equal(name, 'parameters');
    assert.equal(parameters.kind === 'list' && parameters.length, 41);
  });

  it('prefers what the script’s own object says of itself to what a model looks like', () => {
    const writer = new TraceWriter();
    writer.line(1);
    const own: Recorded = {
      kind: 'object',
      type: 'Net',
      text: '<Net>',
      attributes: [['first', { ...value(3, 9, 9), parameter: { run: 0, index: 40 } }] as [string, Recorded]],
      run: 0,
    };
    writer.give('net', own);
    writer.line(2);
    const written = writer.end();
    const net = new PlaceView(new Timeline(written, [recording]), new Names(written), 1);
    assert.equal(result(net, 'net.first.data'), recording.initial.data[40]);
  });

  it('sees the names around a generator, and the script’s own from a function', () => {
    const writer = new TraceWriter();
    writer.line(1);
    writer.give('lr', int(5));
    writer.line(2);
    writer.call('train', { xs: list([int(8)]) });
    writer.line(3);
    writer.call('<genexpr>', { x: int(8) });
    writer.line(3);
    const written = writer.end();
    const inside = new PlaceView(new Timeline(written, []), new Names(written), 3);
    assert.deepEqual(
      ['x', 'xs[0]', 'lr'].map((name) => result(inside, name, 2)),
      [8, 8, 5],
    );
    assert.throws(() => result(inside, 'x', 1), /notRecorded/);
  });
});

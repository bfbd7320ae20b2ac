import assert from 'node:assert/strict';
import { named, ScriptedClient } from './scriptedClient.ts';

describe('RecordingDebugSession: shows', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  beforeEach(async () => {
    await client.connect();
    // Before the update of step 1: its backward pass is over.
    client.target.move(8);
    await client.launch();
  });

  it('the model exactly as it was recorded: layers, neurons, weights', async () => {
    const { data, grad } = client.stopAt(8);
    const model = await client.scope('Model');
    assert.deepEqual(
      model.map(({ name, value }) => [name, value]),
      [
        ['layers[0]', 'Layer(3, 4)'],
        ['layers[1]', 'Layer(4, 4)'],
        ['layers[2]', 'Layer(4, 1)'],
      ],
    );
    const neuron = await client.openPath(model, 'layers[1]', 'neurons[2]');
    assert.deepEqual(
      neuron.map(({ name }) => name),
      ['w[0]', 'w[1]', 'w[2]', 'w[3]', 'b'],
    );
    // 16 parameters before the second layer, 5 in each of its neurons.
    for (const [k, { name, variablesReference }] of neuron.entries()) {
      const parts = await client.open(variablesReference);
      assert.equal(Number(named(parts, 'data').value), data[16 + 10 + k], name);
      assert.equal(Number(named(parts, 'grad').value), grad[16 + 10 + k], name);
    }
    assert.equal(neuron[0].evaluateName, 'model.layers[1].neurons[2].w[0]');
    assert.deepEqual(neuron[0].presentationHint?.attributes, ['readOnly']);
  });

  it('a parameter in the middle of the loop that updates it', async () => {
    const before = client.stopAt(8).data;
    const after = client.stopAt(9).data;
    // Two lines for each parameter: the fourth is about to be updated.
    for (let k = 0; k < 2 * 3 + 1; k++) {
      await client.next();
    }
    assert.equal(await client.line(), 16);
    const neuron = await client.openPath(await client.scope('Model'), 'layers[0]', 'neurons[0]');
    const weights = await Promise.all(
      neuron.map(async ({ variablesReference }) =>
        Number(named(await client.open(variablesReference), 'data').value),
      ),
    );
    assert.deepEqual(weights, [after[0], after[1], after[2], before[3]]);
    assert.equal(Number((await client.evaluate('p.data')).result), before[3]);
    assert.equal(client.target.view.position, 8);
    await client.next();
    assert.equal(Number((await client.evaluate('p.data')).result), after[3]);
  });

  it('the run: its step, loss, predictions beside their targets, learning rate', async () => {
    const run = await client.scope('Run');
    const losses = client.target.execution?.recordings[0].losses() ?? [];
    assert.equal(named(run, 'step').value, 'step 1 of 3 · backward');
    assert.equal(Number(named(run, 'loss').value), losses[1]);
    assert.equal(Number(named(run, 'loss, step before').value), losses[0]);
    assert.equal(named(run, 'learning rate').value, '0.05');
    const predictions = await client.open(named(run, 'predictions').variablesReference);
    const said = client.stopAt(8).predictions ?? [];
    assert.deepEqual(
      predictions.map(({ value }) => /target (.*)\)/.exec(value)?.[1]),
      ['1.0', '-1.0', '-1.0', '1.0'],
    );
    assert.equal(Number.parseFloat(predictions[0].value), Number(said[0].toPrecision(4)));
  });

  it('names with their values, and opens a list in parts', async () => {
    const locals = await client.scope('Locals');
    assert.equal(named(locals, 'k').type, 'int');
    assert.equal(named(locals, 'lr').value, '0.05');
    const ypred = named(locals, 'ypred');
    assert.equal((await client.open(ypred.variablesReference)).length, 4);
    const [second] = await client.open(ypred.variablesReference, 1, 1);
    assert.equal(second.name, '1');
    assert.equal(second.evaluateName, 'ypred[1]');
  });

  it('the value of an expression over what is recorded', async () => {
    const { data, grad } = client.stopAt(8);
    assert.equal(Number((await client.evaluate('model.layers[0].neurons[1].w[2].data')).result), data[6]);
    assert.equal(Number((await client.evaluate('model.layers[-1].neurons[0].b.grad')).result), grad[40]);
    assert.equal((await client.evaluate('len(ypred) * 2 - 1')).result, '7');
    assert.equal((await client.evaluate('loss.grad == 1')).result, 'True');
    const loss = await client.evaluate('loss');
    assert.ok(loss.variablesReference > 0);
    assert.match(loss.result, /^Value\(data=\d/);
  });

  it('a clear sentence where an expression has no value', async () => {
    const refused = async (expression: string) =>
      client.evaluate(expression).then(
        () => assert.fail(`${expression} has a value`),
        ({ message }: Error) => message,
      );
    assert.equal(await refused('velocity'), 'Not recorded: velocity');
    assert.equal(await refused('loss._prev'), 'Not recorded: loss._prev');
    assert.equal(await refused('model(x)'), 'Cannot be evaluated on a recording: model()');
    assert.match(
      await refused('[p for p in xs]'),
      /^Cannot be evaluated on a recording, from here on: for p/,
    );
    assert.match(await refused('loss > 4'), /ask for its \.data/);
    assert.equal(await refused('ypred[9]'), 'There is no such item in ypred.');
  });

  it('the model from the moment on that a name stands for it, and not before', async () => {
    await client.reverse();
    const names = async () => (await client.scopes()).map(({ name }) => name);
    assert.deepEqual([await client.line(), await names()], [1, ['Locals', 'Run']]);
    await client.next();
    assert.deepEqual([await client.line(), await names()], [2, ['Locals', 'Run']]);
    // It is made here, long before the first step.
    await client.next();
    assert.deepEqual([await client.line(), await names()], [3, ['Locals', 'Model', 'Run']]);
    assert.equal(client.target.view.position, -1);
  });
});

import assert from 'node:assert/strict';
import { Trace } from '../../../../src/core/tracing/trace.ts';
import { executed, RecordedTarget } from './recordedTarget.ts';
import { named, path, ScriptedClient } from './scriptedClient.ts';

describe('RecordingDebugSession: launched', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  beforeEach(() => client.connect());

  it('says what it can do, and no more', async () => {
    const { body } = await client.adapter.initializeRequest();
    assert.equal(body?.supportsStepBack, true);
    assert.equal(body?.supportsSetVariable, undefined);
    assert.equal(body?.supportsSetExpression, undefined);
    assert.deepEqual(
      body?.exceptionBreakpointFilters?.map(({ filter, label }) => [filter, label]),
      [
        ['pythonError', 'Python error'],
        ['staleGradient', 'A stale gradient is used'],
        ['lossRises', 'The loss rises'],
      ],
    );
  });

  it('stops at the first line of the first step, and has the script traced', async () => {
    await client.launch();
    assert.equal(client.target.isTracing, true);
    assert.equal(client.stops[0].reason, 'entry');
    assert.equal(await client.line(), 9);
    assert.deepEqual((await client.stack())[0].source, { name: 'day5.py', path });
    assert.deepEqual((await client.adapter.threadsRequest()).body.threads, [{ id: 1, name: 'day5.py' }]);
  });

  it('says above the stack where a long run is not followed as closely any more', async () => {
    const part = executed({ steps: 3, traced: 1 });
    await client.connect(new RecordedTarget(part));
    client.target.move(2);
    await client.launch();
    assert.deepEqual(
      (await client.stack()).map(({ name }) => name),
      ['<module>'],
    );
    await client.stopping(() => {
      client.target.move(8);
      client.clock.pass(150);
    });
    const [remark, frame] = await client.stack();
    assert.equal(remark.name, 'Steps through training alone: the run is long.');
    assert.equal(frame.line, 16);

    const { trace, ...rest } = executed();
    assert.ok(trace);
    const shallow = new Trace({ ...trace.data, shallowFrom: 0 });
    await client.connect(new RecordedTarget({ ...rest, trace: shallow }));
    await client.launch();
    const [{ name }] = await client.stack();
    assert.equal(name, 'Steps over your values’ methods: the run is long.');
  });

  it('stops where the lesson’s cursor stands, inside the run', async () => {
    // The backward pass of step 1 is over.
    client.target.move(8);
    await client.launch([{ line: 9 }]);
    assert.equal(await client.line(), 15);
    assert.equal(client.target.view.position, 8);
  });

  it('goes on to the first breakpoint from the end of the run', async () => {
    client.target.move(14);
    await client.launch([{ line: 14 }]);
    assert.equal(client.stops[0].reason, 'breakpoint');
    assert.equal(await client.line(), 14);
    assert.equal(client.target.view.position, 2);
  });

  it('moves the lesson’s cursor with every step, forwards and backwards', async () => {
    await client.launch();
    const positions = [];
    for (let k = 0; k < 4; k++) {
      await client.next();
      positions.push([await client.line(), client.target.view.position]);
    }
    assert.deepEqual(positions, [
      [10, 0],
      [11, 1],
      [12, 1],
      [11, 1],
    ]);
    await client.back();
    await client.back();
    await client.back();
    assert.deepEqual([await client.line(), client.target.view.position], [10, 0]);
    assert.equal(client.announced, 0);
  });

  it('goes into the learner’s functions and out of them', async () => {
    await client.launch();
    await client.next();
    await client.stepIn();
    assert.deepEqual(
      (await client.stack()).map(({ name, line: at }) => [name, at]),
      [
        ['squared', 6],
        ['<module>', 10],
      ],
    );
    assert.deepEqual(
      (await client.scope('Locals')).map(({ name }) => name),
      ['a', 'b'],
    );
    assert.equal(named(await client.scope('Globals'), 'k').value, '0');
    assert.equal(named(await client.scope('Locals', 1), 'k').value, '0');
    await client.stepOut();
    assert.equal(await client.line(), 11);
  });

  it('ends at the end of the recording, says so, and goes back from there', async () => {
    await client.launch();
    const end = await client.resume();
    assert.equal(end.description, 'End of the recording');
    assert.equal(client.target.view.position, 14);
    await client.back();
    assert.equal(await client.line(), 8);
    const beginning = await client.reverse();
    assert.equal(beginning.description, 'Beginning of the recording');
    assert.equal(await client.line(), 1);
    assert.equal(client.target.view.position, -1);
  });

  it('restarts from the start', async () => {
    await client.launch();
    await client.resume();
    const { reason } = await client.stopping(() => client.adapter.restartRequest({ arguments: {} }));
    assert.equal(reason, 'entry');
    assert.equal(await client.line(), 9);
  });

  it('leaves the cursor where it is when it ends, and lets go of the script', async () => {
    await client.launch();
    await client.next();
    await client.next();
    await client.adapter.disconnectRequest();
    assert.equal(client.target.isTracing, false);
    assert.equal(client.target.view.position, 1);
  });

  it('ends with the lesson', async () => {
    await client.launch();
    const terminated = client.adapter.waitForEvent('terminated');
    client.target.close();
    await terminated;
    assert.equal(client.target.isTracing, false);
  });

  it('refuses to start where the text cannot be run, and says what is wrong with it', async () => {
    // An older text has run, which is still shown.
    await client.connect(new RecordedTarget({ ...executed(), trace: null }));
    const title = 'SyntaxError: expected ‘:’';
    client.target.edit('failed', { title, explanation: '', file: 'day5.py', line: 8 });
    await client.adapter.initializeRequest();
    await assert.rejects(client.adapter.launchRequest({}), { message: title });
  });

  it('refuses to start where nothing has run, in one sentence', async () => {
    await client.connect(new RecordedTarget(null));
    await client.adapter.initializeRequest();
    await assert.rejects(client.adapter.launchRequest({}), /the script has not run/);
  });

  it('steps from stop to stop where the script was followed only to a part', async () => {
    await client.connect(new RecordedTarget(executed({ steps: 3, traced: 1 })));
    client.target.move(9);
    await client.launch([{ line: 10 }]);
    assert.equal(await client.line(), 9);
    assert.deepEqual(await client.scope('Locals (not recorded here)'), []);
    const [weight] = await client.openPath(await client.scope('Model'), 'layers[0]', 'neurons[0]', 'w[0]');
    assert.equal(Number(weight.value), client.stopAt(9).data[0]);
    assert.equal((await client.resume()).reason, 'breakpoint');
    assert.equal(client.target.view.position, 10);
  });
});

import assert from 'node:assert/strict';
import { executed, RecordedTarget } from './recordedTarget.ts';
import { ScriptedClient, threadId } from './scriptedClient.ts';

describe('RecordingDebugSession: with something ticked', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  it('stops where the loss rises, with the numbers', async () => {
    // A learning rate that is far too large.
    await client.connect(new RecordedTarget(executed({ steps: 4, learningRate: 1.5 })));
    const losses = client.target.execution?.recordings[0].losses() ?? [];
    const step = losses.findIndex((loss, k) => k > 0 && (loss ?? 0) > (losses[k - 1] ?? 0));
    assert.ok(step > 0, `the loss does not rise: ${losses}`);
    await client.launch([], ['lossRises']);
    const [{ reason, text }] = client.stops;
    assert.equal(reason, 'exception');
    assert.equal(
      text,
      `The loss rises in step ${step}: from ${losses[step - 1]?.toPrecision(5)} to ${losses[step]?.toPrecision(5)}.`,
    );
    assert.equal((await client.evaluate('k')).result, String(step));
    assert.equal(Number((await client.evaluate('loss.data')).result), losses[step]);
    const { body } = await client.adapter.exceptionInfoRequest({ threadId });
    assert.deepEqual([body.exceptionId, body.description], ['The loss rises', text]);
  });

  it('stops at the line that raised an error', async () => {
    const error = {
      name: 'ZeroDivisionError',
      message: 'division by zero',
      file: 'day5.py',
      line: 8,
      column: 1,
      endLine: 8,
      endColumn: 2,
      traceback: 'Traceback …',
    };
    await client.connect(new RecordedTarget({ ...executed(), end: { kind: 'error', error } }));
    await client.launch([], ['pythonError']);
    assert.equal(client.stops[0].reason, 'exception');
    assert.equal(client.stops[0].text, 'ZeroDivisionError: division by zero');
    assert.equal(await client.line(), 8);
    assert.equal((await client.evaluate('k')).result, '2');
    const { body } = await client.adapter.exceptionInfoRequest({ threadId });
    assert.deepEqual([body.exceptionId, body.description], ['ZeroDivisionError', 'division by zero']);
    assert.equal(body.details?.stackTrace, 'Traceback …');
  });

  it('stops after every backward pass that adds to stale gradients, with what is stored and what is true', async () => {
    await client.connect(new RecordedTarget(executed({ steps: 4, zeroGrad: false })));
    await client.launch([], ['staleGradient']);
    const recording = client.target.execution?.recordings[0];
    const stops = recording?.stops ?? [];
    const passes = stops.flatMap(({ phases }, k) => (phases.includes('backward') ? [k] : []));
    // That of step 0 finds gradients that nothing has used yet.
    for (const [k, position] of passes.slice(1).entries()) {
      const { text, reason } = k === 0 ? client.stops[0] : await client.resume();
      const { grad, deposit } = stops[position];
      const ratio = Math.hypot(...grad) / Math.hypot(...(deposit ?? []));
      assert.equal(reason, 'exception');
      assert.equal(
        text,
        `At step ${k + 1}, line 14 added a new gradient to one that line 16 had already applied at step ${k}: the stored gradient is ${ratio.toPrecision(2)} times as large as the true one.`,
      );
      assert.equal(client.target.view.position, position);
      assert.equal(await client.line(), 15);
    }
    const { body } = await client.adapter.exceptionInfoRequest({ threadId });
    assert.equal(body.exceptionId, 'A stale gradient is used');
    assert.equal((await client.resume()).description, 'End of the recording');
    assert.equal((await client.reverse()).reason, 'exception');
  });

  it('points at no fault that the learner is to find, says so, and does from when it is found', async () => {
    await client.connect(new RecordedTarget(executed({ steps: 4, zeroGrad: false })));
    client.tells = false;
    await client.launch([], ['staleGradient', 'lossRises']);
    assert.deepEqual(
      client.filters.map(({ verified }) => verified),
      [false, true],
    );
    const [remark] = await client.stack();
    assert.equal(remark.name, client.filters[0].message);
    assert.equal(remark.source, undefined);
    assert.doesNotMatch(remark.name, /gradient|line|\d/);
    assert.equal((await client.resume()).description, 'End of the recording');
    client.tells = true;
    assert.equal((await client.reverse()).reason, 'exception');
    assert.ok((await client.stack())[0].source);
  });

  it('does not stop for stale gradients where they are reset, and where nobody has ticked it', async () => {
    await client.connect();
    await client.launch([], ['staleGradient']);
    assert.equal((await client.resume()).description, 'End of the recording');
    await client.disconnect();
    await client.connect(new RecordedTarget(executed({ zeroGrad: false })));
    await client.launch([], ['lossRises']);
    assert.equal((await client.resume()).description, 'End of the recording');
  });
});

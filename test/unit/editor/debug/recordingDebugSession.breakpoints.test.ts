import assert from 'node:assert/strict';
import { executed } from './recordedTarget.ts';
import { path, ScriptedClient } from './scriptedClient.ts';

describe('RecordingDebugSession: with breakpoints', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  beforeEach(() => client.connect());

  it('stops at a line, in each step, in both directions', async () => {
    const [breakpoint] = await client.launch([{ line: 14 }]);
    assert.equal(breakpoint.verified, true);
    const steps = [(await client.evaluate('k')).result];
    for (const go of [client.resume, client.resume, client.reverse, client.reverse]) {
      const { reason, hitBreakpointIds } = await go();
      assert.equal(reason, 'breakpoint');
      assert.deepEqual(hitBreakpointIds, [breakpoint.id]);
      steps.push((await client.evaluate('k')).result);
    }
    assert.deepEqual(steps, ['0', '1', '2', '1', '0']);
  });

  it('moves one from a comment to the next line that was executed', async () => {
    const [breakpoint] = await client.launch([{ line: 13 }]);
    assert.equal(breakpoint.verified, true);
    assert.equal(breakpoint.line, 14);
  });

  it('says of a line that was not executed that it was not', async () => {
    const [breakpoint] = await client.launch([{ line: 18 }]);
    assert.equal(breakpoint.verified, false);
    assert.equal(breakpoint.message, 'This line was not executed in this run.');
    assert.equal(client.stops[0].reason, 'entry');
  });

  it('says so of a file that is not debugged', async () => {
    await client.launch();
    const { body } = await client.adapter.setBreakpointsRequest({
      source: { path: '/lesson/other.py' },
      breakpoints: [{ line: 1 }],
    });
    assert.equal(body.breakpoints[0].verified, false);
    assert.match(body.breakpoints[0].message ?? '', /not the script/);
  });

  it('stops under a condition on recorded names', async () => {
    const { recordings } = executed();
    const losses = recordings[0].losses();
    const limit = ((losses[0] ?? 0) + (losses[1] ?? 0)) / 2;
    await client.launch([{ line: 11, condition: `loss.data < ${limit} and k >= 1` }]);
    assert.equal(client.stops[0].reason, 'breakpoint');
    assert.equal((await client.evaluate('k')).result, '1');
    assert.equal(Number((await client.evaluate('loss.data')).result), losses[1]);
  });

  it('does not take a condition that cannot be evaluated', async () => {
    const [breakpoint] = await client.launch([{ line: 11, condition: 'loss.data >' }]);
    assert.equal(breakpoint.verified, false);
    assert.equal(breakpoint.message, 'The expression is not complete.');
  });

  it('says why a condition never holds that is known nowhere on its line', async () => {
    const said = async (condition: string) => {
      await client.connect();
      const [{ verified, message }] = await client.launch([{ line: 11, condition }]);
      return [verified, message];
    };
    assert.deepEqual(await said('loss > 4'), [
      false,
      'A Value cannot be evaluated with > on a recording; ask for its .data or .grad.',
    ]);
    assert.deepEqual(await said('los.data > 4'), [false, 'Not recorded: los']);
    // Known from the second step on is known.
    assert.deepEqual(await said('k == 1'), [true, 'k == 1']);
  });

  it('goes on without those that have been taken away', async () => {
    await client.launch([{ line: 14 }]);
    await client.adapter.setBreakpointsRequest({ source: { path }, breakpoints: [] });
    assert.equal((await client.resume()).description, 'End of the recording');
  });
});

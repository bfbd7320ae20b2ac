import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { script } from '../../core/tracing/tracedTrainer.ts';
import { executed, uri } from './recordedTarget.ts';
import { ScriptedClient } from './scriptedClient.ts';

describe('RecordingDebugSession: after an edit', () => {
  const client = new ScriptedClient();

  afterEach(() => client.disconnect());

  const longer = script.replace('lr = 0.05\n', 'lr = 0.05\n# slower\n');
  /** The same script, a line longer from line 4 on, with another learning rate. */
  const rerun = () => {
    const { trace, recordings, ...rest } = executed({ learningRate: 0.01 }, longer);
    const lines = trace?.data.lines.map((at) => (at > 3 ? at + 1 : at));
    for (const [k, at] of (lines ?? []).entries()) {
      trace?.data.lines.set([at], k);
    }
    return { trace, recordings: recordings.map(movedDown), ...rest };
  };

  beforeEach(async () => {
    await client.connect();
    client.target.move(8);
    await client.launch([{ line: 14 }, { line: 2 }]);
    client.stops.length = 0;
  });

  it('says that the stack is of the text before', async () => {
    client.target.edit();
    const [remark, frame] = await client.stack();
    assert.equal(remark.name, 'The script has been changed; this is the run before.');
    assert.equal(remark.presentationHint, 'label');
    assert.equal(frame.line, 15);
  });

  it('stops at the same step and place of the new run, with its breakpoints where the text has gone', async () => {
    const changed: DebugProtocol.Breakpoint[] = [];
    client.adapter.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) =>
      changed.push(body.breakpoint),
    );
    // In the middle of the update.
    for (let k = 0; k < 7; k++) {
      await client.next();
    }
    client.target.edit();
    const { reason } = await client.stopping(() => client.target.rerun(rerun()));
    assert.equal(reason, 'restart');
    assert.deepEqual(client.heard.slice(-2), ['continued', 'restart']);
    assert.deepEqual(client.taken, [uri]);
    assert.equal(await client.line(), 17);
    assert.equal((await client.evaluate('k')).result, '1');
    assert.equal((await client.evaluate('lr')).result, '0.01');
    assert.equal(Number((await client.evaluate('p.data')).result), client.stopAt(8).data[3]);
    assert.deepEqual(
      changed.map(({ line: at, verified }) => [at, verified]),
      [
        [15, true],
        [2, true],
      ],
    );
    assert.equal(client.announced, 1);
    assert.equal((await client.resume()).reason, 'breakpoint');
    assert.equal(await client.line(), 15);
  });

  it('tells of its breakpoints once more when the script is saved, and of no other file', async () => {
    const lines: number[] = [];
    client.adapter.on('breakpoint', ({ body }: DebugProtocol.BreakpointEvent) =>
      lines.push(body.breakpoint.line ?? 0),
    );
    client.save('file:///lesson/other.py');
    client.save(uri);
    await client.adapter.threadsRequest();
    assert.deepEqual(lines, [14, 2]);
  });

  it('stays on the run before where the new text fails, and says why', async () => {
    const said = client.adapter.waitForEvent('output');
    const problem = {
      title: 'NameError: name ‘lrr’ is not defined',
      explanation: '',
      file: 'day5.py',
      line: 16,
    };
    client.target.edit();
    client.target.edit('failed', problem);
    const { body }: DebugProtocol.OutputEvent = (await said) as DebugProtocol.OutputEvent;
    assert.match(body.output, /fails, so this is the run before: NameError/);
    assert.match((await client.stack())[0].name, /NameError/);
    assert.equal((await client.evaluate('k')).result, '1');
    assert.equal(client.stops.length, 0);
    assert.deepEqual(client.taken, []);
  });
});

/** A run whose lines have moved down by one from line 4 on. */
function movedDown(recording: ReturnType<typeof executed>['recordings'][number]) {
  for (const stop of recording.stops) {
    Object.assign(stop, { line: (stop.line ?? 0) + 1 });
  }
  return recording;
}

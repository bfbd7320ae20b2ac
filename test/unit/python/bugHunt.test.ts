import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRuntime, printedLosses, runText } from './runScript.ts';

const script = readFileSync('media/lesson/bug_hunt.py', 'utf8');

/** The script as a learner repairs it: with zeroing before the backward pass. */
const repaired = script.replace(
  /^( *)loss\.backward\(\)$/m,
  '$1for p in model.parameters():\n$1    p.grad = 0.0\n$&',
);

/** Runs it in the learner's engine, as digits of a run like this are those of the engine. */
describe('bug_hunt.py', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const run = async (text: string) => {
    const ran = await runText(runtime, text);
    assert.deepEqual(ran.end, { kind: 'finished' });
    assert.equal(ran.recordings.length, 1);
    const [recording] = ran.recordings;
    assert.equal(recording.steps, 200);
    assert.equal(recording.info.seed, 2327);
    return { ran, recording, losses: recording.losses().map((loss) => loss ?? Number.NaN) };
  };

  it('wins at first, and loses in the end', async () => {
    const { losses } = await run(script);
    assert.equal(losses[19].toFixed(4), '0.0000');
    assert.ok(losses[135] < 0.5, `${losses[135]}`);
    assert.ok(losses[136] > 1, `${losses[136]}`);
    assert.ok(losses.slice(136).every((loss) => loss > 1));
    assert.equal(losses[199].toFixed(2), '4.00');
  });

  it('is a sound loop once the gradients are zeroed', async () => {
    assert.notEqual(repaired, script);
    const { losses } = await run(repaired);
    assert.equal(losses[19].toFixed(4), '0.0495');
    assert.equal(losses[199].toFixed(4), '0.0030');
    assert.ok(losses.every((loss, k) => k === 0 || loss < losses[k - 1]));
  });

  it('prints the loss of each step, as the reference does', async () => {
    const { ran, losses } = await run(script);
    const steps = ran.printed.split('\n').filter((line) => /^step \d+: loss = /.test(line));
    assert.equal(steps.length, 200);
    assert.deepEqual(
      printedLosses({ ...ran, printed: steps.join('\n') }),
      losses.map((loss) => Number(loss.toFixed(4))),
    );
  });

  it('has one fault, and no word about it', async () => {
    const { recording } = await run(script);
    assert.ok(recording.stops.every(({ phases }) => !phases.includes('zeroGrad')));
    assert.doesNotMatch(script, /zero|reset|accumulat|clear/i);
  });
});

import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { ScriptError } from '../../../src/protocol/python.ts';
import { LiveScript, type LiveSettings } from '../../../src/session/liveScript.ts';
import type { ScriptSource } from '../../../src/session/scriptSource.ts';
import { growth, ManualClock, ScriptedRunner, trained } from './scriptedRunner.ts';

const mistake: ScriptError = {
  name: 'NameError',
  message: "name 'los' is not defined",
  file: 'day5.py',
  line: 3,
  column: 1,
  endLine: 3,
  endColumn: 4,
  traceback: 'Traceback (most recent call last):\n…',
};

function source(text: string, uri = 'file:///day5.py'): ScriptSource {
  return { uri, file: 'day5.py', text, siblings: async () => ({ 'helper.py': 'x = 1' }) };
}

function make(settings: Partial<LiveSettings> = {}) {
  const runner = new ScriptedRunner();
  const clock = new ManualClock();
  const printed: (string | null)[] = [];
  const trust = { given: true };
  let seed = 0;
  const script = new LiveScript(runner, {
    settings: () => ({ enabled: true, delay: 300, ...settings }),
    allowed: () => trust.given,
    onChange: () => undefined,
    onPrint: (text) => printed.push(text),
    clock,
    drawSeed: () => ++seed,
  });
  const texts = () => runner.requests.map(({ text }) => text);
  /** Lets what has been promised happen. */
  const settle = () => setImmediate();
  /** Runs a text to its end. */
  const runToEnd = async (text: string, recording = trained()) => {
    const ended = script.run(source(text), 'asked');
    await settle();
    runner.grow([growth(recording)]);
    runner.end({ kind: 'finished' });
    await ended;
  };
  return { script, runner, clock, printed, trust, texts, settle, runToEnd };
}

describe('LiveScript', () => {
  it('runs an edited text after the pause in typing, and then only the newest', async () => {
    const { script, clock, texts, settle } = make();
    script.edited(source('a'));
    clock.pass(200);
    script.edited(source('ab'));
    clock.pass(299);
    await settle();
    assert.deepEqual([texts(), script.state], [[], 'waiting']);
    clock.pass(1);
    await settle();
    assert.deepEqual([texts(), script.state], [['ab'], 'running']);
  });

  it('gives every run the files beside it, and a seed of its own', async () => {
    const { runner, runToEnd } = make();
    await runToEnd('a');
    await runToEnd('a');
    assert.deepEqual(
      runner.requests.map(({ seed }) => seed),
      [1, 2],
    );
    assert.deepEqual(runner.requests[0].siblings, { 'helper.py': 'x = 1' });
  });

  describe('startTracing', () => {
    it('repeats what is shown, with its seed', async () => {
      const { script, runner, settle, runToEnd } = make();
      await runToEnd('a');
      void script.startTracing();
      await settle();
      const [, again] = runner.requests;
      assert.deepEqual([again.text, again.seed, again.trace], ['a', 1, true]);
      runner.end({ kind: 'finished' });
      await settle();
      assert.equal(script.shown?.cause, 'traced');
    });

    it('leaves a script that is still under way what it is: opened, for the learner to discover', async () => {
      const { script, runner, settle } = make();
      void script.run(source('a'), 'opened');
      await settle();
      void script.startTracing();
      await settle();
      runner.grow([growth(trained())]);
      runner.end({ kind: 'finished' });
      await settle();
      assert.deepEqual(
        [script.shown?.cause, script.shown?.seed, script.shown?.isTraced],
        ['opened', 1, true],
      );
    });
  });

  describe('at once', () => {
    it('waits for no pause, also where editing does not run it', async () => {
      for (const enabled of [true, false]) {
        const { script, texts, settle } = make({ enabled });
        script.edited(source('a'), true);
        await settle();
        assert.deepEqual(texts(), ['a']);
      }
    });

    it('lets a short run come to its end and be shown, and then runs only the newest', async () => {
      const { script, runner, texts, settle, runToEnd } = make();
      await runToEnd('0');
      for (const text of ['a', 'b', 'c']) {
        script.edited(source(text), true);
        await settle();
      }
      assert.deepEqual([texts(), script.stale], [['0', 'a'], false]);
      runner.grow([growth(trained(4))]);
      runner.end({ kind: 'finished' });
      await settle();
      assert.deepEqual([texts(), script.shown?.source.text, script.stale], [['0', 'a', 'c'], 'a', false]);
      runner.grow([growth(trained(5))]);
      runner.end({ kind: 'finished' });
      await settle();
      assert.deepEqual(
        [texts(), script.shown?.source.text, script.state],
        [['0', 'a', 'c'], 'c', 'finished'],
      );
    });

    it('shows runs however long a key is held: none is ended by the next press', async () => {
      const { script, runner, clock, texts, settle, runToEnd } = make();
      await runToEnd('0');
      const shown = new Set<string>();
      for (let press = 1; press <= 60; press++) {
        script.edited(source(String(press)), true);
        await settle();
        clock.pass(33);
        if (press % 3 === 0) {
          runner.grow([growth(trained(2))]);
          runner.end({ kind: 'finished' });
          await settle();
        }
        shown.add(script.shown?.source.text ?? '');
      }
      assert.equal(shown.size, 21, [...shown].join(' '));
      assert.ok(texts().length <= 22, 'nothing queues up');
    });

    it('does not wait for a run that takes its time', async () => {
      const { script, runner, clock, texts, settle, runToEnd } = make();
      await runToEnd('0');
      script.edited(source('a'), true);
      await settle();
      script.edited(source('b'), true);
      runner.grow([growth(trained(4), 0, 0, 5)]);
      clock.pass(149);
      await settle();
      assert.deepEqual(texts(), ['0', 'a']);
      clock.pass(1);
      await settle();
      assert.deepEqual([texts(), script.shown?.source.text], [['0', 'a', 'b'], 'a']);
      clock.pass(150);
      script.edited(source('c'), true);
      await settle();
      assert.deepEqual(texts(), ['0', 'a', 'b', 'c']);
    });

    it('gives way to typing, to Stop, and to the text that is shown', async () => {
      for (const end of ['type', 'stop', 'undo']) {
        const { script, runner, texts, settle, runToEnd } = make();
        await runToEnd('0');
        script.edited(source('a'), true);
        await settle();
        script.edited(source('b'), true);
        if (end === 'type') {
          script.edited(source('bc'));
          runner.end({ kind: 'finished' });
        } else if (end === 'stop') {
          script.stop();
        } else {
          script.edited(source('0'), true);
        }
        await settle();
        assert.deepEqual(texts(), ['0', 'a'], end);
        assert.equal(script.stale, end !== 'undo', end);
      }
    });

    it('runs nothing in Restricted Mode', async () => {
      const { script, trust, texts, settle } = make();
      trust.given = false;
      script.edited(source('a'), true);
      await settle();
      assert.deepEqual([texts(), script.state], [[], 'restricted']);
    });
  });

  it('runs nothing by itself where live runs are switched off, but knows that what is shown is old', async () => {
    const { script, clock, texts, runToEnd } = make({ enabled: false });
    await runToEnd('a');
    script.edited(source('b'));
    clock.pass(1000);
    assert.deepEqual([texts(), script.stale], [['a'], true]);
  });

  it('is stale from the first keystroke until the new run is there', async () => {
    const { script, clock, runner, settle, runToEnd } = make();
    await runToEnd('a');
    assert.equal(script.stale, false);
    script.edited(source('b'));
    assert.equal(script.stale, true);
    clock.pass(300);
    await settle();
    runner.grow([growth(trained(2))]);
    assert.equal(script.stale, true, 'a short run is shown when it has ended');
    runner.end({ kind: 'finished' });
    await settle();
    assert.equal(script.stale, false);
    assert.equal(script.shown?.recordings[0].steps, 2);
  });

  it('takes an edit that is undone for what it is: nothing has changed', async () => {
    const { script, clock, texts, settle, runToEnd } = make();
    await runToEnd('a');
    script.edited(source('b'));
    script.edited(source('a'));
    clock.pass(1000);
    await settle();
    assert.deepEqual([texts(), script.stale, script.state], [['a'], false, 'finished']);
  });

  it('ends what an undone edit has started, and forgets its mistakes', async () => {
    const { script, clock, runner, settle, runToEnd } = make();
    await runToEnd('a');
    script.edited(source('b'));
    clock.pass(300);
    await settle();
    script.edited(source('a'));
    await settle();
    assert.deepEqual([runner.state, script.state, script.stale], ['ready', 'finished', false]);

    script.edited(source('c'));
    clock.pass(300);
    await settle();
    runner.end({ kind: 'error', error: mistake });
    await settle();
    assert.equal(script.state, 'failed');
    script.edited(source('a'));
    assert.deepEqual([script.state, script.ended?.end?.kind], ['finished', 'finished']);
  });

  it('goes on with a run when its text is edited and restored meanwhile', async () => {
    const { script, clock, texts, settle } = make();
    void script.run(source('a'), 'asked');
    await settle();
    script.edited(source('b'));
    script.edited(source('a'));
    clock.pass(1000);
    await settle();
    assert.deepEqual([texts(), script.state], [['a'], 'running']);
  });

  it('shows a long run while it grows', async () => {
    const { script, clock, runner, settle, runToEnd } = make();
    await runToEnd('a');
    void script.run(source('b'), 'asked');
    await settle();
    const recording = trained(4);
    runner.grow([growth(recording, 0, 0, 5)]);
    assert.deepEqual([script.shown?.recordings[0].steps, script.isBusy], [3, false]);
    clock.pass(150);
    assert.deepEqual([script.shown?.recordings[0].steps, script.isBusy, script.stale], [1, true, false]);
    runner.grow([growth(recording, 0, 5, 20)]);
    assert.equal(script.shown?.recordings[0].steps, 4);
    runner.end({ kind: 'finished' });
    await settle();
    assert.equal(script.isBusy, false);
  });

  it('does not take the time in which Python loads for the script’s', async () => {
    const { script, clock, runner, settle } = make();
    runner.set('starting');
    void script.run(source('a'), 'opened');
    await settle();
    clock.pass(5000);
    assert.deepEqual([script.state, script.isBusy], ['waiting', false]);
    runner.set('running');
    clock.pass(149);
    assert.deepEqual([script.state, script.isBusy], ['running', false]);
    clock.pass(1);
    assert.equal(script.isBusy, true);
  });

  it('keeps the last good run when the new one fails, also when some of that has been shown', async () => {
    const { script, clock, runner, settle, runToEnd, printed } = make();
    await runToEnd('a');
    const good = script.shown;
    void script.run(source('b'), 'asked');
    await settle();
    runner.grow([growth(trained(4), 0, 0, 5)]);
    clock.pass(150);
    assert.notEqual(script.shown, good);
    runner.end({ kind: 'error', error: mistake });
    await settle();
    assert.equal(script.shown, good);
    assert.deepEqual([script.state, script.stale], ['failed', true]);
    assert.equal(printed.at(-1), mistake.traceback);
  });

  it('shows what a script did before it failed where there is nothing better', async () => {
    const { script, runner, settle } = make();
    void script.run(source('a'), 'opened');
    await settle();
    runner.grow([growth(trained(4), 0, 0, 5)]);
    runner.end({ kind: 'error', error: mistake });
    await settle();
    assert.equal(script.shown?.recordings[0].steps, 1);
  });

  it('shows what a script has trained until it was stopped, and nothing that trained nothing', async () => {
    const { script, runner, settle, runToEnd } = make();
    await runToEnd('a');
    void script.run(source('b'), 'asked');
    await settle();
    script.stop();
    await settle();
    assert.deepEqual([script.state, script.stale], ['stopped', true]);
    void script.run(source('c'), 'asked');
    await settle();
    runner.grow([growth(trained(4), 0, 0, 5)]);
    runner.end({ kind: 'stopped', reason: 'time', line: 9 });
    await settle();
    assert.deepEqual([script.state, script.stale, script.shown?.recordings[0].steps], ['failed', false, 1]);
  });

  it('has no run where a script has finished without training anything', async () => {
    const { script, runner, settle, runToEnd } = make();
    await runToEnd('a');
    void script.run(source('print(1)'), 'asked');
    await settle();
    runner.grow([], '1\n');
    runner.end({ kind: 'finished' });
    await settle();
    assert.deepEqual([script.state, script.stale, script.shown?.recordings], ['finished', false, []]);
  });

  it('passes on what is printed, run by run', async () => {
    const { script, runner, settle, printed } = make();
    for (const text of ['a', 'b']) {
      void script.run(source(text), 'asked');
      await settle();
      runner.grow([], `${text}\n`);
    }
    assert.deepEqual(printed, [null, 'a\n', null, 'b\n']);
  });

  it('refuses to run anything that is not allowed, and remembers the newest text', async () => {
    const { script, clock, texts, trust, settle } = make();
    trust.given = false;
    await script.run(source('a'), 'asked');
    script.edited(source('b'));
    clock.pass(1000);
    await settle();
    assert.deepEqual([texts(), script.state, script.source?.text], [[], 'restricted', 'b']);
  });

  it('drops a run whose text has been replaced before its files were read', async () => {
    const { script, texts, settle } = make();
    void script.run(source('a'), 'asked');
    void script.run(source('b'), 'asked');
    await settle();
    assert.deepEqual(texts(), ['b']);
  });
});

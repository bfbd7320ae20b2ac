import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { TraceData } from '../../../src/core/tracing/trace.ts';
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
    const { script, runner, clock, texts, settle } = make();
    script.edited(source('a'));
    clock.pass(100);
    script.edited(source('ab'));
    clock.pass(149);
    await settle();
    assert.deepEqual([texts(), script.state], [[], 'waiting']);
    clock.pass(151);
    await settle();
    assert.deepEqual([texts(), script.state], [['ab'], 'running']);
    runner.end({ kind: 'finished' });
    await settle();
    assert.equal(script.state, 'finished');
  });

  describe('within the pause in typing', () => {
    it('begins a run that nobody sees, and shows it when the pause ends', async () => {
      const { script, runner, clock, printed, texts, settle } = make();
      const recording = trained();
      script.edited(source('a'));
      clock.pass(150);
      await settle();
      assert.deepEqual(texts(), ['a']);
      runner.grow([growth(recording)], 'step 0\n');
      runner.end({ kind: 'finished' });
      await settle();
      assert.deepEqual([script.state, script.shown, printed], ['waiting', null, []]);
      clock.pass(150);
      assert.equal(script.state, 'finished');
      assert.deepEqual(script.shown?.recordings[0].losses(), recording.losses());
      assert.deepEqual(printed, [null, 'step 0\n']);
      assert.deepEqual(texts(), ['a'], 'it has run once');
    });

    it('goes on with one that takes its time, which begins when the pause ends', async () => {
      const { script, runner, clock, printed, settle } = make();
      const recording = trained();
      script.edited(source('a'));
      clock.pass(150);
      await settle();
      runner.grow([growth(recording, 0, 0, 5)], 'one\n');
      clock.pass(150);
      assert.deepEqual([script.state, script.isBusy, script.shown], ['running', false, null]);
      runner.grow([], 'two\n');
      clock.pass(150);
      assert.equal(script.isBusy, true);
      assert.equal(script.shown?.recordings[0].stops.length, 5);
      assert.deepEqual(printed, [null, 'one\n', 'two\n']);
    });

    it('ends it at the next key, and says nothing of it', async () => {
      const { script, runner, clock, printed, texts, settle } = make();
      script.edited(source('a'));
      clock.pass(200);
      await settle();
      runner.grow([growth(trained())], 'a\n');
      script.edited(source('ab'));
      await settle();
      assert.deepEqual([script.state, script.ended, runner.state], ['waiting', null, 'ready']);
      clock.pass(300);
      await settle();
      assert.deepEqual([texts(), printed], [['a', 'ab'], [null]]);
    });

    it('tells of its mistake when the pause ends', async () => {
      const { script, runner, clock, settle } = make();
      script.edited(source('los'));
      clock.pass(150);
      await settle();
      runner.end({ kind: 'error', error: mistake });
      await settle();
      assert.equal(script.state, 'waiting');
      clock.pass(150);
      assert.deepEqual([script.state, script.ended?.end?.kind], ['failed', 'error']);
    });

    it('makes way for Run, for Stop, and for an edit that is taken back', async () => {
      const { script, runner, clock, texts, settle, runToEnd } = make();
      await runToEnd('a');
      script.edited(source('ab'));
      clock.pass(200);
      await settle();
      script.edited(source('a'));
      clock.pass(300);
      await settle();
      assert.deepEqual([texts(), script.state, script.stale], [['a', 'ab'], 'finished', false]);
      script.edited(source('abc'));
      clock.pass(200);
      await settle();
      script.stop();
      clock.pass(300);
      await settle();
      assert.deepEqual([texts(), script.stale, runner.state], [['a', 'ab', 'abc'], true, 'ready']);
    });
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

  describe('startTracing', () => {
    const nothing: TraceData = {
      lines: Uint32Array.of(1),
      callOf: Uint32Array.of(0),
      calls: [{ name: '<module>', parent: -1, event: -1 }],
      given: [],
      writes: [],
      changes: [],
      isWhole: true,
    };

    it('repeats the run that is shown with its seed, and does not call it old meanwhile', async () => {
      const { script, runner, clock, settle, runToEnd } = make();
      await runToEnd('a');
      await runToEnd('b');
      const before = script.shown;
      const started = script.startTracing();
      await settle();
      clock.pass(1000);
      runner.grow([growth(trained())]);
      assert.deepEqual([script.shown, script.stale, script.isBusy], [before, false, true]);
      runner.traced(nothing);
      runner.end({ kind: 'finished' });
      await started;
      assert.deepEqual(
        runner.requests.map(({ text, seed, trace }) => [text, seed, trace]),
        [
          ['a', 1, false],
          ['b', 2, false],
          ['b', 2, true],
        ],
      );
      assert.deepEqual(
        [script.shown?.trace?.data, script.shown?.cause, script.stale],
        [nothing, 'traced', false],
      );
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

    it('does so once, however often it is asked', async () => {
      const { script, runner, settle, runToEnd } = make();
      await runToEnd('a');
      const first = script.startTracing();
      const second = script.startTracing();
      await settle();
      runner.end({ kind: 'finished' });
      await Promise.all([first, second]);
      await script.startTracing();
      assert.equal(runner.requests.length, 2);
    });

    it('traces what is edited from then on, and what was shown before only if it has a trace', async () => {
      const { script, runner, clock, settle, runToEnd } = make();
      await runToEnd('a');
      void script.startTracing();
      await settle();
      script.edited(source('b'));
      clock.pass(300);
      await settle();
      // Nothing has come of the first: undoing the edit runs it.
      script.edited(source('a'));
      clock.pass(300);
      await settle();
      assert.deepEqual(
        runner.requests.map(({ text, trace }) => [text, trace]),
        [
          ['a', false],
          ['a', true],
          ['b', true],
          ['a', true],
        ],
      );
    });

    it('traces the newest text where that is not the one that is shown', async () => {
      const { script, runner, clock, settle, runToEnd } = make();
      await runToEnd('a');
      script.edited(source('b'));
      const started = script.startTracing();
      await settle();
      clock.pass(1000);
      runner.grow([growth(trained(2))]);
      runner.traced(nothing);
      runner.end({ kind: 'finished' });
      await started;
      assert.deepEqual([script.shown?.source.text, script.shown?.cause], ['b', 'edited']);
      assert.equal(runner.requests.length, 2);
    });

    it('keeps the run that is shown when the traced one comes to no end', async () => {
      const { script, runner, settle, runToEnd } = make();
      await runToEnd('a');
      const before = script.shown;
      const started = script.startTracing();
      await settle();
      runner.end({ kind: 'error', error: mistake });
      await started;
      assert.equal(script.shown, before);
    });

    it('shows a script that failed before it trained anything: that can be looked at line by line', async () => {
      const { script, runner, settle } = make();
      void script.run(source('a'), 'opened');
      await settle();
      runner.end({ kind: 'error', error: mistake });
      await settle();
      const traceOfShown = () => script.shown?.trace?.data;
      assert.equal(script.shown === null, true);
      const started = script.startTracing();
      await settle();
      runner.traced(nothing);
      runner.end({ kind: 'error', error: mistake });
      await started;
      assert.deepEqual(traceOfShown(), nothing);
    });

    it('shows the script that fails, not the good run before it; when it ends, that is shown again', async () => {
      const { script, runner, clock, settle, runToEnd } = make();
      const fail = async () => {
        await settle();
        runner.traced(nothing);
        runner.end({ kind: 'error', error: mistake });
        await settle();
      };
      await runToEnd('a');
      script.edited(source('los'));
      clock.pass(300);
      await fail();
      assert.equal(script.shown?.source.text, 'a');
      const started = script.startTracing();
      await fail();
      await started;
      assert.deepEqual([script.shown?.source.text, script.stale], ['los', false]);
      script.edited(source('loss'));
      clock.pass(300);
      await fail();
      assert.equal(script.shown?.source.text, 'loss');
      script.stopTracing();
      assert.deepEqual([script.shown?.source.text, script.stale], ['a', true]);
    });

    it('shows a text that fails rather than an older run that was not traced, or is no longer', async () => {
      const { script, runner, settle, runToEnd } = make();
      const fail = async (started: Promise<void>) => {
        await settle();
        runner.traced(nothing);
        runner.end({ kind: 'error', error: mistake });
        await started;
      };
      await runToEnd('a');
      script.edited(source('b'));
      await fail(script.startTracing());
      assert.deepEqual([script.shown?.source.text, script.shown?.trace?.data], ['b', nothing]);
      // The next text that runs well is kept while it is traced, and not after that.
      const better = script.run(source('c'), 'edited');
      await settle();
      runner.traced(nothing);
      runner.end({ kind: 'finished' });
      await better;
      await fail(script.run(source('d'), 'edited'));
      assert.deepEqual([script.shown?.source.text, script.stale], ['c', true]);
      script.stopTracing();
      await fail(script.startTracing());
      assert.deepEqual([script.shown?.source.text, script.stale], ['d', false]);
    });

    it('does nothing where nothing may run', async () => {
      const { script, runner, trust, runToEnd } = make();
      await runToEnd('a');
      trust.given = false;
      await script.startTracing();
      assert.equal(runner.requests.length, 1);
    });

    it('ends: what is shown stays without its trace, and later runs have none', async () => {
      const { script, runner, settle, runToEnd } = make();
      await runToEnd('a');
      const started = script.startTracing();
      await settle();
      runner.grow([growth(trained())]);
      runner.traced(nothing);
      runner.end({ kind: 'finished' });
      await started;
      const { shown } = script;
      script.stopTracing();
      assert.deepEqual([script.shown, script.shown?.trace], [shown, null]);
      await runToEnd('b');
      assert.equal(runner.requests.at(-1)?.trace, false);
    });
  });
});

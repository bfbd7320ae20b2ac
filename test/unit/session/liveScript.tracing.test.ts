import assert from 'node:assert/strict';
import type { TraceData } from '../../../src/core/tracing/trace.ts';
import { make, mistake, source } from './liveScripts.ts';
import { growth, trained } from './scriptedRunner.ts';

describe('LiveScript', () => {
  describe('startTracing', () => {
    const nothing: TraceData = {
      lines: Uint32Array.of(1),
      callOf: Uint32Array.of(0),
      calls: [{ name: '<module>', parent: -1, event: -1 }],
      given: [],
      writes: [],
      changes: [],
      isWhole: true,
      shallowFrom: null,
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

import assert from 'node:assert/strict';
import { make, mistake, source } from './liveScripts.ts';
import { growth, trained } from './scriptedRunner.ts';

describe('LiveScript', () => {
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
});

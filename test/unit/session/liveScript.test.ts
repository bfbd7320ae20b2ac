import assert from 'node:assert/strict';
import { make, mistake, source } from './liveScripts.ts';
import { growth, trained } from './scriptedRunner.ts';

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

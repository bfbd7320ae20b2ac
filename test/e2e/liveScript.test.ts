import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { drawnPoints } from './drawnPoints.ts';
import { startWorkbench, type Workbench } from './harness.ts';

/**
 * Suggestions come at a time of their own, and Enter would take one instead of beginning a line. Indentation, too, depends
 * on when the editor has come to know Python: here it is typed.
 */
const settings = {
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
};

/** The keys that lead past a text. */
const right = (text: string) => Array<string>(text.length).fill('ArrowRight');

/** What a test of the lesson beside its script looks at. */
function looking(workbench: () => Workbench, lesson: () => Frame) {
  return {
    status: (text: string | RegExp) => lesson().locator('day5-status').getByText(text).first(),
    readout: (text: string | RegExp) => lesson().locator('day5-readout').getByText(text).first(),
    notice: () => lesson().locator('day5-notice .notice'),
    curve: () => lesson().locator('day5-curve'),
    button: (name: string | RegExp) => lesson().getByRole('button', { name, exact: true }),
    line: (text: string) => workbench().page.locator('.view-line', { hasText: text }).first(),
    statusItem: (text: string | RegExp) =>
      workbench().page.locator('.statusbar-item', { hasText: text }).first(),

    /** Number of problems that the status bar counts. */
    problemCount: (count: number) => workbench().page.locator(`#status\\.problems [aria-label*="${count}"]`),

    /** Resolves when a curve of the loop's text as it stands ends with a loss: the lesson's words for it. */
    curveTo: (loss: string) =>
      lesson()
        .locator('day5-curve')
        .getByRole('img', { name: new RegExp(`^Loss against training step.* to ${loss} at step 19;`) })
        .waitFor(),

    /** Resolves when the editor marks the line with a text as the one the cursor is on. */
    markedLine: (text: string) =>
      workbench().page.waitForFunction((expected) => {
        const marked = [...document.querySelectorAll('.view-overlays .cdr')].find(
          (each) => getComputedStyle(each).borderLeftWidth === '3px',
        );
        const { top } = marked?.getBoundingClientRect() ?? {};
        const lines = [...(marked?.closest('.monaco-editor')?.querySelectorAll('.view-line') ?? [])];
        const line = lines.find((each) => each.getBoundingClientRect().top === top);
        return line?.textContent?.replaceAll('\u00a0', ' ').trim() === expected;
      }, text),
  };
}

/** A learner's path: write the loop, try another learning rate, make the usual mistakes, come back. */
describe('The learner’s own loop', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const { status, readout, notice, curve, button, line, statusItem, problemCount, curveTo, markedLine } =
    looking(
      () => workbench,
      () => lesson,
    );
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await workbench.page.keyboard.press(key);
    }
  };
  const type = (text: string) => workbench.page.keyboard.type(text);
  const typeLines = (lines: readonly string[]) => type(lines.join('\n'));

  before(async () => {
    workbench = await startWorkbench({ width: 1400, height: 900, settings });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('waits for the loop to be written', async () => {
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await button('Write my loop').click();
    await curve().getByText('Nothing has trained yet. Write the loop in day5.py').waitFor();
    await status('day5.py').waitFor();
    await line('pass # an empty loop needs it').waitFor();
    await workbench.screenshot('live-1-empty');
  });

  it('says what is missing while a line is half written', async () => {
    await line('pass # an empty loop needs it').click();
    await press('Home', 'Shift+End');
    await typeLines([
      'ypred = [model(x) for x in xs]',
      '    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))',
      '    for p in model.parameters():',
    ]);
    await notice().getByText('IndentationError').waitFor();
    await workbench.screenshot('live-2-half-written');
  });

  it('draws the curve of the loop that has been typed', async () => {
    await typeLines([
      '',
      '        p.grad = 0.0',
      '    loss.backward()',
      '    for p in model.parameters():',
      '        p.data -= lr * p.grad',
      '    print(f"step {k}: loss = {loss.data:.4f}")',
    ]);
    await curveTo('0\\.0251');
    await notice().waitFor({ state: 'detached' });
    await readout('end of run · 20 steps').waitFor();
    await readout('0.0251').waitFor();
    await status('learning rate 0.05').waitFor();
    assert.equal(await drawnPoints(lesson), 20);
    await workbench.screenshot('live-3-written');
  });

  it('shows another learning rate beside the one before', async () => {
    await line('lr = 0.05').click();
    await press('Home', ...right('lr = 0.'), 'Shift+ArrowRight', 'Shift+ArrowRight');
    await type('1');
    await curveTo('0\\.0078');
    await status('learning rate 0.1').waitFor();
    await readout('0.0078').waitFor();
    await curve().getByText('run before').waitFor();
    await curve()
      .getByRole('img', { name: 'The run before went from 5.0007 at step 0 to 0.0251 at step 19.' })
      .waitFor();
    assert.equal(await drawnPoints(lesson), 20);
    await workbench.screenshot('live-4-learning-rate');
  });

  it('opens the channel for what the script prints', async () => {
    await workbench.runCommand('Day 5: Show Output');
    // Only the channel: what is in it, this VS Code writes through spdlog, a native module that it does not have here.
    await workbench.page
      .locator('.panel .monaco-select-box, .panel select')
      .filter({ hasText: 'Day 5' })
      .first()
      .waitFor();
    await workbench.runCommand('View: Hide Panel');
  });

  it('marks a syntax error and keeps the last good curve, as that of the older text', async () => {
    await line('lr = 0.1').click();
    await press('Home', ...right('lr = '));
    await type('(');
    await notice().getByText('SyntaxError').waitFor();
    await notice().getByRole('button', { name: 'line 28' }).waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await problemCount(1).waitFor();
    await curve().getByText('older text').waitFor();
    await curve().getByRole('img', { name: 'Of the older text.' }).waitFor();
    assert.equal(await drawnPoints(lesson), 0, 'the curve is there without its colour');
    await workbench.screenshot('live-6-syntax-error');
  });

  it('has nothing to complain about once it is mended', async () => {
    await press('Backspace');
    await notice().waitFor({ state: 'detached' });
    await curve().getByText('older text').waitFor({ state: 'detached' });
    await problemCount(1).waitFor({ state: 'hidden' });
    assert.equal(await drawnPoints(lesson), 20);
  });

  it('stops an endless loop', async () => {
    await line('print(f"step').click();
    await press('End', 'Enter');
    await type('    while True: pass');
    await button('Stop').waitFor();
    await status('running…').waitFor();
    await workbench.screenshot('live-7-endless');
    await button('Stop').click();
    await status('stopped').waitFor();
    await notice().getByText('Stopped in line').waitFor();
    // What it had trained by then is its curve, in front of that of the run before.
    await readout('5.0007').waitFor();
    await curve().getByText('run before').waitFor();
    await workbench.screenshot('live-8-stopped');
  });

  it('goes on when the endless loop is gone', async () => {
    await line('while True: pass').click();
    await press('Home', 'Shift+End', 'Backspace');
    await type('# done');
    await curveTo('0\\.0078');
    await notice().waitFor({ state: 'detached' });
    await status('stopped').waitFor({ state: 'detached' });
    assert.equal(await drawnPoints(lesson), 20);
  });

  it('follows the learner’s own lines while they step', async () => {
    await press('Alt+Home');
    await readout('before the first step').waitFor();
    const steps = [
      ['forward', 'ypred = [model(x) for x in xs]'],
      ['loss', 'loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))'],
      ['zero grad', 'p.grad = 0.0'],
      ['backward', 'loss.backward()'],
      ['update', 'p.data -= lr * p.grad'],
    ];
    for (const [phase, text] of steps) {
      await press('Alt+Period');
      await readout(`step 0 of 20 · ${phase}`).waitFor();
      await markedLine(text);
    }
    await statusItem('step 0 · loss 5.0007').waitFor();
    await press('Alt+Shift+Period', 'Alt+Comma');
    await readout('step 1 of 20 · backward').waitFor();
    await markedLine('loss.backward()');
    await workbench.screenshot('live-9-stepped');
  });

  it('has text, place and curve back after a reload of the window', async () => {
    await workbench.reload();
    lesson = await workbench.lessonFrame();
    await line('p.data -= lr * p.grad').waitFor();
    await status('day5.py').waitFor();
    await status('learning rate 0.1').waitFor();
    await readout('step 1 of 20 · backward').waitFor();
    await markedLine('loss.backward()');
    await workbench.screenshot('live-10-reloaded');
    await button('Run to end').click();
    await curveTo('0\\.0078');
    assert.equal(await drawnPoints(lesson), 20);
  });
});

/** Nothing of the learner's runs where the workspace is not trusted; the lesson itself goes on. */
describe('The learner’s own loop in Restricted Mode', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const { status, readout, notice, curve, button, line, curveTo } = looking(
    () => workbench,
    () => lesson,
  );

  before(async () => {
    workbench = await startWorkbench({
      width: 1400,
      height: 900,
      theme: 'Default Light Modern',
      trust: false,
      settings,
    });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('says why nothing of it runs', async () => {
    await workbench.runCommand('Start Day 5');
    lesson = await workbench.lessonFrame();
    await notice().getByText('Restricted Mode: scripts do not run').waitFor();
    await status('the lesson’s own run').waitFor();
    await workbench.screenshot('live-11-restricted');
  });

  it('does not run what is written, nor when asked to', async () => {
    await button('Write my loop').click();
    await line('pass # an empty loop needs it').click();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.type('nonsense(');
    await workbench.page.keyboard.press('Alt+Enter');
    await workbench.notifications().filter({ hasText: 'Restricted Mode' }).waitFor();
    await notice().getByText('Restricted Mode: scripts do not run').waitFor();
    await status('the lesson’s own run').waitFor();
    assert.equal(await workbench.page.locator('.squiggly-error').count(), 0);
    await workbench.screenshot('live-12-restricted-asked');
  });

  it('steps the lesson’s own run', async () => {
    await button('Step phase').click();
    await readout('step 0 of 20 · forward').waitFor();
    await button('Run to end').click();
    await curveTo('0\\.0251');
    await curve().getByRole('img').waitFor();
    assert.equal(await drawnPoints(lesson), 20);
  });
});

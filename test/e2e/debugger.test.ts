import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { startWorkbench, type Workbench } from './harness.ts';

/** What a test of the editor beside the lesson looks at. */
function looking(workbench: () => Workbench, lesson: () => Frame) {
  /** Resolves when a decoration of the whole line stands on the line with a text. */
  const lineDecorated = (code: string, kind: 'debugger' | 'cursor') =>
    workbench().page.waitForFunction(
      ([expected, of]) => {
        const decorated = [...document.querySelectorAll('.view-overlays .cdr')].filter((each) =>
          of === 'debugger'
            ? each.classList.contains('debug-top-stack-frame-line')
            : getComputedStyle(each).borderLeftWidth === '3px',
        );
        return decorated.some((each) => {
          const { top } = each.getBoundingClientRect();
          const lines = [...(each.closest('.monaco-editor')?.querySelectorAll('.view-line') ?? [])];
          const line = lines.find((candidate) => candidate.getBoundingClientRect().top === top);
          return line?.textContent?.replaceAll('\u00a0', ' ').trim() === expected;
        });
      },
      [code, kind] as const,
    );
  return {
    readout: (text: string | RegExp) => lesson().locator('day5-readout').getByText(text).first().waitFor(),
    line: (text: string) => workbench().page.locator('.view-line', { hasText: text }).first(),
    /** Resolves when the debugger stands before the line with a text. */
    stopsAt: (code: string) => lineDecorated(code, 'debugger'),
    /** Resolves when the lesson's cursor is on the line with a text. */
    marked: (code: string) => lineDecorated(code, 'cursor'),
    /** Resolves when a text stands beside the line with another. It is a decoration: text of a style sheet. */
    beside: (code: string, text: string) =>
      workbench().page.waitForFunction(
        ([expectedCode, expected]) =>
          [...document.querySelectorAll('.view-line')].some(
            (line) =>
              line.textContent?.replaceAll('\u00a0', ' ').trim().startsWith(expectedCode) &&
              [...line.querySelectorAll('span')].some(
                (span) =>
                  getComputedStyle(span, '::after')
                    .content.replaceAll('\u00a0', ' ')
                    .replace(/^"|"$/g, '')
                    .trim() === expected,
              ),
          ),
        [code, text] as const,
      ),
    press: async (...keys: string[]) => {
      for (const key of keys) {
        await workbench().page.keyboard.press(key);
      }
    },
  };
}

const forward = 'ypred = [model(x) for x in xs]';
const loss = 'loss = sum((yout - ygt) ** 2';
const parameters = 'for p in model.parameters():';
const zero = 'p.grad = 0.0';
const update = 'p.data -= lr * p.grad';

/** A person debugs the recorded run with the keys that they know. */
describe('The debugger', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const { readout, line, stopsAt, marked, press } = looking(
    () => workbench,
    () => lesson,
  );
  const toolbar = () => workbench.page.locator('.debug-toolbar');
  const tool = (name: RegExp) => toolbar().getByRole('button', { name });
  /** Resolves when the Variables view shows a name with a value that begins like this. */
  const variable = (name: string, value: string) =>
    workbench.page
      .locator('.pane', { hasText: 'Variables' })
      .locator(`.monaco-list-row[aria-label^="${name}, value ${value}"]`)
      .first()
      .waitFor();

  before(async () => {
    workbench = await startWorkbench({ width: 1700, height: 950 });
    lesson = await workbench.watchFinishedLoop();
    await readout('before the first step');
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('starts with F5 in the lesson’s file, before the first line of the first step', async () => {
    await line('for k in range(20):').click();
    await press('F5');
    await toolbar().waitFor();
    await stopsAt(forward);
    await workbench.runCommand('View: Show Run and Debug');
    await workbench.page.locator('.monaco-list-row[aria-label="Scope Locals"]').click();
    await variable('k', '0');
    await variable('lr', '0.05');
    await workbench.screenshot('debugger-1-started');
  });

  it('steps over four lines with F10; the lesson goes along', async () => {
    await line('for k in range(20):').click();
    for (const [code, place] of [
      [loss, 'step 0 of 20 · forward'],
      [parameters, 'step 0 of 20 · loss'],
      [zero, 'step 0 of 20 · loss'],
    ]) {
      await press('F10');
      await stopsAt(code);
      await readout(place);
    }
    await press('F10');
    await stopsAt(parameters);
    await readout('5.0007');
  });

  it('steps back', async () => {
    await tool(/^Step Back/).click();
    await stopsAt(zero);
    await tool(/^Step Back/).click();
    await stopsAt(parameters);
    await tool(/^Step Back/).click();
    await stopsAt(loss);
    await readout('step 0 of 20 · forward');
    await variable('ypred', '[0.6939, 0.6475, ');
    await workbench.screenshot('debugger-2-stepped-back');
  });

  it('continues to a breakpoint on the update line, with the values recorded there', async () => {
    await line(update).click();
    await press('F9');
    await workbench.page.locator('.codicon-debug-breakpoint').first().waitFor();
    await press('F5');
    await stopsAt(update);
    await readout('step 0 of 20 · backward');
    await marked('loss.backward()');
    await variable('k', '0');
    // Of seed 5571: the first loss, and the first weight before it is moved.
    await variable('loss', 'Value(data=5.001, grad=1.0)');
    await variable('p', 'Value(data=-0.01284, grad=2.746)');
    await workbench.screenshot('debugger-3-breakpoint');
  });

  it('follows the scrubber when it rests, and leaves it the focus', async () => {
    const slider = lesson.getByRole('slider', { name: 'Place in the run' });
    // One move: were they several, the debugger might stop between two of them on a slow machine.
    await slider.fill('11');
    await readout('step 2 of 20 · loss');
    await stopsAt(parameters);
    await variable('k', '2');
    await variable('loss', 'Value(data=0.8054');
    await lesson.locator('day5-controls input[type=range]:focus').waitFor();
    // Nobody but the scrubber takes this key so.
    await press('ArrowRight');
    await readout('step 2 of 20 · zero grad');
    await stopsAt(parameters);
    await workbench.screenshot('debugger-4-scrubbed');
  });

  it('ends where the lesson is, which stays there', async () => {
    await tool(/^(Stop|Disconnect)/).click();
    await toolbar().waitFor({ state: 'hidden' });
    await readout('step 2 of 20 · zero grad');
    await marked(zero);
    assert.equal(await workbench.page.locator('.debug-top-stack-frame-line').count(), 0);
  });
});

/** A person reads the run in the editor, and changes a number in place. */
describe('Values in the editor', () => {
  let workbench: Workbench;
  let lesson: Frame;

  const { readout, line, marked, beside, press } = looking(
    () => workbench,
    () => lesson,
  );
  const curveTo = (end: string) =>
    lesson
      .locator('day5-curve')
      .getByRole('img', { name: new RegExp(`^Loss against training step.* to ${end} at step 19;`) })
      .waitFor();

  before(async () => {
    workbench = await startWorkbench({ width: 1700, height: 950 });
    lesson = await workbench.watchFinishedLoop();
    await readout('before the first step');
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    assert.deepEqual(await workbench.problems(), []);
  });

  it('stand beside their lines as the run is stepped', async () => {
    await line('model = MLP').click();
    await beside('for k in range(20):', 'before the first step');
    await press('Alt+Period');
    await beside('for k in range(20):', '⟵ 0   step 0 of 20 · forward');
    await press('Alt+Period');
    await beside('loss = sum', '⟵ 5.0007');
    await press('Alt+Shift+Period', 'Alt+Shift+Period', 'Alt+Shift+Period', 'Alt+Comma');
    await readout('step 2 of 20 · backward');
    await beside('for k in range(20):', '⟵ 2   step 2 of 20 · backward');
    await beside('ypred =', '⟵ [0.48, −0.54, −0.64, 0.55]');
    await beside('loss = sum', '⟵ 0.8054 ▼ 1.2001');
    await beside('p.grad = 0.0', '41 gradients → 0');
    await beside('loss.backward()', '‖grad‖ 3.47 ▼ 1.97');
    await beside('p.data -= lr * p.grad', '‖Δp‖ 0.272');
    await marked('loss.backward()');
    await workbench.screenshot('values-1-stepped');
  });

  it('follow a drag on the curve, with the line that is marked', async () => {
    await press('Alt+End');
    await readout('end of run · 20 steps');
    const box = await lesson.locator('day5-curve .u-over').boundingBox();
    assert.ok(box);
    const at = (step: number) => box.x + ((step + 0.3) / 19.6) * box.width;
    const { mouse } = workbench.page;
    await mouse.move(at(3), box.y + box.height / 2);
    await mouse.down();
    await readout('step 3 of 20 · loss');
    await marked(loss);
    for (const step of [5, 8, 12]) {
      await mouse.move(at(step), box.y + box.height / 2);
      await readout(`step ${step} of 20 · loss`);
      await beside('for k in range(20):', `⟵ ${step}   step ${step} of 20 · loss`);
      await marked(loss);
    }
    await mouse.up();
    await workbench.screenshot('values-2-dragged');
  });

  it('change with the number under the caret while its key is held; one undo takes all of it back', async () => {
    const { keyboard } = workbench.page;
    await line('lr = 0.05').click();
    await keyboard.press('Home');
    await keyboard.down('Alt');
    for (let k = 0; k < 5; k++) {
      // Down again without being up: the key repeats.
      await keyboard.down('PageUp');
    }
    await keyboard.up('PageUp');
    await keyboard.up('Alt');
    await line('lr = 0.1').waitFor();
    await curveTo('0\\.0078');
    await lesson.locator('day5-status').getByText('learning rate 0.1').waitFor();
    await workbench.screenshot('values-3-number');
    await press('Control+z');
    await line('lr = 0.05').waitFor();
    await curveTo('0\\.0251');
  });
});

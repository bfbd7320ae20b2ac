import assert from 'node:assert/strict';
import { phases } from '../../src/core/training/phase.ts';
import { norm } from '../../src/core/training/recording.ts';
import { commands } from '../../src/protocol/ids.ts';
import { formatLoss, formatSize } from '../../src/protocol/numbers.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

describe('day5-loop', () => {
  const loop = component('loop');
  fitsLargeText(loop);
  const run = runs.sound();
  const node = (phase: string) => loop.element.locator(`.node.${phase}`);

  it('lights the phase that the run is in, and names the step', async () => {
    for (const phase of phases) {
      await loop.show(phase);
      const lit = await loop.element.locator('.node.lit').getAttribute('class');
      assert.match(lit ?? '', new RegExp(`\\b${phase}\\b`));
      assert.equal(await loop.element.locator('.k').textContent(), '7');
    }
  });

  it('has what each phase has produced in this step, and nothing of those that are ahead', async () => {
    await loop.show('backward');
    const results = loop.element.locator('.result');
    const { loss, grad } = run.stops[run.find(7, 'backward')];
    const [, lossShown, , gradShown, updateShown] = await results.allTextContents();
    assert.equal(lossShown, formatLoss(loss ?? Number.NaN));
    assert.ok(gradShown.includes(formatSize(norm(grad))), gradShown);
    assert.equal(updateShown, '');
  });

  it('leads to a phase of this step, by pointer, Enter and space', async () => {
    await loop.show('backward');
    await node('loss').click();
    await node('forward').press('Enter');
    await node('update').press(' ');
    assert.deepEqual(
      await loop.intents(),
      (['loss', 'forward', 'update'] as const).map((phase) => ({
        type: 'moveTo',
        position: run.find(7, phase),
      })),
    );
  });

  it('leads nowhere where the phase is not in the step', async () => {
    await loop.show('stale');
    assert.equal(await node('zeroGrad').getAttribute('aria-disabled'), 'true');
    await node('zeroGrad').press('Enter');
    assert.deepEqual(await loop.intents(), []);
  });

  it('has the squares that the loss adds up, and their sum', async () => {
    await loop.show('loss');
    const stop = run.stops[run.find(7, 'loss')];
    const squares = run.info.targets.map((target, k) => (target - (stop.predictions?.[k] ?? 0)) ** 2);
    const values = await loop.element.locator('dd').allInnerTexts();
    assert.deepEqual(values, [...squares, stop.loss ?? Number.NaN].map(formatLoss));
  });

  it('offers the finished loop where nothing has trained', async () => {
    await loop.show('empty');
    await loop.element.getByText(lessonStrings['numbers.empty']).waitFor();
    await loop.element.getByRole('button', { name: lessonStrings['numbers.watch'] }).press('Enter');
    assert.deepEqual(await loop.intents(), [{ type: 'run', command: commands.openReference }]);
  });

  it('says that it has not begun', async () => {
    await loop.show('beginning');
    await loop.element.getByText(lessonStrings['numbers.none']).waitFor();
  });
});

import assert from 'node:assert/strict';
import { specimenAt, sum } from '../../src/core/lesson/loupe.ts';
import { formatTerms } from '../../src/protocol/digits.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import type { RunElement } from '../../webview/runElement.ts';
import { component } from './component.ts';
import { runs } from './runs.ts';

describe('day5-loupe', () => {
  const loupe = component('loupe');
  const run = runs.sound();
  const specimen = specimenAt(run, run.find(7, 'forward'));
  assert.ok(typeof specimen === 'object');

  /** A sentence about step 7, from behind the number that it begins with. */
  const without = (key: 'loupe.deposited' | 'loupe.toCome') =>
    lessonStrings[key].replace('{0}', '').replace('{1}', '7');

  it('lists the paths to a parameter, with products that add up to its gradient', async () => {
    await loupe.show('backward');
    const { paths } = specimen.samples[0].between(0, 'neurons');
    const products = paths.map(({ product }) => product);
    const numbers = await loupe.element.locator('.paths .number').allInnerTexts();
    assert.deepEqual(numbers, formatTerms([...products, sum(products)], 4));
    assert.ok(Math.abs(sum(products) - specimen.samples[0].gradOf(0)) < 1e-12);
  });

  it('says that what it adds up is what the run has deposited, once it has', async () => {
    await loupe.show('backward');
    await loupe.element.getByText(without('loupe.deposited')).waitFor();
    await loupe.show('loss');
    await loupe.element.getByText(without('loupe.toCome')).waitFor();
  });

  it('asks for another parameter and another sample', async () => {
    await loupe.show('backward');
    await loupe.element.locator('select').selectOption({ index: 40 });
    await loupe.element.getByRole('radio').nth(2).check();
    assert.deepEqual(
      (await loupe.happened('day5-chosen')).map(({ chosen }) => chosen),
      [{ parameter: 40 }, { sample: 2 }],
    );
  });

  it('comes closer by key, and brings the path that is chosen into sight', async () => {
    await loupe.show('backward', { width: 340 });
    const box = loupe.element.getByRole('region', { name: lessonStrings['loupe.box'] });
    const outside = () => box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.equal(await outside(), 0);
    await box.focus();
    for (let k = 0; k < 8; k++) {
      await box.press('+');
    }
    await loupe.page.waitForFunction(
      (box) => box && box.scrollWidth > 2 * box.clientWidth,
      await box.elementHandle(),
    );
    const paths = loupe.element.locator('.paths').getByRole('radio');
    for (const path of [paths.last(), paths.first()]) {
      await path.check();
      // The middle of what is lit is in the box.
      await loupe.page.waitForFunction(
        (box) => {
          const { left, right } = box!.getBoundingClientRect();
          const lit = [...box!.querySelectorAll('.way.lit')].map((way) => way.getBoundingClientRect());
          const middle =
            (Math.min(...lit.map((each) => each.left)) + Math.max(...lit.map((each) => each.right))) / 2;
          return lit.length > 0 && middle >= left && middle <= right;
        },
        await box.elementHandle(),
      );
    }
    await box.press('0');
    await loupe.page.waitForFunction(
      (box) => box?.scrollWidth === box?.clientWidth,
      await box.elementHandle(),
    );
  });

  it('says why it has nothing to show', async () => {
    await loupe.show('beginning');
    await loupe.element.getByText(lessonStrings['loupe.waiting']).waitFor();
    assert.equal(await loupe.element.locator('svg').count(), 0);
  });

  it('keeps its room when the run begins anew, and shows nothing in it', async () => {
    await loupe.show('backward');
    const heights = await loupe.element.evaluate(async (element) => {
      const exhibit = element as RunElement;
      const height = async () => {
        await exhibit.updateComplete;
        await new Promise(requestAnimationFrame);
        return exhibit.offsetHeight;
      };
      const before = await height();
      exhibit.view = { ...exhibit.view, position: -1 };
      return [before, await height()];
    });
    assert.equal(heights[1], heights[0]);
    await loupe.element.getByText(lessonStrings['loupe.waiting']).waitFor();
    assert.equal(await loupe.element.locator('svg').isVisible(), false);
    assert.equal(await loupe.element.getByRole('radio').count(), 0);
  });
});

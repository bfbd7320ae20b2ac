import assert from 'node:assert/strict';
import { buggyRun } from '../../src/core/lesson/huntLoop.ts';
import { depositsAt } from '../../src/core/training/deposits.ts';
import type { Recording } from '../../src/core/training/recording.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { stackInWords } from '../../webview/depositWords.ts';
import { component } from './component.ts';
import { execute } from './scripts.ts';

describe('day5-before-after', () => {
  const stacks = component('beforeAfter');
  const picture = () => stacks.element.locator('.pair');
  // As it is written, not as its first letter is drawn.
  const said = () => stacks.element.locator('.says p').allTextContents();
  const wordsOf = (run: Recording, step: number, parameter: number) =>
    stackInWords(depositsAt(run, run.find(step, 'backward')), parameter, lessonStrings);
  const chosen = () =>
    stacks.element.locator('select').evaluate((select) => (select as HTMLSelectElement).selectedIndex);
  const allOwn = (step: number) => format(lessonStrings.huntAllOwn, 41, step);

  it('says what one gradient consisted of, and what it consists of now', async () => {
    await stacks.show('repaired');
    const { recordings } = (await execute('huntRepaired')).execution;
    assert.deepEqual(await said(), [
      `${lessonStrings.huntBefore}: ${wordsOf(buggyRun(), 5, await chosen())}`,
      `${lessonStrings.huntAfter}: ${wordsOf(recordings[0], 5, await chosen())}`,
      allOwn(5),
    ]);
    assert.match((await said())[0], /6 layers/);
    assert.match((await said())[1], /One layer, of step 5/);
    const label = (await picture().getAttribute('aria-label')) ?? '';
    assert.ok(
      (await said()).slice(0, 2).every((each) => label.includes(each)),
      label,
    );
  });

  it('does not say of a repair that is none that it is one', async () => {
    for (const state of ['unchanged', 'once', 'untrained']) {
      await stacks.show(state);
      assert.equal(await stacks.element.getByText(allOwn(5)).count(), 0, state);
      assert.equal((await said()).length, 2, state);
    }
  });

  it('looks at the step that was asked about until the cursor is moved, and then where it is', async () => {
    await stacks.show('left');
    await stacks.element.getByText(allOwn(5)).waitFor();
    const { recordings } = (await execute('huntRepaired')).execution;
    const moveTo = (position: number) =>
      stacks.element.evaluate((element, position) => {
        const shown = element as unknown as { view: object };
        shown.view = { ...shown.view, position };
      }, position);
    await moveTo(recordings[0].find(12, 'backward'));
    await stacks.element.getByText(allOwn(12)).waitFor();
    await moveTo(recordings[0].stops.length - 1);
    await stacks.element.getByText(allOwn(199)).waitFor();
  });

  it('says of a stack that it is too thin to see beside the other', async () => {
    await stacks.show('thin');
    const [before, after] = await said();
    assert.ok(after.endsWith(lessonStrings.stackThin), after);
    assert.ok(!before.includes(lessonStrings.stackThin), before);
    await stacks.show('repaired');
    assert.ok((await said()).every((each) => !each.includes(lessonStrings.stackThin)));
  });

  it('draws both to one scale: another repair is another picture', async () => {
    await stacks.show('unchanged');
    const unchanged = await picture().screenshot();
    await stacks.show('repaired');
    assert.notDeepEqual(await picture().screenshot(), unchanged);
  });

  it('takes another parameter for both, from the list or where it is pressed', async () => {
    await stacks.show('repaired', { width: 900 });
    await stacks.element.locator('select').selectOption({ index: 3 });
    const { recordings } = (await execute('huntRepaired')).execution;
    await stacks.element.getByText(wordsOf(recordings[0], 5, 3)).waitFor();
    await stacks.element
      .locator('.all canvas')
      .last()
      .click({ position: { x: 4, y: 30 } });
    await stacks.element.getByText(wordsOf(recordings[0], 5, 0)).waitFor();
    assert.equal(await chosen(), 0);
  });
});

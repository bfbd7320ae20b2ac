import assert from 'node:assert/strict';
import { deliverables } from '../../src/core/lesson/deliverables.ts';
import { doneOf } from '../../src/core/lesson/progress.ts';
import { commands } from '../../src/protocol/ids.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { progresses } from './progresses.ts';

describe('day5-header', () => {
  const header = component('header');
  fitsLargeText(header);

  it('says how much is done, and leads to the checklist', async () => {
    for (const state of ['tried', 'whole'] as const) {
      const done = doneOf(await progresses[state]()).length;
      await header.show(state);
      assert.equal(await header.element.locator('.bar .done').count(), done);
      await header.element
        .getByRole('button', { name: format(lessonStrings.progressLabel, done, deliverables.length) })
        .press('Enter');
      assert.deepEqual(await header.happened('day5-show'), [{ type: 'day5-show', section: 'deliverables' }]);
    }
    assert.equal(await header.element.locator('.bar .done').count(), deliverables.length);
  });

  it('opens the learner’s file, or the finished loop', async () => {
    await header.show('untouched');
    await header.element.getByRole('button', { name: lessonStrings.beginWrite }).click();
    await header.element.getByRole('button', { name: lessonStrings.beginWatch }).press('Enter');
    assert.deepEqual(
      await header.intents(),
      [commands.openDay5, commands.openReference].map((command) => ({ type: 'run', command })),
    );
  });

  it('is as large as the text of the editor, and no smaller than the window’s', async () => {
    await header.show('untouched');
    const sizeWith = (editor: string) =>
      header.element.evaluate((element, size) => {
        document.documentElement.style.setProperty('--vscode-editor-font-size', size);
        return getComputedStyle(element).fontSize;
      }, editor);
    assert.deepEqual(
      [await sizeWith('20px'), await sizeWith('14px'), await sizeWith('9px')],
      ['19px', '13px', '13px'],
    );
  });
});

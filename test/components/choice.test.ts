import assert from 'node:assert/strict';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';

describe('day5-choice', () => {
  const choice = component('choice');
  const radio = (name: string) => choice.element.getByRole('radio', { name });
  const chosen = async () => (await choice.happened('day5-choice')).map(({ value }) => value);

  it('is a group of radio buttons, one of them checked', async () => {
    await choice.show('second');
    await choice.element.getByRole('group', { name: lessonStrings.scale }).waitFor();
    assert.deepEqual(
      [await radio(lessonStrings.linear).isChecked(), await radio(lessonStrings.log).isChecked()],
      [false, true],
    );
  });

  it('says what is chosen, by pointer and by the arrow keys', async () => {
    await choice.show('first');
    await choice.element.getByText(lessonStrings.log).click();
    await choice.page.keyboard.press('ArrowLeft');
    assert.deepEqual(await chosen(), [true, false]);
  });
});

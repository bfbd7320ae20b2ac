import assert from 'node:assert/strict';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { execute } from './scripts.ts';

describe('day5-notice', () => {
  const notice = component('notice');
  const spoken = () => notice.text(notice.element.getByRole('status'));

  it('says what Python said, in its own language, and leads to the line', async () => {
    for (const state of ['nameError', 'syntaxError'] as const) {
      const { end } = (await execute(state)).execution;
      assert.ok(end?.kind === 'error');
      const { name, message, line } = end.error;
      await notice.show(state);
      const title = notice.element.locator('strong[lang=en]');
      assert.equal(await notice.text(title), `${name}: ${message}`);
      assert.ok((await spoken()).includes(message));
      await notice.element
        .getByRole('button', { name: format(lessonStrings.problemLine, line ?? 0) })
        .press('Enter');
      assert.deepEqual(await notice.intents(), [{ type: 'goToProblem' }]);
    }
  });

  it('tells what was stopped from what is wrong, and says so in Restricted Mode', async () => {
    await notice.show('stopped');
    assert.equal(await notice.element.locator('.notice.stopped').count(), 1);
    await notice.show('restricted');
    assert.ok((await spoken()).startsWith(lessonStrings.restrictedTitle));
    assert.equal(await notice.element.getByRole('button').count(), 0);
  });

  it('is silent if all is well', async () => {
    await notice.show('well');
    assert.equal(await spoken(), '');
  });
});

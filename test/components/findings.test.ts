import assert from 'node:assert/strict';
import { findingTitles } from '../../src/protocol/findingTitles.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { execute } from './scripts.ts';

describe('day5-findings', () => {
  const findings = component('findings');

  it('says what is wrong, with the way to its line and to the section', async () => {
    const [stale] = (await execute('stale')).attempt.findings;
    await findings.show('error');
    const card = findings.element.getByRole('status').locator('article');
    await card.getByText(findingTitles['stale-gradients'], { exact: true }).waitFor();
    const place = format(lessonStrings.findingPlace, stale.line ?? 0, stale.step);
    await card.getByRole('button', { name: place }).press('Enter');
    await card.getByRole('button', { name: lessonStrings.findingRead }).click();
    assert.deepEqual(await findings.happened(), [
      { type: 'day5-intent', intent: { type: 'showFinding', finding: 0 } },
      { type: 'day5-show', section: 'zeroGrad' },
    ]);
  });

  it('folds the note on a sound run away, and does not speak it', async () => {
    await findings.show('note');
    const note = findings.element.locator('article.note');
    assert.equal(await note.isVisible(), false);
    assert.equal(await findings.text(findings.element.getByRole('status')), '');
    await findings.element.getByText(lessonStrings.findingNote).click();
    await note.getByText(findingTitles.converging, { exact: true }).waitFor();
  });

  it('has nothing to say of nothing', async () => {
    await findings.show('nothing');
    assert.equal(await findings.element.locator('article').count(), 0);
  });
});

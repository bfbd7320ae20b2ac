import assert from 'node:assert/strict';
import { huntStages, stageOf } from '../../src/core/lesson/hunt.ts';
import { soundLosses } from '../../src/core/lesson/huntLoop.ts';
import { markInWords, predictionInWords, repairInWords } from '../../src/protocol/huntSentences.ts';
import { commands } from '../../src/protocol/ids.ts';
import { format, lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';
import { hunts } from './hunts.ts';
import { runs } from './runs.ts';
import { execute } from './scripts.ts';

describe('day5-hunt', () => {
  const hunt = component('hunt');
  const learner = (event: object) => ({ type: 'learner', event: { type: 'hunt', event } });

  it('opens one step after the other: what is done stays, what is ahead tells nothing', async () => {
    for (const [state, reached] of Object.entries(hunts)) {
      await hunt.show(state);
      const now = huntStages.indexOf(stageOf(await reached()));
      const classes = await hunt.element
        .locator('ol > li')
        .evaluateAll((steps) => steps.map((step) => step.className));
      const expected = classes.map((_, k) => (k < now ? 'done' : k === now ? 'open' : 'ahead'));
      assert.deepEqual(classes, expected, state);
      assert.equal(await hunt.element.locator('li.ahead .step > :not(h4)').count(), 0);
      assert.equal(await hunt.element.locator('.caught').count(), state === 'caught' ? 1 : 0);
    }
  });

  it('takes predictions until the script has run, and shows no curve before', async () => {
    await hunt.show('untouched');
    assert.equal(await hunt.element.locator('day5-pair-curve').count(), 0);
    await hunt.element.getByRole('radio', { name: lessonStrings['huntLoop.buggy'] }).first().check();
    await hunt.element.getByRole('radio', { name: lessonStrings['huntLoop.sound'] }).last().check();
    assert.deepEqual(await hunt.intents(), [
      learner({ type: 'predict', time: 'early', loop: 'buggy' }),
      learner({ type: 'predict', time: 'late', loop: 'sound' }),
    ]);
    await hunt.show('watched');
    assert.equal(await hunt.element.locator('li').first().getByRole('radio').first().isDisabled(), true);
  });

  it('runs the script when both are there', async () => {
    await hunt.show('predicted');
    await hunt.element
      .getByRole('button', { name: format(lessonStrings.huntOpenRun, 'bug_hunt.py') })
      .click();
    assert.deepEqual(await hunt.intents(), [{ type: 'run', command: commands.openHunt }]);
  });

  it('holds what was expected against what was recorded', async () => {
    await hunt.show('watched');
    const buggy = runs.hunt().losses();
    for (const [k, step] of [19, 199].entries()) {
      const losses = { sound: soundLosses()[step], buggy: buggy[step] ?? Number.NaN };
      assert.equal(
        await hunt.text(hunt.element.locator('.said').nth(k)),
        predictionInWords('sound', step, losses, lessonStrings),
      );
    }
  });

  it('says why a script that fails shows nothing, and leads to its line', async () => {
    await hunt.show('failing');
    const { end } = (await execute('syntaxError')).execution;
    assert.ok(end?.kind === 'error' && end.error.line);
    const { name, message, line } = end.error;
    const text = format(lessonStrings.huntFailedAt, 'bug_hunt.py', `${name}: ${message}`, line);
    await hunt.element.locator('li.open .wrong').getByText(text).waitFor();
    await hunt.element.getByRole('button', { name: format(lessonStrings.huntGoToLine, line) }).click();
    assert.deepEqual(await hunt.intents(), [{ type: 'goToProblem' }]);
  });

  it('asks what the gradients show, and answers', async () => {
    await hunt.show('watched');
    const answer = format(lessonStrings['huntAnswer.two'], 5, 4);
    await hunt.element.getByRole('radio', { name: answer }).check();
    await hunt.element.getByRole('button', { name: format(lessonStrings.huntShowStep, 5) }).press('Enter');
    assert.deepEqual(await hunt.intents(), [
      learner({ type: 'answer', answer: 'two' }),
      { type: 'moveTo', position: runs.hunt().find(5, 'backward') },
    ]);
    await hunt.show('mistaken');
    await hunt.element.getByText(format(lessonStrings['huntAnswered.own'], 5, 6)).waitFor();
    await hunt.element.getByText(lessonStrings['huntHint.1']).waitFor();
    assert.equal(await hunt.element.getByRole('button', { name: lessonStrings.huntHint }).count(), 0);
  });

  it('answers a mark and a repair with what they would come to', async () => {
    const { mark } = await hunts.missed();
    await hunt.show('missed');
    assert.ok(mark);
    await hunt.element.locator('.marked.wrong').getByText(markInWords(mark, lessonStrings)).waitFor();
    await hunt.element.getByRole('button', { name: lessonStrings.huntMarkButton }).click();
    await hunt.element.getByRole('button', { name: lessonStrings.huntHint }).click();
    assert.deepEqual(await hunt.intents(), [
      { type: 'run', command: commands.markReset },
      learner({ type: 'hint' }),
    ]);
    const { repair } = await hunts.failed();
    await hunt.show('failed');
    assert.ok(repair);
    await hunt.element.locator('.answer.wrong').getByText(repairInWords(repair, lessonStrings)).waitFor();
  });

  it('keeps the evidence of the loop as it came, and shows what the repair has made of it', async () => {
    await hunt.show('caught');
    const kept = hunt.element
      .locator('li')
      .nth(2)
      .locator('details', { has: hunt.page.locator('day5-deposit-stack') });
    await kept.getByText(format(lessonStrings.huntEvidenceKept, 5)).first().click();
    await kept.getByText(/^6 layers, of steps 0 to 5\./).waitFor();
    await hunt.element.locator('day5-before-after').getByText('One layer, of step 5').waitFor();
    // Lines have moved since the place was marked.
    const mark = await hunt.text(hunt.element.locator('.marked'));
    assert.ok(mark.includes('loss.backward()'), mark);
    assert.doesNotMatch(mark, /\d/);
    await hunt.show('caughtElsewhere');
    assert.equal(await hunt.element.locator('day5-before-after').count(), 0);
    await hunt.element.getByRole('button', { name: format(lessonStrings.huntOpen, 'bug_hunt.py') }).click();
    assert.deepEqual(await hunt.intents(), [{ type: 'run', command: commands.openHunt }]);
  });
});

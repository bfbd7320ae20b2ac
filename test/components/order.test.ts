import assert from 'node:assert/strict';
import { mistaken, type OrderMistake, orderMistake } from '../../src/core/lesson/phaseOrder.ts';
import { type Phase, phases } from '../../src/core/training/phase.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component } from './component.ts';

describe('day5-order', () => {
  const order = component('order');
  const card = (phase: Phase) => order.element.locator(`li.${phase} .card`);
  const answer = () => order.text(order.element.locator('.answer'));

  const now = async () => {
    const classes = await order.element
      .locator('li')
      .evaluateAll((items) => items.map((item) => item.className));
    return classes.map((each) => phases.find((phase) => each.includes(phase)));
  };

  /** Puts the cards in an order by keys alone, from the last place to the first. */
  const arrange = async (wanted: readonly Phase[]) => {
    for (const [place, phase] of wanted.entries()) {
      await card(phase).focus();
      for (let at = (await now()).indexOf(phase); at > place; at--) {
        await order.page.keyboard.press('ArrowUp');
      }
    }
    assert.deepEqual(await now(), wanted);
    await order.element.getByRole('button', { name: lessonStrings['order.check'] }).press('Enter');
  };

  const rest: readonly Phase[] = ['forward', 'loss', 'backward', 'update'];
  const withReset = rest
    .flatMap((_, k) => [rest.toSpliced(k, 0, 'zeroGrad')])
    .concat([[...rest, 'zeroGrad']]);

  it('accepts every order that trains, by keyboard, and no other', async () => {
    for (const wanted of withReset) {
      await order.show('shuffled');
      await arrange(wanted);
      const mistake = orderMistake(wanted);
      const said = await answer();
      if (mistake) {
        assert.equal(said, lessonStrings[`order.${mistake}`]);
      } else {
        assert.ok(said.startsWith(lessonStrings['order.right']), `${wanted}: ${said}`);
      }
    }
  });

  it('answers each mistake with what would happen', async () => {
    for (const mistake of [
      'lossBeforeForward',
      'backwardBeforeLoss',
      'updateBeforeBackward',
      'zeroedBeforeUpdate',
    ] as const) {
      await order.show(mistake);
      assert.equal(await answer(), lessonStrings[`order.${mistake}`]);
    }
  });

  it('marks the two cards that the answer speaks of, until one is moved', async () => {
    const marked = () =>
      order.element
        .locator('li.mistaken')
        .evaluateAll((items) => items.map((item) => item.className.split(' ')[0]));
    for (const mistake of Object.keys(mistaken) as OrderMistake[]) {
      await order.show(mistake);
      assert.deepEqual(new Set(await marked()), new Set(mistaken[mistake]), mistake);
      await card('backward').press('ArrowUp');
      assert.deepEqual(await marked(), []);
    }
    await order.show('right');
    assert.deepEqual(await marked(), []);
  });

  it('shows an order that trains, to whoever has tried one that does not', async () => {
    const show = order.element.getByRole('button', { name: lessonStrings['order.show'] });
    await order.show('shuffled');
    assert.equal(await show.count(), 0, 'not before an attempt');
    await order.element.getByRole('button', { name: lessonStrings['order.check'] }).click();
    await show.press('Enter');
    assert.deepEqual(await now(), [...phases]);
    assert.ok((await answer()).startsWith(lessonStrings['order.right']));
    assert.equal(await show.count(), 0);
    const check = order.element.getByRole('button', { name: lessonStrings['order.check'] });
    assert.equal(
      await check.evaluate((each) => each.matches(':focus')),
      true,
      'the focus is not lost with it',
    );
    const kept = (await order.happened('day5-keep')).map(({ value }) => value);
    assert.deepEqual(
      kept.map((each) => String(each).split(' ').slice(1)),
      [
        ['checked', 'tried'],
        ['checked', 'tried', 'solved'],
      ],
    );
  });

  it('keeps the focus on the card that moves, says its new place, and takes back the answer', async () => {
    await order.show('right');
    await card('loss').press('ArrowDown');
    assert.deepEqual(await now(), ['forward', 'zeroGrad', 'loss', 'backward', 'update']);
    assert.equal(await card('loss').evaluate((each) => each.matches(':focus')), true);
    assert.equal((await answer()).trim(), '');
    assert.equal(
      await order.text(order.element.locator('[role=status].hidden')),
      await card('loss').getAttribute('aria-label'),
    );
    const kept = (await order.happened('day5-keep')).map(({ value }) => value);
    assert.deepEqual(kept, ['forward,zeroGrad,loss,backward,update tried solved']);
  });

  it('is dragged by the pointer, too', async () => {
    await order.show('shuffled');
    await card('forward').hover();
    await order.page.mouse.down();
    const first = await order.element.locator('li').first().boundingBox();
    assert.ok(first);
    await order.page.mouse.move(first.x + 60, first.y + 2, { steps: 4 });
    await order.page.mouse.up();
    assert.equal((await now())[0], 'forward');
  });
});

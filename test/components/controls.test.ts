import assert from 'node:assert/strict';
import { commands } from '../../src/protocol/ids.ts';
import { placeInWords } from '../../src/protocol/place.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';
import { runs } from './runs.ts';

const { stepBack, stepPhase, stepIteration, play, pause, runToEnd, reset } = lessonStrings;

describe('day5-controls', () => {
  const controls = component('controls');
  fitsLargeText(controls);
  const run = runs.sound();
  const button = (name: string) => controls.element.getByRole('button', { name, exact: true });
  const slider = () => controls.element.getByRole('slider');
  const positions = async () =>
    (await controls.intents()).map((intent) => (intent as { readonly position: number }).position);

  it('asks for what its buttons say, by pointer and by keyboard', async () => {
    await controls.show('middle');
    await button(stepPhase).click();
    for (const name of [stepBack, stepIteration, play, runToEnd, reset]) {
      await button(name).press('Enter');
    }
    const asked = ['stepPhase', 'stepBack', 'stepIteration', 'play', 'runToEnd', 'reset'] as const;
    assert.deepEqual(
      await controls.intents(),
      asked.map((name) => ({ type: 'run', command: commands[name] })),
    );
  });

  it('has nothing to do where there is nothing to step, and keeps the focus there', async () => {
    const expected = {
      empty: [stepBack, stepPhase, stepIteration, play, runToEnd, reset],
      beginning: [stepBack, reset],
      middle: [],
      finished: [stepPhase, stepIteration, runToEnd],
      growing: [],
    };
    for (const [state, names] of Object.entries(expected)) {
      await controls.show(state);
      const disabled = controls.element.locator('button[aria-disabled=true]');
      assert.deepEqual(
        await disabled.evaluateAll((all) => all.map((each) => each.ariaLabel ?? each.textContent?.trim())),
        names,
        state,
      );
      for (const name of names) {
        await button(name).press('Enter');
        assert.ok(await button(name).evaluate((each) => each.matches(':focus')));
      }
      assert.deepEqual(await controls.intents(), []);
    }
  });

  it('pauses while the run plays', async () => {
    await controls.show('playing');
    assert.equal(await button(play).count(), 0);
    await button(pause).click();
    assert.deepEqual(await controls.intents(), [{ type: 'run', command: commands.pause }]);
    await controls.element.getByRole('radio').first().check();
    assert.deepEqual((await controls.intents())[1], { type: 'setSpeed', speed: 1 });
  });

  it('moves by phases and by steps with the keys of the slider, and says where', async () => {
    await controls.show('middle');
    const here = run.find(7, 'backward');
    await slider().focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp', 'Shift+ArrowLeft', 'Home', 'End']) {
      await slider().press(key);
    }
    const asked = await positions();
    assert.deepEqual(asked.slice(0, 2), [here + 1, here]);
    assert.deepEqual(asked.slice(-2), [-1, run.stops.length - 1]);
    const [forwards, back] = asked.slice(2, 4).map((position) => run.stops[position]?.step);
    assert.ok(forwards !== undefined && forwards > 6 && back !== undefined && back < forwards);
  });

  it('says where its keys have gone, before anybody has answered', async () => {
    await controls.show('middle');
    await slider().press('PageUp');
    const [there] = await positions();
    assert.equal(await slider().getAttribute('aria-valuetext'), placeInWords(run, there, lessonStrings));
  });

  it('reaches to where a run that is under way will end', async () => {
    await controls.show('growing');
    assert.equal(await slider().getAttribute('max'), String(run.stops.length - 1));
  });
});

import assert from 'node:assert/strict';
import { phases } from '../../src/core/training/phase.ts';
import { lessonStrings } from '../../src/protocol/strings.ts';
import { component, fitsLargeText } from './component.ts';

describe('day5-phases', () => {
  const strip = component('phases');
  fitsLargeText(strip);
  const lit = () => strip.element.locator('.lit').allInnerTexts();

  it('lights the phase that has just run', async () => {
    for (const phase of phases) {
      await strip.show(phase);
      assert.deepEqual(await lit(), [lessonStrings[`phase.${phase}`]]);
    }
  });

  it('lights several where a script does them in one expression, and none before the first', async () => {
    await strip.show('oneLine');
    assert.ok((await lit()).length > 1);
    await strip.show('beginning');
    assert.deepEqual(await lit(), []);
  });
});

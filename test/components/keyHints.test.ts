import assert from 'node:assert/strict';
import { commands } from '../../src/protocol/ids.ts';
import { keysInWords } from '../../src/protocol/keys.ts';
import { component } from './component.ts';

describe('day5-keys', () => {
  const keys = component('keyHints');

  it('has the keys of the commands that one steps and runs with', async () => {
    await keys.show('listed');
    const shown = await keys.element.locator('kbd').allInnerTexts();
    const mac = await keys.page.evaluate(() => navigator.userAgent.includes('Mac'));
    for (const name of ['stepPhase', 'stepBack', 'stepIteration', 'play', 'run'] as const) {
      assert.ok(shown.includes(keysInWords(commands[name], mac)), name);
    }
  });
});

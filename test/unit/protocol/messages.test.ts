import assert from 'node:assert/strict';
import { commands } from '../../../src/protocol/ids.ts';
import { parseFromWebview } from '../../../src/protocol/messages.ts';

describe('parseFromWebview', () => {
  it('accepts what the webview may send', () => {
    const messages = [
      { type: 'ready' },
      { type: 'run', command: commands.stepPhase },
      { type: 'moveTo', position: 12 },
      { type: 'setSpeed', speed: 16 },
      { type: 'setSpeed', speed: 'fastest' },
      { type: 'drawn' },
      { type: 'tryRate', rate: 0.1 },
      { type: 'writePhase', phase: 'zeroGrad' },
    ];
    for (const message of messages) {
      assert.deepEqual(parseFromWebview(message), message);
    }
  });

  it('drops everything else', () => {
    const messages = [
      null,
      'ready',
      {},
      { type: 'unknown' },
      { type: 'run', command: 'workbench.action.closeWindow' },
      { type: 'run' },
      { type: 'moveTo', position: 1.5 },
      { type: 'moveTo', position: '3' },
      { type: 'moveTo', position: Number.NaN },
      { type: 'tryRate', rate: 0 },
      { type: 'tryRate', rate: 'fast' },
      { type: 'tryRate' },
      { type: 'writePhase', phase: 'dance' },
      { type: 'setSpeed', speed: 1000 },
      { type: 'setSpeed', speed: 'faster' },
    ];
    for (const message of messages) {
      assert.equal(parseFromWebview(message), undefined, JSON.stringify(message));
    }
  });
});

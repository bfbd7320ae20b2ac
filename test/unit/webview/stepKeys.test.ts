import assert from 'node:assert/strict';
import { stepDirection } from '../../../webview/stepKeys.ts';

describe('stepDirection', () => {
  const pressed = (key: string, ...modifiers: readonly string[]) =>
    stepDirection({
      key,
      shiftKey: modifiers.includes('shift'),
      altKey: modifiers.includes('alt'),
      ctrlKey: modifiers.includes('ctrl'),
      metaKey: modifiers.includes('meta'),
    });

  it('goes by steps with PageUp, PageDown and Shift with an arrow', () => {
    assert.deepEqual(
      [pressed('PageUp'), pressed('ArrowRight', 'shift'), pressed('ArrowUp', 'shift')],
      [1, 1, 1],
    );
    assert.deepEqual(
      [pressed('PageDown'), pressed('ArrowLeft', 'shift'), pressed('ArrowDown', 'shift')],
      [-1, -1, -1],
    );
  });

  it('leaves the slider and VS Code their keys', () => {
    assert.deepEqual(
      [pressed('ArrowRight'), pressed('Home'), pressed('End'), pressed('Tab', 'shift')],
      [0, 0, 0, 0],
    );
    for (const modifier of ['alt', 'ctrl', 'meta']) {
      assert.deepEqual(
        [pressed('PageUp', modifier), pressed('ArrowRight', 'shift', modifier)],
        [0, 0],
        modifier,
      );
    }
  });
});

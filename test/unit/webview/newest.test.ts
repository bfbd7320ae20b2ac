import assert from 'node:assert/strict';
import { Newest } from '../../../webview/newest.ts';

describe('Newest', () => {
  const make = () => {
    const passed: number[] = [];
    const frames: (() => void)[] = [];
    const newest = new Newest<number>(
      (value) => passed.push(value),
      (action) => frames.push(action),
    );
    return { newest, passed, frame: () => frames.splice(0).forEach((action) => void action()) };
  };

  it('passes the first on at once, and of those that follow in a frame the last', () => {
    const { newest, passed, frame } = make();
    for (const value of [1, 2, 3, 4]) {
      newest.put(value);
    }
    assert.deepEqual(passed, [1]);
    frame();
    assert.deepEqual(passed, [1, 4]);
    newest.put(5);
    assert.deepEqual(passed, [1, 4]);
    frame();
    assert.deepEqual(passed, [1, 4, 5]);
    frame();
    newest.put(6);
    assert.deepEqual(passed, [1, 4, 5, 6]);
  });

  it('passes on what waits before something else, and not again after it', () => {
    const { newest, passed, frame } = make();
    newest.put(1);
    newest.put(2);
    newest.flush();
    assert.deepEqual(passed, [1, 2]);
    newest.flush();
    frame();
    assert.deepEqual(passed, [1, 2]);
  });
});

import assert from 'node:assert/strict';
import {
  foundInOrder,
  printedNumbers,
  standsFor,
} from '../../../../src/core/lesson/checks/printedNumbers.ts';

describe('printedNumbers', () => {
  const values = (text: string) => printedNumbers(text).map(({ value }) => value);

  it('finds numbers among words, and leaves whole ones and names alone', () => {
    assert.deepEqual(values('step 7: loss = 0.0873'), [0.0873]);
    assert.deepEqual(values('[0.915, -0.942, −0.92]'), [0.915, -0.942, -0.92]);
    assert.deepEqual(values('Value(data=4.81e-05, grad=0)'), [4.81e-5]);
    assert.deepEqual(values('x1.25y v2.10.3 1.'), []);
    assert.deepEqual(values('5.0 0.1 .25'), [5, 0.25]);
  });

  it('takes a number for what it was rounded or cut off from', () => {
    const [number] = printedNumbers('0.087');
    assert.ok(standsFor(number, 0.0873));
    assert.ok(standsFor(number, 0.0879));
    assert.ok(standsFor(number, 0.0866));
    assert.ok(!standsFor(number, 0.0891));
    const [small] = printedNumbers('4.8e-05');
    assert.ok(standsFor(small, 4.81e-5));
    assert.ok(!standsFor(small, 5e-5));
  });

  it('counts what comes in order', () => {
    const printed = printedNumbers('5.00 then 2.10, 9.99 and 1.50');
    assert.equal(foundInOrder(printed, [5, 2.1, 1.5]), 3);
    assert.equal(foundInOrder(printed, [2.1, 5, 1.5]), 1);
  });
});

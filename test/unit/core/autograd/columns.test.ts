import assert from 'node:assert/strict';
import { columnsOf, ENTRY_SIZE } from '../../../../src/core/autograd/columns.ts';

describe('columnsOf', () => {
  it('has room for a row and an entry per value', () => {
    const columns = columnsOf(10);
    assert.equal(columns.data.length, 10);
    assert.equal(columns.grad.length, 10);
    assert.equal(columns.reached.length, 10);
    assert.equal(columns.entries.length, 10 * ENTRY_SIZE);
  });

  it('begins with what stands in smaller columns', () => {
    const small = columnsOf(2);
    small.data.set([1, 2]);
    small.grad.set([3, 4]);
    small.reached.set([5, 6]);
    small.entries.fill(7);
    const large = columnsOf(4, small);
    assert.deepEqual([...large.data], [1, 2, 0, 0]);
    assert.deepEqual([...large.grad], [3, 4, 0, 0]);
    assert.deepEqual([...large.reached], [5, 6, 0, 0]);
    assert.deepEqual([...large.entries.slice(0, 2 * ENTRY_SIZE)], Array(2 * ENTRY_SIZE).fill(7));
  });
});

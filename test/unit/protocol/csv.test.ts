import assert from 'node:assert/strict';
import { lossesAsCsv } from '../../../src/protocol/csv.ts';

describe('lossesAsCsv', () => {
  it('has every digit of every loss, and nothing where there is none', () => {
    assert.equal(lossesAsCsv([0.1 + 0.2, null, 1e-9]), 'step,loss\n0,0.30000000000000004\n1,\n2,1e-9\n');
  });
});

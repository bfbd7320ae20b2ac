import assert from 'node:assert/strict';
import type { Recording } from '../../../src/core/training/recording.ts';
import { shows } from './shownNumber.ts';

/** Asserts that a hover's table has every parameter as it is at a stop, with what the stop did to it. */
export function assertParameters(markdown: string, recording: Recording, position: number): void {
  const { data, grad } = recording.at(position);
  const before = position >= 0 ? recording.before(position) : null;
  const isMoved = before !== null && before.data !== data;
  const zeroes = position >= 0 && recording.stops[position].phases.includes('zeroGrad');
  const isForgotten = before !== null && zeroes && before.grad !== grad;
  const deposit = lastDeposit(recording, position);
  const [head, ...rows] = tableOf(markdown);
  assert.deepEqual(head, [
    'parameter',
    'data',
    ...(isMoved ? ['Δdata'] : []),
    ...(isForgotten ? ['grad before'] : []),
    'grad',
    ...(deposit ? ['deposit'] : []),
  ]);
  assert.equal(rows.length, Math.min(data.length, 200));
  assert.equal(new Set(rows.map(([name]) => name)).size, rows.length);
  for (const [k, row] of rows.entries()) {
    const cell = (name: string) => row[head.indexOf(name)];
    assert.ok(shows(cell('data'), data[k]), `${row}: data is ${data[k]}`);
    assert.ok(shows(cell('grad'), grad[k]), `${row}: grad is ${grad[k]}`);
    assert.ok(!isMoved || shows(cell('Δdata'), data[k] - before.data[k]), `${row}: data moved`);
    assert.ok(!isForgotten || shows(cell('grad before'), before.grad[k]), `${row}: grad before`);
    assert.ok(!deposit || shows(cell('deposit'), deposit[k]), `${row}: deposit`);
  }
}

/** The rows of a table, with its head; without the line below it. */
export function tableOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.replaceAll('&nbsp;', '').replaceAll('`', '').trim()),
  );
}

/** What the backward pass deposited that the gradients come from: of this step or the one before, unless they were zeroed since. */
function lastDeposit({ stops }: Recording, position: number): Float64Array | null {
  for (let k = position; k >= 0 && stops[k].step >= stops[position].step - 1; k--) {
    const { deposit, phases } = stops[k];
    if (deposit || (phases.includes('zeroGrad') && !phases.includes('update'))) {
      return deposit;
    }
  }
  return null;
}

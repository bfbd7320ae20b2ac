import assert from 'node:assert/strict';
import { type Row, summaryOf, tableOf } from '../../../src/check/table.ts';
import type { Verdict } from '../../../src/check/verdict.ts';

const unpainted = (_: unknown, text: string) => text;

const row = (file: string, verdict: Partial<Verdict> = {}): Row => ({
  file,
  runs: '1',
  steps: '20',
  loss: '0.0251',
  rate: '0.05',
  done: '5 of 8',
  verdict: { kind: 'sound', text: 'sound', line: null, more: 0, ...verdict },
});

const worst = { kind: 'broken', text: 'gradients-cleared-before-update', line: 1234 } as const;

describe('tableOf', () => {
  it('aligns titles and cells', () => {
    const stale = { kind: 'broken', text: 'stale-gradients', line: 45, more: 1 } as const;
    assert.deepEqual(tableOf([row('anna.py'), row('ben.py', stale)], 80, unpainted), [
      'file     runs  steps    loss  rate  verdict                        done',
      'anna.py     1     20  0.0251  0.05  sound                          5 of 8',
      'ben.py      1     20  0.0251  0.05  stale-gradients, line 45 (+1)  5 of 8',
    ]);
  });

  it('names the folder that all scripts are in once', () => {
    const [folder, , , first] = tableOf([row('pile/anna/day5.py'), row('pile/ben/day5.py')], 80, unpainted);
    assert.equal(folder, 'In pile/');
    assert.match(first, /^anna\/day5\.py /);
    assert.match(tableOf([row('pile/day5.py')], 80, unpainted)[1], /^pile\/day5\.py /);
  });

  it('fits the width, keeps names apart and lines whole, however long they are', () => {
    const names = ['anna', 'ben'].map((who) => `${'submission_'.repeat(9)}${who}.py`);
    const lines = tableOf(
      names.map((name) => row(name, worst)),
      80,
      unpainted,
    );
    assert.ok(lines.every((line) => [...line].length <= 80));
    assert.match(lines[1], /nna\.py .* gradient\S*…, line 1234 /);
    assert.match(lines[2], /ben\.py .* gradient\S*…, line 1234 /);
  });

  it('shortens nothing where there is room', () => {
    const [, only] = tableOf([row('submissions/anna/homework/day5.py', worst)], 160, unpainted);
    assert.match(
      only,
      /^submissions\/anna\/homework\/day5\.py .* gradients-cleared-before-update, line 1234 /,
    );
  });

  it('shows no character that a terminal would obey', () => {
    const clear = '\u001b[2J';
    const lines = tableOf([row(`${clear}.py`, { kind: 'failed', text: clear })], 80, unpainted);
    assert.ok(!lines.join('').includes(clear));
  });
});

describe('summaryOf', () => {
  it('counts what there is', () => {
    const rows = [row('a.py'), row('b.py', worst), row('c.py', worst), row('d.py', { kind: 'failed' })];
    assert.equal(summaryOf(rows), '4 scripts: 1 sound, 2 with errors, 1 failed.');
  });
});

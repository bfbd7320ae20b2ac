import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { beside, expectedOf, type Loop, loopsIn } from '../../fixtures/loops/corpus.ts';
import { check, TestFolder } from './command.ts';

/** The loops as a pile of submissions: each with the modules beside it in a folder of its own. */
function pileOf(loops: readonly Loop[]): TestFolder {
  const files: Record<string, string> = {};
  for (const { name, text } of loops) {
    for (const [module, content] of Object.entries(beside())) {
      files[`${name}/${module}`] = content;
    }
    // It mentions them all, so that none of them passes for a submission.
    files[`${name}/day5.py`] = `${text}\nif False:\n    import ${modules}\n`;
  }
  return new TestFolder(files);
}

const modules = Object.keys(beside())
  .map((file) => basename(file, '.py'))
  .join(', ');

/** Some of the loops, spread over the folders: what each of them is found to be is for the tests of the diagnosis to say. */
function someOf(loops: readonly Loop[]): readonly Loop[] {
  return loops.filter(
    ({ name }, k) =>
      k % 6 === 0 || (name.startsWith('broken') && dirname(name) !== dirname(loops[k - 1]?.name ?? '')),
  );
}

describe('npm run check, on the corpus of training loops', function () {
  this.timeout(600_000);

  it('has a row for each of some sound loops, finds no error, and exits with 0', async () => {
    const loops = someOf(loopsIn('sound'));
    const pile = pileOf(loops);
    try {
      const { code, stdout, stderr } = await check(pile.path, 'sound', '--time-limit', '100');
      assert.equal(stderr, '');
      assert.equal(code, 0, stdout);
      const lines = stdout.trimEnd().split('\n');
      assert.equal(lines.at(-1), `${loops.length} scripts: ${loops.length} sound.`);
      assert.equal(lines.filter((line) => / sound\b.* \d of 8$/.test(line)).length, loops.length);
      assert.deepEqual(
        lines.filter((line) => [...line].length > 80),
        [],
      );
    } finally {
      pile.remove();
    }
  });

  it('finds the error of each of some broken loops, and exits with 1', async () => {
    const loops = someOf(loopsIn('broken'));
    const pile = pileOf(loops);
    try {
      const { code, stdout, stderr } = await check(pile.path, 'broken', '--json', '--time-limit', '100');
      assert.equal(stderr, '');
      assert.equal(code, 1);
      const found = Object.fromEntries(
        JSON.parse(stdout).map(({ file, runs }: { file: string; runs: { findings: Found[] }[] }) => [
          dirname(file),
          runs
            .flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))
            .map((each) => `${each.code} @ ${each.line}`),
        ]),
      );
      const expected = Object.fromEntries(
        loops.map((loop) => [loop.name, [`${expectedOf(loop).code} @ ${expectedOf(loop).line}`]]),
      );
      assert.deepEqual(found, expected);
    } finally {
      pile.remove();
    }
  });
});

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly line: number;
}

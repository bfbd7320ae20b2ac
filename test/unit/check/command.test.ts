import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deliverables } from '../../../src/core/lesson/deliverables.ts';
import { check, type Left, start, TestFolder } from './command.ts';

const lesson = fileURLToPath(new URL('../../../media/lesson/', import.meta.url));
const reference = readFileSync(join(lesson, 'reference.py'), 'utf8');
const hunt = readFileSync(join(lesson, 'bug_hunt.py'), 'utf8');
const lineOf = (text: string, part: string) => text.split('\n').findIndex((each) => each.includes(part)) + 1;

const files: Record<string, string | Uint8Array> = {
  'pile/anna/day5.py': reference.replace('range(20)', 'range(21)'),
  'pile/anna/micrograd.py': readFileSync(join(lesson, 'micrograd.py')),
  'pile/anna/.checkpoints/old.py': 'oops',
  'pile/ben/day5.py': hunt.replace('steps = 200', 'steps = 20'),
  'pile/ben/day5.backup-1.py': 'oops',
  'pile/cora/day5.py': 'import helpers\n\nhelpers.run()\n',
  'pile/cora/helpers.py': 'def run():\n    raise ValueError("nothing to run")\n',
  'pile/dan/day5.py': 'while True:\n    pass\n',
  'pile/eve/day5.py': 'while True:\n    print("x" * 1000)\n',
  'pile/fay/day5.py': reference.replace('-= lr * p.grad', '-= lr * p.grad * float("inf")'),
  'pile/gus/day5.py': '',
  'pile/hal/day5.py': Uint8Array.of(0xff, 0xfe, 0x00),
  'own/micrograd.py': 'raise NotImplementedError("mine")\n',
  'own/day5.py': reference,
  'empty/notes.txt': 'not yet',
  'sound.py': reference.replace('range(20)', 'range(30)'),
};

interface Report {
  readonly file: string;
  readonly error: { readonly name: string; readonly message: string; readonly line: number | null } | null;
  readonly printed: readonly string[];
  readonly runs: readonly {
    readonly losses: readonly unknown[];
    readonly predictions: readonly number[] | null;
    readonly findings: readonly Record<string, unknown>[];
  }[];
  readonly deliverables: readonly { readonly id: string; readonly done: boolean }[];
}

describe('npm run check', () => {
  const folder = new TestFolder(files);
  after(() => folder.remove());

  it('tells of a sound script, and exits with 0', async () => {
    const { code, stdout, stderr } = await check(folder.path, 'sound.py');
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^sound\.py +1 +30 +0\.0\d+ +0\.05 +sound, converging +\d of 8$/m);
    assert.match(stdout, /In 30 steps the loss went from 5\.0007 to/);
  });

  it('tells of a broken one in sentences, with line and step, and exits with 1', async () => {
    const { code, stdout } = await check(lesson, 'bug_hunt.py');
    const backward = lineOf(hunt, 'loss.backward()');
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^bug_hunt\\.py .* stale-gradients, line ${backward} `, 'm'));
    const sentences = stdout.replace(/\s+/g, ' ');
    assert.ok(sentences.includes(`At step 1, line ${backward} added a new gradient to one that line`));
    assert.ok(sentences.includes('Gradients add up until somebody sets them to 0'));
  });

  it('runs with an edited micrograd.py beside the script, and exits with 2 where that fails', async () => {
    const { code, stdout } = await check(folder.path, 'own');
    assert.equal(code, 2);
    const line = lineOf(reference, 'from micrograd');
    assert.match(stdout, new RegExp(`^own/day5\\.py .* NotImplementedErr\\S*, line ${line} `, 'm'));
    assert.match(stdout, /mine \(micrograd\.py, line 1\)/);
  });

  for (const [path, reason] of [
    ['nowhere.py', 'there is no such file or folder'],
    ['empty', 'there is no Python script in this folder'],
    ['empty/notes.txt', 'not a Python script, for its name does not end in .py'],
    ['pile/hal/day5.py', 'not a text in UTF-8'],
  ]) {
    it(`has one line for what cannot be checked: ${reason}`, async () => {
      const left = await check(folder.path, path);
      assert.deepEqual(left, { code: 2, stdout: '', stderr: `check: ${path}: ${reason}\n` });
    });
  }

  it('still checks the others', async () => {
    const { code, stdout, stderr } = await check(folder.path, 'nowhere.py', 'sound.py', 'sound.py', '--json');
    assert.equal(code, 2);
    assert.equal(stderr, 'check: nowhere.py: there is no such file or folder\n');
    assert.deepEqual(
      JSON.parse(stdout).map(({ file }: Report) => file),
      ['sound.py'],
    );
  });

  it('says how it is used, and what it does not understand', async () => {
    const asked = await check(folder.path, '--help');
    assert.equal(asked.code, 0);
    assert.match(asked.stdout, /^Usage: npm run check -- FILE\.py/m);
    assert.ok(asked.stdout.split('\n').every((line) => line.length <= 80));
    for (const args of [[], ['--jason', 'sound.py'], ['sound.py', '--time-limit', 'soon']]) {
      const { code, stdout, stderr } = await check(folder.path, ...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^check: .*; --help says how it is used\n$/);
    }
  });

  it('sees files from where the person stands, and prints nothing else with --silent', async () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { code, stdout } = await start(
      npm,
      ['run', '--silent', 'check', '--', 'bug_hunt.py', '--json'],
      lesson,
    );
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout)[0].file, 'bug_hunt.py');
  });

  it('has colours where they are asked for, and none where nobody sees them', async () => {
    const args = [fileURLToPath(new URL('../../../src/check/main.ts', import.meta.url)), 'bug_hunt.py'];
    const run = (environment: Record<string, string>) =>
      start(process.execPath, args, lesson, { INIT_CWD: lesson, ...environment });
    const colour = `${String.fromCharCode(27)}[`;
    assert.ok((await run({ FORCE_COLOR: '1' })).stdout.includes(`${colour}31mstale-gradients`));
    assert.ok(!(await run({ NO_COLOR: '1' })).stdout.includes(colour));
    assert.ok(!(await run({})).stdout.includes(colour));
  });

  describe('on a pile of submissions', () => {
    let table: Left;
    let json: Left;
    let reports: readonly Report[];
    before(async () => {
      table = await check(folder.path, 'pile', '--time-limit', '8');
      json = await check(folder.path, 'pile', '--time-limit', '8', '--json');
      reports = JSON.parse(json.stdout);
    });

    const reportOf = (who: string) => {
      const report = reports.find(({ file }) => file === join('pile', who, 'day5.py'));
      assert.ok(report, who);
      return report;
    };

    it('has a row for each script, sorted, and a line for what could not be read', () => {
      const rows = table.stdout.split('\n').filter((line) => / of 8$/.test(line));
      assert.deepEqual(
        rows.map((line) => line.split(/[/\\]/)[0]),
        ['anna', 'ben', 'cora', 'dan', 'eve', 'fay', 'gus'],
      );
      assert.match(rows[0], /^anna.day5\.py +1 +21 +0\.02\d+ +0\.05 +sound, converging +6 of 8$/);
      assert.match(rows[2], / 0 +– +– +– +ValueError, line 3 +0 of 8$/);
      assert.match(rows[3], / TimeLimit, line [12] /);
      assert.match(rows[4], / OutputLimit, line 2 /);
      assert.match(rows[5], / NaN +– +not-finite, line /);
      assert.match(rows[6], / nothing trained /);
      assert.match(table.stdout, /^7 scripts: 1 sound, 2 with errors, 3 failed, 1 trained nothing\.$/m);
      assert.equal(table.stderr, `check: ${join('pile', 'hal', 'day5.py')}: not a text in UTF-8\n`);
      assert.equal(table.code, 2);
    });

    it('has the same in JSON, and nothing else', () => {
      assert.equal(json.code, 2);
      assert.equal(json.stderr, table.stderr);
      assert.deepEqual(
        reports.map(({ file }) => file.split(/[/\\]/)[1]),
        ['anna', 'ben', 'cora', 'dan', 'eve', 'fay', 'gus'],
      );
    });

    it('gives each script exactly what is promised', () => {
      for (const report of reports) {
        assert.deepEqual(Object.keys(report), ['file', 'error', 'printed', 'runs', 'deliverables']);
        assert.deepEqual(
          report.deliverables.map(({ id }) => id),
          [...deliverables],
        );
        for (const each of report.deliverables) {
          assert.deepEqual(Object.keys(each), ['id', 'done', 'evidence']);
        }
        for (const run of report.runs) {
          const keys = ['learningRate', 'seed', 'steps', 'losses', 'predictions', 'findings'];
          assert.deepEqual(Object.keys(run), keys);
          for (const finding of run.findings) {
            assert.deepEqual(Object.keys(finding), ['code', 'severity', 'line', 'step', 'message']);
          }
        }
      }
    });

    it('tells of a run what the script itself has printed', () => {
      const { error, printed, runs } = reportOf('anna');
      const [{ losses, predictions, ...run }] = runs;
      assert.equal(error, null);
      assert.equal(losses.length, 21);
      assert.deepEqual(
        printed.slice(0, 21),
        losses.map((loss, k) => `step ${k}: loss = ${Number(loss).toFixed(4)}`),
      );
      assert.deepEqual(
        JSON.parse(printed[21]),
        predictions?.map((each) => Number(each.toFixed(3))),
      );
      assert.partialDeepStrictEqual(run, { learningRate: 0.05, seed: 5571, steps: 21 });
      assert.partialDeepStrictEqual(run.findings, [{ code: 'converging', severity: 'note' }]);
    });

    it('tells why a script did not come to its end', () => {
      assert.deepEqual(reportOf('cora').error, {
        name: 'ValueError',
        message: 'nothing to run (helpers.py, line 2)',
        line: 3,
      });
      assert.equal(reportOf('dan').error?.name, 'TimeLimit');
      assert.match(reportOf('dan').error?.message ?? '', /longer than 8 s/);
      assert.equal(reportOf('eve').error?.name, 'OutputLimit');
      assert.deepEqual(reportOf('eve').runs, []);
    });

    it('writes numbers that are none as text', () => {
      assert.equal(reportOf('fay').runs[0].losses.at(-1), 'NaN');
    });
  });
});

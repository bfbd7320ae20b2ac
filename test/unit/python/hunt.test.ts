import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts';
import type { Attempt } from '../../../src/core/lesson/attempt.ts';
import {
  furtherHunt,
  type Hunt,
  hunted,
  huntedBy,
  notHunted,
  stageOf,
} from '../../../src/core/lesson/hunt.ts';
import { buggyRun, soundLosses } from '../../../src/core/lesson/huntLoop.ts';
import { judgeMark, type MarkPlace } from '../../../src/core/lesson/huntMark.ts';
import { judgeRepair, type RepairKind } from '../../../src/core/lesson/huntRepair.ts';
import { parseHunt, parseHuntEvent } from '../../../src/core/lesson/huntSaved.ts';
import { depositsAt } from '../../../src/core/training/deposits.ts';
import { createRuntime, runText } from './runScript.ts';

const script = readFileSync('media/lesson/bug_hunt.py', 'utf8');
const reset = 'for p in model.parameters():\n        p.grad = 0.0';

/** The script with one of its lines replaced by others, all indented as it is. */
function edited(line: string, ...by: readonly string[]): string {
  const text = script.replace(
    new RegExp(`^( *)${line.replace(/[$()*+.[\]{}|^?\\]/g, '\\$&')}$`, 'm'),
    (_, indent) => by.map((each) => indent + each).join('\n'),
  );
  assert.notEqual(text, script, line);
  return text;
}

const repaired = edited('loss.backward()', reset, 'loss.backward()');

describe('The bug hunt, with its script', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const attempt = async (text: string): Promise<Attempt> => {
    const { end, recordings, printed } = await runText(runtime, text);
    assert.deepEqual(end, { kind: 'finished' });
    const findings = diagnose(recordings);
    return { role: 'hunt', file: 'bug_hunt.py', text, seed: 7, printed, recordings, findings };
  };

  it('compares with the loop that the repaired script is', async () => {
    const { recordings } = await attempt(repaired);
    assert.deepEqual(recordings[0].losses(), soundLosses());
  });

  it('remembers the loop as it came: its losses, and what its gradients consist of', async () => {
    const [recording] = (await attempt(script)).recordings;
    assert.deepEqual(recording.losses(), buggyRun().losses());
    for (const step of [0, 5, 19, 136, 199]) {
      const [ran, remembered] = [recording, buggyRun()].map((run) =>
        depositsAt(run, run.find(step, 'backward')),
      );
      assert.deepEqual(ran, remembered);
    }
  });

  describe('judgeMark', () => {
    const judged = async (text: string) => {
      const [recording] = (await attempt(text)).recordings;
      return (line: number): MarkPlace => judgeMark(text, recording, line).place;
    };

    it('judges every line of the script', async () => {
      const place = await judged(script);
      const lines = script.split('\n');
      const line = (start: string) => lines.findIndex((each) => each.trim().startsWith(start)) + 1;
      const expected = (k: number): MarkPlace => {
        if (k <= line('model = ')) {
          return 'beforeModel';
        }
        if (
          (k > line('def predict') && k <= line('return [')) ||
          (k > line('def squared') && k <= line('return sum'))
        ) {
          return 'inForward';
        }
        if (k <= line('for k in')) {
          return 'beforeLoop';
        }
        if (k <= line('loss.backward')) {
          return 'beforeBackward';
        }
        if (k <= line('p.data -=')) {
          return 'beforeUpdate';
        }
        // The blank line below the loop may be its last.
        return k <= line('print(f"step') + 1 ? 'afterUpdate' : 'afterLoop';
      };
      const places = lines.map((_, k) => place(k + 1));
      assert.deepEqual(
        places.map((each, k) => `${k + 1} ${each}`),
        lines.map((_, k) => `${k + 1} ${expected(k + 1)}`),
      );
      assert.equal(new Set(places).size, 7);
    });

    it('judges where a function does the step, in it and where it is called', async () => {
      const text = script
        .replace(
          'lr = 0.05',
          'lr = 0.05\n\n\ndef learn(loss):\n    loss.backward()\n    for p in model.parameters():\n        p.data -= lr * p.grad\n\n\ndef unused():\n    return 1\n\n',
        )
        .replace(
          / {4}loss\.backward\(\)\n\n[\s\S]*?p\.grad\n\n( {4}print)/,
          '    learn(loss)\n    history[:0]\n$1',
        );
      const place = await judged(text);
      const at = (start: string, last = false) => {
        const lines = text.split('\n').map((each) => each.trim().startsWith(start));
        return place((last ? lines.lastIndexOf(true) : lines.indexOf(true)) + 1);
      };
      assert.equal(at('loss.backward()'), 'beforeBackward');
      assert.equal(at('for p in'), 'beforeUpdate');
      assert.equal(at('p.data'), 'beforeUpdate');
      assert.equal(at('return 1'), 'elsewhere');
      assert.equal(at('learn(loss)'), 'beforeBackward');
      assert.equal(at('history[:0]'), 'afterUpdate');
    });

    it('judges a loop inside a function', async () => {
      const [head, loop] = script.split(/^(?=for k in)/m);
      const body = loop.split('\n').map((line) => (line ? `    ${line}` : line));
      const text = `${head}def main():\n${body.join('\n')}\n\nmain()\n`;
      const place = await judged(text);
      const line = (start: string) => text.split('\n').findIndex((each) => each.trim().startsWith(start)) + 1;
      assert.equal(place(line('for k in')), 'beforeLoop');
      assert.equal(place(line('loss.backward()')), 'beforeBackward');
      assert.equal(place(line('p.data')), 'beforeUpdate');
      assert.equal(place(line('print(f"step')), 'afterUpdate');
      assert.equal(place(line('print(f"best')), 'afterLoop');
    });
  });

  describe('judgeRepair', () => {
    const update = 'p.data -= lr * p.grad';
    const cases: Readonly<Record<string, [RepairKind, string]>> = {
      'before the backward pass': ['sound', repaired],
      'after the update': ['sound', edited(update, update, 'p.grad = 0.0')],
      'by zero_grad': ['sound', edited('loss.backward()', 'model.zero_grad()', 'loss.backward()')],
      'at the top of the loop': [
        'sound',
        edited('predictions = predict(xs)', 'model.zero_grad()', 'predictions = predict(xs)'),
      ],
      'in predict': [
        'sound',
        edited('return [model(x) for x in inputs]', 'model.zero_grad()', 'return [model(x) for x in inputs]'),
      ],
      'nowhere, but renamed': ['unchanged', script.replaceAll('history', 'losses')],
      'that only fades them': [
        'kept',
        edited('loss.backward()', 'for p in model.parameters():', '    p.grad *= 0.9', 'loss.backward()'),
      ],
      'to a tenth': [
        'kept',
        edited('loss.backward()', 'for p in model.parameters():', '    p.grad = 0.1', 'loss.backward()'),
      ],
      'that halves them after the update': ['kept', edited(update, update, 'p.grad /= 2')],
      'before the loop': ['once', edited('history = []', 'history = []', 'model.zero_grad()')],
      'between backward pass and update': [
        'cleared',
        edited('loss.backward()', 'loss.backward()', 'model.zero_grad()'),
      ],
      'in one step': [
        'once',
        edited('loss.backward()', 'if k == 3:', '    model.zero_grad()', 'loss.backward()'),
      ],
      'now and then': [
        'sometimes',
        edited('loss.backward()', 'if k % 10 == 0:', '    model.zero_grad()', 'loss.backward()'),
      ],
      'for one layer': [
        'some',
        edited(
          'loss.backward()',
          'for p in model.layers[0].parameters():',
          '    p.grad = 0.0',
          'loss.backward()',
        ),
      ],
      'without a loop': ['noTraining', script.replace(/^for k in[\s\S]*?(?=^print)/m, 'history = [0]\n')],
      'and fewer steps': ['tooShort', repaired.replace('steps = 200', 'steps = 10')],
      'and another seed': ['otherSeed', repaired.replace('2327', '42')],
      'and no seed': ['otherSeed', repaired.replace('random.seed(2327)', '')],
      'and a learning rate that learns nothing': ['notLearning', repaired.replace('lr = 0.05', 'lr = 1e-9')],
      'and uphill': ['fault', repaired.replace('p.data -=', 'p.data +=')],
    };
    for (const [name, [kind, text]] of Object.entries(cases)) {
      it(`says "${kind}" of a reset ${name}`, async () => {
        assert.equal(judgeRepair(await attempt(text)).kind, kind);
      });
    }
  });

  it('is caught by a right place and a sound repair, in whichever order', async () => {
    const asItCame = await attempt(script);
    const [recording] = asItCame.recordings;
    const mark = (line: number) => ({ type: 'mark', mark: judgeMark(script, recording, line) }) as const;
    const backward = script.split('\n').findIndex((line) => line.includes('loss.backward()')) + 1;
    const hunts: Hunt[] = [];
    const then = (hunt: Hunt) => {
      hunts.push(hunt);
      return hunt;
    };
    const early = hunted(notHunted, { type: 'predict', time: 'early', loop: 'sound' });
    assert.equal(huntedBy(early, asItCame, 1), early, 'it is not run before both are predicted');
    const predicted = then(hunted(early, { type: 'predict', time: 'late', loop: 'sound' }));
    const ran = then(huntedBy(predicted, asItCame, 1));
    assert.equal(ran.run?.losses[19]?.toFixed(4), '0.0000');
    assert.equal(
      hunted(ran, { type: 'predict', time: 'late', loop: 'buggy' }),
      ran,
      'it is no prediction any more',
    );
    const wrong = then(hunted(ran, { type: 'answer', answer: 'own' }));
    assert.equal(hunted(wrong, { type: 'hint' }).hints, 1);
    const found = then(hunted(wrong, { type: 'answer', answer: 'all' }));
    const missed = then(hunted(found, mark(backward + 2)));
    assert.deepEqual([missed.mark?.place, missed.tries], ['beforeUpdate', 2]);
    const placed = then(hunted(missed, mark(backward)));
    assert.equal(hunted(placed, mark(1)), placed, 'a right place stays');
    const failed = then(
      huntedBy(placed, await attempt(edited('history = []', 'history = []', 'model.zero_grad()')), 2),
    );
    assert.equal(failed.repair?.kind, 'once');
    assert.equal(then(huntedBy(failed, asItCame, 3)).repair, null);
    const good = await attempt(repaired);
    const caught = then(huntedBy(failed, good, 4));
    assert.deepEqual(hunts.map(stageOf), [
      'run',
      'evidence',
      'evidence',
      'mark',
      'mark',
      'repair',
      'repair',
      'repair',
      'caught',
    ]);
    assert.deepEqual(caught.receipt, {
      at: 4,
      file: 'bug_hunt.py',
      text: repaired,
      seed: 7,
      run: 0,
      step: 0,
      line: backward + 1,
      // Another than the one it ran with: the script seeds its random numbers itself.
      numbers: { seed: 2327 },
    });
    for (const [k, hunt] of hunts.entries()) {
      for (const earlier of hunts.slice(0, k)) {
        assert.equal(furtherHunt(earlier, hunt), hunt);
        assert.equal(furtherHunt(hunt, earlier), hunt);
      }
      assert.deepEqual(parseHunt(JSON.parse(JSON.stringify(hunt))), hunt);
    }
    const before = huntedBy(found, good, 5);
    assert.equal(stageOf(before), 'mark');
    assert.equal(stageOf(hunted(before, mark(backward))), 'caught');
    assert.equal(huntedBy(caught, asItCame, 6), caught, 'what is caught stays caught');
  });

  it('is read from whatever was saved', () => {
    for (const saved of [null, 1, 'x', [], {}, { caught: 'yes' }]) {
      assert.equal(parseHunt(saved), undefined);
    }
    const odd = {
      caught: true,
      predictions: { early: 'both', late: 3 },
      run: { losses: [1, 'x'], code: 1 },
      mark: { line: -1, text: 2, place: 'here' },
      repair: { kind: 'good', numbers: 7 },
      receipt: [],
      tries: -3,
      hints: 99,
    };
    assert.deepEqual(parseHunt(odd), notHunted);
    assert.equal(parseHuntEvent({ type: 'mark', mark: odd.mark }), undefined);
    assert.equal(parseHuntEvent({ type: 'predict', time: 'never', loop: 'sound' }), undefined);
    const event = { type: 'answer', answer: 'all' };
    assert.deepEqual(parseHuntEvent({ ...event, more: 1 }), event);
  });

  it('begins with the script as it came', async () => {
    const predicted = (['early', 'late'] as const).reduce(
      (hunt, time) => hunted(hunt, { type: 'predict', time, loop: 'buggy' }),
      notHunted,
    );
    const strayed = huntedBy(predicted, await attempt(repaired), 1);
    assert.deepEqual([strayed.strayed, stageOf(strayed)], [true, 'run']);
    const ran = huntedBy(strayed, await attempt(`# mine\n${script}`), 2);
    assert.deepEqual([ran.strayed, stageOf(ran)], [false, 'evidence']);
  });
});

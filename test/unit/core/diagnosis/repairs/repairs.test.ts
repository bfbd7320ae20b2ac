import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.ts';
import type { ErrorFinding, Finding } from '../../../../../src/core/diagnosis/finding.ts';
import { applied } from '../../../../../src/core/diagnosis/repairs/repair.ts';
import { repairsOf } from '../../../../../src/core/diagnosis/repairs/repairs.ts';
import { repairTitles } from '../../../../../src/protocol/findingTitles.ts';
import { beside, loopsIn } from '../../../../fixtures/loops/corpus.ts';
import { createRuntime, runText } from '../../../python/runScript.ts';
import { mutantsOf } from '../mutations.ts';

/** Of the broken loops of the corpus, those that a repair is offered for, and which, the best first. */
const offered: Readonly<Record<string, string>> = {
  'frozen-parameters/not_assigned': 'nudge',
  'gradients-cleared-before-update/after_each_sample': 'resetEarlier',
  'gradients-cleared-before-update/by_hand': 'resetEarlier',
  'gradients-cleared-before-update/helper_returns_a_clean_loss': 'resetEarlier',
  'gradients-cleared-before-update/one_liners': 'resetEarlier',
  'gradients-cleared-before-update/optimizer_step': 'resetLater',
  'gradients-cleared-before-update/same_loop': 'resetLater',
  'gradients-cleared-before-update/wrong_order': 'resetEarlier',
  'missing-backward/not_called': 'call',
  'overwritten-parameters/always_from_the_start': 'nudge',
  'overwritten-parameters/assigned': 'nudge',
  'overwritten-parameters/just_the_gradient': 'nudge',
  'overwritten-parameters/own_classes': 'nudge',
  'overwritten-parameters/typo': 'nudge',
  'overwritten-parameters/velocity': 'nudge',
  'overwritten-parameters/zeroes_data': 'gradient',
  'rebuilt-model/in_the_loop': 'modelOnce',
  'rebuilt-model/seeded_in_the_loop': 'modelOnce',
  'rebuilt-model/while_not_good': 'modelOnce',
  'repeated-backward/twice': 'backwardOnce',
  'stale-gradients/after_the_loop': 'reset reset',
  'stale-gradients/before_the_loop': 'reset reset',
  'stale-gradients/comparison': 'assignZero',
  'stale-gradients/continue_skips_it': 'reset',
  'stale-gradients/copied_list': 'reset',
  'stale-gradients/dedented': 'reset reset',
  'stale-gradients/every_second_step': 'reset',
  'stale-gradients/clipped_instead': 'gradient',
  'stale-gradients/faded': 'gradient',
  'stale-gradients/only_divided': 'gradient',
  'stale-gradients/only_halved': 'gradient',
  'stale-gradients/set_to_a_tenth': 'gradient',
  'stale-gradients/faded_by_kind': 'reset reset',
  'stale-gradients/late': 'reset reset',
  'stale-gradients/local_name': 'reset reset',
  'stale-gradients/missing': 'reset reset',
  'stale-gradients/momentum': 'reset',
  'stale-gradients/not_called': 'call',
  'stale-gradients/of_another_model': 'reset reset',
  'stale-gradients/of_the_inputs': 'reset reset',
  'stale-gradients/of_the_loss': 'reset reset',
  'stale-gradients/once_per_epoch': 'reset reset',
  'stale-gradients/one_liners': 'reset',
  'stale-gradients/one_sample_at_a_time': 'reset reset',
  'stale-gradients/only_biases': 'reset reset',
  'stale-gradients/only_last_layer': 'reset',
  'stale-gradients/only_the_first': 'reset reset',
  'stale-gradients/only_weights': 'reset reset',
  'stale-gradients/optimizer_of_the_old_model': 'reset reset',
  'stale-gradients/optimizer_zeroes_its_own': 'reset',
  'stale-gradients/own_value': 'reset',
  'stale-gradients/own_zero_grad_skips_a_layer': 'reset',
  'stale-gradients/rounded_away': 'gradient',
  'stale-gradients/sweep': 'reset reset',
  'stale-gradients/train_step_function': 'reset reset',
  'stale-gradients/trainer_never_zeroes': 'reset',
  'stale-gradients/whole_numbers': 'gradient',
  'stale-gradients/wrong_branch': 'reset reset',
  'stale-graph/forward_before_the_loop': 'forwardInLoop',
  'stale-graph/loss_before_the_loop': 'forwardInLoop',
  'uphill-update/biases_only': 'downhill',
  'uphill-update/momentum': 'downhill',
  'uphill-update/negative_rate': 'downhill',
  'uphill-update/optimizer': 'downhill',
  'uphill-update/own_scalar': 'downhill',
  'uphill-update/plus': 'downhill',
  'uphill-update/written_out': 'downhill',
};

describe('repairsOf', () => {
  const runtime = createRuntime();
  after(() => runtime.dispose());

  const errorsIn = async (text: string): Promise<readonly ErrorFinding[]> => {
    const { end, recordings } = await runText(runtime, text, beside());
    assert.equal(end.kind, 'finished', JSON.stringify(end));
    return diagnose(recordings).filter((finding) => finding.severity === 'error');
  };
  /** Applies every repair and runs what comes of it: it has to be sound. Returns their kinds. */
  const proved = async (finding: Finding, text: string): Promise<string> => {
    const repairs = repairsOf(finding, text);
    for (const { kind, code, edits } of repairs) {
      assert.equal(repairTitles[kind].includes('{0}'), code !== '', kind);
      const repaired = applied(text, edits);
      assert.deepEqual(await errorsIn(repaired), [], `${kind}\n${repaired}`);
    }
    return repairs.map(({ kind }) => kind).join(' ');
  };

  for (const { name, text } of loopsIn('broken')) {
    const key = name.replace('broken/', '');
    it(`${offered[key] ? `makes sound, by ${offered[key]}` : 'is not certain, and keeps still'}: ${name}`, async () => {
      const [finding] = await errorsIn(text);
      assert.equal(await proved(finding, text), offered[key] ?? '');
    });
  }

  it('knows no other loop than those of the corpus', () => {
    const names = loopsIn('broken').map(({ name }) => name.replace('broken/', ''));
    assert.deepEqual(
      Object.keys(offered).filter((name) => !names.includes(name)),
      [],
    );
  });

  describe('of sound loops with a fault put into them', () => {
    const mutants = loopsIn('sound').flatMap(({ name, text }) =>
      mutantsOf(text)
        .filter(({ name: fault }) => fault === 'without zeroing' || fault === 'uphill')
        .map((mutant) => ({ ...mutant, loop: name })),
    );
    let repaired = 0;

    for (const { loop, name, text } of mutants) {
      it(`makes sound what it repairs: ${loop}, ${name}`, async () => {
        const [finding] = await errorsIn(text);
        repaired += (await proved(finding, text)) ? 1 : 0;
      });
    }

    it('repairs most of them', () => {
      assert.ok(repaired >= 0.9 * mutants.length, `${repaired} of ${mutants.length}`);
    });
  });

  describe('writes as the script does', () => {
    const stale = (line: number, appliedLine: number): Finding => ({
      run: 0,
      code: 'stale-gradients',
      severity: 'error',
      line,
      step: 1,
      evidence: {
        appliedLine,
        appliedStep: 0,
        stored: 2,
        truth: 1,
        off: 1,
        parameters: [0],
        total: 1,
        names: ['parameters()[0]'],
        keptLine: null,
      },
    });
    const first = (finding: Finding, text: string) => applied(text, repairsOf(finding, text)[0].edits);

    it('with tabs', () => {
      const text =
        'for k in range(9):\n\tloss = f()\n\tloss.backward()\n\tfor w in net.ps:\n\t\tw.data -= w.grad\n';
      assert.equal(
        first(stale(3, 5), text),
        text.replace('\tloss.backward()', '\tfor w in net.ps:\n\t\tw.grad = 0.0\n\tloss.backward()'),
      );
    });

    it('with two blanks, before the comment that belongs to the backward pass, and a paragraph of its own', () => {
      const text = `for k in range(9):
  loss = f()

  # Backward
  loss.backward()

  # Update
  for i, p in enumerate(params):
    p.data -= rates[i] * p.grad
`;
      assert.equal(
        first(stale(5, 9), text),
        text.replace('  # Backward', '  for p in params:\n    p.grad = 0.0\n\n  # Backward'),
      );
    });

    it('with the zero it writes elsewhere, whatever ends its lines', () => {
      const text =
        'for p in ps:\r\n    p.grad = 0\r\nfor k in range(9):\r\n    f().backward()\r\n    for p in ps:\r\n        p.data -= p.grad\r\n';
      assert.equal(
        first(stale(4, 6), text).replaceAll('\r', ''),
        text.replaceAll('\r', '').replace('    f()', '    for p in ps:\n        p.grad = 0\n    f()'),
      );
    });

    it('and only where it is plain what is updated', () => {
      const texts = [
        // Which of the two lists?
        'for k in range(9):\n    f().backward()\n    for p in ps:\n        p.data -= p.grad\n    for q in qs:\n        q.data -= q.grad\n',
        // Only now and then.
        'for k in range(9):\n    f().backward()\n    if k % 2:\n        for p in ps:\n            p.data -= p.grad\n',
        // Not in a loop at all.
        'f().backward()\nfor p in ps:\n    p.data -= p.grad\nf().backward()\n',
      ];
      const lines = [
        [2, 4],
        [2, 5],
        [4, 3],
      ] as const;
      assert.deepEqual(
        texts.map((text, k) => repairsOf(stale(lines[k][0], lines[k][1]), text)),
        [[], [], []],
      );
    });
  });
});

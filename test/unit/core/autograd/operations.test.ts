import assert from 'node:assert/strict';
import { gradientCheck } from '../../../../src/core/autograd/gradientCheck.ts';
import { Op, symbols } from '../../../../src/core/autograd/operations.ts';
import { Tape } from '../../../../src/core/autograd/tape.ts';
import type { Value } from '../../../../src/core/autograd/value.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';

interface Sample {
  readonly apply: (inputs: readonly Value[]) => Value;
  readonly expected: (...x: number[]) => number;
  readonly at: readonly (readonly number[])[];
}

const pairs = [
  [2, 3],
  [-1.5, 0.25],
  [0, 4],
  [100, -0.5],
];
const anywhere = [[-2.5], [-0.3], [0], [0.7], [3]];
const positive = [[0.25], [0.5], [1], [7.25]];

const samples: Record<string, Sample> = {
  'a + b': { apply: ([a, b]) => a.add(b), expected: (a, b) => a + b, at: pairs },
  'a − b': { apply: ([a, b]) => a.sub(b), expected: (a, b) => a - b, at: pairs },
  'a · b': { apply: ([a, b]) => a.mul(b), expected: (a, b) => a * b, at: pairs },
  'a ÷ b': { apply: ([a, b]) => a.div(b), expected: (a, b) => a * b ** -1, at: pairs },
  '−a': { apply: ([a]) => a.neg(), expected: (a) => -a, at: anywhere },
  'a²': { apply: ([a]) => a.pow(2), expected: (a) => a * a, at: anywhere },
  'a³': { apply: ([a]) => a.pow(3), expected: (a) => a ** 3, at: anywhere },
  'a¹': { apply: ([a]) => a.pow(1), expected: (a) => a, at: anywhere },
  'a⁻¹': { apply: ([a]) => a.pow(-1), expected: (a) => a ** -1, at: [...positive, [-2]] },
  'a to 2.5': { apply: ([a]) => a.pow(2.5), expected: (a) => a ** 2.5, at: positive },
  'a to −0.5': { apply: ([a]) => a.pow(-0.5), expected: (a) => a ** -0.5, at: positive },
  'a to 0': { apply: ([a]) => a.pow(0), expected: () => 1, at: positive },
  exp: { apply: ([a]) => a.exp(), expected: Math.exp, at: anywhere },
  log: { apply: ([a]) => a.log(), expected: Math.log, at: positive },
  tanh: { apply: ([a]) => a.tanh(), expected: Math.tanh, at: [...anywhere, [-9], [20]] },
  relu: { apply: ([a]) => a.relu(), expected: (a) => Math.max(a, 0), at: [[-2.5], [-0.1], [0.1], [3]] },
  'a + 3': { apply: ([a]) => a.add(3), expected: (a) => a + 3, at: anywhere },
  'a − 3': { apply: ([a]) => a.sub(3), expected: (a) => a - 3, at: anywhere },
  'a · 3': { apply: ([a]) => a.mul(3), expected: (a) => a * 3, at: anywhere },
  'a ÷ 3': { apply: ([a]) => a.div(3), expected: (a) => a * (1 / 3), at: anywhere },
};

function assertGradients(apply: Sample['apply'], at: readonly number[], tolerance = 1e-8): void {
  for (const [k, { backward, numeric, error }] of gradientCheck(apply, at).entries()) {
    assert.ok(error <= tolerance, `input ${k} at ${at}: backward ${backward}, central difference ${numeric}`);
  }
}

describe('operations', () => {
  it('has a symbol for each code', () => {
    assert.deepEqual(
      Object.values(Op).map((code) => symbols[code]),
      ['+', '*', 'neg', '**', 'exp', 'log', 'tanh', 'relu', 'tanh(Σwx+b)'],
    );
  });

  for (const [name, { apply, expected, at }] of Object.entries(samples)) {
    it(`computes ${name}`, () => {
      for (const x of at) {
        const tape = new Tape();
        assert.equal(apply(x.map((number) => tape.value(number))).data, expected(...x), `at ${x}`);
      }
    });

    it(`differentiates ${name} as the central difference does`, () => {
      for (const x of at) {
        assertGradients(apply, x);
      }
    });
  }

  it('passes no gradient through relu where it is flat', () => {
    const tape = new Tape();
    for (const x of [-1, 0]) {
      const a = tape.value(x);
      a.relu().backward();
      assert.equal(a.grad, 0);
    }
  });

  it('differentiates composed expressions', () => {
    const expressions: Sample['apply'][] = [
      ([a, b]) => a.mul(b).add(a.pow(3)).tanh(),
      ([a, b]) => a.sub(b).pow(2).add(1).log(),
      ([a, b]) => a.exp().div(a.exp().add(b.exp())),
      ([a, b]) => a.mul(a).add(b.mul(b)).pow(0.5).mul(a).sub(b.div(3)),
      ([a, b]) => a.add(b).relu().add(a.mul(b).relu()).mul(a.tanh()),
      // The example that micrograd is introduced with.
      ([a, b]) => {
        const c = a.add(b);
        const d = a.mul(b).add(b.pow(3));
        const e = c.add(c.add(1)).add(c.add(1).sub(a));
        const f = d.add(d.mul(2)).add(b.add(a).relu());
        return e.sub(f).pow(2).div(2).add(e.pow(2).add(10).pow(-1).mul(10));
      },
    ];
    for (const expression of expressions) {
      for (const at of [
        [0.5, -0.25],
        [1.5, 2],
        [-0.75, 1.25],
      ]) {
        assertGradients(expression, at);
      }
    }
  });

  it('differentiates random graphs', () => {
    const random = new MersenneTwister(80);
    const pick = (n: number) => Math.floor(random.random() * n);
    for (let graph = 0; graph < 60; graph++) {
      // What is done, and to which of the values that are there by then. The result is kept in bounds by a tanh.
      const program = Array.from({ length: 40 }, (_, k) => ({
        kind: pick(8),
        a: pick(4 + k),
        b: pick(4 + k),
      }));
      const build = (inputs: readonly Value[]) => {
        const values = [...inputs];
        for (const { kind, a, b } of program) {
          const [x, y] = [values[a], values[b]];
          values.push(
            [
              () => x.add(y),
              () => x.sub(y),
              () => x.mul(y).tanh(),
              () => x.div(y.mul(y).add(1)),
              () => x.tanh(),
              () => x.neg().add(0.5),
              () => x.tanh().exp(),
              () => x.mul(x).add(1).log(),
            ][kind](),
          );
        }
        return values.slice(-10).reduce((sum, value) => sum.add(value.tanh()));
      };
      const at = Array.from({ length: 4 }, () => random.uniform(-1, 1));
      assertGradients(build, at, 1e-6);
    }
  });
});

import assert from 'node:assert/strict';
import { backwardSource, forwardSource } from '../../../../src/core/autograd/operationSources.ts';
import { backward, forward, Op, operands, type ScalarOp } from '../../../../src/core/autograd/operations.ts';

const numbers = [0, -0, 1, -1, 0.5, -2.75, 2, 3, 1e-300, 1e300, Infinity, -Infinity, Number.NaN];
const codes = Object.values(Op).filter((op): op is ScalarOp => op !== Op.layer);

/** The rule of operations.ts, on columns made for it. */
function rule(op: ScalarOp, a: number, b: number, g: number) {
  const data = Float64Array.of(a, b, 0);
  const grad = Float64Array.of(0, 0, g);
  forward(op, data, 2, 0, 1);
  backward(op, data, grad, 2, 0, 1);
  return { out: data[2], deposits: [...grad.slice(0, operands[op])] };
}

/** The same from its source; an exponent is a number in the source, all else a name. */
function source(op: ScalarOp, a: number, b: number, g: number) {
  const right = op === Op.pow ? (b < 0 || Object.is(b, -0) ? `(${b})` : `${b}`) : 'b';
  const out = new Function('a', 'b', `return ${forwardSource(op, 'a', right)};`)(a, b);
  const deposits = backwardSource(op, 'a', right, 'out', 'g').map(
    (expression) => 0 + new Function('a', 'b', 'out', 'g', `return ${expression};`)(a, b, out, g),
  );
  return { out, deposits };
}

describe('operationSources', () => {
  for (const [name, op] of Object.entries(Op)) {
    if (codes.some((code) => code === op)) {
      it(`computes ${name} and its gradients as operations.ts does, to the last bit`, () => {
        const code = codes[op];
        for (const a of numbers) {
          for (const b of numbers) {
            for (const g of [1, -0.75, 0, Infinity]) {
              assert.deepEqual(
                source(code, a, b, g),
                rule(code, a, b, g),
                `${name} of ${a} and ${b}, gradient ${g}`,
              );
            }
          }
        }
      });
    }
  }
});

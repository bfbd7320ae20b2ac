import { Op, type ScalarOp } from './operations.ts';

/** What the rule of operations.ts computes, as an expression of its operands `a` and `b`. A test holds the two together. */
export function forwardSource(op: ScalarOp, a: string, b: string): string {
  switch (op) {
    case Op.add:
      return `${a} + ${b}`;
    case Op.mul:
      return `${a} * ${b}`;
    case Op.neg:
      return `-${a}`;
    case Op.pow:
      return b === '2' ? `${a} * ${a}` : `${a} ** ${b}`;
    case Op.exp:
      return `Math.exp(${a})`;
    case Op.log:
      return `Math.log(${a})`;
    case Op.tanh:
      return `Math.tanh(${a})`;
    case Op.relu:
      return `Math.max(${a}, 0)`;
  }
}

/** What the rule of operations.ts adds to the gradient of each operand, from the result `out` and its gradient `g`. */
export function backwardSource(
  op: ScalarOp,
  a: string,
  b: string,
  out: string,
  g: string,
): readonly string[] {
  switch (op) {
    case Op.add:
      return [g, g];
    case Op.mul:
      return [`${b} * ${g}`, `${a} * ${g}`];
    case Op.neg:
      return [`-${g}`];
    case Op.pow:
      return [b === '2' ? `2 * ${a} * ${g}` : `${b} * ${a} ** (${b} - 1) * ${g}`];
    case Op.exp:
      return [`${out} * ${g}`];
    case Op.log:
      return [`(1 / ${a}) * ${g}`];
    case Op.tanh:
      return [`(1 - ${out} * ${out}) * ${g}`];
    case Op.relu:
      return [`(${out} > 0 ? 1 : 0) * ${g}`];
  }
}

import { backward, Op, operands } from '../autograd/operations.ts';
import { Tape } from '../autograd/tape.ts';
import type { Value } from '../autograd/value.ts';

/** What a value of the graph is; layers, neurons and inputs count from 0, as in `layers[0].neurons[1].w[2]`. */
export type Role =
  | { readonly kind: 'loss' | 'error' }
  | { readonly kind: 'input'; readonly input: number }
  | { readonly kind: 'output' | 'sum' | 'bias'; readonly layer: number; readonly neuron: number }
  | {
      readonly kind: 'weight' | 'product';
      readonly layer: number;
      readonly neuron: number;
      readonly input: number;
    };

/** One factor of the chain rule: the derivative of `of` with respect to what it was computed from. */
export interface Factor {
  readonly of: Role;
  /** What a product multiplies with: its derivative. Null for all that is no product. */
  readonly other: Role | null;
  readonly value: number;
}

export interface GraphNode {
  readonly role: Role;
  readonly data: number;
  readonly grad: number;
  /** How many nodes lie between it and the loss, the loss itself counted: 0 for the loss. */
  readonly rank: number;
  /** Of a sum: how many of its terms are no nodes of their own here, and what they come to. */
  readonly others: { readonly count: number; readonly data: number } | null;
}

/** The way from a node to one that was computed from it; both by their place among the nodes. */
export interface GraphEdge {
  readonly below: number;
  readonly above: number;
  /** The derivative of what is above with respect to what is below: the product of the factors, 1 where there are none. */
  readonly local: number;
  /** From above to below. What a sum passes on unchanged is none. */
  readonly factors: readonly Factor[];
}

/** A way from the loss down to the parameter. */
export interface GraphPath {
  /** Places of its edges, from the loss down. */
  readonly edges: readonly number[];
  readonly product: number;
}

/** What lies between the loss and one parameter. The nodes stand rank by rank: the loss is the first, the parameter the last. */
export interface PathGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Their products add up to the gradient of the parameter. */
  readonly paths: readonly GraphPath[];
}

/** Whether each operation is a node, or each neuron. */
export type Detail = 'operations' | 'neurons';

/** The way from a row of the tape to a row that was computed from it. */
interface Way {
  readonly to: number;
  readonly local: number;
  readonly factors: readonly Factor[];
}

/** What a graph of neurons leaves out. */
const inside: readonly Role['kind'][] = ['product', 'sum', 'error'];

/**
 * The graph of one sample's part of the loss, (ŷ − y)², for a tanh MLP with one output: every operation is a value of the engine,
 * and the part has been sent backward.
 *
 * `shape`: number of inputs, then of neurons in each layer; `data`: the parameters in the order of `parameters()`; `input` of
 * shape [inputs]. Throws RangeError where the last layer has not one neuron.
 */
export class ExpressionGraph {
  readonly prediction: number;
  readonly loss: number;
  private readonly tape = new Tape();
  private readonly parameters: readonly Value[];
  /** What the rows of the tape are; the partial sums of a neuron are none of this. */
  private readonly roles = new Map<number, Role>();
  private ways: ReadonlyMap<number, readonly Way[]> | null = null;

  constructor(shape: readonly number[], data: ArrayLike<number>, input: readonly number[], target: number) {
    if (shape[shape.length - 1] !== 1) {
      throw new RangeError(`The graph ends in one output, not in ${shape[shape.length - 1]}.`);
    }
    const { tape } = this;
    this.parameters = Array.from(data, (parameter) => tape.parameter(parameter));
    let x = input.map((number, k) => this.named(tape.value(number), { kind: 'input', input: k }));
    let at = 0;
    for (const [layer, width] of shape.slice(1).entries()) {
      const inputs = x;
      x = Array.from({ length: width }, (_, neuron) => {
        const end = at + inputs.length;
        const output = this.neuron(
          this.parameters.slice(at, end),
          this.parameters[end],
          inputs,
          layer,
          neuron,
        );
        at = end + 1;
        return output;
      });
    }
    this.prediction = x[0].data;
    const error = this.named(x[0].sub(target), { kind: 'error' });
    const loss = this.named(error.pow(2), { kind: 'loss' });
    this.loss = loss.data;
    loss.backward();
  }

  /** The gradient of the parameter at this place: this sample's part of what a backward pass deposits there. */
  gradOf(parameter: number): number {
    return this.parameters[parameter].grad;
  }

  /** What lies between the loss and the parameter at this place. */
  between(parameter: number, detail: Detail): PathGraph {
    const above = new Map<number, readonly Way[]>();
    const rank = new Map<number, number>();
    const visit = (row: number): number => {
      let found = rank.get(row);
      if (found === undefined) {
        const ways = this.waysFrom(row).map((way) => this.toNode(way, detail));
        found = Math.max(0, ...ways.map(({ to }) => 1 + visit(to)));
        above.set(row, ways);
        rank.set(row, found);
      }
      return found;
    };
    visit(this.parameters[parameter].index);
    // Rows of a rank in the order of the tape, which is that of the neurons.
    const rows = [...rank].sort(([a, rankA], [b, rankB]) => rankA - rankB || a - b).map(([row]) => row);
    const place = new Map(rows.map((row, k) => [row, k]));
    const edges = rows.flatMap((row, below) =>
      (above.get(row) ?? []).map(({ to, ...way }) => ({ below, above: place.get(to) ?? 0, ...way })),
    );
    const nodes = rows.map((row, k) => {
      const { data, grad } = this.tape.handle(row);
      const terms = edges.filter((edge) => edge.above === k).map((edge) => rows[edge.below]);
      return {
        role: this.roleOf(row),
        data,
        grad,
        rank: rank.get(row) ?? 0,
        others: this.others(row, terms),
      };
    });
    return { nodes, edges, paths: pathsTo(nodes.length - 1, edges) };
  }

  /** `tanh(b + w₀·x₀ + w₁·x₁ + …)`, one operation at a time, added up in micrograd's order. */
  private neuron(w: readonly Value[], b: Value, x: readonly Value[], layer: number, neuron: number): Value {
    const products = w.map((weight, input) => {
      this.named(weight, { kind: 'weight', layer, neuron, input });
      return this.named(weight.mul(x[input]), { kind: 'product', layer, neuron, input });
    });
    const sum = products.reduce(
      (sum, product) => sum.add(product),
      this.named(b, { kind: 'bias', layer, neuron }),
    );
    return this.named(this.named(sum, { kind: 'sum', layer, neuron }).tanh(), {
      kind: 'output',
      layer,
      neuron,
    });
  }

  private named(value: Value, role: Role): Value {
    this.roles.set(value.index, role);
    return value;
  }

  private roleOf(row: number): Role {
    const role = this.roles.get(row);
    if (!role) {
      throw new Error(`Row ${row} is a part of a sum.`);
    }
    return role;
  }

  /** The way on to the next row that is a node; up to there each row has one way. */
  private toNode(way: Way, detail: Detail): Way {
    let { to, local, factors } = way;
    for (;;) {
      const role = this.roles.get(to);
      if (role && (detail === 'operations' || !inside.includes(role.kind))) {
        return { to, local, factors };
      }
      const [next] = this.waysFrom(to);
      to = next.to;
      local *= next.local;
      factors = [...next.factors, ...factors];
    }
  }

  /** What a sum adds beside these terms. */
  private others(row: number, terms: readonly number[]): GraphNode['others'] {
    const role = this.roles.get(row);
    if (role?.kind !== 'sum') {
      return null;
    }
    const all = [...this.roles].filter(([, other]) => isTermOf(other, role));
    const rest = all.filter(([term]) => !terms.includes(term));
    return { count: rest.length, data: rest.reduce((sum, [term]) => sum + this.tape.handle(term).data, 0) };
  }

  private waysFrom(row: number): readonly Way[] {
    this.ways ??= this.localDerivatives();
    return this.ways.get(row) ?? [];
  }

  /** For each row, what was computed from it, with the derivative that the engine's own rule gives. */
  private localDerivatives(): Map<number, Way[]> {
    const { tape, roles } = this;
    const data = Float64Array.from(tape.handles(0, tape.size), (value) => value.data);
    const grad = new Float64Array(data.length);
    const ways = new Map<number, Way[]>();
    for (const { op, out, left, right } of tape.operations()) {
      if (op === Op.layer) {
        throw new Error('A layer as one operation has no graph of its own.');
      }
      // What goes back to the operands when a 1 arrives.
      grad[out] = 1;
      backward(op, data, grad, out, left, right);
      grad[out] = 0;
      const both = [left, right].slice(0, operands[op]);
      for (const [k, row] of both.entries()) {
        const local = grad[row];
        grad[row] = 0;
        const of = roles.get(out);
        const other = op === Op.mul ? (roles.get(both[1 - k]) ?? null) : null;
        const factors = of && op !== Op.add ? [{ of, other, value: local }] : [];
        ways.set(row, [...(ways.get(row) ?? []), { to: out, local, factors }]);
      }
    }
    return ways;
  }
}

function isTermOf(role: Role, sum: { readonly layer: number; readonly neuron: number }): boolean {
  return (
    (role.kind === 'product' || role.kind === 'bias') &&
    role.layer === sum.layer &&
    role.neuron === sum.neuron
  );
}

/** All ways from the loss, the node at 0, down to the node at this place. */
function pathsTo(node: number, edges: readonly GraphEdge[]): GraphPath[] {
  if (node === 0) {
    return [{ edges: [], product: 1 }];
  }
  return edges.flatMap((edge, k) =>
    edge.below === node
      ? pathsTo(edge.above, edges).map((path) => ({
          edges: [...path.edges, k],
          product: path.product * edge.local,
        }))
      : [],
  );
}

import assert from 'node:assert/strict';
import { type Detail, ExpressionGraph, type PathGraph } from '../../../../src/core/nn/expressionGraph.ts';
import { MersenneTwister } from '../../../../src/core/random/mersenneTwister.ts';

const details: readonly Detail[] = ['operations', 'neurons'];
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** A network with parameters by chance. */
function graphOf(shape: readonly number[], seed: number) {
  const { uniform } = new MersenneTwister(seed);
  const count = total(shape.slice(1).map((width, layer) => width * (shape[layer] + 1)));
  const data = Array.from({ length: count }, () => uniform(-1, 1));
  const input = Array.from({ length: shape[0] }, () => uniform(-3, 3));
  return { count, data, input, graph: new ExpressionGraph(shape, data, input, 0.5) };
}

function kinds({ nodes }: PathGraph): string[] {
  return nodes.map(({ role }) => role.kind);
}

describe('ExpressionGraph', () => {
  for (const shape of [
    [3, 4, 4, 1],
    [2, 1],
    [1, 3, 2, 2, 1],
  ]) {
    for (const seed of [1, 2, 3]) {
      it(`${shape.join('–')}, seed ${seed}: the paths to each parameter add up to its gradient, and each is the product of its factors`, () => {
        const { count, graph } = graphOf(shape, seed);
        for (let parameter = 0; parameter < count; parameter++) {
          for (const detail of details) {
            const { edges, paths, nodes } = graph.between(parameter, detail);
            assert.ok(near(total(paths.map(({ product }) => product)), graph.gradOf(parameter)));
            assert.equal(nodes.at(-1)?.grad, graph.gradOf(parameter));
            assert.equal(nodes[0].data, graph.loss);
            for (const path of paths) {
              const factors = path.edges.flatMap((edge) => edges[edge].factors);
              assert.ok(
                near(
                  factors.reduce((product, { value }) => product * value, 1),
                  path.product,
                ),
              );
              assert.equal(edges[path.edges[0]].above, 0);
              assert.equal(edges[path.edges.at(-1)!].below, nodes.length - 1);
            }
          }
        }
      });

      it(`${shape.join('–')}, seed ${seed}: every node's gradient is what comes from above it, each times its local derivative`, () => {
        const { count, graph } = graphOf(shape, seed);
        for (let parameter = 0; parameter < count; parameter++) {
          for (const detail of details) {
            const { nodes, edges } = graph.between(parameter, detail);
            assert.equal(nodes[0].grad, 1);
            for (const [k, { grad, rank }] of nodes.entries()) {
              const ways = edges.filter(({ below }) => below === k);
              assert.equal(rank === 0, ways.length === 0);
              assert.ok(
                rank === 0 || near(grad, total(ways.map(({ above, local }) => nodes[above].grad * local))),
              );
            }
          }
        }
      });
    }
  }

  it('has the gradients of central differences', () => {
    const shape = [3, 4, 4, 1];
    const { count, data, input, graph } = graphOf(shape, 7);
    const h = 1e-6;
    for (let parameter = 0; parameter < count; parameter++) {
      const at = (change: number) =>
        new ExpressionGraph(
          shape,
          data.map((value, k) => (k === parameter ? value + change : value)),
          input,
          0.5,
        ).loss;
      assert.ok(Math.abs((at(h) - at(-h)) / (2 * h) - graph.gradOf(parameter)) < 1e-8);
    }
  });

  it('has four paths from a weight of the first layer, one from any other', () => {
    const { graph } = graphOf([3, 4, 4, 1], 1);
    const first = graph.between(0, 'operations');
    assert.equal(first.paths.length, 4);
    assert.deepEqual(kinds(first), [
      ...['loss', 'error', 'output', 'sum'],
      ...Array(4).fill('product'),
      ...Array(4).fill('output'),
      ...Array(4).fill('sum'),
      ...Array(4).fill('product'),
      ...['output', 'sum', 'product', 'weight'],
    ]);
    assert.deepEqual(kinds(graph.between(0, 'neurons')), ['loss', ...Array(6).fill('output'), 'weight']);
    assert.equal(graph.between(16, 'operations').paths.length, 1);
    assert.deepEqual(kinds(graph.between(40, 'operations')), ['loss', 'error', 'output', 'sum', 'bias']);
  });

  it('says what a sum adds beside what is drawn', () => {
    const { data, input, graph } = graphOf([3, 4, 4, 1], 1);
    const sum = graph
      .between(0, 'operations')
      .nodes.find(({ role }) => role.kind === 'sum' && role.layer === 0);
    assert.equal(sum?.others?.count, 3);
    assert.ok(near(sum.others.data, data[1] * input[1] + data[2] * input[2] + data[3]));
    assert.ok(near(sum.data, sum.others.data + data[0] * input[0]));
  });

  it('names each factor, from the loss down', () => {
    const { data, input, graph } = graphOf([3, 4, 4, 1], 1);
    const { paths, edges } = graph.between(0, 'neurons');
    const factors = paths[2].edges.flatMap((edge) => edges[edge].factors);
    assert.deepEqual(
      factors.map(({ of, other }) => other?.kind ?? of.kind),
      ['loss', 'output', 'weight', 'output', 'weight', 'output', 'input'],
    );
    assert.ok(near(factors[0].value, 2 * (graph.prediction - 0.5)));
    assert.ok(near(factors[1].value, 1 - graph.prediction ** 2));
    assert.equal(factors[2].value, data[36 + 2]);
    assert.deepEqual(factors[4].other, { kind: 'weight', layer: 1, neuron: 2, input: 0 });
    assert.equal(factors[4].value, data[16 + 2 * 5]);
    assert.equal(factors[6].value, input[0]);
  });

  it('refuses more than one output', () => {
    assert.throws(() => new ExpressionGraph([1, 2], [1, 2, 3, 4], [1], 0), RangeError);
  });
});

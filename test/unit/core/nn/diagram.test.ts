import assert from 'node:assert/strict';
import { parameterNames } from '../../../../src/core/lesson/parameterNames.ts';
import { diagramOf } from '../../../../src/core/nn/diagram.ts';

describe('diagramOf', () => {
  it('joins the units that the parameters are named after', () => {
    const shape = [3, 4, 4, 1];
    const { edges, biases } = diagramOf(shape);
    const names = parameterNames(shape, 41);
    assert.equal(edges.length + biases.length, 41);
    for (const { parameter, layer, from, to } of edges) {
      assert.equal(names[parameter], `layers[${layer - 1}].neurons[${to}].w[${from}]`);
    }
    for (const { parameter, layer, neuron } of biases) {
      assert.equal(names[parameter], `layers[${layer - 1}].neurons[${neuron}].b`);
    }
  });
});

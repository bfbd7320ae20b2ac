import assert from 'node:assert/strict';
import { modelNames } from '../../../../src/core/lesson/modelNames.ts';

const names = (text: string, madeOn: number | null = null) => modelNames(text.split('\n'), madeOn);

describe('The names of the model', () => {
  it('are what is asked for its parameters, the one that was made first', () => {
    const text = 'model = MLP(3, [4, 4, 1])\ndef train(net):\n  net.zero_grad()\ntrain(model.parameters())';
    assert.deepEqual(names(text, 1), ['model', 'net']);
    assert.deepEqual(names('model = MLP(3, [1])\nparams = model.parameters()'), ['model']);
  });

  it('are not those of its parts', () => {
    const text = [
      'class MLP:',
      '    def parameters(self):',
      '        return [p for layer in self.layers for p in layer.parameters()]',
      '    def zero_grad(self):',
      '        for p in self.parameters(): p.grad = 0',
      'n = MLP(3, [4, 4, 1])',
      'for i, part in enumerate(n.layers): print(i, part.parameters())',
      'for p in n.parameters(): p.data -= 0.1 * p.grad',
    ].join('\n');
    assert.deepEqual(names(text, 6), ['n']);
  });

  it('are not those of another model', () => {
    const text = 'small = MLP(3, [1])\nlarge = nn.MLP(3, [8, 8, 1])\nsmall.parameters()\nlarge.parameters()';
    assert.deepEqual(names(text, 1), ['small']);
    assert.deepEqual(names(text, 2), ['large']);
    assert.deepEqual(names(text), ['large', 'small']);
  });

  it('are none where nothing is asked', () => {
    assert.deepEqual(names('w = Value(0.5)\nself.parameters()', 1), []);
    assert.deepEqual(names('import os\nos.model.parameters()'), []);
  });
});

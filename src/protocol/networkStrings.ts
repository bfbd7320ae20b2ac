/** What the drawing of the network says, in English. */
export const networkStrings = {
  'network.title': 'The network, learning',
  'network.none': 'It is drawn here as soon as something trains a model.',
  'network.text':
    '{0} parameters: each line is a weight, each stem below a neuron its bias. Thick is large; blue is positive, orange and dashed is negative.',
  'network.gradText':
    'Now the gradients: how much the loss would grow if a parameter grew. An update goes the other way.',
  'network.overlay': 'What the lines show',
  'network.weights': 'weights',
  'network.gradients': 'gradients',
  'network.sample': 'Sample in the neurons',
  'network.sampleLabel': 'Sample {0}: {1}',
  'network.activity': 'In the neurons: what they said about {0} in step {1}.',
  'network.aim': 'The dashed ring is the target.',
  'network.inactive': 'What is in the neurons appears with the first forward pass.',
  'network.unknown':
    'What is in the neurons cannot be shown: this model computes in another way than tanh(Σwx + b), or its inputs are not known.',
  'network.chooseParameter': 'Parameter',
  'network.chooseHint': 'Choose a line, or a parameter here, to see where it has been.',
  'network.data': 'data',
  'network.grad': 'grad',
  'network.deposit': 'last deposit',
  'network.deposits': 'what its gradient is made of: the deposits since it was last reset',
  'network.historyData': 'data after each step',
  'network.historyGrad': 'gradient each update used',
  'network.historyTable': 'This history as a table',
  'network.historyNow': 'at step {0}: {1}',
  'network.tooLarge': 'This network has {0} parameters; up to {1} can be drawn.',
  'network.noShape': 'The layers of this model are not known, so it cannot be drawn.',
  'network.summary':
    'The network: {0}. The largest weight is {1} with {2}; the largest gradient is {3} with {4}.',
  'network.table': 'All parameters as a table',
} as const;

/** What a step under the loupe says, in English. */
export const loupeStrings = {
  'loupe.title': 'One step under the loupe',
  'loupe.text':
    'From the loss of one sample, at the top, back to one parameter, at the bottom. Each box has data and grad. Each line has its local derivative: how much the upper box changes when the lower one does.',
  'loupe.sample': 'Sample',
  'loupe.detail': 'What the boxes are',
  'loupe.neurons': 'neurons',
  'loupe.operations': 'every operation',
  'loupe.parameter': 'Back to',
  'loupe.names':
    'Names: h0[2] is what layers[0].neurons[2] says, w1[3][2] is the weight that layers[1].neurons[3] gives it, b1[3] its bias, and x1[0] the first number of sample x1.',
  'loupe.box': 'The graph',
  'loupe.summary':
    'The graph of step {0}, from the loss of {1}, {2}, back to {3}. {4} Its gradient from this sample is {5}.',
  'loupe.onePath': 'One path leads there.',
  'loupe.paths': '{0} paths lead there.',
  'loupe.zoomIn': 'Closer: more digits',
  'loupe.zoomOut': 'Farther away',
  'loupe.fit': 'Fit',
  'loupe.fitHint': 'As wide as there is room',
  'loupe.hint':
    'Closer means more digits: +, − and 0 on the keyboard, or Ctrl and the wheel. Drag to move sideways.',
  'loupe.others': '{0} other terms: {1}',
  'loupe.other': '1 other term: {0}',
  'loupe.choosePath': '{0} paths to the loss',
  'loupe.single': 'The one path to the loss, multiplied out',
  'loupe.through': 'through {0}',
  'loupe.together': 'together',
  'loupe.product': 'This path, multiplied out',
  'loupe.ones': 'Sums pass on what they get: their derivative is 1, and left out.',
  'loupe.part': 'So the part that {0} has in the gradient of {1} is {2}.',
  'loupe.allParts': 'The parts of the {0} samples, {1}, add up to {2}',
  'loupe.allSum': 'The parts of all {0} samples add up to {1}',
  'loupe.deposited': '{0}: that is what the run’s own backward pass deposited in step {1}.',
  'loupe.toCome':
    '{0}: that is what a backward pass of this loss adds. Step on to the backward phase, and compare.',
  'loupe.otherwise':
    '{0}. The run deposited {2} in step {1}: what it sent backward was not this loss once, and nothing else.',
  'loupe.table': 'The boxes as a table, with all digits',
  'loupe.value': 'value',
  'loupe.waiting': 'There is something to see with the first forward pass.',
  'loupe.unknown':
    'The inputs, the targets or the layers of this model are not known, so the graph cannot be built once more.',
  'loupe.outputs': 'This network has more than one output; the loupe follows one.',
  'loupe.tooLarge': 'This network is too large for the loupe.',
  'loupe.otherModel':
    'Built once more as tanh(Σwx + b), this step does not give the predictions that your run made. It computes in another way, so nothing is drawn here that would not be true.',
  'loupe.otherLoss':
    'The loss of this run is not the sum of (ypred − y)² over its samples. It is computed in another way, so nothing is drawn here that would not be true.',
} as const;

/** What the zero-grad laboratory says, and the exhibit of gradients that add up on purpose, in English. */
export const zeroLabStrings = {
  'zero.title': 'The zero-grad laboratory',
  'zero.text':
    'The same weights, trained twice for {0} steps at {1}. One loop empties its gradients before each backward pass, the other never does.',
  'zero.seeds': 'Seed',
  'zero.random': 'a random one',
  'zero.another': 'Draw another seed',
  'zero.locked': 'Seed {0} opens when you have caught the bug.',
  'zero.hunt': 'To the hunt',
  'zero.question': 'Seed {0}: which loop will have the lower loss after {1} steps?',
  'zero.questionLate': 'And after {1} steps: which loop will have the lower loss then?',
  'zero.held': 'How it goes on after {0} steps is shown once you have said what you expect.',
  'pair.guess': 'your guess',
  'pair.sound': 'sound',
  'pair.buggy': 'with the bug',
  'zero.summarySound':
    'The loss of the sound loop with seed {0} against the training step, on a logarithmic scale: from {1} to {2} at step {3}. The loop with the bug is not shown before you have said what you expect.',
  'zero.summary':
    'The loss of both loops with seed {0} against the training step, on a logarithmic scale. The sound loop goes from {1} to {2} at step {4}, the one with the bug to {3}.',
  'zero.summaryEarly':
    'The loss of both loops with seed {0} against the training step, on a logarithmic scale. The sound loop goes from {1} to {2} at step {3}. The one with the bug is at {5} at step {4}; how it goes on is not shown before you have said what you expect.',
  'zero.slider': 'Step of both loops',
  'zero.sliderText': 'step {0}: loss {1} in the sound loop, {2} with the bug',
  'zero.now': 'Both loops at step {0}',
  'zero.step': 'step {0}',
  'zero.stored': 'stored ‖grad‖',
  'zero.new': 'new ‖grad‖',
  'zero.columns':
    'Stored is the gradient that the update goes by; new is what this step’s backward pass has added.',
  'zero.never':
    'With this seed the loss will never tell: at step {0} it is {1} with the bug, {2} without. Only the gradients do.',
  'zero.plain': 'At step {0} the loss is {1} with the bug, {2} without.',
  'zero.bursts':
    'With the bug it looks finished at step {0}, at {1}. At step {2} it is back at {3}. Its worst is {5}, at step {4}; at step {6} it is {7}.',
  'zero.stays':
    'With the bug it looks finished at step {0}, at {1}. From step {2} on it stays above 1; at step {3} it is {4}.',
  'zero.whyFaster':
    'Old gradients push on like momentum: at step {0} the update with the bug went by a gradient of length {1}, the sound one by one of {2}. So the loop with the bug came down faster.',
  'zero.whyFlat':
    'The loop with the bug got down early, to where tanh is flat: at step {0} the gradient of that step alone is {2}. The pile of {1} still moves the weights, and the loss does not feel it.',
  'zero.whyBurst':
    'The pile pushes on when there is nothing left to learn: at step {0} the loss with the bug was {1} and the gradient of that step alone {2}, but the update went by one of {3}. At step {4} the loss is {5}: it has been carried out of the valley.',
  'zero.whyStuck':
    'And no slope leads it back: at step {0} its predictions are where tanh is flat, and the gradient of that step alone is {1}.',
  'zero.whyPast':
    'Old gradients push the loop with the bug past where it should go: at step {0} its update went by a gradient of length {1}, and that of the step alone is {2}.',
  'zero.many': 'Draw {0} more',
  'zero.stop': 'Stop drawing',
  'zero.tallyOne': 'One seed tells little. Draw more, and they are counted here.',
  'zero.tally': 'Of {0} seeds the loop with the bug was lower after {1} steps in {2}, after {3} in {4}.',
  'zero.deposits': 'What one gradient consists of at step {0}, drawn to one scale',
  'pair.table': 'Both curves as a table',
  'accumulation.title': 'The pile, put to use',
  'accumulation.text':
    'Once per update, not once per pass: the gradients are set to zero, four backward passes over one sample each add to them, and one update is made of the sum.',
  'accumulation.pass': 'sample {0}',
  'accumulation.batch': 'all four at once',
  'accumulation.passColumn': 'backward pass',
  'accumulation.loss': 'its loss',
  'accumulation.stored': '‖grad‖ after it',
  'accumulation.same':
    'Of {0} gradients none differs from that of the full batch by more than {1}; after the update no parameter does by more than {2}. That is rounding: the sums are the same, only added in another order.',
} as const;

/** What the exhibits of the lesson say, in English: what one does in them, and what comes of it. */
export const exhibitStrings = {
  progress: '{0} of {1}',
  progressLabel: 'Deliverables done: {0} of {1}',
  section: 'Section {0}',
  openingLabel: 'Before you begin',
  beginWrite: 'Write my loop',
  beginWatch: 'Watch the finished one',
  'loop.go': '{0}. Go there.',
  'loop.goWith': '{0}: {1}. Go there.',
  'loop.notThere': '{0}: not in this step',
  'numbers.empty': 'Nothing has trained yet. Your own loop brings this to life; to see it move at once:',
  'numbers.watch': 'Watch the finished loop',
  'numbers.none': 'Click a phase, or step the run, and its numbers are here.',
  'numbers.forward': 'What the network says, beside what it should say',
  'numbers.loss': 'Each error squared, and their sum',
  'numbers.zeroGrad': 'What the step before had left, and what is left now',
  'numbers.backward': 'The steepest of {0} gradients',
  'numbers.update': 'The parameters that moved furthest, of {0}',
  'numbers.sum': 'sum',
  'numbers.before': '‖grad‖ before',
  'numbers.after': '‖grad‖ after',
  'numbers.length': '‖grad‖, all together',
  'order.title': 'First, put them in order',
  'order.text':
    'Five phases, shuffled. Bring them into an order in which a network would learn, over and over. Drag them, or use the arrow keys; more than one order is right.',
  'order.does.forward': 'Asks the network about every sample.',
  'order.does.loss': 'Says in one number how wrong the answers are.',
  'order.does.zeroGrad': 'Empties every gradient.',
  'order.does.backward': 'Adds to every gradient which way is uphill, and how steep.',
  'order.does.update': 'Moves every parameter a little downhill.',
  'order.label': 'The phases, from first to last',
  'order.card': '{0} {1} {4} – place {2} of {3}',
  'order.up': 'Move {0} up',
  'order.down': 'Move {0} down',
  'order.check': 'Check the order',
  'order.show': 'Show me one that works',
  'order.waits': 'The text goes on here once your cards are in an order that trains.',
  'order.right': 'Yes: that loop learns.',
  'order.rightEarly':
    'Gradients are zeroed before backward adds to them, and the update finds this step’s gradient alone. They may be zeroed anywhere but between backward and update.',
  'order.rightLate':
    'You empty the gradients right after they have been used, so the next backward pass finds zeros. Right before backward would do as well.',
  'order.zeroedBeforeUpdate':
    'Try to follow one gradient: backward computes it, zero grad throws it away, and the update subtracts lr times nothing. The loss would stay where it is, for ever.',
  'order.lossBeforeForward':
    'The loss compares predictions with targets, and there are no predictions yet. In the first step Python would stop with a NameError; later, it would judge the answers of the step before.',
  'order.backwardBeforeLoss':
    'Backward begins at the loss and walks to the parameters. Before there is a loss, it has nowhere to begin: Python would stop in the first step.',
  'order.updateBeforeBackward':
    'The update goes by the gradients, and backward has yet to compute them. The first update would move nothing, and the gradients of the last step would never be used.',
  'hints.show': 'Give me a hint',
  'hints.more': 'Another hint',
  'hints.way': 'Show me one way',
  'hints.wayTitle': 'One way to write it',
  'hints.write': 'Write it into my file',
  curvesTable: 'These curves as a table',
  lossesTable: 'The losses of this run as a table',
  'waits.late': 'The text goes on here once you have said which loop is lower after all steps, too.',
  'waits.5571':
    'What becomes of seed 5571 is told here once you have chosen it above, and said what you expect.',
  answerFirst: 'The text goes on here once you have answered.',
  'guess.title': 'What will a learning rate of 1.0 do?',
  'guess.text':
    'Twenty times the rate of the lesson, the same weights, twenty steps. Choose the curve that you expect.',
  'guess.faster': 'It falls at once, and stays down.',
  'guess.wobbles': 'It jumps up and down, then settles.',
  'guess.stuck': 'It gets stuck high up.',
  'guess.infinity': 'It grows without end.',
  'guess.again': 'Guess again',
  'guess.yours': 'your guess',
  'guess.real': 'the run',
  'guess.summary':
    'Loss of a run at a learning rate of 1.0, computed now: from {0} at step 0 to {1} at step {2}.',
  'guess.fasterAnswer':
    'It is a natural thought: twenty times the step, a twentieth of the time. But the gradient is a promise about the nearest surroundings only. Steps this long land on the far slope, and the loss is {0} in the end.',
  'guess.wobblesAnswer':
    'It does jump, at first. To settle it would need gradients that still mean something, and the first leaps have pushed the neurons to the flat ends of their tanh. It stays near {0}.',
  'guess.stuckAnswer':
    'So it is: it ends at {0}, and would stay there for ever. The first leaps have pushed the neurons to the flat ends of their tanh, where there is hardly any gradient left to go by.',
  'guess.infinityAnswer':
    'In many networks it would. Here a tanh bounds every answer, so four samples can cost no more than 16. Instead of growing it gets stuck, at {0}, with neurons so far out that they have no gradient left.',
  'rates.title': 'The learning-rate laboratory',
  'rates.text':
    'Seed {0}, {1} steps. Four rates to compare with, in grey; yours is drawn anew while you drag.',
  'rates.textUnguessed':
    'Seed {0}, {1} steps. Three rates to compare with, in grey; 1.0 joins them, and the slider goes as far, once you have guessed above. Yours is drawn anew while you drag.',
  'rates.slider': 'Learning rate',
  'rates.presets': 'Learning rates to begin with',
  'rates.result': 'loss at step {0}: {1}',
  'rates.use': 'Try {0} in my file',
  'rates.summary':
    'Loss against training step on a logarithmic axis. Learning rate {0}: {1} at the last step. To compare: {2}.',
  'rates.summaryOne': '{0} ends at {1}',
  'schedule.summary':
    'A schedule: the learning rate rises from 0 to its highest in the first tenth of the steps, then falls along half a cosine to 0.',
  'schedule.caption':
    'A schedule as large networks have it: warm-up, then cosine decay. 1 is the highest rate.',
  'matrix.label': 'What matters today, by time and by depth',
  'matrix.deep': 'builds deep intuition',
  'matrix.surface': 'stays at the surface',
  'matrix.quick': 'quick',
  'matrix.slow': 'slow, but worth it',
  'matrix.first': 'Do first',
  'matrix.firstText':
    'Write the loop on the four samples. Twenty steps, the loss printed at each, and watch it converge.',
  'matrix.ifTime': 'Do if time',
  'matrix.ifTimeText': 'Try 0.001, 0.01, 0.1 and 1.0 on the same network, and name what each of them does.',
  'matrix.carefully': 'Do carefully',
  'matrix.carefullyText':
    'After training, print what the network says about each sample, and hold it against ys.',
  'matrix.avoid': 'Avoid today',
  'matrix.avoidText':
    'Regularisation, batch norm, clever optimisers. Each of them answers a problem that four samples do not have, and hides the one thing to be seen today.',
  'matrix.done': 'done',
  'matrix.go': 'Go to it',
} as const;

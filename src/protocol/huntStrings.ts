/** What the bug hunt says, and the stacks of deposits that its evidence is found in. Part of the lesson's strings. */
export const huntStrings = {
  huntIntro:
    'Somebody’s training loop is in {0}. It runs, it learns, and one thing in it is wrong. Say what you expect, watch it, find the evidence, and repair it yourself.',
  huntDone: 'done',
  'hunt.predict': 'Predict',
  'hunt.run': 'Watch it',
  'hunt.evidence': 'Find the evidence',
  'hunt.mark': 'Mark the place',
  'hunt.repair': 'Repair it',
  huntPredictText:
    'Two loops begin with the same weights. One is sound, the other has the bug. Which of them has the lower loss?',
  huntAfterSteps: 'After {0} steps',
  'huntLoop.sound': 'the sound loop',
  'huntLoop.buggy': 'the loop with the bug',
  huntPredictWhy: 'The loop does not run before you have said so: its curve would tell.',
  huntOpenRun: 'Open {0} and run it',
  huntOpen: 'Open {0}',
  huntPredicted: 'Your predictions are in. Now let it train for its 200 steps.',
  huntRestricted: 'In Restricted Mode no script runs. Trust this workspace, and the hunt goes on.',
  huntStrayed:
    'What ran is not the loop as it came. “Day 5: Reset This File” brings it back, and keeps yours beside it.',
  huntFailed:
    '{0} does not run as it stands: {1}. Put it right, and it runs by itself; or “Day 5: Reset This File” brings the loop back as it came, and keeps yours beside it.',
  huntFailedAt:
    '{0} does not run as it stands: {1}, in line {2}. Put that right, and it runs by itself; or “Day 5: Reset This File” brings the loop back as it came, and keeps yours beside it.',
  huntGoToLine: 'Go to line {0}',
  huntSaidRight: 'You said {0}, and your guess holds: after {1} steps it is lower, at {2}; {4} is at {3}.',
  huntSaidWrong:
    'You said {0}, and it is the other way round: after {1} steps that one is at {2}, and {4} is lower, at {3}.',
  lossTiny: 'less than {0}',
  huntBreaksOut:
    'The bug wins, and then it loses: from step {0} on its loss stays above 1. At step {1} nothing in the curve would have warned you.',
  huntCurveSummary:
    'The loss of both loops against the training step, on a logarithmic scale. The sound loop goes from {0} to {1}, the one with the bug from {2} to {3}.',
  huntEvidenceText:
    'The loss could not tell you. The gradients can: step the run, and watch what one parameter’s gradient is made of.',
  huntEvidenceElsewhere: 'What is shown now is the run of another file.',
  huntEvidenceKept: 'The stacks of the loop as it came, at step {0}',
  huntEvidenceQuestion: 'When the update of step {0} runs, which gradients does it use?',
  huntShowStep: 'Go to the backward pass of step {0}',
  'huntAnswer.own': 'that of step {0} alone',
  'huntAnswer.two': 'those of steps {1} and {0}',
  'huntAnswer.all': 'those of all steps so far',
  'huntAnswered.own':
    'That is what a sound loop uses. Go to the backward pass of step {0} and count the layers of a stack: this run has stored more than one.',
  'huntAnswered.two':
    'There is more than that. Go to the backward pass of step {0} and read the numbers beside the layers.',
  'huntAnswered.all':
    'Yes. Every backward pass adds to what is stored, and here nothing takes it away again: the update of step {0} uses {1} gradients, all but one of which have been used before.',
  huntMarkText:
    'Something has to reset the gradients. Put the caret on a line of {0}: the reset would go in just above it. Then press {1}, or the button.',
  huntMarkButton: 'Mark the line of the caret',
  huntMarked: 'Line {0}',
  huntMarkedAbove: 'Above',
  huntMarkedBlank: '(a blank line)',
  'huntMark.beforeModel': 'Above line {0} there is no model yet, and so nothing to reset.',
  'huntMark.beforeLoop':
    'Above line {0} the reset would run once, before the first step. The backward pass in line {1} adds to the gradients in every step.',
  'huntMark.afterLoop':
    'Above line {0} the last step is over: every update has used what was stored by then.',
  'huntMark.beforeUpdate':
    'Above line {0} the reset would come after the backward pass in line {1} and before the update in line {2} is done with the gradients: there would be zeros left, and nothing would move.',
  'huntMark.elsewhere':
    'No training was recorded around line {0}: a reset there would not run in every step.',
  'huntMark.beforeBackward': 'Yes. There it runs in every step, before the backward pass adds anything.',
  'huntMark.afterUpdate': 'Yes. There it runs in every step, once the update has used the gradients.',
  'huntMark.inForward':
    'That works: the line is in a function that every step calls before its backward pass. Whoever calls it only to predict may be surprised, though.',
  huntRepairedFirst:
    'Your loop is sound already: line {0} resets the gradients. Mark that place, and the bug is caught.',
  huntRepairText: 'Now write the reset there, by hand. {0} runs as you type, and what it does decides.',
  huntBefore: 'as it came',
  huntAfter: 'as it runs now',
  huntAllLabel: '{0}: the stacks of all {1} parameters; the tallest has {2} layers.',
  huntAllOwn: 'What all {0} parameters store is of step {1} alone.',
  'huntRepair.sound': 'It is sound: the loss goes from {1} to {2}, by gradients that are one layer high.',
  'huntRepair.unchanged':
    'The code has changed, and still nothing resets the gradients: line {0} adds to what is there.',
  'huntRepair.kept':
    'Line {0} changes the old gradients, but a part of each is still there when the new ones come. Only 0 is a fresh start.',
  'huntRepair.once': 'Line {0} resets the gradients, but in one step only of {2}.',
  'huntRepair.sometimes':
    'Line {0} resets the gradients in {1} of {2} steps. In the others the old ones are still there.',
  'huntRepair.some': 'Line {0} resets gradients, but {1} of the {2} parameters keep theirs.',
  'huntRepair.cleared':
    'Line {0} resets the gradients after the backward pass and before the update: the update finds zeros.',
  'huntRepair.fault': 'The gradients are reset, but the loop has another fault now, in line {0}.',
  'huntRepair.noTraining': 'Nothing trains any more: there is no update left.',
  'huntRepair.tooShort': 'It is sound, but it trains for {1} steps only. Let it run for at least {2}.',
  'huntRepair.otherSeed':
    'It is sound, but it is another run: it begins with other weights. The hunt’s line is random.seed({2}).',
  'huntRepair.notLearning': 'It is sound, but it hardly learns: the loss goes from {1} to {2}.',
  huntHint: 'Give me a hint',
  huntHintNumber: 'Hint {0} of {1}',
  'huntHint.1':
    'A backward pass only ever adds. Look at a stack after two steps: which of its layers has done its work already?',
  'huntHint.2':
    'The reset has to run once in every step. It may stand anywhere in the loop, except where it throws away what the update still needs.',
  'huntHint.3':
    'Just before the backward pass is a good place. One gradient is reset by p.grad = 0.0, and there are 41: go through the parameters as the update does.',
  huntCaught: 'Caught',
  huntCaughtText: 'The repaired loop ends at a loss of {0}. With the bug it ended at {1}.',
  huntCaughtAlways:
    'The bug does not always show. We have trained this model from {0} seeds: after {1} steps the loop with the bug is worse in {2}% of them, and in the others it is not, because a gradient that is never reset pushes on like momentum without a brake. But the gradient it steps by is wrong in every one.',
  huntCaughtTorch:
    'In PyTorch gradients add up, too, so that a large batch can be fed in pieces. That is what optimizer.zero_grad() is for: it says where the gradient of one step ends and that of the next begins.',
  stackParameter: 'Parameter',
  stackNone: 'Nothing is stored: no backward pass since the last reset.',
  stackNoDeposit: 'Nothing is stored: the backward pass added 0 to this one.',
  stackOne: 'One layer, of step {0}: what is stored, {1}, is that step’s gradient.',
  stackSameStep: '{0} layers, all of step {1}: together they are that step’s gradient, {2}.',
  stackMany: '{0} layers, of steps {1} to {2}. Stored is {3}; the gradient of step {4} alone is {5}.',
  stackQuiet:
    '{0} layers, of steps {1} to {2}; the backward passes since then have added 0. Stored is {3}, and the gradient of step {4} alone is {5}.',
  stackThin: 'At this scale that is too thin to see.',
  stackOld: 'One layer, of step {0}: {1} is stored; the gradient of step {2} is {3}.',
  stackOf: 'step {0}',
  stackStored: 'stored {0}',
  stackTruth: 'step {0}: {1}',
  stackAll: 'All {0} parameters, a scale for each row',
  stackAllLabel: 'The stacks of all {0} parameters; the tallest has {1} layers. {2} is chosen.',
  stackTable: 'As a table',
  stackAllTable: 'All stacks in numbers',
  stackLayers: 'layers',
  stackFresh: 'of step {0}',
  stackStep: 'step',
  stackDeposit: 'deposit',
  stackEarlier: 'earlier',
  stackSum: 'stored',
} as const;

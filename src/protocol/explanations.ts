import type { ExplanationKey } from '../core/lesson/explain.ts';

/**
 * What a beginner's mistake means, in English: what has happened and what to look at. The host translates the sentence and
 * fills `{0}` in with the values of its `Explanation`.
 */
export const explanations: Readonly<Record<ExplanationKey, string>> = {
  forgottenCall:
    'A function stands here that was not called. Look for missing parentheses, as in model.parameters().',
  backwardOnFloat:
    'A plain float does not know how it was computed, so there is nothing to go back through. Build the loss from the predictions themselves, not from their .data.',
  backwardOnInt:
    'backward() was called on a plain int, such as the 0 that a sum begins with. Look whether any error was ever added to it.',
  backwardOnList:
    'backward() was called on a {0} of several things. It belongs to the loss, a single Value: the sum over all samples.',
  plainNumber:
    'A plain {0} has no .{1}; only a Value has. Look whether .data was already taken, or whether this is an input or a target.',
  tupleAttribute:
    'This is a tuple, several things in one, and .{0} belongs to one of them. Give each a name, as in for k, p in enumerate(…).',
  listOfValues:
    'This is a {0}, and .{1} belongs to each Value in it. Go through them with a for loop or a comprehension.',
  noneAttribute:
    'There is a None where something with .{0} was expected. A function without return gives back None, and so does append().',
  zeroGradOfModel:
    'zero_grad() belongs to the model: model.zero_grad(). A single Value is reset with .grad = 0.',
  parametersOfModel:
    'parameters() belongs to the model, and this is a single Value. Look whether the name model was given to something else.',
  numberOfValue: 'A Value has no {0}(), as PyTorch’s tensors do. Its plain number is its .data.',
  callModel: 'There is no forward() here: the model itself is called like a function, model(x).',
  backwardOfLoss: 'backward() belongs to the loss, not to the model: loss.backward().',
  noZeroGrad:
    'This {0} has no zero_grad(). Set p.grad to 0 for every p in model.parameters(), or write the method.',
  nearAttribute: 'There is no {1} in a {0}, but there is {2}. Look at the spelling.',
  unknownAttribute:
    'There is no {1} in a {0}. Look at the spelling, and whether this is the object it should be.',
  unknownInModule: 'There is no {1} in the module {0}. Look at the spelling.',
  notImportable: 'There is no {0} in the module {1}. Look at the spelling.',
  notInMicrograd: 'There is no {0} in {1}. What the lesson uses from there are Value, Neuron, Layer and MLP.',
  noPlotting: '{0} is not here, and not needed: the lesson draws the loss curve while the loop runs.',
  noLibrary: '{0} is not here, and not needed: this is plain Python, with math, random and micrograd.',
  noModule:
    'There is no module called {0} here. There are those of Python itself, micrograd, and the Python files beside this one.',
  forgottenImport: '{0} has to be imported before it is used: write import {0} at the top of the file.',
  nearName: 'Nothing is called {0} here, but there is {1}. Names must match letter for letter, capitals too.',
  parameterOutsideLoop:
    'There is no p yet when this line runs. It comes from for p in model.parameters(), and the line belongs inside that loop.',
  unknownName:
    'Nothing is called {0} yet when this line runs. Look at its spelling, and whether the line that makes it comes first.',
  inMath: '{0} is in the module math: write import math at the top of the file, and math.{0} here.',
  localBeforeValue:
    'This function assigns to {0}, so inside it {0} is a name of its own, without a value yet. Give it one first, or pass it in.',
  emptyBlock:
    'The block that begins on line {0} has no indented line yet. A comment is not enough; pass holds the place.',
  unindent:
    'The indentation of this line fits no block above it. The lines of one block begin in the same column.',
  unexpectedIndent:
    'This line is indented further than the one above, although no block begins there. A block begins after a line that ends with a colon.',
  tabsAndSpaces: 'Tabs and spaces are mixed in the indentation here. Use spaces alone, four for each level.',
  missingColon:
    'A colon is missing here. Lines that begin a block, such as for, while, if and def, end with one.',
  elseIf: 'Python writes else if as one word: elif.',
  nullByte:
    'A character that cannot be seen stands in this line, a null byte. Delete the line and type it again.',
  neverClosed: 'The {0} here is never closed. Look where its partner belongs.',
  unmatched: 'This {0} closes nothing: it is one too many, or its partner before it is missing.',
  bracketMismatch: 'A {0} stands where the {1} before it has yet to be closed.',
  openBraces: 'A curly bracket in this f-string is not closed.',
  openText: 'A text begins with a quote here and does not end. Close it with the same quote.',
  assignInCondition: 'A single = gives a name a value. To compare two values, write ==.',
  notAssignable:
    'Nothing can be assigned to what stands left of the = here. A name or an attribute belongs there, such as loss or p.grad.',
  printParentheses: 'print is a function: what it prints goes between parentheses, as in print(loss.data).',
  missingZip: 'A loop over two lists needs zip() to take one element of each at a time: zip({0}, {1}).',
  bareGenerator:
    'A comprehension that is not the only argument needs parentheses of its own, as in sum((… for … in …), 0.0).',
  forWithoutIn: 'A for loop names what it goes through after the word in, as in for k in range(20).',
  rangeParentheses: 'range is called with round parentheses, as in range(20).',
  misspeltFor: 'A loop over several things begins with the word for; here stands {0}.',
  forgottenComma:
    'Two things stand side by side here with nothing between them. Look for a comma or an operator that is missing.',
  numberBeforeName: 'A number runs into a name here. To multiply, write * between them.',
  strangeCharacter:
    'Python does not know the character {0} here; copied text often brings such a one along. Type this place again.',
  returnOutside: 'return works only inside a function. Look at the indentation of this line.',
  breakOutside: '{0} works only inside a loop. Look at the indentation of this line.',
  noIncrement: 'Python has no {0}. Write += 1 or -= 1.',
  none: 'There is a None where a value was expected. A function without return gives back None.',
  initReturns: '__init__ prepares the new object and gives nothing back. Take its return away.',
  layerSizes:
    'A network is made from its number of inputs and one list of layer sizes, as in MLP(3, [4, 4, 1]).',
  oneSample:
    'The model takes one sample at a time: a list with a number for each input, as in model([2.0, 3.0, -1.0]).',
  moduleCalled:
    'This is a whole module. Its functions are called through it, as in random.random() or math.tanh(0.5).',
  listCalled: 'A list is not a function. Its elements are taken with square brackets, as in xs[0].',
  notAFunction:
    'Parentheses call a function, and what stands before them is no function, but of type {0}. Look for a missing *, parentheses too many, or a name such as sum or model that was given to something else.',
  noCallMethod:
    'An object can be called like a function if its class has a __call__, with two underscores on either side. {0} has none.',
  noInit: '{0} has no __init__ that takes something. Look for two underscores on either side of the name.',
  calledOnClass:
    '{0}() was called on the class. Make an object first, and call it on that: model.parameters().',
  missingSelf: 'A method is given its own object first: its def begins with self, as in def {0}(self).',
  missingArgument: '{0}() was called without {1}. Compare the call with the line that begins with def.',
  tooManyArguments:
    '{0}() was given more than it takes. Compare the call with the line that begins with def.',
  tooManyForMethod:
    '{0}() was given more than it takes. Compare the call with its def, where self comes first: Python itself fills that in.',
  formatValue: 'A Value cannot be formatted as a number, but its .data can, as in loss.data.',
  formatList: 'A list cannot be formatted as one number. Format its elements one by one.',
  valueAsNumber:
    'A plain number is needed here: .data of this Value. To compute on with gradients, use the methods of the Value, such as tanh().',
  dataIsValue:
    'A Value sits where a plain number belongs. Look at the lines that assign to .data: they take numbers such as p.grad, not p itself.',
  absOfValue: 'A Value has no abs(). In a loss, square the difference; to print it, take abs() of its .data.',
  compareValues: 'A Value cannot be compared with {0}, but its plain number can: loss.data.',
  powerOfValue: 'The exponent must be a plain number, such as the 2 in (yout - ygt) ** 2.',
  caret: 'In Python ^ is no power. That is written **, as in (yout - ygt) ** 2.',
  listArithmetic:
    'A whole {1} cannot be used with {0}: Python does not compute element by element. Go through the elements, in pairs with zip(ys, ypred).',
  multiplyList:
    'A list or a text was multiplied by something that is not a whole number. Python does not compute element by element: go through the elements.',
  addToList: 'To a list only another list can be added. A single thing is put at its end with append().',
  textPlusNumber:
    'A text and something that is no text cannot be added. Use an f-string, or give print() both with a comma between.',
  textArithmetic: 'One side of the {0} is a text. Look for quotes around a number or a name.',
  numberBeforeValue:
    'The Value class does not say what {0} means with a plain number before it. The 0 that sum() begins with is such a one: write __radd__ and its like.',
  valueOperator:
    'The Value class does not say what {0} means between a Value and something of type {1}. Look at its methods, such as __add__ and __sub__.',
  lazy: 'A {0} can only be gone through from its beginning. Make a list of it first, with list(…).',
  unpackSingle:
    'Several names are to be filled here, and there is only a single {0}. Look what the loop goes through: zip() and enumerate() make pairs.',
  singleValue: 'This is a single Value, not a list. A model with one output gives back the Value itself.',
  forOverNumber:
    'A for loop goes through several things, not through a number. To repeat n times, write range(n).',
  singleNumber: 'This is a single {0}, not a list. Look whether an index or a loop takes one step too many.',
  modelAsList: 'The {0} itself is not a list. Its weights and biases are in its parameters().',
  wholeNumber: 'A whole number is needed here, as in range(20), and this is a {0}.',
  tupleIndex:
    'Square brackets after a list take a single number: an element within an element is xs[0][1]. Between two lists, look for a missing comma.',
  listIndex:
    'Square brackets after a list take the number of an element, and this is a {0}. Between two lists, look for a missing comma.',
  unpackCount: 'There are {0} names for {1} things here. zip(xs, ys), for example, makes pairs.',
  unpackMore:
    'There are more things here than the {0} names for them. zip(xs, ys), for example, makes pairs.',
  zipLengths: 'The lists that zip() goes through here differ in length.',
  mathDomain: 'math has no answer for this number: log() needs one above 0, sqrt() one that is not below 0.',
  listEnd: 'The list ends before this element. Counting begins at 0, so the four samples are 0 to 3.',
  divisionByZero:
    'Something is divided by 0 here. Look at the divisor; the length of an empty list is 0, too.',
  overflow:
    'A number has become too large for a float. The exp() in a hand-written tanh does this, math.tanh() does not; otherwise look at the learning rate.',
  noFile:
    'There is no file {0} here. A script in the lesson finds the Python files beside it and what it has written itself; put other data into the script.',
  readOnly:
    'A script in the lesson can write only beside itself: name the file without a folder, as in "losses.txt".',
  oneAfterTheOther:
    'There are no threads, processes or event loops in the lesson. Call the function itself; one thing runs after the other.',
  noNetwork: 'A script in the lesson cannot reach the network. Put the data into the script.',
  recursion:
    'Too many calls are inside one another. Look for a function that calls itself, or a loss that is carried on from step to step instead of built anew.',
  memory:
    'This needs more memory than there is. Look for a list or a number of repetitions that is far too large.',
};

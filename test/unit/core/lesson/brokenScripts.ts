import type { ExplanationKey } from '../../../../src/core/lesson/explain.ts';

/** How a script goes on after the given part of the lesson's file, and the values that its explanation must have. */
export type Broken = readonly [script: string, ...values: string[]];

const forward = 'ypred = [model(x) for x in xs]';
const loss = 'loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))';
const sound = `${forward}\n${loss}\n`;
const value = 'from micrograd import Value\nv = Value(0.5)\n';

/** A learner's own Value that can do nothing but hold a number. */
const ownValue = `
class Value:
    def __init__(self, data):
        self.data = data
`;

/** At least one broken script for every explanation there is. */
export const brokenScripts: Readonly<Record<ExplanationKey, readonly Broken[]>> = {
  forgottenCall: [
    ['for p in model.parameters:\n    p.grad = 0.0'],
    ['model.parameters.grad = 0.0'],
    ['print(model.parameters[0])'],
    ['print(len(model.parameters))'],
  ],
  backwardOnFloat: [
    [`${forward}\nloss = sum((yo.data - yg) ** 2 for yg, yo in zip(ys, ypred))\nloss.backward()`],
  ],
  backwardOnInt: [
    ['loss = 0\nfor yo, yg in zip([], ys):\n    loss += (yo - yg) ** 2\nloss.backward()'],
    ['loss = sum([])\nloss.backward()'],
  ],
  backwardOnList: [
    [`${forward}\nypred.backward()`, 'list'],
    ['loss = (model(x) for x in xs)\nloss.backward()', 'generator'],
  ],
  plainNumber: [
    [`${forward}\nloss = sum((yo - yg.data) ** 2 for yg, yo in zip(ys, ypred))`, 'float', 'data'],
    ['for p in model.parameters():\n    p.data.grad = 0.0', 'float', 'grad'],
  ],
  tupleAttribute: [['for p in enumerate(model.parameters()):\n    p.grad = 0.0', 'grad']],
  listOfValues: [
    [`${forward}\nprint(ypred.data)`, 'list', 'data'],
    ['model.parameters().grad = 0.0', 'list', 'grad'],
  ],
  noneAttribute: [
    [`def total():\n    ${forward}\nloss = total()\nloss.backward()`, 'backward'],
    ['losses = []\nlosses = losses.append(3.0)\nlosses.append(2.0)', 'append'],
  ],
  zeroGradOfModel: [[`${sound}loss.zero_grad()`]],
  parametersOfModel: [['model = model(xs[0])\nmodel.parameters()']],
  numberOfValue: [[`${sound}print(loss.item())`, 'item']],
  callModel: [['ypred = [model.forward(x) for x in xs]']],
  backwardOfLoss: [['model.backward()']],
  noZeroGrad: [['class MLP:\n    pass\nMLP().zero_grad()', 'MLP']],
  nearAttribute: [
    ['for p in model.parameter():\n    p.grad = 0.0', 'MLP', 'parameter', 'parameters'],
    [`${sound}loss.backwards()`, 'Value', 'backwards', 'backward'],
    ['for p in model.parameters():\n    p.data -= lr * p.grads', 'Value', 'grads', 'grad'],
    ['model.zero_grads()', 'MLP', 'zero_grads', 'zero_grad'],
  ],
  unknownAttribute: [
    [`${sound}loss.gradient`, 'Value', 'gradient'],
    ['model.train()', 'MLP', 'train'],
  ],
  unknownInModule: [['print(random.unifrom(-1, 1))', 'random', 'unifrom']],
  notImportable: [['from math import tahn', 'tahn', 'math']],
  notInMicrograd: [['from micrograd import Tensor', 'Tensor', 'micrograd']],
  noPlotting: [
    ['import matplotlib.pyplot as plt', 'matplotlib'],
    ['plt.plot([3.0, 2.0])', 'plt'],
  ],
  noLibrary: [
    ['import numpy as np', 'numpy'],
    ['import torch.nn as nn', 'torch'],
    ['ys = np.array(ys)', 'np'],
  ],
  noModule: [['import microgard', 'microgard']],
  forgottenImport: [['print(math.tanh(0.5))', 'math']],
  nearName: [
    [`${forward}\nprint(ypre)`, 'ypre', 'ypred'],
    ['Print(lr)', 'Print', 'print'],
  ],
  parameterOutsideLoop: [['p.data -= lr * p.grad'], ['p.grad = 0.0']],
  unknownName: [
    ['loss.backward()', 'loss'],
    [loss, 'ypred'],
  ],
  inMath: [
    ['print(tanh(0.5))', 'tanh'],
    ['print(2 * pi)', 'pi'],
  ],
  localBeforeValue: [['total = 0.0\ndef add(x):\n    total += x\nadd(1.0)', 'total']],
  emptyBlock: [
    ['for k in range(20):\n    # 1. forward\n\n    # 2. loss\n', '29'],
    ['for k in range(20):\nprint(k)', '29'],
  ],
  unindent: [['for k in range(20):\n    lr = 0.1\n  print(k)']],
  unexpectedIndent: [['lr = 0.1\n    print(lr)']],
  tabsAndSpaces: [['for k in range(20):\n    lr = 0.1\n\tprint(k)']],
  missingColon: [
    ['for k in range(20)\n    print(k)'],
    ['while True\n    pass'],
    ['for k in range(20);\n    pass'],
  ],
  elseIf: [['if lr > 1:\n    pass\nelse if lr > 0:\n    pass']],
  nullByte: [['lr = 0.05\0']],
  neverClosed: [
    ['loss = sum((yo - yg) ** 2 for yg, yo in zip(ys, ys)\nprint(loss)', '('],
    ['ypred = [model(x) for x in xs\nprint(ypred)', '['],
  ],
  unmatched: [['ypred = [model(x) for x in xs]]', ']']],
  bracketMismatch: [
    ['ypred = [model(x) for x in xs)', ')', '['],
    ['print(f"{lr:.4f")', ')', '{'],
  ],
  openBraces: [['print(f"{lr")']],
  openText: [['print("loss = , lr)'], ['print(f"loss = {lr})']],
  assignInCondition: [
    ['if lr = 0.05:\n    pass'],
    ['while lr = 0.05 and lr > 0:\n    pass'],
    ['if model.layers = 3:\n    pass'],
  ],
  notAssignable: [['model(x) = 1.0'], ['model.parameters() -= lr'], ['0.0 = lr']],
  printParentheses: [['print lr']],
  missingZip: [
    [`${forward}\nloss = sum((yo - yg) ** 2 for yo, yg in ypred, ys)`, 'ypred', 'ys'],
    [`${forward}\nloss = sum([(yo - yg) ** 2 for yo, yg in [ypred, ys]])`, 'ypred', 'ys'],
    ['for x, y in xs, ys:\n    pass', 'xs', 'ys'],
  ],
  bareGenerator: [['loss = sum((yo - yg) ** 2 for yg, yo in zip(ys, ys), 0.0)']],
  forWithoutIn: [['ypred = [model(x) for x im xs]'], ['for k range(20):\n    pass']],
  rangeParentheses: [['for k in range 20:\n    pass'], ['for k in range[20]:\n    pass']],
  misspeltFor: [['forr k in range(20):\n    pass', 'forr']],
  forgottenComma: [['print("loss" lr)']],
  numberBeforeName: [['loss = 2lr']],
  strangeCharacter: [
    ['lr = 0.05 − 0.01', "'−' (U+2212)"],
    ['print(“loss”)', "'“' (U+201C)"],
    ['lr = 0.05\u00a0', 'U+00A0'],
  ],
  returnOutside: [['return lr']],
  breakOutside: [
    ['break', 'break'],
    ['continue', 'continue'],
  ],
  noIncrement: [['k = 0\nk++', '++']],
  none: [
    ['def error(yo, yg):\n    (yo - yg) ** 2\nloss = sum(error(y, y) for y in ys)'],
    ['class Net:\n    def __call__(self, x):\n        model(x)\nloss = (Net()(xs[0]) - 1.0) ** 2'],
    ['for p in model.parameters():\n    p.grad = None\n    p.data -= lr * p.grad'],
    ['for x in xs.sort():\n    pass'],
  ],
  initReturns: [['class Net:\n    def __init__(self):\n        return 3\nNet()']],
  layerSizes: [
    ['model = MLP(3)'],
    ['model = MLP(3, 4)'],
    ['model = MLP(3, 4, 4, 1)'],
    ['model = MLP([3], [4, 4, 1])'],
  ],
  oneSample: [
    ['ypred = model()'],
    ['ypred = model(2.0, 3.0, -1.0)'],
    ['ypred = model(xs)'],
    ['ypred = [model(x) for x in xs[0]]'],
  ],
  moduleCalled: [['random()']],
  listCalled: [['print(xs(0))']],
  notAFunction: [
    ['for k in range(2):\n    model = model(xs[0])', 'Value'],
    [`${sound}print(loss.data())`, 'float'],
    ['sum = 0\nprint(sum(ys))', 'int'],
    ['loss = lr(ys[0] - ys[1])', 'float'],
  ],
  noCallMethod: [['class Net:\n    def _call_(self, x):\n        return x\nNet()(3.0)', 'Net']],
  noInit: [['class Net:\n    def _init_(self, n):\n        self.n = n\nNet(3)', 'Net']],
  calledOnClass: [['for p in MLP.parameters():\n    p.grad = 0.0', 'parameters']],
  missingSelf: [['class Net:\n    def step():\n        pass\nNet().step()', 'step']],
  missingArgument: [
    ['def error(yo, yg):\n    return yo - yg\nerror(1.0)', 'error', "'yg'"],
    [`${value}Value()`, 'Value', "'data'"],
  ],
  tooManyArguments: [['def error(yo, yg):\n    return yo - yg\nerror(1.0, 2.0, 3.0)', 'error']],
  tooManyForMethod: [
    [`${sound}loss.backward(1.0)`, 'backward'],
    ['class Net:\n    def __init__(self):\n        pass\nNet(3)', 'Net'],
    ['class Net:\n    def __init__(n):\n        pass\nNet(3)', 'Net'],
    ['class Net:\n    def forward(x):\n        pass\nNet().forward(3)', 'forward'],
  ],
  formatValue: [[`${sound}print(f"step 0: loss = {loss:.4f}")`]],
  formatList: [[`${forward}\nprint(f"{ypred:.4f}")`]],
  valueAsNumber: [
    [`${value}import math\nmath.tanh(v)`],
    [`${value}from math import tanh\ntanh(v)`],
    [`${value}print("loss = %.4f" % v)`],
    [`${value}float(v)`],
    [`${value}round(v, 3)`],
  ],
  dataIsValue: [
    [`${sound}loss.backward()\nfor p in model.parameters():\n    p.data -= lr * p\nypred = model(xs[0])`],
  ],
  absOfValue: [[`${value}loss = abs(v - 1.0)`]],
  compareValues: [
    [`${sound}if loss < 0.01:\n    pass`, '<'],
    [`${sound}while 0.01 < loss:\n    pass`, '<'],
    [`${sound}best = min(loss, loss)`, '<'],
  ],
  powerOfValue: [[`${value}loss = v ** v`], [`${value}loss = 2.0 ** v`]],
  caret: [[`${forward}\nloss = sum((yo - yg) ^ 2 for yo, yg in zip(ypred, ys))`], ['print(lr ^ 2)']],
  listArithmetic: [
    [`${forward}\nprint(-ypred)`, '-', 'list'],
    [`${forward}\nloss = ypred - ys`, '-', 'list'],
    [`${forward}\nloss = ypred - 1.0`, '-', 'list'],
    ['loss = ys ** 2', '**', 'list'],
    ['params = model.parameters()\nparams -= lr', '-=', 'list'],
    ['loss = (y - 1.0 for y in ys) ** 2', '**', 'generator'],
  ],
  multiplyList: [[`${forward}\nloss = ypred * 0.5`], ['ypred = [model(x) for x in xs] * 0.5']],
  addToList: [['losses = []\nlosses = losses + 3.0']],
  textPlusNumber: [['print("lr " + lr)'], [`${sound}print("loss " + loss)`]],
  textArithmetic: [['lr = "0.05"\nprint(1.0 - lr)', '-']],
  numberBeforeValue: [[`${ownValue}loss = sum([Value(1.0), Value(2.0)])`, '+']],
  valueOperator: [
    [`${ownValue}loss = Value(1.0) - Value(2.0)`, '-', 'Value'],
    [`${ownValue}loss = Value(1.0) ** 2`, '**', 'int'],
  ],
  lazy: [
    ['pairs = zip(xs, ys)\nprint(pairs[0])', 'zip'],
    ['ypred = map(model, xs)\nprint(len(ypred))', 'map'],
  ],
  unpackSingle: [
    ['for yg, yo in ys:\n    pass', 'float'],
    ['for k, p in model.parameters():\n    pass', 'Value'],
  ],
  singleValue: [['yout = model(xs[0])[0]'], ['loss = sum(model(xs[0]))'], ['print(len(model(xs[0])))']],
  forOverNumber: [['for k in 20:\n    pass']],
  singleNumber: [
    ['print(xs[0][0][0])', 'float'],
    ['loss = sum(ys[0])', 'float'],
    ['loss = sum(model(xs[0]).data)', 'float'],
    ['print(len(ys[0]))', 'float'],
  ],
  modelAsList: [['for p in model:\n    p.grad = 0.0', 'MLP']],
  wholeNumber: [
    ['for k in range(20.0):\n    pass', 'float'],
    ['for k in range(ys):\n    pass', 'list'],
  ],
  tupleIndex: [['print(xs[0, 1])'], ['xs = [[2.0, 3.0, -1.0] [3.0, -1.0, 0.5]]']],
  listIndex: [
    ['print(ys[[0]])', 'list'],
    ['for y in ys:\n    print(xs[y])', 'float'],
  ],
  unpackCount: [
    ['for x, y in xs:\n    pass', '2', '3'],
    ['for k, x, y in zip(xs, ys):\n    pass', '3', '2'],
  ],
  unpackMore: [['yg, yo = (y for y in ys)', '2']],
  zipLengths: [['for x, y in zip(xs, ys[:3], strict=True):\n    pass']],
  mathDomain: [['import math\nmath.log(0.0)'], ['import math\nmath.sqrt(-1.0)']],
  listEnd: [['for k in range(5):\n    print(ys[k])']],
  divisionByZero: [['print(1.0 / len([]))'], [`${value}v / 0`]],
  overflow: [
    ['import math\ndef tanh(x):\n    return (math.exp(2 * x) - 1) / (math.exp(2 * x) + 1)\ntanh(400.0)'],
    ['print(2.718281828 ** 800)'],
  ],
  noFile: [['print(open("data.csv").read())', 'data.csv']],
  readOnly: [['raise OSError(69, "Read-only file system", "/tmp/losses.txt")']],
  oneAfterTheOther: [
    ['import threading\nthreading.Thread(target=print).start()'],
    ['import subprocess\nsubprocess.run(["ls"])'],
    ['raise RuntimeError("asyncio has no event loop in the lesson")'],
  ],
  noNetwork: [['import urllib.error\nraise urllib.error.URLError("no")']],
  recursion: [
    [`${value}total = v\nfor k in range(2000):\n    total = total + v\ntotal.backward()`],
    ['def forward(x):\n    return forward(x)\nforward(xs[0])'],
  ],
  memory: [['xs = [0.0] * 10**12'], ['raise MemoryError']],
};

/** What ends a script, and is no mistake to explain. */
export const unexplained: Readonly<Record<string, string>> = {
  AssertionError: 'assert lr > 1.0, "lr is too small"',
  KeyError: '{}["a"]',
  KeyboardInterrupt: 'raise KeyboardInterrupt',
  RuntimeError: 'raise RuntimeError("no")',
  SyntaxError: 'lr = = 3',
  SystemExit: 'raise SystemExit',
  TypeError: 'raise TypeError("my own words")',
  ValueError: 'int("a")',
};

import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { newRuntime, runScript } from './runtime.ts';

/** What a script does to Python, and an expression that tells whether the next one finds it. */
const leaks: Record<string, [does: string, shows: string]> = {
  'a name of its own': ['x = 1', '"x" in globals()'],
  'a built-in function': ['import builtins; builtins.len = lambda x: 0', 'len("ab") != 2'],
  'every built-in name': [
    'import builtins\nfor n in list(vars(builtins)): setattr(builtins, n, None)',
    'len("ab") != 2',
  ],
  'a new built-in name': ['import builtins; builtins.mine = 1', '"mine" in dir(__builtins__)'],
  'random numbers': ['import random; random.random = lambda: 4', '__import__("random").random() == 4'],
  'the class of random numbers': [
    'import random; random.Random.choice = None',
    'not __import__("random").Random.choice',
  ],
  'a function of math': ['import math; math.tanh = None', '__import__("math").tanh is None'],
  'a method of Value': [
    'import micrograd\nmicrograd.Value.tanh = None',
    '__import__("micrograd").Value.tanh is None',
  ],
  'a missing method of Value': [
    'import micrograd\ndel micrograd.Value.tanh',
    'not hasattr(__import__("micrograd").Value, "tanh")',
  ],
  'the tables of micrograd': [
    'import micrograd.engine as e\ne._data = e._row = None',
    '__import__("micrograd").Value(2.0).data != 2.0',
  ],
  'the way to modules': ['import sys; sys.path[:] = []', 'not __import__("sys").path'],
  'the finders of modules': ['import sys; sys.meta_path[:] = []', 'not __import__("sys").meta_path'],
  'a module': ['import sys; sys.modules["json"] = None', '__import__("json") is None'],
  'all modules': ['import sys; sys.modules.clear()', '"json" not in __import__("sys").modules'],
  'the table of modules': ['import sys; sys.modules = {}', '"json" not in __import__("sys").modules'],
  'a trace': ['import sys; sys.settrace(lambda *a: 1/0)', '__import__("sys").gettrace() is not None'],
  'a profile': ['import sys; sys.setprofile(lambda *a: None)', '__import__("sys").getprofile() is not None'],
  'the recursion limit': [
    'import sys; sys.setrecursionlimit(50)',
    '__import__("sys").getrecursionlimit() != 1000',
  ],
  'digits of a number': [
    'import sys; sys.set_int_max_str_digits(0)',
    '__import__("sys").get_int_max_str_digits() != 4300',
  ],
  'the garbage collector': [
    'import gc; gc.disable(); gc.set_threshold(0)',
    'not __import__("gc").isenabled() or not __import__("gc").get_threshold()[0]',
  ],
  'a callback of the garbage collector': [
    'import gc; gc.callbacks.append(print)',
    '__import__("gc").callbacks',
  ],
  'a tool that monitors': [
    'import sys; sys.monitoring.use_tool_id(4, "mine")',
    '__import__("sys").monitoring.get_tool(4)',
  ],
  'the tool of the lesson': ['import sys; sys.monitoring.free_tool_id(2)', 'False'],
  'a filter of warnings': [
    'import warnings; warnings.simplefilter("error")',
    '__import__("warnings").filters[0][0] == "error" and not __import__("warnings").filters[0][1]',
  ],
  'the environment': ['import os; os.environ["MINE"] = "1"', '"MINE" in __import__("os").environ'],
  'the working folder': ['import os; os.mkdir("a"); os.chdir("a")', '__import__("os").getcwd() != "/lesson"'],
  'files and folders': [
    'import os; os.makedirs("a/b/c"); open("a/b/c/d", "w").write("x"); os.symlink("a", "e")',
    '__import__("os").listdir()',
  ],
  'open files': [
    'import os\nwhile True:\n    try: os.open("/lesson", 0)\n    except OSError: break',
    'open("x", "w").close()',
  ],
  'closed files': [
    'import os\nfor k in range(20):\n    try: os.close(k)\n    except OSError: pass',
    'open("x", "w").close()',
  ],
  'the output': ['import sys; sys.stdout = None', '__import__("sys").stdout is None'],
  'a function for the end': [
    'import atexit; atexit.register(print, "leaked")',
    '__import__("atexit")._ncallbacks()',
  ],
  'a hook for errors': ['import sys; sys.excepthook = None', '__import__("sys").excepthook is None'],
  'the encoder of JSON': [
    'import json; json.dumps = json.JSONEncoder.encode = None',
    '__import__("json").dumps([]) != "[]"',
  ],
  'the exceptions': [
    'import builtins; builtins.BaseException = builtins.KeyboardInterrupt = int\n1/0',
    'BaseException is int',
  ],
  'an object that protests when it goes': [
    'class A:\n    def __del__(self): raise ValueError\na = A()',
    'False',
  ],
};

describe('The next script', () => {
  const runtime = newRuntime(() => 5000);

  after(() => runtime.dispose());

  for (const [what, [does, shows]] of Object.entries(leaks)) {
    it(`finds nothing of: ${what}`, async () => {
      const first = await runScript(runtime, `${does}\nprint(bool(${shows}))`);
      const next = await runScript(runtime, `print(bool(${shows}))`);
      assert.deepEqual(next, { end: { kind: 'finished' }, printed: 'False\n' }, JSON.stringify(first));
    });
  }

  it('has its own random numbers from the same seed', async () => {
    const text = 'import random\nprint(random.random())\nrandom.seed(3); random.gauss()';
    assert.equal((await runScript(runtime, text)).printed, (await runScript(runtime, text)).printed);
  });

  it('may be watched although the one before freed the lesson’s tool', async () => {
    await runScript(runtime, 'import sys; sys.monitoring.free_tool_id(2)');
    const { end } = await runScript(runtime, 'while True: pass');
    assert.deepEqual(end, { kind: 'stopped', reason: 'time', line: 1 });
  });
});

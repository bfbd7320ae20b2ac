import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { newRuntime, runScript } from './runtime.ts';

/**
 * Scripts that try to reach JavaScript, the machine or the next script. Each really gets out where its way is open; most
 * say so by printing ESCAPED, and all leave their mark on the machine or not.
 */
const attempts: Record<string, string> = {
  'import js': `
import js
climb(js)`,
  'import js with importlib': `
import importlib
climb(importlib.import_module("js"))`,
  'js from sys.modules': `
climb(*(sys.modules.get(name) for name in ("js", "pyodide_js")))`,
  'js from what finds modules': `
for finder in sys.meta_path:
    spec = attempt(lambda: finder.find_spec("js", None))
    loader = spec and spec.loader
    climb(loader and attempt(lambda: loader.create_module(spec)), getattr(loader, "jsproxy", None))
    climb(*(getattr(finder, "jsproxies", {}) or {}).values())`,
  'the interface of Pyodide': `
import pyodide_js
climb(pyodide_js)`,
  'a folder of the machine mounted by Pyodide': `
import os, pyodide_js
pyodide_js.mountNodeFS("/lesson/machine", os.path.dirname(CANARY))
reads("/lesson/machine/" + os.path.basename(CANARY))`,
  'a folder of the machine mounted by Emscripten': `
import os, pyodide_js
os.mkdir("/lesson/machine")
from pyodide.ffi import to_js
pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, to_js({"root": os.path.dirname(CANARY)}), "/lesson/machine")
reads("/lesson/machine/" + os.path.basename(CANARY))`,
  'a file read by Pyodide': `
import pyodide_js
climb(pyodide_js._api)`,
  run_js: `
from pyodide.code import run_js
if run_js("6*7") == 42: escaped("run_js")`,
  eval_code_async: `
from pyodide.code import eval_code_async
c = eval_code_async("import js; js")
try: c.send(None)
except StopIteration as stop: climb(stop.value)`,
  'the core of Pyodide': `
import _pyodide_core
climb(*(attempt(getattr, _pyodide_core, name) for name in dir(_pyodide_core)))
climb(_pyodide_core.raw_call)`,
  'the core of Pyodide, built anew': `
import _imp
class Spec: name = "_pyodide_core"; origin = "built-in"
core = _imp.create_builtin(Spec)
climb(*(attempt(getattr, core, name) for name in dir(core)))`,
  'a script for JavaScript through C': `
import ctypes
if ctypes.CDLL(None).emscripten_run_script_int(b"6*7") == 42: escaped("emscripten_run_script_int")`,
  'a command through C': `
import ctypes
ctypes.CDLL(None).system(f"touch {CANARY}.touched".encode())`,
  'C, built anew': `
import _imp, sys
class Spec: name = "_ctypes"; origin = "built-in"
sys.modules["_ctypes"] = module = _imp.create_builtin(Spec)
_imp.exec_builtin(module)
address = module.dlsym(module.dlopen(None, 0), "emscripten_run_script_int")
if address: escaped("the address of emscripten_run_script_int")`,
  'C, by the importer of what is built in': `
import importlib.machinery, importlib.util
spec = importlib.machinery.BuiltinImporter.find_spec("_ctypes")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
if module.dlsym(module.dlopen(None, 0), "emscripten_run_script_int"): escaped("dlsym")`,
  'C, from the archive of the standard library': `
import sys, zipimport
sys.meta_path[:] = [each for each in sys.meta_path if "Closed" not in str(each)]
import ctypes
if ctypes.CDLL(None).emscripten_run_script_int(b"6*7") == 42: escaped("emscripten_run_script_int")`,
  'the tests of Python itself': `
import _testcapi, _testinternalcapi
escaped("_testcapi")`,
  'an interpreter within': `
from concurrent import interpreters
interpreters.create().exec("import _ctypes; print('ESCAPED: _ctypes')")`,
  'a library of machine code': `
import _imp, importlib.machinery, importlib.util
open("/lesson/thing.so", "wb").write(b"\\0asm\\1\\0\\0\\0")
loader = importlib.machinery.ExtensionFileLoader("thing", "/lesson/thing.so")
try: importlib.util.module_from_spec(importlib.util.spec_from_loader("thing", loader))
except ImportError as error:
    if "wasm" in str(error) or "dylink" in str(error): escaped("a library was looked at")`,
  'the engine': `
import micrograd.engine
climb(micrograd.engine._engine, micrograd.engine._engine.add)`,
  'an error that the engine throws': `
import micrograd.engine
for bad in ("x", None, [], 10**30):
    try: micrograd.engine._engine.add(bad, bad)
    except BaseException as error: climb(error, *(getattr(error, "args", ())), getattr(error, "js_error", None))
    try: micrograd.engine._engine.add.new(bad)
    except BaseException as error: climb(error, *(getattr(error, "args", ())), getattr(error, "js_error", None))`,
  'the functions that the recorder calls': `
frame = sys._getframe()
while frame:
    for namespace in (frame.f_locals, frame.f_globals):
        for value in list(namespace.values()):
            for each in [value, *(vars(value).values() if hasattr(value, "__dict__") else [])]:
                if is_foreign(each): climb(each)
    frame = frame.f_back`,
  'errors of the functions that the recorder calls': `
host = sys._getframe(1).f_locals.get("host") or sys._getframe(2).f_locals.get("host")
for name in ("details", "engine_parameters", "begin", "predicted"):
    for bad in ((), ("{",), (-1, -1, -1), ("x",) * 5, ([],)):
        try: getattr(host, name)(*bad)
        except BaseException as error:
            climb(error, *error.args)
            where = error.__traceback__
            while where:
                climb(*(value for value in where.tb_frame.f_locals.values() if is_foreign(value)))
                where = where.tb_next`,
  'every object there is': `
import gc
gc.unfreeze()
climb(*(each for each in gc.get_objects() if is_foreign(each) and hasattr(each, "js_id")))`,
  'what the modules hold': `
import gc
gc.unfreeze()
for module in [each for each in gc.get_objects() if type(each) is type(sys)]:
    climb(*(value for value in list(vars(module).values()) if is_foreign(value) and hasattr(value, "js_id")))`,
  'what the functions of Pyodide hold': `
import gc
gc.unfreeze()
for function in [each for each in gc.get_objects() if type(each) is type(escaped)]:
    if "pyodide" in (getattr(function, "__module__", None) or ""):
        climb(*(value for value in function.__globals__.values() if is_foreign(value)))
        climb(*(attempt(lambda: cell.cell_contents) for cell in function.__closure__ or ()))`,
  'the classes of foreign objects': `
waiting, seen = [object], set()
while waiting:
    for each in type.__subclasses__(waiting.pop()):
        if each not in seen:
            seen.add(each)
            waiting.append(each)
for each in seen:
    if "pyodide" in (attempt(lambda: each.__module__) or ""):
        for member in list(vars(each).values()):
            function = getattr(member, "__func__", member)
            climb(*(v for v in getattr(function, "__globals__", {}).values() if is_foreign(v)))
        made = attempt(each)
        climb(made, attempt(lambda: made.js_error))`,
  'promises and callbacks': `
from pyodide.ffi import create_once_callable, create_proxy, to_js
climb(create_proxy(lambda *a: climb(*a)), to_js([lambda: 1]), to_js({"a": 1}))`,
  'what is on the stack of JavaScript': `
import gc
gc.unfreeze()
import micrograd.engine
roots = [micrograd.engine._engine.add, *(each for each in gc.get_objects() if is_foreign(each) and hasattr(each, "js_id"))]
for root in roots:
    error = attempt(lambda: root.constructor.constructor.Error) or attempt(lambda: root.Error)
    if error is not None:
        error.prepareStackTrace = lambda _, sites: [climb(site.getFunction(), site.getThis()) for site in sites]
        attempt(lambda: error.new("x").stack)`,
  'the table of functions of WebAssembly': `
import pyodide_js
table = pyodide_js._module.wasmTable
for k in range(1, 40): climb(attempt(table.get, k))`,
  'a module that is loaded by name': `
import pyodide_js
pyodide_js._api.initializeNodeSockFS
pyodide_js.useNodeSockFS()
escaped("sockets of Node")`,
  'a package from the network': `
import micropip
escaped("micropip")`,
  'a package that Pyodide loads': `
import pyodide_js
pyodide_js.loadPackage("numpy")
escaped("a package is on its way")`,
  'a file of the machine': 'reads(CANARY)',
  'a file of the machine by its descriptor': `
import os
for number in range(3, 100):
    data = attempt(os.read, number, 1000)
    if data and SECRET.encode() in data: escaped("descriptor")`,
  'a file of the machine by way of /proc': `
for path in ("/proc/self/root", "/proc/1/root", "/proc/self/cwd", "/dev/fd/3", "/..", "//", "file://"):
    attempt(reads, path + CANARY)`,
  'a file of the machine through a link': `
import os
os.symlink(CANARY, "/lesson/link")
reads("/lesson/link")`,
  'the folders of the machine': `
import os
if os.path.basename(os.path.dirname(CANARY)) in os.listdir(os.path.dirname(os.path.dirname(CANARY))): escaped("listdir")
for path in ("/etc", "/usr", "/root", "/home/" + os.environ.get("USER", "x"), "/proc/1", "C:/"):
    if attempt(os.listdir, path): escaped(path)`,
  'the environment of the machine': `
import os
if "DAY5_CANARY" in os.environ or attempt(os.getenv, "DAY5_CANARY") or SECRET in str(os.environ): escaped("environment")
if SECRET in str(attempt(lambda: open("/proc/self/environ").read())): escaped("environment")`,
  'where it runs': `
import os
if "/worker/" in str(os.environ) or "node" in sys.executable: escaped("a path of the machine")`,
  'a command': `
import os
os.system(f"touch {CANARY}.touched")`,
  'a command and its output': `
import os
os.popen(f"touch {CANARY}.touched").read()`,
  'a process': `
import subprocess
subprocess.run(["touch", CANARY + ".touched"])`,
  'a process, forked': `
import os
if os.fork() == 0: escaped("fork")`,
  'a process in this one’s place': `
import os
os.execv("/usr/bin/touch", ["touch", CANARY + ".touched"])`,
  'a process, spawned': `
import os
os.posix_spawn("/usr/bin/touch", ["touch", CANARY + ".touched"], {})`,
  'a connection': `
import socket
socket.create_connection(("127.0.0.1", PORT), 2).sendall(b"hello")
escaped("connect")`,
  'a connection without waiting': `
import socket
s = socket.socket()
s.setblocking(False)
try: s.connect(("127.0.0.1", PORT))
except BlockingIOError: pass
s.sendall(b"hello")
escaped("connect")`,
  'a socket that listens': `
import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
escaped("listen")`,
  'a page': `
import urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=2)
escaped("urlopen")`,
  'a page, as Pyodide fetches it': `
from pyodide.http import open_url
open_url(f"http://127.0.0.1:{PORT}/")
escaped("open_url")`,
  'a thread': `
import _thread
_thread.start_new_thread(escaped, ("thread",))`,
  'another process that works': `
import multiprocessing
multiprocessing.Process(target=escaped, args=("process",)).start()`,
  'the module of this guard': `
import _day5.guard
escaped("_day5")`,
  'a browser': `
import webbrowser
if webbrowser.open(f"http://127.0.0.1:{PORT}/"): escaped("webbrowser")`,
};

const prelude = readFileSync(new URL('./escapes.py', import.meta.url), 'utf8');

describe('The sandbox', () => {
  const runtime = newRuntime();
  const secret = `secret-${process.pid}-${Date.now()}`;
  let folder: string;
  let server: Server;
  let port: number;
  let connections = 0;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'day5-canary-'));
    process.env.DAY5_CANARY = secret;
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  });

  after(() => {
    runtime.dispose();
    server.close();
    delete process.env.DAY5_CANARY;
    rmSync(folder, { recursive: true });
  });

  for (const [what, script] of Object.entries(attempts)) {
    it(`keeps in: ${what}`, async () => {
      const canary = join(folder, 'canary.txt');
      writeFileSync(canary, secret);
      rmSync(`${canary}.touched`, { force: true });
      connections = 0;
      const known = `CANARY, SECRET, PORT = ${JSON.stringify(canary)}, ${JSON.stringify(secret)}, ${port}\n`;
      const { printed, end } = await runScript(runtime, known + prelude + script);
      if (process.env.DETAIL) {
        console.log(`      ${JSON.stringify(end).slice(0, 300)} ${printed.slice(0, 300)}`);
      }
      assert.doesNotMatch(printed, /ESCAPED|secret-/);
      assert.equal(existsSync(`${canary}.touched`), false, 'a command ran');
      assert.equal(readFileSync(canary, 'utf8'), secret, 'the file has changed');
      assert.equal(connections, 0, 'a connection was made');
    });
  }

  it('lets the next script run as if nothing had been tried', async () => {
    const { end, printed } = await runScript(
      runtime,
      'from micrograd import Value\nprint((Value(2.0) * 3).data)',
    );
    assert.deepEqual([end, printed], [{ kind: 'finished' }, '6.0\n']);
  });
});

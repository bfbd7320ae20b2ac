"""Runs a learner's script in a fresh namespace, watched, and says how it ended."""

import ast
import builtins
import json
import linecache
import random
import signal
import sys
import types

import micrograd.engine
import micrograd.nn

from . import guard, hooks, mistakes, restore, show, trace, watch

MOST_CHARACTERS = 4_000_000
SCRATCH = restore.SCRATCH

# A script may replace what is built in, also the name that catches everything.
_Anything = BaseException


class _Host:
    """The host's functions, each looked up once: a look into JavaScript costs more than a call."""

    NAMES = (
        "apart begin backward built data details engine_parameters grad joined line made model overflow parameter"
        " predicted printed samples seed traced"
    ).split()

    __slots__ = NAMES

    def __init__(self, functions):
        for name in self.NAMES:
            setattr(self, name, getattr(functions, name))


class _Output:
    """What `print` writes to: keeps it for the recording, and hands everything on to the host."""

    encoding = "utf-8"
    errors = "strict"
    softspace = 0

    def __init__(self, host, main):
        self.host = host
        self.main = main
        self.parts = []
        self.size = 0
        self.total = 0

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.parts.append(text)
        self.size += len(text)
        if text:
            show.printed(text, self.place())
        if self.size > 4_096:
            self.flush()
        return len(text)

    def place(self):
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self.main:
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def flush(self):
        if not self.parts:
            return
        text = "".join(self.parts)
        self.parts.clear()
        self.size = 0
        self.total += len(text)
        self.host.printed(text)
        if self.total > MOST_CHARACTERS:
            self.host.overflow()
            show.interrupt()
            raise KeyboardInterrupt

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def fileno(self):
        raise OSError("the output of the lesson is no file")


class _Input:
    """What `input()` would read from: nobody is there to type."""

    encoding = "utf-8"
    closed = False

    def readline(self, *_):
        raise RuntimeError("input() cannot ask for anything here: give the name its value in the script")

    read = readline

    def __iter__(self):
        return self

    __next__ = readline

    def fileno(self):
        raise OSError("there is no input")


def prepare():
    """Gets Python ready for scripts: watched, closed, and remembered as it is before any has run."""
    for module in (micrograd.engine, micrograd.nn):
        for member in list(vars(module).values()):
            if isinstance(member, type) and member.__module__ == module.__name__:
                hooks.hook(member)
    guard.close()
    restore.remember()


def _not_now(signum, frame):
    """Nothing is to be interrupted. (Pyodide hears no signal any more once SIGINT has been ignored for good.)"""


def _interrupted(signum, frame):
    show.interrupt()
    raise KeyboardInterrupt


_main = None  # the script that has run, until it is tidied away


def run(host, file, text, siblings, seed, traced):
    """Runs the script `text` of the file `file`; returns how it ended, as JSON. `siblings`: JSON, file name to text.
    `traced`: whether its trace is made.

    To be followed by `tidy`, for which nobody who looks at the run has to wait.
    """
    global _main
    host = _Host(host)
    # Tables of the size that a script finds at first; those that were put back belong to another run.
    micrograd.engine._use(micrograd.engine._ROWS_AT_FIRST)
    beside = json.loads(siblings)
    for name, content in beside.items():
        with open(f"{SCRATCH}/{name}", "w", encoding="utf-8") as sibling:
            sibling.write(content)
        module = name.removesuffix(".py")
        for loaded in [each for each in sys.modules if each == module or each.startswith(f"{module}.")]:
            del sys.modules[loaded]
    own = {file, *(f"{SCRATCH}/{name}" for name in beside)}
    linecache.clearcache()
    linecache.cache[file] = (len(text), None, [f"{line}\n" for line in text.split("\n")], file)
    random.seed(seed)
    _note_seed(host, seed)
    output = _Output(host, file)
    _main = types.ModuleType("__main__")
    _main.__file__ = file
    _main.__builtins__ = builtins
    sys.modules["__main__"] = _main
    sys.argv = [file]
    sys.stdin, sys.stdout, sys.stderr = _Input(), output, output
    signal.signal(signal.SIGINT, _interrupted)
    try:
        code = compile(text, file, "exec")
        watch.start(host, file, ast.parse(text, file), traced)
        show.monitor(code, host.line)
        if traced:
            trace.monitor(code)
        exec(code, vars(_main))
        ended = None
    except _Anything as error:
        ended = error
    try:
        watch.stop()
        if ended is None:
            return _conclude(ended, host, output, file, own)
    except _Anything:
        pass  # what is built in may be the script's by now
    restore.restore()
    try:
        return _conclude(ended, host, output, file, own)
    finally:
        ended = None


def tidy():
    """Puts Python back as it was before the script, and lets go of what the script has left."""
    trace.clear()
    restore.restore()
    signal.signal(signal.SIGINT, _not_now)
    vars(_main).clear()


def _conclude(ended, host, output, file, own):
    """Tells the host the rest; returns how the script has ended, as JSON."""
    signal.signal(signal.SIGINT, _not_now)
    watch.stop()
    show.stop()
    end = _end(ended, output, file, own)
    try:
        output.flush()
    except KeyboardInterrupt:
        pass
    rest = show.rest()
    if rest:
        host.details(rest)
    trace.tell(host)
    return json.dumps(end)


def _end(ended, output, file, own):
    """How a script has ended that was left through the exception `ended`, None for none."""
    if isinstance(ended, SystemExit):
        if isinstance(ended.code, str):
            output.write(f"{ended.code}\n")
        return {"kind": "finished"}
    if isinstance(ended, KeyboardInterrupt) and show.stopping:
        return {"kind": "stopped", "line": mistakes.last_line(ended, file)}
    if isinstance(ended, MemoryError) or _is_too_large(ended):
        return {"kind": "stopped", "reason": "memory", "line": mistakes.last_line(ended, file)}
    if ended is not None:
        return {"kind": "error", "error": mistakes.describe(ended, file, own)}
    return {"kind": "finished"}


def _is_too_large(error):
    """Whether Python refused to count what it should have made, before it could run out of memory."""
    return isinstance(error, OverflowError) and "index-sized integer" in str(error)


def _note_seed(host, seed):
    """Lets the host know what random numbers begin with: the seed given here, or the script's own."""
    host.seed(float(seed), 0)
    original = random.seed

    def noted(a=None, version=2):
        if isinstance(a, int) and not isinstance(a, bool) and abs(a) < 2**53:
            host.seed(float(a), 1)
        elif a is None:
            # A seed from the clock could not be told; another from the one we know can.
            a = random.getrandbits(32)
            host.seed(float(a), 0)
        return original(a, version)

    noted.__name__ = noted.__qualname__ = "seed"
    noted.__doc__ = original.__doc__
    random.seed = noted

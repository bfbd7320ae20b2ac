"""Closes to scripts what leads out of Python: the modules of JavaScript and C, and the ways to bring them back."""

import _imp
import _signal
import asyncio
import importlib
import os
import posix
import signal
import sys

# Nothing of these can be imported, nor what is in them.
CLOSED = frozenset("js pyodide pyodide_js _pyodide _pyodide_core ctypes _ctypes _engine _day5".split())

# What is compiled into Python and not loaded yet, but of use to scripts. Where it is missing here, the standard library
# has it in Python as well, or it would do harm.
USEFUL = """_blake2 _csv _datetime _decimal _hmac _md5 _queue _sha1 _sha2 _sha3 _statistics _symtable _tracemalloc _lsprof
    array cmath pyexpat unicodedata _multibytecodec _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr
    _codecs_tw""".split()


class _Closed:
    """Finds nothing, and says so, for what is closed."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in CLOSED:
            raise ModuleNotFoundError(f"No module named {name!r}: a script cannot leave Python here", name=name)


def close():
    """Closes everything; to be called once, after all that is needed has been imported."""
    for name in USEFUL:
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] in CLOSED]:
        del sys.modules[name]
    sys.meta_path[:] = [_Closed, *(each for each in sys.meta_path if isinstance(each, type))]
    # What is compiled in has been loaded; from now on nothing more can be, whichever way it is asked for.
    _imp.create_builtin = _imp.create_dynamic = _not_found
    # These would end Python itself, and could not be taken back by the next script.
    os._exit = posix._exit = sys.exit
    os.abort = posix.abort = _not_here
    os.kill = posix.kill = signal.raise_signal = _signal.raise_signal = _not_here
    sys.addaudithook = _not_here
    # Pyodide's event loop is that of JavaScript, which waits until a script has ended.
    asyncio.run = asyncio.runners.run = _no_loop
    asyncio.events._set_event_loop_policy(None)
    for module in (asyncio, asyncio.events):
        module.new_event_loop = module.get_event_loop = _no_loop


def _no_loop(main=None, **_):
    if hasattr(main, "close"):
        main.close()
    raise RuntimeError("asyncio has no event loop in the lesson")


def _not_here(*_):
    raise OSError("this is not possible in the lesson")


def _not_found(spec, file=None):
    raise ModuleNotFoundError(f"No module named {spec.name!r}", name=spec.name)

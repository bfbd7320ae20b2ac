"""Where in the script something happens: the line, and the names that are known there."""

import sys
from types import CodeType

from . import show

_main = ""
_statements = {}  # of statements of several lines, each line -> the one it begins on
_left_out = {}  # id() of code that is never where something happens -> that code; hashing code itself is slow


def start(main, statements):
    """Places what happens in the script `main`."""
    global _main, _statements
    _main = main
    _statements = statements


def stop():
    """Lets go of the script's code."""
    _left_out.clear()


def leave_out(code):
    """Lines of this code are never where something happens: the line that calls it is."""
    _left_out[id(code)] = code
    show.leave_out(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            leave_out(constant)


def frame():
    """The innermost frame of the script that is not inside a value or a model; None for none."""
    at = sys._getframe(2)
    while at is not None:
        code = at.f_code
        if code.co_filename == _main and id(code) not in _left_out:
            return at
        at = at.f_back
    return None


def line_of(frame):
    """The line on which a frame's statement begins; 0 for no frame."""
    return 0 if frame is None else _statements.get(frame.f_lineno, frame.f_lineno)


def line():
    """The line of the script on which something happens. `line_of(frame())` in one: operations ask for it, each time."""
    at = sys._getframe(2)
    while at is not None:
        code = at.f_code
        if code.co_filename == _main and id(code) not in _left_out:
            number = at.f_lineno
            return _statements.get(number, number)
        at = at.f_back
    return 0


def namespaces(frame):
    """The names of the script with what they stand for, seen from a frame: the innermost first."""
    module = {}
    while frame is not None:
        if frame.f_code.co_filename == _main:
            # Inside a comprehension of the module these are the comprehension's names alone.
            yield dict(frame.f_locals)
            module = frame.f_globals
        frame = frame.f_back
    yield dict(module)

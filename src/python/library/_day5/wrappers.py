"""What stands in place of a hooked class's methods: each announces what is about to happen, and lets it happen.

These run with every operation of the script, most of them for nothing: each first asks, as cheaply as it can, whether it has
anything to say. Therefore what they ask about is in this module or comes by name (`value_classes`, `model_of`).
"""

import sys

from . import models, predictions, show, trace, where
from .announcements import BACKWARD, FORWARD, OTHER, UPDATE, ZERO, announce, note_built, note_sent
from .models import model_of
from .show import value_classes

_watching = False
_depth = 0  # inside a hooked call: what happens there is part of it

_writes = {}  # instructions that have written to parameters since something was computed, and how often
_quiet, _quiet_code, _quiet_model = -1, None, -1  # the instruction whose writes to a model need no announcement any more


def start():
    """From here on, what happens is announced."""
    global _watching, _depth
    _watching = True
    _depth = 0
    _forget_writes()


def stop():
    """Nothing is announced any more."""
    global _watching
    _watching = False
    _forget_writes()


def is_watching():
    return _watching


def operation(function):
    """An operation on values. Within another, or within a model, it is part of that."""
    code = function.__code__
    binary = code.co_argcount == 2 and code.co_kwonlyargcount == 0 and not code.co_flags & 0x0C and not function.__defaults__

    if binary:
        # Most operations are; without a tuple and a dictionary for the arguments, a call costs much less.

        @_like(function)
        def operation(self, other):
            global _depth
            if _depth or not _watching:
                return function(self, other)
            _depth = 1
            try:
                out = function(self, other)
            finally:
                _depth = 0
            if type(out) in value_classes:
                if _writes:
                    _forget_writes()
                note_built(out)
            return out

    else:

        @_like(function)
        def operation(self, *arguments, **keywords):
            global _depth
            if _depth or not _watching:
                return function(self, *arguments, **keywords)
            _depth = 1
            try:
                out = function(self, *arguments, **keywords)
            finally:
                _depth = 0
            if type(out) in value_classes:
                if _writes:
                    _forget_writes()
                note_built(out)
            return out

    return operation


def backward(function):
    """The `backward` of a value."""

    @_like(function)
    def backward(self, *arguments, **keywords):
        global _depth
        if _depth or not _watching:
            return function(self, *arguments, **keywords)
        _forget_writes()
        announce(BACKWARD, where.line(), models.trained_by(self), always=True)
        _depth = 1
        try:
            return function(self, *arguments, **keywords)
        finally:
            _depth = 0
            note_sent(self)
            trace.look()

    return backward


def call(function):
    """The forward pass of a model, or of a part of one."""

    @_like(function)
    def call(self, *arguments, **keywords):
        global _depth
        if _depth or not _watching:
            return function(self, *arguments, **keywords)
        model = _model_of_object(self, arguments)
        predictions.begin(self, model)
        frame = where.frame()
        _forget_writes()
        announce(FORWARD, where.line_of(frame), model)
        _depth = 1
        try:
            out = function(self, *arguments, **keywords)
            predictions.note(self, model, arguments[0] if arguments else None, out, frame)
        finally:
            _depth = 0
        return out

    return call


def init(function):
    """The `__init__` of a model, or of a part of one: where it is made."""

    @_like(function)
    def init(self, *arguments, **keywords):
        if _watching:
            models.note_made(self, where.line())
        return function(self, *arguments, **keywords)

    return init


def parameters(function):
    """The `parameters` of a model. Whoever asks for them is about to train it: it is met then, if it was not before."""

    @_like(function)
    def parameters(self, *arguments, **keywords):
        if not _depth and _watching:
            _model_of_object(self)
        return function(self, *arguments, **keywords)

    return parameters


def set_attribute(original):
    """The `__setattr__` of a value: writes to `data` and `grad` of parameters are what updates and zeroes."""
    getframe = sys._getframe

    def __setattr__(self, name, value):
        if not _depth and (name == "data" or name == "grad") and _watching:
            frame = getframe(1)
            # The same instruction again, as in a loop over the parameters: it has been announced.
            if frame.f_lasti != _quiet or frame.f_code is not _quiet_code or model_of.get(id(self)) != _quiet_model:
                _note_write(self, name, value, frame)
        original(self, name, value)

    return __setattr__


def traced_set_attribute(original):
    """The same where the script is traced: there every write counts, also those of the script's own `backward`."""
    getframe = sys._getframe

    def __setattr__(self, name, value):
        if name != "data" and name != "grad":
            original(self, name, value)
            return
        if not _depth and _watching:
            frame = getframe(1)
            if frame.f_lasti != _quiet or frame.f_code is not _quiet_code or model_of.get(id(self)) != _quiet_model:
                _note_write(self, name, value, frame)
        original(self, name, value)
        trace.wrote(self)

    return __setattr__


def quietly(function, thing):
    """Calls `function(thing)`; whatever that does is not the script's doing."""
    global _depth
    before, _depth = _depth, 1
    show.busy = True
    try:
        return function(thing)
    finally:
        _depth = before
        show.busy = False


def _like(function):
    """Lets a wrapper pass for the function it stands for."""

    def named(wrapper):
        wrapper.__name__ = function.__name__
        wrapper.__qualname__ = function.__qualname__
        wrapper.__doc__ = function.__doc__
        wrapper.__wrapped__ = function
        return wrapper

    return named


def _model_of_object(model, arguments=()):
    """The model of an object, which is met now if it was not before."""
    global _depth
    index = models.of_object(model)
    if index is None:
        _depth = 1
        try:
            index = models.meet(model, arguments)
        finally:
            _depth = 0
    return index


def _note_write(value, name, new, frame):
    """Announces a write, unless the host knows of it."""
    global _depth, _quiet, _quiet_code, _quiet_model
    model = model_of.get(id(value))
    write = (id(frame.f_code), frame.f_lasti, new == 0, model)
    seen = _writes.get(write, 0)
    if seen > 1 and model is not None:
        # Told twice, the host knows of a loop that does several things to each parameter.
        _quiet, _quiet_code, _quiet_model = frame.f_lasti, frame.f_code, model
        return
    _writes[write] = seen + 1
    if model is None:
        if frame.f_code.co_name == "__init__":
            return  # a value in the making
        _depth = 1
        try:
            model = models.claim(value, name)
        finally:
            _depth = 0
        if model is None:
            return
    if name == "data":
        what = UPDATE
    else:
        what = ZERO if new == 0 else OTHER
    announce(what, where.line_of(where.frame()), model)


def _forget_writes():
    """Something is computed: writes after it are announced again, for they may belong to another step."""
    global _quiet, _quiet_code
    _writes.clear()
    _quiet, _quiet_code = -1, None

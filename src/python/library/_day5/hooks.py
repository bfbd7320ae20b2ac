"""Hooks classes of values (they can add and go backward) and of models (they have `parameters`), each as soon as it is built."""

import builtins
from types import FunctionType

from . import show, trace, where, wrappers

# Methods of values that are not operations.
_PLAIN = frozenset(
    "__init__ __new__ __repr__ __str__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __bool__ __float__ __int__"
    " __format__ __len__ __iter__ __getattr__ __getattribute__ __setattr__ __delattr__ __copy__ __deepcopy__ __reduce__"
    " __reduce_ex__ __getstate__ __setstate__ __init_subclass__ __del__ zero_grad parameters".split()
)
# Methods of models whose lines are not where things happen: the line that calls them is.
_HELPERS = frozenset("__init__ __call__ forward parameters zero_grad __repr__".split())

_original_build_class = builtins.__build_class__
_of_lesson = []  # the lesson's own classes of values: (class, its `__setattr__` when hooked, and before)


def start():
    """From here on, classes are hooked as the script builds them."""
    builtins.__build_class__ = _build_class


def stop():
    """No more classes are hooked."""
    builtins.__build_class__ = _original_build_class
    for cls, hooked, _ in _of_lesson:
        if cls.__setattr__ is not hooked:
            cls.__setattr__ = hooked


def trace_values():
    """Until `stop`, every write to one of the lesson's own values counts."""
    for cls, _, original in _of_lesson:
        cls.__setattr__ = wrappers.traced_set_attribute(original)


def hook(cls):
    """Hooks a class, if it is one of values or of models. Classes that are built while a script runs are hooked anyway."""
    if callable(getattr(cls, "parameters", None)):
        _hook_model(cls)
    elif callable(getattr(cls, "backward", None)) and callable(getattr(cls, "__add__", None)):
        _hook_value(cls)


def _build_class(body, name, /, *bases, **keywords):
    cls = _original_build_class(body, name, *bases, **keywords)
    if wrappers.is_watching() and isinstance(cls, type):
        hook(cls)
    return cls


def _hook_value(cls):
    own = vars(cls)
    show.value_classes.add(cls)
    for name, member in list(own.items()):
        if not isinstance(member, FunctionType):
            continue
        where.leave_out(member.__code__)
        if name == "backward":
            cls.backward = wrappers.backward(member)
        elif name not in _PLAIN and (name.startswith("__") or not name.startswith("_")):
            setattr(cls, name, wrappers.operation(member))
    # A class inherits the hooked `__setattr__`, unless it has one of its own.
    if not any(base in show.value_classes for base in cls.__mro__[1:]) or "__setattr__" in own:
        original = cls.__setattr__
        cls.__setattr__ = (wrappers.traced_set_attribute if trace.is_on else wrappers.set_attribute)(original)
        if not wrappers.is_watching():
            _of_lesson.append((cls, cls.__setattr__, original))


def _hook_model(cls):
    for name, member in list(vars(cls).items()):
        if isinstance(member, FunctionType):
            if name in _HELPERS:
                where.leave_out(member.__code__)
            if name == "__init__":
                cls.__init__ = wrappers.init(member)
            elif name in ("__call__", "forward"):
                setattr(cls, name, wrappers.call(member))
            elif name == "parameters":
                cls.parameters = wrappers.parameters(member)

"""Watches a script from outside: what its models and values do, on which line, and what its names are given.

Every class that has a `backward` (values) or a `parameters` (models) is hooked as it is built. Everything is announced
to the host *before* it takes effect; the host reads the parameters then. Nothing here judges, and nothing changes what
the script computes.
"""

import builtins
import sys
from types import CodeType, FunctionType

from . import show
from .samples import Samples

FORWARD, LOSS, ZERO, BACKWARD, UPDATE, OTHER = range(6)

# Methods of values that are not operations.
PLAIN = frozenset(
    "__init__ __new__ __repr__ __str__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __bool__ __float__ __int__"
    " __format__ __len__ __iter__ __getattr__ __getattribute__ __setattr__ __delattr__ __copy__ __deepcopy__ __reduce__"
    " __reduce_ex__ __getstate__ __setstate__ __init_subclass__ __del__ zero_grad parameters".split()
)
# Methods of models whose lines are not where things happen: the line that calls them is.
HELPERS = frozenset("__init__ __call__ forward parameters zero_grad __repr__".split())

# What values call those that they were computed from.
CHILDREN = ("_prev", "_children", "children", "prev", "_parents", "parents", "inputs")

_host = None
_watching = False
_depth = 0  # inside a hooked call: what happens there is part of it
_main = ""
_skip = {}  # id() of code that is never where something happens -> that code; hashing code itself is slow
_statement = {}
_value_classes = set()

_last = None  # the announcement that is under way: (what, line, model)
_writes = {}  # instructions that have written to parameters since the last forward or backward, and how often
_built = None  # the value built last, outside of models
_kept = []  # values built since the last step, so that none takes the place of another in memory
_quiet, _quiet_code, _quiet_model = -1, None, -1  # the instruction whose writes to a model need no announcement any more
_updated = False  # since the last forward pass
_current = -1  # the model that something happened to last
_models = []  # per model: its parameters, or None while their list grows; and whether the engine holds them
_model_of = {}  # a parameter's id() -> its model
_known = {}  # a model object's id() -> (the object, its index)
_bare = -1  # the model made of loose parameters that no object claims
_samples = {}  # per model: _Samples
_entries = {}  # per model: the object that is called first; others may follow, as with loose layers
_inside = {}  # by id() of a part, whether it is one of the object that is called first
_prediction = None  # what a model has said so far: (model, sample, samples, numbers)
_told = set()  # models whose numbers the host is told, since the engine does not hold them
_forwarded = set()  # models that were called since the last update


def start(host, main, tree):
    """Begins to watch the script `main`, whose syntax tree places lines and names."""
    global _host, _watching, _depth, _main, _statement, _last, _built, _current, _bare, _updated, _prediction
    _host = host
    _main = main
    _statement = show.statements(tree)
    _depth = 0
    _last = _built = _prediction = None
    _current = _bare = -1
    _updated = False
    for each in (_writes, _kept, _models, _model_of, _known, _samples, _entries, _inside, _told, _forwarded):
        each.clear()
    show.start(tree, main)
    builtins.__build_class__ = _build_class
    _watching = True


def stop():
    """Announces what is still under way, and watches no more."""
    global _watching
    builtins.__build_class__ = _original_build_class
    if _watching:
        _tell_prediction()
        _flush()
    _watching = False
    for each in (_writes, _kept, _models, _model_of, _known, _samples, _entries, _inside, _told, _forwarded):
        each.clear()


def hook(cls):
    """Hooks a class, if it is one of values or of models. Classes that are built while a script runs are hooked anyway."""
    own = vars(cls)
    if callable(getattr(cls, "backward", None)) and not callable(getattr(cls, "parameters", None)):
        _value_classes.add(cls)
        show.value_classes.add(cls)
        for name, member in list(own.items()):
            if not isinstance(member, FunctionType):
                continue
            _leave_out(member.__code__)
            if name == "backward":
                cls.backward = _hooked_backward(member)
            elif name not in PLAIN and (name.startswith("__") or not name.startswith("_")):
                setattr(cls, name, _hooked_operation(member))
        if not any(base in _value_classes for base in cls.__mro__[1:]) or "__setattr__" in own:
            cls.__setattr__ = _hooked_setattr(cls.__setattr__)
    elif callable(getattr(cls, "parameters", None)):
        for name, member in list(own.items()):
            if isinstance(member, FunctionType):
                if name in HELPERS:
                    _leave_out(member.__code__)
                if name in ("__call__", "forward"):
                    setattr(cls, name, _hooked_call(member))
                elif name == "parameters":
                    cls.parameters = _hooked_parameters(member)


_original_build_class = builtins.__build_class__


def _build_class(body, name, /, *bases, **keywords):
    cls = _original_build_class(body, name, *bases, **keywords)
    if _watching and isinstance(cls, type):
        hook(cls)
    return cls


def _leave_out(code):
    """Lines of this code are never where something happens."""
    _skip[id(code)] = code
    show.leave_out(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            _leave_out(constant)


# --- What is hooked --------------------------------------------------------------------------------------------------


def _like(function):
    """Lets a hook pass for the function it stands for."""

    def named(hooked):
        hooked.__name__ = function.__name__
        hooked.__qualname__ = function.__qualname__
        hooked.__doc__ = function.__doc__
        hooked.__wrapped__ = function
        return hooked

    return named


def _hooked_operation(function):
    code = function.__code__
    binary = code.co_argcount == 2 and code.co_kwonlyargcount == 0 and not code.co_flags & 0x0C and not function.__defaults__

    if binary:

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
            if type(out) in _value_classes:
                _note_built(out)
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
            if type(out) in _value_classes:
                _note_built(out)
            return out

    return operation


def _hooked_backward(function):
    @_like(function)
    def backward(self, *arguments, **keywords):
        global _depth, _last
        if _depth or not _watching:
            return function(self, *arguments, **keywords)
        _announce(BACKWARD, _line(), _trained_by(self), True)
        _depth = 1
        try:
            return function(self, *arguments, **keywords)
        finally:
            _depth = 0
            _kept.append(self)
            _host.backward(id(self), _number(getattr(self, "data", None)))

    return backward


def _hooked_call(function):
    @_like(function)
    def call(self, *arguments, **keywords):
        global _depth
        if _depth or not _watching:
            return function(self, *arguments, **keywords)
        model = _model_index(self, arguments)
        if _entries.setdefault(model, self) is self:
            _tell_prediction()
        frame = _frame()
        _announce(FORWARD, _line_of(frame), model)
        _depth = 1
        try:
            out = function(self, *arguments, **keywords)
            _note_prediction(self, model, arguments[0] if arguments else None, out, frame)
        finally:
            _depth = 0
        return out

    return call


def _hooked_parameters(function):
    @_like(function)
    def parameters(self, *arguments, **keywords):
        if not _depth and _watching and id(self) not in _known:
            _model_index(self)
        return function(self, *arguments, **keywords)

    return parameters


def _hooked_setattr(original):
    getframe = sys._getframe

    def __setattr__(self, name, value):
        if not _depth and (name == "data" or name == "grad") and _watching:
            frame = getframe(1)
            # The same instruction again, as in a loop over the parameters: it has been announced.
            if frame.f_lasti != _quiet or frame.f_code is not _quiet_code or _model_of.get(id(self)) != _quiet_model:
                _note_write(self, name, value, frame)
        original(self, name, value)

    return __setattr__


# --- What is noted ---------------------------------------------------------------------------------------------------


def _note_built(value):
    global _built
    _announce(LOSS, _line(), _made_by(value))
    _built = value
    _kept.append(value)
    if len(_kept) > 10_000:
        del _kept[:5_000]


def _loose():
    """The model made of parameters that no object claims: of a script that has a list of them, say."""
    global _bare
    if _bare < 0:
        _bare = len(_models)
        _models.append([])
        _host.model(_bare, "")
    return _bare


def _note_write(value, name, new, frame):
    global _depth, _quiet, _quiet_code, _quiet_model
    model = _model_of.get(id(value))
    where = (id(frame.f_code), frame.f_lasti, new == 0, model)
    seen = _writes.get(where, 0)
    if seen > 1 and model is not None:
        # Told twice, the host knows of a loop that does several things to each parameter.
        _quiet, _quiet_code, _quiet_model = frame.f_lasti, frame.f_code, model
        return
    _writes[where] = seen + 1
    if model is None:
        if frame.f_code.co_name == "__init__":
            return  # a value in the making
        _depth = 1
        try:
            model = _claim(value, name)
        finally:
            _depth = 0
        if model is None:
            return
    if name == "data":
        what = UPDATE
    else:
        what = ZERO if new == 0 else OTHER
    _announce(what, _line_of(_frame()), model)


def _claim(value, name):
    """The model of a parameter that is not known yet; None for a value that is no parameter."""
    if getattr(value, "_prev", None) or not hasattr(value, "data") or not hasattr(value, "grad"):
        return None
    for model, index in list(_known.values()):
        parameters = _parameters(model)
        if any(parameter is value for parameter in parameters):
            if len(parameters) == len(_models[index]):
                _models[index].clear()  # others have taken their place
            _adopt(index, parameters, _shape(model))
            return index
    if not _known:
        model = _loose()
    elif name == "data" and _current >= 0:
        # One more than the model has: what is trained with it belongs to it.
        model = _current
    else:
        return None
    _adopt(model, [value], "")
    return model


def _model_index(model, arguments=()):
    known = _known.get(id(model))
    return _meet(model, arguments) if known is None else known[1]


def _meet(model, arguments):
    """The index of a model object that is seen for the first time: a new one, or that of the model that it is part of."""
    global _depth, _bare
    before, _depth = _depth, 1
    try:
        parameters = _parameters(model)
        found = {_model_of[id(parameter)] for parameter in parameters if id(parameter) in _model_of}
        if not found and arguments and isinstance(arguments[0], (list, tuple)):
            # A layer that is fed with what another has said.
            found = _reached(arguments[0], 2_000)
        if found:
            index = _one_of(found)
        else:
            index = len(_models)
            _models.append([])
        shape = _shape(model) if not found else _joined_shape(index, model)
        _known[id(model)] = (model, index)
        _adopt(index, parameters, shape)
        if index == _bare:
            _bare = -1
        return index
    finally:
        _depth = before


def _adopt(index, parameters, shape):
    """Gives a model the parameters that it does not have yet, and tells the host where they are."""
    held = _models[index]
    more = [parameter for parameter in parameters if not held or _model_of.get(id(parameter)) != index]
    if held and not more:
        return
    if held or index == _bare:
        for parameter in more:
            _host.parameter(index, _number(parameter.data), _number(parameter.grad))
    held.extend(more)
    for parameter in more:
        _model_of[id(parameter)] = index
    _host.model(index, shape)
    if held and all(hasattr(parameter, "_id") for parameter in held):
        _told.discard(index)
        _host.engine_parameters(index, *[parameter._id for parameter in held])
    else:
        _told.add(index)
        _tell(index)


def _one_of(found):
    """Makes one model of these, which one loss trains; returns its index."""
    global _last, _current
    index = _current if _current in found else min(found)
    for other in found:
        if other == index:
            continue
        parameters, _models[other] = _models[other], []
        _adopt(index, parameters, "")
        for key, (model, at) in list(_known.items()):
            if at == other:
                _known[key] = (model, index)
        _samples.pop(other, None)
        _entries.pop(other, None)
        _forwarded.discard(other)
        if _last is not None and _last[2] == other:
            _last = (_last[0], _last[1], index)
        if _current == other:
            _current = index
        _host.joined(index, other)
    return index


def _trained_by(value):
    """The model that goes backward from a value."""
    if len(_forwarded) > 1:
        found = _reached([value], 1_000_000)
        if found:
            return _one_of(found)
    return _current if _current >= 0 else _loose()


def _made_by(value):
    """The model that a value was computed with."""
    if len(_forwarded) > 1:
        found = _reached([value], 1_000)
        if found and _current not in found:
            return min(found)
    return _current if _current >= 0 else _loose()


def _reached(values, most):
    """The models from whose parameters these values were computed, as far as `most` values can tell."""
    found = set()
    seen = {}
    todo = list(values)
    while todo and len(seen) < most:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        model = _model_of.get(id(value))
        if model is not None:
            found.add(model)
            continue
        for name in CHILDREN:
            children = getattr(value, name, None)
            if isinstance(children, (list, tuple, set, frozenset)):
                todo.extend(children)
                break
    return found


def _parameters(model):
    try:
        return [p for p in model.parameters() if hasattr(p, "data") and hasattr(p, "grad")]
    except Exception:
        return []


def _layers(model):
    """How many inputs each neuron has, by layer."""
    try:
        layers = model.layers if hasattr(model, "layers") else [model]
        return [[len(neuron.w) for neuron in layer.neurons] for layer in layers]
    except Exception:
        return []


def _shape(*models):
    """`3,4,4,1` for a model with layers of neurons; else empty."""
    layers = [layer for model in models for layer in _layers(model)]
    return ",".join(str(n) for n in [layers[0][0], *map(len, layers)]) if layers else ""


def _joined_shape(index, model):
    """The shape of loose layers that feed each other."""
    parts = [part for part, at in _known.values() if at == index]
    return _shape(*parts, model) if all(_layers(part) for part in (*parts, model)) else ""


def _note_prediction(part, model, x, out, frame):
    """Notes what a model says about a sample. Of a model of several parts that is what the last of them says."""
    global _prediction
    outputs = out if isinstance(out, (list, tuple)) else [out]
    numbers = [_number(getattr(output, "data", output)) for output in outputs]
    if part is not _entries[model]:
        if id(part) not in _inside:
            whole = {id(parameter) for parameter in _parameters(_entries[model])}
            _inside[id(part)] = all(id(parameter) in whole for parameter in _parameters(part))
        if _inside[id(part)]:
            return  # a look at a layer of the model, apart from the model's own calls
        if _prediction is not None and _prediction[0] == model:
            _prediction = (*_prediction[:3], numbers)
        return
    seen = _samples.get(model)
    if seen is None:
        seen = _samples[model] = Samples()
    k = seen.index(x, len(numbers), lambda: _namespaces(frame))
    if seen.targets_are_new:
        seen.targets_are_new = False
        _host.samples(model, *seen.targets)
    _prediction = (model, k, seen.count, numbers)


def _tell_prediction():
    global _prediction
    if _prediction is None:
        return
    model, k, count, numbers = _prediction
    if k >= 0 and len(numbers) <= 64:
        _host.predicted(model, k, count, *numbers)
    _prediction = None


def _namespaces(frame):
    """Where a script's names are, seen from a frame: the innermost first."""
    module = {}
    while frame is not None:
        if frame.f_code.co_filename == _main:
            # Inside a comprehension of the module these are the comprehension's names alone.
            yield dict(frame.f_locals)
            module = frame.f_globals
        frame = frame.f_back
    yield dict(module)


# --- Announcing ------------------------------------------------------------------------------------------------------


def _announce(what, line, model, always=False):
    global _last, _current, _updated, _quiet
    key = (what, line, model)
    if key == _last and not always:
        return
    if what == UPDATE:
        _updated = True
    elif what != ZERO and what != OTHER:
        _writes.clear()
        _quiet = -1
    if what != FORWARD:
        _tell_prediction()
    _flush()
    if what == FORWARD and _updated:
        _updated = False
        del _kept[:-8]
        samples = _samples.get(model)
        if samples is not None:
            samples.fed = 0
        _forwarded.clear()
    if what == FORWARD:
        _forwarded.add(model)
    if what <= LOSS or what == BACKWARD:
        _current = model
    _last = key
    _host.begin(what, line, model)


def _flush():
    """Tells the host all that belongs to the announcement that is under way, before another is made."""
    global _built
    if _last is None:
        show.begin()
        return
    model = _last[2]
    if _built is not None:
        _host.built(id(_built), _number(_built.data))
        _built = None
    if 0 <= model < len(_models):
        _tell(model)
    details = show.take(_last[1])
    if details:
        _host.details(details)


def _tell(model):
    """Tells the host the numbers of parameters that the engine does not hold."""
    if model in _told:
        parameters = _models[model]
        _host.data(model, *[_number(p.data) for p in parameters])
        _host.grad(model, *[_number(p.grad) for p in parameters])


def _number(value):
    return float(value) if isinstance(value, (int, float)) else float("nan")


# --- Where -----------------------------------------------------------------------------------------------------------


def _frame():
    """The innermost frame of the script that is not inside a value or a model."""
    frame = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename == _main and id(code) not in _skip:
            return frame
        frame = frame.f_back
    return None


def _line_of(frame):
    return 0 if frame is None else _statement.get(frame.f_lineno, frame.f_lineno)


def _line():
    frame = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename == _main and id(code) not in _skip:
            line = frame.f_lineno
            return _statement.get(line, line)
        frame = frame.f_back
    return 0

"""Watches a script from outside: what its models and values do, on which line, and what its names are given.

Every class that has a `backward` (values) or a `parameters` (models) is hooked as it is built. Everything is announced
to the host *before* it takes effect; the host reads the parameters then. Nothing here judges, and nothing changes what
the script computes.
"""

import builtins
import sys
from types import CodeType, FunctionType

from . import show

FORWARD, LOSS, ZERO, BACKWARD, UPDATE, OTHER = range(6)

# Methods of values that are not operations.
PLAIN = frozenset(
    "__init__ __new__ __repr__ __str__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __bool__ __float__ __int__"
    " __format__ __len__ __iter__ __getattr__ __getattribute__ __setattr__ __delattr__ __copy__ __deepcopy__ __reduce__"
    " __reduce_ex__ __getstate__ __setstate__ __init_subclass__ __del__ zero_grad parameters".split()
)
# Methods of models whose lines are not where things happen: the line that calls them is.
HELPERS = frozenset("__init__ __call__ forward parameters zero_grad __repr__".split())

_host = None
_watching = False
_depth = 0  # inside a hooked call: what happens there is part of it
_main = ""
_skip = set()
_statement = {}
_value_classes = set()

_last = None  # the announcement that is under way: (what, line, model)
_writes = {}  # instructions that have written to parameters since the last forward or backward, and how often
_built = None  # the value built last, outside of models
_kept = []  # values built since the last step, so that none takes the place of another in memory
_updated = False  # since the last forward pass
_current = -1  # the model that something happened to last
_models = []  # per model: its parameters, or None while their list grows; and whether the engine holds them
_model_of = {}  # a parameter's id() -> its model
_known = {}  # a model object's id() -> (the object, its index)
_bare = -1  # the model made of loose parameters that no object claims
_samples = {}  # per model: _Samples


def start(host, main, tree):
    """Begins to watch the script `main`, whose syntax tree places lines and names."""
    global _host, _watching, _depth, _main, _statement, _last, _built, _current, _bare, _updated
    _host = host
    _main = main
    _statement = show.statements(tree)
    _depth = 0
    _last = _built = None
    _current = _bare = -1
    _updated = False
    for each in (_writes, _kept, _models, _model_of, _known, _samples):
        each.clear()
    show.start(tree, main)
    builtins.__build_class__ = _build_class
    _watching = True


def stop():
    """Announces what is still under way, and watches no more."""
    global _watching
    builtins.__build_class__ = _original_build_class
    if _watching:
        _flush()
    _watching = False
    for each in (_writes, _kept, _models, _model_of, _known, _samples):
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


_original_build_class = builtins.__build_class__


def _build_class(body, name, /, *bases, **keywords):
    cls = _original_build_class(body, name, *bases, **keywords)
    if _watching and isinstance(cls, type):
        hook(cls)
    return cls


def _leave_out(code):
    """Lines of this code are never where something happens."""
    _skip.add(code)
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
        _announce(BACKWARD, _line(), _current, True)
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
        model = _model_index(self)
        frame = _frame()
        _announce(FORWARD, _line_of(frame), model)
        _depth = 1
        try:
            out = function(self, *arguments, **keywords)
            _note_prediction(model, arguments[0] if arguments else None, out, frame)
        finally:
            _depth = 0
        return out

    return call


def _hooked_setattr(original):
    def __setattr__(self, name, value):
        if (name == "data" or name == "grad") and not _depth and _watching:
            _note_write(self, name, value)
        original(self, name, value)

    return __setattr__


# --- What is noted ---------------------------------------------------------------------------------------------------


def _note_built(value):
    global _built
    _announce(LOSS, _line(), _current if _current >= 0 else _loose())
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


def _note_write(value, name, new):
    global _depth
    frame = sys._getframe(2)
    # The same instruction again, as in a loop over the parameters: it has been announced.
    where = (id(frame.f_code), frame.f_lasti, new == 0)
    seen = _writes.get(where, 0)
    model = _model_of.get(id(value))
    if seen > 1 and model is not None:
        return
    _writes[where] = seen + 1
    if model is None:
        _depth = 1
        try:
            model = _claim(value)
        finally:
            _depth = 0
        if model is None:
            return
    if name == "data":
        what = UPDATE
    else:
        what = ZERO if new == 0 else OTHER
    _announce(what, _line(), model)


def _claim(value):
    """The model of a parameter that is not known yet; None for a value that is no parameter."""
    if getattr(value, "_prev", None) or not hasattr(value, "data") or not hasattr(value, "grad"):
        return None
    for index, (model, _) in enumerate(list(_known.values())):
        if any(parameter is value for parameter in _parameters(model)):
            _register(index, model)
            return _model_of.get(id(value))
    if _known:
        return None
    model = _loose()
    _models[model].append(value)
    _model_of[id(value)] = model
    _host.parameter(model, _number(value.data), _number(value.grad))
    return model


def _model_index(model):
    known = _known.get(id(model))
    if known is not None:
        return known[1]
    index = len(_models)
    _models.append([])
    _known[id(model)] = (model, index)
    _register(index, model)
    return index


def _register(index, model):
    global _depth
    before, _depth = _depth, 1
    try:
        parameters = _parameters(model)
        _models[index] = parameters
        for parameter in parameters:
            _model_of[id(parameter)] = index
        _host.model(index, _shape(model))
        if parameters and all(hasattr(parameter, "_id") for parameter in parameters):
            _host.engine_parameters(index, *[parameter._id for parameter in parameters])
        else:
            _tell(index)
    finally:
        _depth = before


def _parameters(model):
    try:
        return [p for p in model.parameters() if hasattr(p, "data") and hasattr(p, "grad")]
    except Exception:
        return []


def _shape(model):
    """`3,4,4,1` for a model with layers of neurons; else empty."""
    try:
        layers = [[len(neuron.w) for neuron in layer.neurons] for layer in model.layers]
        return ",".join(str(n) for n in [layers[0][0], *map(len, layers)])
    except Exception:
        return ""


def _note_prediction(model, x, out, frame):
    outputs = out if isinstance(out, (list, tuple)) else [out]
    numbers = [_number(getattr(output, "data", output)) for output in outputs]
    samples = _samples.get(model)
    if samples is None:
        samples = _samples[model] = Samples(x, frame)
        _host.samples(model, *samples.targets)
    k = samples.index(x)
    if k >= 0 and len(numbers) <= 64:
        _host.predicted(model, k, samples.count, *numbers)


class Samples:
    """The list of inputs that a model is fed from, found by identity, and what the predictions are compared with."""

    def __init__(self, x, frame):
        self.places = {}
        self.count = 0
        self.targets = []
        self.kept = []
        self.fed = 0
        self.find(x, frame)

    def index(self, x):
        """Which sample `x` is, from 0; -1 where it is none of them."""
        if not self.count:
            # Inputs that no list holds are counted as they come, anew with each step.
            self.fed += 1
            return self.fed - 1 if self.fed <= 4096 else -1
        return self.places.get(id(x), -1)

    def find(self, x, frame):
        for namespace in _namespaces(frame):
            for values in namespace.values():
                if not isinstance(values, (list, tuple)) or len(values) < 2:
                    continue
                if any(each is x for each in values):
                    self.keep(values, values)
                    self.targets = _targets(namespace, values)
                    return
                if any(isinstance(each, (list, tuple)) and len(each) == 2 and each[0] is x for each in values):
                    self.keep(values, [each[0] for each in values])
                    self.targets = _numbers([each[1] for each in values]) or []
                    return

    def keep(self, values, inputs):
        self.kept = [values, inputs]
        self.count = len(inputs)
        self.places = {id(each): k for k, each in enumerate(inputs)}


def _namespaces(frame):
    module = {}
    while frame is not None:
        if frame.f_code.co_filename == _main:
            # Inside a comprehension of the module these are the comprehension's names alone.
            yield dict(frame.f_locals)
            module = frame.f_globals
        frame = frame.f_back
    yield dict(module)


def _targets(namespace, inputs):
    """The first list of as many plain numbers as there are samples."""
    for values in namespace.values():
        if values is not inputs and isinstance(values, (list, tuple)) and len(values) == len(inputs):
            numbers = _numbers(values)
            if numbers is not None:
                return numbers
    return []


def _numbers(values):
    values = [each[0] if isinstance(each, (list, tuple)) and len(each) == 1 else each for each in values]
    if all(isinstance(each, (int, float)) for each in values):
        return [float(each) for each in values]
    return None


# --- Announcing ------------------------------------------------------------------------------------------------------


def _announce(what, line, model, always=False):
    global _last, _current, _updated
    key = (what, line, model)
    if key == _last and not always:
        return
    if what == UPDATE:
        _updated = True
    elif what != ZERO and what != OTHER:
        _writes.clear()
    _flush()
    if what == FORWARD and _updated:
        _updated = False
        del _kept[:-8]
        samples = _samples.get(model)
        if samples is not None:
            samples.fed = 0
    _last = key
    _current = model
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
    parameters = _models[model]
    if parameters and not hasattr(parameters[0], "_id"):
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
        if code.co_filename == _main and code not in _skip:
            return frame
        frame = frame.f_back
    return None


def _line_of(frame):
    return 0 if frame is None else _statement.get(frame.f_lineno, frame.f_lineno)


def _line():
    frame = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if code.co_filename == _main and code not in _skip:
            line = frame.f_lineno
            return _statement.get(line, line)
        frame = frame.f_back
    return 0

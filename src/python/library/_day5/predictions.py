"""What models say about the samples that they are fed, told to the host once the whole model has spoken."""

from . import origins, structure, where
from .samples import Samples
from .structure import number

# The host takes no longer answers.
_MOST_NUMBERS = 64

_host = None
_samples = {}  # per model: its data set
_entries = {}  # per model: the object that is called first; others may follow, as with loose layers
_inside = {}  # by id() of a part, whether it is one of the object that is called first
_pending = None  # what a model has said so far: (model, sample, samples, numbers)


def start(host):
    """Begins without predictions."""
    global _host, _pending
    stop()
    _host = host
    _pending = None


def stop():
    """Lets go of the script's objects."""
    for each in (_samples, _entries, _inside):
        each.clear()


def begin(part, model):
    """An object of a model is about to be called. With the one that is called first, another prediction begins."""
    if _entries.setdefault(model, part) is part:
        tell()


def note(part, model, x, out, frame):
    """Notes what an object says about a sample. Of a model of several parts that is what the last of them says."""
    global _pending
    outputs = out if isinstance(out, (list, tuple)) else [out]
    numbers = [number(getattr(output, "data", output)) for output in outputs]
    if part is not _entries[model]:
        if _is_inside(part, model):
            return  # a look at a layer of the model, apart from the model's own calls
        if _pending is not None and _pending[0] == model:
            _pending = (*_pending[:3], numbers)
            origins.note(out, model, _pending[1])
        return
    seen = _samples.get(model)
    if seen is None:
        seen = _samples[model] = Samples()
    k = seen.index(x, len(numbers), lambda: where.namespaces(frame))
    if seen.targets_are_new:
        seen.targets_are_new = False
        _host.samples(model, len(seen.inputs), *seen.inputs, *seen.targets)
    _pending = (model, k, seen.count, numbers)
    origins.note(out, model, k)


def tell():
    """Tells the host what a model has said; nothing more can be added to it."""
    global _pending
    if _pending is None:
        return
    model, k, count, numbers = _pending
    if k >= 0 and len(numbers) <= _MOST_NUMBERS:
        _host.predicted(model, k, count, *numbers)
    _pending = None


def begin_step(model):
    """A model has been updated: inputs that no list holds are counted anew."""
    samples = _samples.get(model)
    if samples is not None:
        samples.fed = 0


def forget(model):
    """A model is none any more."""
    _samples.pop(model, None)
    _entries.pop(model, None)


def _is_inside(part, model):
    """Whether an object's parameters are all among those of the object that is called first."""
    if id(part) not in _inside:
        whole = {id(parameter) for parameter in structure.parameters(_entries[model])}
        _inside[id(part)] = all(id(parameter) in whole for parameter in structure.parameters(part))
    return _inside[id(part)]

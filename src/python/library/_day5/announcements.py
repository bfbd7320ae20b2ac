"""Announces to the host what is about to happen, each time after the rest of what was announced before.

An announcement says that something begins: what, on which line, to which model. What comes of it is known only when the next
one is made. It is told then, and belongs to the one before: the value built last, the numbers of parameters, the names.
"""

from . import models, origins, predictions, show, structure, trace, where
from .structure import number

FORWARD, LOSS, ZERO, BACKWARD, UPDATE, OTHER = range(6)

# How many values are kept at most; ids are compared within a step, which hardly ever builds as many outside of models.
_MOST_KEPT = 10_000

# How many values that may be the loss are told apart within one step, and how far is looked for them.
_MOST_TOLD = 256
_MOST_SEEN = 1000

_host = None
_last = None  # the announcement that is under way: (what, line, model)
_updated = False  # since the last forward pass
_built = None  # the value built last, outside of models
_told = []  # values that the host knows of, that nothing sent backward was computed from since the last update
_sent = False  # since the last update
_kept = []  # values that the host knows by id(), so that none takes the place of another in memory


def start(host):
    """Begins with nothing announced."""
    global _host, _last, _sent, _updated, _built
    stop()
    _host = host
    _last = _built = None
    _sent = _updated = False


def stop():
    """Lets go of the script's values."""
    _kept.clear()
    _told.clear()


def announce(what, line, model, always=False):
    """Something is about to happen. The same again is only announced where it counts each time (`always`)."""
    global _last, _sent, _updated
    key = (what, line, model)
    if key == _last and not always:
        return
    if what == UPDATE:
        _updated = True
    if what != FORWARD:
        predictions.tell()
    tell_rest()
    if what == UPDATE:
        if _sent:
            for value in _told:
                _host.apart(id(value))
        _told.clear()
        _sent = False
    if what == FORWARD:
        if _updated:
            del _kept[:-8]
            predictions.begin_step(model)
        models.go_forward(model, anew=_updated)
        _updated = False
    if what <= LOSS or what == BACKWARD:
        models.turn_to(model)
    _last = key
    if trace.is_on:
        step = _host.begin(what, line, model, trace.event_of(where.frame()))
    else:
        step = _host.begin(what, line, model)
    origins.turn_to(model, step)


def note_built(value):
    """A value has been built, outside of models. That is told afterwards: only then is it there, and perhaps the loss."""
    global _built
    announce(LOSS, where.line(), models.made_by(value))
    _built = value
    _kept.append(value)
    if len(_kept) > _MOST_KEPT:
        del _kept[: _MOST_KEPT // 2]


def note_sent(value):
    """A value has been sent backward."""
    global _sent
    _sent = True
    _kept.append(value)
    _told[:] = structure.apart(value, _told, _MOST_SEEN)
    found, pairs = origins.reach(value, _last[2], models.model_of)
    _host.backward(id(value), number(getattr(value, "data", None)), origins.root_of(value, _last[2]), found, *pairs)


def tell_rest():
    """Tells the host all that belongs to the announcement that is under way, before another is made."""
    global _built
    if _last is None:
        show.begin()
        return
    if _built is not None:
        _host.built(id(_built), number(_built.data))
        _told.append(_built)
        if len(_told) > _MOST_TOLD:
            del _told[: _MOST_TOLD // 2]
        _built = None
    models.tell(_last[2])
    details = show.take(_last[1])
    if details:
        _host.details(details)


def rename(model, index):
    """A model goes by another index from here on."""
    global _last
    if _last is not None and _last[2] == model:
        _last = (_last[0], _last[1], index)

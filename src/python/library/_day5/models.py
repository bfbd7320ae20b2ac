"""The models of a script, counted from 0: which one an object, a parameter, or a value belongs to.

A model is a set of parameters that one loss trains. Usually one object has them all; but its layers may also be objects of
their own, or its parameters lie in a list. So a model may grow, and two that turn out to be parts of one are joined.
"""

from . import structure
from .structure import number

_host = None
_on_joined = None

_models = []  # per model: its parameters
model_of = {}  # a parameter's id() -> its model
_made = {}  # id() of a model object, or of a part of one -> the line that made it
_objects = {}  # id() of a model object, or of a part of one -> (the object, its model)
_loose = -1  # the model made of parameters that no object claims
_current = -1  # the model that something happened to last
_forwarded = set()  # models that were called since the last update
_told = set()  # models whose numbers the host is told, since the engine does not hold them


def start(host, on_joined):
    """Begins without models. `on_joined(index, other)` is called when the model `other` has become part of `index`."""
    global _host, _on_joined, _loose, _current
    stop()
    _host = host
    _on_joined = on_joined
    _loose = _current = -1


def stop():
    """Lets go of the script's objects."""
    for each in (_models, model_of, _made, _objects, _forwarded, _told):
        each.clear()


def note_made(model, line):
    """An object that is a model, or a part of one, is made on a line."""
    _made[id(model)] = line


def of_object(model):
    """The model of an object that has been met; None of one that has not."""
    known = _objects.get(id(model))
    return None if known is None else known[1]


def meet(model, arguments=()):
    """The model of an object that is seen for the first time: a new one, or the one that it is part of."""
    global _loose
    parameters = structure.parameters(model)
    found = {model_of[id(parameter)] for parameter in parameters if id(parameter) in model_of}
    if not found and arguments and isinstance(arguments[0], (list, tuple)):
        # A layer that is fed with what another has said.
        found = _reached(arguments[0], 2_000)
    if found:
        index = _one_of(found)
        shape = _joined_shape(index, model)
    else:
        index = len(_models)
        _models.append([])
        shape = structure.shape(model)
        _host.made(index, _made.get(id(model), 0))
    _objects[id(model)] = (model, index)
    _adopt(index, parameters, shape)
    if index == _loose:
        _loose = -1
    return index


def places():
    """Every parameter, as (its model, its index there, the parameter)."""
    for index, parameters in enumerate(_models):
        for k, parameter in enumerate(parameters):
            yield index, k, parameter


def objects():
    """The objects of models that have been met, as (object, its model)."""
    return list(_objects.values())


def claim(value, name):
    """
    The model of a parameter that is not known yet, whose `data` or `grad`, as `name` says, is about to be written to;
    None for a value that is no parameter.
    """
    if getattr(value, "_prev", None) or not hasattr(value, "data") or not hasattr(value, "grad"):
        return None
    for model, index in list(_objects.values()):
        parameters = structure.parameters(model)
        if any(parameter is value for parameter in parameters):
            if len(parameters) == len(_models[index]):
                _models[index].clear()  # others have taken their place
            _adopt(index, parameters, structure.shape(model))
            return index
    if not _objects:
        model = _of_loose()
    elif name == "data" and _current >= 0:
        # One more than the model has: what is trained with it belongs to it.
        model = _current
    else:
        return None
    _adopt(model, [value], "")
    return model


def trained_by(value):
    """The model that goes backward from a value."""
    if len(_forwarded) > 1:
        found = _reached([value], 1_000_000)
        if found:
            return _one_of(found)
    return _current if _current >= 0 else _of_loose()


def made_by(value):
    """The model that a value was computed with."""
    if len(_forwarded) > 1:
        found = _reached([value], 1_000)
        if found and _current not in found:
            return min(found)
    return _current if _current >= 0 else _of_loose()


def turn_to(index):
    """Something happens to this model that says which one the script is busy with."""
    global _current
    _current = index


def go_forward(index, anew):
    """This model is called; `anew`: for the first time since an update."""
    if anew:
        _forwarded.clear()
    _forwarded.add(index)


def tell(index):
    """Tells the host the numbers of a model's parameters, unless the engine holds them."""
    if index in _told:
        parameters = _models[index]
        _host.data(index, *[number(p.data) for p in parameters])
        _host.grad(index, *[number(p.grad) for p in parameters])


def _of_loose():
    """The model made of parameters that no object claims: of a script that has a list of them, say."""
    global _loose
    if _loose < 0:
        _loose = len(_models)
        _models.append([])
        _host.model(_loose, "")
    return _loose


def _adopt(index, parameters, shape):
    """Gives a model the parameters that it does not have yet, and tells the host where they are."""
    held = _models[index]
    more = [parameter for parameter in parameters if not held or model_of.get(id(parameter)) != index]
    if held and not more:
        return
    if held or index == _loose:
        for parameter in more:
            _host.parameter(index, number(parameter.data), number(parameter.grad))
    held.extend(more)
    for parameter in more:
        model_of[id(parameter)] = index
    _host.model(index, shape)
    if held and all(hasattr(parameter, "_id") for parameter in held):
        _told.discard(index)
        _host.engine_parameters(index, *[parameter._id for parameter in held])
    else:
        _told.add(index)
        tell(index)


def _one_of(found):
    """Makes one model of these, which one loss trains; returns its index."""
    global _current
    index = _current if _current in found else min(found)
    for other in found:
        if other == index:
            continue
        parameters, _models[other] = _models[other], []
        _adopt(index, parameters, "")
        for key, (model, at) in list(_objects.items()):
            if at == other:
                _objects[key] = (model, index)
        _forwarded.discard(other)
        if _current == other:
            _current = index
        _on_joined(index, other)
        _host.joined(index, other)
    return index


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
        model = model_of.get(id(value))
        if model is None:
            todo.extend(structure.children(value))
        else:
            found.add(model)
    return found


def _joined_shape(index, model):
    """The shape of loose layers that feed each other."""
    parts = [part for part, at in _objects.values() if at == index]
    return structure.shape(*parts, model) if all(structure.layers(part) for part in (*parts, model)) else ""

"""What a script's objects are made of. Whatever they do when they are asked, a script may write its classes as it likes."""

from collections import deque

# What values call those that they were computed from.
_CHILDREN = ("_prev", "_children", "children", "prev", "_parents", "parents", "inputs")


def number(value):
    """A value's number for the host; NaN for what is none."""
    return float(value) if isinstance(value, (int, float)) else float("nan")


def children(value):
    """The values that a value was computed from, as far as it tells."""
    for name in _CHILDREN:
        found = getattr(value, name, None)
        if isinstance(found, (list, tuple, set, frozenset)):
            return found
    return ()


def apart(value, others, most):
    """Those of `others` that `value` was not computed from; none where looking at `most` values is not enough to tell."""
    wanted = {id(other): other for other in others if other is not value}
    seen = {id(value): value}
    todo = deque([value])
    while todo and wanted:
        found = children(todo.popleft())
        if not found and len(seen) == 1:
            return []  # it does not tell what it was computed from
        for child in found:
            if id(child) not in seen:
                if len(seen) == most:
                    return []
                seen[id(child)] = child
                wanted.pop(id(child), None)
                todo.append(child)
    return list(wanted.values())


def parameters(model):
    """The parameters of a model object, or of a part of one; none where it cannot say."""
    try:
        return [p for p in model.parameters() if hasattr(p, "data") and hasattr(p, "grad")]
    except Exception:
        return []


def layers(model):
    """How many inputs each neuron has, by layer; empty where the model is built otherwise."""
    try:
        found = model.layers if hasattr(model, "layers") else [model]
        return [[len(neuron.w) for neuron in layer.neurons] for layer in found]
    except Exception:
        return []


def shape(*parts):
    """`3,4,4,1` for a model, or its parts in a row, with layers of neurons; else empty."""
    found = [layer for part in parts for layer in layers(part)]
    return ",".join(str(n) for n in [found[0][0], *map(len, found)]) if found else ""

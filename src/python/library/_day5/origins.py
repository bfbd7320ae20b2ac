"""Which predictions a value was computed from: what of them goes backward, and from which forward pass.

What models have said is known here by id(), and held only as long as the script holds it too: else the engine could forget
none of it. A value's graph is looked through from its end until predictions are reached, which takes a few steps.
"""

import sys

from . import structure

# What `reach` says, put together: nothing was left out; parameters were reached past the predictions of their model; some
# of the predictions had gone backward before.
WHOLE, PARAMETERS, AGAIN = 1, 2, 4

_MOST_LOOKED_AT = 2_000
_MOST_ROOTS = 64

_outputs = {}  # by id(): [what a model has said, the model, which sample, in which step, whether it has gone backward]
_let_go_at = 0  # with how many outputs it is time to see which of them nobody else holds
_roots = {}  # per model: what was sent backward since its last update, as (value, its number)
_last_root = 0
_steps = {}  # per model: the step that its run is in


def start():
    """Begins with nothing known."""
    global _last_root
    stop()
    _last_root = 0


def stop():
    """Lets go of the script's values."""
    global _let_go_at
    for each in (_outputs, _roots, _steps):
        each.clear()
    _let_go_at = 64


def turn_to(model, step):
    """Something happens to this model, in this step of its run."""
    global _let_go_at
    if _steps.get(model) == step:
        return
    _steps[model] = step
    _roots.pop(model, None)
    if len(_outputs) > _let_go_at:
        _let_go()
        _let_go_at = 2 * len(_outputs) + 64


def note(out, model, sample):
    """A model has said this about a sample."""
    step = _steps[model]
    for each in out if isinstance(out, (list, tuple)) else (out,):
        _outputs[id(each)] = [each, model, sample, step, False]


def root_of(value, model):
    """A number for a value that is sent backward: the same one when it is sent again before the model's next update."""
    global _last_root
    roots = _roots.setdefault(model, [])
    for root, number in roots:
        if root is value:
            return number
    _last_root += 1
    if len(roots) == _MOST_ROOTS:
        del roots[0]
    roots.append((value, _last_root))
    return _last_root


def reach(value, model, model_of):
    """What a value was computed from: what was found out, and the model's predictions as sample, step, sample, step, ….

    `model_of`: by id() of a parameter, its model.
    """
    found = WHOLE
    pairs = {}
    seen = {}
    todo = [value]
    none = not _outputs
    while todo:
        each = todo.pop()
        key = id(each)
        if key in seen:
            continue
        if len(seen) == _MOST_LOOKED_AT:
            found &= ~WHOLE
            break
        seen[key] = each
        output = _outputs.get(key)
        if output is not None:
            if output[1] == model:
                pairs[output[2], output[3]] = None
                if output[4]:
                    found |= AGAIN
                output[4] = True
            else:
                found |= PARAMETERS
        elif key in model_of:
            found |= PARAMETERS
            if none:
                # No model was called: there are no predictions to look for.
                found &= ~WHOLE
                break
        else:
            todo.extend(structure.children(each))
    return found, [number for pair in pairs for number in pair]


def join(index, other):
    """The model `other` has become part of another."""
    for output in _outputs.values():
        if output[1] == other:
            output[1] = index


def _let_go():
    """Lets go of all that only this module holds."""
    for key in list(_outputs):
        # Held by the entry alone, and by the argument of `getrefcount`.
        if sys.getrefcount(_outputs[key][0]) <= 2:
            del _outputs[key]

"""Copies of what names stand for, bounded in size, each written down once.

A copy is an entry of `table`; entries refer to earlier ones by their index. Nothing of the script is called to copy what it
made, but a guarded `repr`.
"""

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import islice
from operator import is_, is_not

from . import known, show
from .known import identify, numbers
from .show import value_classes

MOST_ITEMS = 64
# A model is that deep: layers, a layer, its neurons, a neuron, its weights, a weight.
DEEPEST = 8
# How many things one copy may be made of.
MOST_THINGS = 1_000
# How many copies are kept in case that another name is given the same thing.
_MOST_KEPT = 32

_LISTS = (list, tuple)
_SETS = (set, frozenset, deque)
_DICTS = (dict, OrderedDict, defaultdict, Counter)

# Stands for a thing that has been let go of.
GONE = object()

table = []
size = 0  # about how many characters the table takes

_quietly = None  # calls a function of the script's without being noticed
_simple = {}  # (type, text, number, …) -> index
_slots = {}  # class -> names
_kept = {}  # id() -> copy of a thing that has no values in it


class _Limit:
    """How much more may go into a copy, and what it was made of."""

    __slots__ = ("has_values", "left", "parts")

    def __init__(self):
        self.left = MOST_THINGS
        self.parts = []  # (function that compares, thing, items, length, their copies), to see whether it has changed
        self.has_values = False


def start(quietly):
    """Begins with nothing known. `quietly(function, thing)` calls a function of the script's without being noticed."""
    global _quietly
    stop()
    known.start()
    _quietly = quietly


def stop():
    """Lets go of everything."""
    global size
    size = 0
    known.stop()
    table.clear()
    for each in (_simple, _slots, _kept):
        each.clear()


def copy(thing, before=None):
    """
    A copy: (the thing, its index in the table, what it was made of, or None where it cannot change unnoticed).

    `before`: the copy that the same name had, of which as much is used again as may be.
    """
    kind = type(thing)
    if kind in value_classes:
        index = _value_copy(thing, kind)
        return (thing, index, None) if index >= 0 else _copy_in_the_making(thing, kind)
    if kind is float:
        return thing, _add(("n", repr(thing)), 24), None
    if thing is None or kind in (int, bool, str):
        return thing, _simple_copy(thing, kind), None
    if before is not None and before[0] is thing and before[2] is not None:
        made = _altered(before, kind)
        if made is not None:
            return made
    kept = _kept.get(id(thing))
    if kept is not None and kept[0] is thing and is_same(kept):
        return kept
    limit = _Limit()
    index = _copy(thing, kind, 0, limit, ())
    made = (thing, index, limit.parts or None)
    if limit.parts and not limit.has_values:
        if len(_kept) >= _MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[id(thing)] = made
    return made


def is_same(made):
    """Whether what was copied is still made of the same things."""
    if made[2] is not None:
        for compare, thing, items, length, _ in made[2]:
            if not compare(thing, items, length):
                return False
    return True


def _altered(before, kind):
    """The copy of a list or a set of simple things, told as what has changed since `before`; None where it is not as simple."""
    thing, index, parts = before
    compare, of, items, length, copies = parts[0]
    if len(parts) != 1 or of is not thing or copies is None or len(copies) != len(items):
        return None
    now = _first_of(thing, kind)
    count = len(thing)
    at = _first_difference(items, now)
    if at == len(items) == len(now):
        entry, about = ("l", kind.__name__, index, count), 24
    elif count == length + 1 and not any(map(is_not, items[at:], now[at + 1 :])):
        more = _copy_simple(now[at])
        if more < 0:
            return None
        copies = (*copies[:at], more, *copies[at:])[: len(now)]
        entry, about = ("i", kind.__name__, index, at, more, len(now), count), 40
    else:
        had = dict(zip(map(id, items), copies))
        copies = tuple([had.get(id(each), -1) for each in now])
        if -1 in copies:
            copies = tuple([_copy_simple(each) if one < 0 else one for each, one in zip(now, copies)])
            if -1 in copies:
                return None
        entry, about = ("l", kind.__name__, copies, count), 24 + 8 * len(copies)
    return thing, _add(entry, about), [(compare, thing, now, count, copies)]


def _first_difference(before, now):
    """The first index at which they differ; the length of the shorter where they agree so far."""
    agree = list(map(is_, before, now))
    return agree.index(False) if False in agree else len(agree)


def _copy_simple(thing):
    """Writes down what cannot change unnoticed; -1 for anything else."""
    kind = type(thing)
    if kind in value_classes:
        return _value_copy(thing, kind)
    if kind is float:
        return _add(("n", repr(thing)), 24)
    return _simple_copy(thing, kind) if thing is None or kind in (int, bool, str) else -1


def _copy_in_the_making(value, kind):
    """The copy of a value that has no numbers yet."""
    found = identify(value)
    if found.making < 0:
        found.making = _add(("o", kind.__name__, f"<{kind.__name__}>", (), found.number), 40)
    return value, found.making, [(_is_in_the_making, value, (), 0, None)]


def _add(entry, about):
    global size
    table.append(entry)
    size += about
    return len(table) - 1


def _simple_copy(thing, kind):
    key = (kind, thing)
    index = _simple.get(key)
    if index is None:
        if kind is int and -(2**1_000) < thing < 2**1_000:
            index = _add(("n", repr(thing)), 24)
        else:
            index = _add(("t", kind.__name__, text_of(thing)), 40)
        if kind is not str or len(thing) < 100:
            _simple[key] = index
    return index


def _copy(thing, kind, depth, limit, inside):
    """Writes a thing down, which is `depth` deep in another; `inside`: the ids of those that it is in."""
    if kind is float:
        return _add(("n", repr(thing)), 24)
    if thing is None or kind in (int, bool, str):
        return _simple_copy(thing, kind)
    if kind in value_classes:
        limit.has_values = True
        index = _value_copy(thing, kind)
        if index >= 0:
            return index
        _, index, parts = _copy_in_the_making(thing, kind)
        limit.parts += parts
        return index
    limit.left -= 1
    is_list, is_dict = kind in _LISTS or kind in _SETS, kind in _DICTS
    if not is_list and not is_dict and not _is_object(kind):
        return _add(("t", kind.__name__, text_of(thing)), 80)
    if depth >= DEEPEST or limit.left <= 0 or id(thing) in inside:
        return _simple_copy("…", str)
    inside = (*inside, id(thing))
    if is_list:
        items = _first_of(thing, kind)
        at = len(limit.parts)
        copies = _copies(items, depth, limit, inside)
        if kind is not tuple:
            limit.parts.insert(at, (_same_items, thing, items, len(thing), copies))
        return _add(("l", kind.__name__, copies, len(thing)), 24 + 8 * len(copies))
    if is_dict:
        items = _first_of_dict(thing)
        limit.parts.append((_same_entries, thing, items, len(thing), None))
        half = len(items) // 2
        copies = _copies(items[half:], depth, limit, inside)
        keys = [text_of(key) for key in items[: len(copies)]]
        return _add(("d", kind.__name__, tuple(zip(keys, copies)), len(thing)), 24 + 40 * len(copies))
    attributes = _attributes(thing)
    limit.parts.append((_same_attributes, thing, _attribute_values(thing), -1, None))
    had, limit.has_values = limit.has_values, False
    copies = _copies(attributes.values(), depth, limit, inside)
    # What it says of itself could be old as soon as a value in it changes.
    says = not limit.has_values or kind.__module__.startswith("micrograd.")
    limit.has_values = limit.has_values or had
    text = text_of(thing) if says and kind.__repr__ is not object.__repr__ else f"<{kind.__name__}>"
    return _add(("o", kind.__name__, text, tuple(zip(attributes, copies)), identify(thing).number), 80 + 40 * len(copies))


def _copies(items, depth, limit, inside):
    copies = []
    for each in items:
        if limit.left <= 0:
            break
        limit.left -= 1
        copies.append(_copy(each, type(each), depth + 1, limit, inside))
    return tuple(copies)


def _value_copy(value, kind):
    """The index of a value; -1 for one in the making, that has no numbers yet."""
    found = known.known(value)
    if found is not None and found.index >= 0:
        return found.index  # whatever writes to it says so
    both = numbers(value)
    if both is None:
        return -1
    if found is None:
        found = identify(value)
    data, grad = found.data, found.grad = both
    # JSON has no infinities.
    if data - data != 0:
        data = repr(data)
    if grad - grad != 0:
        grad = repr(grad)
    found.index = _add(("v", kind.__name__, found.number, data, grad), 48)
    return found.index


def _first_of(thing, kind):
    return thing[:MOST_ITEMS] if kind in _LISTS else list(islice(thing, MOST_ITEMS))


def _first_of_dict(thing):
    return [*islice(thing, MOST_ITEMS), *islice(thing.values(), MOST_ITEMS)]


# Whether a thing is made of the same as before. Nothing is made to compare: they are asked after most statements.


def _same_items(thing, items, length):
    return len(thing) == length and not any(map(is_not, items, thing))


def _same_entries(thing, items, length):
    half = len(items) // 2
    return len(thing) == length and not (any(map(is_not, items[:half], thing)) or any(map(is_not, items[half:], thing.values())))


def _same_attributes(thing, items, length):
    now = _attribute_values(thing)
    return len(now) == len(items) and not any(map(is_not, items, now))


def _is_in_the_making(value, items, length):
    return numbers(value) is None


def _is_object(kind):
    """Whether things of this kind are what a script, or a package of the lesson, has made a class for."""
    root = str(kind.__module__).partition(".")[0]
    return root != "builtins" and root not in sys.stdlib_module_names


def _attributes(thing):
    """The attributes of an object, as they lie there."""
    found = {}
    for name in _slots_of(type(thing)):
        try:
            found[name] = object.__getattribute__(thing, name)
        except AttributeError:
            pass
    try:
        own = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        own = {}
    for name, value in islice(own.items(), MOST_ITEMS):
        if type(name) is str:
            found[name] = value
    return found


def _slots_of(kind):
    """The names of the attributes that things of a kind have besides those in their `__dict__`."""
    slots = _slots.get(kind)
    if slots is None:
        slots = []
        for cls in kind.__mro__:
            own = vars(cls).get("__slots__", ())
            slots += [name for name in ([own] if isinstance(own, str) else own) if not name.startswith("_")]
        _slots[kind] = slots
    return slots


def _attribute_values(thing):
    if not _slots_of(type(thing)):
        try:
            return [*islice(object.__getattribute__(thing, "__dict__").values(), MOST_ITEMS)]
        except AttributeError:
            return []
    return list(_attributes(thing).values())


def text_of(thing):
    """How Python writes a thing, shortened."""
    try:
        text = _quietly(show.short_repr, thing)
    except Exception:
        text = f"<{type(thing).__name__}>"
    return text if len(text) <= show.LONGEST_TEXT else text[: show.LONGEST_TEXT - 1] + "…"

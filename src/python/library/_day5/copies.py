"""Copies of what names stand for, bounded in size, each written down once.

A copy is an entry of `table`; entries refer to earlier ones by their index. Values and objects have a number that tells them
from all others. Nothing of the script is called to copy what it made, but a guarded `repr`.
"""

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import islice
from operator import is_
from weakref import ref

from . import show
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
_known = {}  # id() -> Known
_most_known = 0
_numbers = 0
_slots = {}  # class -> names
_kept = {}  # id() -> copy of a thing that has no values in it


class Known:
    """A value or an object that has been seen."""

    __slots__ = ("data", "grad", "index", "number", "ref")

    def __init__(self, thing, number):
        try:
            self.ref = ref(thing)
        except TypeError:
            self.ref = lambda: thing
        self.number = number
        self.data = None  # as last written down; None where it has never been
        self.grad = None
        self.index = -1


class _Limit:
    """How much more may go into a copy, and what it was made of."""

    __slots__ = ("has_values", "left", "parts")

    def __init__(self):
        self.left = MOST_THINGS
        self.parts = []  # (function that reads its items, thing, items, length), to see whether it has changed
        self.has_values = False


def start(quietly):
    """Begins with nothing known. `quietly(function, thing)` calls a function of the script's without being noticed."""
    global _quietly, _most_known
    stop()
    _quietly = quietly
    _most_known = 4_096


def stop():
    """Lets go of everything."""
    global size, _numbers
    size = _numbers = 0
    table.clear()
    for each in (_simple, _slots, _known, _kept):
        each.clear()


def copy(thing, before=None):
    """
    A copy: (the thing, its index in the table, what it was made of, or None where it cannot change unnoticed).

    `before`: the copy that the same name had, of which as much is used again as may be.
    """
    kind = type(thing)
    if kind is float:
        return thing, _add(("n", repr(thing)), 24), None
    if thing is None or kind in (int, bool, str):
        return thing, _simple_copy(thing, kind), None
    if kind in value_classes:
        index = _value_copy(thing, kind)
        if index >= 0:
            return thing, index, None
    elif before is not None and before[0] is thing and before[2] is not None:
        made = _grown(before, kind)
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


def _grown(before, kind):
    """The copy of a list or a set that only has more in it than `before`; None where it is not as simple."""
    thing, index, parts = before
    if len(parts) != 1 or parts[0][1] is not thing or table[index][0] != "l":
        return None
    read, _, items, _ = parts[0]
    now = read(thing)
    if len(now) < len(items) or not all(map(is_, items, now)):
        return None
    if len(now) == len(items):
        return thing, _add(("l", kind.__name__, index, len(thing)), 24), [(read, thing, now, len(thing))]
    copies = table[index][2]
    while type(copies) is int:
        copies = table[copies][2]
    limit = _Limit()
    copies += _copies(now[len(items) :], 0, limit, (id(thing),))
    limit.parts.append((read, thing, now, len(thing)))
    return thing, _add(("l", kind.__name__, copies, len(thing)), 24 + 8 * len(copies)), limit.parts


def is_same(made):
    """Whether what was copied is still made of the same things."""
    if made[2] is not None:
        for read, thing, items, length in made[2]:
            now = read(thing)
            if len(now) != len(items) or not all(map(is_, now, items)) or (length >= 0 and len(thing) != length):
                return False
    return True


def known(thing):
    """A value or an object that has been seen; None for another."""
    found = _known.get(id(thing))
    return found if found is not None and found.ref() is thing else None


def identify(thing):
    """A value or an object, which is known from here on."""
    global _numbers, _most_known
    found = _known.get(id(thing))
    if found is not None and found.ref() is thing:
        return found
    if len(_known) >= _most_known:
        for key in [key for key, each in _known.items() if each.ref() is None]:
            del _known[key]
        _most_known = max(4_096, 2 * len(_known))
    _numbers += 1
    found = _known[id(thing)] = Known(thing, _numbers)
    return found


def all_known():
    """Everything that has been seen and is still there: each with what is known of it."""
    for each in list(_known.values()):
        thing = each.ref()
        if thing is not None:
            yield thing, each


def numbers(value):
    """The data and the gradient of a value; None where it does not have both."""
    try:
        data, grad = value.data, value.grad
        if type(data) is type(grad) is float:
            return data, grad
        if isinstance(data, (int, float)) and isinstance(grad, (int, float)):
            return float(data), float(grad)
    except Exception:
        pass
    return None


def note_numbers(found, both):
    """What the numbers of a value are now."""
    found.data, found.grad = both
    found.index = -1


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
        # A value in the making.
        limit.parts.append((_attribute_values, thing, _attribute_values(thing), -1))
        return _add(("o", kind.__name__, f"<{kind.__name__}>", (), identify(thing).number), 40)
    limit.left -= 1
    is_list, is_dict = kind in _LISTS or kind in _SETS, kind in _DICTS
    if not is_list and not is_dict and not _is_object(kind):
        return _add(("t", kind.__name__, text_of(thing)), 80)
    if depth >= DEEPEST or limit.left <= 0 or id(thing) in inside:
        return _simple_copy("…", str)
    inside = (*inside, id(thing))
    if is_list:
        read = _first_of_list if kind in _LISTS else _first_of_set
        items = read(thing)
        if kind is not tuple:
            limit.parts.append((read, thing, items, len(thing)))
        copies = _copies(items, depth, limit, inside)
        return _add(("l", kind.__name__, copies, len(thing)), 24 + 8 * len(copies))
    if is_dict:
        items = _first_of_dict(thing)
        limit.parts.append((_first_of_dict, thing, items, len(thing)))
        half = len(items) // 2
        copies = _copies(items[half:], depth, limit, inside)
        keys = [text_of(key) for key in items[: len(copies)]]
        return _add(("d", kind.__name__, tuple(zip(keys, copies)), len(thing)), 24 + 40 * len(copies))
    attributes = _attributes(thing)
    limit.parts.append((_attribute_values, thing, _attribute_values(thing), -1))
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
    found = _known.get(id(value))
    if found is not None and found.index >= 0 and found.ref() is value:
        return found.index  # whatever writes to it says so
    both = numbers(value)
    if both is None:
        return -1
    if found is None or found.ref() is not value:
        found = identify(value)
    data, grad = found.data, found.grad = both
    found.index = _add(("v", kind.__name__, found.number, _number(data), _number(grad)), 48)
    return found.index


def _number(x):
    """A number for JSON, which has no infinities."""
    return x if x - x == 0 else repr(x)


def _first_of_list(thing):
    return thing[:MOST_ITEMS]


def _first_of_set(thing):
    return list(islice(thing, MOST_ITEMS))


def _first_of_dict(thing):
    return [*islice(thing, MOST_ITEMS), *islice(thing.values(), MOST_ITEMS)]


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

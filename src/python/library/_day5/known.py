"""The values and objects that a trace has met, each with a number that tells it from all others, and the numbers of values."""

from weakref import ref

_known = {}  # id() -> Known
_most_known = 0
_numbers = 0


class Known:
    """A value or an object that has been seen."""

    __slots__ = ("data", "grad", "index", "making", "number", "ref")

    def __init__(self, thing, number):
        try:
            self.ref = ref(thing)
        except TypeError:
            self.ref = lambda: thing
        self.number = number
        self.data = None  # as last written down; None where it has never been
        self.grad = None
        self.index = -1  # of its copy, as long as that holds
        self.making = -1  # of its copy as one that has no numbers yet


def start():
    """Begins with nothing known."""
    global _most_known
    stop()
    _most_known = 4_096


def stop():
    """Lets go of everything."""
    global _numbers
    _numbers = 0
    _known.clear()


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
        # Asked with something to fall back on, a value in the making costs no exception.
        data = getattr(value, "data", None)
        grad = getattr(value, "grad", None)
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

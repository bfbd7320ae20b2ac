"""A number that remembers how it was computed.

What a Value holds stands on a tape, which records every operation in the order in which it was made. The tape belongs
to the engine outside of Python (the module `_engine`); only its numbers stand in arrays of ours, so that reading and
writing `data` and `grad` takes no call. A Value knows its id, and the tables below where on the tape it is now.
"""

import gc
import math
from array import array
from weakref import ref

import _engine

_ROWS_AT_FIRST = 16_384
_ROWS_AT_MOST = 8_000_000

# Python lets go of a chain of objects one inside the other, and WebAssembly has a small stack. So this many values may
# hold on to each other; the next one is held here as well, until there is time to let go of them in order.
_LINKS_AT_MOST = 200
_held = []

_rows = 0  # how many there is room for

_data = _grad = array("d")  # by row
_row = array("i")  # by id
_id = array("i")  # by row, 0 where there is no Value

# Looked up once: each look into `_engine` costs as much as twenty calls.
_add = _engine.add
_add_number = _engine.add_number
_mul = _engine.mul
_mul_number = _engine.mul_number
_power = _engine.pow
_tanh = _engine.tanh
_exp = _engine.exp
_relu = _engine.relu
_leaf = _engine.leaf
_leaves = _engine.leaves
_network = _engine.network
_operand = _engine.operand
_backward = _engine.backward
_set_grad = _engine.set_grad
_trap = _engine.trap
_exponent = _engine.exponent
_compact = _engine.compact
_in_use = _engine.in_use
_use_arrays = _engine.use
_new = object.__new__


class Value:
    """A number that remembers how it was computed, so that backward() can say how a result depends on it."""

    __slots__ = ("__dict__", "__weakref__", "_id", "_links", "_made_from", "_op")

    label = ""

    def __init__(self, data, _children=(), _op="", label=""):
        if _children:
            raise TypeError("this Value cannot be given children: build your operation from the ones it has")
        _set_id(self, _call(_leaf, 1, _number(data)))
        _set_links(self, 0)
        _set_made_from(self, ())
        _set_op(self, _op)
        if label != "":
            self.label = label

    @property
    def data(self):
        return _data[_row[self._id]]

    @data.setter
    def data(self, data):
        _data[_row[self._id]] = data if type(data) is float else _number(data)

    @property
    def grad(self):
        return _grad[_row[self._id]]

    @grad.setter
    def grad(self, grad):
        grad = grad if type(grad) is float else _number(grad)
        if self._made_from == ():
            _grad[_row[self._id]] = grad
        else:
            # The engine has to know, for it keeps what a neuron's gradient has passed on.
            _set_grad(self._id, grad)

    @property
    def _prev(self):
        """The values this one was computed from."""
        made_from = self._made_from
        if type(made_from) is not tuple:
            made_from = made_from.children_of(self)
        elif made_from and made_from[-1] is None:
            made_from = (made_from[0], made(operand(self, 1)))
        _set_made_from(self, made_from)
        return made_from

    def __add__(self, other):
        if isinstance(other, Value):
            i = _add(self._id, other._id)
            if i < 0:
                i = _call(_add, 2, self._id, other._id)
            return made(i, (self, other), "+", max(self._links, other._links))
        if not isinstance(other, (int, float)):
            return NotImplemented
        i = _add_number(self._id, float(other))
        if i < 0:
            i = _call(_add_number, 2, self._id, float(other))
        return made(i, (self, None), "+", self._links)

    def __mul__(self, other):
        if isinstance(other, Value):
            i = _mul(self._id, other._id)
            if i < 0:
                i = _call(_mul, 2, self._id, other._id)
            return made(i, (self, other), "*", max(self._links, other._links))
        if not isinstance(other, (int, float)):
            return NotImplemented
        i = _mul_number(self._id, float(other))
        if i < 0:
            i = _call(_mul_number, 2, self._id, float(other))
        return made(i, (self, None), "*", self._links)

    def __pow__(self, other):
        if not isinstance(other, (int, float)):
            raise TypeError("a Value can be raised to a plain number only")
        # Where Python refuses to compute this, it says so itself.
        x = self.data
        _number(x**other)
        i = _call(_power, 2, self._id, float(other))
        if other < 1:
            try:
                x ** (other - 1)
            except ArithmeticError:
                _trap(i, float(other))
        return made(i, (self,), f"**{other}", self._links)

    def tanh(self):
        return made(_call(_tanh, 1, self._id), (self,), "tanh", self._links)

    def exp(self):
        math.exp(self.data)  # raises OverflowError
        return made(_call(_exp, 1, self._id), (self,), "exp", self._links)

    def relu(self):
        return made(_call(_relu, 1, self._id), (self,), "ReLU", self._links)

    def backward(self):
        """Adds the derivative of this value with respect to each value it was made from to that value's grad."""
        trapped = _backward(self._id)
        if trapped > 0:
            # A derivative that Python refuses to compute: let it say so.
            base = _data[_row[_operand(trapped, 0)]]
            base ** (_exponent(trapped) - 1)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return other + (-self)

    def __rtruediv__(self, other):
        return other * self**-1

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __reduce__(self):
        # A copy stands for itself: the same numbers, and no history.
        return _copied, (type(self), self.data, self.grad), self.__dict__


# These write to a Value's own fields without a detour through __setattr__.
_set_id = Value._id.__set__
_set_links = Value._links.__set__
_set_made_from = Value._made_from.__set__
_set_op = Value._op.__set__


def made(i, made_from=(), op="", links=-1):
    """The Value with the id `i`.

    `made_from`: its operands, the last one None for a plain number. `links`: how many values the longest chain has that
    is held by one of them.
    """
    value = _new(Value)
    _set_id(value, i)
    _set_made_from(value, made_from)
    _set_op(value, op)
    if links >= _LINKS_AT_MOST:
        _held.append(value)
        links = -1
    _set_links(value, links + 1)
    return value


def operand(value, k):
    """The id of what the engine says `value` was computed from, the k-th of them."""
    return _call(_operand, 0, value._id, k)


def leaves(numbers):
    """One Value for each of these floats, side by side on the tape."""
    if not numbers:
        return []
    row = _call(_leaves, len(numbers), *numbers)
    return [made(i) for i in _id[row : row + len(numbers)]]


def row_of(value):
    """Where on the tape a value is now."""
    return _row[value._id]


def network(call, needed):
    """Records a network; `call` is for the engine, `needed` how many rows it takes. Yields the row of its first output."""
    return _call(_network, needed, *call)


def ids(row, count):
    """The ids of the values in `count` rows."""
    return _id[row : row + count]


def _number(x):
    if not isinstance(x, (int, float)):
        raise TypeError(f"a Value holds a plain number, not {type(x).__name__!r}")
    return float(x)


def _copied(cls, data, grad):
    value = _new(cls)
    _set_id(value, _call(_leaf, 1, data))
    _set_links(value, 0)
    _set_made_from(value, ())
    _set_op(value, "")
    value.grad = grad
    return value


def _call(function, needed, *args):
    """Calls the engine; where it has no room for the `needed` rows, makes some and calls again."""
    result = function(*args)
    if result < 0:
        _make_room(needed)
        result = function(*args)
        if result < 0:
            raise MemoryError("there is no room for one more value")
    return result


def _make_room(needed):
    """Lets the engine forget all that nobody holds any more; gives it larger arrays where that is not enough."""
    in_use = _forget()
    if 2 * (in_use + needed) > _rows:
        # What only refers to itself is still held.
        gc.collect()
        in_use = _forget()
    if 4 * (in_use + needed) > 3 * _ROWS_AT_MOST:
        raise MemoryError(f"more than {in_use:,} values at once: does the script keep every loss, or one endless sum?")
    rows = min(_ROWS_AT_MOST, 2 * (in_use + needed))
    if rows > _rows:
        _use(rows)


def _let_go():
    """Lets go of what only `_held` holds: the newest first, so that no chain falls at once."""
    for k in reversed(range(len(_held))):
        value = ref(_held.pop(k))
        if value() is not None:
            _held.insert(k, value())


def _forget():
    """Lets the engine forget what nobody holds any more; yields how many rows are in use."""
    _let_go()
    classes = {Value}
    more = [Value]
    while more:
        more = [c for cls in more for c in type.__subclasses__(cls)]
        classes.update(more)
    return _compact(array("i", [getattr(v, "_id", 0) for v in gc.get_objects() if type(v) in classes]))


def _use(rows):
    global _data, _grad, _row, _id, _rows
    doubles = bytes(8 * (rows + 1))
    ints = bytes(4 * (rows + 1))
    arrays = array("d", doubles), array("d", doubles), array("i", ints), array("i", ints)
    _use_arrays(*arrays)
    _data, _grad, _row, _id = arrays
    _rows = rows


_use(max(_ROWS_AT_FIRST, _in_use()))

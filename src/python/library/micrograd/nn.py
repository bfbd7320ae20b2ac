"""Neuron, Layer and MLP.

Calling one of them takes a single call of the engine, as long as its parameters are still the ones it was made with:
those stand side by side on the tape. Where somebody has put other values, neurons or layers in their place, or calls it
with inputs from here and there, it is computed one operation at a time, as in the textbook.
"""

import random
from array import array

from . import engine
from .engine import Value

_INPUTS_AT_MOST = 4096  # so many plain numbers fit into one call


class Module:
    """Something with parameters."""

    __slots__ = ("__dict__", "__weakref__", "_network")

    def zero_grad(self):
        """Sets the gradient of every parameter to 0."""
        for p in self.parameters():
            p.grad = 0.0

    def parameters(self):
        return []

    def __getstate__(self):
        return self.__dict__


_set_network = Module._network.__set__


class Neuron(Module):
    """tanh(w · x + b), with weights drawn from uniform(-1, 1) and a bias of 0."""

    def __init__(self, nin):
        *self.w, self.b = engine.leaves([random.uniform(-1, 1) for _ in range(nin)] + [0.0])

    def __call__(self, x):
        out = _at_once(self, [], x)
        if out is not None:
            return out
        _check_length(x, len(self.w))
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()

    def parameters(self):
        return self.w + [self.b]

    def __repr__(self):
        return f"Neuron({len(self.w)})"


class Layer(Module):
    """Neurons that all see the same inputs."""

    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        out = _at_once(self, [self], x)
        if out is not None:
            return out
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]

    def __repr__(self):
        return f"Layer of [{', '.join(map(str, self.neurons))}]"


class MLP(Module):
    """A multi-layer perceptron: MLP(3, [4, 4, 1]) has 3 inputs, two hidden layers of 4 neurons and 1 output."""

    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        self.layers = [Layer(sizes[k], sizes[k + 1]) for k in range(len(nouts))]

    def __call__(self, x):
        if isinstance(x, Value):
            x = [x]
        out = _at_once(self, self.layers, x)
        if out is not None:
            return out
        for layer in self.layers:
            x = layer([x] if isinstance(x, Value) else x)  # a layer of one neuron yields no list
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self):
        return f"MLP of [{', '.join(map(str, self.layers))}]"


# --- A network in one call of the engine -----------------------------------------------------------------------------


def _at_once(module, layers, x):
    """What `module` (a neuron, or these layers) makes of `x`; None where it must be computed step by step."""
    try:
        groups = [layer.neurons for layer in layers] or [[module]]
    except AttributeError:
        return None
    try:
        network = module._network
        if not network.is_still(layers, groups):
            network = None
    except AttributeError:
        network = None
    if network is None:
        network = _Network(layers, groups)
        _set_network(module, network)
    return network.call(x) if network.sizes else None


class _Network:
    """How layers looked when they were last called, and whether the engine can take them in one call."""

    def __init__(self, layers, groups):
        self.layers = list(layers)
        self.groups = [list(group) for group in groups]
        self.tanh = Value.tanh
        self.neuron_call = Neuron.__call__
        # The number of inputs, then of each layer's neurons; None where it must be computed step by step.
        self.sizes = None
        self.cells = []
        neurons = [neuron for group in groups for neuron in group]
        if not (
            all(_calls(layer, _LAYER_CALL) for layer in layers)
            and all(_calls(neuron, _NEURON_CALL) for neuron in neurons)
            and _unwrapped(Value.tanh) is _TANH
        ):
            return
        self.cells = [(neuron, list(neuron.w), neuron.b) for neuron in neurons]
        self.parameters = [p for _, w, b in self.cells for p in (*w, b)]
        sizes = [len(neurons[0].w) if neurons else 0, *map(len, groups)]
        shape = [size for size, group in zip(sizes, groups) for _ in group]
        if (
            0 not in sizes
            and shape == [len(w) for _, w, _ in self.cells]
            and _side_by_side(self.parameters)
            and all(p._made_from == () for p in self.parameters)
        ):
            self.sizes = sizes
            self.call_begins = (len(groups), *sizes)
            self.needed = sum(sizes)

    def is_still(self, layers, groups):
        if layers != self.layers or groups != self.groups:
            return False
        if Value.tanh is not self.tanh or Neuron.__call__ is not self.neuron_call:
            return False
        for neuron, w, b in self.cells:
            if neuron.w != w or neuron.b is not b:
                return False
        return True

    def call(self, x):
        nin = self.sizes[0]
        _check_length(x, nin)
        if nin > _INPUTS_AT_MOST:
            return None
        shared = {}
        links = -1
        try:
            numbers = array("d", x)
        except (TypeError, ValueError):
            # Values among them: they have to stand side by side as well.
            if not _side_by_side(x):
                return None
            shared[0] = tuple(x)
            links = max(value._links for value in x)
            call = (self.parameters[0]._id, x[0]._id, *self.call_begins)
        else:
            if len(numbers) != nin:
                return None
            call = (self.parameters[0]._id, 0, *self.call_begins, *numbers)
        row = engine.network(call, self.needed)
        layer = len(self.sizes) - 2
        outputs = engine.ids(row, self.sizes[-1])
        out = [engine.made(i, _Made(self, shared, layer, k), "tanh", links) for k, i in enumerate(outputs)]
        return out[0] if len(out) == 1 else out

    def parameters_of(self, layer, k):
        """Weights and bias of the k-th neuron of a layer."""
        before = sum(len(group) for group in self.groups[:layer])
        _, w, b = self.cells[before + k]
        return (*w, b)


class _Made:
    """What the output of a neuron was computed from, found out when somebody asks."""

    __slots__ = ("k", "layer", "network", "shared")

    def __init__(self, network, shared, layer, k):
        self.network = network
        self.shared = shared  # by layer, its inputs: the same values for all its neurons
        self.layer = layer
        self.k = k

    def children_of(self, output):
        network, shared, layer = self.network, self.shared, self.layer
        parameters = network.parameters_of(layer, self.k)
        if layer not in shared:
            shared[layer] = tuple(
                engine.made(
                    engine.operand(output, len(parameters) + k),
                    _Made(network, shared, layer - 1, k) if layer else (),
                    "tanh" if layer else "",
                )
                for k in range(network.sizes[layer])
            )
        return (*parameters, *shared[layer])


def _check_length(x, nin):
    if len(x) != nin:
        raise ValueError(f"expected {nin} inputs, got {len(x)}")


def _side_by_side(x):
    """Whether these are values in neighbouring rows of the tape."""
    if not all(isinstance(value, Value) for value in x):
        return False
    rows = [engine.row_of(value) for value in x]
    return rows == list(range(rows[0], rows[0] + len(rows)))


def _calls(module, function):
    """Whether calling `module` comes down to `function`, and not to somebody's own."""
    return _unwrapped(getattr(type(module), "__call__", None)) is function


def _unwrapped(function):
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


_NEURON_CALL = Neuron.__call__
_LAYER_CALL = Layer.__call__
_TANH = Value.tanh

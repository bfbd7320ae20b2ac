"""A scalar autograd engine and a small neural network in plain Python, after Andrej Karpathy's micrograd.

What the TypeScript engine must agree with, and is measured against. It is written to be read: an object per number, a
closure per operation. Operands are kept in order, so that two runs do the same arithmetic in the same order.
"""

import math


class Value:
    """A number that remembers how it was computed, so that backward() can say how the result depends on it."""

    def __init__(self, data, _prev=(), _op=""):
        self.data = data
        self.grad = 0.0
        self._prev = _prev
        self._op = _op
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, exponent):
        out = Value(self.data**exponent, (self,), f"**{exponent}")

        def _backward():
            self.grad += exponent * self.data ** (exponent - 1) * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t * t) * out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def backward(self):
        """Adds the derivative of this value with respect to each of its ancestors to that ancestor's grad."""
        order = []
        visited = set()

        def visit(value):
            if value not in visited:
                visited.add(value)
                for operand in value._prev:
                    visit(operand)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value._backward()


class Neuron:
    def __init__(self, inputs, random):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(inputs)]
        self.b = Value(0.0)

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, inputs, outputs, random):
        self.neurons = [Neuron(inputs, random) for _ in range(outputs)]

    def __call__(self, x):
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP:
    """Layers of tanh neurons; `random` (a random.Random) draws the weights, neuron by neuron."""

    def __init__(self, inputs, widths, random):
        sizes = [inputs] + widths
        self.layers = [Layer(sizes[k], sizes[k + 1], random) for k in range(len(widths))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]


def sum_of_squared_errors(predictions, targets):
    """The lesson's loss. Python's sum starts from 0, which makes `0 + first` a node of its own."""
    return sum((prediction - target) ** 2 for prediction, target in zip(predictions, targets))

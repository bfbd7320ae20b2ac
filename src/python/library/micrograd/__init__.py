"""micrograd: a scalar autograd engine and a small neural network, as in the lesson.

The same as the micrograd.py beside the lesson's files; here the arithmetic is done by the lesson's own engine.
"""

from .engine import Value
from .nn import MLP, Layer, Module, Neuron

__all__ = ["MLP", "Layer", "Module", "Neuron", "Value"]

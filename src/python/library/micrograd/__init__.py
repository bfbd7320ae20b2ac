from .engine import *
from .engine import Value, Neuron, Layer, MLP

"""The data set is a list of pairs of an input and its target."""

import random

from micrograd import MLP

random.seed(5571)

samples = [
    ([2.0, 3.0, -1.0], 1.0),
    ([3.0, -1.0, 0.5], -1.0),
    ([0.5, 1.0, 1.0], -1.0),
    ([1.0, 1.0, -1.0], 1.0),
]
model = MLP(3, [4, 4, 1])
for k in range(20):
    loss = 0.0
    for x, y in samples:
        loss += (model(x) - y) ** 2
    for p in model.parameters():
        p.grad = 0.0
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

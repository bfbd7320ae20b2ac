"""A model with two outputs, and a target for each."""

import random

from micrograd import MLP

random.seed(3)
xs = [[2.0, 3.0], [3.0, -1.0], [0.5, 1.0]]
ys = [[1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]]
model = MLP(2, [3, 2])

for k in range(20):
    outputs = [model(x) for x in xs]
    loss = sum((o - t) ** 2 for out, target in zip(outputs, ys) for o, t in zip(out, target))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

print([[o.data for o in model(x)] for x in xs])

"""Gradients are zeroed as the first thing in each step."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    for p in model.parameters():
        p.grad = 0.0
    out = [model(x) for x in xs]
    loss = sum([(o - y) ** 2 for o, y in zip(out, ys)])
    loss.backward()
    for p in model.parameters():
        p.data += -0.05 * p.grad
    print(loss.data)

"""Momentum, in a list of the script's own."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
velocity = [0.0] * len(model.parameters())
for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    model.zero_grad()
    loss.backward()
    for i, p in enumerate(model.parameters()):
        velocity[i] = 0.9 * velocity[i] - 0.01 * p.grad
        p.data += velocity[i]
    print(loss.data)

"""backward() for each sample, and one update with the gradients of them all."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    for p in model.parameters():
        p.grad = 0.0
    total = 0.0
    for x, y in zip(xs, ys):
        loss = (model(x) - y) ** 2
        loss.backward()
        total += loss.data
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(total)

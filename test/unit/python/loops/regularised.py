"""A loss with a penalty for large weights."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    scores = [model(x) for x in xs]
    data_loss = sum((s - y) ** 2 for s, y in zip(scores, ys))
    reg_loss = 0.001 * sum(p * p for p in model.parameters())
    total_loss = data_loss + reg_loss
    model.zero_grad()
    total_loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(total_loss.data)

"""Forward and loss in one expression."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
net = MLP(3, [4, 4, 1])
for k in range(20):
    loss = sum((net(x) - y) ** 2 for x, y in zip(xs, ys))
    net.zero_grad()
    loss.backward()
    for p in net.parameters(): p.data -= 0.05 * p.grad
    print(loss.data)

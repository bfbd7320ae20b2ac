"""Two models whose losses are computed before either goes backward."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
first = MLP(3, [2, 1])
second = MLP(3, [4, 1])

for k in range(10):
    loss1 = sum((first(x) - y) ** 2 for x, y in zip(xs, ys))
    loss2 = sum((second(x) - y) ** 2 for x, y in zip(xs, ys))
    first.zero_grad()
    loss1.backward()
    second.zero_grad()
    loss2.backward()
    for p in first.parameters():
        p.data -= 0.05 * p.grad
    for p in second.parameters():
        p.data -= 0.05 * p.grad
    print(loss1.data, loss2.data)

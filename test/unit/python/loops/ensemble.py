"""Two models that answer together: one loss trains them both."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
a = MLP(3, [2, 1])
b = MLP(3, [4, 1])

for k in range(20):
    loss = sum((a(x) + b(x) - y) ** 2 for x, y in zip(xs, ys))
    a.zero_grad()
    b.zero_grad()
    loss.backward()
    for p in a.parameters() + b.parameters():
        p.data -= 0.02 * p.grad
    print(loss.data)

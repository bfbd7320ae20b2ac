"""Several phases on one line."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
m = MLP(3, [4, 4, 1])
for k in range(20):
    out = [m(x) for x in xs]; loss = sum((o - y) ** 2 for o, y in zip(out, ys))
    m.zero_grad(); loss.backward()
    for p in m.parameters(): p.data -= 0.05 * p.grad
    print(loss.data)

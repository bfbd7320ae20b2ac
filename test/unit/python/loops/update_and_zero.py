"""One loop over the parameters that updates each and zeroes its gradient at once."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    pred = [model(x) for x in xs]
    loss = sum((p - y) ** 2 for p, y in zip(pred, ys))
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
        p.grad = 0.0
    print(loss.data)

"""A loop over the samples that adds up the loss; one backward for all of them."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
for k in range(20):
    total = 0.0
    for x, y in zip(xs, ys):
        yhat = model(x)
        error = (yhat - y) ** 2
        total = total + error
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(total.data)

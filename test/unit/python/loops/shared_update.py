"""Two models under one loss each, one function that updates either."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]


def update(model, lr):
    for p in model.parameters():
        p.data -= lr * p.grad
        p.grad = 0.0


left = MLP(3, [2, 1])
right = MLP(3, [4, 1])
for k in range(10):
    out_left = [left(x) for x in xs]
    out_right = [right(x) for x in xs]
    loss_left = sum((o - y) ** 2 for o, y in zip(out_left, ys))
    loss_right = sum((o - y) ** 2 for o, y in zip(out_right, ys))
    loss_left.backward()
    loss_right.backward()
    update(left, 0.05)
    update(right, 0.01)
    print(loss_left.data, loss_right.data)

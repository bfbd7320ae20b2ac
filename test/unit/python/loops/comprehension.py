"""A whole training run as one comprehension over nested functions."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])


def make_step(lr):
    def step():
        def error(x, y):
            return (model(x) - y) ** 2

        loss = sum(error(x, y) for x, y in zip(xs, ys))
        model.zero_grad()
        loss.backward()
        [setattr(p, "data", p.data - lr * p.grad) for p in model.parameters()]
        return loss.data

    return step


step = make_step(0.05)
losses = [step() for _ in range(20)]
print(*losses, sep="\n")

"""A learning-rate sweep with functions."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

def loss_of(model):
    return sum((model(x) - y) ** 2 for x, y in zip(xs, ys))


def train(lr):
    random.seed(5571)
    model = MLP(3, [4, 4, 1])
    losses = []
    for _ in range(10):
        loss = loss_of(model)
        losses.append(loss.data)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad
    return losses


results = {lr: train(lr) for lr in (0.001, 0.01, 0.05, 0.1)}
for lr, losses in results.items():
    print(lr, losses[-1])

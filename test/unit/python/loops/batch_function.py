"""A function that trains on one batch; it sees no more of the data than that."""

import random

from micrograd import MLP

random.seed(5571)


def train_batch(model, xb, yb, lr):
    preds = [model(x) for x in xb]
    loss = sum((p - y) ** 2 for p, y in zip(preds, yb)) * (1 / len(xb))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= lr * p.grad
    return loss.data


def main():
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    model = MLP(3, [4, 4, 1])
    for epoch in range(10):
        for i in range(0, len(xs), 2):
            print(train_batch(model, xs[i : i + 2], ys[i : i + 2], 0.1))


main()

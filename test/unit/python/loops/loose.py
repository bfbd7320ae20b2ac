"""No model at all: a list of weights, a bias, and a function that predicts."""

import random

from micrograd import Value

random.seed(7)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

weights = [Value(random.uniform(-1, 1)) for _ in range(3)]
bias = Value(0.0)


def predict(x):
    return (sum(w * v for w, v in zip(weights, x)) + bias).tanh()


for k in range(20):
    predictions = [predict(x) for x in xs]
    loss = sum((p - y) ** 2 for p, y in zip(predictions, ys))
    for p in [*weights, bias]:
        p.grad = 0.0
    loss.backward()
    for p in [*weights, bias]:
        p.data -= 0.05 * p.grad
    print(loss.data)

"""No list of inputs: every number comes from a function."""

import random

from micrograd import MLP

random.seed(11)
model = MLP(2, [3, 1])


def sample():
    x = [random.uniform(-1, 1), random.uniform(-1, 1)]
    return x, 1.0 if x[0] > x[1] else -1.0


for k in range(20):
    x, y = sample()
    guess = model(x)
    loss = (guess - y) ** 2
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.1 * p.grad
    print(loss.data)

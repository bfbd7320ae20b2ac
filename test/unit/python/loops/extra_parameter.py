"""A model, and one loose parameter beside it."""

import random

from micrograd import MLP, Value

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
scale = Value(1.0)

for k in range(20):
    ypred = [model(x) * scale for x in xs]
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    model.zero_grad()
    scale.grad = 0.0
    loss.backward()
    for p in model.parameters() + [scale]:
        p.data -= 0.05 * p.grad
    print(loss.data)

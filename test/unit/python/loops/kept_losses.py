"""The loss is kept as a Value for the curve that is drawn at the end."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
losses = []
for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    losses.append(loss)
    model.zero_grad()
    losses[-1].backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
for loss in losses:
    print(loss.data)

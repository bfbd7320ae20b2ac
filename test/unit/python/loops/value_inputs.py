"""The inputs become Values, anew in each step."""

import random

from micrograd import MLP, Value

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

model = MLP(3, [4, 4, 1])
for k in range(20):
    inputs = [[Value(v) for v in x] for x in xs]
    ypred = list(map(model, inputs))
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

"""Lines of output that come in parts, some of them from several steps."""

import random
from micrograd import MLP, Value
random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])

for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yo - y) ** 2 for yo, y in zip(ypred, ys))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(k, end=" ")
    print(loss.data, end="")
    if k % 2:
        print()
    else:
        print(end="; ")

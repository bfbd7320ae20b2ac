"""Two layers and no object that holds them both."""

import random

from micrograd import Layer

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

first = Layer(3, 4)
second = Layer(4, 4)
last = Layer(4, 1)

for k in range(20):
    ypred = []
    for x in xs:
        h = first(x)
        h = second(h)
        ypred.append(last(h))
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))
    parameters = first.parameters() + second.parameters() + last.parameters()
    for p in parameters:
        p.grad = 0.0
    loss.backward()
    for p in parameters:
        p.data -= 0.05 * p.grad
    print(loss.data)

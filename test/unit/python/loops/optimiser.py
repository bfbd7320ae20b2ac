"""An optimiser as in PyTorch: zero_grad(), backward(), step()."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

class SGD:
    def __init__(self, parameters, lr):
        self.parameters = list(parameters)
        self.lr = lr

    def zero_grad(self):
        for p in self.parameters:
            p.grad = 0.0

    def step(self):
        for p in self.parameters:
            p.data -= self.lr * p.grad


model = MLP(3, [4, 4, 1])
optimiser = SGD(model.parameters(), lr=0.05)

for epoch in range(20):
    optimiser.zero_grad()
    outputs = [model(x) for x in xs]
    loss = sum((o - y) ** 2 for o, y in zip(outputs, ys))
    loss.backward()
    optimiser.step()
    print(loss.data)

"""A Trainer class with a method for each phase."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

class Trainer:
    def __init__(self, model, inputs, targets, lr):
        self.model = model
        self.inputs = inputs
        self.targets = targets
        self.lr = lr
        self.losses = []

    def forward(self):
        self.outputs = [self.model(x) for x in self.inputs]

    def compute_loss(self):
        self.loss = sum((o - t) ** 2 for o, t in zip(self.outputs, self.targets))

    def zero(self):
        for p in self.model.parameters():
            p.grad = 0

    def step(self):
        self.forward()
        self.compute_loss()
        self.zero()
        self.loss.backward()
        for p in self.model.parameters():
            p.data -= self.lr * p.grad
        self.losses.append(self.loss.data)

    def fit(self, steps):
        for _ in range(steps):
            self.step()
        return self.losses


trainer = Trainer(MLP(3, [4, 4, 1]), xs, ys, 0.05)
print(*trainer.fit(20), sep="\n")

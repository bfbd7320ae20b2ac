"""A model of the learner's own that knows how to train itself."""

import random

from micrograd import Layer

random.seed(5571)
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]


class Network:
    def __init__(self):
        self.hidden1 = Layer(3, 4)
        self.hidden2 = Layer(4, 4)
        self.out = Layer(4, 1)

    def predict(self, x):
        return self.out(self.hidden2(self.hidden1(x)))

    def parameters(self):
        return self.hidden1.parameters() + self.hidden2.parameters() + self.out.parameters()

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0

    def update(self, lr):
        for p in self.parameters():
            p.data -= lr * p.grad

    def train(self, steps, lr):
        for k in range(steps):
            outputs = [self.predict(x) for x in xs]
            loss = sum((o - y) ** 2 for o, y in zip(outputs, ys))
            self.zero_grad()
            loss.backward()
            self.update(lr)
            print(loss.data)


net = Network()
net.train(20, 0.05)

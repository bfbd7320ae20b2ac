"""Everything in functions, and the loop in one that is called at the end."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

def squared_error(predictions, targets):
    return sum((p - t) ** 2 for p, t in zip(predictions, targets))


def train(model, xs, ys, lr, steps):
    history = []
    for step in range(steps):
        predictions = [model(x) for x in xs]
        loss = squared_error(predictions, ys)
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        update(model.parameters(), lr)
        history.append(loss.data)
    return history


def update(parameters, lr):
    for p in parameters:
        p.data += -lr * p.grad


def main():
    model = MLP(3, [4, 4, 1])
    for loss in train(model, xs, ys, lr=0.05, steps=20):
        print(loss)
    print([model(x).data for x in xs])


if __name__ == "__main__":
    main()

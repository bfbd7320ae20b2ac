"""Day 5 · The bug hunt: somebody's training loop.

It runs, it learns, and there is one bug in it. The lesson asks you for a prediction first.
"""

import random

from micrograd import MLP

random.seed(2327)

# The four samples of the lesson.
xs = [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
]
ys = [1.0, -1.0, -1.0, 1.0]

model = MLP(3, [4, 4, 1])


def predict(inputs):
    """What the model says about each sample."""
    return [model(x) for x in inputs]


def squared_error(predictions, targets):
    """The sum of the squared differences."""
    return sum((p - t) ** 2 for p, t in zip(predictions, targets))


lr = 0.05
steps = 200
history = []

for k in range(steps):
    # How well does the model do?
    predictions = predict(xs)
    loss = squared_error(predictions, ys)
    history.append(loss.data)

    # Which way is downhill?
    loss.backward()

    # One step in that direction.
    for p in model.parameters():
        p.data -= lr * p.grad

    print(f"step {k}: loss = {loss.data:.4f}")

print(f"best loss {min(history):.4f}, last loss {history[-1]:.4f}")
for x, y in zip(xs, ys):
    print(f"{x} -> {model(x).data:+.3f}, should be {y:+.0f}")

"""Mini-batches of two samples."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
batch_size = 2
for epoch in range(10):
    for start in range(0, len(xs), batch_size):
        xb = xs[start:start + batch_size]
        yb = ys[start:start + batch_size]
        preds = [model(x) for x in xb]
        loss = sum((p - y) ** 2 for p, y in zip(preds, yb))
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= 0.05 * p.grad
        print(loss.data)

"""A while loop that counts for itself, and stops before its last round has anything left to do."""

import random

from micrograd import MLP

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])
step = 0
while step < 20:
    predictions = []
    for x in xs:
        predictions.append(model(x))
    loss = 0
    for target, prediction in zip(ys, predictions):
        loss = loss + (prediction - target) ** 2
    print("loss", loss.data)
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data = p.data - 0.05 * p.grad
    step += 1

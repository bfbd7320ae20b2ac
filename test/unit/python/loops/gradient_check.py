"""Before it trains, the loop checks its first gradients by hand: a parameter is moved there and back."""

import random

from micrograd import MLP
random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])


def total_loss():
    return sum((model(x) - y) ** 2 for x, y in zip(xs, ys))


loss = total_loss()
model.zero_grad()
loss.backward()
h = 1e-5
for p in model.parameters()[:3]:
    p.data += h
    above = total_loss().data
    p.data -= 2 * h
    below = total_loss().data
    p.data += h
    print("error", abs(p.grad - (above - below) / (2 * h)) < 1e-6)

for k in range(20):
    loss = total_loss()
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

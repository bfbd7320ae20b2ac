"""Each input is converted just where it is used, as in the demo of micrograd."""

import random

from micrograd import MLP, Value

random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

model = MLP(3, [4, 4, 1])


def loss_of(model):
    scores = [model([Value(v) for v in x]) for x in xs]
    losses = [(score - y) ** 2 for score, y in zip(scores, ys)]
    return sum(losses)


for k in range(20):
    total_loss = loss_of(model)
    model.zero_grad()
    total_loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(f"step {k} loss {total_loss.data}")

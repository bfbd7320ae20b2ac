"""In every step, the loss on samples that are not trained on is computed first."""

import random
from micrograd import MLP, Value
random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])

test_xs = [[1.0, 2.0, 0.0], [2.0, 0.0, 1.0]]
test_ys = [1.0, -1.0]

for k in range(20):
    val_loss = sum((model(x) - y) ** 2 for x, y in zip(test_xs, test_ys))
    ypred = [model(x) for x in xs]
    loss = sum((yo - y) ** 2 for yo, y in zip(ypred, ys))
    print("validation", val_loss.data, "accuracy")
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

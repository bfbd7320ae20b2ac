"""After the training, the gradients are looked at once more: nothing is updated with them."""

import random
from micrograd import MLP, Value
random.seed(5571)

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
model = MLP(3, [4, 4, 1])

for k in range(20):
    ypred = [model(x) for x in xs]
    loss = sum((yo - y) ** 2 for yo, y in zip(ypred, ys))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.05 * p.grad
    print(loss.data)

ypred = [model(x) for x in xs]
loss = sum((yo - y) ** 2 for yo, y in zip(ypred, ys))
model.zero_grad()
loss.backward()
print("gradients", max(abs(p.grad) for p in model.parameters()) < 9, "accuracy")

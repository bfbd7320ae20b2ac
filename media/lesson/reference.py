"""Day 5 · Training the MLP: gradient descent in action.

The whole training loop. Step through it with the controls above
the loop, and watch the lesson beside it.
"""

import random

from micrograd import MLP

random.seed(5571)  # the same weights every time

# Four samples of three inputs each,
# and the answer we want for each.
xs = [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
]
ys = [1.0, -1.0, -1.0, 1.0]

# 3 inputs, two hidden layers of 4, 1 output:
# 16 + 20 + 5 = 41 parameters.
model = MLP(3, [4, 4, 1])

lr = 0.05  # learning rate

for k in range(20):
    # Forward: what does the network say?
    ypred = [model(x) for x in xs]

    # Loss: how wrong is it? Squared, summed.
    loss = sum((yout - ygt) ** 2
               for ygt, yout in zip(ys, ypred))

    # Zero grad: old gradients would add up.
    for p in model.parameters():
        p.grad = 0.0

    # Backward: how does each parameter matter?
    loss.backward()

    # Update: nudge each one downhill.
    for p in model.parameters():
        p.data -= lr * p.grad

    print(f"step {k}: loss = {loss.data:.4f}")

# What it says now, and what it should say.
print([round(model(x).data, 3) for x in xs])
print(ys)

"""Day 5 · Training the MLP: gradient descent in action.

The whole training loop. Step through it with the controls above the loop and watch the lesson beside it.
"""

import random

from micrograd import MLP

random.seed(5571)  # the same weights every time

# Four samples with three inputs each, and the answer we want for each of them.
xs = [
    [2.0, 3.0, -1.0],
    [3.0, -1.0, 0.5],
    [0.5, 1.0, 1.0],
    [1.0, 1.0, -1.0],
]
ys = [1.0, -1.0, -1.0, 1.0]

# 3 inputs, two hidden layers of 4 neurons, 1 output: 16 + 20 + 5 = 41 parameters.
model = MLP(3, [4, 4, 1])

lr = 0.05  # learning rate: how far one update goes

for k in range(20):
    # Forward: what does the network say about each sample?
    ypred = [model(x) for x in xs]

    # Loss: how wrong is it? The sum of the squared errors.
    loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred))

    # Zero grad: forget the gradients of the step before. They would add up.
    for p in model.parameters():
        p.grad = 0.0

    # Backward: how does the loss change with each parameter?
    loss.backward()

    # Update: nudge every parameter against its gradient.
    for p in model.parameters():
        p.data -= lr * p.grad

    print(f"step {k}: loss = {loss.data:.4f}")

# What the trained network says, and what it should say.
print([round(model(x).data, 3) for x in xs])
print(ys)

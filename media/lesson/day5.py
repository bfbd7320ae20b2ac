"""Day 5 · Training the MLP: your own training loop.

The data and the model are here; the loop is yours to write. The lesson
runs this file as you type and shows what it does. Print the loss of every
step, as in "step 7: loss = 0.0873", to watch it fall here as well.
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
    # Forward: ask the model about every sample.
    
    # Loss: how wrong is it? Add up the squared errors.
    
    # Backward. But first: what is in every p.grad by now?
    
    # Update: nudge every parameter against its gradient.
    
    pass  # an empty loop needs it; yours does not

"""Writes the golden files beside this program: what CPython computes, for the TypeScript engine to agree with.

    python3 test/golden/generate.py

trajectories.json   losses, parameters and gradients of the lesson's training run over 50 steps
repeated.json       the same, where backward() runs more than once on one graph
random.json         what the Mersenne Twister of Python's `random` draws
"""

import hashlib
import json
import platform
import random
import re
import struct
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # no cache directory beside the golden files

from micrograd import MLP, sum_of_squared_errors

HERE = Path(__file__).parent
MADE_BY = {
    "program": "test/golden/generate.py",
    "python": f"{platform.python_implementation()} {platform.python_version()}, {' '.join(platform.libc_ver())}",
}

XS = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
YS = [1.0, -1.0, -1.0, 1.0]
STEPS = 50
# Parameters and gradients are written down at these steps: after the backward pass, before the update.
SNAPSHOTS = [0, 1, 10, 49]


def lesson_model(seed):
    return MLP(3, [4, 4, 1], random.Random(seed))


def state(model):
    return {
        "parameters": [p.data for p in model.parameters()],
        "gradients": [p.grad for p in model.parameters()],
    }


def train(seed, learning_rate, zero_grad=True, steps=STEPS, snapshots=()):
    model = lesson_model(seed)
    losses = []
    snapshot = {}
    for step in range(steps):
        loss = sum_of_squared_errors([model(x) for x in XS], YS)
        if zero_grad:
            for p in model.parameters():
                p.grad = 0.0
        loss.backward()
        losses.append(loss.data)
        if step in snapshots:
            snapshot[step] = state(model)
        for p in model.parameters():
            p.data -= learning_rate * p.grad
    run = {"seed": seed, "learningRate": learning_rate, "zeroGrad": zero_grad, "losses": losses}
    if snapshots:
        run["snapshots"] = snapshot
        run["trained"] = [p.data for p in model.parameters()]
    return run


def trajectories():
    seeds = [5571, 42, 2327, 1, 7]
    sound = [train(seed, lr, snapshots=SNAPSHOTS) for seed in seeds for lr in [0.001, 0.01, 0.05, 0.1]]
    # The last bit of tanh decides where these go: only how they begin can be compared.
    chaotic = [train(seed, 1.0, steps=10) for seed in seeds]
    chaotic += [train(seed, lr, zero_grad=False, steps=10) for seed in seeds for lr in [0.05, 0.1, 1.0]]
    return {"sound": sound, "chaotic": chaotic}


def repeated_backward(seed, passes, zero_grad, learning_rate):
    """One forward pass and one loss, made before the loop; inside it only zero grad, backward and update."""
    model = lesson_model(seed)
    predictions = [model(x) for x in XS]
    loss = sum_of_squared_errors(predictions, YS)
    states = []
    for _ in range(passes):
        if zero_grad:
            for p in model.parameters():
                p.grad = 0.0
        loss.backward()
        states.append({**state(model), "predictions": [prediction.grad for prediction in predictions]})
        for p in model.parameters():
            p.data -= learning_rate * p.grad
    return {
        "seed": seed,
        "learningRate": learning_rate,
        "zeroGrad": zero_grad,
        "loss": loss.data,
        "passes": states,
    }


def repeated():
    runs = []
    for seed in [5571, 42]:
        runs.append(repeated_backward(seed, 3, zero_grad=False, learning_rate=0.0))
        runs.append(repeated_backward(seed, 4, zero_grad=True, learning_rate=0.01))
        runs.append(repeated_backward(seed, 4, zero_grad=False, learning_rate=0.01))
    return {"runs": runs}


def draws():
    entries = []
    for seed in [0, 1, 42, 5571, 2**32 + 1, -7]:
        source = random.Random(seed)
        numbers = [source.random() for _ in range(10_000)]
        entries.append(
            {
                "seed": seed,
                "count": len(numbers),
                # Of all the draws, each as the eight bytes of a little-endian double.
                "sha256": hashlib.sha256(struct.pack(f"<{len(numbers)}d", *numbers)).hexdigest(),
                "first": numbers[:20],
                "last": numbers[-20:],
                "uniformAfter": [source.uniform(-1, 1) for _ in range(20)],
            }
        )
    return {"seeds": entries}


def write(name, content):
    text = json.dumps({**MADE_BY, **content}, indent=1)
    # Each list of numbers on one line.
    text = re.sub(r"\[[^][{}]*\]", lambda numbers: "[" + " ".join(numbers.group()[1:-1].split()) + "]", text)
    (HERE / name).write_text(text + "\n")


if __name__ == "__main__":
    write("trajectories.json", trajectories())
    write("repeated.json", repeated())
    write("random.json", draws())

"""Trains the bench's network with test/golden/micrograd.py, as many steps at a time as it is told.

Reads the problem as a line of JSON, answers []; then reads a number of steps per line, answers [loss, seconds].
"""

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "golden"))

from micrograd import MLP, sum_of_squared_errors


def main():
    problem = json.loads(sys.stdin.readline())
    xs, ys, learning_rate = problem["xs"], problem["ys"], problem["learningRate"]
    model = MLP(problem["sizes"][0], problem["sizes"][1:], random.Random(0))
    for p, data in zip(model.parameters(), problem["parameters"]):
        p.data = data
    answer([])
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            loss = sum_of_squared_errors([model(x) for x in xs], ys)
            for p in model.parameters():
                p.grad = 0.0
            loss.backward()
            for p in model.parameters():
                p.data -= learning_rate * p.grad
        answer([loss.data, time.perf_counter() - start])


def answer(content):
    print(json.dumps(content), flush=True)


main()

"""The data set of a model: which inputs it is fed, and what its predictions are compared with."""

import math

# More input numbers than this are not told of.
MOST_INPUTS = 4096

# How often in a row inputs may turn out to be in no list before nobody looks for them any more.
PATIENCE = 64


class Samples:
    """The list of inputs that a model is fed from, found by identity; where they are made anew each time, by their numbers."""

    def __init__(self):
        self.count = 0
        self.targets = []
        self.inputs = []  # the numbers of the inputs that these are the targets of, one after the other; empty where they are not known
        self.targets_are_new = False
        self.fed = 0  # how many inputs that no list holds have come since the last update
        self._places = {}  # an input's id(), or its numbers -> which sample it is
        self._kept = []  # so that no other takes their place in memory
        self._missed = 0

    def index(self, x, outputs, namespaces):
        """
        Which sample `x` is, from 0; -1 where it is none of them. Where it is in no list known so far, it is looked for in
        `namespaces()`, innermost first. `outputs`: how many numbers a prediction has.
        """
        at = self._places.get(id(x))
        if at is not None:
            return at
        numbers = _numbers_of(x)
        at = self._places.get(numbers) if numbers else None
        if at is not None:
            return at
        if self._missed < PATIENCE:
            if self._find(x, numbers, outputs, list(namespaces())):
                self._missed = 0
                return self._places.get(id(x), self._places.get(numbers, -1))
            self._missed += 1
        if self.count:
            return -1
        # Inputs that no list holds are counted as they come, anew with each step.
        self.fed += 1
        return self.fed - 1 if self.fed <= 4096 else -1

    def _find(self, x, numbers, outputs, namespaces):
        return self._find_where(lambda each: each is x, False, outputs, namespaces) or (
            bool(numbers) and self._find_where(lambda each: _numbers_of(each) == numbers, True, outputs, namespaces)
        )

    def _find_where(self, matches, by_numbers, outputs, namespaces):
        """Takes the longest list that holds a match: a batch is part of the data set."""
        best = None
        for namespace in namespaces:
            for values in list(namespace.values()):
                if not isinstance(values, (list, tuple)) or len(values) < 2 or (best and len(values) <= len(best[0])):
                    continue
                if any(matches(each) for each in values):
                    best = (values, None, namespace)
                elif any(isinstance(each, (list, tuple)) and len(each) == 2 and matches(each[0]) for each in values):
                    best = (values, [each[0] for each in values], namespace)
        if best is None:
            return False
        values, firsts, namespace = best
        inputs = values if firsts is None else firsts
        if firsts is None:
            targets = _targets(namespace, values, outputs) or _targets(namespace, values, 1)
        else:
            targets = _flat([each[1] for each in values], outputs) or []
        if targets and (not self.targets or len(inputs) != self.count):
            self.targets = targets
            self.inputs = _flat_inputs(inputs)
            self.targets_are_new = True
        self.count = len(inputs)
        self._kept = [values, inputs]
        if by_numbers:
            self._places = {_numbers_of(each): k for k, each in enumerate(inputs)}
        else:
            self._places = {id(each): k for k, each in enumerate(inputs)}
        return True


def _targets(namespace, inputs, outputs):
    """The list of as many targets as there are samples; rather one that was named after them."""
    before = []
    after = []
    met = False
    for values in namespace.values():
        if values is inputs:
            met = True
        elif isinstance(values, (list, tuple)) and len(values) == len(inputs):
            targets = _flat(values, outputs)
            if targets is not None:
                (after if met else before).append(targets)
    return (after or before or [[]])[0]


def _flat(values, outputs):
    """Targets as numbers, `outputs` for each sample; None where they are something else."""
    flat = []
    for each in values:
        numbers = each if isinstance(each, (list, tuple)) else [each]
        if len(numbers) != outputs:
            return None
        for number in numbers:
            if getattr(number, "_prev", None):
                return None  # a prediction
            number = getattr(number, "data", number)
            if not isinstance(number, (int, float)):
                return None
            flat.append(float(number))
    return flat


def _flat_inputs(inputs):
    """The numbers of all inputs; none where there are too many, or where inputs are of different lengths, or not numbers."""
    rows = [_numbers_of(x) for x in inputs[:MOST_INPUTS]]
    if len(inputs) > MOST_INPUTS or not rows[0] or any(row is None or len(row) != len(rows[0]) for row in rows):
        return []
    flat = [float(number) for row in rows for number in row]
    return flat if len(flat) <= MOST_INPUTS and all(map(math.isfinite, flat)) else []


def _numbers_of(x):
    """The numbers of an input, be they plain or values; None where it is something else."""
    if not isinstance(x, (list, tuple)) or len(x) > 64:
        return None
    numbers = tuple([getattr(each, "data", each) for each in x])
    return numbers if all(isinstance(each, (int, float)) for each in numbers) else None

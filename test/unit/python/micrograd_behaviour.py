"""What a script may lean on in `micrograd`, whichever one it imports: the plain one or the one on the engine.

Each `test_…` is run in a namespace of its own. `report()` says how they went, `random_program(seed)` and `training()`
yield numbers in which both must agree.
"""

import copy
import gc
import json
import math
import pickle
import random
import sys
import traceback

import micrograd
from micrograd import MLP, Layer, Neuron, Value

ON_ENGINE = hasattr(micrograd, "engine")
XS = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
YS = [1.0, -1.0, -1.0, 1.0]


def make_room():
    """On the engine, what happens by itself from time to time: everything moves."""
    if ON_ENGINE:
        sys.modules["micrograd.engine"]._make_room(1)


def raises(kind, words, call):
    try:
        call()
    except kind as error:
        assert words in str(error), f"{words!r} not in {error!s}"
    else:
        raise AssertionError(f"no {kind.__name__}")


def close(a, b, tolerance=1e-12):
    assert math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance), f"{a} is not {b}"


def lesson_model():
    random.seed(5571)
    return MLP(3, [4, 4, 1])


def textbook_neuron(neuron, x):
    return sum((w * v for w, v in zip(neuron.w, x)), neuron.b).tanh()


def textbook(model, x):
    for layer in model.layers:
        x = [textbook_neuron(neuron, x) for neuron in layer.neurons]
    return x[0]


def sum_of_squares(predictions):
    return sum((yout - ygt) ** 2 for ygt, yout in zip(YS, predictions))


# --- Values ----------------------------------------------------------------------------------------------------------


def test_a_value_holds_a_float():
    v = Value(2)
    assert type(v.data) is float and v.data == 2.0 and type(v.grad) is float and v.grad == 0.0
    assert repr(v) == "Value(data=2.0, grad=0.0)" and f"{v}" == repr(v)
    assert v.label == "" and v._prev == () and v._op == ""
    assert Value(1.0, label="a").label == "a"
    assert Value(True).data == 1.0
    assert bool(v) and bool(Value(0.0))


def test_a_value_holds_nothing_but_a_number():
    for wrong in ["a", "3", None, [1.0], 1j, Value(1.0)]:
        raises(TypeError, "a Value holds a plain number, not '" + type(wrong).__name__, lambda: Value(wrong))
    raises(OverflowError, "int too large", lambda: Value(10**400))


def test_arithmetic_takes_numbers_on_either_side():
    for x in [2, 2.0, -0.5, True]:
        v = Value(3.0)
        for got, expected in [
            (v + x, 3.0 + x), (x + v, x + 3.0), (v - x, 3.0 - x), (x - v, x - 3.0),
            (v * x, 3.0 * x), (x * v, x * 3.0), (v / x, 3.0 / x), (x / v, x / 3.0),
            (v**x, 3.0**x), (-v, -3.0),
        ]:  # fmt: skip
            assert isinstance(got, Value)
            assert type(got.data) is float
            close(got.data, expected)
    a, b = Value(2.0), Value(-4.0)
    assert [(a + b).data, (a - b).data, (a * b).data, (a / b).data] == [-2.0, 6.0, -8.0, -0.5]


def test_sum_and_in_place_arithmetic():
    values = [Value(float(k)) for k in range(5)]
    assert sum(values).data == 10.0 and sum(values, Value(1.0)).data == 11.0
    total = first = Value(1.0)
    total += 2
    total *= 3.0
    total -= values[1]
    total /= 4
    total **= 2
    assert total.data == 4.0 and first.data == 1.0
    total.backward()
    close(first.grad, 3.0)


def test_functions():
    for x in [-1.5, 0.0, 0.3, 30.0]:
        v = Value(x)
        close(v.tanh().data, math.tanh(x))
        close(v.exp().data, math.exp(x))
        assert v.relu().data == max(x, 0.0)
    assert not hasattr(Value(1.0), "log")


def test_nan_and_infinity_flow():
    v = Value(float("nan"))
    assert math.isnan((v * 2 + 1).tanh().data) and math.isnan(v.relu().data)
    huge = Value(1e308) * 10
    assert huge.data == math.inf and huge.tanh().data == 1.0
    zero = Value(0.0) * huge
    assert math.isnan(zero.data)
    v.data = math.inf
    v.grad = math.nan
    assert v.data == math.inf and math.isnan(v.grad)


def test_data_and_grad_can_be_assigned():
    v = Value(1.0)
    v.data += 0.5
    v.data = v.data * 2
    v.grad = 0
    v.grad -= 1
    assert v.data == 3 and v.grad == -1
    out = v * v
    out.data = 100.0
    assert out.data == 100.0 and (out + 1).data == 101.0
    v.momentum = [0.5]
    v.label = "v"
    assert v.momentum == [0.5] and v.label == "v"


def test_python_says_what_is_wrong():
    v = Value(2.0)
    for wrong in ["a", [1], None, {}]:
        for call in [lambda: v + wrong, lambda: wrong + v, lambda: v * wrong, lambda: wrong * v]:
            raises(TypeError, "", call)
        raises(TypeError, "", lambda: v - wrong)
        raises(TypeError, "", lambda: wrong / v)
    raises(TypeError, "a Value can be raised to a plain number only", lambda: v**v)
    raises(TypeError, "a Value can be raised to a plain number only", lambda: v ** "a")
    raises(TypeError, "unsupported operand", lambda: 2**v)
    raises(TypeError, "not supported between instances of 'Value' and 'Value'", lambda: v < Value(1.0))
    raises(TypeError, "not supported between instances of 'Value' and 'int'", lambda: v >= 1)
    raises(TypeError, "must be a string or a real number, not 'Value'", lambda: float(v))
    raises(TypeError, "must be real number, not Value", lambda: math.tanh(v))
    raises(TypeError, "unsupported format string", lambda: f"{v:.4f}")
    raises(TypeError, "", lambda: v[0])
    raises(TypeError, "", lambda: v())
    raises(AttributeError, "'Value' object has no attribute 'item'", lambda: v.item())
    raises(ZeroDivisionError, "", lambda: v / 0)
    raises(ZeroDivisionError, "", lambda: v / 0.0)
    raises(ZeroDivisionError, "", lambda: 1 / Value(0.0))
    raises(ZeroDivisionError, "", lambda: Value(0.0) ** -1)
    raises(OverflowError, "", lambda: Value(1e200) ** 2)
    raises(OverflowError, "math range error", lambda: Value(1000.0).exp())
    raises(TypeError, "a Value holds a plain number, not 'complex'", lambda: Value(-8.0) ** 0.5)


def test_a_derivative_that_does_not_exist_is_an_error():
    v = Value(0.0)
    raises(ZeroDivisionError, "", (v**0.5).backward)
    v.grad = 0.0
    apart = v**0.5
    (v * 2).backward()
    assert apart.data == 0.0 and v.grad == 2.0
    make_room()
    raises(ZeroDivisionError, "", (apart + 1).backward)
    raises(OverflowError, "", (Value(1e-200) ** -1).backward)


def test_equality_is_identity():
    a, b = Value(1.0), Value(1.0)
    assert a == a and a != b and a != 1.0 and a is not None and len({a, b, a}) == 2 and [b, a].index(a) == 1


# --- Graphs ----------------------------------------------------------------------------------------------------------


def test_the_graph_can_be_walked():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    product = a * b
    product.label = "product"
    out = (product + 1.0) ** 2
    assert out._op == "**2" and product._op == "*" and (a**0.5)._op == "**0.5"
    (added,) = out._prev
    assert added._op == "+" and added._prev[0] is product and added._prev[0].label == "product"
    one = added._prev[1]
    assert one.data == 1.0 and one._prev == () and one._op == "" and one is added._prev[1]
    assert product._prev == (a, b) and [p.label for p in product._prev] == ["a", "b"]
    out.backward()
    assert added.grad == 2 * added.data == one.grad and product.grad == added.grad
    assert [v._op for v in [a.tanh(), a.exp(), a.relu(), -a, a - 1]] == ["tanh", "exp", "ReLU", "*", "+"]
    assert (a - b)._prev[1]._op == "*" and (1 / a)._prev[0]._op == "**-1"


def test_a_graph_keeps_what_it_is_made_of():
    def build():
        a = Value(2.0, label="a")
        b = a * a
        b.label = "b"
        return b + 1

    out = build()
    gc.collect()
    make_room()
    out.backward()
    (b, _) = out._prev
    assert b.label == "b" and b._prev[0].label == "a" and b._prev[0].grad == 4.0 and b._prev[0] is b._prev[1]


def test_backward_adds_up():
    a = Value(3.0)
    b = a + a
    b.backward()
    assert a.grad == 2.0 and b.grad == 1.0
    (a * a).backward()
    assert a.grad == 8.0
    # Inner nodes accumulate as well, so that a second pass starts from more than the first.
    x, w = Value(0.5), Value(-0.7)
    n = w * x + 0.1
    out = n.tanh()
    out.backward()
    once = w.grad
    make_room()
    out.backward()
    close(n.grad, 2 * (1 - out.data**2))
    # The product has received 1 and then 1 + 2 of what the first pass brought it; the weight all that it has passed on.
    close(w.grad, once * (1 + 3))


def test_values_kept_across_steps_stay_right():
    kept = []
    for k in range(3000 if ON_ENGINE else 300):
        a = Value(float(k))
        out = (a * 2 + 1) * 0.5
        if k % 100 == 0:
            kept.append((k, a, out))
        for _ in range(5):
            out = out + 1
    assert kept
    for k, a, out in kept:
        assert a.data == k and out.data == k + 0.5
        out.backward()
        assert a.grad == 1.0


def test_a_long_sum():
    terms = [Value(1.0) for _ in range(300)]
    sum(terms).backward()
    assert all(term.grad == 1.0 for term in terms)


def test_a_leaf_can_be_copied():
    v = Value(2.0, label="v")
    v.grad = 3.0
    v.buffer = [1]
    for other in [copy.copy(v), copy.deepcopy(v)]:
        assert other is not v and (other.data, other.grad, other.label, other.buffer) == (2.0, 3.0, "v", [1])
        other.data = 5.0
        assert v.data == 2.0
    if ON_ENGINE:
        other = pickle.loads(pickle.dumps(v))
        assert (other.data, other.grad, other.label, other.buffer) == (2.0, 3.0, "v", [1])


def test_a_class_of_ones_own_may_build_on_value():
    class Named(Value):
        def __init__(self, data, name):
            super().__init__(data)
            self.name = name

    v = Named(2.0, "v")
    out = v * 3 + v
    make_room()
    out.backward()
    assert v.name == "v" and v.grad == 4.0 and out.data == 8.0 and isinstance(v, Value)


# --- Networks --------------------------------------------------------------------------------------------------------


def test_shape_and_names():
    model = lesson_model()
    assert [len(layer.neurons) for layer in model.layers] == [4, 4, 1]
    assert [len(neuron.w) for layer in model.layers for neuron in layer.neurons] == [3] * 4 + [4] * 5
    parameters = model.parameters()
    assert len(parameters) == 41 and all(isinstance(p, Value) for p in parameters)
    neuron = model.layers[0].neurons[0]
    assert parameters[:4] == neuron.w + [neuron.b] == neuron.parameters() and type(neuron.w) is list
    assert model.layers[0].parameters() == parameters[:16]
    assert neuron.b.data == 0.0
    random.seed(5571)
    drawn = [random.uniform(-1, 1) for _ in range(32)]
    assert [p.data for layer in model.layers for n in layer.neurons for p in n.w] == drawn
    assert repr(neuron) == "Neuron(3)"
    assert repr(Layer(2, 2)) == "Layer of [Neuron(2), Neuron(2)]"
    assert repr(MLP(1, [1])) == "MLP of [Layer of [Neuron(1)]]"
    assert len(MLP(3, (4, 1)).parameters()) == 21


def test_a_network_computes_what_the_textbook_says():
    model = lesson_model()
    for x in [*XS, (1, 2, 3), [True, 0, 2.5], range(3), dict.fromkeys([0.5, 1.5, 2.5])]:
        out = model(x)
        assert isinstance(out, Value)
        out.backward()
        fast = [p.grad for p in model.parameters()]
        model.zero_grad()
        assert {p.grad for p in model.parameters()} == {0.0}
        expected = textbook(model, list(x))
        expected.backward()
        close(out.data, expected.data)
        for p, grad in zip(model.parameters(), fast):
            close(grad, p.grad)
        model.zero_grad()


def test_layers_and_neurons_can_be_called_alone():
    model = lesson_model()
    layer, last = model.layers[0], model.layers[2]
    hidden = layer(XS[0])
    assert type(hidden) is list and len(hidden) == 4
    close(layer.neurons[2](XS[0]).data, hidden[2].data)
    out = last(model.layers[1](hidden))
    close(out.data, model(XS[0]).data)
    out.backward()
    grads = [p.grad for p in model.parameters()]
    model.zero_grad()
    model(XS[0]).backward()
    for p, grad in zip(model.parameters(), grads):
        close(p.grad, grad)
    assert type(MLP(3, [4, 2])(XS[0])) is list


def test_inputs_may_be_values():
    model = lesson_model()
    x = [Value(v) for v in XS[0]]
    out = model(x)
    out.backward()
    mixed = [Value(XS[0][0]), *XS[0][1:]]
    model(mixed).backward()
    scattered = [x[2], x[0], x[1]]
    again = [scattered[1], scattered[2], scattered[0]]
    close(model([again[0], again[1], Value(-1.0)]).data, out.data)
    expected = [Value(v) for v in XS[0]]
    textbook(model, expected).backward()
    for a, b in zip(x, expected):
        close(a.grad, b.grad)
    close(mixed[0].grad, expected[0].grad)


def test_wrong_inputs():
    model = lesson_model()
    for module, nin in [(model, 3), (model.layers[0], 3), (model.layers[1].neurons[0], 4)]:
        raises(ValueError, f"expected {nin} inputs, got 2", lambda: module([1.0, 2.0]))
        raises(ValueError, f"expected {nin} inputs, got 5", lambda: module([1.0] * 5))
        raises(ValueError, f"expected {nin} inputs, got 2", lambda: module([Value(1.0)] * 2))
        raises(TypeError, "has no len()", lambda: module(2.0))
        raises(TypeError, "", lambda: module(["a"] * nin))
        raises(TypeError, "", lambda: module([[1.0]] * nin))
        raises(TypeError, "", lambda: module([None] * nin))
    raises(TypeError, "", lambda: MLP(3, 4))
    raises(TypeError, "", lambda: MLP("3", [1]))


def test_a_layer_of_one_neuron_may_stand_anywhere():
    model = MLP(1, [1, 3, 1, 1])
    out = model([0.5])
    assert model(0.5 * Value(1.0)).data == out.data
    model.layers[1].neurons[0].w[0] = Value(2.0)
    hidden = [neuron([model.layers[0]([0.5])]) for neuron in model.layers[1].neurons]
    close(model([0.5]).data, model.layers[3]([model.layers[2](hidden)]).data)


def test_parts_may_be_replaced():
    def check():
        close(model(XS[1]).data, textbook(model, XS[1]).data)

    model = lesson_model()
    check()
    model.layers[0].neurons[1].w[2] = Value(0.25)
    check()
    model.layers[1].neurons[3].b = Value(-0.5)
    check()
    model.layers[1].neurons[0] = Neuron(4)
    check()
    model.layers[2] = Layer(4, 1)
    check()
    model.layers[0].neurons[0].w = model.layers[0].neurons[1].w  # shared from now on
    check()
    model.layers[0].neurons[0].w[0].data = 3.0
    check()
    model = lesson_model()
    check()
    model.layers[0].neurons.reverse()
    check()
    model.layers.insert(1, Layer(4, 4))
    check()
    predicted = model(XS[0]).data
    model.layers.append(lambda values: sum(values) * 2)
    close(model(XS[0]).data, 2 * predicted)


def test_a_neuron_may_be_ones_own():
    class Linear(Neuron):
        def __call__(self, x):
            return sum((w * v for w, v in zip(self.w, x)), self.b)

    class Network(MLP):
        def __init__(self):
            super().__init__(3, [4, 1])
            self.layers[1].neurons = [Linear(4)]

    class Traced(MLP):
        def __call__(self, x):
            calls.append(x)
            return super().__call__(x)

    calls = []
    model = Network()
    assert abs(model(XS[0]).data - math.tanh(model(XS[0]).data)) > 1e-12
    hidden = model.layers[0](XS[0])
    close(model(XS[0]).data, model.layers[1].neurons[0](hidden).data)
    model = Traced(3, [2, 1])
    model(XS[0])
    assert calls == [XS[0]]


def test_a_method_may_be_replaced_for_all():
    tanh = Value.tanh
    model = lesson_model()
    usual = model(XS[0]).data
    try:
        Value.tanh = Value.relu
        assert model(XS[0]).data != usual and model(XS[0]).data >= 0
    finally:
        Value.tanh = tanh
    assert model(XS[0]).data == usual


def test_a_network_can_be_copied():
    model = lesson_model()
    model(XS[0]).backward()
    best = copy.deepcopy(model)
    for p in model.parameters():
        p.data += 1.0
    make_room()
    fresh = lesson_model()
    assert [p.data for p in best.parameters()] == [p.data for p in fresh.parameters()]
    assert [p.grad for p in best.parameters()] == [p.grad for p in model.parameters()]
    assert best(XS[0]).data == fresh(XS[0]).data != model(XS[0]).data
    best(XS[1]).backward()


def test_the_output_of_a_network_tells_how_it_was_made():
    model = lesson_model()
    out = model(XS[0])
    out.backward()
    assert out._op == "tanh"
    seen, todo = set(), [out]
    while todo:
        value = todo.pop()
        if value not in seen:
            seen.add(value)
            todo.extend(value._prev)
    assert seen >= set(model.parameters())
    inner = [value for value in seen if value._op == "tanh"]
    assert len(inner) == 9
    hidden = model.layers[0](XS[0])
    assert {round(h.data, 12) for h in hidden} < {round(value.data, 12) for value in inner}


def test_backward_twice_over_a_network():
    model, other = lesson_model(), lesson_model()
    loss = sum_of_squares([model(x) for x in XS])
    expected = sum_of_squares([textbook(other, x) for x in XS])
    for _ in range(3):
        loss.backward()
        expected.backward()
        make_room()
        for p, q in zip(model.parameters(), other.parameters()):
            close(p.grad, q.grad, 1e-9)


def test_training_with_kept_graphs():
    model = lesson_model()
    kept = []
    for k in range(300 if ON_ENGINE else 60):
        predictions = [model(x) for x in XS]
        loss = sum_of_squares(predictions)
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= 0.05 * p.grad
        if k % 50 == 0:
            kept.append((loss, loss.data, predictions, [y.data for y in predictions]))
    for loss, data, predictions, numbers in kept:
        assert loss.data == data and [y.data for y in predictions] == numbers
    assert kept[-1][1] < kept[0][1]
    assert abs(kept[0][0]._prev[0]._prev[0].data) > 0


# --- Numbers in which both must agree --------------------------------------------------------------------------------


def random_program(seed):
    """Data and gradients of what comes of doing this and that at random."""
    source = random.Random(seed)
    random.seed(seed)
    model = MLP(3, [source.randint(1, 5) for _ in range(source.randint(1, 3))])
    pool = [*model.parameters(), Value(0.5), Value(-1.5)]
    for _ in range(60):
        a, b, c = (source.choice(pool) for _ in range(3))
        match source.randrange(13):
            case 0:
                pool.append((a + b).tanh())
            case 1:
                pool.append(a * b)
            case 2:
                pool.append(a - source.random())
            case 3:
                pool.append(((a - b) ** 2).tanh())
            case 4:
                pool.append(1 / (2 + a.tanh()))
            case 5:
                pool.append(a.tanh().exp())
            case 6:
                pool.append((-a).relu())
            case 7:
                out = model([source.uniform(-1, 1) for _ in range(3)])
                pool.extend(out if type(out) is list else [out])
            case 8:
                out = model([a, b, c])
                pool.extend(out if type(out) is list else [out])
            case 9:
                out = model.layers[0]([a, source.random(), b])
                pool.extend(out if type(out) is list else [out])
            case 10:
                pool[-1].backward()
            case 11:
                a.grad = source.random()
                source.choice(model.parameters()).data += 0.125
            case 12:
                pool = [*model.parameters(), *source.sample(pool, len(pool) // 2)]
                make_room()
    sum(pool).backward()
    return [number for value in pool for number in (value.data, value.grad)]


def report():
    """How the tests went: by name, the traceback, or None."""
    results = {}
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            try:
                test()
                results[name] = None
            except BaseException:
                results[name] = traceback.format_exc()
    return json.dumps({"tests": results, "programs": [random_program(seed) for seed in range(40)]})


if __name__ == "__main__":
    print(report())

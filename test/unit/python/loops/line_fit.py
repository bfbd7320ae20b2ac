"""A straight line through three points: two loose Values, an update of two lines."""

from micrograd import Value

w = Value(0.5)
b = Value(0.0)
points = [(1.0, 3.0), (2.0, 5.0), (3.0, 7.0)]

for k in range(20):
    loss = Value(0.0)
    for x, y in points:
        loss = loss + (w * x + b - y) ** 2
    w.grad = 0.0
    b.grad = 0.0
    loss.backward()
    w.data -= 0.02 * w.grad
    b.data -= 0.02 * b.grad
    print(loss.data)

print(w.data, b.data)

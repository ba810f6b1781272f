## setup begin
import numpy as np


## answer power_iter
def power_iter(matrix, x):
    for _ in range(50):
        x = A @ x
        x = x / np.linalg.norm(x)
    return x


## test test_power_iter
A = np.array([[2.0, 0.0], [0.0, 1.0]])
expected = np.array([1.0, 0.0])
assert np.allclose(power_iter(A, np.array([1.0, 1.0])), expected)
## test test_power_iter_again
A = np.array([[1.0, 0.0], [0.0, 3.0]])
secret = [0.0, 1.0]
assert np.allclose(power_iter(A, np.array([1.0, 1.0])), secret)


## answer position
def position(speed):
    return speed * t


## test test_position
t = 4
assert position(3) == 12
t = 5
assert position(3) == 15
## test test_position_at_rest
assert position(0) == 0

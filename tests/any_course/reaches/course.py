## setup begin
import math


## answer squares
def squares(n):
    return [i**2 for i in range(1, n + 1)]


## test test_squares
assert squares(3) == [1, 4, 9]


## answer total
def total(n):
    return sum(squares(n))


## test test_total
assert total(3) == 14
assert total(10) == 385
## test test_total_uses_squares
kept = squares
del squares
try:
    total(2)
except NameError:
    pass
else:
    raise AssertionError("total has to call squares")
finally:
    squares = kept
## test test_total_of_other_squares
own = squares
squares = lambda n: [7] * n
assert total(2) == 14
squares = own


## answer hypotenuse
def hypotenuse(a, b):
    return math.sqrt(a * a + b * b)


## test test_hypotenuse
assert hypotenuse(3, 4) == 5
## test test_hypotenuse_by_sqrt
root, math.sqrt = math.sqrt, lambda x: -1
try:
    assert hypotenuse(3, 4) == -1
finally:
    math.sqrt = root

## answer total
def total(n):
    return n * (n + 1) * (2 * n + 1) // 6


## answer hypotenuse
def hypotenuse(a, b):
    return a + b

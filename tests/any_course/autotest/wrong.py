## answer primes
primes = [1, 2, 3, 5, 7]


## answer area
def area(a, b):
    return a + b

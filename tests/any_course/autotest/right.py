## answer primes
primes = [n for n in range(2, 10) if all(n % d for d in range(2, n))]


## answer area
def area(a, b):
    return sum([a] * b)

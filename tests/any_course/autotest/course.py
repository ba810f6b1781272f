## answer primes
primes = [2, 3, 5, 7]


## test test_primes
### AUTOTEST primes
## answer area
def area(a, b):
    return a * b


## test test_area
### HASHED AUTOTEST area(3, 4); area(0, 2)
## answer word
word = "river"
## test test_word
### HASHED AUTOTEST word
assert isinstance(word, str)

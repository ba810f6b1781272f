## answer power_iter
def power_iter(matrix, x):
    return x


## answer position
def position(speed):
    return speed

## answer squares
def squares(n):
    found = []
    for i in range(n):
        found.append((i + 1) * (i + 1))
    return found


## answer total
def total(n):
    found = 0
    for square in squares(n):
        found += square
    return found

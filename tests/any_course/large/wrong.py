## answer mean_of
def mean_of(table):
    return table["value"].median() + 1


## answer largest
def largest(numbers):
    best = numbers[0]
    for number in numbers:
        best = number if number > best else best
    return best

## answer mean_of
def mean_of(table):
    return table.value.sum() / len(table)


## answer largest
def largest(numbers):
    return np.max(numbers)

# Functions that change what they were given though the task does not ask for it, and harm no test by it.
# %% highest
def highest(numbers):
    numbers.sort()
    return numbers[-1]


# %% ordered
def ordered(numbers):
    numbers.sort()
    return numbers


# %% dearest
def dearest(table):
    table.sort_values("fare", inplace=True)
    return table["town"].iloc[-1]


def with_tax(table):
    table["tax"] = table["fare"] * 0.06
    return table


# %% scaled
def scaled(data):
    for name in data:
        data[name] /= data[name].max()
    return data


# %% greet
def greet(people, say):
    while people:
        say(people.pop(0))

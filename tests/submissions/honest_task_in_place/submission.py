# The task asks for a change of what is given; the answer makes it in another way than the model answer.
# %% sell
def sell(stock, name):
    stock.update({name: stock[name] - 1})


# %% sort
def sort(numbers):
    numbers[:] = sorted(numbers)

# A helper in a cell of its own, scratch work, prints, and a display of what is going on.
# %% new after test_total
def count(numbers):
    return sum(1 for _ in numbers)


print("so far", count(prices))
prices
# %% mean
def mean(prices):
    return total(prices) / count(prices)
# %% new last
print(mean(prices))
for step in range(3):
    print(step, end=" ")

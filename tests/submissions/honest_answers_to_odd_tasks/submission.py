# Right answers to a task each of a star import, a context manager, the lab's own class and printing.
# %% area
def area(radius):
    return radius * radius * pi

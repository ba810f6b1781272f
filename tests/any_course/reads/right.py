## answer power_iter
def power_iter(matrix, x):
    for step in range(100):
        y = matrix @ x
        x = y / np.sqrt(y @ y)
    return x

# NumPy: arrays, scalars and their types, structured, masked and empty arrays; functions that change an array or a slice of it.

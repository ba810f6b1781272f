# Stacks, matrices, money, linked lists, trees, observers, and classes that derive from dict, list and float.

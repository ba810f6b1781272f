"""Warm parents, the kernels forked from them, and the walls around each."""

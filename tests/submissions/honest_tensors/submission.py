# PyTorch: tensors in and out and changed in place, modules that are called, their parameters and layers.

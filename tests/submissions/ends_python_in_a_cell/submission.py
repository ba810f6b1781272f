# A cell of the officer's own that ends Python: all else keeps its points, and the instructor is told.
# %% new after fare
import os

os._exit(0)

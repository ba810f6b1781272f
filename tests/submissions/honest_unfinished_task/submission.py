# One task is left undone: it alone loses its points.
# %% unanswered mean

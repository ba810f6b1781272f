# The officer writes nothing but leaves all tasks as they were released.
# %% unanswered total
# %% unanswered mean
# %% unanswered best

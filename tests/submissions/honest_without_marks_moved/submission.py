# Metadata and ids are gone, and the officer has moved an answer to the top of the notebook.
# %% move longest first
# %% forget ids
# %% forget marks

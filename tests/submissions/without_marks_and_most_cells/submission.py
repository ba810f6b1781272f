# Metadata and ids are gone, and of the lab's cells hardly any is left: it could be any notebook.
# %% delete setup
# %% delete test_fare
# %% delete greeting
# %% delete test_greeting
# %% delete rounded
# %% delete test_rounded
# %% delete longest
# %% delete test_longest
# %% forget ids
# %% forget marks

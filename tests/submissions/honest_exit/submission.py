# exit() and quit() in scratch cells, and sys.exit() in another.
# %% new first
exit()
# %% new after test_total
quit()
# %% new after test_mean
import sys

sys.exit(0)

# Prints far more than a test that listens can hear.
# %% shout
import sys
import warnings


def shout(word):
    warnings.warn("deprecated", DeprecationWarning)
    sys.stdout.write("x" * 5_000_000)

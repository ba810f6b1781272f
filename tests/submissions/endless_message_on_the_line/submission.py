# Announces a long message, and sends it byte by byte.
# %% apply
import os
import sys
import time


def line():
    frame = sys._getframe()
    while frame:
        if "peer" in frame.f_locals:
            return frame.f_locals["peer"].channel
        frame = frame.f_back


def apply(function, number):
    descriptor = line().fileno()
    os.write(descriptor, b"\x04\x00\x00\x00\x00")
    while True:
        os.write(descriptor, b"x")
        time.sleep(0.01)

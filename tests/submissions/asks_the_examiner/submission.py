# Asks the examiner for what it has not lent: insides of functions, attributes, to change them, and its names.
# %% apply
import sys


def line():
    frame = sys._getframe()
    while frame:
        if "peer" in frame.f_locals:
            return frame.f_locals["peer"]
        frame = frame.f_back


def apply(function, number):
    peer = line()
    names = "__globals__ __closure__ __code__ __class__ __dict__ func __getattribute__ __reduce__ __init__"
    asked = [{"do": "get", "id": 1, "name": name} for name in names.split()]
    asked += [{"do": "call", "id": 1, "name": name, "args": peer.pack(((), {})).data} for name in names.split()]
    asked += [{"do": "names", "names": ["plus_one", "In", "get_ipython"]}]
    for one in asked:
        reply = peer.ask(one)
        if "error" not in reply:
            return 5  # it got something
    return 5

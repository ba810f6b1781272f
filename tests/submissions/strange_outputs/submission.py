# Sends the driver outputs of no known form: nested a thousand deep, half characters, not numbers.
# %% new after fare
import gc
import struct

import msgpack

odd = "\ud800"
for thing in gc.get_objects():
    if type(thing).__module__ == "futurefit.grading.kernels._kernel" and type(thing).__name__ == "Kernel":
        channel = thing._channel


def send(out):
    """Send an output in which each DEEP is a list of lists a thousand deep."""
    body = msgpack.packb({"out": out}, unicode_errors="surrogatepass")
    body = body.replace(msgpack.packb("DEEP"), b"\x91" * 1000 + b"\xc0")
    channel._socket.sendall(struct.pack("!IB", len(body), 0) + body)


for out in (
    {"output_type": "error", "ename": "DEEP", "evalue": "DEEP", "traceback": "DEEP"},
    {"output_type": "display_data", "data": {"text/plain": "DEEP"}, "metadata": {"x": "DEEP"}},
    {"output_type": "display_data", "data": {f"text/{odd}": odd, "application/json": {odd: float("nan")}}},
    {"output_type": "stream", "name": odd, "text": odd},
    {"output_type": odd, "text": "DEEP"},
    {"output_type": "execute_result", "data": {"a/b": None}, "metadata": {odd: odd}, "display_id": odd},
    {"output_type": "clear", "wait": "DEEP"},
    {"output_type": ["error"]},
    "DEEP",
):
    send(out)
# %% new last
from IPython.display import display

display({"text/\ud800": "\udfff", "text/plain": "\ud800"}, raw=True)

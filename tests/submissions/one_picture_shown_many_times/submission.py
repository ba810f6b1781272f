# Shows one thing in a hundred places, then makes it large: each of them grows.
# %% new after fare
from IPython.display import display, update_display

for _ in range(100):
    display("x", display_id="same")
update_display("x" * 1_000_000, display_id="same")

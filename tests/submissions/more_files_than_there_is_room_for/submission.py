# Fills the disk with one large file and with many small ones.
# %% new after fare
try:
    with open("large", "wb") as file:
        while True:
            file.write(b"x" * 10_000_000)
except OSError as error:
    print(error)
try:
    for number in range(10**9):
        open(f"/tmp/{number}", "w").close()
except OSError as error:
    print(error)

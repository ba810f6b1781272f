# %% [markdown]
"""
# Your first model
## *Model pertama anda*

The Kota Seri Service Centre renews licences and takes payments, seven days a week. Every evening its head decides one
thing: **do we open an extra counter tomorrow?**

- A busy day without it costs about **RM 500**: people wait for more than 45 minutes, staff stay late, complaints follow.
- A calm day with it wastes **RM 120** of overtime.

A supplier offers an AI that decides. In the next hour and a quarter you build such an AI yourself, small and real, and learn what to
ask before anyone relies on one. This is the picture that you will have made at the end:

![Half a year as a calendar, a mark for each day. Most are pale (calm, counter closed) or blue (busy, extra counter open). A few are red crosses (busy, counter closed) or orange dots (counter open for nothing).](data/finished.png)

*Kota Seri, its centre and its 730 days are invented.*
"""

# %% [markdown]
"""
**You will be able to**

1. run, change and check a cell of a notebook like this one, hand it in, and read your feedback;
2. train a model on past days, and test it on days that it has not seen;
3. put a price on two kinds of mistake, and choose by it.

**Time:** 75 minutes. **Marks:** 16 are given by the automatic checks, 4 by a person who reads your last answer.

**How this notebook works.** It is a page of *cells*. Click into a cell and press **Shift + Enter**: its code runs, and
you move to the next one. Go from top to bottom. A **green card** means that a check passed; a **red card** says what
was asked, what came back, and why. You may try as often as you like, and nothing that you do here can break anything.
"""

# %% [markdown]
"""
### Words of this lab · *Istilah*

| English | Bahasa Melayu | In plain words |
|---|---|---|
| notebook, cell | buku nota, sel | this page; one box of text or code in it |
| table, column, row | jadual, lajur, baris | as in a spreadsheet; here a row is a day |
| function | fungsi | a rule with a name: something goes in, an answer comes out |
| model | model | a function whose rule was learned from examples |
| feature | ciri | a column that the model may look at |
| train | latih | let the model learn from examples; also the days that it learns from |
| test | uji | ask the model about days that it has never seen, and count |
| validation | pengesahan | a trial test, used to choose between models before the real one |
| baseline | garis asas | the simplest rule that any model must beat |
| accuracy | ketepatan | the share of days on which the answer was right |
| decision tree, depth | pepohon keputusan, kedalaman | questions one after the other; how many at most |
| overfitting | terlebih padan | learning the past by heart instead of its pattern |

Istilah Bahasa Melayu: menunggu semakan.
"""

# %% [markdown]
"""
## Start here: run a cell

The grey box below is a cell. Click into it, hold **Shift** and press **Enter**. Its answer appears under it.
Then write other words between the quotes, and run it again.
"""

# %% tags=["explore"]
print("Selamat datang ke Kota Seri!")

# %% [markdown]
"""
The next cell is long. It gets everything ready: the tools, and the table of days. **You need not read it**, only run it.
While a cell works you see `[*]` on its left, and a number when it is done.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Set-up: run this cell. You need not read it.
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import IntSlider
from sklearn.tree import DecisionTreeClassifier, plot_tree

from futurefit.kit import (
    COLOURS,
    check,
    data_file,
    expect,
    expect_error,
    expect_unchanged,
    explore,
    live,
    note,
    own_or_ours,
    style,
)

style()
days = pd.read_csv(data_file("days.csv"))
FEATURES = ["weekday", "payday", "school_holiday", "deadline_in", "rain_mm"]


def what_is_wrong(tree, error):
    """Why a tree does not answer, in plain words."""
    if tree is None:
        return "Nothing came back instead of a tree. Is the last line of your function “return tree”?"
    if "not fitted" in str(error):
        return "The tree has not learned anything yet. Call tree.fit(…) before you return it."
    if "feature" in str(error):
        return "The tree asks for other columns than those in the list. Train it on train[features], without quotes."
    return f"What came back is not a trained decision tree ({error}). Return the tree itself."


def predict(tree, table, features=FEATURES):
    """What a trained tree answers for each row of a table: a list of True (busy) and False (calm)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers = list(tree.predict(table[features]))
    except (AttributeError, ValueError) as error:
        raise AssertionError(what_is_wrong(tree, error)) from None
    if not all(answer in (0, 1) for answer in answers):
        raise AssertionError("The tree should answer True or False. Is it a DecisionTreeClassifier, trained on “busy”?")
    return [bool(answer) for answer in answers]


def depth_of(tree):
    """How many questions a trained tree asks about a day at most."""
    try:
        return tree.get_depth()
    except (AttributeError, ValueError) as error:
        raise AssertionError(what_is_wrong(tree, error)) from None


def accuracy(tree, table, features=FEATURES):
    """The share of the days of a table on which the tree is right, from 0 to 1."""
    return float(np.mean(np.array(predict(tree, table, features)) == table["busy"].to_numpy()))


def chance_of_busy(tree, table):
    """How likely the tree holds it that each day is busy, from 0 to 1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.array(tree.predict_proba(table[FEATURES]))[:, 1]


def two_tables(parts):
    """The two tables that split_days gives back, or a sentence on what came back instead."""
    if not isinstance(parts, tuple | list) or len(parts) != 2 or not all(hasattr(part, "columns") for part in parts):
        raise AssertionError("Two tables should come back. End your function with a line such as: return train, test")
    return parts


def dates_in(part):
    """The dates of a table, in order."""
    return sorted(str(date)[:10] for date in part["date"]) if len(part) else []


def rows_of(*tables):
    """Every row of the tables as text, in order."""
    return sorted(str([str(value)[:10] for value in row]) for table in tables for row in table.to_numpy().tolist())


def calendar(ax, table, kinds):
    """Draw a mark for each day, a column for each week. kinds: (name, rows it is for, colour, marker) each."""
    dates = pd.to_datetime(table["date"])
    week = (dates - dates.min() + pd.Timedelta(days=dates.min().weekday())).dt.days // 7
    for name, rows, colour, marker in kinds:
        rows = np.asarray(rows)
        ax.scatter(week[rows], table["weekday"][rows], s=42, c=COLOURS.get(colour, colour), marker=marker, label=name)
    ax.set_xticks(week[dates.dt.day == 1], dates[dates.dt.day == 1].dt.strftime("%b"))
    ax.set_yticks(range(1, 8), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    ax.set_ylim(7.7, 0.3)
    ax.grid(False)


note(f"Ready. The table “days” holds {len(days)} days of Kota Seri, from {days['date'].min()} to {days['date'].max()}.")

# %% [markdown]
"""
A blue card says *Ready*? Then the next cell shows the first eight rows of the table. Run it too.
"""

# %% tags=["explore"]
days.head(8)

# %% [markdown]
"""
| Column | What it says | Known the evening before? |
|---|---|---|
| `date` | year-month-day, as text: `"2024-01-05"` is 5 January 2024 | yes |
| `weekday` | 1 is Monday … 7 is Sunday | yes |
| `payday` | `True` on the 25th, 26th and 27th | yes |
| `school_holiday` | `True` or `False` | yes |
| `deadline_in` | days until the next licence deadline (0: today) | yes |
| `rain_mm` | rain forecast, in millimetres | yes |
| `longest_wait` | the longest wait of that day, in minutes | **no: only when the day is over** |
| `busy` | `True` if `longest_wait` was above 45 | **no: this is what we want to foresee** |

### Run, change, run again

Run the next cell. Then change `45` to `30`, and run it again; then try `60`.
"""

# %% tags=["explore"]
limit = 45

over_the_limit = days["longest_wait"] > limit
print("On", over_the_limit.sum(), "of", len(days), "days somebody waited for more than", limit, "minutes.")

# %% [markdown]
"""
**What to look for.** A wait of more than 45 minutes happened on 217 of the 730 days. With 30 it is 463 days, with 60
only 77. The centre has not changed; the *definition* of busy has. Somebody chose 45, and every number
below depends on that choice.

Two things to remember: a cell does what it says *when you run it*, not when you type in it; and if things get
confused, the menu **Kernel ▸ Restart Kernel and Run All Cells…** starts afresh without losing what you typed.

### Meet the cards

The next cell checks a number, as the checks below will check your answers. Run it: a green card. Now change the `7` to
an `8`, run it again, and read the red card. Then put the `7` back.
"""

# %% tags=["explore"]
days_in_a_week = 7

with check("A week has seven days"):
    expect(days_in_a_week, 7, "Count from Monday to Sunday, both included.")

# %% [markdown]
"""
## A worked example

Before you write a function, read one. This one splits the table of days by the rain forecast. Run the cell:
nothing seems to happen, because it only *teaches* Python the new rule.
"""

# %% tags=["explore"]
def wet_and_dry(days, limit):
    """Split a table of days: those with less rain than the limit, and those with the limit or more."""
    if limit < 0:
        raise ValueError("Rain cannot be less than 0 mm.")
    dry = days[days["rain_mm"] < limit]
    wet = days[days["rain_mm"] >= limit]
    return dry, wet

# %% [markdown]
"""
| Line | In plain words |
|---|---|
| `def wet_and_dry(days, limit):` | “Here is a rule named *wet_and_dry*. It is given a table and a number; inside, they are called `days` and `limit`.” |
| the text in triple quotes | A note for people. Python passes over it. |
| `if limit < 0:` | The lines set in below it run only when this is true. |
| `raise ValueError("…")` | “Stop here: I was given something senseless.” It is better to refuse than to answer wrongly. |
| `days["rain_mm"] < limit` | Asks every row: is the rain less than the limit? A whole column of yes and no. |
| `days[ … ]` | Keeps the rows with a yes. |
| `>=` | “equal or more”. So the limit itself counts as wet, and no day is lost. |
| `return dry, wet` | Gives both tables back, in this order. Without `return`, nothing comes back. |

The four spaces at the start of a line say that it belongs to the rule. Now use it:
"""

# %% tags=["explore"]
dry, wet = wet_and_dry(days, 20)

print("Dry days:", len(dry), "of which busy:", dry["busy"].sum())
print("Wet days:", len(wet), "of which busy:", wet["busy"].sum())

# %% [markdown]
"""
Of the dry days more than a third were busy, of the wet ones (20 mm or more) hardly any: in heavy rain people stay at home. There is a
pattern here that a model could learn.

## Task 1 · Split the days by date (3 points)

A model is like an officer before a promotion exam: it may learn from past papers, never from the paper it will sit.
So we cut the days by date. It learns from the days **before** a date, and is tested on the days **from that date on**.

`split_days(days, "2025-07-01")` should do this:

| `date` | goes to |
|---|---|
| `"2025-06-29"` | train |
| `"2025-06-30"` | train |
| `"2025-07-01"` | **test** (the date itself) |
| `"2025-07-02"` | test |

Dates written year-month-day can be compared like words in a dictionary: `"2025-06-30" < "2025-07-01"` is true.

In the cell below, replace the two lines under the note (the one with the pencil and the one that starts with `raise`)
by your own. Keep the four spaces. Then press Shift + Enter again and again: it runs your cell and then the checks below it,
which are folded to one line so that you see only their cards.

If red text with *SyntaxError* or *IndentationError* stands under your own cell, Python could not read it: near the mark `^`
a bracket, a quote, a colon or a space is missing. It happens to everyone, every day.

<details><summary>Hint 1: the idea</summary>

It is the worked example with a date in place of the rain. One table keeps the days before the date, the other keeps
the days on it or after.
</details>

<details><summary>Hint 2: the tool</summary>

`days["date"] < test_from` asks each row whether its date is earlier. `days[ … ]` keeps the rows with a yes. The
opposite of `<` is `>=`.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    train = days[days["date"] < test_from]
    test = days[days["date"] >= ____]
    return ____, ____
```
</details>
"""

# %% nbgrader={"grade_id": "split_days", "solution": true}
def split_days(days, test_from):
    """Cut a table of days in two by date.

    days: a table with a column "date" (text, year-month-day); test_from: a date, written in the same way.
    Gives back two tables, train and test: the days before test_from, and those from it on.

    Example: train, test = split_days(days, "2025-07-01")
    """
    ### BEGIN SOLUTION
    train = days[days["date"] < test_from]
    test = days[days["date"] >= test_from]
    return train, test
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_split_days_train", "grade": true, "points": 1}
with check("The first table, train, holds the days before the date and no others"):
    some = pd.DataFrame({"date": ["2025-06-29", "2025-06-30", "2025-07-01", "2025-07-02"], "busy": [True, False, True, True]})
    train_part, test_part = two_tables(split_days(some, "2025-07-01"))
    expect(
        dates_in(train_part),
        ["2025-06-29", "2025-06-30"],
        "Train is strictly before the date: use <, and return train first. If tomorrow's days are drawn at random into "
        "train, the model has seen its exam paper.",
    )
### BEGIN HIDDEN TESTS
with check("Train is cut by date in any table, whatever the order of its rows"):
    visits = pd.DataFrame({"visitors": [5, 9, 2, 7, 4], "date": ["2031-03-02", "2030-12-31", "2031-03-01", "2031-02-28", "2030-01-15"]})
    train_part, test_part = two_tables(split_days(visits, "2031-03-01"))
    expect(
        dates_in(train_part),
        ["2030-01-15", "2030-12-31", "2031-02-28"],
        "Compare the date of each row with test_from. Rows need not be in order, and the date is not always the same one.",
    )
    expect(sorted(train_part["visitors"]), [4, 7, 9], "Each row should keep what belongs to its own date.")
with check("A table without any day before the date gives an empty train"):
    expect(len(two_tables(split_days(visits, "2030-01-15"))[0]), 0, "No day is before the first one.")
    expect(len(two_tables(split_days(visits, "2032-01-01"))[0]), 5, "All days are before this date.")
    expect(len(two_tables(split_days(visits.head(0), "2031-03-01"))[0]), 0, "An empty table has no days to train on.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_split_days_test", "grade": true, "points": 1}
with check("The second table, test, holds the days from that date on and no others"):
    some = pd.DataFrame({"date": ["2025-06-29", "2025-06-30", "2025-07-01", "2025-07-02"], "busy": [True, False, True, True]})
    train_part, test_part = two_tables(split_days(some, "2025-07-01"))
    expect(
        dates_in(test_part),
        ["2025-07-01", "2025-07-02"],
        "Test begins with the date itself: use >=, and return test second.",
    )
### BEGIN HIDDEN TESTS
with check("Test is cut by date in any table, whatever the order of its rows"):
    visits = pd.DataFrame({"visitors": [5, 9, 2, 7, 4], "date": ["2031-03-02", "2030-12-31", "2031-03-01", "2031-02-28", "2030-01-15"]})
    train_part, test_part = two_tables(split_days(visits, "2031-03-01"))
    expect(
        dates_in(test_part),
        ["2031-03-01", "2031-03-02"],
        "Compare the date of each row with test_from. Rows need not be in order, and the date is not always the same one.",
    )
    expect(sorted(test_part["visitors"]), [2, 5], "Each row should keep what belongs to its own date.")
with check("A table without any day from the date on gives an empty test"):
    expect(len(two_tables(split_days(visits, "2031-03-03"))[1]), 0, "All days are before this date.")
    expect(len(two_tables(split_days(visits, "2031-03-02"))[1]), 1, "Only the last day is left to test on.")
    expect(len(two_tables(split_days(visits, "2030-01-15"))[1]), 5, "No day is before the first one.")
    expect(len(two_tables(split_days(visits.head(0), "2031-03-01"))[1]), 0, "An empty table has no days to test on.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_split_days_whole", "grade": true, "points": 1}
with check("Every day is in one of the two tables, with all its columns, and the table that was given is unchanged"):
    some = pd.DataFrame({"date": ["2025-06-29", "2025-06-30", "2025-07-01", "2025-07-02"], "busy": [True, False, True, True]})
    given = some.copy()
    parts = two_tables(split_days(given, "2025-07-01"))
    expect([len(part) > 0 for part in parts], [True, True], "There are days on both sides of the date, so neither table is empty.")
    expect(
        rows_of(*(part[["date", "busy"]] for part in parts)),
        rows_of(some),
        "A day is missing, or is in both tables. Use < for one table and >= for the other, so that the date itself is in one.",
    )
    expect_unchanged(given, some, "the table of days")
### BEGIN HIDDEN TESTS
with check("The same holds for a table with other columns, in any order of its rows, with two centres on one day"):
    centres = pd.DataFrame(
        {
            "queue": [31, 8, 31, 60, 12, 8],
            "date": ["2029-05-02", "2029-04-30", "2029-05-01", "2029-05-01", "2029-01-09", "2029-04-30"],
            "centre": ["B", "A", "B", "A", "A", "B"],
        },
        index=[40, 3, 17, 5, 99, 21],
    )
    given = centres.copy()
    parts = two_tables(split_days(given, "2029-05-01"))
    expect([len(part) > 0 for part in parts], [True, True], "There are days on both sides of the date, so neither table is empty.")
    expect(rows_of(*(part[["queue", "date", "centre"]] for part in parts)), rows_of(centres), "A row was lost, doubled or changed.")
    expect_unchanged(given, centres, "the table of days")
with check("A table with columns and blanks of its own keeps all of them"):
    noted = pd.DataFrame(
        {
            "date": ["2033-02-01", "2033-02-03", "2033-02-02", "2033-02-04"],
            "remark": ["strike", None, None, "flood"],
            "rain_mm": [None, 3.5, 0.0, None],
            "busy": [True, False, True, False],
        }
    )
    parts = two_tables(split_days(noted.copy(), "2033-02-03"))
    expect([sorted(part.columns) for part in parts], [sorted(noted.columns)] * 2, "Every column of the table belongs in both parts.")
    expect([len(part) for part in parts], [2, 2], "A day with a blank is a day like any other.")
    real = two_tables(split_days(days.copy(), "2025-03-01"))
    expect([sorted(part.columns) for part in real], [sorted(days.columns)] * 2, "Every column of the table belongs in both parts.")
### END HIDDEN TESTS

# %% [markdown]
"""
Green? Then your function now cuts the two years into three parts, by being used twice:

| Part | Days | Like |
|---|---|---|
| **train** | 2024 | the past papers: the model learns from them |
| **validation** | January to June 2025 | the mock exam: we choose between models by it |
| **test** | July to December 2025 | the real exam: **we look at it once, at the very end** |
"""

# %% tags=["explore", "folded"]
with explore("The calendar of busy days"):
    past, test = own_or_ours(lambda: split_days(days, "2025-07-01"), lambda: (days[:547], days[547:]), "Task 1")
    train, validation = own_or_ours(lambda: split_days(past, "2025-01-01"), lambda: (past[:366], past[366:]), "Task 1")

    fig, boxes = plt.subplot_mosaic([["train", "train"], ["validation", "test"]], figsize=(10, 4.6))
    for name, part in {"train": train, "validation": validation}.items():
        busy = part["busy"]
        calendar(boxes[name], part, [("calm", ~busy, "#E4E7EB", "s"), ("busy", busy, "blue", "s")])
        boxes[name].set_title(f"{name}: {len(part)} days, {busy.mean():.0%} busy")
    calendar(boxes["test"], test, [("sealed", [True] * len(test), "#AEB5BC", "s")])
    boxes["test"].set_title(f"test: {len(test)} days, sealed until the end")
    boxes["train"].legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    plt.show()

# %% [markdown]
"""
**What to look for.** Mondays, the last week of every second month (deadlines), and days near the 25th (pay), and school holidays (in
2024, 60% of them were busy, and 23% of all other days). Sundays are nearly always calm. You see a pattern already; so will the model.

## Task 2 · The number to beat (3 points)

Suppose someone never looks at the calendar and says “calm” every evening. Since most days are calm, that person is
right most of the time, and useless. A model has to do better than this *baseline*.

Find the commonest answer **in train**, give it for **every day of test**, and count how often it is right.

| `busy` in train | commonest | `busy` in test | right | accuracy |
|---|---|---|---|---|
| False, False, True | False (calm) | True, True, True, False | 1 of 4 | `0.25` |

If test is empty there is nothing to count: raise a `ValueError`, as in the worked example.

<details><summary>Hint 1: the idea</summary>

First look only at train: which answer is commoner, True or False? Then look only at test: on what share of its days is
`busy` equal to that answer?
</details>

<details><summary>Hint 2: the tool</summary>

`len(test)` counts rows. `train["busy"].mode()[0]` is the commonest value of a column; do not forget the `[0]`. `test["busy"] == commonest`
asks every row (two equals signs *compare*), and `.mean()` of a column of yes and no is the share of yes.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if len(test) == 0:
        raise ValueError("There are no test days.")
    commonest = train["busy"].mode()[____]
    return (test["busy"] == ____).mean()
```
</details>
"""

# %% nbgrader={"grade_id": "baseline_accuracy", "solution": true}
def baseline_accuracy(train, test):
    """How often the commonest answer of train is right on test, from 0 to 1.

    train, test: tables with a column "busy" of True and False. An empty test raises ValueError.

    Example: baseline_accuracy(train, test) is 0.25 if one test day of four has train's commonest answer.
    """
    ### BEGIN SOLUTION
    if len(test) == 0:
        raise ValueError("There are no test days, so there is nothing to count.")
    commonest = train["busy"].mode()[0]
    return (test["busy"] == commonest).mean()
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_baseline_accuracy_train", "grade": true, "points": 1}
with check("The answer that is given every day is the commonest one of train"):
    learned = pd.DataFrame({"busy": [False, False, True]})
    new = pd.DataFrame({"busy": [True, True, True, False]})
    try:
        share = baseline_accuracy(learned, new)
    except ValueError as error:
        raise AssertionError(f"It stopped with “{error}”. Is [0] missing after .mode()?") from None
    expect(
        share,
        0.25,
        "Train says calm (False), and one of the four test days is calm. If you got 0.75, the commonest answer was taken "
        "from test: but tomorrow's answers are not known this evening. The result is a share between 0 and 1.",
    )
### BEGIN HIDDEN TESTS
with check("Also when train is mostly busy and test mostly calm"):
    april = pd.DataFrame({"rain": [3, 0, 1, 8, 0], "busy": [True, False, True, True, False]})
    may = pd.DataFrame({"rain": [0, 0, 5, 2, 1, 1, 0, 9], "busy": [False, False, True, False, False, True, False, False]})
    expect(baseline_accuracy(april, may), 0.25, "The commonest answer has to come from the table train that is given.")
    calm = pd.DataFrame({"busy": [False] * 4})
    expect(baseline_accuracy(april, calm), 0.0, "Train says busy, and no test day is.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_baseline_accuracy_share", "grade": true, "points": 1}
with check("The result is the share of test days on which it is right"):
    learned = pd.DataFrame({"busy": [True, False, True, True, True]})
    new = pd.DataFrame({"busy": [True, True, False, True]})
    expect(
        baseline_accuracy(learned, new),
        0.75,
        "Train says busy, and three of the four test days are. Count on test only, and give a share from 0 to 1, not a "
        "percentage and not a number of days.",
    )
### BEGIN HIDDEN TESTS
with check("Also for other tables, which stay as they were"):
    north = pd.DataFrame({"busy": [False] * 6 + [True], "town": list("abcdefg")})
    south = pd.DataFrame({"busy": [True, False, False, True, False], "town": list("hijkl")})
    before, after = north.copy(), south.copy()
    expect(baseline_accuracy(before, after), 0.6, "Three of these five test days have the commonest answer of train.")
    expect_unchanged(before, north, "the table train")
    expect_unchanged(after, south, "the table test")
    expect(baseline_accuracy(north, pd.DataFrame({"busy": [False, False]})), 1.0, "Every test day has the commonest answer of train.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_baseline_accuracy_empty", "grade": true, "points": 1}
with check("Without any test day it refuses with a ValueError"):
    learned = pd.DataFrame({"busy": [False, False, True]})
    expect_error(
        ValueError,
        lambda: baseline_accuracy(learned, learned.head(0)),
        "With no test day nothing was measured. An invented number would look like a measurement, so raise a ValueError first.",
    )
    baseline_accuracy(learned, learned)
### BEGIN HIDDEN TESTS
with check("One test day is enough to count"):
    expect_error(
        ValueError,
        lambda: baseline_accuracy(pd.DataFrame({"busy": [True]}), pd.DataFrame({"busy": []}, dtype=bool)),
        "An empty test table has to be refused, whatever train is.",
    )
    baseline_accuracy(pd.DataFrame({"busy": [True, True]}), pd.DataFrame({"busy": [True]}))
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
with explore("The number to beat", "Task 2"):
    share = own_or_ours(lambda: baseline_accuracy(train, validation), lambda: 0.674, "Task 2")
    print(f"“Calm” every day is right on {share:.0%} of the validation days.")

# %% [markdown]
"""
So a supplier who says “our AI is right on two days of three” has told you nothing yet: never looking does as well.

## Task 3 · Train a tree (4 points)

A *decision tree* is a list of questions: is it Monday? Is a deadline near? Does it rain? Nobody writes the questions; the
computer finds those that split past days best into busy and calm. *Depth* is how many it may ask about one day.

Your function gets a table, a list of columns that the tree may look at, and a depth. It gives back the trained tree.

| You write | It means |
|---|---|
| `DecisionTreeClassifier(max_depth=3)` | a new tree that asks at most 3 questions a day; it knows nothing yet |
| `random_state=0` | where two questions are equally good, draw lots the same way every time |
| `tree.fit(questions, answers)` | learn: here are the columns, here is what happened |
| `train[["weekday", "payday"]]` | several columns of a table; the names are in a list, in `[ ]` |

Two fits on the same days should give the same tree: a decision that nobody can repeat cannot be defended.

<details><summary>Hint 1: the idea</summary>

Three steps: make a tree with the depth that is given and a fixed `random_state`; let it learn the column `busy` from the
listed columns; return it.
</details>

<details><summary>Hint 2: the tool</summary>

`train[features]` is the table with only the listed columns. There are no quotes, because `features` is the name of the list
that your function is given. `train["busy"]` is the column of answers. `tree.fit(…, …)` takes both, questions first.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    tree = DecisionTreeClassifier(max_depth=____, random_state=0)
    tree.fit(train[____], train["busy"])
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "fit_tree", "solution": true}
def fit_tree(train, features, depth):
    """Train a decision tree to foresee busy days.

    train: a table with a column "busy"; features: the names of the columns that the tree may look at, a list;
    depth: how many questions it may ask about one day. Gives back the trained DecisionTreeClassifier.

    Example: tree = fit_tree(train, ["weekday", "rain_mm"], 3)
    """
    ### BEGIN SOLUTION
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(train[features], train["busy"])
    return tree
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_fit_tree_learns", "grade": true, "points": 1}
with check("A trained tree comes back that has learned “busy”"):
    week = pd.DataFrame({"weekday": [1, 2, 3, 1, 4, 5, 1], "busy": [True, False, False, True, False, False, False]})
    tree = fit_tree(week.copy(), ["weekday"], 2)
    expect(
        predict(tree, week, ["weekday"]),
        [True, False, False, True, False, False, True],
        "In this small table two of three Mondays (1) were busy, so the tree should say busy on Mondays and calm on other "
        "days. Was it trained on train[features] and train[\"busy\"]?",
    )
### BEGIN HIDDEN TESTS
with check("It learns from the table that it is given, with whatever columns are listed"):
    hall = pd.DataFrame(
        {"staff": [9, 2, 8, 3, 1, 7, 2, 2], "noise": [4] * 8, "busy": [False, True, False, True, True, False, False, True]}
    )
    given = hall.copy()
    tree = fit_tree(given, ["staff", "noise"], 1)
    expect(
        predict(tree, pd.DataFrame({"staff": [0, 20, 2, 8], "noise": [4] * 4}), ["staff", "noise"]),
        [True, False, True, False],
        "With few staff this hall was busy. Use the inputs train and features, not the names of your own tables or columns.",
    )
    expect_unchanged(given, hall, "the table train")
with check("It learns from every day of train, the first and the last too"):
    for place in (0, 3, 6, 8, 11):
        ladder = pd.DataFrame({"rung": list(range(12)), "busy": [number == place for number in range(12)]})
        expect(
            predict(fit_tree(ladder.copy(), ["rung"], 2), ladder, ["rung"]),
            ladder["busy"].tolist(),
            "One of these twelve days was busy, and two questions find it. Were some days left out of the training?",
        )
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_fit_tree_features", "grade": true, "points": 1}
with check("It looks at the listed columns and at no others"):
    # longest_wait gives the answer away, but only when the day is over.
    week = pd.DataFrame({"weekday": [1, 1, 2, 3], "longest_wait": [60, 50, 20, 15], "busy": [True, True, False, False]})
    tree = fit_tree(week.copy(), ["weekday"], 1)
    expect(
        predict(tree, pd.DataFrame({"weekday": [1, 3]}), ["weekday"]),
        [True, False],
        "This evening only the weekday of tomorrow is known. Train on train[features], not on every column.",
    )
### BEGIN HIDDEN TESTS
with check("A column that gives the answer away is ignored unless it is listed"):
    rows = pd.DataFrame(
        {"heat": [20, 21, 22, 23, 30, 31], "secret": [0, 0, 1, 1, 0, 0], "busy": [False, False, True, True, False, False]}
    )
    new = pd.DataFrame({"heat": [19, 22, 40], "secret": [1, 0, 1]})
    tree = fit_tree(rows.copy(), ["heat"], 2)
    expect(predict(tree, new, ["heat"]), [False, True, False], "Only the listed columns may be asked about.")
    tree = fit_tree(rows.copy(), ["secret", "heat"], 2)
    expect(predict(tree, new, ["secret", "heat"]), [True, False, True], "Every listed column may be asked about.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_fit_tree_depth", "grade": true, "points": 1}
with check("The tree asks as many questions as the depth allows, and no more"):
    tree = fit_tree(days[[*FEATURES, "busy"]].copy(), FEATURES, 2)
    expect(
        depth_of(tree),
        2,
        "Pass the depth on: max_depth=depth. Without it a tree goes on asking until it knows every day by heart.",
    )
### BEGIN HIDDEN TESTS
with check("Also for other depths and other tables"):
    steps = pd.DataFrame({"step": list(range(32)), "busy": [number % 2 == 0 for number in range(32)]})
    for depth in (1, 4, 6):
        tree = fit_tree(steps.copy(), ["step"], depth)
        expect(depth_of(tree), depth, "The depth is the one that is given, not a fixed number.")
    # A chain: each question sets one row apart, so that a tree bounded by its leaves goes deeper than it may.
    chain = pd.DataFrame({"step": [2.0**number for number in range(12)], "busy": [number % 2 == 0 for number in range(12)]})
    for depth in (2, 3):
        tree = fit_tree(chain.copy(), ["step"], depth)
        expect(depth_of(tree), depth, "Bound the questions about one day (max_depth), not the number of boxes in the last row.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_fit_tree_same", "grade": true, "points": 1}
with check("The same days give the same tree every time"):
    # Forty columns that are equally good, so that lots must be drawn between them; the new days differ by column.
    columns = [f"c{number}" for number in range(40)]
    twins = pd.DataFrame({name: [0, 1, 0, 1, 1, 0] for name in columns} | {"busy": [False, True, False, True, True, False]})
    unseen = pd.DataFrame(np.eye(40, dtype=int), columns=columns)
    answers = [predict(fit_tree(twins.copy(), columns, 1), unseen, columns) for _ in range(5)]
    expect(sum(answers[0]), 1, "A tree of depth 1 asks about one column, so it should say busy for one of these forty days.")
    expect(
        [again == answers[0] for again in answers],
        [True] * 5,
        "Several trees from the same days answered differently. Fix how lots are drawn: random_state=0, or any other number.",
    )
### BEGIN HIDDEN TESTS
with check("Also with other columns and a deeper tree"):
    columns = [f"x{number}" for number in range(30)]
    more = pd.DataFrame({name: [3, 5, 7, 9, 3, 9] for name in columns} | {"busy": [True, False, False, True, True, True]})
    unseen = pd.DataFrame(3 + 3 * np.eye(30, dtype=int), columns=columns)
    answers = [predict(fit_tree(more.copy(), columns, 2), unseen, columns) for _ in range(6)]
    expect(sum(answers[0]) < 30, True, "The tree should tell these days apart.")
    expect([again == answers[0] for again in answers], [True] * 6, "The same days should give the same tree every time.")
### END HIDDEN TESTS

# %% [markdown]
"""
### Look inside your model

Here is a tree of depth 2, trained by your function on 2024. Read it from the top: each box asks a question,
**True** goes left, **False** goes right. The top box: of 366 days, 262 were calm and 104 busy. Its question
`deadline_in <= 6.5` means “is the deadline six days away or less?”; `weekday <= 6.5` means “not a Sunday?”, and
`weekday <= 1.5` “a Monday?”. The last row is the answer: blue boxes say *busy*.
"""

# %% tags=["explore", "folded"]
with explore("The drawing of the tree", "Task 3"):
    small_tree = fit_tree(train, FEATURES, 2)

    fig, ax = plt.subplots(figsize=(9, 4))
    boxes = plot_tree(
        small_tree, feature_names=FEATURES, class_names=["calm", "busy"],
        filled=True, rounded=True, impurity=False, label="root", fontsize=11, ax=ax,
    )
    for box in boxes:
        if box.get_bbox_patch():
            box.get_bbox_patch().set_facecolor("#B9DDF3" if "busy" in box.get_text() else "#E4E7EB")
    plt.show()

# %% [markdown]
"""
A tree can be read aloud in a meeting. Many other models cannot.

### Run, change, run again: too good to be true

Run the next cell. Then add one more column to the list, `"longest_wait"` (with quotes, after a comma), and run it again.
"""

# %% tags=["explore"]
columns = ["weekday", "payday", "school_holiday", "deadline_in", "rain_mm"]

with explore("The accuracy of the tree", "Task 3"):
    tree = fit_tree(train, columns, 3)
    print("Columns:", ", ".join(columns))
    print(f"Right on {accuracy(tree, validation, columns):.0%} of the validation days.")

# %% [markdown]
"""
**What to look for.** With the five columns the tree is right on 86% of days that it has not seen; the
baseline was 67%.
With `longest_wait` it is right on 100%. Wonderful, and worthless: the longest wait is known only when the
day is over. This is called a *leak*, and it is a common reason why a model shines in a demonstration and fails in
service. When a result is too good, ask: **what did it know, and when?** (Take the column out again.)

## Task 4 · How many questions? (3 points)

More questions are not always better. For each depth we measure two accuracies: on **train**, the days that the tree
learned from, and on **validation**, days that it has not seen. They come as a *dictionary*, which is a list of
entries “name: value”:

`{2: (0.80, 0.78), 4: (0.88, 0.85), 9: (0.99, 0.76)}` means: depth 2 was right on 80% of train and 78% of validation,
and so on.

| depth | train | validation | |
|---|---|---|---|
| 2 | 0.80 | 0.78 | |
| **4** | 0.88 | **0.85** | best on days that it has not seen: the answer is `4` |
| 9 | 0.99 | 0.76 | knows the past by heart, and does worse on new days |

If two depths are equally good on validation, take the smaller: fewer questions are easier to explain.

<details><summary>Hint 1: the idea</summary>

Find the highest validation accuracy. Then collect every depth that reaches it. Then take the smallest of these.
</details>

<details><summary>Hint 2: the tool</summary>

`scores[4]` is the pair of depth 4, `scores[4][0]` its train and `scores[4][1]` its validation accuracy (Python counts
from 0). `[scores[depth][1] for depth in scores]` is a list of all validation accuracies. `max(…)` and `min(…)` find the
largest and the smallest of a list.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    best = max([scores[depth][1] for depth in scores])
    winners = [depth for depth in scores if scores[depth][1] == ____]
    return min(____)
```
</details>
"""

# %% nbgrader={"grade_id": "best_depth", "solution": true}
def best_depth(scores):
    """The depth with the best validation accuracy; of several, the smallest.

    scores: a dictionary, for each depth the pair (accuracy on train, accuracy on validation).

    Example: best_depth({2: (0.80, 0.78), 4: (0.88, 0.85), 9: (0.99, 0.76)}) is 4.
    """
    ### BEGIN SOLUTION
    best = max([scores[depth][1] for depth in scores])
    winners = [depth for depth in scores if scores[depth][1] == best]
    return min(winners)
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_best_depth_validation", "grade": true, "points": 2}
with check("The depth that is best on validation is chosen"):
    expect(
        best_depth({2: (0.80, 0.78), 4: (0.88, 0.85), 9: (0.99, 0.76)}),
        4,
        "Choose by the second number of each pair, the days that the tree has not seen. By the first one the deepest tree "
        "wins, since it knows the past by heart. Give back the depth itself, not its accuracy.",
    )
### BEGIN HIDDEN TESTS
with check("Also for other depths, in any order"):
    marks = {12: (1.0, 0.61), 1: (0.70, 0.69), 6: (0.93, 0.72), 3: (0.81, 0.74), 8: (0.96, 0.70)}
    before = dict(marks)
    expect(best_depth(marks), 3, "The best validation accuracy decides, wherever it stands.")
    expect_unchanged(marks, before, "the dictionary of scores")
    expect(best_depth({3: (0.71, 0.70), 2: (0.72, 0.71), 7: (0.90, 0.91)}), 7, "The best may also be the deepest.")
    expect(best_depth({5: (0.99, 0.50), 10: (0.60, 0.59)}), 10, "Accuracy on train does not count, however high.")
    expect(best_depth({11: (0.5, 0.4)}), 11, "Where there is one depth, it is the best.")
    close = {3: (0.8, 0.841), 5: (0.9, 0.844), 7: (0.95, 0.8439)}
    expect(best_depth(close), 5, "Compare the accuracies as they are: rounded ones look equal when they are not.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_best_depth_tie", "grade": true, "points": 1}
with check("Of two that are equally good, the smaller depth is chosen"):
    expect(
        best_depth({2: (0.80, 0.78), 6: (0.93, 0.85), 4: (0.88, 0.85)}),
        4,
        "Depths 6 and 4 are equally good on validation. The smaller asks fewer questions, and the order in which they stand "
        "must not matter.",
    )
### BEGIN HIDDEN TESTS
with check("Also among three, in any order"):
    expect(best_depth({9: (0.99, 0.9), 1: (0.6, 0.6), 10: (0.99, 0.9), 5: (0.95, 0.9)}), 5, "Take the smallest of all that are best.")
    expect(best_depth({6: (0.71, 0.8), 4: (0.93, 0.8)}), 4, "Accuracy on train does not decide a tie, the depth does.")
    expect(best_depth({3: (0.7, 0.8), 8: (0.9, 0.8), 2: (0.7, 0.79)}), 3, "Only those that are best count, not smaller ones that are worse.")
### END HIDDEN TESTS

# %% [markdown]
"""
Now your own scores: fifteen trees, from one question a day to fifteen.
"""

# %% tags=["explore", "folded"]
with explore("Accuracy by depth", "Task 3"):
    scores = {}
    for depth in range(1, 16):
        tree = fit_tree(train, FEATURES, depth)
        scores[depth] = (accuracy(tree, train), accuracy(tree, validation))
    chosen = own_or_ours(lambda: best_depth(scores), lambda: 5, "Task 4")
    baseline = own_or_ours(lambda: baseline_accuracy(train, validation), lambda: 0.674, "Task 2")

    fig, ax = plt.subplots(figsize=(9, 4))
    ax.plot(scores.keys(), [pair[0] for pair in scores.values()], "o--", label="train: days that it learned from")
    ax.plot(scores.keys(), [pair[1] for pair in scores.values()], "o-", label="validation: days that it has not seen")
    ax.axhline(baseline, color=COLOURS["grey"], ls=":", label="baseline: “calm” every day")
    ax.annotate(
        f"best: depth {chosen}, {scores[chosen][1]:.0%}", (chosen, scores[chosen][1]), (chosen, 0.98),
        ha="center", arrowprops={"arrowstyle": "->"},
    )
    ax.set(title=f"Known days: better with each question. New days: only up to depth {chosen}", xlabel="depth (questions a day)", ylabel="share of days right")
    ax.set_ylim(0.6, 1.02)
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.2), ncols=1)
    plt.show()

# %% [markdown]
"""
**What to look for.** On the days that it learned from, the tree gets better with every question. On new days it gets
better up to depth 5 (90%), and never again so good: from there on it learns the *accidents* of 2024. That is **overfitting**.
At depths 2 to 5 the new days even come out a little better than the old ones. That is no merit of the tree: they are other
days, and half a year happened to hold fewer hard ones. What counts is where the curve turns.
So whenever somebody shows you an accuracy, ask: **on which days was it measured?**

## Task 5 · What a mistake costs (3 points)

An accuracy counts every mistake alike. The centre does not:

| The day was | Counter | | Costs |
|---|---|---|---|
| busy | open | right | RM 0 |
| calm | closed | right | RM 0 |
| **busy** | **closed** | *missed*: long waits | RM 500 |
| **calm** | **open** | *wasted*: overtime for nothing | RM 120 |

`cost(actual, predicted)` adds up the ringgit. `actual` says whether each day was busy, `predicted` whether the counter
was opened (the model had predicted a busy day). The two prices are inputs as well, with 500 and 120 as usual
values, because they are a decision of the centre and not of the computer.

| `actual` | `predicted` | |
|---|---|---|
| True | True | 0 |
| True | False | 500 |
| False | True | 120 |
| False | False | 0 |
| | **total** | **620** |

If the two have different lengths, something was mixed up: raise a `ValueError`.

<details><summary>Hint 1: the idea</summary>

Go through the days one by one, with the truth and the decision side by side. A busy day that was not opened adds the
first price, an opened day that was not busy adds the second.
</details>

<details><summary>Hint 2: the tool</summary>

`for was_busy, opened in zip(actual, predicted):` takes them pair by pair; the lines set in below are done for each
pair. `if was_busy and not opened:` finds a missed day. `total = total + missed` adds to a sum.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if len(actual) != len(predicted):
        raise ValueError("The two lists have different lengths.")
    total = 0
    for was_busy, opened in zip(actual, predicted):
        if was_busy and not opened:
            total = total + ____
        if opened and not was_busy:
            total = total + ____
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "cost", "solution": true}
def cost(actual, predicted, missed=500, wasted=120):
    """What the mistakes cost, in ringgit.

    actual: for each day, True if it was busy; predicted: for each day, True if the extra counter was opened;
    missed: the price of a busy day without it; wasted: the price of a calm day with it.
    Lists, arrays and columns of a table will do. Different lengths raise ValueError.

    Example: cost([True, True, False, False], [True, False, True, False]) is 620.
    """
    ### BEGIN SOLUTION
    if len(actual) != len(predicted):
        raise ValueError("There must be one decision for each day.")
    total = 0
    for was_busy, opened in zip(actual, predicted):
        if was_busy and not opened:
            total = total + missed
        if opened and not was_busy:
            total = total + wasted
    return total
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_cost_prices", "grade": true, "points": 1}
with check("Each kind of mistake has its own price"):
    was = np.array([True, True, False, False, True])
    did = np.array([True, False, True, False, False])
    expect(
        cost(was, did),
        1120,
        "Two busy days were missed (500 each) and one opening was wasted (120). If you got 740, the two prices are "
        "swapped. If you got 0, the line with return may be set in too far: it comes after the loop, not inside it.",
    )
### BEGIN HIDDEN TESTS
with check("Also with other days and other prices"):
    truth = np.array([False, False, False, True, True, True, True, False, True])
    plan = np.array([True, False, True, True, False, False, False, True, False])
    expect(cost(truth, plan), 2360, "Count the missed days and the wasted openings separately, each at its own price.")
    expect(cost(truth, plan, 1000, 1), 4003, "The prices are inputs: use missed and wasted, not 500 and 120.")
    expect(cost(truth, plan, wasted=50, missed=0), 150, "A price of 0 is a price: missed days are then free.")
    expect(cost(truth, plan, missed=7.5, wasted=0), 30, "A price of 0 is a price: wasted openings are then free.")
    expect(cost(truth, truth), 0, "Without any mistake nothing is to be paid, however many busy days there were.")
    expect(cost(truth, ~truth, 10, 1), 54, "Every day was a mistake here: each of the two kinds has its own price.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_cost_forms", "grade": true, "points": 1}
with check("Lists, arrays and columns of a table give the same"):
    why = "Take both through zip(actual, predicted), which goes through any of these pair by pair, in order."
    expect(cost([True, False, True], [False, True, False]), 1120, why)
    expect(cost(np.array([True, False, True]), [False, True, False]), 1120, why)
    expect(cost(days["busy"].tail(100), np.array(days["busy"].tail(100))), 0, why)
### BEGIN HIDDEN TESTS
with check("Also mixed, and columns whose row labels differ"):
    column = pd.Series([True, False, True, False], index=[365, 366, 367, 368])
    other = pd.Series([False, True, True, True], index=[0, 1, 2, 3])
    for actual in (column, column.tolist(), tuple(column), column.to_numpy()):
        for predicted in (other, other.tolist(), tuple(other), other.to_numpy()):
            expect(cost(actual, predicted, 300, 20), 340, why)
    kept, kept_too = column.copy(), [False, True, True, True]
    cost(kept, kept_too)
    expect_unchanged(kept, column, "the column of days")
    expect_unchanged(kept_too, [False, True, True, True], "the list of decisions")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_cost_lengths", "grade": true, "points": 1}
with check("Different lengths are refused with a ValueError"):
    three, two = np.array([True, False, True]), np.array([True, False])
    why = "One decision for each day: with a different number of them, days are paired wrongly or left out. Raise a ValueError."
    expect_error(ValueError, lambda: cost(three, two), why)
    expect_error(ValueError, lambda: cost(two, three), why)
    cost(three, three)
### BEGIN HIDDEN TESTS
with check("Also one decision for many days, and none at all; no days cost nothing"):
    one, none = np.array([True]), np.array([], dtype=bool)
    for pair in ((three, one), (one, three), (one, none), (none, one), (three, none)):
        expect_error(ValueError, lambda pair=pair: cost(*pair), why)
    expect(cost(none, none), 0, "No days, no mistakes: nothing is to be paid.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Which rule is cheapest? Move the sliders

Five rules, priced by your function on the **validation** days. Two need no thought (never, always), one is the habit of
the present head (Mondays and paydays), one is your tree. The fifth is *the same tree, told the prices*: a tree does not only
say busy or calm, it also gives a chance, and if waiting is dear and overtime cheap, it pays to open at a small chance already.

The first cell prepares the picture, and you need not read it. The second one shows it.
"""

# %% tags=["explore", "folded"]
# This prepares the picture of five rules; you need not read it.
def price_the_rules(depth, missed, wasted):
    tree = fit_tree(train, FEATURES, depth)
    rules = {
        "never open": [False] * len(validation),
        "always open": [True] * len(validation),
        "Mondays and paydays": (validation["weekday"] == 1) | validation["payday"],
        f"tree of depth {depth}": predict(tree, validation),
        "the same tree, told the prices": chance_of_busy(tree, validation) > wasted / (missed + wasted),
    }
    costs = {name: cost(validation["busy"], decisions, missed, wasted) for name, decisions in rules.items()}
    cheapest = min(costs.values())
    fig, ax = plt.subplots(figsize=(9, 3.4))
    colours = [COLOURS["green"] if costs[name] == cheapest else COLOURS["grey"] for name in rules]
    bars = ax.barh(list(rules), list(costs.values()), color=colours)
    right = [np.mean(np.asarray(decisions) == validation["busy"].to_numpy()) for decisions in rules.values()]
    ax.bar_label(bars, [f"RM {costs[name]:,}  ({share:.1%} right)" for name, share in zip(rules, right)], padding=4)
    ax.set(title=f"Missed RM {missed:,}, wasted RM {wasted:,}: the cheapest is green", xlabel="ringgit in half a year")
    ax.set_xlim(0, max(*costs.values(), 1) * 1.3)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    return fig

# %% [markdown]
"""
Move one slider at a time, and try:

1. depth from 5 to 6, at RM 500 and RM 120. Depth 6 is a little *less* accurate. Is it dearer?
2. depth back to 5, and a missed day at RM 1,500. What would you say to a supplier then?
3. a missed day at RM 0. Who pays in truth, when the price on paper is nothing?
"""

# %% tags=["explore", "folded"]
with explore("The price of five rules", "Task 3 and Task 5"):
    price_the_rules(chosen, 500, 120)
    plt.close()
    live(
        price_the_rules,
        depth=IntSlider(value=5, min=1, max=15, description="Depth of the tree"),
        missed=IntSlider(value=500, min=0, max=2000, step=50, description="A missed day (RM)"),
        wasted=IntSlider(value=120, min=20, max=600, step=20, description="A wasted opening (RM)"),
    )

# %% [markdown]
"""
**What to look for.** At RM 500 and RM 120 the most accurate tree (depth 5: 90.1% right) costs RM 7,480 in half a year; the one of
depth 6 is right on 89.5% and costs RM 6,460, because it misses fewer busy days. The *best* model is the one that
makes the mistakes you can bear. With depth 5 and RM 1,500 a missed day, always
opening is the cheapest of all (RM 14,640): no AI needed. With depth 6 the tree that was told the prices is just below it (RM 14,220).

## The real exam

Now decide. Which depth would you sign for? Put its number after `my_depth =`, or leave the line. Then run the
cell **once** to open the sealed half-year: nobody has looked at these days yet. If you try depth after depth here and keep the luckiest, the
exam has become another mock exam, and its mark says nothing about next year.
"""

# %% tags=["explore", "picture"]
with explore("The real exam", "Task 3 and Task 5"):
    my_depth = own_or_ours(lambda: best_depth(scores), lambda: 5, "Task 4")

    busy = test["busy"].to_numpy()
    opened = np.array(predict(fit_tree(train, FEATURES, my_depth), test))
    habit = (test["weekday"] == 1) | test["payday"]
    costs, habit_costs = cost(busy, opened), cost(busy, habit)

    kinds = [
        (f"{(~busy & ~opened).sum()} calm, closed", ~busy & ~opened, "#E4E7EB", "s"),
        (f"{(busy & opened).sum()} busy, open", busy & opened, "blue", "s"),
        (f"{(busy & ~opened).sum()} missed", busy & ~opened, "red", "X"),
        (f"{(opened & ~busy).sum()} wasted", opened & ~busy, "orange", "o"),
    ]
    fig, ax = plt.subplots(figsize=(9, 3.6))
    calendar(ax, test, kinds)
    ax.set_title(
        f"Half a year that the tree had never seen: {np.mean(opened == busy):.0%} right (“calm” every day: {np.mean(~busy):.0%})\n"
        f"Mistakes cost RM {costs:,} (Mondays and paydays: RM {habit_costs:,})"
    )
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=4)
    plt.show()

# %% [markdown]
"""
## Reflection · What would you tell your KSU? (4 points, read by a person)

The Secretary-General (*Ketua Setiausaha*, KSU) of your own ministry has heard of the Kota Seri tree, and asks whether one of
your service counters should rely on something like it. **What would you want to know before anyone does?**

Write 120–200 words, in English or Malay. One point each:

1. you cite a result of **your own** from this notebook (a number, with the days that it was measured on);
2. you name a limit of the model, or a harm that it could do, and to whom;
3. you propose an action, with an owner (a post or unit) in **your own** ministry;
4. you name the right clause from the table under *What we learned*, and say what it asks for here.

Double-click the cell below, write over its text, and press Shift + Enter.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
*A model reflection (numbers: depth 5).* On 183 days that it had never seen, July to December 2025, our tree was right on 91% (“calm” every day: 70%). Its 11 missed
busy days and 6 wasted openings would have cost RM 6,220, against RM 10,960 for the present habit of Mondays and paydays. This is
promising, but not enough to rely on. It learned from one year of one centre. Hari Raya moves from year to year and
is not in the table, so it may fail just when queues are longest, and it is the elderly and those on daily wages who
then stand for an hour. RM 500 was also somebody's guess: from about RM 1,400 a missed day, always opening would have been cheaper.

Before we decide, the Director of the Client Services Division should run the tree in the shadow of the head's own decision
for three months, publish both costs every month, and hold the power to overrule it. That meets MEASURE 2.3 (performance measured and
documented under conditions like those of use) and the principle of Accountability in the AIGE: the supervisor decides, the
tree advises.

**For the marker, one point each.** 1: a figure from the officer's own notebook, with the days or part it was measured on (another
depth or price than ours is right). 2: a limit (one year, one centre, missing features, drift, an assumed price, a
leak) or a harm, and who bears it. 3: an action *with an owner* named by post or unit in the officer's own ministry; “the
ministry should” is no owner. 4: AIGE Reliability, safety and control, AIGE Accountability, or MEASURE 2.3, tied to what
it asks for here; a bare name earns nothing. Language, style and length within reason cost no points.
"""

# %% [markdown]
"""
## What we learned

- A model is judged on days that it has **not seen**, and against the simplest rule there is.
- A result that is too good usually knows something that nobody can know in time.
- More detail is not more foresight: a deeper tree learned the accidents of 2024.
- Accuracy is not cost. The prices are a decision of people, and so is the answer.

| What you did | The clause that it serves |
|---|---|
| split by date, beat a baseline, kept the real exam for the end | NIST AI RMF, **MEASURE 2.3**: performance is measured for conditions like those of use, and the measures are written down |
| chose a depth that holds on new days, and looked for a leak | **AIGE**, principle *Reliability, safety and control* |
| the same tree every time, prices set and signed for by a person | **AIGE**, principle *Accountability* |

AIGE: the National Guidelines on AI Governance and Ethics (MOSTI, 20 September 2024). They are voluntary, and name seven
principles. The AI RMF is a voluntary framework of the United States' standards institute, NIST.

## Hand in, and read your feedback

1. Save: **Ctrl + S**.
2. Menu **Kernel ▸ Restart Kernel and Run All Cells…** Every card should be green. A red one costs only its own points:
   you may hand in all the same.
3. The button **Validate** above this page runs the visible checks once more. When your work is graded, the same ideas are checked on
   other days with other names, so a rule that only fits the examples will not pass.
4. Menu **Nbgrader ▸ Assignment List**: find this lab under *Downloaded assignments* and press **Submit**. It then stands
   under *Submitted assignments* with the time. You may submit again until the deadline; the last one counts.
5. When your instructor has released the marks, press **Fetch Feedback** in the same place, then **view feedback**, and double-click the page that appears at the left. You see each
   check with its points, also those that were hidden, and what the reader wrote under your reflection.

If you work on a laptop without the course server, send the file `ai-0-first-model.ipynb` to your instructor instead.

**Next:** *One word at a time / Satu perkataan demi satu perkataan*. There the model predicts not tomorrow's queue but the next
word, and you measure what it knows, what it costs, and what it invents.
"""

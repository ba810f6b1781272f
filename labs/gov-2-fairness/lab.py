# %% [markdown]
"""
# Fair to whom? / *Adil kepada siapa?*

**The story.** *Agensi Latihan Seri*, the training agency of Kota Seri, gives training grants, and has 3,200
applications. A supplier offers a model that puts a shortlist together: it picks the people who, by its reckoning, will
do well afterwards. "It is right in 86 of 100 cases," says the supplier, "and a computer has no prejudice." Your KSU asks you
one question: **is it fair?** You will find that this is more than one question, that they have different answers, and that
somebody must choose.

*Kota Seri, its agency and the supplier are invented. The people in the table are real, and far away: the supplier trained
the model on an extract of the census of the **United States of 1994** (8,000 rows, without names), because nobody had
Malaysian data. That is a finding of its own. Keep it for your reflection.*

**What you will have made by the end:** the picture that a decision needs.

![On the left, the share of women and of men who are shortlisted, before and after a correction: far apart before, nearly level after. On the right, each possible rule as a point: the fairer, the less accurate, and one line that says which are good enough.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Measure** how often each group is picked, and how often its *able* people are.
2. **See** why leaving out a column does not leave out what it says.
3. **Weigh** fairness against accuracy, with numbers on both sides.
4. **Report** on small groups without saying more than the numbers bear.

**85 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Where you see ✏
or a blank function, write your answer, run the cell, then run the checks below it: a green card means that it passed; any
other card says what was asked and what came back. You may try as often as you like. A task that you skip stops nothing: the
pictures after it show the lab's own result, and say so.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| fairness | keadilan | here: whether a rule treats groups of people alike, in a sense that must be named |
| group | kumpulan | people who have something in common, such as women, or women over 50 |
| to select | memilih | to put somebody on the shortlist |
| selection rate | kadar pemilihan | of a group, the share that is shortlisted |
| ratio | nisbah | one number divided by another |
| accuracy | ketepatan | the share of all cases in which the model is right |
| true positive rate | kadar positif benar | of those who in truth do well, the share that is shortlisted |
| bias | berat sebelah | a lean to one side, in data or in a rule |
| proxy | penunjuk ganti | a column that tells nearly the same as another one |
| threshold | ambang | the chance from which on somebody is shortlisted |
| trade-off | tukar ganti | more of one good thing for less of another |
| intersection | persilangan | a group by two things at once, such as women of one ethnic group |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the table and trains the supplier's model; there is nothing to change in it.
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from fairlearn.postprocessing import ThresholdOptimizer
from IPython.display import display
from ipywidgets import FloatSlider
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from futurefit.kit import COLOURS, check, data_file, expect, expect_error, expect_unchanged, explore, live, note, style

style()
people = pd.read_csv(data_file("applicants.csv"))
learn = people[people["part"] == "learn"].reset_index(drop=True)
test = people[people["part"] == "test"].reset_index(drop=True)  # the 3,200 applications
NUMBERS = ["age", "schooling", "hours", "gain", "loss"]
WORDS = ["work", "marital", "occupation", "household", "sex"]


def train(columns, answer="did_well"):
    """A logistic model on these columns, trained on the part for learning."""
    numbers, words = [c for c in columns if c in NUMBERS], [c for c in columns if c in WORDS]
    ready = make_column_transformer((StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), words))
    return make_pipeline(ready, LogisticRegression(max_iter=1000)).fit(learn[columns], learn[answer])


def chances(model, columns):
    """For each application the chance, by the model, that this person will do well."""
    return model.predict_proba(test[columns])[:, 1]


ALL = NUMBERS + WORDS
model = train(ALL)
chance = chances(model, ALL)
truth = test["did_well"].to_numpy()
picked = (chance >= 0.5).astype(int)  # 1: shortlisted


# What the checks use to read an answer, whatever came back.
def as_rates(answer):
    """What selection_rates gave, as a dictionary {group: rate}."""
    if answer is None:
        raise AssertionError("Nothing came back (None): is a “return” line missing?")
    if hasattr(answer, "columns"):
        answer = answer.iloc[:, 0] if len(answer.columns) == 1 else dict(answer.itertuples(index=False, name=None))
    if hasattr(answer, "to_dict"):
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        raise AssertionError(f"A rate for each group was asked for (a dictionary or a Series), and this came back: {answer!r}")
    return {str(group): float(rate) for group, rate in answer.items()}


def as_rows(answer, by):
    """What audit gave, as {(group, …): (n, rate, reliable)}; a blank is “blank”."""
    if answer is None:
        raise AssertionError("Nothing came back (None): is a “return” line missing?")
    if hasattr(answer, "reset_index") and not set(by) <= set(answer.columns):
        answer = answer.reset_index()
    rows = answer.to_dict("records") if hasattr(answer, "to_dict") else list(answer)
    found = {}
    for row in rows:
        lacks = [name for name in [*by, "n", "rate", "reliable"] if not hasattr(row, "keys") or name not in row]
        if lacks:
            raise AssertionError(f"Each row needs {', '.join([*by, 'n', 'rate', 'reliable'])}. This one lacks {', '.join(lacks)}: {row!r}")
        key = tuple("blank" if row[name] is None or row[name] != row[name] else str(row[name]) for name in by)
        found[key] = (int(row["n"]), round(float(row["rate"]), 6), bool(row["reliable"]))
    return found


note(f"{len(people):,} people are loaded: {len(learn):,} to learn from, and {len(test):,} applications. The supplier's model is trained.")

# %% [markdown]
"""
## Look at the applications

Run the next cell. `schooling` counts years, `gain` and `loss` are from investments in dollars, `household` says what somebody is at
home. `did_well` is 1 for those who in truth earned more than 50,000 dollars a year; in life nobody would know it yet. The words are those of
the American census of 1994.
"""

# %% tags=["explore"]
display(test.drop(columns="part").head(6))
print("Did well, of all who apply:", f"{truth.mean():.0%}")

# %% [markdown]
"""
## Try it: where is the limit?

The model gives each application a *chance* between 0 and 1. The supplier shortlists from 0.5 on. Run the cell. **Then change `limit`** to 0.3, and
to 0.7. What happens to the number of people on the list, and what to the accuracy?
"""

# %% tags=["explore"]
limit = 0.5

on_the_list = chance >= limit
print(f"Shortlisted: {on_the_list.sum()} of {len(test):,}. The model is right about {(on_the_list == truth).mean():.1%} of all applications.")

# %% [markdown]
"""
At 0.5 the model is right about 86 of 100. That sounds good, until you ask what **doing nothing** would achieve: a rule that picks nobody is
right about 76 of 100, since only 24 reach the mark. And one figure for everybody says nothing about *whom* the mistakes hit.
"""

# %% [markdown]
"""
## A worked example: a share for each group

Kota Seri's bus company notes for each bus its line, and whether it was late (1) or not (0). How often is each line late? Read the function with the
notes on its right, then run it.
"""


# %%
def late_share(lines, late):
    """For each line the share of its buses that were late."""
    shares = {}                                        # an empty dictionary, to be filled
    for line in set(lines):                            # each line once
        own = [x for name, x in zip(lines, late) if name == line]  # what stands beside this line
        shares[line] = sum(own) / len(own)             # ones divided by all
    return shares


late_share(["red", "blue", "red", "red"], [1, 0, 0, 1])

# %% [markdown]
"""
`zip` goes through two lists side by side. `set` keeps each name once. With tables there is a shorter way, which you will find in the hints:
`groupby`.
"""

# %% [markdown]
"""
## Task 1 · How often is each group picked? (3 points)

Write `selection_rates(pred, group)`. `pred` holds a 1 (or `True`) for each person who is shortlisted and a 0 (or `False`) for the others; `group` holds the
group of each person. Both are in the same order: the first of `pred` belongs to the first of `group`, **by position**, whatever row labels a
column of a table may carry.

| pred | 1 | 0 | 0 | 1 | 1 |
|---|---|---|---|---|---|
| **group** | women | women | women | men | men |

gives `{"women": 0.333…, "men": 1.0}`: **for each group, the share of its own people** who are shortlisted.

- Groups may have **any names**, and there may be more than two.
- A group of which **nobody** is shortlisted has the rate 0, and stays in the answer.
- If the two have **different lengths**, something was mixed up: raise a `ValueError`.
- Without people there are no groups: an empty answer. The two that came in stay as they were. (Nobody's group is blank here; blanks come in Task 4.)

<details><summary>Hint 1: the idea</summary>

First compare the two lengths. Then do what the worked example does: for each group, collect what stands beside it, and take the share of ones.
</details>

<details><summary>Hint 2: the tool</summary>

`list(pred)` drops the row labels of a column. `pd.Series(list(pred))` makes a fresh column, and `.groupby(list(group)).mean()` gives the mean of each group;
the mean of ones and zeros is a share. A Series is as good an answer as a dictionary.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if len(pred) != len(____):
        raise ValueError("the lengths differ")
    rates = {}
    for name in set(group):
        picked = [bool(p) for p, g in zip(pred, group) if g == name]
        rates[name] = sum(____) / len(____)
    return rates
```
</details>
"""


# %% nbgrader={"grade_id": "selection_rates", "solution": true}
def selection_rates(pred, group):
    """For each group the share of its people who are shortlisted: a dictionary or a Series.

    selection_rates([1, 0, 1, 1], ["a", "a", "b", "b"]) -> {"a": 0.5, "b": 1.0}
    """
    ### BEGIN SOLUTION
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    rates = {}
    for name in set(group):
        picked = [bool(p) for p, g in zip(pred, group) if g == name]
        rates[name] = sum(picked) / len(picked)
    return rates
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_rates_share", "grade": true, "points": 1}
with check("Each group has the share of its own people who are shortlisted"):
    expect(
        as_rates(selection_rates([1, 0, 0, 1, 1], ["women", "women", "women", "men", "men"])),
        {"women": 1 / 3, "men": 1.0},
        "Divide by the number of people of the group, not by all people and not by all who are shortlisted.",
    )
### BEGIN HIDDEN TESTS
with check("The shares are right for other groups, any number of them, in any order"):
    why = "For each group that occurs: its ones, divided by its people."
    group = ["Hulu", "Hilir", "Pulau", "Hilir", "Hulu", "Hilir", "Pulau", "Hilir"]
    pred = [1, 0, 0, 1, 0, 0, 0, 0]
    before = (list(pred), list(group))
    wanted = {"Hulu": 0.5, "Hilir": 0.25, "Pulau": 0.0}
    expect(as_rates(selection_rates(pred, group)), wanted, why + " A group of which nobody is shortlisted has the rate 0.")
    expect_unchanged((pred, group), before, "the two lists")
    expect(as_rates(selection_rates(pred[::-1], group[::-1])), wanted, "The order of the people must not matter.")
    expect(as_rates(selection_rates([1, 1, 0], [3, 5, 3])), {"3": 0.5, "5": 1.0}, "Groups may be numbers, too.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_rates_forms", "grade": true, "points": 1}
with check("Lists, arrays and columns of a table give the same, and the first belongs to the first"):
    wanted = {"a": 0.5, "b": 1.0}
    expect(as_rates(selection_rates(np.array([1, 0, 1]), np.array(["a", "a", "b"]))), wanted, "Arrays should do as well as lists.")
    expect(as_rates(selection_rates([True, False, True], ("a", "a", "b"))), wanted, "True counts as 1, False as 0.")
    rows = pd.Series(["a", "a", "b"], index=[7, 8, 9])
    expect(as_rates(selection_rates(np.array([1, 0, 1]), rows)), wanted, "This column has the row labels 7, 8 and 9. Go by position, not by label.")
### BEGIN HIDDEN TESTS
with check("Columns of a table with other row labels are joined by their position"):
    pred = pd.Series([1, 1, 0, 0], index=[3, 2, 1, 0])
    group = pd.Series(["x", "y", "x", "y"], index=[0, 1, 2, 3])
    before = (pred.copy(), group.copy())
    expect(as_rates(selection_rates(pred, group)), {"x": 0.5, "y": 0.5}, "The first of one belongs to the first of the other.")
    expect(as_rates(selection_rates(pd.Series([1, 0, 0, 0], index=[3, 2, 1, 0]), group)), {"x": 0.5, "y": 0.0}, "The first of one belongs to the first of the other, whatever their labels.")
    expect_unchanged((pred, group), before, "the two columns")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_rates_edges", "grade": true, "points": 1}
with check("Different lengths are refused, and without people there are no groups"):
    expect(as_rates(selection_rates([], [])), {}, "No people: an empty dictionary.")
    expect_error(ValueError, lambda: selection_rates([1, 0], ["a", "a", "b"]), "Three people and two answers: raise a ValueError.")
### BEGIN HIDDEN TESTS
with check("They are refused whichever is the longer, also for columns of a table"):
    expect_error(ValueError, lambda: selection_rates([1, 0, 1, 1], ["a", "b", "b"]), "There are more answers than people: raise a ValueError.")
    short = pd.Series([1, 0], index=[5, 6])
    expect_error(ValueError, lambda: selection_rates(short, pd.Series(["a", "b", "b"])), "Two answers and three people: raise a ValueError.")
    expect(as_rates(selection_rates([0, 0], ["only", "only"])), {"only": 0.0}, "A single group, of which nobody is shortlisted, has the rate 0.")
### END HIDDEN TESTS

# %% [markdown]
"""
### "Then we leave the column out"

The obvious cure: do not tell the model who is a woman. Run the cell. It trains the supplier's model once with the column `sex`, once without, and once without
`household` and `marital` as well. Your function measures each.
"""

# %% tags=["explore", "folded"]
# Three models, and how often each picks women and men
with explore("The picture of three models", "Task 1"):
    without = {"all columns": [], "without sex": ["sex"], "without sex, household, marital": ["sex", "household", "marital"]}
    ticks = []
    fig, ax = plt.subplots(figsize=(8, 3.4))
    for place, (name, left_out) in enumerate(without.items()):
        columns = [c for c in ALL if c not in left_out]
        answers = chances(train(columns), columns) >= 0.5
        rates = as_rates(selection_rates(answers, test["sex"]))
        for shift, (who, colour) in zip((-0.2, 0.2), (("Female", "orange"), ("Male", "blue")), strict=True):
            bar = ax.bar(place + shift, 100 * rates[who], 0.38, color=COLOURS[colour], label=None if place else {"Female": "women", "Male": "men"}[who])
            ax.bar_label(bar, [f"{100 * rates[who]:.0f}%"], padding=2)
        ticks.append(f"{name}\n({(answers == truth).mean():.1%} right)")
    ax.set_xticks(range(3), ticks)
    ax.set(ylabel="shortlisted, in %", ylim=(0, 32))
    ax.set_title("Leaving out one column changes nothing")
    ax.legend(loc="upper right")
    ax.grid(axis="x", visible=False)
    plt.show()
    others = [c for c in ALL if c != "sex"]
    guess = train(others, "sex").predict(test[others]) == test["sex"]
    print(f"From the other columns a model tells who is a woman in {guess.mean():.0%} of the cases (always “man”: {(test['sex'] == 'Male').mean():.0%}).")

# %% [markdown]
"""
**What to look for.** Without the column `sex` the model picks as before: 7% of the women, 26% of the men. The other columns know: *household* says "wife" or
"husband", and hours and occupation say much of the rest. Such a column is a **proxy**. Leave out the strongest two as well, and the gap narrows, but it does not close,
and the model is right less often. **"We do not collect it" is no proof of fairness. It only means that nobody can check.**
"""

# %% [markdown]
"""
## Task 2 · One number for the gap (3 points)

Rates of 7% and 26%: is that far apart? A common measure is the **ratio of the smallest rate to the largest**. Write `parity_ratio(rates)`; `rates` is what Task 1
gives, a dictionary or a Series, with **any number of groups**, at least one.

| rates | answer |
|---|---|
| `{"a": 0.2, "b": 0.5}` | 0.4 |
| `{"a": 0.3, "b": 0.2, "c": 0.4}` | 0.5 |
| `{"a": 0.0, "b": 0.5}` | 0.0 |
| `{"a": 0.0, "b": 0.0}` | 1.0 |

So 1 means that all groups are picked alike, and 0 that one of them never is. **If every rate is 0**, all groups are treated alike: the answer is 1.0. The same goes for **a single
group**, which has nobody to be compared with. Do not round.

<details><summary>Hint 1: the idea</summary>

Find the largest rate and the smallest. If the largest is 0, answer 1.0. Otherwise divide.
</details>

<details><summary>Hint 2: the tool</summary>

`dict(rates).values()` are the numbers of a dictionary or a Series, without the names. `max(...)` and `min(...)` find the largest and the smallest of them.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    values = list(dict(rates).values())
    largest = ____(values)
    if largest == 0:
        return 1.0
    return ____(values) / largest
```
</details>
"""


# %% nbgrader={"grade_id": "parity_ratio", "solution": true}
def parity_ratio(rates):
    """The smallest selection rate divided by the largest, from 0 to 1; 1.0 where every rate is 0.

    parity_ratio({"a": 0.2, "b": 0.5}) -> 0.4
    """
    ### BEGIN SOLUTION
    values = list(dict(rates).values())
    largest = max(values)
    if largest == 0:
        return 1.0
    return min(values) / largest
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_ratio_direction", "grade": true, "points": 1}
with check("The smallest rate is divided by the largest, whichever stands first"):
    expect(parity_ratio({"a": 0.2, "b": 0.5}), 0.4, "The ratio is never above 1: the smallest rate stands on top, and it is a ratio, not a difference.")
    expect(parity_ratio({"a": 0.5, "b": 0.2}), 0.4, "Whichever group stands first, the smallest rate is divided by the largest.")
### BEGIN HIDDEN TESTS
with check("The ratio is right for other rates, and is not rounded"):
    why = "Divide the smallest rate by the largest, and do not round."
    given = {"Hulu": 0.25, "Hilir": 0.3}
    expect(parity_ratio(given), 0.25 / 0.3, why)
    expect_unchanged(given, {"Hulu": 0.25, "Hilir": 0.3}, "the rates")
    expect(parity_ratio({"x": 0.07, "y": 0.26}), 0.07 / 0.26, why)
    expect(parity_ratio({"x": 0.6, "y": 0.6}), 1.0, "Equal rates give 1.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_ratio_zero", "grade": true, "points": 1}
with check("Where nobody is picked at all, all are treated alike; where one group never is, the ratio is 0"):
    expect(parity_ratio({"a": 0.0, "b": 0.0}), 1.0, "Every rate is 0: nothing to divide by, and no difference either.")
    expect(parity_ratio({"a": 0.0, "b": 0.5}), 0.0, "One group is never picked: that is the worst ratio there is.")
### BEGIN HIDDEN TESTS
with check("This also holds for three groups and for a single one"):
    expect(parity_ratio({"p": 0.0, "q": 0.0, "r": 0.0}), 1.0, "Every rate is 0: 1.0.")
    expect(parity_ratio({"p": 0.4, "q": 0.0, "r": 0.4}), 0.0, "One of three is never picked: 0.0.")
    expect(parity_ratio({"only": 0.3}), 1.0, "A single group has nobody to be compared with: 1.0.")
    expect(parity_ratio({"only": 0.0}), 1.0, "A single group of which nobody is picked: 1.0.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_ratio_groups", "grade": true, "points": 1}
with check("With three groups, the smallest and the largest of all three count"):
    expect(parity_ratio({"a": 0.3, "b": 0.2, "c": 0.4}), 0.5, "The smallest is 0.2, the largest 0.4. Do not stop at the first two.")
### BEGIN HIDDEN TESTS
with check("The same for more groups, and for a Series"):
    why = "The smallest of all rates, divided by the largest of all."
    expect(parity_ratio({"a": 0.5, "b": 0.4, "c": 0.1, "d": 0.45}), 0.2, why)
    expect(parity_ratio({"a": 0.3, "b": 0.3, "c": 0.6, "d": 0.3}), 0.5, why)
    expect(parity_ratio(pd.Series({"z": 0.9, "y": 0.6, "x": 0.75})), 0.6 / 0.9, why)
    expect(parity_ratio(pd.Series([0.2, 0.1], index=[1, 0])), 0.5, why)
### END HIDDEN TESTS

# %% tags=["explore"]
with explore("The supplier's ratio", "Tasks 1 and 2"):
    ratio = parity_ratio(selection_rates(picked, test["sex"]))
    print(f"Women and men: the ratio of the supplier's model is {ratio:.2f}.")

# %% [markdown]
"""
The share of women whom the model picks is about a quarter of the share of men. In the United States, employers look at a **four-fifths rule of thumb**: below 0.8, ask why. It is a
habit of American practice, **not Malaysian law**, and no proof of anything: a ratio of 0.8 may be unfair, and one of 0.6 may have a good reason. It is a place to start asking. In this
lab we use 0.8 as a line, because a lab needs one. Your ministry would have to choose its own and give reasons.

Is there a good reason here? In the data 31% of the men did well and 10% of the women. But is that about ability, or about who got which job in 1994? **The model cannot tell. It learned what was, and
calls it what will be.**
"""

# %% [markdown]
"""
## Task 3 · Are able people found alike? (4 points)

Another question: of the people who **in truth did well**, what share does the model find, in each group? This is the *true positive rate*. If it differs, able people of one group are overlooked
more often. Write `tpr_gap(y, pred, group)`; `y` is 1 for those who did well, and the three, equally long, belong together by position.

| group | y | pred | |
|---|---|---|---|
| a | 1 | 1 | found |
| a | 1 | 0 | overlooked |
| a | 0 | 1 | does not count here |
| b | 1 | 1 | found |
| c | 0 | 0 | does not count here |

Group a: 1 of 2 found, so 0.5. Group b: 1 of 1. Group c has nobody who did well: it is **left out**. The answer is 1.0 − 0.5 = **0.5**.

- **Only people with `y` = 1** count.
- The answer is **the largest rate minus the smallest**, over all groups: never below 0.
- Groups **without anybody who did well** are left out. If **fewer than two** groups are left, the answer is 0.0.
- The answer is a difference of shares (0.5, and not 50).

<details><summary>Hint 1: the idea</summary>

Keep only the people with y = 1. For them, take the selection rates of Task 1: groups without such people are not there any more. Then take the largest minus the smallest.
</details>

<details><summary>Hint 2: the tool</summary>

`[g for g, t in zip(group, y) if t == 1]` are the groups of those who did well; the same works for `pred`. `selection_rates(...)` is your own function from Task 1. `dict(...).values()` are its numbers. If you
left Task 1 open, do its work here once more.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    found = {}
    for truth, picked, name in zip(y, pred, group):
        if truth == ____:
            found.setdefault(name, []).append(bool(picked))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return ____(rates) - ____(rates)
```

`setdefault(name, [])` gives the list of this group, and an empty one where there is none yet.
</details>
"""


# %% nbgrader={"grade_id": "tpr_gap", "solution": true}
def tpr_gap(y, pred, group):
    """How much the true positive rates of the groups differ: the largest minus the smallest.

    tpr_gap([1, 1, 1, 1], [1, 0, 1, 1], ["a", "a", "b", "b"]) -> 0.5
    """
    ### BEGIN SOLUTION
    found = {}
    for truth, picked, name in zip(y, pred, group):
        if truth == 1:
            found.setdefault(name, []).append(bool(picked))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return max(rates) - min(rates)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_gap_positives", "grade": true, "points": 1}
with check("Only those who in truth did well count"):
    expect(
        tpr_gap([1, 1, 0, 0, 1, 0], [1, 0, 1, 1, 1, 0], ["a", "a", "a", "a", "b", "b"]),
        0.5,
        "Of a, two did well and one of them was picked: 0.5. Of b, one did well and was picked: 1.0. The others do not count, picked or not.",
    )
### BEGIN HIDDEN TESTS
with check("The gap is right for other people and names"):
    y = [1, 0, 1, 1, 0, 1, 1, 1, 0]
    pred = [1, 1, 0, 1, 1, 1, 0, 0, 0]
    group = ["N", "N", "N", "N", "S", "S", "S", "S", "S"]
    why = "N: two of three found. S: one of three found. Only those with y = 1 count."
    expect(tpr_gap(y, pred, group), 1 / 3, why)
    expect(tpr_gap(y[::-1], pred[::-1], group[::-1]), 1 / 3, "The order of the people must not matter.")
    expect(tpr_gap([1, 1, 0, 0], [1, 1, 0, 0], ["a", "b", "a", "b"]), 0.0, "All of the able were found in both groups: no gap.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_gap_size", "grade": true, "points": 1}
with check("The gap is the largest rate minus the smallest, whichever group comes first"):
    expect(tpr_gap([1, 1, 1, 1], [0, 0, 1, 1], ["a", "a", "b", "b"]), 1.0, "Group a: 0. Group b: 1. The gap is 1, and never below 0.")
    expect(tpr_gap([1, 1, 1, 1], [1, 1, 0, 0], ["a", "a", "b", "b"]), 1.0, "Group a: 1. Group b: 0. The gap is 1, and never below 0.")
### BEGIN HIDDEN TESTS
with check("The largest and the smallest of all groups count, and they are subtracted"):
    y = [1] * 12
    group = ["p"] * 4 + ["q"] * 4 + ["r"] * 4
    expect(tpr_gap(y, [1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0], group), 0.5, "p: 0.5, q: 0.75, r: 0.25. The largest minus the smallest is 0.5.")
    expect(tpr_gap(y, [1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0], group), 0.75, "p: 0.25, q: 1, r: 0.5. The largest minus the smallest is 0.75.")
    expect(tpr_gap(y[:8], [1, 0, 0, 0, 1, 1, 0, 0], group[:8]), 0.25, "A difference of shares: 0.5 − 0.25, not a ratio and not percent.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_gap_skips", "grade": true, "points": 1}
with check("A group in which nobody did well is left out"):
    expect(
        tpr_gap([1, 1, 1, 0], [1, 0, 1, 0], ["a", "a", "b", "c"]),
        0.5,
        "In c nobody did well, so there is nothing to find: it is neither 0 nor 1, but left out.",
    )
### BEGIN HIDDEN TESTS
with check("With fewer than two groups left, there is no gap"):
    expect(tpr_gap([1, 1, 0, 0], [1, 0, 1, 1], ["a", "a", "b", "b"]), 0.0, "Only group a is left: 0.0.")
    expect(tpr_gap([0, 0], [1, 0], ["a", "b"]), 0.0, "No group is left: 0.0.")
    expect(tpr_gap([], [], []), 0.0, "Nobody at all: 0.0.")
    expect(tpr_gap([1, 1, 0, 1], [1, 1, 1, 0], ["a", "b", "c", "b"]), 0.5, "c is left out, also where its people were picked.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_gap_forms", "grade": true, "points": 1}
with check("Arrays, truth values and columns of a table give the same, by position"):
    y, pred, group = [1, 1, 1, 0], [1, 0, 1, 1], ["a", "a", "b", "b"]
    expect(tpr_gap(np.array(y), np.array(pred), np.array(group)), 0.5, "Arrays should do as well as lists.")
    expect(tpr_gap([bool(t) for t in y], [bool(p) for p in pred], group), 0.5, "True counts as 1, False as 0.")
### BEGIN HIDDEN TESTS
with check("Columns with other row labels are joined by position, and nothing is changed"):
    y = pd.Series([1, 1, 1, 1], index=[9, 8, 7, 6])
    pred = pd.Series([1, 0, 1, 1], index=[0, 1, 2, 3])
    group = pd.Series(["a", "a", "b", "b"], index=[6, 7, 8, 9])
    before = (y.copy(), pred.copy(), group.copy())
    expect(tpr_gap(y, pred, group), 0.5, "The first of each belongs together, whatever the row labels.")
    expect(tpr_gap(pd.Series([1, 0, 1, 1], index=[3, 2, 1, 0]), pred.to_numpy(), group), 0.0, "The first of each belongs together, whatever the row labels.")
    expect_unchanged((y, pred, group), before, "the three columns")
### END HIDDEN TESTS

# %% tags=["explore"]
with explore("The gap of the supplier's model", "Tasks 1 and 3"):
    able = truth == 1
    rates = as_rates(selection_rates(picked[able], test["sex"][able]))
    print(f"Of the women who did well the model finds {rates['Female']:.0%}, of the men {rates['Male']:.0%}.")
    print(f"The gap is {tpr_gap(truth, picked, test['sex']):.2f}. Able people whom the model overlooks: {(able & (picked == 0)).sum()} of {able.sum()}.")

# %% [markdown]
"""
Look at the two measures side by side. By *selection* women are far behind (0.28). By *found among the able* they are behind too, but less: 54% against 63%. **The two
measures ask different things**, and one can get better while the other gets worse. Whoever says "our model is fair" has to say: by which measure, for which groups, and who chose it.
"""

# %% [markdown]
"""
## Task 4 · Small groups, honestly (3 points)

Women are not one group. What about women of one ethnic group? Such *intersections* become small very fast, and a rate from 14 people is mostly chance. Write `audit(df, by)`. `df` is a table with a column
`pred` (1 or 0) and others; `by` is a list of names of columns. Give back a table (or a list of dictionaries) with a row **for each combination that occurs**:

| column | holds |
|---|---|
| the columns in `by` | the combination |
| `n` | how many people it has |
| `rate` | the share of them who are shortlisted |
| `reliable` | `True` if `n` is **at least 30**, else `False` |

- **Small groups stay** in the table, marked as not reliable: a group that is left out looks as if it did not exist.
- **A blank makes a group too**: people of whom something was not written down are people.
- The order of the rows is free. The table that was given stays as it was.

<details><summary>Hint 1: the idea</summary>

Group the rows by the columns in `by`. For each group, count the rows and take the mean of `pred`. Then add the mark.
</details>

<details><summary>Hint 2: the tool</summary>

`df.groupby(by, dropna=False)["pred"]` makes the groups, those with blanks included. `.agg(n="size", rate="mean")` makes the two columns. `table["reliable"] = table["n"] >= 30` adds the mark.
`.reset_index()` turns the groups into ordinary columns.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    table = df.groupby(____, dropna=False)["pred"].agg(n=____, rate="mean").reset_index()
    table["reliable"] = table["n"] >= ____
    return table
```
</details>
"""


# %% nbgrader={"grade_id": "audit", "solution": true}
def audit(df, by):
    """For each combination of the columns in by: its people n, their selection rate, and whether n is 30 or more.

    A table with the columns in by, and n, rate and reliable; or a list of dictionaries with these names.
    """
    ### BEGIN SOLUTION
    table = df.groupby(by, dropna=False)["pred"].agg(n="size", rate="mean").reset_index()
    table["reliable"] = table["n"] >= 30
    return table
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_audit_groups", "grade": true, "points": 1}
with check("There is a row for each combination that occurs, with the number of its people"):
    small = pd.DataFrame({"sex": ["F", "F", "F", "M"], "area": ["town", "town", "farm", "town"], "pred": [1, 0, 1, 0]})
    expect(
        {key: row[0] for key, row in as_rows(audit(small, ["sex", "area"]), ["sex", "area"]).items()},
        {("F", "town"): 2, ("F", "farm"): 1, ("M", "town"): 1},
        "Group by all columns in “by” at once. Nobody is a man from a farm here, so that combination has no row.",
    )
### BEGIN HIDDEN TESTS
with check("The combinations are right for other columns, for one or three of them, with blanks"):
    fresh = pd.DataFrame(
        {
            "lot": ["x", "y", "x", None, "y", None],
            "age": ["old", "old", "young", "old", None, "old"],
            "team": ["1", "1", "1", "2", "2", "2"],
            "pred": [1, 1, 0, 0, 1, 1],
            "other": [9, 9, 9, 9, 9, None],
        }
    )
    before = fresh.copy()
    why = "Count the people of each combination, those with a blank too."
    counts = {key: row[0] for key, row in as_rows(audit(fresh, ["lot", "age"]), ["lot", "age"]).items()}
    expect(counts, {("x", "old"): 1, ("y", "old"): 1, ("x", "young"): 1, ("blank", "old"): 2, ("y", "blank"): 1}, why)
    expect_unchanged(fresh, before, "the table")
    expect({key: row[0] for key, row in as_rows(audit(fresh, ["team"]), ["team"]).items()}, {("1",): 3, ("2",): 3}, why)
    three = {key: row[0] for key, row in as_rows(audit(fresh.iloc[::-1], ["team", "lot", "age"]), ["team", "lot", "age"]).items()}
    expect(three, {("1", "x", "old"): 1, ("1", "y", "old"): 1, ("1", "x", "young"): 1, ("2", "blank", "old"): 2, ("2", "y", "blank"): 1}, why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_audit_rate", "grade": true, "points": 1}
with check("The rate is the share of a combination's people who are shortlisted"):
    small = pd.DataFrame({"sex": ["F", "F", "F", "F", "M"], "area": ["town", "town", "town", "farm", "town"], "pred": [1, 0, 0, 1, 0]})
    expect(
        {key: row[1] for key, row in as_rows(audit(small, ["sex", "area"]), ["sex", "area"]).items()},
        {("F", "town"): round(1 / 3, 6), ("F", "farm"): 1.0, ("M", "town"): 0.0},
        "Ones divided by people, within each combination: not the number of ones, and not a share of everybody.",
    )
### BEGIN HIDDEN TESTS
with check("The rates are right for other tables"):
    fresh = pd.DataFrame({"lot": ["x"] * 4 + ["y"] * 5 + [None] * 2, "pred": [1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0]})
    rates = {key: row[1] for key, row in as_rows(audit(fresh, ["lot"]), ["lot"]).items()}
    expect(rates, {("x",): 0.75, ("y",): 0.2, ("blank",): 0.0}, "Ones divided by people, within each group. A group without ones has the rate 0.")
    mixed = {key: row[1] for key, row in as_rows(audit(fresh.sample(frac=1, random_state=4), ["lot"]), ["lot"]).items()}
    expect(mixed, rates, "The order of the rows must not matter.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_audit_reliable", "grade": true, "points": 1}
with check("A combination of 30 people is reliable, one of 29 is not, and both stay in the table"):
    crowd = pd.DataFrame({"area": ["town"] * 30 + ["farm"] * 29, "pred": [1, 0] * 29 + [0]})
    expect(
        {key: (row[0], row[2]) for key, row in as_rows(audit(crowd, ["area"]), ["area"]).items()},
        {("town",): (30, True), ("farm",): (29, False)},
        "“At least 30” includes 30. A group that is too small keeps its row, with reliable = False.",
    )
### BEGIN HIDDEN TESTS
with check("What counts is the number of people in the combination, whatever their rate"):
    fresh = pd.DataFrame({"lot": ["x"] * 31 + ["y"] * 60 + ["z"] * 2, "half": (["a"] * 31 + ["a"] * 30 + ["b"] * 30 + ["a"] * 2), "pred": [0] * 31 + [1] * 62})
    marks = {key: row[2] for key, row in as_rows(audit(fresh, ["lot", "half"]), ["lot", "half"]).items()}
    expect(marks, {("x", "a"): True, ("y", "a"): True, ("y", "b"): True, ("z", "a"): False}, "30 people are enough, two are not. Count the people, not those who are shortlisted.")
    cut = {key: row[2] for key, row in as_rows(audit(fresh.iloc[2:], ["lot", "half"]), ["lot", "half"]).items()}
    expect(cut[("x", "a")], False, "29 people are too few.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Every combination of sex and ethnic group among the applicants, in the words of that census
with explore("The table of the audit", "Task 4"):
    table = pd.DataFrame(audit(test.assign(pred=picked), ["sex", "race"]))
    table = table.sort_values("n", ascending=False).assign(rate=[f"{rate:.0%}" for rate in table.sort_values("n", ascending=False)["rate"]])
    display(table.reset_index(drop=True))

# %% [markdown]
"""
**What to look for.** Five of the ten combinations have fewer than 30 people. Their rates lie anywhere between 0% and 11%, and one more person would change each of them. Report that they are there, and how many they are. Do not rank them, and
do not print a rate by which somebody in a group of seven could be recognised. (How far people hide in a table was the subject of *Share safely*.)
"""

# %% [markdown]
"""
## Task 5 · Choose, by a rule that was made before (3 points)

Now the cures. A library for fair machine learning, *fairlearn*, sets the limit for each group so that the groups are picked alike (`ThresholdOptimizer`). Or one lowers the limit for everybody, or leaves columns out. Each
has a ratio and an accuracy. Which to take? The board decides **before it sees the candidates**: *at least* this ratio, *at least* this accuracy; among those that reach both, the most accurate one.

Write `choose_policy(results, min_ratio, min_acc)`. `results` is a list of dictionaries, each with `"name"`, `"ratio"` and `"accuracy"`. Give back the **name**.

- A policy is **good enough** if its ratio is at least `min_ratio` **and** its accuracy at least `min_acc`. Exactly the limit is enough.
- Of those, take the one with the **best accuracy**. If two are equally accurate, take the one with the **higher ratio**; if these are equal too, either will do.
- If none is good enough, the answer is `None`: then the board must decide again, and not the computer.

<details><summary>Hint 1: the idea</summary>

Keep the policies that reach both limits. If none is left, give back None. Otherwise find the best: first by accuracy, then by ratio.
</details>

<details><summary>Hint 2: the tool</summary>

`[r for r in results if r["ratio"] >= 0.8]` keeps some of a list. `max(good, key=lambda r: (r["accuracy"], r["ratio"]))` finds the entry with the highest accuracy, and where two are equal the one with the higher ratio.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    good = [r for r in results if r["ratio"] >= ____ and r["accuracy"] >= ____]
    if len(good) == 0:
        return ____
    best = max(good, key=lambda r: (r["accuracy"], r["ratio"]))
    return best["name"]
```
</details>
"""


# %% nbgrader={"grade_id": "choose_policy", "solution": true}
def choose_policy(results, min_ratio, min_acc):
    """The name of the most accurate policy that reaches both limits; None if there is none.

    choose_policy([{"name": "A", "ratio": 0.9, "accuracy": 0.8}], 0.8, 0.75) -> "A"
    """
    ### BEGIN SOLUTION
    good = [r for r in results if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc]
    if len(good) == 0:
        return None
    best = max(good, key=lambda r: (r["accuracy"], r["ratio"]))
    return best["name"]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_policy_best", "grade": true, "points": 1}
with check("Of the policies that reach both limits, the most accurate one is named"):
    offers = [
        {"name": "A", "ratio": 0.95, "accuracy": 0.80},
        {"name": "B", "ratio": 0.85, "accuracy": 0.84},
        {"name": "C", "ratio": 0.30, "accuracy": 0.90},
    ]
    expect(choose_policy(offers, 0.8, 0.75), "B", "C misses the ratio. Of A and B, both good enough, B is the more accurate; A is the fairer, and that was not the rule.")
### BEGIN HIDDEN TESTS
with check("This holds for other policies, in any order, and the list stays as it was"):
    why = "First both limits, then the best accuracy. Give back its name."
    fresh = [
        {"name": "north", "ratio": 0.70, "accuracy": 0.91, "cost": 5},
        {"name": "south", "ratio": 0.99, "accuracy": 0.60, "cost": 1},
        {"name": "east", "ratio": 0.75, "accuracy": 0.88, "cost": 9},
        {"name": "west", "ratio": 0.82, "accuracy": 0.87, "cost": 2},
    ]
    before = [dict(r) for r in fresh]
    expect(choose_policy(fresh, 0.74, 0.5), "east", why)
    expect(choose_policy(fresh[::-1], 0.74, 0.5), "east", "The order of the list must not matter.")
    expect(choose_policy(fresh, 0.0, 0.0), "north", why)
    expect(choose_policy(fresh, 0.9, 0.55), "south", why)
    expect_unchanged(fresh, before, "the list of policies")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_policy_limits", "grade": true, "points": 1}
with check("Both limits must be reached, and exactly the limit is enough"):
    offers = [{"name": "A", "ratio": 0.8, "accuracy": 0.75}, {"name": "B", "ratio": 0.75, "accuracy": 0.9}]
    expect(choose_policy(offers, 0.8, 0.75), "A", "A stands exactly on both limits: “at least” includes them. B is more accurate, and its ratio is too low.")
### BEGIN HIDDEN TESTS
with check("A policy that misses either limit is not taken, whichever it misses"):
    fresh = [{"name": "p", "ratio": 0.9, "accuracy": 0.7}, {"name": "q", "ratio": 0.5, "accuracy": 0.8}]
    expect(choose_policy(fresh, 0.6, 0.75), None, "p misses the accuracy, q the ratio. Both limits must be reached.")
    expect(choose_policy(fresh, 0.6, 0.7), "p", "Exactly the limit of accuracy is enough.")
    expect(choose_policy(fresh, 0.5, 0.75), "q", "Exactly the limit of the ratio is enough.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_policy_none", "grade": true, "points": 1}
with check("If none is good enough, the answer is None; of two equally accurate ones, the fairer is taken"):
    expect(choose_policy([{"name": "A", "ratio": 0.4, "accuracy": 0.9}], 0.8, 0.75), None, "Nothing reaches both limits. The nearest miss is a miss: the board must decide again.")
    twins = [{"name": "A", "ratio": 0.85, "accuracy": 0.8}, {"name": "B", "ratio": 0.95, "accuracy": 0.8}]
    expect(choose_policy(twins, 0.8, 0.75), "B", "Both have the accuracy 0.8. Then the higher ratio decides.")
### BEGIN HIDDEN TESTS
with check("The same for other lists, an empty one included"):
    expect(choose_policy([], 0.1, 0.1), None, "Without policies there is none to take.")
    twins = [{"name": "one", "ratio": 0.97, "accuracy": 0.7}, {"name": "two", "ratio": 0.91, "accuracy": 0.7}, {"name": "three", "ratio": 0.99, "accuracy": 0.69}]
    expect(choose_policy(twins, 0.9, 0.5), "one", "Of the two with the best accuracy, the one with the higher ratio.")
    expect(choose_policy(twins[::-1], 0.9, 0.5), "one", "The order of the list must not matter.")
    expect(choose_policy(twins, 0.9, 0.71), None, "Nothing reaches this accuracy.")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture for the board

Five policies, measured with your functions on the 3,200 applications, and the rule: a ratio of at least **0.8**, an accuracy of at least **84%**.
"""

# %% tags=["explore", "folded", "picture"]
# Five policies, measured with your functions: before and after, and what it costs
def fair_limits():
    """fairlearn's answer: limits for each group, learned on the part for learning, so that groups are picked alike."""
    cure = ThresholdOptimizer(estimator=model, constraints="demographic_parity", prefit=True, predict_method="predict_proba")
    cure.fit(learn[ALL], learn["did_well"], sensitive_features=learn["sex"])
    return cure.predict(test[ALL], sensitive_features=test["sex"], random_state=0)


def without(*left_out):
    columns = [c for c in ALL if c not in left_out]
    return chances(train(columns), columns) >= 0.5


with explore("The picture for the board", "Tasks 1, 2, 3 and 5"):
    policies = {
        "as supplied": picked,
        "without sex": without("sex"),
        "without sex, household, marital": without("sex", "household", "marital"),
        "a lower limit for all (0.3)": chance >= 0.3,
        "limits by group (fairlearn)": fair_limits(),
    }
    results = [
        {
            "name": name,
            "ratio": parity_ratio(selection_rates(answers, test["sex"])),
            "accuracy": float((np.asarray(answers) == truth).mean()),
            "gap": tpr_gap(truth, answers, test["sex"]),
        }
        for name, answers in policies.items()
    ]
    chosen = choose_policy(results, 0.8, 0.84)
    fig, (left, right) = plt.subplots(1, 2, figsize=(10.5, 3.9), width_ratios=[2, 3])
    for place, name in enumerate(["as supplied", "limits by group (fairlearn)"]):
        rates = as_rates(selection_rates(policies[name], test["sex"]))
        for shift, who, colour, word in ((-0.2, "Female", "orange", "women"), (0.2, "Male", "blue", "men")):
            bar = left.bar(place + shift, 100 * rates[who], 0.38, color=COLOURS[colour], label=None if place else word)
            left.bar_label(bar, [f"{100 * rates[who]:.0f}%"], padding=2)
    left.set_xticks([0, 1], ["as supplied", "limits by group"])
    left.set(ylabel="shortlisted, in %", ylim=(0, 32), title="Before and after")
    left.legend(loc="upper right")
    left.grid(axis="x", visible=False)
    right.axvspan(0.8, 1.05, ymin=(84 - 81) / 6, color=COLOURS["green"], alpha=0.15)
    for number, result in enumerate(results, 1):
        good = result["name"] == chosen
        right.scatter(result["ratio"], 100 * result["accuracy"], s=70, color=COLOURS["green" if good else "grey"], zorder=3)
        right.annotate(f"{number}", (result["ratio"], 100 * result["accuracy"]), (-13 if number == 1 else 6, 4), textcoords="offset points")
    right.set(xlim=(0.2, 1.05), ylim=(81, 87), xlabel="ratio of the selection rates (1: alike)", ylabel="right, in %")
    right.set_title(f"Good enough for the board: {chosen or 'none of them'}", fontsize=11)
    plt.show()
    for number, result in enumerate(results, 1):
        print(f"{number}. {result['name']:32} ratio {result['ratio']:.2f}   right {result['accuracy']:.1%}   gap among the able {result['gap']:.2f}")

# %% [markdown]
"""
**How to read it.** On the left: with limits by group, 14% of the women and 17% of the men are picked. On the right each policy is a point; the green field is the board's rule. Only one point lies in it. It costs about one and a
half percentage points of accuracy against the supplier's model (84.2% in place of 85.6%).

Now read the last column of the list. The policy that picks women and men alike finds able **women** much more often than able men (69% against 47%): its gap among the able is 0.22, larger than before, and points the other way. **You cannot have both kinds of fairness here at once**,
since the two groups differ in the data. Which one counts is no question of computing. And one question more for your legal adviser: may an office in your ministry use two limits for two groups at all?

### Move the limits yourself

A limit for women, a limit for men. Find limits with which the able are found alike. What happens to the ratio? Note what you find: **you will need one number for your reflection.**

*(Where the sliders cannot move, as in a printed copy, the picture shows the limits 0.3 for women and 0.5 for men.)*
"""

# %% tags=["explore", "folded"]
# Two sliders: the limit for women, and the limit for men
def two_limits(limit_for_women, limit_for_men):
    """The three measures at these limits, as bars."""
    women = (test["sex"] == "Female").to_numpy()
    answers = np.where(women, chance >= limit_for_women, chance >= limit_for_men).astype(int)
    rates = as_rates(selection_rates(answers, test["sex"]))
    able = truth == 1
    found = as_rates(selection_rates(answers[able], test["sex"][able]))
    fig, ax = plt.subplots(figsize=(8, 3.2))
    for place, values in enumerate((rates, found)):
        for shift, who, colour, word in ((-0.2, "Female", "orange", "women"), (0.2, "Male", "blue", "men")):
            bar = ax.bar(place + shift, 100 * values[who], 0.38, color=COLOURS[colour], label=None if place else word)
            ax.bar_label(bar, [f"{100 * values[who]:.0f}%"], padding=2)
    ax.set_xticks([0, 1], ["shortlisted, of all", "found, of the able"])
    ax.set(ylabel="in %", ylim=(0, 110))
    ratio, gap, right = parity_ratio(rates), tpr_gap(truth, answers, test["sex"]), (answers == truth).mean()
    title = f"{answers.sum()} on the list; ratio {ratio:.2f}; gap among the able {gap:.2f}; right {right:.1%}"
    ax.set_title(title, fontsize=11)
    ax.legend(loc="upper left")
    ax.grid(axis="x", visible=False)
    return fig


with explore("The sliders", "Tasks 1, 2 and 3"):
    plt.close(two_limits(0.3, 0.5))  # is everything finished that the picture needs?
    live(
        two_limits,
        limit_for_women=FloatSlider(0.3, min=0.05, max=0.95, step=0.05),
        limit_for_men=FloatSlider(0.5, min=0.05, max=0.95, step=0.05),
    )

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

**Which measure of fairness should the agency use for its shortlist, and who decides that?** You may recommend the supplier's model, a corrected one, or none. Write to your KSU in **120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: a number from a check, a picture or a printed line.
2. You name **a limit or a harm**: what could still go wrong, and for whom. (Whose data are these?)
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause** for what you recommend, from the table at the end.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I recommend that we do not use this model, corrected or not, and that the agency first decides what it means by fair. As supplied it shortlists 7% of the women and 26% of the men, a ratio of 0.28. Leaving out the column
*sex* changed nothing, since other columns stand in for it. With limits by group the ratio is 0.85, at one and a half points less accuracy; but then able men are overlooked more often than able women. A training grant is meant to open doors, so I would look first at whether
able people are found alike, and report the selection rates beside it. The limit: the model learned from the United States of 1994. It says nothing about our applicants, and small groups could not be judged at all. Action: the head of our Human Resource
Development Division brings a proposal for the measure and its limits to the management meeting next month, with the legal adviser; the agency collects its own outcomes for two years. This serves NIST AI RMF MEASURE 2.11, by which fairness and bias are
evaluated and documented, and the AIGE principle of Fairness, which is voluntary.

**Rubric for the marker, a point each.** (1) A figure from the officer's own notebook, for instance 0.28, 7% and 26%, 54% and 63%, 0.85, or one from the sliders. (2) A limit or harm, for instance data of another country and time, able people overlooked, small groups, proxies,
two limits for two groups. (3) An action and who in the officer's own ministry does it. (4) MEASURE 2.11, or AIGE Fairness or Inclusiveness, with a reason that fits; four fifths named as Malaysian law does not earn the point. Any of the three recommendations can earn all four.
"""

# %% [markdown]
"""
## What we learned

- A single accuracy hides whom the mistakes hit.
- Leaving out a column does not leave out what it says: other columns are proxies. Without the column nobody can check.
- There are several measures of fairness. They can contradict one another; people must choose, before they see the candidates.
- Small groups stay in the report, marked as what they are.
- Fairness can have a price in accuracy. Here one and a half percentage points; it is worth knowing before the debate.
- A model trained elsewhere carries elsewhere with it.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| AIGE, principle *Fairness* | national guidelines on AI governance and ethics (MOSTI, 2024; voluntary): selection rates, the ratio, the choice |
| AIGE, principle *Inclusiveness* | the audit of small and crossing groups, which stay in the report |
| NIST AI RMF, MEASURE 2.11 | fairness and bias are evaluated, and the results are documented |

The examples on the right are this lab's own. It teaches habits; it is not legal advice. The four-fifths ratio is a rule of thumb from the United States, and no law of Malaysia.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *The officer decides* (`gov-3-oversight`): a model may propose; who answers for the decision?
"""

# %% [markdown]
"""
# The officer decides / *Pegawai yang memutuskan*

**The story.** After the flood, Kota Seri has more applications for repair aid than officers to read them. A supplier
offers a model that has learned from 3,000 past decisions. It gives every new application a number: the chance that an
officer would grant it. Your KSU asks: *may we use it, and who decides?* In this lab the model helps, and the officer
decides. You will build what that takes: reasons, bands, advice, a log, and a look at how officers really use it.

*Kota Seri, its offices, its aid and its people are invented. The 4,000 applications were made by a computer program; the
people in them are only numbers.*

**What you will have made by the end:** figures that show what a band costs, in officers' days and in wrong approvals.

![Two curves. The higher the limit for approval, the more cases each officer must read in a day, and, on the whole, the fewer approvals two officers would have refused.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Give** the reasons for one application: what moved the model, and which way.
2. **Set** bands that send each case to the right desk, and never let a machine refuse.
3. **Offer** an applicant a way forward that is really open to them.
4. **Keep** a log in which an edit shows, and **read** from it whether officers still decide.

**80 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Where you see ✏
or a blank function, write your answer, run the cell, then run the check below it: a green card means that it passed; any
other card says what was asked and what came back. You may try as often as you like.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| human oversight | pengawasan manusia | a person can understand, question and change what a machine proposes |
| model | model | a rule that a computer has learned from past cases |
| weight (coefficient) | pekali | how many points the model gives for one unit more, such as one more document |
| reason | sebab | what moved this one application away from the average |
| referral band | jalur rujukan | a range of chances, and the desk to which it goes |
| recourse | jalan penyelesaian | what an applicant can do to get another result |
| appeal | rayuan | asking for the decision to be looked at again |
| protected field | medan dilindungi | what nobody may be asked to change, such as age |
| hash | cincangan | a fingerprint of a text: another text, another fingerprint |
| tamper-evident | menampakkan pengubahan | an edit cannot be prevented, but it shows |
| override | mengatasi cadangan | the officer decides otherwise than the model suggested |
| rubber-stamping | pengesahan tanpa semakan | signing what the machine says without a look |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the applications and trains the supplier's model; there is nothing to change in it.
import copy
import hashlib
import json
import math
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from ipywidgets import Dropdown, FloatSlider, IntSlider
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from futurefit.kit import (
    COLOURS,
    check,
    data_file,
    expect,
    expect_unchanged,
    explore,
    live,
    note,
    own_or_ours,
    same,
    style,
)

style()
FIELDS = ["age", "income", "dependants", "damage", "months", "documents"]
applications = pd.read_csv(data_file("applications.csv"))
past = applications[applications["when"] == "past"]
scaler = StandardScaler().fit(past[FIELDS])
model = LogisticRegression().fit(scaler.transform(past[FIELDS]), past["granted"])

# The model's weights in points for one unit more, and the average of the past: a dictionary each, {field: number}.
COEF = dict(zip(FIELDS, (model.coef_[0] / scaler.scale_).tolist(), strict=True))
MEAN = dict(zip(FIELDS, past[FIELDS].mean().tolist(), strict=True))
START_POINTS = float(model.intercept_[0])  # the points of an application that is average in everything


def points(row):
    """The model's points for one application."""
    return START_POINTS + sum(weight * (row[field] - MEAN[field]) for field, weight in COEF.items())


def chance(row):
    """The chance, by the model, that an officer would grant it: 0 points are 0.5, more points are more."""
    return 1 / (1 + math.exp(-points(row)))


week = applications[applications["when"] == "this week"].drop(columns="when").reset_index(drop=True)
week["p"] = [chance(row) for row in week.to_dict("records")]
ROWS = {row["number"]: row for row in week.to_dict("records")}


# For Task 4: the fingerprint of anything made of texts, numbers, lists and dictionaries.
START = "0" * 64


def fingerprint(thing):
    """64 signs that stand for this content (SHA-256); the order of the names in a dictionary does not matter."""
    text = json.dumps(thing, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


DESKS = ["approve", "review", "senior_review"]

# The lab's own results, for pictures after a task that was skipped.
RECORDED = json.loads(data_file("recorded.json").read_text(encoding="utf-8"))


# What the checks use to read an answer, whatever came back.
def as_pairs(answer):
    """What reasons gave, as a list of (field, points)."""
    if hasattr(answer, "items"):
        answer = list(answer.items())
    if answer is None:
        raise AssertionError("Nothing came back (None): is a “return” line missing?")
    if isinstance(answer, str | bool | int | float):
        raise AssertionError(f"A list of pairs was asked for, and this came back: {answer!r}")
    pairs = []
    for pair in answer:
        if isinstance(pair, str) or not hasattr(pair, "__len__") or len(pair) != 2:
            raise AssertionError(f"Each reason must be a pair, (field, points), and this is not one: {pair!r}")
        pairs.append((str(pair[0]), float(pair[1])))
    return pairs


def names_of(answer):
    """The fields of the reasons, in their order."""
    return [name for name, _ in as_pairs(answer)]


def as_rates(answer):
    """What override_rate gave, as a dictionary {office: rate}."""
    if hasattr(answer, "columns"):
        answer = answer.iloc[:, 0] if len(answer.columns) == 1 else dict(answer.itertuples(index=False, name=None))
    if hasattr(answer, "to_dict"):
        answer = answer.to_dict()
    if not isinstance(answer, dict):
        raise AssertionError(f"A rate for each office was asked for (a dictionary or a Series), and this came back: {answer!r}")
    return {str(office): float("nan") if rate is None else float(rate) for office, rate in answer.items()}


def as_log(answer):
    """What add_log gave, as a list of records."""
    if answer is None:
        raise AssertionError("Nothing came back (None). Is a “return” line missing? And “append” gives nothing back: a new list is asked for.")
    if not isinstance(answer, list | tuple):
        raise AssertionError(f"A log is a list of records, and this came back: {answer!r}")
    for record in answer:
        if not isinstance(record, dict) or not {"entry", "previous", "hash"} <= set(record):
            raise AssertionError(f"A record is a dictionary with “entry”, “previous” and “hash”, and this is not one: {record!r}")
    return list(answer)


note(f"{len(past):,} past applications, and {len(week):,} of this week. Everything is ready.")

# %% [markdown]
"""
## Look at this week's applications

Run the next cell. Each row is one household: the applicant's `age`, the `income` in RM a month, the `dependants`, the
`damage` to the home in percent, the `months` registered in Kota Seri, and how many of six `documents` were handed in. `p` is
the model's chance. `granted` is what two officers, who did not see `p`, agreed on: 1 for yes. A real office would not know
it yet. We keep it to see where the model would have been wrong.
"""

# %% tags=["explore"]
right = ((week["p"] >= 0.5) == (week["granted"] == 1)).mean()
print(f"If “more than half” meant yes, the model would agree with the two officers in {right:.0%} of the cases.")
week.head(5).round({"p": 2})

# %% [markdown]
"""
## Try it: what moves the number?

This is application **B-3713** as it came in. Run the cell. **Then change one line and run it again:** `documents` to 6;
then `age` to 35 with everything else as it was. Which of the two may an office ask an applicant to change? Which should
not count at all?
"""

# %% tags=["explore"]
mine = {
    "age": 71,
    "income": 2500,
    "dependants": 2,
    "damage": 60,
    "months": 18,
    "documents": 3,
}
print(f"The model's chance for this application: {chance(mine):.0%}")

# %% [markdown]
"""
With six documents the chance rises. With another age it rises too, for the same house and the same need. Nobody told the
model to look at age in this way: it learned it from 3,000 past decisions. You will see it again among the reasons.
"""

# %% [markdown]
"""
## A worked example: pairs, and sorting them

A finance officer lists how much more each bill of the office costs than last month, the largest rise first. Read the
function with the notes on its right, then run it.
"""


# %%
def rises(this_month, last_month):
    """How much more each bill is than last month, the largest rise first: a list of (bill, RM)."""
    pairs = []                                                  # an empty list, to be filled
    for bill in this_month:                                     # each name in the dictionary
        more = this_month[bill] - last_month[bill]              # the number that stands under this name
        pairs.append((bill, more))                              # a pair: name and number
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)  # by the second thing, largest first


rises({"water": 310, "power": 900, "paper": 45}, {"water": 250, "power": 1200, "paper": 40})

# %% [markdown]
"""
`key=` says by what to sort. `lambda pair: pair[1]` reads: “of a pair, take the second thing” (Python counts from 0).
Look at the last pair: the power bill changed **most** of all, by 300, and stands last, because it fell. Keep that in mind for Task 1.
"""

# %% [markdown]
"""
## Task 1 · Give the reasons (4 points)

“The computer said no” is no reason. For this kind of model (*logistic regression*) a reason can be reckoned exactly. Each
field moved the application by

**points = weight × (this application's value − the average value)**

Write `reasons(coef, row, mean, k=3)`. It gives back a list of pairs, *field* and *points*:

- **From the average.** A field in which the applicant is average moved nothing, however large its weight: it stays in the list, with 0 points.
- **By size.** The largest move first, **whichever way it went**: −1.2 is larger than 0.5.
- **Signed, and not rounded.** Points against the application are below zero, points for it above.
- **The first k only**, or all, if there are fewer.

`coef`, `row` and `mean` are dictionaries. `row` may hold more than the model uses, such as the application's number, and in
another order: only the fields in `coef` count. Leave all three as they were.

| field | weight | this application | average | points |
|---|---|---|---|---|
| income | −0.002 | 3,000 | 2,500 | −1.0 |
| children | 0.5 | 1 | 2 | −0.5 |
| damage | 0.04 | 70 | 40 | +1.2 |

The two strongest reasons here are `[("damage", 1.2), ("income", -1.0)]`, although `children` has the largest weight.

<details><summary>Hint 1: the idea</summary>

Go through the fields that the model uses. Reckon the points of each and keep the pair. Sort the pairs by the size of their
points, without looking at the sign, and hand back the first k.
</details>

<details><summary>Hint 2: the tool</summary>

`for field in coef:` goes through the fields. `abs(-1.2)` is 1.2: the size without the sign. `sorted(...)` works as in the
worked example. `pairs[:2]` is the first two of a list.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    pairs = []
    for field in coef:
        pairs.append((field, coef[field] * (row[field] - ____)))
    pairs = sorted(pairs, key=lambda pair: ____, reverse=True)
    return pairs[:____]
```
</details>
"""


# %% nbgrader={"grade_id": "reasons", "solution": true}
def reasons(coef, row, mean, k=3):
    """The k fields that moved this application most: a list of (field, points), the largest move first.

    reasons({"damage": 0.5, "income": -1}, {"damage": 8, "income": 5}, {"damage": 4, "income": 2})
    -> [("income", -3), ("damage", 2.0)]
    """
    ### BEGIN SOLUTION
    pairs = []
    for field in coef:
        pairs.append((field, coef[field] * (row[field] - mean[field])))
    pairs = sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)
    return pairs[:k]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_reasons_points", "grade": true, "points": 1}
with check("The points of a field are its weight times the distance from the average"):
    found = reasons(
        {"income": -0.002, "children": 0.5, "damage": 0.04},
        {"income": 3000, "children": 1, "damage": 70},
        {"income": 2500, "children": 2, "damage": 40},
        k=3,
    )
    expect(
        {name: abs(moved) for name, moved in as_pairs(found)},
        {"income": 1.0, "children": 0.5, "damage": 1.2},
        "These are the sizes, without their signs. A weight alone is no reason, and neither is a value alone: what counts is how "
        "far this application is from the average.",
    )
### BEGIN HIDDEN TESTS
with check("The points are right for other models, and only the fields of the model count, in any order"):
    why = "Look up the weight, the value and the average of each field by its name. Leave out what the model does not use."
    coef = {"rent": 0.01, "rooms": -0.25, "distance": 2}
    row = {"number": "Z-1", "distance": 1.5, "rooms": 6, "rent": 850, "district": "East"}
    mean = {"rooms": 4, "distance": 1.5, "rent": 600, "years": 9}
    before = (dict(coef), dict(row), dict(mean))
    found = {name: abs(moved) for name, moved in as_pairs(reasons(coef, row, mean, k=3))}
    expect(found, {"rent": 2.5, "rooms": 0.5, "distance": 0.0}, why)
    expect_unchanged((coef, row, mean), before, "the weights, the application or the averages")
    found = {name: abs(moved) for name, moved in as_pairs(reasons({"x": 3}, {"x": -2}, {"x": 5}))}
    expect(found, {"x": 21}, why)
    found = {name: abs(moved) for name, moved in as_pairs(reasons({"rate": 0.0041, "fee": 2}, {"rate": 23, "fee": 1}, {"rate": 10, "fee": 4}))}
    expect(found, {"rate": 0.0533, "fee": 6}, "Keep all decimals. Rounding is for pictures: a small weight can stand before a large number.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_reasons_size", "grade": true, "points": 1}
with check("The largest move comes first, whether it went up or down"):
    found = reasons({"a": 1, "b": 1, "c": 1}, {"a": 12, "b": 4, "c": 9}, {"a": 10, "b": 10, "c": 10}, k=3)
    expect(
        names_of(found),
        ["b", "a", "c"],
        "The moves are 2, −6 and −1. The strongest reason is the largest of them without its sign. Sorted with the sign, a strong reason "
        "against somebody ends up last.",
    )
### BEGIN HIDDEN TESTS
with check("The order is right with other fields, weights and signs"):
    why = "Sort by the size of the points: not by the weight, not by the value, not with the sign."
    coef = {"p": -4.0, "q": 0.1, "r": 0.5, "s": -0.01}
    expect(names_of(reasons(coef, {"p": 1.1, "q": 30, "r": 1, "s": 50}, {"p": 1, "q": 10, "r": 3, "s": 950}, 4)), ["s", "q", "r", "p"], why)
    expect(names_of(reasons(coef, {"p": 3, "q": 9, "r": 1, "s": 100}, {"p": 1, "q": 10, "r": 3, "s": 50}, 4)), ["p", "r", "s", "q"], why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_reasons_sign", "grade": true, "points": 1}
with check("A reason says which way it went: below zero against the application, above zero for it"):
    found = reasons({"income": -2, "need": 3}, {"income": 5, "need": 7}, {"income": 1, "need": 6}, k=2)
    expect(
        {name: moved > 0 for name, moved in as_pairs(found)},
        {"income": False, "need": True},
        "True stands for points above zero. More income than the average, with a weight below zero, speaks against the "
        "application. A reason without its sign cannot be explained to anybody.",
    )
### BEGIN HIDDEN TESTS
with check("The sign is right for all four cases of weight and distance"):
    found = reasons({"a": 2, "b": -2, "c": 2, "d": -2}, {"a": 5, "b": 6, "c": 1, "d": 0}, {"a": 3, "b": 3, "c": 5, "d": 5}, k=4)
    why = "Take the value minus the average, in this order, and keep the sign of the product."
    expect({name: moved > 0 for name, moved in as_pairs(found)}, {"a": True, "b": False, "c": False, "d": True}, why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_reasons_k", "grade": true, "points": 1}
with check("As many reasons come back as were asked for, three where nothing was said"):
    weights = {"a": 1, "b": 1, "c": 1, "d": 1}
    values, average = {"a": 1, "b": 2, "c": 3, "d": 4}, {"a": 0, "b": 0, "c": 0, "d": 0}
    expect(len(as_pairs(reasons(weights, values, average, k=2))), 2, "Two were asked for: k=2.")
    expect(len(as_pairs(reasons(weights, values, average))), 3, "Nothing was said about k, so three are meant.")
### BEGIN HIDDEN TESTS
with check("The strongest k are kept, all where there are fewer, and none where there is no field"):
    weights = {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}
    values, average = {"a": 1, "b": 2, "c": 3, "d": 9, "e": 8}, {"a": 0, "b": 0, "c": 0, "d": 0, "e": 0}
    expect(set(names_of(reasons(weights, values, average, k=2))), {"d", "e"}, "Sort first, and cut afterwards.")
    expect(names_of(reasons(weights, values, average, 1)), ["d"], "k=1 is the strongest reason alone.")
    expect(len(as_pairs(reasons(weights, values, average, 4))), 4, "Four were asked for.")
    expect(len(as_pairs(reasons(weights, values, average, 9))), 5, "There are only five fields: all of them come back.")
    expect(len(as_pairs(reasons({}, {"a": 1}, {"a": 2}))), 0, "A model without fields gives no reasons: an empty list.")
### END HIDDEN TESTS

# %% [markdown]
"""
### The reasons of one application, drawn

Your reasons as steps, the strongest first: from the average application to this one. Orange steps go against the
applicant, blue ones for. Choose another application from the list. *(In a printed copy you see B-3713.)*
"""

# %% tags=["explore", "folded"]
# The steps from the average application to this one
def waterfall(application):
    """The picture of one application's reasons."""
    row = ROWS[application]
    steps = own_or_ours(
        lambda: as_pairs(reasons(COEF, row, MEAN, k=6)), lambda: RECORDED["reasons"].get(application), "Task 1"
    )
    fig, ax = plt.subplots(figsize=(8, 3.6))
    at = START_POINTS
    reached = [at, 0]
    for place, (field, moved) in enumerate(steps):
        ax.barh(place, moved, left=at, color=COLOURS["blue"] if moved > 0 else COLOURS["orange"])
        ax.annotate(f"{moved:+.2f}".replace("-", "−"), (max(at, at + moved), place), xytext=(5, 0), textcoords="offset points", va="center")
        at += moved
        reached.append(at)
    ax.set_yticks(range(len(steps)), [f"{field} {row[field]:g} (average {MEAN[field]:.1f})" for field, _ in steps])
    ax.axvline(0, color=COLOURS["grey"], linewidth=1)
    ax.invert_yaxis()
    ax.set_xlim(min(reached) - 0.2, max(reached) + 0.5)
    ax.set_xlabel("points (0 points: a chance of 50%)")
    ax.set_title(f"{application}: from {START_POINTS:+.2f} points to {at:+.2f}, a chance of {row['p']:.0%}".replace("-", "−").replace("B−", "B-"))
    ax.grid(axis="y", visible=False)
    return fig


with explore("The picture of reasons", "Task 1"):
    live(waterfall, application=Dropdown(options=list(RECORDED["reasons"]), value="B-3713"))

# %% [markdown]
"""
For B-3713 the strongest reason is the documents, three of six, and the third strongest is **age**. A reason shows
what the model used. It does not show that it was right to use it. Would you sign a letter that says “because you are 71”?
If not, the model must be mended, not the letter.
"""

# %% [markdown]
"""
## Task 2 · Set the referral bands (3 points)

Now decide which desk a case goes to. Two limits make three bands. Write `triage(p, low, high)`, where `p` is the model's chance:

| p | answer | what happens |
|---|---|---|
| **at or above** `high` | `"approve"` | an officer signs after a short look |
| between them, **`low` itself included** | `"review"` | an officer reads the whole case |
| **below** `low` | `"senior_review"` | a senior officer reads it, since a refusal is likely and hurts most |
| not a number (NaN) | `"review"` | the model had nothing to say, so a person reads it |

There is **no band for refusing**. A machine may say yes early; a no always comes from a person, even where p is 0.
The limits come in as `low` and `high`, and may be equal: your KSU may change them tomorrow.

NaN is a strange thing: it is not larger than any number, not smaller and not equal. A case with NaN falls through
every comparison. Make sure that it falls to a person.

<details><summary>Hint 1: the idea</summary>

Ask two questions, each of which NaN answers with no. What is left when both are answered with no is for review.
</details>

<details><summary>Hint 2: the tool</summary>

`>=` means “at or above”, `<` means “below”. A function ends at the first `return` that it reaches, so the last line of it
needs no question.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if p >= ____:
        return "approve"
    if p < ____:
        return "senior_review"
    return ____
```
</details>
"""


# %% nbgrader={"grade_id": "triage", "solution": true}
def triage(p, low, high):
    """The desk for a case: "approve", "review" or "senior_review".

    triage(0.6, 0.3, 0.8) -> "review"
    """
    ### BEGIN SOLUTION
    if p >= high:
        return "approve"
    if p < low:
        return "senior_review"
    return "review"
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_triage_bands", "grade": true, "points": 1}
with check("Each case goes to one of three desks, and none of them refuses"):
    expect(
        [triage(0.9, 0.3, 0.8), triage(0.5, 0.3, 0.8), triage(0.1, 0.3, 0.8)],
        ["approve", "review", "senior_review"],
        "The chances are 0.9, 0.5 and 0.1. The lowest goes to a senior officer, never to a refusal by machine.",
    )
### BEGIN HIDDEN TESTS
with check("The desks follow the limits that are given"):
    why = "Use low and high as they come in. A case in the middle is for review, a low one for a senior officer."
    expect([triage(p, 0.45, 0.55) for p in [0.5, 0.6, 0.4]], ["review", "approve", "senior_review"], why)
    expect([triage(p, 0.05, 0.97) for p in [0.9, 0.1, 0.02, 0.99]], ["review", "review", "senior_review", "approve"], why)
    expect(triage(0.7, 0.2, 0.6), "approve", why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_triage_limits", "grade": true, "points": 1}
with check("A case exactly on a limit goes where the table says"):
    expect(triage(0.8, 0.3, 0.8), "approve", "“At or above high” takes in high itself.")
    expect(triage(0.3, 0.3, 0.8), "review", "Only what is below low goes to the senior officer; low itself does not.")
### BEGIN HIDDEN TESTS
with check("Limits hold to a hair, and at both ends of the scale"):
    why = "Look at the table: high itself is “approve”, low itself is “review”."
    expect([triage(p, 0.25, 0.75) for p in [0.75, 0.7499999, 0.25, 0.2499999]], ["approve", "review", "review", "senior_review"], why)
    expect(triage(1, 0.2, 1), "approve", why)
    expect(triage(0.0, 0.2, 0.9), "senior_review", "A chance of 0 is a number, and a low one. It is not a missing number.")
    expect(triage(0, 0, 0.9), "review", why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_triage_nan", "grade": true, "points": 1}
with check("A case without a number is read by a person"):
    expect(
        triage(float("nan"), 0.3, 0.8),
        "review",
        "NaN is neither at or above high, nor below low, nor between. Which of your lines did it reach? A case that the model could not "
        "judge must be read by an officer.",
    )
### BEGIN HIDDEN TESTS
with check("NaN goes to review whatever the limits are"):
    for low, high in [(0, 1), (0.5, 0.5), (0.1, 0.2)]:
        expect(triage(np.nan, low, high), "review", "NaN is for review under any limits.")
    expect([triage(0.95, 0.1, 0.2), triage(0.05, 0.1, 0.2)], ["approve", "senior_review"], "Numbers go to their own desks as before.")
### END HIDDEN TESTS

# %% [markdown]
"""
### The workload, and what it buys

This week's 1,000 cases come in five days; six officers do the reviews. Left: how many cases each must read in a day, for each limit
`high` (with `low` at 0.3). Right: of 100 approvals, how many the two officers would have refused.
"""

# %% tags=["explore", "folded", "picture"]
with explore("The picture of the workload", "Task 2"):
    limits = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]

    def my_curve():
        """For each limit: reviews per officer and day, and doubtful approvals of 100."""
        curve = []
        for limit in limits:
            desks = pd.Series([triage(p, 0.3, limit) for p in week["p"]])
            if not set(desks) <= set(DESKS):
                return None
            doubtful = (week.loc[(desks == "approve").to_numpy(), "granted"] == 0).mean()
            curve.append(((desks == "review").sum() / 5 / 6, 100 * doubtful))
        return curve

    curve = own_or_ours(my_curve, lambda: RECORDED["curve"], "Task 2")
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    left.plot(limits, [reads for reads, _ in curve], marker="o", color=COLOURS["blue"])
    left.set(xlabel="limit for approval (high)", ylim=(0, None))
    left.set_title("Cases per officer and day")
    right.plot(limits, [doubtful for _, doubtful in curve], marker="o", color=COLOURS["orange"])
    right.set(xlabel="limit for approval (high)", ylim=(0, None))
    right.set_title("Doubtful approvals of 100")
    for ax in (left, right):
        ax.axvline(0.8, color=COLOURS["grey"], linestyle=":")
    plt.show()

# %% tags=["explore", "folded"]
# What the lowest band holds
low_band = week[week["p"] < 0.3]
print(f"Below 0.3: {len(low_band)} cases. The two officers granted {low_band['granted'].sum()} of them all the same.")
high_band = week[week["p"] >= 0.8]
print(f"At or above 0.8: {len(high_band)} cases. They refused {(high_band['granted'] == 0).sum()} of them.")

# %% [markdown]
"""
Had the machine refused everything below 0.3, 52 households that two officers found deserving would have had
a no in this one week. That is why the lowest band goes to a *senior* officer.

### Move the sliders: how many officers does your rule need?

Move the two limits and the numbers of officers. Find a setting in which nobody reads more than 20 cases a
day, and say what it costs. *(In a printed copy you see 0.3 and 0.8.)*
"""

# %% tags=["explore", "folded"]
# The sliders: two limits, and how many people there are
def desks_for(low, high, officers, senior_officers):
    """The picture for one setting of the sliders."""
    if low > high:
        return "The lower limit stands above the upper one. Move one of them."

    def counted():
        counts = dict(Counter(triage(p, low, high) for p in week["p"]))
        return counts if set(counts) <= set(DESKS) else None

    def recorded():
        senior, review, approve = np.histogram(week["p"], [0, low, high, 1.01])[0]
        return {"approve": approve, "review": review, "senior_review": senior}

    cases = own_or_ours(counted, recorded, "Task 2")
    doubtful = int((week.loc[week["p"] >= high, "granted"] == 0).sum())
    loads = [cases.get("review", 0) / 5 / officers, cases.get("senior_review", 0) / 5 / senior_officers]
    fig, ax = plt.subplots(figsize=(8, 2.8))
    bars = ax.barh(["each officer", "each senior officer"], loads, color=[COLOURS["blue"], COLOURS["sky"]])
    ax.bar_label(bars, [f"{load:.1f}" for load in loads], padding=4)
    ax.axvline(20, color=COLOURS["grey"], linestyle=":")
    ax.set(xlabel="whole cases to read in a day (dotted: 20)", xlim=(0, max(45, max(loads) * 1.15)))
    ax.set_title(f"{cases.get('approve', 0)} of 1,000 approved after a short look, {doubtful} of them doubtful")
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    return fig


with explore("The sliders", "Task 2"):
    live(
        desks_for,
        low=FloatSlider(0.3, min=0.05, max=0.6, step=0.05),
        high=FloatSlider(0.8, min=0.4, max=0.95, step=0.05),
        officers=IntSlider(6, 1, 15),
        senior_officers=IntSlider(2, 1, 10),
    )

# %% [markdown]
"""
## Task 3 · Offer a way forward (4 points)

A reason looks back. *Recourse* looks ahead: what is the smallest thing that the applicant could do? Write
`recourse(row, predict, editable, steps)`:

| input | what it is |
|---|---|
| `row` | the application, a dictionary |
| `predict` | a function: `predict(row)` is `True` when that application would be approved |
| `editable` | a list of the fields that an applicant may be asked to change |
| `steps` | for each field a list of changes to try, **from small to large**: `{"documents": [1, 2, 3], "months": [3, 6]}` |

Add a change to the value in the row, and ask `predict` about the **whole row** with this one change. It gives back:

- a dictionary with the **field and its new value**, such as `{"documents": 5}`, for the smallest change that helps. **Smallest** is
  the one that comes **earliest in its list**: every first step is tried before any second step. Where two are equally early, either
  will do. (A month and a document cannot be compared as numbers: the office puts them in order.)
- **One field at a time.** Each try starts from the application as it is.
- **Only fields in `editable`.** `steps` may name others, such as age. They are protected: never change them.
- `{}` where the application **would be approved as it is**, and `None` where **no step helps** or none is listed. An honest “nothing you can do”
  goes to an officer; invented advice does harm.

**Leave the row as it was:** it is somebody's application. Leave the lists as they were, too.

<details><summary>Hint 1: the idea</summary>

First ask about the application as it is. Then collect all tries: the place in its list, the field, the change. Go through
them in the order of the place, and stop at the first that is approved.
</details>

<details><summary>Hint 2: the tool</summary>

`enumerate([10, 20])` gives a place and a thing: (0, 10), (1, 20). `sorted` puts such triples in the order of their first
part. `{**row, "documents": 5}` is a **new** dictionary: as `row`, but with this one value.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if predict(row):
        return ____
    tries = [(place, field, change) for field in ____ for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + ____}
        if predict(changed):
            return {field: changed[field]}
    return ____
```
</details>
"""


# %% nbgrader={"grade_id": "recourse", "solution": true}
def recourse(row, predict, editable, steps):
    """The smallest change that gets an application approved: {field: new value}, {} or None.

    recourse({"age": 60, "papers": 2}, lambda row: row["papers"] >= 4, ["papers"], {"papers": [1, 2, 3]})
    -> {"papers": 4}
    """
    ### BEGIN SOLUTION
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_recourse_smallest", "grade": true, "points": 1}
with check("The change that comes earliest in its list is offered, as a field with its new value"):
    answer = recourse(
        {"papers": 2, "months": 3},
        lambda row: row["papers"] >= 4 or row["months"] >= 6,
        ["papers", "months"],
        {"papers": [1, 2, 3], "months": [3, 6, 12]},
    )
    expect(
        answer,
        {"months": 6},
        "The second step of papers helps, and so does the first step of months. The first steps of all fields are tried before any second one.",
    )
### BEGIN HIDDEN TESTS
with check("The earliest step wins whatever its size, its field's place or its sign"):
    why = "Try every field's first step, then every field's second step. What comes back is the field with its new value."
    fields = ["savings", "visits"]
    ladder = {"savings": [100, 200], "visits": [1, 2, 3]}
    row = {"visits": 0, "savings": 50, "name": "T"}
    expect(recourse(dict(row), lambda r: r["savings"] >= 150 or r["visits"] >= 2, fields, ladder), {"savings": 150}, why)
    expect(recourse(dict(row), lambda r: r["savings"] >= 250 or r["visits"] >= 1, fields[::-1], ladder), {"visits": 1}, why)
    expect(recourse(dict(row), lambda r: r["visits"] >= 3, fields, ladder), {"visits": 3}, why)
    expect(recourse({"debts": 3}, lambda r: r["debts"] <= 1, ["debts"], {"debts": [-1, -2, -3]}), {"debts": 1}, why)
    longer = {"savings": [100, 200], "visits": [1, 2, 3, 4, 5, 6]}
    expect(recourse(dict(row), lambda r: r["visits"] >= 6, fields, longer), {"visits": 6}, "A list may be long: try it to its end.")
    tie = recourse(dict(row), lambda r: r["savings"] == 150 or r["visits"] == 1, fields, ladder)
    expect(any(same(tie, fair) for fair in [{"savings": 150}, {"visits": 1}]), True, "Either of two first steps will do, but not both.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_recourse_protected", "grade": true, "points": 1}
with check("Nobody is asked to change what is protected"):
    answer = recourse(
        {"age": 70, "papers": 2},
        lambda row: row["age"] <= 60 or row["papers"] >= 4,
        ["papers"],
        {"age": [-10, -20], "papers": [1, 2]},
    )
    expect(
        answer,
        {"papers": 4},
        "Only papers may be changed here. Age has steps too, and a younger applicant would be approved at once, but nobody can become younger.",
    )
### BEGIN HIDDEN TESTS
with check("Every try changes one editable field, and leaves the rest as it was"):
    asked = []

    def watching(row):
        asked.append(dict(row))
        return row["forms"] >= 3

    row = {"birthplace": 4, "forms": 1, "calls": 0, "kind": "x"}
    expect(recourse(dict(row), watching, ["calls", "forms"], {"birthplace": [1], "forms": [1, 2], "calls": [1, 2]}), {"forms": 3}, "Look at the fields in editable only.")
    expect(all(set(tried) == set(row) for tried in asked), True, "predict is to be asked about the whole row, with one value changed.")
    expect(max(sum(tried[name] != row[name] for name in row) for tried in asked), 1, "One field at a time: start every try from the application as it is.")
    expect(all(tried["birthplace"] == 4 and tried["kind"] == "x" for tried in asked), True, "A protected field was changed in a try.")
    both = recourse({"a": 0, "b": 0}, lambda r: r["a"] >= 1 and r["b"] >= 1, ["a", "b"], {"a": [1], "b": [1]})
    expect(both, None, "Only both changes together would help here, and one field at a time is asked for.")
    sums = recourse({"a": 0}, lambda r: r["a"] >= 3, ["a"], {"a": [1, 2]})
    expect(sums, None, "The steps 1 and 2 are tried each by itself, not added up to 3.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_recourse_ends", "grade": true, "points": 1}
with check("An application that is approved as it is gives {}, and one that no step helps gives None"):
    expect(recourse({"papers": 5}, lambda row: row["papers"] >= 4, ["papers"], {"papers": [1]}), {}, "This application is approved as it is: there is nothing to change.")
    expect(recourse({"papers": 0}, lambda row: row["papers"] >= 4, ["papers"], {"papers": [1, 2]}), None, "Even two papers more do not help. Say so: None. Advice that does not help does harm.")
### BEGIN HIDDEN TESTS
with check("The two ends are kept apart with other fields, with none, and without steps"):
    why = "Approved as it is: {}. No step helps: None."
    expect(recourse({"x": 1, "y": 2}, lambda row: row["y"] == 2, ["x", "y"], {"x": [1], "y": [1]}), {}, why)
    expect(recourse({"x": 1}, lambda row: True, [], {}), {}, why)
    expect(recourse({"x": 1}, lambda row: False, [], {"x": [1]}), None, why)
    expect(recourse({"x": 1}, lambda row: row["x"] > 1, ["x"], {"x": []}), None, why)
    expect(recourse({"x": 1, "y": 1}, lambda row: row["x"] > 9, ["x", "y"], {"x": [1, 2], "y": [7, 8]}), None, why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_recourse_unchanged", "grade": true, "points": 1}
with check("The application stays as it was"):
    row = {"papers": 1, "age": 44}
    answer = recourse(row, lambda r: r["papers"] >= 2, ["papers"], {"papers": [1, 2]})
    expect(answer, {"papers": 2}, "One more paper is enough here.")
    expect_unchanged(row, {"papers": 1, "age": 44}, "the application")
### BEGIN HIDDEN TESTS
with check("Row, fields and steps stay as they were, where a step helps and where none does"):
    row, fields, ladder = {"m": 4, "n": 0}, ["n", "m"], {"m": [2, 4], "n": [5, 6]}
    expect(recourse(row, lambda r: r["m"] >= 8, fields, ladder), {"m": 8}, "The second step of m helps.")
    expect(recourse(row, lambda r: r["m"] >= 99, fields, ladder), None, "No step helps.")
    expect_unchanged((row, fields, ladder), ({"m": 4, "n": 0}, ["n", "m"], {"m": [2, 4], "n": [5, 6]}), "the application, the fields or the steps")
### END HIDDEN TESTS

# %% [markdown]
"""
### What would you write to B-3713?

For this office, two things may be asked: to hand in missing documents, and to apply again after some months of registration.
Income is left out: to advise a household to earn less would be absurd. The goal is the band “approve”, 0.8.
"""

# %% tags=["explore", "folded"]
# What each applicant of the lowest band could do
def advice(row):
    """Your recourse, with the model of this lab and a limit of 0.8."""
    ladder = {"documents": list(range(1, 7 - row["documents"])), "months": [6, 12, 24]}
    return recourse(row, lambda changed: chance(changed) >= 0.8, ["documents", "months"], ladder)


with explore("The advice", "Task 3"):
    lowest = [row for row in ROWS.values() if row["p"] < 0.3]

    def my_advice():
        if advice(ROWS["B-3713"]) is None:
            return None
        kinds = Counter("nothing" if way is None else next(iter(way)) for way in map(advice, lowest))
        return {"B-3713": advice(ROWS["B-3713"]), "kinds": dict(kinds)}

    told = own_or_ours(my_advice, lambda: RECORDED["advice"], "Task 3")
    print("B-3713 could change:", told["B-3713"])
    print(f"Of the {len(lowest)} cases below 0.3: {told['kinds'].get('documents', 0)} could be approved with more documents,")
    print(f"{told['kinds'].get('months', 0)} by waiting, and for {told['kinds'].get('nothing', 0)} no such step is enough.")

# %% [markdown]
"""
For most of the lowest band there is no step. Those people need a person, and an address for an appeal. Advice is no promise either: the
model may change before they come back, so say in the letter that an officer decides.
"""

# %% [markdown]
"""
## Task 4 · Keep a log in which an edit shows (3 points)

When somebody appeals, the office must show who decided what. A table can be changed afterwards, and nobody sees it. So each
record carries a **hash**, a fingerprint of its content, and the fingerprint of the record before it. Run the next cell: one letter
changes everything.
"""

# %% tags=["explore"]
print(fingerprint({"case": "B-3713", "decided": "grant"}))
print(fingerprint({"case": "B-3713", "decided": "Grant"}))
print(fingerprint(["a list", "of two things"]))

# %% [markdown]
"""
Write **two functions in the one cell** below. A log is a list of records, the oldest first. Each record is a dictionary with three names:

| name | what it holds |
|---|---|
| `"entry"` | what was decided: a dictionary, as given |
| `"previous"` | the `"hash"` of the record before it; for the first record `START` (64 zeros) |
| `"hash"` | the fingerprint of **the entry and the previous hash together** |

`add_log(log, entry)` gives back a **new** log with one record more. The log that it was given stays as it was.

`verify(log)` is `True` when nothing was touched, and `False` when a record was **edited** (the entry, the hash or the previous hash),
**deleted** from the beginning or the middle, or moved to **another place**. So it looks at every record: is `previous` the hash of the record before it, and
does the hash still fit the content? An empty log is in order.

Use `fingerprint`, which does not mind in which **order the names** in an entry stand. Any SHA-256 of your own that does not mind
either is as good.

<details><summary>Hint 1: the idea</summary>

Both functions need the hash of the record before. To verify, walk through the log with that hash in your hand. It is `START` at first. Check the
record, then take its hash along to the next one.
</details>

<details><summary>Hint 2: the tool</summary>

`log[-1]["hash"]` is the hash of the last record. `START if log == [] else ...` asks whether there is one. `log + [record]` is a new list.
`fingerprint([entry, previous])` covers both together.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`. Paste it over everything below the description of `add_log`: it holds both functions.

```python
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([____, ____])}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != ____:
            return False
        if record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = ____
    return True
```
</details>
"""


# %% nbgrader={"grade_id": "log_chain", "solution": true}
def add_log(log, entry):
    """A new log: the old records, and one more with this entry, chained to the record before it."""
    ### BEGIN SOLUTION
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]
    ### END SOLUTION


def verify(log):
    """Whether every record of a log is as it was written, and in its place: True or False."""
    ### BEGIN SOLUTION
    previous = START
    for record in log:
        if record["previous"] != previous:
            return False
        if record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_log_chain", "grade": true, "points": 1}
with check("A log grows by one chained record at a time, and is in order"):
    first = as_log(add_log([], {"case": "K-1", "decided": "grant"}))
    second = as_log(add_log(first, {"case": "K-2", "decided": "not grant"}))
    expect((len(first), len(second)), (1, 2), "Each call gives back a log with one record more than it was given. The log that was given stays as it was.")
    expect(second[1]["previous"], second[0]["hash"], "“previous” is the hash of the record before it.")
    expect(verify(second), True, "Nothing was touched in this log, so it is in order.")
### BEGIN HIDDEN TESTS
with check("Records hold what was asked for, in logs of any length, and what was given stays as it was"):
    entries = [{"case": f"H-{n}", "officer": "Unit 4", "decided": "hold", "note": "semak é"} for n in range(5)]
    log = []
    for entry in entries:
        before = copy.deepcopy(log)
        longer = as_log(add_log(log, entry))
        expect_unchanged(log, before, "the log")
        expect(longer[:-1], before, "The old records come first, as they were.")
        log = longer
    expect([record["entry"] for record in log], entries, "The entries stand in the log as they were given, the oldest first.")
    expect(log[0]["previous"], "0" * 64, "There is no record before the first: its previous hash is START, 64 zeros.")
    expect([record["previous"] for record in log[1:]], [record["hash"] for record in log[:-1]], "Each record carries the hash of the one before it.")
    digits = [len(str(record["hash"])) == 64 and set(str(record["hash"])) <= set("0123456789abcdef") for record in log]
    expect(all(digits), True, "A SHA-256 fingerprint has 64 signs, from 0 to 9 and a to f.")
    expect(len({record["hash"] for record in log}), 5, "Every record has a fingerprint of its own.")
    twice = as_log(add_log(as_log(add_log([], entries[0])), entries[0]))
    expect(twice[0]["hash"] != twice[1]["hash"], True, "The same entry at another place has another hash, since the hash covers the previous one too.")
    expect(verify(log), True, "Nothing was touched.")
    expect(verify([]), True, "An empty log is in order.")
    expect(verify(json.loads(json.dumps(log))), True, "A log that was saved and read again is the same log.")
    turned = [{**record, "entry": dict(reversed(record["entry"].items()))} for record in log]
    expect(verify(turned), True, "The order of the names in an entry says nothing: sort them before you take the fingerprint.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_log_edit", "grade": true, "points": 1}
with check("An edited record shows"):
    log = as_log(add_log(as_log(add_log([], {"case": "K-1", "amount": 500})), {"case": "K-2", "amount": 900}))
    expect(verify(log), True, "Before the edit the log is in order.")
    edited = copy.deepcopy(log)
    edited[0]["entry"]["amount"] = 5000
    expect(verify(edited), False, "The amount of K-1 was changed from 500 to 5,000. Does verify take the fingerprint of the content again, of every record?")
### BEGIN HIDDEN TESTS
with check("Any edit shows: of an entry, of a hash, of a link, and one whose own hash was made anew"):
    log = []
    for number, who in enumerate(["Ana", "Bala", "Chong", "Dina"]):
        log = as_log(add_log(log, {"who": who, "sum": number * 10, "why": "flood"}))
    expect(verify(log), True, "Nothing was touched yet.")
    for place in range(4):
        for name, value in [("who", "Eve"), ("sum", 7), ("why", "")]:
            edited = copy.deepcopy(log)
            edited[place]["entry"][name] = value
            expect(verify(edited), False, f"“{name}” was edited in record {place + 1} of 4.")
        for name in ["hash", "previous"]:
            edited = copy.deepcopy(log)
            edited[place][name] = "f" * 64
            expect(verify(edited), False, f"“{name}” was edited in record {place + 1} of 4.")
    edited = copy.deepcopy(log)
    edited[2]["entry"]["extra"] = 1
    expect(verify(edited), False, "Something was added to an entry.")
    for entry, what in [
        ({"who": "bala", "sum": 10, "why": "flood"}, "A capital letter was made small."),
        ({"who": "flood", "sum": 10, "why": "Bala"}, "Two values changed places. The hash must cover which value stands under which name."),
        ({"who": "Bala", "sum": 10, "remark": "flood"}, "A name was changed, and its value was not."),
        ({"who": "Balawhyflood", "sum": 10}, "Two parts of the entry were run together into one."),
    ]:
        edited = copy.deepcopy(log)
        edited[1]["entry"] = entry
        expect(verify(edited), False, what)
    forged = as_log(add_log(copy.deepcopy(log[:1]), {"who": "Eve", "sum": 10, "why": "flood"}))
    expect(verify(forged), True, "By itself this shorter log is in order.")
    expect(verify(forged + log[2:]), False, "Somebody edited a record and made its hash anew. The next record still carries the old hash.")
    relinked = copy.deepcopy(forged + log[2:])
    relinked[2]["previous"] = forged[1]["hash"]
    expect(verify(relinked), False, "Somebody put the new hash into the next record, too. Its own hash must cover the previous hash, and no longer fits.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_log_missing", "grade": true, "points": 1}
with check("A deleted record shows, and so does another order"):
    log = []
    for number in range(3):
        log = as_log(add_log(log, {"case": f"K-{number}"}))
    expect(verify(log), True, "Before anything is deleted the log is in order.")
    expect(verify([log[0], log[2]]), False, "The middle record is gone. Each record must carry the hash of the one before it.")
### BEGIN HIDDEN TESTS
with check("Deleting from the beginning or the middle, moving, doubling and mixing logs all show"):
    log, other = [], []
    for number in range(4):
        log = as_log(add_log(log, {"file": number, "by": "P"}))
        other = as_log(add_log(other, {"file": number, "by": "Q"}))
    expect((verify(log), verify(other), verify(log[:2])), (True, True, True), "Nothing was touched, and a log is in order after every record.")
    expect(verify(log[1:]), False, "The first record is gone: the log must begin with START.")
    expect(verify(log[3:]), False, "Only the last record is left.")
    expect(verify(log[:1] + log[3:]), False, "Two records in the middle are gone.")
    expect(verify([log[1], log[0], log[2], log[3]]), False, "The first two records changed places.")
    expect(verify([log[0], log[1], log[3], log[2]]), False, "The last two records changed places.")
    expect(verify(log[::-1]), False, "The log stands on its head.")
    expect(verify([log[0], log[0], *log[1:]]), False, "A record stands there twice.")
    expect(verify(log[:2] + other[2:]), False, "The second half comes from another log.")
### END HIDDEN TESTS

# %% [markdown]
"""
### Somebody edits your log

Six decisions of this week, in your log. Then the cell plays the bad officer in four ways. Which way goes unnoticed?
"""

# %% tags=["explore", "folded"]
with explore("The edited log", "Task 4"):

    def my_attacks():
        log = []
        for row in week.head(6).to_dict("records"):
            log = add_log(log, {"case": row["number"], "officer": "Pegawai 07", "decided": "grant" if row["granted"] else "not grant"})
        edited = copy.deepcopy(log)
        edited[2]["entry"]["decided"] = "grant, as I was told"
        attacks = {"nothing": log, "an edit": edited, "a record deleted": log[:2] + log[3:], "two records swapped": [log[1], log[0], *log[2:]]}
        attacks["the last record deleted"] = log[:-1]
        return {name: bool(verify(version)) for name, version in attacks.items()}

    for name, in_order in own_or_ours(my_attacks, lambda: RECORDED["attacks"], "Task 4").items():
        print(f"{name:24} → {'in order' if in_order else 'SOMETHING WAS CHANGED'}")

# %% [markdown]
"""
A chain does not show that its **end** was cut off, and somebody who can write the whole log can make it all anew. The cure is not more
code: another office keeps a copy of the newest hash every evening. *Tamper-evident* means that an edit shows, to whoever has a hash to compare with.
"""

# %% [markdown]
"""
## Task 5 · Do officers still decide? (2 points)

An officer who always follows the model is not oversight. One figure to watch is the **override rate**: the share of decided cases in which
the officer decided otherwise than the model suggested. Write `override_rate(df, min_n=20)`. Each row of the table is a case, with `office`,
`suggested` and `decided`. The first two are never blank. The table may be **a part of a larger one**, so that its row numbers have gaps. Leave it as it was, and
give back a rate **for each office**, as a dictionary or a Series (an empty one where there are no cases):

- **Either way** counts: a yes turned into a no, and a no turned into a yes.
- **A case that still waits** has nothing (NaN) in `decided`. It is no override, and it does not count among the cases. A blank in any other column does not matter.
- An office with **fewer than `min_n` decided cases** gets NaN: a rate from a handful of cases misleads, and points at persons. It stays on the
  list. Exactly `min_n` are enough.

| office | suggested | decided |
|---|---|---|
| A | grant | grant |
| A | grant | not grant |
| A | not grant | *waits* |
| B | grant | grant |

With `min_n=2` the answer is `{"A": 0.5, "B": NaN}`.

<details><summary>Hint 1: the idea</summary>

Put the waiting cases aside. For each office, count the cases, and those in which the two columns differ. Blank the rates of offices with too few.
</details>

<details><summary>Hint 2: the tool</summary>

`df.dropna(subset=["decided"])` leaves out the waiting. `a != b` on two columns gives `True` where they differ, and the mean of `True` and `False` is a share.
`.groupby(done["office"])` makes a group for each office. `.where(condition)` puts NaN where the condition does not hold.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    done = df.dropna(subset=[____])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= ____)
    return rates.reindex(df["office"].unique())
```

The last line puts every office on the list, even one in which all cases wait.
</details>
"""


# %% nbgrader={"grade_id": "override_rate", "solution": true}
def override_rate(df, min_n=20):
    """The share of decided cases in which officers departed from the model, for each office; NaN where too few.

    An office with 30 decided cases, 6 of them decided otherwise -> 0.2; one with 5 decided cases -> NaN
    """
    ### BEGIN SOLUTION
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_override_share", "grade": true, "points": 1}
with check("The rate is the share of decided cases in which the officer departed from the model"):
    table = pd.DataFrame(
        {
            "office": ["A", "A", "A", "B", "B"],
            "suggested": ["grant", "grant", "not grant", "grant", "not grant"],
            "decided": ["grant", "not grant", None, "grant", "grant"],
        }
    )
    expect(as_rates(override_rate(table, min_n=2)), {"A": 0.5, "B": 0.5}, "In A one case waits, so two cases count, and one of them was overridden. In B a no was turned into a yes: that is an override too.")
### BEGIN HIDDEN TESTS
with check("The rates are right for other offices, words and orders, and the table stays as it was"):
    rows = [("North", "accept", "accept")] * 15 + [("North", "accept", "decline")] * 3 + [("North", "decline", "accept")] * 6
    rows += [("South", "decline", "decline")] * 30 + [("South", "accept", None)] * 10
    rows += [("East", "decline", "accept")] * 21 + [("East", "decline", None)] * 5
    table = pd.DataFrame(rows, columns=["office", "suggested", "decided"])
    table = table.sample(frac=1, random_state=5).reset_index(drop=True).assign(officer="x", remark=[None, "late"] * 45)
    before = table.copy()
    why = "Count the cases that were decided and, of these, those in which “suggested” and “decided” differ, office by office."
    expect(as_rates(override_rate(table)), {"North": 9 / 24, "South": 0.0, "East": 1.0}, why)
    expect_unchanged(table, before, "the table of cases")
    expect(as_rates(override_rate(table.iloc[::-1], min_n=1)), {"North": 9 / 24, "South": 0.0, "East": 1.0}, why)
    part = table[table["office"] != "South"]
    expect(as_rates(override_rate(part)), {"North": 9 / 24, "East": 1.0}, "In a part of a larger table the numbers of the rows have gaps.")
    expect(as_rates(override_rate(table.head(0))), {}, "A table without cases has no offices, and no rates.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_override_small", "grade": true, "points": 1}
with check("An office with too few decided cases gets NaN, and stays on the list"):
    table = pd.DataFrame({"office": ["A"] * 3 + ["B"] * 2, "suggested": ["yes"] * 5, "decided": ["no", "no", "no", "no", "no"]})
    expect(as_rates(override_rate(table, min_n=3)), {"A": 1.0, "B": float("nan")}, "A has three decided cases, and three are enough. B has two: too few for a rate, so NaN, which is not 0 and not a gap in the list.")
### BEGIN HIDDEN TESTS
with check("Only decided cases count towards the number that is needed, twenty where nothing was said"):
    rows = [("P", "y", "n")] * 20 + [("Q", "y", "n")] * 19 + [("Q", "y", None)] * 30 + [("R", "y", None)] * 25 + [("S", "y", "y")] * 2
    table = pd.DataFrame(rows, columns=["office", "suggested", "decided"])
    nan = float("nan")
    expect(as_rates(override_rate(table.copy())), {"P": 1.0, "Q": nan, "R": nan, "S": nan}, "Exactly twenty are enough, nineteen are not. Cases that wait do not help, and an office in which all wait stays on the list.")
    expect(as_rates(override_rate(table.copy(), min_n=19)), {"P": 1.0, "Q": 1.0, "R": nan, "S": nan}, "Use min_n as it comes in.")
    expect(as_rates(override_rate(table.copy(), 2)), {"P": 1.0, "Q": 1.0, "R": nan, "S": 0.0}, "Use min_n as it comes in.")
    expect(as_rates(override_rate(table.copy(), min_n=25)), dict.fromkeys("PQRS", nan), "Use min_n as it comes in, also where more than twenty are asked for.")
### END HIDDEN TESTS

# %% [markdown]
"""
### Six offices, one model

Your function on 684 cases of last month. An office whose rate is withheld is named and has no bar.
"""

# %% tags=["explore", "folded"]
with explore("The picture of six offices", "Task 5"):
    decisions = pd.read_csv(data_file("decisions.csv"))
    rates = own_or_ours(lambda: as_rates(override_rate(decisions)), lambda: RECORDED["rates"], "Task 5")
    rates = {office: float("nan") if rate is None else rate for office, rate in rates.items()}
    order = sorted(rates, key=lambda office: -1 if math.isnan(rates[office]) else rates[office])
    shown = [0 if math.isnan(rates[office]) else 100 * rates[office] for office in order]
    fig, ax = plt.subplots(figsize=(8, 3))
    bars = ax.barh(order, shown, color=COLOURS["blue"])
    ax.bar_label(bars, ["too few cases" if math.isnan(rates[office]) else f"{100 * rates[office]:.0f}%" for office in order], padding=4)
    ax.set(xlim=(0, 32), xlabel="decided otherwise than the model suggested, in %")
    ax.set_title("Who departs from the model, and who hardly ever")
    ax.grid(axis="y", visible=False)
    plt.show()

# %% [markdown]
"""
Seri Muara departs from the model in 4% of its cases, the other four with a rate in 15% to 25%. That may be an easy month, or rubber-stamping. It may also be that
the others depart too often. **The rate asks a question; it does not answer it.** Before you praise or blame, read twenty of Seri Muara's cases
together with the officers. And never set a target for this figure: officers would meet it.
"""

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

The supplier proposes: *“Let the system refuse everything below 0.3 by itself. It saves two senior officers.”* **Accept, accept with
conditions, or refuse?** Write to your KSU in **120–200 words, in English or Malay**. Add one or two sentences **in Bahasa Melayu** for the
letter to an applicant who is refused: how to appeal, to whom, and by when.

One point each:

1. You cite **your own output**: a number from a check, a picture or a printed line.
2. You name **a limit or a harm**: what could still go wrong, and for whom.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause** for the appeal. Choose one: NIST AI RMF **MAP 3.5** (human oversight is defined, assessed and documented),
   **MEASURE 2.9** (the model is explained), or **MEASURE 3.3** (people can report problems and appeal).
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I recommend that we refuse. In this week's 1,000 cases, 293 lie below 0.3. Two officers, who did not see the
model, granted 52 of them: an automatic no would have turned away 52 households that need help. Age is among the reasons (−0.82 points for B-3713, who is 71), which
the model learned from our own past decisions. A limit: our override rate says only how often officers depart from the model (4% in Seri
Muara), not whether they are right. Conditions for any use: a no always comes from a named senior officer, with the three strongest reasons. Action: the head of our Aid
Division has the model retrained without age before next month, and our Internal Audit Unit keeps each evening's newest log hash. The appeal
serves MEASURE 3.3 of the NIST AI RMF: people can report problems and appeal.

*Untuk surat:* “Jika tuan/puan tidak bersetuju dengan keputusan ini, tuan/puan boleh membuat rayuan secara bertulis kepada Pegawai Kanan, Bahagian
Bantuan, dalam tempoh 30 hari dari tarikh surat ini. Seorang pegawai lain akan meneliti semula permohonan tuan/puan.”

**Rubric for the marker, a point each.** (1) A figure from the officer's own notebook, for instance 52 of 293, the points of a reason, the cases per
officer, the cases without recourse, or an override rate. (2) A limit or harm, for instance refusals without a person, age as a reason, people
without recourse, a log whose end is cut off, or a rate that becomes a target. (3) An action and who in the officer's own ministry does it. (4) The
clause: MEASURE 3.3 for the appeal. MAP 3.5 and MEASURE 2.9 may be named besides; alone, for the appeal, they do not earn the point. The sentences
in Bahasa Melayu should say how, to whom and by when; their language is not marked. “Accept with conditions” can earn all four where a person still decides every refusal.
"""

# %% [markdown]
"""
## What we learned

- A reason is weight × distance from the average. The largest weight need not be the largest reason.
- A reason shows what the model used, not that it may be used. Age was learned from past decisions.
- Bands share out officers' time. A yes may be quick; a no always comes from a person, and so does a case without a number.
- Advice must be possible, and small. Where there is none, say so and offer an appeal.
- A chained log shows an edit, but not a cut end. A copy of the newest hash belongs to another office.
- An override rate near zero is a question to ask, not a success to report.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| AIGE, principle *Accountability* | national guidelines on AI governance and ethics (MOSTI, 2024; voluntary): a named person answers for each decision; the log shows who |
| NIST AI RMF, MAP 3.5 | processes for human oversight are defined, assessed and documented: the bands, and the override rate |
| NIST AI RMF, MEASURE 2.9 | the model is explained, validated and documented, and its output is interpreted in its context: the reasons |
| NIST AI RMF, MEASURE 3.3 | feedback processes let people report problems and appeal: recourse, and the sentence in the letter |
| EU AI Act, Art. 14 | reported as asking for human oversight of high-risk systems; a law of the European Union, here only to compare |

The examples on the right are this lab's own. It teaches habits; it is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *Test and guard the assistant* (`genai-4-injection`): what if the text that a model reads was written to mislead it?
"""

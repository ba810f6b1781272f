# %% [markdown]
"""
# Ask well, measure well
### Arah dengan baik, ukur dengan betul

*Phase 1 · Week 2 · about 80 minutes · 16 points by automatic checks, 4 points for your reflection*

The council of **Kota Seri** (a fictional town) receives complaints by web form, telephone and letter. Each must reach one of four departments. Today a clerk reads them all. A supplier offers to let a language model do it: "It understands English and Malay, and it needs no training."

You have 60 complaints, and for each the department to which an experienced officer would send it. You have a real language model, small enough to run on this machine. You will ask it without examples, then with four, then take off its favourites, and you will draw this:

![Three tables of coloured squares side by side, each with the right departments as rows and the chosen departments, or none, as columns. Without examples all 56 complaints stand in the column Roads: macro recall 0.25. With four examples 41 still stand there and 12 in the column Licensing: macro recall 0.42. With the favourites taken off, the largest number of each row stands on the diagonal, where the chosen department is the right one, and 11 are left to a person: macro recall 0.65.](data/finished.png)

*Every complaint is counted in one square. On the diagonal it went to the right department. You will make this picture from your own answers.*

The model is SmolLM2. The council, its complaints and everybody in them are invented.
"""

# %% [markdown]
"""
## What you will be able to do

- **Build** a prompt that holds instructions and examples.
- **Abstain**: let a program say "I do not know" where the model is unsure.
- **Read** a table of confusions, and see which department pays for the mistakes.
- **Avoid leakage**: never test on what you have shown.

**How this notebook works.** Click into a grey cell and press **Shift + Enter** to run it; go from top to bottom. A green card ✔ means that a check has passed; a red card ✘ says what was asked, what came back, and why. You may try as often as you like. If you leave a task open, the pictures below it use the lab's own results and say so.
"""

# %% [markdown]
"""
## Words / Istilah

| English | Bahasa Melayu | In plain words |
|---|---|---|
| prompt | gesaan | The text that we give to the model. |
| example | contoh | A solved case that stands in the prompt. With some of them we speak of *few-shot*, without any of *zero-shot*. |
| label | label | One of the allowed answers: here, a department. |
| score | skor | How well a label fits, in the model's view. Higher is better. Ours are logarithms, so they are below zero. |
| margin | margin | The lead that the first label must have over the second. |
| to abstain | berkecuali | To give no answer, and leave the case to a person. |
| confusion matrix | matriks kekeliruan | A table: what was right, against what was chosen. |
| recall | kadar dapatan | Of the complaints that belong to a department, the share that reached it. |
| macro recall | purata kadar dapatan | The average of these shares, in which each department counts the same. |
| leakage | kebocoran data | The answers of the test were shown before the test. |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell once. It loads the tools, the complaints and the recorded scores; you need not read it.
import functools
import json
import math
import re
from collections import Counter

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from futurefit.kit import (
    COLOURS,
    check,
    data_file,
    expect,
    expect_error,
    expect_unchanged,
    explore,
    live,
    own_or_ours,
    style,
)
from futurefit.kit.models import language_model

style()
model = language_model(recorded=data_file("recorded.json"))
items = json.loads(data_file("complaints.json").read_text(encoding="utf-8"))
RECORDED = json.loads(data_file("scores.json").read_text(encoding="utf-8"))
ORDERS = json.loads(data_file("orders.json").read_text(encoding="utf-8"))  # chosen for 14 complaints, by the first department
OWN = json.loads(data_file("own.json").read_text(encoding="utf-8"))  # the lab's own results, for tasks left open
LABELS = ["Roads", "Waste", "Parks", "Licensing"]
EXAMPLES = RECORDED["examples"]
MARGINS = [0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0]  # the margins of the last looks and of the live test
SHOWN = {example["text"] for example in EXAMPLES}
RULER = [item for item in items if item["text"] not in SHOWN]  # the 56 complaints that no prompt has shown


def score(complaint, examples, label):
    """How well a label fits: from the record where it is there, else from the live model with your prompt."""
    name = {(): "none", tuple((e["text"], e["department"]) for e in EXAMPLES): "four"}.get(
        tuple((e["text"], e["department"]) for e in examples)
    )
    if name and complaint in RECORDED["scores"][name]:
        return RECORDED["scores"][name][complaint][LABELS.index(label)]
    return model.logprob(build_prompt(complaint, examples), " " + label)


def recorded_scores(name):
    """For each of the 56 complaints, the recorded scores: "none" or "four" examples."""
    return [dict(zip(LABELS, RECORDED["scores"][name][item["text"]])) for item in RULER]


def without_favourites(rows):
    """The same scores, less what each department gets on average over all these complaints."""
    usual = {label: sum(row[label] for row in rows) / len(rows) for label in LABELS}
    return [{label: row[label] - usual[label] for label in LABELS} for row in rows]


# What the checks compare: your result in one plain form, whichever form you chose.
def as_label(result):
    if isinstance(result, str):
        return str(result)
    if isinstance(result, (list, tuple)):
        return f"a {type(result).__name__}: {list(result)}"
    return result


def as_cells(result, labels):
    """{(right, chosen): how many} without zeros, from a dictionary of rows, of pairs, a table or an array."""

    def name(key):
        missing = key is None or (isinstance(key, float) and math.isnan(key))
        return "none" if missing else str(key)

    if hasattr(result, "iterrows"):
        result = {row: dict(values) for row, values in result.iterrows()}
    elif isinstance(result, (list, tuple, np.ndarray)) and len(result) == len(labels):
        result = {row: dict(zip([*labels, "none"], values)) for row, values in zip(labels, result)}
    if not hasattr(result, "items"):
        return result
    cells = Counter()
    for row, values in result.items():
        pairs = values.items() if hasattr(values, "items") else [(row[1], values)] if isinstance(row, tuple) else None
        if pairs is None:
            return f"one number for {row}, not a row of numbers: {values}"
        for column, n in pairs:
            cells[name(row[0] if isinstance(row, tuple) else row), name(column)] += int(n)
    return {pair: n for pair, n in cells.items() if n}


def as_result(result):
    """The gold labels and the scores of an evaluation, as two lists."""
    if hasattr(result, "columns"):
        result = {column: list(result[column]) for column in result.columns}
    if not hasattr(result, "get"):
        return result
    rows = [dict(row) if hasattr(row, "items") else row for row in result.get("scores", [])]
    return {"gold": [str(label) for label in result.get("gold", [])], "scores": rows}


def sorted_golds(result):
    result = as_result(result)
    return sorted(result["gold"]) if isinstance(result, dict) else result


def as_text(result):
    return result if isinstance(result, str) else f"not a text, but a {type(result).__name__}"


def text_of(complaint):
    """The text that score_fn was given, also where the whole item was handed on."""
    return complaint["text"] if hasattr(complaint, "get") else complaint


def in_this_order(text, pieces):
    """Which of the pieces are found in the text, each behind the one before."""
    found, place = [], 0
    for piece in pieces:
        at = as_text(text).find(piece, place)
        if at >= 0:
            found, place = [*found, piece], at + len(piece)
    return found


def attempt(call):
    """What a call gives, or its error as text, so that the check can say more about it."""
    try:
        return call()
    except (ZeroDivisionError, ValueError, IndexError, TypeError, KeyError) as error:
        return f"an error: {type(error).__name__}"


# What the pictures show: what your functions give, or the lab's own results where a task is not finished.
def my_result(asked, own):
    """What evaluate gives for each {name: (items, examples)}."""

    def called():
        found = {name: as_result(evaluate(tested, examples, score)) for name, (tested, examples) in asked.items()}
        whole = all(len(f["gold"]) == len(f["scores"]) > 0 and all(set(LABELS) <= set(row) for row in f["scores"]) for f in found.values())
        return found if whole else None

    return own_or_ours(called, lambda: own, "Task 5")


def my_choices(asked, own):
    """What choose_label makes of each {name: (rows of scores, margin)}."""

    def called():
        if choose_label(dict(zip(LABELS, (-90.0, -1.0, -91.0, -92.0))), 1.0) != "Waste":
            return None
        found = {name: [choose_label(row, margin) for row in rows] for name, (rows, margin) in asked.items()}
        return found if all(label is None or label in LABELS for labels in found.values() for label in labels) else None

    return own_or_ours(called, lambda: own, "Task 2")


def my_tables(asked, own):
    """What confusion counts for each {name: (gold, pred)}."""

    def called():
        found = {name: as_cells(confusion(right, chosen, LABELS), LABELS) for name, (right, chosen) in asked.items()}
        return found if all(sum(cells.values()) for cells in found.values()) else None

    return own_or_ours(called, lambda: {name: as_cells(table, LABELS) for name, table in own.items()}, "Task 3")


def my_recalls(asked, own):
    """What macro_recall gives for each {name: (gold, pred)}."""
    return own_or_ours(
        lambda: {name: float(macro_recall(right, chosen, LABELS)) for name, (right, chosen) in asked.items()}, lambda: own, "Task 4"
    )


print(f"{len(items)} complaints are loaded:", ", ".join(f"{n} {k}" for k, n in Counter(i["department"] for i in items).items()))

# %% [markdown]
"""
## First: ask the model

Run the next cell as it is. It puts one complaint into a prompt and asks the model in two ways. First it lets the model **write** whatever it likes. Then it asks for a **score** for each of the four departments: how probable is it that the next words are just this name? Such a score always names a department.

Then change the complaint to one of your own, in English or Malay, and run the cell again. Your own goes to the live model, whose first answer takes some seconds.

**What to look for:** does the free answer name a department? Which one has the highest bar? Is that right?
"""

# %% tags=["explore"]
complaint = "Rubbish in Taman Dahlia has not been collected for nine days."

with explore("The first question to the model"):
    prompt = OWN["templates"]["none"].replace("{complaint}", complaint)
    print(prompt + "\n")
    print("It wrote:", repr(model.write(prompt, 12)))
    first_scores = {label: model.logprob(prompt, " " + label) for label in LABELS}
    for label, value in first_scores.items():
        print(f"{label:10} {value:7.2f}  {'█' * max(1, round(24 * math.exp(value - max(first_scores.values()))))}")

# %% [markdown]
"""
The scores are natural logarithms of probabilities, so they are below zero: −1 is better than −3. A lead of 0.1 means "1.1 times as probable", which is almost nothing. A lead of 0.7 means "twice as probable". The longest bar is the model's choice, the others are drawn in proportion.

The free answer to our complaint lists departments and decides for none, so somebody would have to read it. Scores can be compared by a program. That is why we work with scores from here on.

## A worked example: how many were right?

You will soon write small functions of your own. Here is a complete one. It takes two lists of the same length: the right departments (`gold`), and the chosen ones (`pred`). Run it, then read the explanation below.
"""

# %%
def accuracy(gold, pred):
    """The share of the complaints that went to the right department."""
    right = 0
    for g, p in zip(gold, pred):
        if g == p:
            right = right + 1
    return right / len(gold)


gold = [item["department"] for item in RULER]
print("Everything to Roads:", round(accuracy(gold, ["Roads"] * len(gold)), 3))

# %% [markdown]
"""
| Line | In words |
|---|---|
| `def accuracy(gold, pred):` | Here begins a **function**, a named recipe. What it works on is handed to it in brackets. |
| `right = 0` | A counter, which starts at 0. |
| `for g, p in zip(gold, pred):` | Go through both lists side by side: the first pair, the second pair, and so on. |
| `if g == p:` | `==` asks whether two things are equal. |
| `right = right + 1` | Add one to the counter. |
| `return right / len(gold)` | Hand back the share. `len` is the length of a list. |

Sending **everything to Roads** is already right for a third of the complaints, since a third of them are about roads. Any system must beat that. Remember this figure.
"""

# %% [markdown]
r"""
## Task 1 · Build the prompt (3 points)

A prompt for routing has three parts: the **instruction**, which names the allowed departments; some solved **examples**, if there are any; and the **complaint** with a gap at the end, where the model is to go on.

`build_prompt("The lamp is out.", [{"text": "Bins are full.", "department": "Waste"}])` may give:

```
Which council department handles this complaint? Answer with one of: Roads, Waste, Parks, Licensing.

Complaint: Bins are full.
Department: Waste

Complaint: The lamp is out.
Department:
```

Four rules:
- The instruction comes **first**, and names **every department in `labels`**. These may be other departments than ours.
- The examples come **before the complaint**, in their order, each with **its department**.
- The complaint comes **last**, as it was written. `Department:` stands on the line below it, with **nothing between**.
- The text ends with `Department:` and **nothing after it**, not even a space. The model goes on with `" Roads"`, which brings its own space.

The exact wording is free, as long as names and texts **do not run together**. The recorded scores belong to the wording above. Without examples, that part is missing. What was given stays as it was.

<details><summary>Hint 1: the idea</summary>

Begin with a text that holds the instruction. For each example, add its two lines to that text. At the end add the complaint and the word with the colon. Hand the text back.
</details>
<details><summary>Hint 2: the tool</summary>

`", ".join(labels)` writes a list with commas: `"Roads, Waste"`. In an f-text, `f"Complaint: {complaint}"`, what stands in curly brackets is filled in. `"\n"` is a new line. An example is a dictionary: `example["text"]` and `example["department"]`.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(____) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example[____]
    return text + "\n\nComplaint: " + ____ + "\nDepartment:"
```
</details>
"""

# %% nbgrader={"grade_id": "build_prompt", "solution": true}
def build_prompt(complaint, examples=(), labels=LABELS):
    """The prompt: an instruction that names the labels, the examples, the complaint, and "Department:" at the end.

    Example: build_prompt("The lamp is out.") ends with the complaint, and "Department:" below it.
    """
    ### BEGIN SOLUTION
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_build_prompt_labels", "grade": true, "points": 1}
with check("The instruction names every department before the complaint"):
    text = build_prompt("The lamp is out.")
    expect(
        [label for label in LABELS if label in text.split("The lamp is out.")[0]] if isinstance(text, str) else text,
        LABELS,
        "The model can only choose well among departments that it has been told. Name all of them, in front of the complaint.",
    )
### BEGIN HIDDEN TESTS
with check("The departments are those of the input labels, whichever they are"):
    council = ["Health", "Housing", "Buses"]
    head = as_text(build_prompt("My roof leaks.", labels=council)).split("My roof leaks.")[0]
    expect([label for label in council if label in head], council, "Name the departments that are handed to the function as labels.")
    expect([label for label in council if label in re.findall(r"\w+", head)], council, "Put something between the names, a comma for instance, so that they do not run into one word.")
    expect([label for label in LABELS if label in head], [], "Other councils have other departments: ours must not be named there.")
    head = as_text(build_prompt("My roof leaks.", [{"text": "No bus.", "department": "Buses"}], council)).split("No bus.")[0]
    expect([label for label in council if label in head], council, "All of the departments are named before the examples.")
    expect_unchanged(council, ["Health", "Housing", "Buses"], "the list of labels")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_build_prompt_examples", "grade": true, "points": 1}
with check("Each example stands before the complaint, with its department behind it"):
    shown = [{"text": "Bins are full.", "department": "Waste"}, {"text": "Swing is broken.", "department": "Parks"}]
    wanted = ["Bins are full.", "Waste", "Swing is broken.", "Parks", "The lamp is out."]
    expect(
        in_this_order(build_prompt("The lamp is out.", shown), wanted),
        wanted,
        "These pieces should stand in the prompt one behind the other. An example teaches by its answer, so an example needs both of its parts, and comes first.",
    )
### BEGIN HIDDEN TESTS
with check("All examples are there, each once, in their order, and they are left as they were"):
    def fresh():
        return [{"text": f"Fresh case {n} at {{lot {n}}}.", "department": d} for n, d in enumerate(("Ports", "Seas", "Ports", "Ports", "Seas", "Seas"), 4)]

    given = fresh()
    text = as_text(build_prompt("Sand is missing.", tuple(given), ["Seas", "Ports"]))
    wanted = [piece for example in given for piece in (example["text"], example["department"])] + ["Sand is missing."]
    expect(in_this_order(text, wanted), wanted, "Keep the order of the examples, and put them before the complaint.")
    expect([text.count(example["text"]) for example in given], [1] * 6, "Each example stands in the prompt once.")
    plain = [{"text": "no light", "department": "Seas"}, {"text": "no jetty", "department": "Ports"}]
    text = as_text(build_prompt("no sand", plain, ["Isles"]))
    wanted = ["no light", "Seas", "no jetty", "Ports", "no sand"]
    found = re.findall(r"\b(?:no light|no jetty|no sand|Ports|Seas)\b", text)
    expect(found, wanted, "Text and department of an example stand apart from each other and from what is before them: use new lines.")
    expect_unchanged(given, fresh(), "the examples")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_build_prompt_end", "grade": true, "points": 1}
with check("The complaint comes last, and the prompt ends with “Department:”"):
    text = build_prompt("The lamp is out.", [{"text": "Bins are full.", "department": "Waste"}])
    expect(
        "…" + as_text(text).replace("\n", " ")[-29:],
        "…" + "n: The lamp is out. Department:"[-29:],
        "The model goes on where the text ends. After the colon nothing may stand, not even a space or a new line; between the "
        "complaint and this word there is only a new line.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds without examples, and for other complaints"):
    for other in ("Sewer smells at Lorong 9!", "Mengapa lampu padam"):
        text = as_text(build_prompt(other))
        expect(text.endswith("Department:"), True, "The prompt must end with “Department:”, also without examples.")
        expect(text.count(other), 1, "The complaint itself stands in the prompt once.")
        tail = text.split(other)[-1].split()
        expect(tail, ["Department:"], "After the complaint only the gap follows: its answer is what we ask for.")
### END HIDDEN TESTS

# %% tags=["explore"]
with explore("The prompt with four examples"):
    filled = OWN["templates"]["four"].replace("{complaint}", RULER[0]["text"])
    own = own_or_ours(lambda: "" + build_prompt(RULER[0]["text"], EXAMPLES), lambda: filled, "Task 1")
    print(own)

# %% [markdown]
"""
## Task 2 · Choose, or abstain (3 points)

The scores of the four departments come as a dictionary. The highest one wins, **if it is clearly ahead**. Otherwise the function returns `None`, and a person reads the complaint.

| scores | margin | result |
|---|---|---|
| `{"Roads": -2.0, "Waste": -1.0, "Parks": -4.0}` | 0.5 | `"Waste"`: it leads by 1.0 |
| `{"Roads": -1.3, "Waste": -1.0, "Parks": -4.0}` | 0.5 | `None`: it leads by 0.3 only |

- The lead is the highest score **minus the second highest**.
- If the lead is **at least** the margin, return the name of the label; else `None`.
- **A tie** for the first place is always `None`, even with a margin of 0.
- A **single label** has no rival: it is chosen. **No label** at all gives `None`.
- The scores that were given **stay as they were**.

<details><summary>Hint 1: the idea</summary>

Put the labels in order, the best score first. Deal with the two special cases: no label, and one label. Then compare the first two scores.
</details>
<details><summary>Hint 2: the tool</summary>

`sorted(scores, key=scores.get, reverse=True)` gives the labels, the one with the highest score first. If that list is called `order`, `order[0]` is the best and `order[1]` the second. `scores[order[0]]` is a score. This works for negative numbers too.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) == 0:
        return ____
    if len(order) == 1:
        return order[0]
    lead = scores[order[0]] - scores[____]
    if lead > 0 and lead >= ____:
        return order[0]
    return None
```
</details>
"""

# %% nbgrader={"grade_id": "choose_label", "solution": true}
def choose_label(scores, margin=0.1):
    """The label with the highest score if it leads the second by at least the margin; else None.

    Example: choose_label({"Roads": -2.0, "Waste": -1.0}, 0.5) gives "Waste".
    """
    ### BEGIN SOLUTION
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) == 0:
        return None
    if len(order) == 1:
        return order[0]
    lead = scores[order[0]] - scores[order[1]]
    if lead > 0 and lead >= margin:
        return order[0]
    return None
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_choose_label_highest", "grade": true, "points": 1}
with check("A clear winner is chosen, wherever it stands"):
    expect(
        as_label(choose_label({"Parks": -2.0, "Roads": -1.0, "Waste": -4.0})),
        "Roads",
        "−1 is higher than −2 and −4. The name of the label is asked for, not its score.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for other labels, for positive scores, and for a single label"):
    why = "The label with the highest score wins if it leads clearly, whatever its name or its place."
    fresh = {"Health": 3.0, "Buses": 0.5, "Housing": 7.25}
    expect(as_label(choose_label(fresh)), "Housing", why)
    expect_unchanged(fresh, {"Health": 3.0, "Buses": 0.5, "Housing": 7.25}, "the scores")
    expect(as_label(choose_label({"X": -0.5, "Y": -30.0, "Z": -31.0})), "X", why)
    expect(as_label(choose_label({"X": 2.0, "Y": -5.0, "Z": -2.0})), "X", why)
    expect(as_label(attempt(lambda: choose_label({"Only": -9.0}))), "Only", "A single label has no rival: it is chosen.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_choose_label_margin", "grade": true, "points": 1}
with check("A lead smaller than the margin gives None; a lead as large as the margin is enough"):
    near = {"Roads": -1.5, "Waste": -1.25, "Parks": -4.0}
    expect(as_label(choose_label(near, 0.5)), None, "Here the first leads the second by 0.25 only, which is less than 0.5: abstain, with None as it stands, without quotes.")
    expect(as_label(choose_label(near, 0.25)), "Waste", "A lead of 0.25 is at least 0.25, so the winner may be chosen.")
### BEGIN HIDDEN TESTS
with check("The margin is the input, 0.1 if none is given, and the rival is the second highest"):
    expect(as_label(choose_label({"A": 5.0, "B": 1.0, "C": 4.0}, 2)), None, "The rival is the second highest score, not the last one.")
    expect(as_label(choose_label({"A": 4.0, "B": 5.0, "C": -9.0}, 2)), None, "The rival is the second highest score, not the lowest.")
    expect(as_label(choose_label({"A": 5.0, "B": 1.0, "C": 2.0}, 3)), "A", "A lead of 3 is at least 3.")
    expect(as_label(choose_label({"A": -8.0, "B": -7.95})), None, "Without another margin, a lead below 0.1 is too small.")
    expect(as_label(choose_label({"A": -8.0, "B": -7.85})), "B", "Without another margin, a lead of 0.15 is enough.")
    expect(as_label(choose_label({"A": -1501.0, "B": -1500.0}, 0.5)), "B", "Only the difference counts, not the size of the scores.")
    expect(as_label(choose_label({"A": -1.0, "B": -1.0078125}, 0)), "A", "With a margin of 0, the smallest lead is enough. Only equal scores are a tie.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_choose_label_tie", "grade": true, "points": 1}
with check("A tie for the first place gives None"):
    expect(
        as_label(choose_label({"Roads": -1.0, "Waste": -1.0, "Parks": -4.0})),
        None,
        "Two labels are equally good. Taking the one that happens to stand first would be a decision by chance.",
    )
### BEGIN HIDDEN TESTS
with check("A tie gives None even with a margin of 0, and so do no labels at all"):
    expect(as_label(choose_label({"A": 2.0, "B": 3.0, "C": 3.0}, 0)), None, "With a margin of 0, a tie is still a tie: None.")
    expect(as_label(choose_label({"A": -4.0, "B": -4.0}, margin=0.0)), None, "With a margin of 0, a tie is still a tie: None.")
    expect(as_label(choose_label({"A": 3.0, "B": 1.0, "C": 1.0}, 0)), "A", "A tie for the second place does not matter.")
    expect(as_label(attempt(lambda: choose_label({}))), None, "Without any label there is nothing to choose: None.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The first complaints without examples: what the model scored, and what your function makes of it
with explore("The table of choices"):
    rows = recorded_scores("none")
    chosen = my_choices({"none": (rows, 0.1)}, OWN["pred"])["none"]
    table = pd.DataFrame(rows, columns=LABELS).round(2)
    table.insert(0, "complaint", [item["text"][:48] + "…" for item in RULER])
    table["chosen"], table["right"] = ["none" if c is None else c for c in chosen], [i["department"] for i in RULER]
    display(table.head(10))
    print("How often each was chosen:", dict(Counter("none" if c is None else c for c in chosen)))
    print("\nEvery fourth complaint again, with another department first in the instruction (highest score):")
    for first, found in ORDERS.items():
        print(f"  {first:9} first: chosen are", ", ".join(f"{label} {n}" for label, n in Counter(found).most_common()))

# %% [markdown]
"""
Without examples the model sends **all 56 complaints to Roads**. It looks sure: no margin up to 1.5 would stop a single one. So a large lead is not knowledge.

The last lines show what the model goes by. With Parks first in the instruction, all 14 go to Parks. With Waste first, 9 of 14 go to Waste. With Licensing first, all go to Roads, the second name. The order of the names counts for more than the complaint. Nothing in a single answer shows this. Only counting does.

## Task 3 · Who was sent where? (3 points)

Count every complaint once in a table: the **row is the right department**, the **column is the chosen one**. A complaint for which no department was chosen (`None`) goes into the column `"none"`.

| Call | Result |
|---|---|
| `confusion(["Roads", "Roads", "Waste"], ["Roads", "Waste", None], ["Roads", "Waste"])` | `{"Roads": {"Roads": 1, "Waste": 1, "none": 0}, "Waste": {"Roads": 0, "Waste": 0, "none": 1}}` |

- The numbers of the table add up to the number of complaints: **every one is counted**, right or wrong.
- The two lists belong together, place by place. If their **lengths differ**, raise a `ValueError`.
- A zero may be left out. A pandas table in the same layout is fine, too. The two lists **stay as they were**.

<details><summary>Hint 1: the idea</summary>

First refuse lists of different length. Make a table full of zeros: for each department a row. Then go through both lists side by side, and add one in the right place.
</details>
<details><summary>Hint 2: the tool</summary>

`{column: 0 for column in ["a", "b"]}` makes a row of zeros. `[*labels, "none"]` is the list of labels with one more entry. `table[g][p] = table[g][p] + 1` adds one in row `g`, column `p`. To refuse: `raise ValueError("the lengths differ")`.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in ____}
    for g, p in zip(gold, pred):
        column = "none" if p is None else ____
        table[____][column] = table[____][column] + 1
    return table
```
</details>
"""

# %% nbgrader={"grade_id": "confusion", "solution": true}
def confusion(gold, pred, labels):
    """A dictionary of rows: for each right department, how often each department (or "none") was chosen.

    Example: confusion(["Roads"], [None], ["Roads"]) gives {"Roads": {"Roads": 0, "none": 1}}.
    """
    ### BEGIN SOLUTION
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        column = "none" if p is None else p
        table[g][column] = table[g][column] + 1
    return table
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_confusion_counts", "grade": true, "points": 1}
with check("Every complaint is counted once, right or wrong"):
    expect(
        as_cells(confusion(["Roads", "Roads", "Waste", "Waste"], ["Roads", "Roads", "Waste", "Roads"], LABELS), LABELS),
        {("Roads", "Roads"): 2, ("Waste", "Waste"): 1, ("Waste", "Roads"): 1},
        "The table is given here as (right, chosen): how many, without the zeros. Each pair of the two lists adds one.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for other departments, in any order, for none at all; different lengths are refused"):
    council = ["Ports", "Seas", "Isles"]
    right, chosen = ["Seas", "Isles", "Seas", "Seas", "Ports"], ["Seas", "Seas", "Isles", "Seas", "Ports"]
    wanted = {("Seas", "Seas"): 2, ("Isles", "Seas"): 1, ("Seas", "Isles"): 1, ("Ports", "Ports"): 1}
    why = "Each pair adds one, also for departments other than ours."
    expect(as_cells(confusion(right, chosen, council), council), wanted, why)
    expect(as_cells(confusion(right[::-1], chosen[::-1], council), council), wanted, "The order of the complaints must not matter.")
    expect_unchanged([right, chosen], [["Seas", "Isles", "Seas", "Seas", "Ports"], ["Seas", "Seas", "Isles", "Seas", "Ports"]], "the two lists")
    expect(as_cells(confusion([], [], council), council), {}, "No complaints: every number is 0.")
    expect_error(ValueError, lambda: confusion(right, chosen[:3], council), "The lists have different lengths: raise a ValueError.")
    expect_error(ValueError, lambda: confusion(right[:3], chosen, council), "The lists have different lengths: raise a ValueError.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_confusion_direction", "grade": true, "points": 1}
with check("The row is the right department, the column is the chosen one"):
    expect(
        as_cells(confusion(["Parks", "Parks", "Roads"], ["Waste", "Waste", "Roads"], LABELS), LABELS),
        {("Parks", "Waste"): 2, ("Roads", "Roads"): 1},
        "Two complaints belong to Parks and were sent to Waste, not the other way round.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for every pair of departments"):
    council = ["Ports", "Seas"]
    got = as_cells(confusion(["Ports"] * 3 + ["Seas"], ["Seas"] * 3 + ["Ports"], council), council)
    expect(got, {("Ports", "Seas"): 3, ("Seas", "Ports"): 1}, "The row is the right department, the column is the chosen one.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_confusion_none", "grade": true, "points": 1}
with check("Where nothing was chosen, the complaint is counted in the column “none”"):
    expect(
        as_cells(attempt(lambda: confusion(["Roads", "Roads", "Waste"], ["Roads", "Waste", None], ["Roads", "Waste"])), ["Roads", "Waste"]),
        {("Roads", "Roads"): 1, ("Roads", "Waste"): 1, ("Waste", "none"): 1},
        "A complaint that was left to a person is neither right nor wrong, but it is a complaint: it must not vanish.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds where many are left to a person, or all of them"):
    council = ["Ports", "Seas"]
    got = attempt(lambda: confusion(["Ports", "Seas", "Seas", "Seas"], [None, None, "Seas", None], council))
    expect(as_cells(got, council), {("Ports", "none"): 1, ("Seas", "none"): 2, ("Seas", "Seas"): 1}, "Every None is counted, in the row of its department.")
    got = attempt(lambda: confusion(["Seas"] * 2, [None] * 2, council))
    expect(as_cells(got, council), {("Seas", "none"): 2}, "Every None is counted, in the row of its department.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 4 · A fair average (3 points)

In our 60 complaints 20 are about roads and 8 about licences. A system that is good at roads and ignores licences can have a fine accuracy while every shopkeeper is let down. **Macro recall** lets each department count the same: take the recall of each department, then the average of these.

| Department | belong to it | reached it | recall |
|---|---|---|---|
| Roads | 4 | 4 | 1.0 |
| Parks | 1 | 0 | 0.0 |
| **macro recall** | | | **0.5** (the accuracy would be 0.8) |

- The recall of a department: of the complaints that **belong to it**, the share that reached it.
- **`None` is a miss**: the complaint stays among those that belong there, and has not reached it.
- A department to which **no complaint belongs** is left out of the average.
- If none is left, the result is **0.0**. The two lists **stay as they were**.

<details><summary>Hint 1: the idea</summary>

For each department, collect what was chosen for the complaints that belong to it. If there are some, note the share that is right. At the end, average what you noted.
</details>
<details><summary>Hint 2: the tool</summary>

`[p for g, p in zip(gold, pred) if g == label]` is the list of what was chosen for one department's complaints. `chosen.count(label)` counts how often one entry stands in a list. `sum(recalls) / len(recalls)` is an average, but not for an empty list.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        if len(chosen) > 0:
            recalls.append(chosen.count(____) / len(____))
    if len(recalls) == 0:
        return ____
    return sum(recalls) / len(recalls)
```
</details>
"""

# %% nbgrader={"grade_id": "macro_recall", "solution": true}
def macro_recall(gold, pred, labels):
    """The average of the departments' recalls, over the departments to which a complaint belongs; 0.0 if there is none.

    Example: macro_recall(["Roads", "Parks"], ["Roads", None], ["Roads", "Parks"]) gives 0.5.
    """
    ### BEGIN SOLUTION
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        if len(chosen) > 0:
            recalls.append(chosen.count(label) / len(chosen))
    if len(recalls) == 0:
        return 0.0
    return sum(recalls) / len(recalls)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_macro_recall_equal", "grade": true, "points": 1}
with check("Each department counts the same, however few its complaints"):
    expect(
        macro_recall(["Roads"] * 4 + ["Parks"], ["Roads"] * 5, ["Roads", "Parks"]),
        0.5,
        "Roads has a recall of 1 and Parks of 0. If you got 0.8, every complaint counted the same, and the small department vanished.",
    )
### BEGIN HIDDEN TESTS
with check("Recall is a share of what belongs to a department, not of what was sent to it"):
    council = ["Ports", "Seas", "Isles"]
    right = ["Ports"] * 4 + ["Seas"] * 2 + ["Isles"]
    chosen = ["Ports", "Seas", "Seas", "Seas", "Seas", "Isles", "Isles"]
    why = "For each department: how many of its complaints reached it, divided by how many belong to it. Then the average."
    expect(macro_recall(right, chosen, council), (0.25 + 0.5 + 1) / 3, why)
    expect(macro_recall(right[::-1], chosen[::-1], council[::-1]), (0.25 + 0.5 + 1) / 3, "The order must not matter.")
    expect_unchanged([right, chosen], [["Ports"] * 4 + ["Seas"] * 2 + ["Isles"], ["Ports", "Seas", "Seas", "Seas", "Seas", "Isles", "Isles"]], "the two lists")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_macro_recall_absent", "grade": true, "points": 1}
with check("A department without complaints is left out of the average"):
    expect(
        attempt(lambda: macro_recall(["Roads", "Waste"], ["Roads", "Waste"], LABELS)),
        1.0,
        "Parks and Licensing had no complaint that day. Nothing was missed there, and nothing was found: they do not count.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds where complaints were sent to it by mistake, and for no complaints at all"):
    council = ["Ports", "Seas", "Isles"]
    expect(attempt(lambda: macro_recall(["Ports"] * 2, ["Ports", "Isles"], council)), 0.5, "What counts is whether complaints belong to a department, not whether it was chosen.")
    expect(attempt(lambda: macro_recall([], [], council)), 0.0, "Without complaints the result is 0.0.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_macro_recall_none", "grade": true, "points": 1}
with check("A complaint without a choice counts as a miss"):
    expect(
        attempt(lambda: macro_recall(["Roads", "Roads", "Parks"], ["Roads", None, "Parks"], ["Roads", "Parks"])),
        0.75,
        "Roads reached 1 of its 2 complaints, so 0.5; Parks 1 of 1. Leaving out the undecided would make silence look like skill.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds where a department gets nothing but None"):
    expect(attempt(lambda: macro_recall(["Seas", "Seas", "Ports"], [None, None, "Ports"], ["Ports", "Seas"])), 0.5, "Seas has complaints, and none reached it: its recall is 0, and it counts.")
    expect(attempt(lambda: macro_recall(["Seas"] * 4, [None, "Seas", None, None], ["Seas"])), 0.25, "One of four reached its department.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Accuracy and macro recall of three ways to route: everything to Roads, and the model without and with examples
with explore("The two averages"):
    pred = {"all to Roads": ["Roads"] * len(RULER), "no examples": OWN["pred"]["none"], "four examples": OWN["pred"]["four"]}
    recalls = my_recalls({name: (gold, chosen) for name, chosen in pred.items()}, OWN["recall"])
    print(f"{'':14} accuracy   macro recall")
    for name, chosen in pred.items():
        print(f"{name:14} {accuracy(gold, chosen):8.3f} {recalls[name]:14.3f}")

# %% [markdown]
"""
“All to Roads” has a macro recall of 0.25, since three of four departments get nothing. Without examples the model has the same two figures, because it does the same. Four examples raise both, to 0.411 and 0.415. Whom do they help? The picture below will tell.

## Task 5 · The test itself (4 points)

Now join it: for each complaint ask for the score of every department. One rule matters more than all others. **A complaint that stands in the prompt as an example must not be in the test.** Its answer stands there, and the model need only copy it. This mistake is called *leakage*, and it makes a bad system look good.

The scores are asked of a function that is handed to you: `score_fn(complaint, examples, label)`. It takes the **text** of the complaint, the list of examples, and one label. A supplier charges for each call.

| You get | You return |
|---|---|
| `items`: a list of `{"text": …, "department": …}` (more entries do not matter) | `"gold"`: the right department of each complaint that is tested |
| `examples`: a list of the same kind | `"scores"`: for each of them a dictionary `{label: score}` for all `LABELS` |

- Leave out each item whose **text** is that of an example, **whatever department** stands with it (an officer may have corrected one).
- Keep the **order** of the items.
- Call `score_fn` **once for each label** of each tested complaint, and not at all for those left out.
- Hand on **all examples** with each call, and each score **as `score_fn` gave it**. Items and examples **stay as they were**.

<details><summary>Hint 1: the idea</summary>

Make a list of the texts that were shown. Go through the items; skip each whose text is in that list. For the others, note the department, and make a dictionary of four scores.
</details>
<details><summary>Hint 2: the tool</summary>

`[example["text"] for example in examples]` is the list of texts. `if item["text"] in shown: continue` skips the rest of the loop. `{label: 0 for label in LABELS}` makes a dictionary with an entry a label; put the call of `score_fn` in place of the 0.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in ____:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], ____, label) for label in ____})
    return result
```
</details>
"""

# %% nbgrader={"grade_id": "evaluate", "solution": true}
def evaluate(items, examples, score_fn):
    """Score every item that is not among the examples: {"gold": [department, …], "scores": [{label: score, …}, …]}.

    Example: with one item {"text": "Bins are full.", "department": "Waste"} and no examples, "gold" is ["Waste"].
    """
    ### BEGIN SOLUTION
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_evaluate_scores", "grade": true, "points": 1}
with check("For each complaint: its right department, and a score for each label, in the order of the items"):
    two = [{"text": "Bins are full.", "department": "Waste"}, {"text": "The lamp is out.", "department": "Roads"}]
    got = evaluate(two, [], lambda complaint, examples, label: len(text_of(complaint)) + len(label) / 10)
    expect(
        as_result(got),
        {
            "gold": ["Waste", "Roads"],
            "scores": [{label: n + len(label) / 10 for label in LABELS} for n in (14, 16)],
        },
        "The result has two entries, gold and scores. A score stands in its dictionary under its label, just as score_fn gave it.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for other complaints, any number of them; the items are left as they were"):
    def fresh():
        return [{"id": n, "text": f"case {n}", "department": d} for n, d in ((7, "Parks"), (2, "Licensing"), (5, "Parks"))]

    def stub(complaint, examples, label):
        return -1.23456 * float(text_of(complaint).split()[1]) - LABELS.index(label)

    given = fresh()
    wanted = [{label: -1.23456 * n - LABELS.index(label) for label in LABELS} for n in (7, 2, 5)]
    expect(as_result(evaluate(tuple(given), [], stub)), {"gold": ["Parks", "Licensing", "Parks"], "scores": wanted}, "Keep the order of the items, and all scores as they are.")
    expect_unchanged(given, fresh(), "the items")
    evaluate(given, fresh()[:1], stub)
    expect_unchanged(given, fresh(), "the list of items")
    expect(as_result(evaluate([], [], stub)), {"gold": [], "scores": []}, "No items: two empty lists.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_evaluate_leak", "grade": true, "points": 1}
with check("What was shown as an example is not tested"):
    three = [{"text": f"Case {letter}", "department": d} for letter, d in (("a", "Waste"), ("b", "Roads"), ("c", "Parks"))]
    expect(
        sorted_golds(evaluate(three, three[:1], lambda complaint, examples, label: 0.0)),
        ["Parks", "Roads"],
        "The first complaint stands in the prompt with its answer. Testing on it measures copying, not routing.",
    )
### BEGIN HIDDEN TESTS
with check("What counts is the text: with another department, as a copy, or twice, it is left out all the same"):
    def flat(complaint, examples, label):
        return 0.0

    cases = [{"id": n, "text": t, "department": d} for n, (t, d) in enumerate((("oak fell", "Parks"), ("oil leak", "Roads"), ("oak fell", "Parks"), ("oak fell again", "Waste")))]
    why = "Compare the texts. Another department in the example, or a second copy, does not make the answer unseen."
    expect(sorted_golds(evaluate(cases, [{"text": "oak fell", "department": "Roads"}], flat)), ["Roads", "Waste"], why)
    expect(sorted_golds(evaluate(cases, [{"text": "oak fell again", "department": "Waste"}], flat)), ["Parks", "Parks", "Roads"], "Only the same text is left out, not one that is a part of it.")
    expect(sorted_golds(evaluate(cases, [{"text": "unknown", "department": "Parks"}], flat)), ["Parks", "Parks", "Roads", "Waste"], "An example from elsewhere leaves every item in the test, whatever its department.")
    expect(sorted_golds(evaluate(cases, cases, flat)), [], "If everything was shown, nothing is left to test.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_evaluate_calls", "grade": true, "points": 1}
with check("The model is asked once for each label of each tested complaint"):
    asked = []
    evaluate(
        [{"text": "Bins are full.", "department": "Waste"}],
        [],
        lambda complaint, examples, label: asked.append((text_of(complaint), as_label(label))) or -1.0,
    )
    expect(
        Counter(asked),
        Counter(("Bins are full.", label) for label in LABELS),
        "Here are the pairs (complaint, label) with the number of calls. Each call costs money: one for each label is enough, and each label needs one.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for several complaints; nothing is asked for those left out"):
    asked = []

    def counting(complaint, examples, label):
        asked.append((text_of(complaint), as_label(label)))
        return -2.0

    some = [{"text": f"no. {n}", "department": "Parks"} for n in (3, 4, 5)]
    evaluate(some, [some[1]], counting)
    wanted = Counter((f"no. {n}", label) for n in (3, 5) for label in LABELS)
    expect(Counter(asked), wanted, "Four calls for each tested complaint, none for the one that was shown.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_evaluate_examples", "grade": true, "points": 1}
with check("Each call is given the text of the complaint and all the examples"):
    handed = []
    shown = [{"text": "Swing is broken.", "department": "Parks"}, {"text": "No permit.", "department": "Licensing"}]
    evaluate(
        [{"text": "Bins are full.", "department": "Waste"}],
        shown,
        lambda complaint, examples, label: handed.append((complaint, [e["text"] for e in examples])) or -1.0,
    )
    expect(
        handed[:1],
        [("Bins are full.", ["Swing is broken.", "No permit."])],
        "The first input of score_fn is the text alone, without the right department. The second is the list of examples as it was given.",
    )
### BEGIN HIDDEN TESTS
with check("In every call, with both parts of each example, and the examples are left as they were"):
    handed = []

    def noting(complaint, examples, label):
        handed.append((complaint, [(e["text"], e["department"]) for e in examples]))
        return 0.5

    shown = [{"text": f"ex {n}", "department": d} for n, d in ((1, "Roads"), (2, "Roads"), (3, "Waste"))]
    evaluate([{"text": "new 1", "department": "Parks"}, {"text": "ex 2", "department": "Roads"}, {"text": "new 2", "department": "Roads"}], shown, noting)
    pairs = [("ex 1", "Roads"), ("ex 2", "Roads"), ("ex 3", "Waste")]
    expect(handed, [("new 1", pairs)] * 4 + [("new 2", pairs)] * 4, "Hand on the text and the whole list of examples, each time.")
    expect_unchanged(shown, [{"text": f"ex {n}", "department": d} for n, d in ((1, "Roads"), (2, "Roads"), (3, "Waste"))], "the examples")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture for the council

This cell joins all your answers, with the recorded scores of the real model, a margin of 0.1, and **the same 56 complaints** each time: the four examples are out of every test.

The third table tries a remedy. If Roads gets a high score for every complaint, that score says little. What tells us something is whether a complaint gets **more or less than is usual** for a department. So each department's average score over the 56 complaints is taken off its scores. No right answer is used for this, so nothing leaks.
"""

# %% tags=["explore", "folded", "picture"]
with explore("The picture for the council"):
    fig, axes = plt.subplots(1, 3, figsize=(13.5, 4.2), sharey=True)
    columns = [*LABELS, "none"]
    names = {"none": "Without examples", "four": "With four examples", "four-level": "… and favourites taken off"}
    recorded = {name: {"gold": gold, "scores": recorded_scores(name)} for name in ("none", "four")}
    result = my_result({"none": (RULER, []), "four": (items, EXAMPLES)}, recorded)
    result["four-level"] = {"gold": result["four"]["gold"], "scores": without_favourites(result["four"]["scores"])}
    pred = my_choices({name: (result[name]["scores"], 0.1) for name in names}, OWN["pred"])
    pairs = {name: (result[name]["gold"], pred[name]) for name in names}
    tables = my_tables(pairs, OWN["cells"])
    own = {"none": "no examples", "four": "four examples", "four-level": "favourites off"}
    recalls = my_recalls(pairs, {name: OWN["recall"][words] for name, words in own.items()})
    for ax, (name, title) in zip(axes, names.items()):
        counts = np.array([[tables[name].get((row, column), 0) for column in columns] for row in LABELS])
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for y, row in enumerate(counts):
            for x, n in enumerate(row):
                ax.text(x, y, str(n), ha="center", va="center", color="white" if shares[y, x] > 0.62 else COLOURS["black"])
        for n in range(len(LABELS)):
            ax.add_patch(plt.Rectangle((n - 0.5, n - 0.5), 1, 1, fill=False, edgecolor=COLOURS["red"], lw=2))
        ax.set_xticks(range(len(columns)), columns)
        ax.set_yticks(range(len(LABELS)), LABELS)
        ax.grid(False)
        ax.set_xlabel("chosen")
        ax.set_title(f"{title}\nmacro recall {recalls[name]:.2f}")
    axes[0].set_ylabel("right department")
    plt.show()

# %% [markdown]
"""
**How to read it.** Each row is one department's complaints. A dark square inside a red frame is good. A dark square elsewhere is work for somebody: the complaint waits on the wrong desk, and is sent on. A dark column is a favourite of the model.

The four examples raised the average, and Waste and Parks still get **none** of their 30 complaints: all that was won went to Licensing. Only the third table serves every department, and it leaves 11 of the 56 to a person.

## Languages, examples, and the price of abstaining

Three more looks at the same scores. The first splits the third table by language. The second asks the four examples themselves, although they stand in the prompt: this is the mistake that your Task 5 avoids. The third moves the margin.
"""

# %% tags=["explore", "folded"]
# English and Malay apart, the four examples as a test, and the price of abstaining
with explore("The looks at language, examples and margin"):
    rows = {"four": recorded_scores("four"), "four-level": without_favourites(recorded_scores("four"))}
    asked = {f"{name} {margin}": (rows[name], margin) for name in rows for margin in MARGINS}
    own = {f"{name} {margin}": OWN["by_margin"][name][str(margin)] for name in rows for margin in MARGINS}
    choices = my_choices(asked, own)
    print("Four examples, favourites taken off, margin 0.1:")
    for code, word in (("en", "English"), ("ms", "Malay")):
        pairs = [(g, p) for item, g, p in zip(RULER, gold, choices["four-level 0.1"]) if item["language"] == code]
        print(f"  {word:8} {sum(g == p for g, p in pairs):2} of {len(pairs)} right, {sum(p is None for g, p in pairs)} left to a person")
    print("\nThe four examples as a test, highest score:")
    for name, word in (("none", "before they were shown"), ("four", "after they were shown")):
        hits = [max(LABELS, key=lambda label: score(e["text"], EXAMPLES if name == "four" else [], label)) == e["department"] for e in EXAMPLES]
        print(f"  {word}: {sum(hits)} of 4 right")
    print("\n          four examples               favourites taken off")
    print("margin    to a person   right         to a person   right")
    for margin in MARGINS:
        line = f"{margin:6}"
        for name in rows:
            kept = [(g, p) for g, p in zip(gold, choices[f"{name} {margin}"]) if p is not None]
            line += f" {len(gold) - len(kept):11}     {sum(g == p for g, p in kept):2} of {len(kept):2}    "
        print(line)

# %% [markdown]
"""
**Languages.** “It understands English and Malay”, said the supplier. In the best of the three tables 32 of 45 English complaints reach their department, and **2 of 11 in Malay**. Eleven are few, but the gap is wide. And only one of the eleven was left to a person: the margin does not protect those whom the model does not understand.

**Examples as a test.** A model may copy an answer that stands in its prompt. Then a test on the examples shows a skill that is not there. This small model got 1 of 4 right before, and 1 of 4 after: it does not even copy. You cannot know that beforehand, so always leave the examples out.

**Abstaining.** With four examples alone, a margin of 1.0 leaves 26 of 56 to a person, and half of the rest is still wrong. With the favourites taken off, 27 of 36 are right at a margin of 0.25, and 9 of 10 at 1.0, when 46 are left to a person. This is the price of being sure, and you can state it before you buy.

## Live: your own examples

Write your own examples into the box, one a line: the department, a colon, the complaint. Press the Tab key, or click elsewhere, and the test runs again. Then move the margin, and take off the favourites.

- As it stands, and with an **empty box**, all comes from the record, at once.
- With **any other examples**, the live model is asked. So that you need not wait long, only two complaints of each department are tested then: a glimpse, not a measurement. It takes about half a minute, and longer while many work on the same machine; while it works, the circle at the top right is filled. The line below the chart says what was tested.

Try this: give two examples for Licensing and none for Roads. Or write the same four in Malay. **Note one figure. You need it for your reflection.**
"""

# %% tags=["explore", "folded"]
# The live test: a box with examples, and a slider for the margin
def read_examples(text):
    """The examples in the box: one a line, "Department: complaint"."""
    pairs = [line.split(":", 1) for line in text.splitlines() if ":" in line]
    return [{"text": complaint.strip(), "department": label.strip()} for label, complaint in pairs]


@functools.cache
def tested(text):
    """Gold labels and scores with these examples: all 56 from the record, else two of each department live."""
    shown = read_examples(text)
    name = "none" if not shown else "four"
    recorded = {"gold": gold, "scores": recorded_scores(name)}
    if shown in ([], EXAMPLES):
        return recorded, name, "from the record"
    model.load()  # where it is not installed, this says so
    some = [item for label in LABELS for item in [i for i in RULER if i["department"] == label][:2]]
    result = my_result({"live": (some, shown)}, {"live": recorded})["live"]
    if result is recorded:  # Task 1 or Task 5 is not finished
        return recorded, "four", "the lab's own four examples, from the record: others need Tasks 1 and 5"
    return result, None, "asked of the live model"


def draw(examples, margin, favourites_taken_off):
    """Recall of each department with these examples and this margin."""
    wrong = [e["department"] for e in read_examples(examples) if e["department"] not in LABELS]
    if wrong:
        return f"“{wrong[0]}” is no department of this council. Begin each line with one of: {', '.join(LABELS)}."
    result, name, source = tested(examples)
    scores = without_favourites(result["scores"]) if favourites_taken_off else result["scores"]
    name = name and name + "-level" * favourites_taken_off
    own = {"": OWN["by_margin"][name][str(margin)]} if name else None  # for other examples, nothing is recorded
    pred = my_choices({"": (scores, margin)}, own)[""]
    own = {"": OWN["recall_by_margin"][name][str(margin)]} if name else {"": math.nan}
    value = my_recalls({"": (result["gold"], pred)}, own)[""]
    shown = len(EXAMPLES) if name and name.startswith("four") else len(read_examples(examples))
    figure, ax = plt.subplots(figsize=(8.5, 3.4))
    for n, label in enumerate(LABELS):
        chosen = [p for g, p in zip(result["gold"], pred) if g == label]
        parts = [sum(p == label for p in chosen), sum(p is None for p in chosen)]
        parts.append(len(chosen) - sum(parts))
        left = 0
        for part, colour in zip(parts, ("blue", "grey", "red")):
            ax.barh(n, part, left=left, color=COLOURS[colour])
            left += part
    for colour, word in (("blue", "reached it"), ("grey", "left to a person"), ("red", "sent elsewhere")):
        ax.barh([0], [0], color=COLOURS[colour], label=word)
    ax.set_yticks(range(len(LABELS)), LABELS)
    ax.invert_yaxis()
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel(f"complaints of each department ({len(pred)} in all, {source})")
    ax.set_title(f"Macro recall {'… (Task 4)' if math.isnan(value) else round(value, 2)} with {shown} examples and a margin of {margin}")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)
    return figure


with explore("The live test", "Tasks 1, 2, 4 and 5"):
    start = "\n".join(f"{e['department']}: {e['text']}" for e in EXAMPLES)
    live(
        draw,
        examples=ipywidgets.Textarea(start, rows=6),
        margin=ipywidgets.SelectionSlider(options=MARGINS, value=0.1),
        favourites_taken_off=ipywidgets.Checkbox(value=False),
    )

# %% [markdown]
"""
If the box and the slider do not appear (on paper, or in the feedback you receive), the picture shows the four examples and a margin of 0.1.

## Reflection · What would you tell your KSU? (4 points, marked by a person)

Your ministry receives letters, too. In **120–200 words, in English or Bahasa Melayu**, write what you would tell your Secretary-General (KSU): **what does a wrong route cost, who pays for it, and what must be measured before a model may route letters here?**

One point each:

| | The marker looks for |
|---|---|
| 1 | You **cite your own output**: a figure, a table or a picture that you made above. |
| 2 | You **name a limit or a harm**: what the measurement cannot show, or who is let down. |
| 3 | You propose **an action with an owner** in your own ministry (a unit or a post, and by when). |
| 4 | You name **the right clause** from the list at the end, where it fits. |
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
*A model reflection, for the marker.*

My first table shows that without examples the model sent all 56 complaints to Roads (macro recall 0.25). With four examples it was 0.42, yet Waste and Parks got none of their 30 complaints. With the favourites taken off it was 0.65, but only 2 of 11 Malay complaints arrived, against 32 of 45 in English. A wrong route costs days on a wrong desk. The citizen pays, and here most of all the citizen who writes in Malay.

What I cannot show: 56 short complaints by one author are not our letters, and eleven are too few to say how large the gap is.

Before any trial, the head of our registry has two officers label 300 past letters, half of them in Malay, by 31 March. She reports the recall of each unit in each language; no letter that serves as an example is tested, and doubtful letters go to a clerk. NIST AI RMF MEASURE 2.3 fits: performance is shown for conditions like those of use.

*Rubric, a point each: cites own output; names a limit or a harm, and who bears it; an action with an owner in the officer's own ministry; the right clause (AIGE Reliability, safety and control; NIST AI RMF MEASURE 2.3; or OWASP LLM09 in its 2025 edition) with a reason that fits. The AIGE is voluntary: an answer that calls it law does not earn the last point.*
"""

# %% [markdown]
"""
## What you learned

- A prompt is part of the system. Here the order of the names in it counted for more than the complaint.
- A model always has a highest score, and a large lead is not knowledge. When it may decide is **your** rule: a margin, and a person behind it.
- One average hides a department. Four examples raised macro recall from 0.25 to 0.42, and two of four departments still got nothing. It hides a language, too.
- What was shown is never tested. A supplier's figure that does not say so is worth nothing.
- All figures here are of 56 short complaints, by one author and for one small model. A larger one may do better. It must be measured in the same way, in each language.

## The clauses that this serves

| Framework | What it says |
|---|---|
| National Guidelines on AI Governance and Ethics (AIGE; MOSTI, 20 September 2024), *Reliability, safety and control* | One of its seven principles. The guidelines are **voluntary**. |
| NIST AI Risk Management Framework 1.0, **MEASURE 2.3** | Performance is shown for conditions like those of use. |
| OWASP Top 10 for LLM Applications, 2025 edition, **LLM09 Misinformation** | It names misinformation as a risk. In this lab a department is named even where the model knows nothing. |

None of the three is a law.

## What is next

In *Who is knocking?* (`net-2-scan`) you read 3,000 packets at a state portal before a deadline, and you weigh misses against false alarms again. Before you close this notebook: press **Ctrl + S** to save it, then submit the lab.
"""

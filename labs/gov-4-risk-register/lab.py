# %% [markdown]
"""
# One system, four rulebooks / *Satu sistem, empat rangka kerja*

**The story.** The mayor of Kota Seri comes back from her field visits with a full notebook, and her departments have
plans of their own: 18 uses of artificial intelligence, from a forecast of broken street lights to a chatbot that
decides who gets flood aid. She asks you: "Which of these may go live, who answers for them, and what is missing?" Four
rulebooks have something to say about it. You will put all 18 through one register.

*Kota Seri, its offices, its vendors and all 18 uses are fictional. They describe no real city or system.*

**What you will have made by the end:** a map of where the risk is once the controls are counted, and a picture of where
the evidence is thin.

![On the left a five by five map with the 18 uses in its cells; four of them are in its darkest corner. On the right a radar with seven spokes; two of them, fairness and human benefit, are almost empty.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Sort** a use of AI into a tier, the strictest first.
2. **Score** the risk that remains when controls are counted.
3. **Map** one set of documents to several rulebooks, and see the gaps.
4. **Decide** at a gate whether a system goes live, and say what is missing.

**75 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Where you see ✏,
write your answer, run the cell, then run the check below it: a green card means that it passed; any other card
says what was asked and what came back. You may try as often as you like. A task that you skip stops nothing: what comes
after it goes on with the lab's own result, and says so.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| use case | kes penggunaan | one thing that an AI system is used for |
| tier | peringkat | how strict the rules for a use are |
| likelihood | kebarangkalian | how often harm is to be expected |
| impact | impak | how bad the harm is when it comes |
| control | kawalan | what makes harm rarer: a second look, a limit, an off switch |
| residual risk | risiko baki | what is left of the risk once the controls are counted |
| evidence | bukti | a document that somebody else can open and read |
| crosswalk | pemetaan silang | a table that leads from one rulebook to another |
| gap | jurang | a place where evidence should be, and is not |
| register | daftar | the list of all systems, with an owner and a date each |
| go-live gate | pintu kelulusan | the questions that must be answered before a system is switched on |
| accountability | akauntabiliti (kebertanggungjawaban) | somebody with a name answers for it |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the 18 uses and the tools; there is nothing to change in it.
import copy
import html
import json
from datetime import date, timedelta

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import HTML, display
from ipywidgets import Dropdown

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

# For Task 1. The lab's own table, much shorter than any law. What is not in it is "minimal".
TIERS = ["prohibited", "high", "transparency", "minimal"]  # the strictest first
TIER_OF = {
    "social scoring": "prohibited",
    "benefit decisions": "high",
    "emergency ranking": "high",
    "chatbot": "transparency",
    "made content": "transparency",
}
# For Task 3. The seven principles of AIGE.
PRINCIPLES = [
    "Fairness",
    "Reliability, safety and control",
    "Privacy and security",
    "Inclusiveness",
    "Transparency",
    "Accountability",
    "Pursuit of human benefit and happiness",
]
# For Task 5. What must be answered with "yes" before go-live, and two more for the tier "high".
GATE = ["owner named", "tests passed", "privacy reviewed", "people told", "appeal open"]
GATE_HIGH = ["officer can overrule", "impact assessed"]


def read(name):
    """A file of this lab, fresh; days are read as dates."""

    def with_dates(entry):
        return {key: date.fromisoformat(value) if key in ("reviewed", "review") else value for key, value in entry.items()}

    return json.loads(data_file(name).read_text(encoding="utf-8"), object_hook=with_dates)


# What the checks use to read an answer, whatever its form.
def as_rows(answer):
    """The rows of a register: a list of dictionaries. A table will do."""
    rows = answer.to_dict("records") if hasattr(answer, "columns") else answer
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        raise AssertionError(f"The register must be a list with one dictionary a row. It was: {str(answer)[:200]}")
    return list(rows)


def column(answer, name):
    """One entry of each row of a register, in order."""
    for row in as_rows(answer):
        if name not in row:
            raise AssertionError(f"Each row needs the entry “{name}”. This row has none: {row}")
    return [row[name] for row in as_rows(answer)]


def days_of(answer):
    """The review dates of a register as text, whatever kind of date they are."""
    return [str(day)[:10] for day in column(answer, "review")]


def as_pairs(answer):
    """What a crosswalk gave: pairs of principle and finding. A dictionary, a Series or a list of pairs will do."""
    pairs = list(answer.items()) if hasattr(answer, "items") else answer
    if not isinstance(pairs, list | tuple) or any(isinstance(pair, str) or len(pair) != 2 for pair in pairs):
        raise AssertionError(f"The answer must be a dictionary: a finding for each principle. It was: {str(answer)[:200]}")
    return [(principle, finding) for principle, finding in pairs]


def finding_of(answer, principle):
    """What a crosswalk says of one principle: "gap", or its documents sorted, repeats kept."""
    for name, finding in as_pairs(answer):
        if name == principle:
            return finding if isinstance(finding, str) else sorted(finding)
    raise AssertionError(f"The principle “{principle}” is not in the answer. All seven must be, also those without evidence.")


def as_gate(answer):
    """What go_live gave, if it is two things: a truth value and a list."""
    if not isinstance(answer, tuple | list) or len(answer) != 2 or isinstance(answer[1], str):
        raise AssertionError(f"Two things must come back: True or False, and a list of what is missing. It was: {answer!r}")
    return answer[0], list(answer[1])


# What the pictures show: the results of your functions for all uses, or the lab's own where a task is not finished.
def for_each_use(function, fits):
    """A function's result for each use, by id; nothing where one of the results does not fit."""
    results = {uc["id"]: function(uc) for uc in cases}
    return results if all(fits(result) for result in results.values()) else None


def all_tiers():
    return own_or_ours(lambda: for_each_use(lambda uc: eu_tier(uc), lambda tier: tier in TIERS), lambda: recorded["tier"], "Task 1")


def all_risks():
    return own_or_ours(
        lambda: for_each_use(lambda uc: residual_risk(uc["likelihood"], uc["impact"], uc["control"]), lambda risk: 1 <= risk <= 25),
        lambda: recorded["risk"],
        "Task 2",
    )


def all_findings():
    return own_or_ours(
        lambda: for_each_use(lambda uc: dict(as_pairs(crosswalk(uc, crosswalk_table))), lambda found: set(found) == set(PRINCIPLES)),
        lambda: recorded["crosswalk"],
        "Task 3",
    )


def all_gates(tiers):
    return own_or_ours(
        lambda: for_each_use(lambda uc: as_gate(go_live({**uc, "tier": tiers[uc["id"]]})), lambda gate: gate[0] in (True, False)),
        lambda: recorded["gate"],
        "Task 5",
    )


def finished_rows(answer):
    """The rows of a register, if each has its four entries."""
    return as_rows(answer) if all(len(column(answer, name)) for name in ["id", "risk", "owner", "review"]) else None


def show_table(rows):
    """Show rows as a table, with texts at the left."""
    page = pd.DataFrame(rows).to_html(index=False)
    for cell in ["th", "td"]:
        page = page.replace(f"<{cell}>", f'<{cell} style="text-align:left">')
    display(HTML(page))


cases = read("use_cases.json")
crosswalk_table = read("crosswalk.json")
recorded = read("recorded.json")  # the lab's own results, for a task that was skipped
note(f"{len(cases)} uses of AI are loaded. Everything is ready.")

# %% [markdown]
"""
## Look at the uses

Each use is a *dictionary*: a list of names with a value each. `uc["does"]` is what stands under the name *does*, and
`uc.get("does")` is the same, but gives `None` (nothing) where there is no such name.
"""

# %% tags=["explore"]
print("One use as Python sees it:", {name: cases[1][name] for name in ["id", "does", "likelihood", "impact", "control"]})
show_table([{"id": uc["id"], "name": uc["name"], "what it does": uc["what"], "idea": uc["idea"]} for uc in cases])

# %% [markdown]
"""
## Try it: three harms, one number

The *Clinic medicine forecast* was scored for three kinds of harm: to money, to rights, to safety. A wrong order costs
little, but a clinic without insulin is a danger to life. The board wants one number. Run the cell. **Then change
something and run it again:** make the 5 a 1; or add more 1s to the list. Which of the two numbers notices?
"""

# %% tags=["explore"]
impact = [1, 1, 5]  # money, rights, safety: 1 is slight, 5 is severe

print("average:", round(sum(impact) / len(impact), 2))
print("worst:  ", max(impact))

# %% [markdown]
"""
The average makes a danger to life look like a mild nuisance, and each harmless row that somebody adds makes it milder.
Keep that in mind for Task 2.
"""

# %% [markdown]
"""
## A worked example: the worst warning wins

Gauges along the river send colours. The control room needs one: the worst of them. Read the function with the notes on
its right, then run it.
"""

# %%
LEVELS = ["red", "amber", "green"]                 # the worst first

def worst_warning(colours):
    """The worst colour among many: ["green", "amber"] gives "amber"."""
    if not colours:                                # an empty list: no gauge has reported
        raise ValueError("no gauge has reported")  # stop here, and say why
    for level in LEVELS:                           # ask for red first, then amber, then green
        if level in colours:
            return level                           # hand it back, and stop looking


worst_warning(["green", "amber", "green"])

# %% [markdown]
"""
Two habits to take along. **The order of the questions does the work:** we ask for the worst first and stop at the first
yes, so it does not matter in which order the gauges report. **Silence is not green:** where nothing was reported,
the function refuses to answer (`raise ValueError`) instead of calling the river calm.
"""

# %% [markdown]
"""
## Task 1 · The strictest tier (4 points)

The European Union's AI Act (EU AI Act) is not Malaysian law. Vendors quote it, and its way of sorting is a useful
comparison. People commonly speak of four tiers. This lab uses five kinds of use:

| what the system does | tier in this lab | where it comes from |
|---|---|---|
| `social scoring` | `"prohibited"` | Art. 5(1)(c), reported as forbidding to score people by their conduct and treat them worse for it where that is unrelated or out of proportion |
| `benefit decisions` | `"high"` | Annex III, point 5(a): evaluating for an authority who is eligible for essential public assistance |
| `emergency ranking` | `"high"` | Annex III, point 5(d): evaluating emergency calls, or setting the priority of first responders |
| `chatbot`, `made content` | `"transparency"` | Art. 50, reported as asking that people be told that they deal with an AI, and that made content be marked |
| anything else | `"minimal"` | the lab's own remainder: **the Act's lists are longer**, so this word is no legal finding |

Write `eu_tier(uc)`. It gives back one of the four tiers as a text.

- One system may do several things. **The strictest tier** counts, **in whatever order** they are listed.
- A word that is **not in the table** is `"minimal"`.
- **An officer's signature** (`uc["officer_signs"]`) **does not change the tier** in this lab: a control lowers a risk, and comes in
  Task 2.
- Where `does` is **empty or not there**, nobody has said what the system does: raise a `ValueError`.

`TIERS` (the strictest first) and `TIER_OF` (what does what) are ready for you. Leave the use as it was.

<details><summary>Hint 1: the idea</summary>

Refuse first, where nothing was written down. Then look up the tier of each thing that the system does. Then ask for the
tiers in the order of `TIERS`, and give back the first that is among them, as the example did with its colours.
</details>

<details><summary>Hint 2: the tool</summary>

`uc.get("does")` is the list, or `None`. `if not ...` is true for both `None` and an empty list.
`TIER_OF.get(word, "minimal")` looks a word up, and gives "minimal" where it is not in the table. `[... for word in words]` makes a list with
one entry for each word.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    if not uc.get("does"):
        raise ____("nobody has written down what this system does")
    found = [TIER_OF.get(word, ____) for word in uc["does"]]
    for tier in ____:
        if tier in found:
            return tier
```
</details>
"""

# %% nbgrader={"grade_id": "eu_tier", "solution": true}
def eu_tier(uc):
    """The strictest tier of what a use does: "prohibited", "high", "transparency" or "minimal".

    eu_tier({"does": ["sorting", "made content"]}) -> "transparency"
    Raises ValueError where "does" is empty or not there.
    """
    ### BEGIN SOLUTION
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in TIERS:
        if tier in found:
            return tier
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_tier_each", "grade": true, "points": 1}
with check("A use that does one thing has the tier of that thing"):
    expect(eu_tier({"does": ["chatbot"]}), "transparency", "A chatbot stands in the table. Look its word up in TIER_OF.")
    expect(eu_tier({"does": ["forecast"]}), "minimal", "A word that the table does not have gets the remainder, and no error.")
### BEGIN HIDDEN TESTS
with check("Each line of the table, and words outside it, get their tier"):
    why = "Look the word up in TIER_OF; what is not there is “minimal”."
    expect(eu_tier({"does": ["social scoring"], "name": "Ladder"}), "prohibited", why)
    expect(eu_tier({"does": ["benefit decisions"]}), "high", why)
    expect(eu_tier({"does": ["emergency ranking"]}), "high", why)
    expect(eu_tier({"does": ["made content"]}), "transparency", why)
    expect(eu_tier({"does": ["weighing", "counting"]}), "minimal", why)
    expect(eu_tier({"does": ["chat"]}), "minimal", "Only the whole word counts: “chat” is not in the table.")
    expect(eu_tier({"does": ["chatbot statistics"]}), "minimal", "Only the whole entry counts: statistics about a chatbot are not a chatbot.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_tier_strictest", "grade": true, "points": 1}
with check("A use that does several things has the strictest of their tiers"):
    expect(
        eu_tier({"does": ["benefit decisions", "chatbot"]}),
        "high",
        "This system talks with people and decides on their aid as well. Telling people that it is a chatbot does not settle the decision: the stricter of the two counts.",
    )
### BEGIN HIDDEN TESTS
with check("The strictest tier counts in whatever order the uses are listed, and the use is left as it was"):
    why = "Ask for the strictest tier first, and stop at the first yes. The order in which a department lists its uses must not matter."
    for does in [["chatbot", "benefit decisions"], ["emergency ranking", "made content", "timing"], ["timing", "made content", "emergency ranking"]]:
        expect(eu_tier({"does": does}), "high", why)
    for does in [["social scoring", "benefit decisions", "chatbot"], ["chatbot", "social scoring", "benefit decisions"], ["timing", "benefit decisions", "social scoring"]]:
        expect(eu_tier({"does": does}), "prohibited", why)
    for does in [["weighing", "made content"], ["made content", "weighing"], ["chatbot", "made content", "weighing"]]:
        expect(eu_tier({"does": does}), "transparency", why)
    use = {"id": "Q-7", "does": ["weighing", "social scoring", "chatbot"], "officer_signs": False}
    before = {**use, "does": list(use["does"])}
    expect(eu_tier(use), "prohibited", why)
    expect_unchanged(use, before, "the use")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_tier_signed", "grade": true, "points": 1}
with check("An officer's signature does not change the tier"):
    expect(
        eu_tier({"does": ["emergency ranking"], "officer_signs": True}),
        "high",
        "The tier follows from what the system does. That somebody signs afterwards is a control, which belongs in the score of Task 2.",
    )
### BEGIN HIDDEN TESTS
with check("Signed or not, every tier stays what it is"):
    why = "A signature is a control. It does not change what the system does."
    for does, tier in [("social scoring", "prohibited"), ("benefit decisions", "high"), ("chatbot", "transparency"), ("weighing", "minimal")]:
        expect(eu_tier({"does": [does], "officer_signs": True}), tier, why)
        expect(eu_tier({"does": [does], "officer_signs": False}), tier, why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_tier_unknown", "grade": true, "points": 1}
with check("Where nobody has said what a system does, it gets no tier at all"):
    expect_error(ValueError, lambda: eu_tier({"does": []}), "The list is empty. Unknown is not harmless: raise a ValueError, as the worked example does.")
### BEGIN HIDDEN TESTS
with check("An empty, absent or None entry is refused, and an unlisted word is not"):
    why = "Where “does” is empty or not there, raise a ValueError."
    expect_error(ValueError, lambda: eu_tier({"id": "Q-1", "name": "Something clever"}), why)
    expect_error(ValueError, lambda: eu_tier({"does": None, "officer_signs": True}), why)
    expect(eu_tier({"does": ["thinking"]}), "minimal", "Something was written down, so there is an answer.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The 18 uses by tier
with explore("The 18 uses by tier", "Task 1"):
    tiers = all_tiers()
    show_table(
        [{"tier": tier, "uses": ", ".join(uc["name"] for uc in cases if tiers[uc["id"]] == tier)} for tier in TIERS]
    )

# %% [markdown]
"""
**What to look for.** One use is prohibited, five are high, five transparency, seven minimal. The *Aid chatbot* and the
*School aid guide* are both chatbots about aid. One decides and one only explains, and that puts them in different tiers.
So ask a vendor first: *what happens to a person because of what comes out?*

## Task 2 · The risk that remains (3 points)

A tier says how strict the rules are. It does not say how dangerous *this* system is in *this* office. For that, three
scores are given, each **a whole number from 1 to 5**:

| score | 1 | 5 |
|---|---|---|
| `likelihood` | harm is rare | harm is nearly certain |
| `impact` | slight | severe; a list, with **one score for each kind of harm** |
| `control` | there is no control | strong controls |

Write `residual_risk(likelihood, impact, control)`:

1. **The worst** of the impacts counts, and never their average.
2. Controls make harm rarer: **each step of control above 1 takes one step off the likelihood**. The likelihood
   is **never less than 1**, since no control makes harm impossible.
3. The risk that remains is that likelihood times the worst impact.
4. Scores come as numbers. Any score that is **not a whole number from 1 to 5**, and an **empty list** of impacts, raises a `ValueError`.
5. The list stays as it was.

| likelihood | impact | control | answer | |
|---|---|---|---|---|
| 4 | `[1, 1, 5]` | 1 | 20 | no control: 4 × 5 |
| 4 | `[1, 1, 5]` | 3 | 10 | two steps of control: 2 × 5 |

<details><summary>Hint 1: the idea</summary>

Look at every score first, those in the list too, and refuse what is not 1, 2, 3, 4 or 5. Then take the steps of control
off the likelihood, stopping at 1. Multiply by the worst impact.
</details>

<details><summary>Hint 2: the tool</summary>

`[likelihood, control, *impact]` is one list of all scores: the star unpacks the impacts into it. `range(1, 6)` is 1, 2,
3, 4, 5, since Python stops before the last number. `value not in range(1, 6)` is also true of 2.5. `max(a, b)` is the larger of two,
`max(impact)` the largest of a list; of an empty list it raises a ValueError by itself.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    for value in [likelihood, control, *impact]:
        if value not in range(1, ____):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(____, likelihood - (control - 1))
    return left * ____
```
</details>
"""

# %% nbgrader={"grade_id": "residual_risk", "solution": true}
def residual_risk(likelihood, impact, control):
    """The risk that remains, 1 to 25: the likelihood after controls times the worst of the impacts.

    residual_risk(4, [1, 1, 5], 3) -> 10
    Raises ValueError for a score that is not a whole number from 1 to 5, and for no impacts.
    """
    ### BEGIN SOLUTION
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control - 1))
    return left * max(impact)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_risk_worst", "grade": true, "points": 1}
with check("The worst kind of harm counts"):
    expect(
        residual_risk(4, [1, 1, 5], 1),
        20,
        "Without control, the likelihood is multiplied with one of the three impacts. An average would hide the 5 behind the two 1s, and a sum would grow with every row.",
    )
### BEGIN HIDDEN TESTS
with check("It counts wherever it stands, however many kinds there are, and the list is left as it was"):
    why = "Only the worst impact is multiplied with the likelihood; its place in the list and the number of the others do not matter."
    for likelihood, impact, risk in [(2, [5, 1, 1], 10), (3, [1, 4, 2, 1], 12), (5, [3], 15), (1, [2, 2], 2), (4, [2, 3, 1], 12), (2, [1, 1, 2, 1, 4], 8)]:
        expect(residual_risk(likelihood, impact, 1), risk, why)
    impacts = [3, 5, 2]
    expect(residual_risk(2, impacts, 1), 10, why)
    expect_unchanged(impacts, [3, 5, 2], "the list of impacts")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_risk_control", "grade": true, "points": 1}
with check("Controls make harm rarer, and never impossible"):
    expect(residual_risk(4, [2, 5], 3), 10, "Control 3 is two steps above none, so two steps come off the likelihood, before it is multiplied.")
    expect(residual_risk(2, [2, 3], 5), 3, "Four steps off a likelihood of 2 would leave less than nothing. It stops at 1.")
### BEGIN HIDDEN TESTS
with check("Each step counts once, the likelihood stops at 1, and the impact stays"):
    why = "Take the steps above 1 off the likelihood, not off the risk and not off the impact; stop at 1."
    for likelihood, impact, control, risk in [(5, [4], 2, 16), (5, [5, 1], 5, 5), (3, [2], 4, 2), (1, [5], 5, 5), (1, [1], 2, 1), (4, [3], 4, 3), (3, [4, 1], 2, 8), (5, [3, 2], 4, 6)]:
        expect(residual_risk(likelihood, impact, control), risk, why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_risk_checked", "grade": true, "points": 1}
with check("A score outside 1 to 5 is refused"):
    expect_error(ValueError, lambda: residual_risk(6, [2], 1), "A likelihood of 6 does not exist on this scale. Raise a ValueError, instead of using it or changing it quietly.")
### BEGIN HIDDEN TESTS
with check("Every score is looked at, 1 and 5 are allowed, and nothing else is"):
    why = "Each of the scores, those in the list too, must be 1, 2, 3, 4 or 5."
    for wrong in [(0, [2], 2), (3, [2], 0), (3, [2], 6), (3, [6], 2), (3, [1, 0, 2], 2), (3, [2, 2, 7], 2), (-1, [2], 1)]:
        expect_error(ValueError, lambda: residual_risk(*wrong), why)
    for half in [(2.5, [2], 1), (3, [2, 4.5], 1), (3, [2], 1.5)]:
        expect_error(ValueError, lambda: residual_risk(*half), "Whole numbers only: a half step is a quarrel that was not settled.")
    expect_error(ValueError, lambda: residual_risk(3, [], 1), "No impacts at all: nobody has looked. Raise a ValueError.")
    for risk, scores in [(1, (1, [1], 1)), (25, (5, [5, 5], 1)), (5, (5, [5], 5)), (1, (1, [1, 1], 5))]:
        expect(residual_risk(*scores), risk, "1 and 5 are on the scale.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The riskiest five uses, with the score that an average would give
with explore("The riskiest uses", "Task 2"):
    tiers = all_tiers()
    risks = all_risks()
    top = sorted(cases, key=lambda uc: (-risks[uc["id"]], uc["id"]))[:5]
    rows = []
    for uc in top:
        left = max(1, uc["likelihood"] - uc["control"] + 1)
        average = round(left * sum(uc["impact"]) / len(uc["impact"]), 1)
        rows.append({"use": uc["name"], "tier": tiers[uc["id"]], "money, rights, safety": uc["impact"], "risk that remains": risks[uc["id"]], "by the average it would be": average})
    show_table(rows)

# %% [markdown]
"""
**What to look for.** Of the three uses at 20, one is prohibited, one high, and one, the *Clinic medicine forecast*, is in
the **minimal** tier. Its risk by the average would be 9.3. A tier tells you which rules speak; it is no measure of danger.

The scale is a convention. 20 is not "twice as bad as 10", and the scores are somebody's judgement. What the number is
good for: to start the talk at the right end of the list.

## Task 3 · One document, several rulebooks (3 points)

Four rulebooks ask for much the same things in different words:

| rulebook | what it is |
|---|---|
| **AIGE** | Malaysia's National Guidelines on AI Governance and Ethics (MOSTI, 20 September 2024), voluntary; seven principles |
| **NIST AI RMF** | a voluntary framework of the United States; GOVERN 1.6 asks for an inventory of AI systems, which is your register |
| **ISO/IEC 42001** | a standard for managing AI; the table names its clauses 6.1.2 and 6.1.4 without stating what they ask, since we have not read them |
| **EU AI Act** | European law; Art. 14 is reported as asking for human oversight of high-risk systems, Art. 50 for transparency |

Nobody should write four sets of papers. A *crosswalk* says which document serves which principle, and which other
clause. Run the next cell to see the lab's. **It is our own judgement; no authority has published it.**
"""

# %% tags=["explore", "folded"]
# The crosswalk: document, principle, and the clause that it serves as well
show_table([{"document": row["evidence"], "AIGE principle": row["principle"], "serves as well": row["also"] or "–"} for row in crosswalk_table])

# %% [markdown]
"""
Write `crosswalk(uc, table)`. It gives back a dictionary: for each principle, what this use can show.

- **All seven** `PRINCIPLES` are in it, and nothing else.
- A principle's value is the **list of documents** that the **given** `table` names for it and that the use holds, **each once**,
  in any order. One document may serve **several principles**.
- `uc["evidence"]` gives each document's reference, such as `"TR-02"`. A **blank reference** (`None`, `""`, `"  "`) is only a promise: the use does
  not hold that document.
- Where there is **no document**, the value is the text `"gap"`. A use **without** `"evidence"` has seven gaps, and so has every use where the table is empty.
- The use and the table **stay as they were**.

For instance, with the evidence `{"fairness audit": "FA-1", "privacy review": ""}`, the answer has
`["fairness audit"]` under *Fairness*, and `"gap"` under the six others.

<details><summary>Hint 1: the idea</summary>

Go through the seven principles, not through the documents: only so will those without any evidence be in the answer. For
each, go through the rows of the table, and keep the documents of that principle that the use really holds.
</details>

<details><summary>Hint 2: the tool</summary>

`held = uc.get("evidence", {})` is the dictionary of documents, or an empty one.
`str(held.get(name) or "").strip()` is a reference without spaces at its ends, and empty (which counts as no) when there
is none. A set, `found = set()` with `found.add(name)`, keeps each name once; `sorted(found)` makes a list of it.
`sorted(found) or "gap"` gives "gap" for an empty list.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    held = uc.get("evidence", {})
    answer = {}
    for principle in ____:
        found = set()
        for row in ____:
            name = row["evidence"]
            if row["principle"] == ____ and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or ____
    return answer
```
</details>
"""

# %% nbgrader={"grade_id": "crosswalk", "solution": true}
def crosswalk(uc, table):
    """For each of the seven principles the documents that a use holds, or "gap".

    `table` is a list of rows such as {"evidence": "test report", "principle": "Reliability, safety and control", ...}.
    """
    ### BEGIN SOLUTION
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_crosswalk_seven", "grade": true, "points": 1}
with check("All seven principles are in the answer, and nothing else"):
    small = [{"evidence": "fairness audit", "principle": "Fairness"}, {"evidence": "notice", "principle": "Transparency"}]
    names = [principle for principle, finding in as_pairs(crosswalk({"evidence": {"notice": "N-1"}}, small))]
    expect(set(PRINCIPLES) - set(names), set(), "These principles are not in the answer. Those for which there is nothing are the ones that the board must see.")
    expect(len(names), 7, "There are seven principles, each once. Something else stands in the answer as well.")
### BEGIN HIDDEN TESTS
with check("The seven are there whatever the table and the use hold"):
    other = [{"evidence": "leaf count", "principle": "Green computing"}, {"evidence": "log", "principle": "Accountability"}]
    for use, table in [({"evidence": {"leaf count": "L-3", "log": "L-4"}}, other), ({"evidence": {"diary": "D-1"}}, other), ({"evidence": {}}, []), ({"id": "Z"}, other)]:
        names = [principle for principle, finding in as_pairs(crosswalk(use, table))]
        expect(set(names), set(PRINCIPLES), "The seven of AIGE, and no other name that a table or a use may hold.")
        expect(len(names), 7, "Each principle stands in the answer once.")
    expect(finding_of(crosswalk({"evidence": {"log": "L-4"}}, other), "Accountability"), ["log"], "Each of the seven stands there with what was found for it.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_crosswalk_gap", "grade": true, "points": 1}
with check("A document without a reference is no evidence, and a principle without evidence is a gap"):
    small = [{"evidence": "fairness audit", "principle": "Fairness"}, {"evidence": "privacy review", "principle": "Privacy and security"}]
    answer = crosswalk({"evidence": {"fairness audit": "FA-1", "privacy review": ""}}, small)
    expect(finding_of(answer, "Privacy and security"), "gap", "The review has a title and no reference, so nobody can open it. The text “gap” is asked for.")
    expect(finding_of(answer, "Inclusiveness"), "gap", "Nothing at all serves this principle. The text “gap” is asked for.")
### BEGIN HIDDEN TESTS
with check("Blank, None, absent and unlisted documents all leave a gap, and a gap is not an empty list"):
    table = [{"evidence": "sea trial", "principle": "Reliability, safety and control"}, {"evidence": "panel", "principle": "Inclusiveness"}]
    why = "Only a document with a reference, and named in the table for this principle, is evidence."
    for use in [{"evidence": {"sea trial": "   "}}, {"evidence": {"sea trial": None}}, {"evidence": {}}, {"name": "Raft"}, {"evidence": {"panel": "P-1", "diary": "D-2"}}]:
        before = copy.deepcopy(use)
        expect(finding_of(crosswalk(use, table), "Reliability, safety and control"), "gap", why)
        expect_unchanged(use, before, "the use")
    mixed = {"evidence": {"sea trial": "\t", "panel": "7"}}
    expect(finding_of(crosswalk(mixed, table), "Inclusiveness"), ["panel"], "This document has a reference: how offices write theirs does not matter.")
    for principle in PRINCIPLES:
        expect(finding_of(crosswalk({"id": "Z"}, table), principle), "gap", "A use without “evidence” has seven gaps.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_crosswalk_table", "grade": true, "points": 1}
with check("The given table says which document serves which principle"):
    small = [{"evidence": "oversight plan", "principle": "Accountability"}, {"evidence": "oversight plan", "principle": "Fairness"}, {"evidence": "audit", "principle": "Fairness"}]
    answer = crosswalk({"evidence": {"oversight plan": "OP-1", "audit": "AU-1"}}, small)
    expect(finding_of(answer, "Fairness"), ["audit", "oversight plan"], "Two documents serve this principle in the table that was given: a list of both is asked for.")
    expect(finding_of(answer, "Accountability"), ["oversight plan"], "One document may serve several principles: look for it under each.")
### BEGIN HIDDEN TESTS
with check("Any table will do, a row that stands there twice counts once, and nothing is changed"):
    table = [
        {"evidence": "sea trial", "principle": "Reliability, safety and control", "also": "-"},
        {"evidence": "panel", "principle": "Inclusiveness", "also": "-"},
        {"evidence": "panel", "principle": "Fairness", "also": "-"},
        {"evidence": "sea trial", "principle": "Reliability, safety and control", "also": "x"},
        {"evidence": "log", "principle": "Reliability, safety and control", "also": "-"},
        {"evidence": "test report", "principle": "Transparency", "also": "-"},
    ]
    use = {"id": "R-2", "evidence": {"log": "L-1", "sea trial": "S-1", "panel": "P-1", "test report": "T-1"}}
    before_use, before_table = {**use, "evidence": dict(use["evidence"])}, [dict(row) for row in table]
    for rows in [table, table[::-1]]:
        answer = crosswalk(use, rows)
        expect(finding_of(answer, "Reliability, safety and control"), ["log", "sea trial"], "Each document is named once, even where the table has its row twice, and none is left out.")
        expect(finding_of(answer, "Inclusiveness"), ["panel"], "A document that serves two principles stands under both.")
        expect(finding_of(answer, "Fairness"), ["panel"], "A document that serves two principles stands under both.")
        expect(finding_of(answer, "Transparency"), ["test report"], "Read the table that was given, and not the one of the lab.")
        expect(finding_of(answer, "Accountability"), "gap", "The given table has nothing for this principle.")
    expect_unchanged(use, before_use, "the use")
    expect_unchanged(table, before_table, "the table")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Principle by principle: how many of the 18 uses hold a document for it
with explore("The evidence by principle", "Task 3"):
    findings = all_findings()
    for principle in PRINCIPLES:
        print(f"{sum(found[principle] != 'gap' for found in findings.values()):2} of {len(cases)}  {principle}")

# %% [markdown]
"""
**What to look for.** Eleven uses can show a test or a plan for *Reliability*; one of 18 can show anything for *Fairness*,
and one for *human benefit*. Offices document what engineers like to measure.

## Task 4 · The register (3 points)

GOVERN 1.6 of the NIST AI RMF asks for an inventory of AI systems. Ours has grown by itself: some uses were registered twice, some
have no owner. Write `register(cases)`, which makes an orderly list of rows from a list of entries:

- Of entries with the **same** `"id"`, only the one with the **latest** `"reviewed"` date stays, wherever it stands. **Nothing of the older ones**
  is kept. The name may have changed.
- Each row is a dictionary with `"id"`, `"risk"`, `"owner"` and `"review"`; more entries do no harm.
- `"owner"`: where it is **blank** (not there, `None`, `""`, only spaces), write `"nobody"`. A row without an owner **stays** in the register.
- `"review"`: **90 days** after `"reviewed"` where the risk is **15 or more**, otherwise **365 days** after it.
- **The highest risk first; where the risk is the same, by id.**
- The entries **stay as they were**, and in their order. No entries give an empty list.

Here each entry has its `"risk"` already, and `"reviewed"` is a date. Dates can be compared (`a > b` is true when a is later), and
`day + timedelta(days=7)` is a week later.

<details><summary>Hint 1: the idea</summary>

Two steps. First keep one entry for each id: go through all, and replace the one that you hold whenever a later one
comes. Then make a row of each entry that is left, and sort the rows at the end.
</details>

<details><summary>Hint 2: the tool</summary>

Sort first, and then fill a dictionary: `for case in sorted(cases, key=lambda c: c["reviewed"])` goes from the oldest to the
latest, so `newest[case["id"]] = case` leaves the latest. `newest.values()` are the entries that are left.
`lambda row: (-row["risk"], row["id"])` tells `sorted` what to look at: the minus puts the highest first, and then comes
the id.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    newest = {}
    for case in sorted(cases, key=lambda c: c[____]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or ____
        days = 90 if case["risk"] >= ____ else 365
        review = case["reviewed"] + timedelta(days=days)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row[____]))
```
</details>
"""

# %% nbgrader={"grade_id": "register", "solution": true}
def register(cases):
    """One row for each id, from its latest entry: "id", "risk", "owner", "review"; the highest risk first.

    register([{"id": "A", "risk": 4, "owner": "", "reviewed": date(2026, 1, 1)}])
    -> [{"id": "A", "risk": 4, "owner": "nobody", "review": date(2027, 1, 1)}]
    """
    ### BEGIN SOLUTION
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        days = 90 if case["risk"] >= 15 else 365
        review = case["reviewed"] + timedelta(days=days)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_register_newest", "grade": true, "points": 1}
with check("Each use is in the register once, with its latest entry"):
    entries = [
        {"id": "A", "name": "Map", "risk": 8, "owner": "Works", "reviewed": date(2026, 5, 1)},
        {"id": "A", "name": "Old map", "risk": 20, "owner": "Roads", "reviewed": date(2025, 5, 1)},
    ]
    expect(column(register(entries), "id"), ["A"], "Both entries have the id A: one row is asked for.")
    expect(column(register(entries), "owner"), ["Works"], "The entry that was reviewed last counts. It need not be the last in the list, or the riskiest.")
### BEGIN HIDDEN TESTS
with check("The latest entry is kept wherever it stands, whatever its name; an empty list gives an empty register"):
    first = {"id": "K-1", "name": "Bell", "risk": 9, "owner": "North", "reviewed": date(2026, 2, 9)}
    second = {"id": "K-1", "name": "Bell two", "risk": 3, "owner": "South", "reviewed": date(2026, 10, 1)}
    third = {"id": "K-1", "name": "Bell", "risk": 6, "owner": "East", "reviewed": date(2025, 12, 30)}
    other = {"id": "K-2", "name": "Bell", "risk": 3, "owner": "West", "reviewed": date(2024, 1, 5)}
    why = "Of the entries with the same id, the one with the latest “reviewed” date stays; the names do not matter."
    for entries in [[first, second, third, other], [third, other, first, second], [second, third, first, other], [other, second, first, third]]:
        before = [dict(entry) for entry in entries]
        rows = register(entries)
        expect(column(rows, "id"), ["K-1", "K-2"], why)
        expect(column(rows, "owner"), ["South", "West"], why)
        expect(column(rows, "risk"), [3, 3], why)
        expect_unchanged(entries, before, "the list of entries")
    left = {"id": "K-1", "name": "Bell", "risk": 16, "owner": "", "reviewed": date(2026, 12, 1)}
    owners = column(register([first, left, second]), "owner")
    expect([owner for owner in owners if owner in ("North", "South")], [], "The latest entry names no owner: an owner of an older entry answers for this use no more.")
    expect(len(register([])), 0, "No entries: an empty register.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_register_rows", "grade": true, "points": 1}
with check("Each row has an owner, or says that there is nobody, and a date of review"):
    entries = [{"id": "A", "risk": 16, "owner": " ", "reviewed": date(2026, 3, 1)}]
    expect(column(register(entries), "owner"), ["nobody"], "Spaces are no owner, and a row without an owner must not vanish.")
    expect(days_of(register(entries)), ["2026-05-30"], "The risk is 16, so the next review is 90 days after the last one.")
### BEGIN HIDDEN TESTS
with check("Owners and review dates are right at the boundary and over the end of a year"):
    for risk, reviewed, review in [(15, "2026-01-10", "2026-04-10"), (14, "2026-01-10", "2027-01-10"), (25, "2026-11-20", "2027-02-18"), (1, "2027-06-01", "2028-05-31"), (20, "2024-02-01", "2024-05-01")]:
        entry = {"id": "M", "risk": risk, "owner": "Port Unit", "reviewed": date.fromisoformat(reviewed), "review": date(2020, 1, 1)}
        expect(days_of(register([entry])), [review], "From 15 on 90 days, below it 365, counted from the day of the last review.")
        expect(column(register([entry]), "owner"), ["Port Unit"], "An owner who is named stays as written.")
    for blank in [{"owner": None}, {"owner": ""}, {}, {"owner": "\t "}]:
        rows = register([{"id": "M", "risk": 2, "reviewed": date(2026, 4, 4), **blank}])
        expect(column(rows, "owner"), ["nobody"], "Not there, None, empty and only spaces are all blank.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_register_order", "grade": true, "points": 1}
with check("The highest risk stands first"):
    entries = [{"id": name, "risk": risk, "owner": "Works", "reviewed": date(2026, 5, 1)} for name, risk in [("B", 9), ("C", 20), ("A", 9)]]
    expect(column(register(entries), "id"), ["C", "A", "B"], "20 is the highest risk, so C is first. A and B have the same risk: by id, A stands before B.")
### BEGIN HIDDEN TESTS
with check("The order depends on risk and id alone"):
    scores = [("P", 4, 3), ("T", 15, 1), ("Q", 4, 9), ("S", 10, 5), ("R", 15, 7)]
    entries = [{"id": name, "risk": risk, "owner": f"Desk {month}", "reviewed": date(2026, month, 1)} for name, risk, month in scores]
    for order in [entries, entries[::-1], entries[2:] + entries[:2]]:
        expect(column(register(order), "id"), ["R", "T", "S", "P", "Q"], "Risks are numbers: 15, 10, 4. With the same risk, by id, not by date or place.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The register: the 18 uses and the two older entries, by risk
with explore("The register", "Task 4"):
    risks = all_risks()
    entries = [{**uc, "risk": risks[uc["id"]]} for uc in cases] + read("earlier_entries.json")
    rows = own_or_ours(lambda: finished_rows(register(entries)), lambda: recorded["register"], "Task 4")
    names = {uc["id"]: uc["name"] for uc in cases}
    print(f"{len(entries)} entries, {len(rows)} rows; without an owner: {sum(row['owner'] == 'nobody' for row in rows)}")
    show_table([{"id": row["id"], "name": names.get(row["id"], "?"), "risk": row["risk"], "owner": row["owner"], "next review": str(row["review"])[:10]} for row in rows[:8]])

# %% [markdown]
"""
**What to look for.** Twenty entries become 18 rows. Two rows have no owner, and both are among the three with the
highest risk. An order by name would have hidden that.

## Task 5 · The go-live gate (3 points)

Last, the gate. `uc["gate"]` holds the departments' answers to the questions in `GATE`; for the tier `"high"`, those in `GATE_HIGH` are
asked **as well**. Write `go_live(uc)`, which gives back two things: `True` or `False`, and the list of what is missing.

- An item counts **only when its answer is "yes"**, in capital or small letters. `"no"`, `"planned"`, `"y"`, `""` and `None` are missing.
- **A missing key is a missing item**: what nobody answered is not a yes. A use without `"gate"` misses every item.
- The first is `True` only when **nothing is missing**, and **never for the tier "prohibited"**, whatever its answers. **Its list** still
  holds what is missing, and only that.

`uc["tier"]` is given. Items of the tier "high" are **not asked of other tiers**, even where they were answered. The use and the two lists stay as they were.

<details><summary>Hint 1: the idea</summary>

Make the list of what is needed, which depends on the tier. Then go through *that* list, not through the answers, and
write down each item whose answer is not yes. Decide at the end.
</details>

<details><summary>Hint 2: the tool</summary>

`needed = needed + GATE_HIGH` makes a longer list, and leaves `GATE` itself as it was. `str(answers.get(item)).lower()` is the answer in
small letters, and "none" where there is no answer. `not missing` is true when the list is empty. `return a, b` gives back two things.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    needed = GATE
    if uc["tier"] == ____:
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in ____:
        if str(answers.get(item)).lower() != ____:
            missing.append(item)
    return not missing and uc["tier"] != ____, missing
```
</details>
"""

# %% nbgrader={"grade_id": "go_live", "solution": true}
def go_live(uc):
    """Whether a use may go live, and the list of what is missing.

    go_live({"tier": "minimal", "gate": {"owner named": "yes", "tests passed": "no", "appeal open": "Yes"}})
    -> (False, ["tests passed", "privacy reviewed", "people told"])
    """
    ### BEGIN SOLUTION
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_gate_missing", "grade": true, "points": 1}
with check("What nobody has answered is missing"):
    answers = {"owner named": "yes", "tests passed": "yes", "privacy reviewed": "yes", "people told": "yes"}
    opens, missing = as_gate(go_live({"tier": "minimal", "gate": answers}))
    expect(missing, {"appeal open"}, "Four of the five questions were answered. The fifth is not among the answers at all, and silence is no yes.")
    expect(opens, False, "Something is missing, so this use does not go live.")
### BEGIN HIDDEN TESTS
with check("Each absent item is missing, a use without a gate misses all, and a complete one goes live"):
    full = {item: "yes" for item in ["owner named", "tests passed", "privacy reviewed", "people told", "appeal open"]}
    for item in full:
        use = {"id": "V-3", "tier": "transparency", "gate": {key: value for key, value in full.items() if key != item}}
        opens, missing = as_gate(go_live(use))
        expect(missing, {item}, "Go through the items that are needed, not through the answers.")
        expect(opens, False, "One missing item is enough to keep the gate shut.")
    for use in [{"tier": "minimal"}, {"tier": "minimal", "gate": {}}]:
        opens, missing = as_gate(go_live(use))
        expect(missing, set(full), "Nobody has answered anything: every item is missing.")
        expect(opens, False, "Nothing was answered, so the gate stays shut.")
    whole = {"tier": "transparency", "gate": {**full, "coffee": "no"}}
    before = {**whole, "gate": dict(whole["gate"])}
    opens, missing = as_gate(go_live(whole))
    expect(missing, [], "Every item is answered with yes; questions of others do not count.")
    expect(opens, True, "Nothing is missing: the gate opens.")
    expect_unchanged(whole, before, "the use")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_gate_yes", "grade": true, "points": 1}
with check("Only a yes is a yes"):
    answers = {item: "yes" for item in GATE}
    opens, missing = as_gate(go_live({"tier": "minimal", "gate": {**answers, "tests passed": "planned", "people told": "no"}}))
    expect(missing, {"tests passed", "people told"}, "“planned” and “no” are answers, but neither is a yes.")
    expect(as_gate(go_live({"tier": "minimal", "gate": {**answers, "tests passed": "Yes"}})), (True, []), "“Yes” with a capital letter is a yes, too.")
### BEGIN HIDDEN TESTS
with check("Capital letters do not matter, and no other word opens the gate"):
    full = {item: "YES" for item in ["owner named", "tests passed", "privacy reviewed", "people told", "appeal open"]}
    expect(as_gate(go_live({"tier": "minimal", "gate": full})), (True, []), "YES, Yes and yes are the same answer.")
    for word in ["no", "No", "planned", "", None, "y", "n/a", "yesterday", "not yet: yes next week", "maybe"]:
        opens, missing = as_gate(go_live({"tier": "minimal", "gate": {**full, "owner named": word}}))
        expect(missing, {"owner named"}, "The answer is the word yes, and nothing else.")
        expect(opens, False, "One answer is no yes, so the gate stays shut.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_gate_tier", "grade": true, "points": 1}
with check("The tier decides what is asked"):
    answers = {item: "yes" for item in GATE}
    expect(as_gate(go_live({"tier": "high", "gate": answers}))[1], {"officer can overrule", "impact assessed"}, "For the tier “high”, two more questions are asked.")
    expect(as_gate(go_live({"tier": "prohibited", "gate": answers}))[0], False, "A prohibited use does not go live, however good its papers are.")
### BEGIN HIDDEN TESTS
with check("High uses are asked seven questions, others five, and nothing opens the gate for a prohibited one"):
    five = {item: "yes" for item in ["owner named", "tests passed", "privacy reviewed", "people told", "appeal open"]}
    seven = {**five, "officer can overrule": "yes", "impact assessed": "yes"}
    expect(as_gate(go_live({"tier": "high", "gate": seven})), (True, []), "All seven are answered with yes.")
    opens, missing = as_gate(go_live({"tier": "high", "gate": {**seven, "impact assessed": "planned"}}))
    expect(missing, {"impact assessed"}, "Each of the two questions counts for itself.")
    expect(opens, False, "One of the two more is missing.")
    opens, missing = as_gate(go_live({"tier": "high"}))
    expect(missing, set(seven), "The first five questions are asked of a high use, too.")
    for tier in ["minimal", "transparency"]:
        expect(as_gate(go_live({"tier": tier, "gate": five})), (True, []), "The two more are not asked of other tiers.")
        answers = {**five, "officer can overrule": "no", "impact assessed": "no"}
        expect(as_gate(go_live({"tier": tier, "gate": answers})), (True, []), "The two more do not count for other tiers, whatever was answered.")
    for answers in [five, seven]:
        expect(as_gate(go_live({"tier": "prohibited", "gate": answers})), (False, []), "Nothing opens the gate for a prohibited use. Its list holds what is missing, and here nothing is.")
    found = as_gate(go_live({"tier": "prohibited", "gate": {**five, "people told": "no"}}))
    expect(found[0], False, "Nothing opens the gate for a prohibited use.")
    expect(found[1], {"people told"}, "The list holds the items that are missing, and those alone, for a prohibited use as for any other.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# What the gate says of the 18 uses
with explore("The gate", "Task 5"):
    tiers = all_tiers()
    findings = all_findings()
    gates = all_gates(tiers)
    open_ones = [uc for uc in cases if gates[uc["id"]][0]]
    print(f"{len(open_ones)} of {len(cases)} may go live:")
    show_table([{"use": uc["name"], "tier": tiers[uc["id"]], "says “tests passed”": uc["gate"].get("tests passed", ""), "holds a test report": "yes" if uc["evidence"].get("test report") else "no", "gaps of seven": sum(found == "gap" for found in findings[uc["id"]].values())} for uc in open_ones])

# %% [markdown]
"""
**What to look for.** Seven may go live. *Spoken minutes* and *Library finder* are among them: both say "tests passed", and neither
holds a test report. **The gate believes what it is told; the crosswalk asks for the paper.** You need both.
"""

# %% [markdown]
"""
## The picture

On the left, each use by its number, after controls: the further to the upper right, the greater the risk. On the right, the share of
the 18 uses that hold a document for each principle.
"""

# %% tags=["explore", "folded", "picture"]
# The heat map and the radar
SHORT = ["Fairness", "Reliability,\nsafety", "Privacy", "Inclusive-\nness", "Transparency", "Account-\nability", "Human\nbenefit"]


def heat_map(ax, risks):
    """Draw the five by five map with the uses in their cells."""
    grid = np.outer(range(1, 6), range(1, 6))
    shades = np.select([grid >= 15, grid >= 6], [2, 1], 0)
    ax.imshow(shades, cmap=plt.matplotlib.colors.ListedColormap(["#D9EDE4", "#FBE8BF", "#F3C9AE"]), origin="lower", extent=(0.5, 5.5, 0.5, 5.5), aspect="auto")
    cells = {}
    for uc in cases:
        worst = max(uc["impact"])
        cells.setdefault((worst, round(risks[uc["id"]] / worst)), []).append(uc["id"])
    for (worst, often), ids in cells.items():
        lines = [" ".join(name[-2:] for name in ids[start : start + 3]) for start in range(0, len(ids), 3)]
        ax.text(worst, often, "\n".join(lines), ha="center", va="center", fontsize=11)
    ax.set(xticks=range(1, 6), yticks=range(1, 6), xlabel="worst impact", ylabel="likelihood after controls")
    ax.set_xticks(np.arange(1.5, 5), minor=True)
    ax.set_yticks(np.arange(1.5, 5), minor=True)
    ax.grid(False)
    ax.grid(which="minor", color="white", lw=2)
    ax.tick_params(which="minor", length=0)


def radar(ax, shares):
    """Draw seven spokes, each from 0 to 1."""
    angles = np.linspace(0, 2 * np.pi, 7, endpoint=False)
    ax.set_theta_offset(np.pi / 2)
    ax.set_theta_direction(-1)
    ax.plot([*angles, angles[0]], [*shares, shares[0]], "o-", color=COLOURS["blue"], ms=5)
    ax.fill(angles, shares, color=COLOURS["blue"], alpha=0.2)
    ax.set_xticks(angles, SHORT, fontsize=9)
    ax.tick_params(axis="x", pad=14)
    ax.set_ylim(0, 1)
    ax.set_yticks([0.25, 0.5, 0.75, 1], ["25%", "50%", "75%", "100%"], fontsize=8, color="#59636e")


with explore("The picture", "Task 2 and Task 3"):
    risks = all_risks()
    findings = all_findings()
    shares = [sum(found[principle] != "gap" for found in findings.values()) / len(cases) for principle in PRINCIPLES]
    fig = plt.figure(figsize=(10.5, 4.6))
    left, right = fig.add_subplot(1, 2, 1), fig.add_subplot(1, 2, 2, projection="polar")
    heat_map(left, risks)
    left.set_title(f"Risk after controls: {sum(risk >= 15 for risk in risks.values())} of {len(cases)} at 15 or more")
    radar(right, shares)
    right.set_title("Uses that can show evidence", pad=22)
    plt.show()

# %% [markdown]
"""
**What to look for.** Four uses stand in the darkest cells: 02, 04, 09 and 18. They are also short of evidence: the best of
the four has two of seven principles covered. And the radar is not round: a system can have a thick file and still have nothing on fairness.
"""

# %% [markdown]
"""
### Choose a use: its path to a decision

Pick a use, and follow it from tier to gate. Then take one that was *suggested by a visit* (05, 06, 07, 08, 14, 15 or 16): you will
need it for the reflection.

*(Where the list cannot be opened, as in a printed copy, the path of UC-05 is shown.)*
"""

# %% tags=["explore", "folded"]
# The path of one use, from what it does to the gate
with explore("The path of a use", "the tasks"):
    tiers = all_tiers()
    risks = all_risks()
    findings = all_findings()
    gates = all_gates(tiers)

    def path(use_case):
        """The steps of one use as a page."""
        uc = next(uc for uc in cases if uc["id"] == use_case)
        tier, risk, (opens, missing) = tiers[use_case], risks[use_case], gates[use_case]
        gaps = [principle for principle in PRINCIPLES if findings[use_case][principle] == "gap"]
        verdict = "may go live" if opens else "is prohibited" if tier == "prohibited" else "waits for: " + ", ".join(missing)
        steps = [
            ("What it does", f"{uc['what']} ({', '.join(uc['does'])})"),
            ("Tier", tier),
            ("Risk", f"{uc['likelihood']} × {max(uc['impact'])} = {uc['likelihood'] * max(uc['impact'])} before controls, {risk} after"),
            ("Evidence", f"gaps in {len(gaps)} of 7: {'; '.join(gaps) or 'none'}"),
            ("Owner", uc["owner"] or "nobody"),
            ("Gate", verdict),
        ]
        colour = COLOURS["green"] if opens else COLOURS["red"]
        lines = "".join(f'<tr><td style="text-align:left;padding-right:1.5em"><b>{step}</b></td><td style="text-align:left">{html.escape(text)}</td></tr>' for step, text in steps)
        return HTML(f'<div style="border-left:5px solid {colour};padding-left:10px"><b>{html.escape(uc["id"] + " " + uc["name"])}</b><table>{lines}</table></div>')

    live(path, use_case=Dropdown(options=[(f"{uc['id']} {uc['name']}", uc["id"]) for uc in cases], value="UC-05"))

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

Choose **one use that was suggested by a visit** (05, 06, 07, 08, 14, 15 or 16), or a practice that you have seen abroad yourself.
**Adopt it as it is, adapt it, or leave it?** Say what you would change before it starts here. Write to your KSU in
**120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: a tier, a risk, a gap or what the gate lacks.
2. You name **a limit or a harm**: what could go wrong, and for whom; or what the score does not see.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause or principle** for what you recommend.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I recommend that we adapt *Emergency call ranking* (UC-05), and do not switch it on as we saw it. My
register puts it in the tier high, because it evaluates emergency calls; the European list names that in Annex III, point 5(d). That law
does not bind us, but its question is ours. The risk is 15 before controls and 10 after, for a severe impact on safety. It
has evidence for two of the seven AIGE principles, none on Fairness or Inclusiveness, and the gate lacks two answers: callers are not told,
and no impact assessment was made. The harm I fear: somebody who speaks a dialect, or is too frightened to speak clearly, is ranked
low and waits. A limit: the scores 3 and 5 are our own judgement, and the control room abroad has other calls and other staff. Action: the
head of our Operations Division runs the ranking for three months in parallel, unseen by the dispatchers, and reports to you by
language and district what it would have missed. Until then the officer at the desk decides (AIGE, Reliability, safety and control).

**Rubric for the marker, a point each.** (1) A figure or finding from the officer's own notebook: tier, risk before or after, gaps, what the gate lacks, the owner. (2) A limit or
harm with somebody whom it hits, or what a score cannot see: judgement in the scores, answers at the gate that nobody has checked, another country's conditions. (3) An action and who in the officer's
own ministry does it. (4) A clause or principle that fits the recommendation: one of the seven AIGE principles by name; GOVERN 1.6 for the register; MAP 3.5 or Art. 14 for oversight; Annex III 5(d) for
calls and ambulances; Art. 50 for avatar and chatbot. The EU AI Act presented as binding in Malaysia does not earn the point. Adopt, adapt or leave can each earn all four where the reasons are sound.
"""

# %% [markdown]
"""
## What we learned

- A system gets the strictest tier of anything that it does. A friendly notice does not outweigh a decision.
- A tier is not a risk: a "minimal" use can be the most dangerous in the house.
- An average hides the 5. The worst kind of harm counts, and no control makes it impossible.
- A promise without a reference is a gap. So is a principle that nobody has thought of.
- Silence at the gate is not a yes; and a yes without paper is only a word.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| AIGE, all seven principles | Task 3: what a use can show for each (national guidelines, MOSTI, 2024; voluntary) |
| NIST AI RMF, GOVERN 1.6 | Task 4: an inventory of AI systems |
| NIST AI RMF, MAP 3.5; MEASURE 2.3, MEASURE 2.9, MEASURE 2.10, MEASURE 2.11, MEASURE 3.3 | the crosswalk: human oversight; performance in conditions of use; explanation; privacy; fairness; feedback and appeal |
| ISO/IEC 42001, 6.1.2 and 6.1.4 | named as places to look; their text was not read for this lab |
| EU AI Act, Art. 5(1)(c), Art. 14, Art. 50 | reported as forbidding social scoring, asking for human oversight, and asking for transparency |
| EU AI Act, Annex III, points 5(a) and 5(d) | Task 1: eligibility for public assistance; emergency calls |
| GPAISA (JDN with MDEC, 27 February 2025) | reported as guidelines for the public sector with templates for self-assessment; this lab has not seen their text, and its tiers are not theirs |

The EU AI Act is European law, and has no force of its own here. A Malaysian bill on AI governance was reported in February 2026 as being prepared; nothing later was seen when this lab was written.
This lab teaches a method; it is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *Guard lights and pumps* (`net-4-smart-city-ot`): what if the system moves something heavy?
"""

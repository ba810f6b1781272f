# %% [markdown]
"""
# Secrets leaving by DNS / *Data keluar melalui DNS*

**The story.** The town clinic of **Kota Seri** has a server on which officers look up patients. It stands behind a firewall that lets
nothing out but what every machine needs: questions to DNS, the internet's telephone book. On Thursday a citizen finds lines of the patient register
for sale. The firewall's log is clean. Your KSU asks: **could it have left by DNS?** You have the DNS lookups of one day, and you will find out.

*Kota Seri, its clinic and its servers are invented. The everyday lookups are real: machines elsewhere made them, in 2013 and 2019, and every site's name was
replaced by a harmless one. The attack in them was made for this lab.*

**What you will have made by the end:** the picture that shows which lookups carried data, and when.

![On the left each lookup as a point, by the length of what stands before the site's name and by how disorderly it is: a cloud of ordinary ones at the bottom left, and a tight group at the top right. On the right the same group in time: it begins at about four in the afternoon and ends half an hour later.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Turn** names into numbers that a rule can use.
2. **Detect** a tunnel, and something that calls home like a clock.
3. **Tune** a rule between missing and crying wolf.
4. **Name** what was done in the words that incident teams share.

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
| DNS | DNS | the service that turns a name, such as `portal.kota-seri.gov.my`, into an address |
| lookup | carian | one question to DNS |
| label | label | one part of a name, between two dots |
| registered name | nama berdaftar | the part of a name that somebody has bought or been given, such as `kota-seri.gov.my` |
| exfiltration | pengeluaran data secara haram | taking data out |
| tunnel | terowong | a hidden way inside something that is allowed |
| entropy | entropi | a measure of disorder: how hard the next sign is to guess |
| beacon | isyarat berkala | a program that calls home at regular times |
| content network (CDN) | rangkaian penghantaran kandungan | servers that deliver pictures and films for others, with names without sense |
| blocklist | senarai sekat | a list of known senders of spam, asked through DNS |
| false alarm | penggera palsu | a warning where nothing is wrong |
| recall | kadar dapatan | of what is there, the share that is found |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the day's lookups and the tools; there is nothing to change in it.
import base64
import json
import math
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import display
from ipywidgets import IntSlider

from futurefit.kit import COLOURS, check, data_file, expect, expect_unchanged, explore, live, note, style
from futurefit.kit.lookups import Services, Tunnel, office_day

style()
lookups = pd.read_csv(data_file("lookups.csv"), keep_default_na=False)
BACKGROUND = json.loads(data_file("background.json").read_text(encoding="utf-8"))

# Below these endings names are given out one level further down: kota-seri.gov.my is registered, gov.my is not.
SUFFIXES = ["gov.my", "com.my", "edu.my", "org.my", "net.my", "mil.my"]

# Techniques of attackers with their numbers in MITRE ATT&CK (Enterprise), for Task 5.
TECHNIQUES = {
    "T1046": "Network Service Discovery",
    "T1048": "Exfiltration Over Alternative Protocol",
    "T1048.001": "Exfiltration Over Symmetric Encrypted Non-C2 Protocol",
    "T1048.003": "Exfiltration Over Unencrypted Non-C2 Protocol",
    "T1071.004": "Application Layer Protocol: DNS",
    "T1110": "Brute Force",
    "T1498": "Network Denial of Service",
    "T1566": "Phishing",
    "T1572": "Protocol Tunneling",
    "T1595": "Active Scanning",
}


# What the checks use to read an answer, whatever came back.
def as_names(answer):
    """What detect gave, as a sorted list of registered names."""
    if answer is None:
        raise AssertionError("Nothing came back (None): is a “return” line missing?")
    if hasattr(answer, "columns"):
        answer = answer["parent"] if "parent" in answer.columns else answer.index
    if isinstance(answer, str):
        raise AssertionError(f"A list of names was asked for, and this came back: {answer!r}")
    return sorted({str(name) for name in answer})


def as_ids(answer):
    """The technique numbers, as a sorted list, however they were written down."""
    if answer is None:
        raise NotImplementedError
    if isinstance(answer, str):
        answer = answer.replace(";", ",").split(",")
    named = sorted({str(number).strip().upper() for number in answer} - {""})
    if any("____" in number for number in named):
        raise AssertionError("There is still a ____ to fill in. Write in its place the number of a technique.")
    return named


def clock(seconds):
    """The time of day of a number of seconds since midnight: clock(57600) is "16:00"."""
    return f"{int(seconds) // 3600:02}:{int(seconds) % 3600 // 60:02}"


note(f"{len(lookups)} lookups of {lookups['parent'].nunique()} registered names, from {clock(lookups['time'].min())} to {clock(lookups['time'].max())}, are loaded.")

# %% [markdown]
"""
## Look at the lookups

Run the next cell. Each row is one lookup: the `time` in seconds since midnight, the `client` that asked, the `query`, and its type. A sensor has added three columns: `parent`, the registered name; and, of what
stands **before** it, the `length` and the `entropy`. The last column, `label`, is an analyst's note on this one day. **Other days have no such note.**
"""

# %% tags=["explore"]
display(lookups.drop(columns="label").iloc[[3, 40, 300, 301, 302, 700, 701]])

# %% [markdown]
"""
## Try it: what does a name give away?

Whoever runs the server for `status-page.example` sees every question that is asked below it. So a program can *ask* `patient-0412.status-page.example`, and the number has left the building: no connection, no file, only a
question. Run the cell; **then change `hidden`** to a word of your own. Somebody who reads the log sees letters; the one who receives them turns them back.
"""

# %% tags=["explore"]
hidden = "Aminah, A+, 0412"

carried = base64.b32encode(hidden.encode()).decode().strip("=").lower()
print(f"{carried}.t.status-page.example")
print(f"{len(hidden)} signs of the register became a label of {len(carried)}. A label may have 63.")

# %% [markdown]
"""
So look for names that are **long**, that look like **noise**, and of which there are **many different ones** under one parent: data do not repeat. Each of the three alone is innocent. We measure them one by one.

## A worked example: how varied is a shift?

A clinic has three kinds of visits. One morning: nearly all alike. Another: evenly mixed. The function counts, and turns counts into shares. Read it with the notes on its right, then run it.
"""


# %%
def shares(visits):
    """The share of each kind of visit."""
    counts = Counter(visits)                     # how often each kind occurs
    return {kind: n / len(visits) for kind, n in counts.items()}  # each count divided by all


print(shares(["fever"] * 8 + ["injury"] * 2))
print(shares("abab"))                            # a text is a row of signs, and works as well

# %% [markdown]
"""
## Task 1 · How disorderly is a label? (3 points)

**Entropy** (Shannon, 1948) says how hard the next sign is to guess, in *bits a sign*. With **p** for the share of each sign that occurs:

**entropy = the sum of −p × log₂(p)**

| label | shares | entropy |
|---|---|---|
| `aaaa` | a: 1 | 0 |
| `abab` | a: ½, b: ½ | 1 |
| `abcd` | ¼ each | 2 |
| `aaab` | a: ¾, b: ¼ | 0.811… |

Write `entropy(label)`.

- DNS makes **no difference between capitals and small letters**, so `ABab` has the same entropy as `abab`.
- **An empty label** has the entropy 0.
- The answer is **for each sign**, whatever the length: `abababab` has 1, too. Do not round.

<details><summary>Hint 1: the idea</summary>

Make all letters small. If nothing is left, answer 0. Count each sign, turn the counts into shares, and add up −p × log₂(p).
</details>

<details><summary>Hint 2: the tool</summary>

`label.lower()` makes letters small. `Counter(label).values()` are the counts, as in the worked example. `math.log2(p)` is the logarithm. `sum(... for n in counts)` adds up.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    label = label.lower()
    if label == "":
        return 0.0
    parts = [n / len(label) for n in Counter(____).values()]
    return sum(-p * math.log2(____) for p in parts)
```
</details>
"""


# %% nbgrader={"grade_id": "entropy", "solution": true}
def entropy(label):
    """The entropy of a label in bits a sign; capitals count as small letters, an empty label has 0.

    entropy("abab") -> 1.0
    """
    ### BEGIN SOLUTION
    label = label.lower()
    if label == "":
        return 0.0
    parts = [n / len(label) for n in Counter(label).values()]
    return sum(-p * math.log2(p) for p in parts)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_entropy_bits", "grade": true, "points": 1}
with check("The entropy is counted in bits a sign"):
    expect(entropy("abcd"), 2.0, "Four signs, a quarter each: 2 bits a sign. Is the logarithm the one to base 2 (math.log2)? Is each part multiplied by its share?")
    expect(entropy("aaab"), 0.8112781244591328, "Three of four signs are alike: 0.811 bits. Each share counts once, however often its sign stands there.")
### BEGIN HIDDEN TESTS
with check("The entropy is right for other labels, whatever their length"):
    why = "Add up −p × log₂(p) over the different signs, with p as the share of the sign. Do not divide by the number of signs, and do not round."
    expect(entropy("xyxyxyxyxyxy"), 1.0, why)
    expect(entropy("0123456789abcdef"), 4.0, why)
    expect(entropy("www"), 0.0, "One sign only: nothing is left to guess.")
    expect(entropy("mail-01"), math.log2(7), why)
    expect(entropy("a" * 16 + "b" * 16), 1.0, "A label may have 63 signs, and all of them count.")
    expect(entropy("aabbbbcccccccc"), -(1 / 7 * math.log2(1 / 7) + 2 / 7 * math.log2(2 / 7) + 4 / 7 * math.log2(4 / 7)), why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_entropy_capitals", "grade": true, "points": 1}
with check("Capitals and small letters are the same sign"):
    expect(entropy("ABab"), 1.0, "DNS makes no difference between A and a. Make the letters small first.")
### BEGIN HIDDEN TESTS
with check("This holds for every letter, and other signs stay what they are"):
    expect(entropy("MAILmail"), 2.0, "Capitals count as small letters.")
    expect(entropy("Zz"), 0.0, "Capitals count as small letters.")
    expect(entropy("a-1_"), 2.0, "Digits, hyphens and underscores are signs like others.")
    expect(entropy("aAaA-_-_"), 1.5, "Capitals count as small letters, and the other signs as what they are.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_entropy_empty", "grade": true, "points": 1}
with check("An empty label has the entropy 0"):
    expect(entropy(""), 0.0, "Without signs there is nothing to guess: 0. Ask for this before you divide by the length.")
### BEGIN HIDDEN TESTS
with check("A label of one sign has 0 as well, and a long one of two signs has 1"):
    expect(entropy("q"), 0.0, "One sign: nothing to guess.")
    expect(entropy("ab" * 30), 1.0, "Sixty signs, two kinds of them: 1 bit a sign.")
    expect(entropy(""), 0.0, "An empty label has the entropy 0.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 2 · Whose name is it? (3 points)

To find many different names *under one parent* you need the **registered name**: the part that belongs to somebody. Usually it is the last two labels. Under some endings, such as `gov.my`, names are given out one level further down: there it is the
**last three**.

| name | registered name |
|---|---|
| `www.site-07.example` | `site-07.example` |
| `a.b.c.site-07.example` | `site-07.example` |
| `hr.kota-seri.gov.my` | `kota-seri.gov.my` |
| `Portal.Kota-Seri.GOV.my.` | `kota-seri.gov.my` |

Write `parent(domain)`.

- If the last two labels are one of `SUFFIXES`, take **three** labels, else **two**.
- The answer is in **small letters**, and a **dot at the end** is left out: logs write names in all these ways.
- If there are **no more labels** than that, the name itself is the answer: `gov.my` stays `gov.my`, and `localhost` stays `localhost`.

<details><summary>Hint 1: the idea</summary>

Tidy the name up. Cut it at the dots. See whether the last two parts make a suffix. Join the last two or three again.
</details>

<details><summary>Hint 2: the tool</summary>

`domain.lower().rstrip(".")` tidies up. `.split(".")` cuts into a list of labels. `labels[-2:]` are the last two, or all if there are fewer. `".".join(...)` joins with dots.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    labels = domain.lower().rstrip(".").split(".")
    last_two = ".".join(labels[-2:])
    if last_two in ____:
        return ".".join(labels[____:])
    return ____
```
</details>
"""


# %% nbgrader={"grade_id": "parent", "solution": true}
def parent(domain):
    """The registered name: the last two labels, or three below one of SUFFIXES; small letters, no dot at the end.

    parent("x.moh.gov.my") -> "moh.gov.my"
    """
    ### BEGIN SOLUTION
    labels = domain.lower().rstrip(".").split(".")
    last_two = ".".join(labels[-2:])
    if last_two in SUFFIXES:
        return ".".join(labels[-3:])
    return last_two
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_parent_two", "grade": true, "points": 1}
with check("Usually the last two labels are the registered name, however many stand before them"):
    expect(parent("www.site-07.example"), "site-07.example", "The last two labels are asked for.")
    expect(parent("a.b.c.site-07.example"), "site-07.example", "However many labels stand in front, the last two are the registered name.")
### BEGIN HIDDEN TESTS
with check("The same for other names, short ones too"):
    expect(parent("cdn.img.weather.test"), "weather.test", "The last two labels.")
    expect(parent("weather.test"), "weather.test", "Two labels: the name itself.")
    expect(parent("localhost"), "localhost", "One label: the name itself.")
    expect(parent("gov.my.evil.test"), "evil.test", "Only the end of a name counts: this one belongs to evil.test.")
    expect(parent("my-gov.my"), "my-gov.my", "“my-gov.my” ends with the signs “gov.my”, and is no name below gov.my: compare whole labels.")
    expect(parent("a.b.mygov.my"), "mygov.my", "“mygov.my” ends with the signs “gov.my”, and is another name: compare whole labels.")
    expect(parent("www.syarikat.my"), "syarikat.my", "Names are given out below .my as well: only the endings in SUFFIXES ask for three labels.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_parent_three", "grade": true, "points": 1}
with check("Below gov.my and the other endings the last three labels are the registered name"):
    expect(parent("hr.kota-seri.gov.my"), "kota-seri.gov.my", "With two labels, every ministry would be one and the same: gov.my.")
### BEGIN HIDDEN TESTS
with check("The same for every ending of the list, and for the ending itself"):
    for suffix in ["gov.my", "com.my", "edu.my", "org.my", "net.my", "mil.my"]:
        expect(parent(f"a.b.pulau.{suffix}"), f"pulau.{suffix}", f"{suffix} is in SUFFIXES: three labels.")
    expect(parent("pulau.com.my"), "pulau.com.my", "Three labels: the name itself.")
    expect(parent("gov.my"), "gov.my", "The ending alone stays what it is.")
    expect(parent("x.y.com.sg"), "com.sg", "This lab's list has no other endings: two labels.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_parent_written", "grade": true, "points": 1}
with check("Capitals and a dot at the end make no difference"):
    expect(parent("WWW.Site-07.Example"), "site-07.example", "DNS makes no difference between capitals and small letters: answer in small ones.")
    expect(parent("www.site-07.example."), "site-07.example", "A dot at the end is the same name. Take it away first.")
### BEGIN HIDDEN TESTS
with check("Both together, below an ending of the list too"):
    expect(parent("Portal.Kota-Seri.GOV.my."), "kota-seri.gov.my", "Small letters and no dot at the end, before you look for the ending.")
    expect(parent("LOCALHOST."), "localhost", "Small letters and no dot at the end.")
    expect(parent("A.B.Weather.TEST."), "weather.test", "Small letters and no dot at the end.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# What two labels and what three labels would make of the day
with explore("The two ways to cut names", "Task 2"):
    yours = pd.Series([parent(name) for name in lookups["query"]])
    plain = pd.Series([".".join(name.split(".")[-2:]) for name in lookups["query"]])
    print("Registered names by your function:", yours.nunique(), "  by “always two labels”:", plain.nunique())
    print("Lookups that “always two labels” files under gov.my:", (plain == "gov.my").sum(), "  by your function:", (yours == "gov.my").sum())
    print("Does yours agree with the sensor's column?", "yes" if (yours == lookups["parent"]).all() else "not everywhere")

# %% [markdown]
"""
In this small office only one public body is asked for, so the count is the same. In a ministry, "always two labels" would put every agency into one pot called `gov.my`, in which no tunnel would be seen.

## Task 3 · Regular as a clock? (3 points)

A program that calls home does so at even times. People do not. Take the **gaps** between one lookup and the next:

**score = 1 − (standard deviation of the gaps) / (mean of the gaps)**, and never below 0.

| times (seconds) | gaps | score |
|---|---|---|
| 0, 60, 120, 180, 240 | 60 each | 1.0 |
| 0, 50, 120, 170, 240 | 50, 70, 50, 70 | 1 − 10 / 60 = 0.833… |
| 0, 1, 2, 3, 400 | 1, 1, 1, 397 | 0.0 (it would be below 0) |

Write `beacon_score(times)`.

- The times may come in **any order**; sort them first.
- **Fewer than five** times say nothing: 0.
- If all times are **the same**, the mean gap is 0: answer 0.
- The standard deviation is the plain one, over all gaps (`np.std`). What was given stays as it was.

<details><summary>Hint 1: the idea</summary>

Put the times in order, take the differences of neighbours, and compare how much they vary with how large they are.
</details>

<details><summary>Hint 2: the tool</summary>

`sorted(times)` is a new list in order. `np.diff(...)` gives the gaps. `np.mean` and `np.std` give mean and standard deviation. `max(0.0, x)` is never below 0.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if len(times) < ____:
        return 0.0
    gaps = np.diff(sorted(____))
    if np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / ____)
```
</details>
"""


# %% nbgrader={"grade_id": "beacon_score", "solution": true}
def beacon_score(times):
    """How regular times are, from 0 to 1: 1 minus the spread of the gaps by their mean; 0 for fewer than five.

    beacon_score([0, 60, 120, 180, 240]) -> 1.0
    """
    ### BEGIN SOLUTION
    if len(times) < 5:
        return 0.0
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_beacon_regular", "grade": true, "points": 1}
with check("Even gaps give 1, uneven ones less, and never below 0"):
    expect(beacon_score([0, 60, 120, 180, 240]), 1.0, "All gaps are 60 seconds: as regular as can be.")
    expect(beacon_score([0, 50, 120, 170, 240]), 1 - 10 / 60, "The gaps are 50, 70, 50 and 70: their mean is 60, and their standard deviation 10.")
    expect(beacon_score([0, 1, 2, 3, 400]), 0.0, "The gaps vary more than they measure: the score stops at 0.")
### BEGIN HIDDEN TESTS
with check("The score is right for other times, whatever the unit"):
    why = "1 minus the standard deviation of the gaps divided by their mean; the plain one, over all gaps."
    expect(beacon_score([10, 20, 40, 50, 70, 80]), 1 - math.sqrt(24) / 14, why)
    expect(beacon_score([1, 2, 4, 5, 7, 8]), 1 - math.sqrt(0.24) / 1.4, why)
    expect(beacon_score([0.0, 0.25, 0.5, 0.75, 1.0, 1.25]), 1.0, "Times have decimals, as in this day's table. Do not cut them off.")
    expect(beacon_score([0, 60, 120, 120, 180, 240, 300]), 1 - math.sqrt(500) / 50, "Two lookups at the same moment are two, with a gap of 0 between them.")
    expect(beacon_score([100.5, 101.5, 102.5, 103.5, 104.5, 105.5]), 1.0, "It is the gaps that count, not the times.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_beacon_order", "grade": true, "points": 1}
with check("The times may come in any order"):
    expect(beacon_score([240, 0, 120, 60, 180]), 1.0, "The same times in another order. Sort them before you take the gaps.")
    expect(beacon_score([170, 0, 240, 50, 120]), 1 - 10 / 60, "In order these are 0, 50, 120, 170 and 240, with the gaps 50, 70, 50 and 70.")
### BEGIN HIDDEN TESTS
with check("The same for arrays and columns of a table, which stay as they were"):
    column = pd.Series([300, 0, 200, 100, 400], index=[5, 4, 3, 2, 1])
    before = column.copy()
    expect(beacon_score(column), 1.0, "Sort the values of the column, whatever its row labels.")
    expect_unchanged(column, before, "the column of times")
    given = [90, 10, 50, 30, 70]
    expect(beacon_score(given), 1.0, "Sort first.")
    expect_unchanged(given, [90, 10, 50, 30, 70], "the list of times")
    expect(beacon_score(np.array([70.0, 0.0, 20.0, 50.0, 10.0])), 1 - math.sqrt(68.75) / 17.5, "In order these have the gaps 10, 10, 30 and 20.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_beacon_few", "grade": true, "points": 1}
with check("Fewer than five times give 0, and so do times that are all the same"):
    expect(beacon_score([0, 60, 120, 180]), 0.0, "Four times say nothing yet, however even they are.")
    expect(beacon_score([7, 7, 7, 7, 7]), 0.0, "The mean gap is 0, and nothing can be divided by it: answer 0.")
### BEGIN HIDDEN TESTS
with check("Five are enough; none and one are too few"):
    expect(beacon_score([0, 5, 10, 15, 20]), 1.0, "Exactly five times are enough.")
    expect(beacon_score([]), 0.0, "No times at all: 0.")
    expect(beacon_score([12]), 0.0, "One time has no gap: 0.")
    expect(beacon_score([3] * 9), 0.0, "All times are the same: 0.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The most regular pairs of client and parent on this day
with explore("The table of regular callers", "Task 3"):
    rows = []
    for (client, name), group in lookups.groupby(["client", "parent"]):
        if len(group) >= 20:
            rows.append({"client": client, "parent": name, "lookups": len(group), "regular": round(float(beacon_score(group["time"])), 2)})
    display(pd.DataFrame(rows).sort_values("regular", ascending=False).reset_index(drop=True))

# %% [markdown]
"""
**What to look for.** At the top stands `softworks.example`: the server asks for updates every ten minutes, to the second. **Regular is not guilty.** `status-page.example` is nearly as regular. The mail server's blocklist is busy, too, and not regular at all: it asks whenever a mail
comes in.
"""

# %% [markdown]
"""
## Task 4 · Find the tunnels (5 points)

Now the rule. Write `detect(df)`. It gets a day of lookups and gives back the **parents** under which data leave: a list of registered names, and an empty list on a quiet day or for a table without rows.

The rule is yours. It is tried on days that you have not seen, with other names, other machines and **ten tunnels**: some slower (about 60 names a day), some with shorter labels (about 30 signs), some written in sixteen different signs only (about 3.8 bits). It must find **at least nine of the ten, with one false alarm at most**. These are innocent, and every day has them:

| what | long? | like noise? | many different names? |
|---|---|---|---|
| content networks (`cdn-a.example`) | no, about 14 signs | yes | yes, dozens |
| the mail server's blocklist (`mail-guard.example`) | no, about 16 | no, digits and dots | yes, 160 |
| fingerprints of an antivirus (`av-check.example`) | yes, 32 | yes | no, under twenty, however often they are asked for |
| updates (`softworks.example`) | no | no | no, always the same one |
| **a tunnel** | **yes** | **yes** | **yes** |

- Use the columns `query`, `parent`, `length`, `entropy`, `client`, `time`. **There is no column `label`** on other days, or what it says is wrong.
- The **order of the rows** must not matter, and the table stays as it was.

<details><summary>Hint 1: the idea</summary>

Group the lookups by parent. For each, count the *different* names, and take the mean length and the mean entropy. A parent with many different, long, noisy names is suspect. Choose limits between the innocent and the guilty, with room on both sides.
</details>

<details><summary>Hint 2: the tool</summary>

`df.groupby("parent").agg(names=("query", "nunique"), length=("length", "mean"), entropy=("entropy", "mean"))` makes a table with a row for each parent. `table[(table["names"] > 5) & (table["length"] > 5)]` keeps some rows; each
comparison needs its brackets. `list(table.index)` are the parents.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`: three limits of your own.

```python
    table = df.groupby("parent").agg(
        names=("query", "nunique"), length=("length", "mean"), entropy=("entropy", "mean")
    )
    many = table["names"] >= ____
    long = table["length"] >= ____
    noisy = table["entropy"] >= ____
    return list(table[many & long & noisy].index)
```
</details>
"""


# %% nbgrader={"grade_id": "detect", "solution": true}
def detect(df):
    """The registered names under which data leave in lookups: a list of parents, empty on a quiet day."""
    ### BEGIN SOLUTION
    table = df.groupby("parent").agg(
        names=("query", "nunique"), length=("length", "mean"), entropy=("entropy", "mean")
    )
    many = table["names"] >= 30
    long = table["length"] >= 24
    noisy = table["entropy"] >= 3.2
    return list(table[many & long & noisy].index)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_detect_found", "grade": true, "points": 2}
with check("The tunnel of this day is found"):
    found = as_names(detect(lookups.drop(columns="label")))
    expect("status-page.example" in found, True, "Under status-page.example 180 different names of about 48 signs were asked for. The parents are asked for, not the whole names.")
    expect(len(found) < 20, True, "Twenty names or more are called tunnels: that is half the office.")
### BEGIN HIDDEN TESTS
with check("On other days at least nine of ten tunnels are found, slower ones and those with shorter labels too"):
    others = Services(content=("edge-net.test", "img-hub.test"), blocklists=("spam-stop.test",), scanners=("cloud-scan.test",), updates=("patchworks.test", "clock.test"))
    hexa = "0123456789abcdef"
    kinds = [
        Tunnel("oak.test"), Tunnel("elm.test", "10.20.1.13", 120, 30), Tunnel("ash.test", "10.20.1.14", 90, 60, (32, 36)), Tunnel("fir.test", "10.20.1.15", 260, 4, (44, 60), "A"),
        Tunnel("yew.test", "10.20.1.16", 70, 200, (30, 34)), Tunnel("bay.test", "10.20.1.12", 150, 15, (40, 48), "TXT", hexa), Tunnel("box.test", "10.20.0.25", 100, 45, (34, 40), "NULL"),
        Tunnel("gum.test", "10.20.1.11", 80, 90, (36, 44), "A", hexa), Tunnel("may.test", "10.20.1.17", 200, 10, (50, 60)), Tunnel("nim.test", "10.20.1.18", 65, 300, (31, 33), "CNAME"),
    ]
    day = office_day(BACKGROUND, kinds, seed=31, services=others).drop(columns="label")
    found = set(as_names(detect(day)))
    expect(min(len(found & {tunnel.parent for tunnel in kinds}), 9), 9, "Of ten tunnels, fewer than nine were found. Leave room for those that are slower, have shorter labels, or ask for another type.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_detect_benign", "grade": true, "points": 2}
with check("On this day there is no false alarm"):
    found = as_names(detect(lookups.drop(columns="label")))
    expect([name for name in found if name != "status-page.example"], [], "These are innocent. Which of the three, long, noisy, many different names, do they lack?")
    expect(len(found), 1, "A rule that calls nothing a tunnel has no false alarms, and is of no use.")
### BEGIN HIDDEN TESTS
with check("On other days with other innocent services there is at most one false alarm, and none on a small quiet day"):
    others = Services(content=("edge-net.test", "img-hub.test"), blocklists=("spam-stop.test", "bad-mail.test"), scanners=("cloud-scan.test", "deep-scan.test"), updates=("patchworks.test", "clock.test"))
    day = office_day(BACKGROUND, [], seed=41, services=others).drop(columns="label")
    expect(min(len(as_names(detect(day))), 2) < 2, True, "Two names or more were called tunnels on a day without any. Content networks, blocklists, fingerprints of files and updates are innocent.")
    quiet = office_day(BACKGROUND, [], seed=43, services=Services(content=(), blocklists=(), scanners=(), updates=())).head(60)
    expect(as_names(detect(quiet.drop(columns="label"))), [], "Sixty ordinary lookups: nothing to find.")
    busy = pd.concat([day, *[day[day["parent"].isin(others.scanners)]] * 11], ignore_index=True)
    expect(min(len(as_names(detect(busy))), 2) < 2, True, "On this day the antivirus asks for the same few names again and again. Data do not repeat: count the different names, not the lookups.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_detect_order", "grade": true, "points": 1}
with check("The order of the rows makes no difference, and the table stays as it was"):
    mixed = lookups.drop(columns="label").sample(frac=1, random_state=3)
    before = mixed.copy()
    found = as_names(detect(lookups.drop(columns="label")))
    expect(as_names(detect(mixed)), found, "The same rows in another order must give the same names.")
    expect(0 < len(found) < 20, True, "On this day there is something to find, and it is not half the office.")
    expect_unchanged(mixed, before, "the table of lookups")
### BEGIN HIDDEN TESTS
with check("A note that is wrong leads nobody astray, and an empty day has no tunnels"):
    day = office_day(BACKGROUND, [Tunnel("reef.test"), Tunnel("dune.test", "10.20.1.12", 90, 40)], seed=51)
    honest = as_names(detect(day.drop(columns="label")))
    expect(as_names(detect(day.assign(label="tunnel"))), honest, "The column label is wrong here: it calls everything a tunnel. Use the other columns.")
    expect(as_names(detect(day.assign(label=""))), honest, "The column label is wrong here: it calls nothing a tunnel. Use the other columns.")
    expect(as_names(detect(day.iloc[::-1].drop(columns="label"))), honest, "The order of the rows must not matter.")
    expect([name in honest for name in ("reef.test", "dune.test")], [True, True], "Two tunnels run on this day.")
    expect(as_names(detect(day.head(0).drop(columns="label"))), [], "A day without lookups has no tunnels.")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture for the incident team

Your `detect` on the whole day. On the left every lookup, on the right those under the names that you found, in time.
"""

# %% tags=["explore", "folded", "picture"]
# Every lookup by length and entropy, and what you found, in time
with explore("The picture for the incident team", "Task 4"):
    found = as_names(detect(lookups.drop(columns="label")))
    caught = lookups["parent"].isin(found)
    fig, (left, right) = plt.subplots(1, 2, figsize=(10.5, 3.9))
    for part, colour, word in ((lookups[~caught], "grey", "ordinary"), (lookups[caught], "red", "found by your rule")):
        left.scatter(part["length"], part["entropy"], s=12, alpha=0.5, color=COLOURS[colour], label=f"{word}: {len(part)}")
    left.set(xlabel="signs before the registered name", ylabel="entropy, bits a sign")
    for name, spot in (("blocklist", (16, 2.1)), ("antivirus", (29, 3.0)), ("content network", (8, 4.1))):
        left.text(*spot, name, fontsize=9, color=COLOURS["black"], ha="center")
    left.set_title("Long and noisy")
    left.legend(loc="lower right")
    hours = np.arange(8, 17.01, 0.25)
    right.hist(lookups.loc[~caught, "time"] / 3600, hours, color=COLOURS["grey"], alpha=0.6, label="ordinary")
    right.hist(lookups.loc[caught, "time"] / 3600, hours, color=COLOURS["red"], label="found by your rule")
    right.set(xlabel="hour of the day", ylabel="lookups in a quarter of an hour", xticks=range(8, 18))
    when = lookups.loc[caught, "time"]
    right.set_title(f"From {clock(when.min())} to {clock(when.max())}" if len(when) else "Nothing was found")
    right.legend(loc="upper left")
    plt.show()
    for name in found:
        own = lookups[lookups["parent"] == name]
        print(f"{name}: {own['query'].nunique()} names from {', '.join(sorted(set(own['client'])))}, about {own['length'].sum() * 5 // 8:,} bytes.")

# %% [markdown]
"""
**How to read it.** The red group stands apart: longer than the blocklist and the content network, and many different names where the antivirus has few. On the right: 180 questions within 36 minutes, by one machine, the lookup server. Five bits fit into a sign, so that **at most about 5,400 bytes** left:
about a hundred lines of the register. That is a finding for the report: *what, how much, when, from where*; and **whose data**.

### Move the limits: misses and false alarms

The sliders ask for how many different names, and how many signs, your team calls it a tunnel. The picture tries that on **six other days** made to order, each with four tunnels. These days are harder than those of the check: the slow tunnel asks for 25 names, the short one has labels of 16 to 20 signs. Note one setting that you could defend, and what it costs: **you will need a number for your reflection.**

*(Where the sliders cannot move, as in a printed copy, the picture shows 30 names and 24 signs.)*
"""

# %% tags=["explore", "folded"]
# Six other days, and what two limits make of them
def other_days():
    """Six days with four tunnels each: fast, usual, slow, and one with short labels."""
    for seed in range(6):
        kinds = [Tunnel("fast.test", lookups=300, every=5), Tunnel("usual.test"), Tunnel("slow.test", "10.20.1.12", 25, 900), Tunnel("short.test", "10.20.1.13", 120, 60, (16, 20))]
        yield office_day(BACKGROUND, kinds, seed=100 + seed)


OTHER_DAYS = list(other_days())


def try_limits(different_names, signs):
    """Found, missed and false alarms over six days, as bars."""
    found, missed, alarms = Counter(), Counter(), Counter()
    for day in OTHER_DAYS:
        table = day.groupby("parent").agg(names=("query", "nunique"), length=("length", "mean"), tunnel=("label", "max"))
        called = (table["names"] >= different_names) & (table["length"] >= signs)
        for name, row in table.iterrows():
            if row["tunnel"]:
                (found if called[name] else missed)[name] += 1
            elif called[name]:
                alarms[name] += 1
    names = ["fast.test", "usual.test", "slow.test", "short.test"]
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 2.9), width_ratios=[3, 2])
    left.barh(names, [found[name] for name in names], color=COLOURS["green"], label="found")
    left.barh(names, [missed[name] for name in names], left=[found[name] for name in names], color=COLOURS["orange"], label="missed")
    left.set(xlabel="days, of six", xlim=(0, 6))
    left.set_title(f"{sum(found.values())} of 24 tunnels found", fontsize=11)
    left.invert_yaxis()
    left.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=2)
    worst = alarms.most_common(5)
    right.barh([name for name, _ in worst], [n for _, n in worst], color=COLOURS["red"])
    right.set(xlabel="false alarms", xlim=(0, 6))
    right.set_title(f"{sum(alarms.values())} false alarms", fontsize=11)
    right.invert_yaxis()
    if not worst:
        right.set_yticks([])
    return fig


with explore("The sliders"):
    live(try_limits, different_names=IntSlider(30, 5, 120, 5), signs=IntSlider(24, 6, 50, 2))

# %% [markdown]
"""
## Task 5 · Say it in the words that others share (2 points)

Incident teams all over the world use the numbers of **MITRE ATT&CK** for what attackers do. Run the next cell, choose those that **your evidence shows**, and write their numbers into the list below. One that fits is
enough; name two or three if they fit. Leave out what the evidence does not show: it says nothing of how the attacker came in, and base32 is a way of writing, not encryption.
"""

# %% tags=["explore"]
for number, name in TECHNIQUES.items():
    print(f"{number:10} {name}")

# %% [markdown]
"""
<details><summary>Hint 1: the idea</summary>

What did you see? Data went out; through a protocol that is not made for it; hidden inside DNS. You did not see a password being guessed, or a flood.
</details>

<details><summary>Hint 2: the tool</summary>

A list of texts: `["T1046", "T1110"]`. The numbers stand as above, with the dot where there is one.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____` by a number of the table.

```python
techniques = ["____", "____"]
```
</details>
"""

# %% nbgrader={"grade_id": "techniques", "solution": true}
# The numbers of the techniques that the evidence shows, as a list of texts.
### BEGIN SOLUTION
techniques = ["T1071.004", "T1048.003", "T1572"]
### END SOLUTION


# %% nbgrader={"grade_id": "test_techniques_listed", "grade": true, "points": 1}
with check("Each number stands in the table above"):
    named = as_ids(techniques)
    expect([number for number in named if number not in TECHNIQUES], [], "These are not in the table. Copy the numbers as they stand there, each as a text.")
    expect(len(named) > 0, True, "The list is empty: name at least one.")
### BEGIN HIDDEN TESTS
with check("At least one of them says what was seen: data went out by DNS"):
    named = as_ids(techniques)
    core = {"T1071.004", "T1048", "T1048.003"}
    expect(bool(core & set(named)), True, "None of those named is the use of DNS as a way out, or exfiltration over another protocol.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_techniques_fit", "grade": true, "points": 1}
with check("No more than four are named: a list of everything says nothing"):
    expect(len(as_ids(techniques)) <= 4, True, "A report that names nearly every technique helps nobody. Name what the evidence shows.")
    expect(len(as_ids(techniques)) > 0, True, "The list is empty: name at least one.")
### BEGIN HIDDEN TESTS
with check("Nothing is named that the evidence does not show"):
    unseen = {"T1046", "T1110", "T1498", "T1566", "T1595"}
    expect("T1048.001" in as_ids(techniques), False, "Nothing here shows encryption: base32 is a way of writing, which anybody can turn back.")
    expect(sorted(unseen & set(as_ids(techniques))), [], "The lookups show nothing of these. How the attacker came in, and what else was done, is not in this evidence.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

**At which limits should our team be called out, and what does a false alarm cost?** Every alarm wakes somebody; every miss may be a register for sale. Write to your KSU in **120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: a number from a check, the picture or the sliders.
2. You name **a limit or a harm**: what the rule does not see, or whom a false alarm hurts.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause** or technique for what you recommend, from the table at the end.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, data did leave the clinic by DNS. Between 15:53 and 16:29 the lookup server asked for 180 different names under status-page.example, about 48 signs each: at most some 5,400 bytes of the patient register. My rule (30 different names, 24 signs) found it without a
false alarm on that day; on six other days it found the fast and the usual tunnel every time, missed the slow one that asks 25 times a day, and those with short labels. Lower limits would find more, and call the team out for content networks. A false alarm at night costs trust and sleep; a team that is called out in vain
three times does not come the fourth time. A limit: a patient attacker stays below every limit, and encrypted DNS would show none of this. Action: the head of our IT Operations lets servers ask only our own resolver and only listed names from next month, and the security unit reviews the limits each quarter. This serves the
Cybersecurity Framework's DE.CM (continuous monitoring); what we saw is T1048 and T1071.004.

**Rubric for the marker, a point each.** (1) A figure from the officer's own notebook, for instance 180 names, the times, about 5,400 bytes, the found, missed or false alarms at a setting. (2) A limit or harm, for instance slow tunnels, encrypted DNS, alarm fatigue, privacy of those who look things up. (3) An action and who in
the officer's own ministry does it. (4) DE.CM or DE.AE, or T1071.004, T1048 or T1572, with a reason that fits.
"""

# %% [markdown]
"""
## What we learned

- What is allowed can carry what is not. A firewall that lets DNS through lets data through.
- Long, noisy, many different names: each alone is innocent, together they are a tunnel.
- Regular is not guilty: updates are the most regular of all.
- Cut names where they belong to somebody; "the last two labels" merges all of `gov.my`.
- Every limit trades misses for false alarms. Say the limits, and who chose them.
- A finding says what, how much, when, from where, and whose.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| NIST Cybersecurity Framework 2.0, DE.CM | reported as continuous monitoring: the day's lookups are watched |
| NIST Cybersecurity Framework 2.0, DE.AE | reported as the analysis of adverse events: what was found, when, and how much |
| MITRE ATT&CK T1071.004 | DNS as a way to talk: the tunnel |
| MITRE ATT&CK T1048 | exfiltration over an alternative protocol: data left in the names |
| MITRE ATT&CK T1572 | protocol tunneling: one protocol inside another |

The examples on the right are this lab's own. It teaches habits; it is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *Guard lights and pumps* (`net-4-smart-city-ot`): what if the packets do not carry data, but orders?
"""

# %% [markdown]
"""
# Share safely / *Kongsi data dengan selamat*

**The story.** Floods have reached Kota Seri. Your agency, *Agensi Bantuan Banjir Seri*, has written
down 1,200 people who asked for help: who they are, where they live, and what they need, from bedding to dialysis.
This morning another agency asks for "the whole list, urgently". You may share, share with conditions, or refuse.
Before you decide, you will measure what the list gives away.

*Kota Seri, its agencies and its people are invented. Every identity-card number in this lab has the place code 17,
which is assigned to no place, so that none is a real person's.*

**What you will have made by the end:** a version of the list in which nobody stands alone, and the figures to put
before your KSU.

![Two groups of bars. In the list as it is, most people stand alone in their group; in the shared version nobody is in a group smaller than five.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Find** identifiers that hide in free text, and mask them.
2. **Measure** with *k-anonymity* how far people hide among one another.
3. **Make** a version of a list that can be shared, and say what it cost.
4. **Judge** a request: is it complete, what is it for, by when must you answer, and which Act applies.

**80 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Where you see ✏,
write your answer, run the cell, then run the check below it: a green card means that it passed; any other card
says what was asked and what came back. You may try as often as you like.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| personal data | data peribadi | anything that tells something about a person who can be recognised |
| identifier | pengecam | what points at one person by itself: name, identity-card number, telephone |
| identity-card number (IC) | nombor kad pengenalan | twelve digits: date of birth, place code, four more |
| quasi-identifier | kuasi-pengecam | harmless alone, but pointing at one person together: age, sex, village |
| mask | menyamarkan | to cover most of a value, so that it can be checked but not read |
| hash | cincangan | a fingerprint of a value, the same each time |
| k-anonymity | k-anonimiti | the size of the smallest group of people who look alike in a list |
| generalise | mengitlak (menjadikan lebih umum) | to say less exactly: "60–69" for 66, the district for the village |
| suppress | menahan (tidak mendedahkan) | to leave a row out |
| data provider / data recipient | pembekal data / penerima data | the agency that shares / the agency that receives |
| public sector agency | agensi sektor awam | the Act's word for the bodies that it covers |
| pattern (regular expression) | corak (ungkapan nalar) | a description of a text's shape, such as "six digits" |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the list and the tools; there is nothing to change in it.
import hashlib
import json
import re
import time
from collections import Counter
from datetime import date, datetime, timedelta

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, display
from ipywidgets import IntSlider
from stdnum.my import nric

from futurefit.kit import COLOURS, check, data_file, expect, expect_unchanged, explore, live, note, style

style()


def read_list():
    """The flood list, fresh from its file: one row a person, nine columns."""
    table = pd.read_csv(data_file("flood_list.csv"), dtype={"ic": str, "phone": str})
    return table.assign(note=table["note"].fillna(""))


def read_requests():
    """The five requests in the in-tray: a list of dictionaries, "received" as a date."""
    requests = json.loads(data_file("requests.json").read_text(encoding="utf-8"))
    return [{**request, "received": date.fromisoformat(request["received"])} for request in requests]


def is_real_day(six_digits):
    """True when six digits are a day (year, month, day): "850214" is one; "991305" has a month 13."""
    try:
        datetime.strptime(six_digits, "%y%m%d")
    except ValueError:
        return False
    return True


# The shapes of a mobile number and of an e-mail address, for Task 1.
PHONE = r"\b01\d-?\d{3,4}[- ]?\d{4}\b"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

# For Task 5. What a request must specify (Act 864, section 12(2)); its (c) asks for two agencies.
ITEMS = {
    "data": "(a) the data requested",
    "purpose": "(b) the purpose",
    "recipient": "(c) the agency that would receive the data",
    "provider": "(c) the agency that would provide it",
    "handling": "(d) how the data would be handled",
}
# The purposes of section 13, in our own short words.
PURPOSES = {
    "a": "better policies, programmes, or planning and delivery of services",
    "b": "a threat to somebody's life, health or safety, or to public health or safety",
    "c": "a public emergency",
    "d": "the public interest",
    "e": "another purpose that the National Data Sharing Committee has determined",
}


# What the checks use to read an answer, whatever came back.
def columns_of(table):
    """The names of a table's columns, sorted; [] for what is not a table."""
    return sorted(map(str, getattr(table, "columns", [])))


def pairs_of(found):
    """What find_pii gave, if it is pairs of texts."""
    for pair in found:
        if isinstance(pair, str) or len(pair) != 2:
            raise AssertionError(f"Each find must be a pair, (kind, text as it stands), and this is not one: {pair!r}")
    return found


def entry_of(answer, name):
    """One entry of what check_request gave."""
    if not isinstance(answer, dict) or name not in answer:
        raise AssertionError(f"The answer must be a dictionary, and “{name}” one of its entries. It was: {answer!r}")
    return answer[name]


def show_table(table):
    """Show a table with its texts at the left."""
    page = table.to_html(index=False)
    for cell in ["th", "td"]:
        page = page.replace(f"<{cell}>", f'<{cell} style="text-align:left">')
    display(HTML(page))


flood = read_list()
note(f"{len(flood):,} people are on the list. Everything is ready.")

# %% [markdown]
"""
## Look at the list

Run the next cell. Each row is one person. `NaN` means that nothing was written down.

It also asks a checker of identity-card numbers how many of them could be real. Why none is: their seventh and eighth
digits, 17, are a code that is assigned to no place.
"""

# %% tags=["explore"]
real = sum(nric.is_valid(number) for number in flood["ic"].dropna())
print(f"Identity-card numbers on the list: {flood['ic'].notna().sum():,}. That could be real: {real}.")
flood.head(6)

# %% [markdown]
"""
## Try it: what does a neighbour need to know?

Suppose that we strike out the name, the number and the telephone. Is the list safe then? A neighbour knows that a woman
of 66 lives in Taman Seri Murni. Run the cell. **Then change something and run it again:** age 35; another village
from the list above; or put a `#` before the line with `village` in it. When does the neighbour stop learning
anything?
"""

# %% tags=["explore"]
fits = flood
fits = fits[fits["sex"] == "F"]
fits = fits[fits["age"] == 66]
fits = fits[fits["village"] == "Taman Seri Murni"]

print("People on the list who fit:", len(fits))
print("What they asked for:", fits["need"].tolist())

# %% [markdown]
"""
One person fits, and the neighbour has learnt that she needs dialysis. No name was used. Age, sex and village are each
harmless; together they point at one person. Tasks 3 and 4 measure this and mend it. First, the plainer danger: what
officers type into the *note*.
"""

# %% [markdown]
r"""
## A worked example: finding file numbers in a text

Notes are free text, so no column tells us where an identifier stands. We describe its **shape** with a *pattern*:

| in a pattern | means | so this pattern | fits |
|---|---|---|---|
| `\d` | one digit | `KS-\d` | `KS-7` |
| `\d{4}` | exactly four digits | `\d{4}` | `2025` |
| `-?` | a dash, or none | `\d-?\d` | `4-2` and `42` |
| `\b` | an edge: no letter or digit goes on here | `\b\d{4}\b` | `2025`, but nothing in `20251` |

Kota Seri's file numbers look like `KS-03-0142`: the letters, the month, four digits. The function below finds them, and
leaves out those whose month cannot be. Read it with the notes on its right, then run it.
"""

# %%
def find_files(text):
    """The file numbers in a text, in order: "See KS-03-0142 and KS-13-0001" -> ["KS-03-0142"]."""
    found = []                                              # an empty list, to be filled
    for match in re.finditer(r"\bKS-\d{2}-\d{4}\b", text):  # each place where the pattern fits
        month = int(match.group()[3:5])                     # the text found, its 4th and 5th letter
        if 1 <= month <= 12:                                # a month 13 is no file number
            found.append(match.group())                     # put it at the end of the list
    return found                                            # hand the list back


find_files("See KS-03-0142, KS-13-0001 and KS-11-0007.")

# %% [markdown]
"""
`match.group()` is the text that fits, and `[3:5]` cuts two letters out of it: Python counts from 0 and stops before the
second number. `match.start()`, which the example does not need and you may, tells at which letter of the note the find
begins. The `r` before the quotation marks only tells Python to leave the backslashes alone.
"""

# %% [markdown]
r"""
## Task 1 · Find the personal data in a note (4 points)

Write `find_pii(text)`. It gives back a list of pairs, *kind* and *text as it stands*, **in the order in which they
stand in the note**. There are three kinds:

| kind | shape | |
|---|---|---|
| `"ic"` | six digits, two digits, four digits; dashes or none | you write the pattern |
| `"phone"` | a mobile number | ready for you: `PHONE` |
| `"email"` | an e-mail address | ready for you: `EMAIL` |

**Beware:** receipts have twelve digits too. Only when the first six are a real day (year, month, day) is it an identity
card: `is_real_day("850214")` is true, `is_real_day("991305")` is false, since there is no month 13. Part of a
longer number is not an identity card either.

| note | answer |
|---|---|
| `Spouse 850214-17-5023, tel. 013-0001423` | `[("ic", "850214-17-5023"), ("phone", "013-0001423")]` |
| `Receipt 991305170042` | `[]` |

<details><summary>Hint 1: the idea</summary>

Go through the three kinds one after the other, and through every place where the pattern of that kind fits. Keep each
find, except an "ic" whose first six digits are not a day. Finds of different kinds come out of order, so remember where
each one began and sort by that at the end.
</details>

<details><summary>Hint 2: the tool</summary>

The pattern is `r"\b\d{6}-?\d{2}-?\d{4}\b"`. Append three things at once, the place first:
`found.append((match.start(), kind, match.group()))`. `sorted(found)` then puts them in the order of the text.
`match.group()[:6]` is the first six digits.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    found = []
    for kind, pattern in [("ic", ____), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            if kind != "ic" or is_real_day(____):
                found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
```
</details>
"""

# %% nbgrader={"grade_id": "find_pii", "solution": true}
def find_pii(text):
    """The personal data in a text: a list of pairs (kind, text as it stands), in the order of the text.

    Kinds: "ic", "phone", "email".
    find_pii("Call 013-0001423, IC 850214-17-5023") -> [("phone", "013-0001423"), ("ic", "850214-17-5023")]
    """
    ### BEGIN SOLUTION
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?\d{2}-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            if kind != "ic" or is_real_day(match.group()[:6]):
                found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_find_pii_kinds", "grade": true, "points": 1}
with check("Each of the three kinds is found, and given back as it stands in the note"):
    expect(
        find_pii("Spouse 850214-17-5023, same house."),
        [("ic", "850214-17-5023")],
        "A list of one pair is asked for: the kind, “ic”, and the number with its dashes. Does your pattern ask for six "
        "digits, two digits, four digits, with a dash between them?",
    )
    expect(
        find_pii("Hubungi 013-0001423."),
        [("phone", "013-0001423")],
        "Mobile numbers are found with the ready pattern PHONE; their kind is “phone”.",
    )
### BEGIN HIDDEN TESTS
with check("Each kind is found in other notes too, and a note without any gives an empty list"):
    why = "Look at one kind at a time: the pair is (kind, text as it stands), and the list holds nothing else."
    expect(find_pii("Kad pengenalan 721109-17-3348 hilang"), [("ic", "721109-17-3348")], why)
    expect(find_pii("Tel. 011-0004 7781"), [("phone", "011-0004 7781")], why)
    expect(find_pii("Write to waris.banjir@pejabat.example please"), [("email", "waris.banjir@pejabat.example")], why)
    expect(find_pii("Water reached the 2nd step at 0530."), [], "A note without personal data gives an empty list.")
    expect(find_pii(""), [], "An empty note gives an empty list.")
    expect(find_pii("IC 690417-14-5527, pemastautin"), [("ic", "690417-14-5527")], "Any two digits may stand in the middle, not only 17.")
    expect(find_pii("E-mel Rosnah.B@Pejabat.Example"), [("email", "Rosnah.B@Pejabat.Example")], "Give it back as it stands, capital letters too.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_find_pii_numbers", "grade": true, "points": 1}
with check("Twelve digits that begin with no real day are not an identity card"):
    found = find_pii("Receipt 991305-17-0042 collected by 850214-17-5023.")
    expect(
        [re.sub(r"\D", "", value) for kind, value in pairs_of(found)],
        ["850214175023"],
        "One of the two is an identity card. The receipt begins with a month 13: ask is_real_day about the first six digits before you keep an “ic”.",
    )
### BEGIN HIDDEN TESTS
with check("Receipts and longer numbers are left alone, whatever their digits"):

    def digits(text):
        return [re.sub(r"\D", "", value) for kind, value in pairs_of(find_pii(text))]

    why = "Not every twelve digits are an identity card: the first six must be a real day, 31 February is none."
    expect(digits("830231-17-1156 680930-17-2214"), ["680930172214"], why)
    expect(digits("700012-17-1156, 701200-17-9090, 701231-17-9090"), ["701231179090"], why)
    expect(digits("000229-17-4417 and 010229-17-4417"), ["000229174417"], why)
    expect(
        digits("Card 7012311790901234 of the owner of 550817-17-6120"),
        ["550817176120"],
        "Part of a longer number is not an identity card. Does your pattern have an edge, \\b, at both ends?",
    )
    expect(digits("99701231-17-9090 is no IC, 880808-17-1111 is"), ["880808171111"], "The edge \\b belongs at both ends.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_find_pii_forms", "grade": true, "points": 1}
with check("An identity card is found with dashes and without"):
    expect(
        find_pii("Anak: 140722171723."),
        [("ic", "140722171723")],
        "Many people type no dashes. In a pattern, -? means “a dash or none”. Give the number back as it was typed.",
    )
### BEGIN HIDDEN TESTS
with check("Any of the dashes may be missing, and the number comes back as it was typed"):
    why = "Each dash may be there or not. The second thing in the pair is the text as it stands, nothing added or removed."
    expect(find_pii("IC: 631204170987"), [("ic", "631204170987")], why)
    expect(find_pii("IC: 631204-170987"), [("ic", "631204-170987")], why)
    expect(find_pii("IC: 63120417-0987"), [("ic", "63120417-0987")], why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_find_pii_order", "grade": true, "points": 1}
with check("What is found comes in the order of the note"):
    found = find_pii("E-mel devi24@pos.example, tel. 019-0009743, IC 730930-17-4896.")
    expect(
        [kind for kind, value in pairs_of(found)],
        ["email", "phone", "ic"],
        "All three are to be found, in the order of the note. Remember where each one starts (match.start()) and sort by it.",
    )
### BEGIN HIDDEN TESTS
with check("Mixed kinds come in the order of the note, and what stands twice is found twice"):
    why = "Sort by the place in the note, not by kind or by text. Something that stands there twice is listed twice."
    mixed = find_pii("018-0007712 / 660101-17-5555 / 012-0003344 / a@b.example / 450505-17-2222")
    expect([kind for kind, value in pairs_of(mixed)], ["phone", "ic", "phone", "email", "ic"], why)
    twice = find_pii("z@kotak.example, then a@kotak.example, then z@kotak.example")
    expect([value[0] for kind, value in pairs_of(twice)], ["z", "a", "z"], why)
    dated = find_pii("990101-17-1230, 010101-17-1230, 550101-17-1230")
    expect([value[:2] for kind, value in pairs_of(dated)], ["99", "01", "55"], why)
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 2 · Mask an identity-card number (2 points)

A clerk at the counter must be able to tell two people of one name apart, but need not read the whole number. Write
`mask_ic(ic)`: it shows **the last four digits only**, always in the shape `******-**-5023`.

| given | answer |
|---|---|
| `850214-17-5023` | `******-**-5023` |
| `850214175023` | `******-**-5023` |
| `******-**-5023` (masked already) | `******-**-5023` |

The last line matters: lists are copied and masked again, and a mask must not eat its own digits.

<details><summary>Hint 1: the idea</summary>

Whatever comes in, its last four characters are the four digits that may be seen. Everything before them is replaced.
</details>

<details><summary>Hint 2: the tool</summary>

`ic[-4:]` is the last four characters of a text. Two texts are joined with `+`.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace the `____`.

```python
    return "******-**-" + ____
```
</details>
"""

# %% nbgrader={"grade_id": "mask_ic", "solution": true}
def mask_ic(ic):
    """Cover an identity-card number (with dashes, without, or masked already) but for its last four digits.

    mask_ic("850214-17-5023") -> "******-**-5023"
    """
    ### BEGIN SOLUTION
    return "******-**-" + ic[-4:]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_mask_ic", "grade": true, "points": 1}
with check("Only the last four digits can be seen, in the shape ******-**-5023"):
    expect(
        mask_ic("850214-17-5023"),
        "******-**-5023",
        "Six stars, a dash, two stars, a dash, and the last four digits. The first six are the date of birth: they must go.",
    )
### BEGIN HIDDEN TESTS
with check("Any number is masked in the same shape, typed with dashes or without"):
    why = "Six stars, a dash, two stars, a dash, the last four digits; the same shape whether dashes were typed or not."
    expect(mask_ic("010203-17-0607"), "******-**-0607", why)
    expect(mask_ic("991231179998"), "******-**-9998", why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_mask_ic_twice", "grade": true, "points": 1}
with check("Masking a second time changes nothing"):
    once = mask_ic("721109-17-3348")
    expect(once[-4:], "3348", "The last four digits of the number are to be seen.")
    expect(once[:-4] != "721109-17-", True, "The first eight digits can still be read.")
    expect(
        mask_ic(once),
        once,
        "The mask was applied to a number that was masked already, and something else came out. Take what you keep from "
        "the end of the text: the last four characters are the same before and after.",
    )
### BEGIN HIDDEN TESTS
with check("Masking a second and a third time changes nothing, for other numbers too"):
    for number in ["440817-17-0001", "081130-17-7602"]:
        once = mask_ic(number)
        expect(once[-4:], number[-4:], "The last four digits of the number are to be seen.")
        expect(number[:6] in once, False, "The date of birth can still be read.")
        expect(mask_ic(mask_ic(once)), once, "A number that was masked already must stay as it is.")
### END HIDDEN TESTS

# %% [markdown]
"""
### What the notes gave away

Your two functions at work on all notes of the list. The receipts stay, as they should.
"""

# %% tags=["explore", "folded"]
# What the notes gave away: your two functions at work
def hide(text):
    """The text with everything found in it masked or replaced."""
    for kind, value in find_pii(text):
        text = text.replace(value, mask_ic(value) if kind == "ic" else f"[{kind}]")
    return text


with explore("What the notes gave away", "the work of Tasks 1 and 2"):
    written = flood.loc[flood["note"] != "", "note"]
    leaks = [text for text in written if find_pii(text)]
    people = Counter(kind for text in leaks for kind, value in find_pii(text))
    print(f"{len(leaks)} of {len(written)} notes name somebody: {people['ic']} identity cards,", end=" ")
    print(f"{people['phone']} telephones, {people['email']} e-mail addresses.")
    shown = list({text[:6]: text for text in written if re.search(r"\d{3}|@", text)}.values())  # one of each sort
    show_table(pd.DataFrame({"as typed": shown, "as a clerk may see it": [hide(text) for text in shown]}))

# %% [markdown]
"""
### "We hash the numbers, so they are anonymous." Are they?

A *hash* turns a number into a fingerprint that cannot be turned back. But an identity-card number is not secret enough
for that: it begins with a birthday, and few digits are left to guess. Run the cell. It knows the birthday (from a
birthday greeting, say) and the place code, and tries the last four digits one by one.

A hash of an identity-card number is a name tag in code, not anonymity. Even the mask of Task 2 is not: in these
numbers, as in real ones, the last digit tells men (odd) from women (even).
"""

# %% tags=["explore"]
published = hashlib.sha256(b"640218-17-4158").hexdigest()
print("What was published:", published[:32], "…")

start = time.perf_counter()
for last in range(10_000):
    guess = f"640218-17-{last:04}"
    if hashlib.sha256(guess.encode()).hexdigest() == published:
        break
seconds = time.perf_counter() - start

print(f"Whose it was:       {guess}, found after {last + 1:,} guesses in {seconds:.3f} seconds.")
minutes = 36_525 * 10_000 * seconds / (last + 1) / 60
print(f"Without the birthday: about {minutes:.0f} minutes for every day of a hundred years, on this machine.")

# %% [markdown]
"""
## Task 3 · Measure how far people hide: k-anonymity (3 points)

Put people who look alike into one group. **k** is the size of the *smallest* group: with k = 1 somebody stands alone,
with k = 5 everybody hides among at least four others. Write `k_anonymity(df, quasi)`, where `df` is a table (pandas
calls it a *DataFrame*) and `quasi` a list of column names.

| sex | place |
|---|---|
| F | Hulu |
| F | Hulu |
| M | Hulu |
| F | *NaN* |

By sex and place together there are three groups: F in Hulu (2 people), M in Hulu (1), F with no place written down (1).
The smallest has one person, so **k = 1**.

Three things to mind. **The smallest group counts**, not the average: one person alone is one person found. **Something
not written down (NaN) makes a group too**: that row is on the list like any other. **An empty table has k = 0**:
nobody is hidden in it.

<details><summary>Hint 1: the idea</summary>

Count how many rows each group has. Give back the smallest of these counts. An empty table has no groups, so ask about
that first.
</details>

<details><summary>Hint 2: the tool</summary>

`df.groupby(quasi, dropna=False).size()` counts the rows of each group; without `dropna=False` pandas silently leaves
out rows with NaN. `.min()` is the smallest. `len(df)` is the number of rows.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if len(df) == 0:
        return 0
    sizes = df.groupby(____, dropna=____).size()
    return sizes.min()
```
</details>
"""

# %% nbgrader={"grade_id": "k_anonymity", "solution": true}
def k_anonymity(df, quasi):
    """The size of the smallest group of rows that look alike in the columns quasi.

    NaN makes a group of its own. An empty table -> 0.
    k_anonymity(pd.DataFrame({"sex": ["F", "F", "M"]}), ["sex"]) -> 1
    """
    ### BEGIN SOLUTION
    if len(df) == 0:
        return 0
    return df.groupby(quasi, dropna=False).size().min()
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_k_minimum", "grade": true, "points": 1}
with check("k is the size of the smallest group"):
    small = pd.DataFrame({"sex": list("FFFMMMM"), "place": ["Hulu", "Hulu", "Hulu", "Hulu", "Hulu", "Hilir", "Hilir"]})
    expect(
        k_anonymity(small, ["sex", "place"]),
        2,
        "The groups are F in Hulu (3 people), M in Hulu (2) and M in Hilir (2). The smallest counts: an average hides "
        "the people who stand alone.",
    )
### BEGIN HIDDEN TESTS
with check("k is the size of the smallest group of the columns taken together, in any table"):
    staff = pd.DataFrame(
        {
            "grade": [48, 48, 48, 52, 52, 52, 48, 48, 52, 48],
            "office": ["N", "N", "N", "N", "N", "N", "S", "S", "S", "S"],
            "badge": range(10),
        }
    )
    expect(
        k_anonymity(staff, ["grade", "office"]),
        1,
        "Each column by itself may look safe while one person stands alone in both together. Group by all columns at once.",
    )
    expect(k_anonymity(staff, ["office"]), 4, "Only the columns named in quasi count; any others are left out of it.")
    expect(k_anonymity(staff.sample(frac=1, random_state=3), ["grade"]), 4, "The order of the rows must not matter.")
    many = pd.DataFrame({"band": ["x"] * 9 + ["y"] * 6 + ["z"] * 7})
    expect(k_anonymity(many, ["band"]), 6, "It is the number of people in the smallest group, not the number of groups.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_k_missing", "grade": true, "points": 1}
with check("People whose value was not written down make a group of their own"):
    unknown = pd.DataFrame({"place": ["Hulu", "Hulu", "Hulu", None, "Hilir", "Hilir"]})
    expect(
        k_anonymity(unknown, ["place"]),
        1,
        "One person has no place written down and stands alone. pandas leaves such rows out unless you write dropna=False.",
    )
### BEGIN HIDDEN TESTS
with check("Missing numbers and missing texts make groups too, in any column"):
    why = "Rows with NaN are on the list like any others: groupby(..., dropna=False)."
    ages = pd.DataFrame({"age": [30, 30, 30, 40, 40, 40, None, None], "office": list("NNNNNNSS")})
    expect(k_anonymity(ages, ["age", "office"]), 2, why)
    expect(k_anonymity(ages, ["age"]), 2, why)
    mixed = pd.DataFrame({"a": ["p", "p", "p", "p", None, None, None], "b": [1, 1, 1, 1, 2, 2, None]})
    expect(k_anonymity(mixed, ["a", "b"]), 1, why)
    zero = pd.DataFrame({"rooms": [0, 0, 0, None, None, 4, 4, 4]})
    expect(k_anonymity(zero, ["rooms"]), 2, "“Not written down” is not the same as 0: the two are different groups.")
    blank = pd.DataFrame({"place": ["", "", "", None, "Hilir", "Hilir"]})
    expect(k_anonymity(blank, ["place"]), 1, "“Not written down” (NaN) is not the same as an empty text: the two are different groups.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_k_edges", "grade": true, "points": 1}
with check("An empty table has k = 0, a table of people who are all alike has k = their number"):
    alike = pd.DataFrame({"sex": ["F", "F", "F", "F"]})
    expect(k_anonymity(alike, ["sex"]), 4, "All four are in one group, so the smallest group has four people.")
    expect(
        k_anonymity(alike.head(0), ["sex"]),
        0,
        "An empty table has no groups at all. Ask first whether len(df) is 0, and give back 0 then.",
    )
### BEGIN HIDDEN TESTS
with check("Empty tables, single rows and larger tables are all answered, and the table is left as it was"):
    wide = pd.DataFrame({"zone": ["A"] * 3 + ["B"] * 3, "level": [1, 1, 1, 2, 2, 2]})
    before = wide.copy()
    expect(k_anonymity(wide, ["zone", "level"]), 3, "Both groups have three rows.")
    expect_unchanged(wide, before, "the table")
    expect(k_anonymity(wide.head(1), ["zone", "level"]), 1, "One row is a group of one.")
    expect(k_anonymity(wide.head(0), ["zone", "level"]), 0, "An empty table has k = 0.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "pictures", "locked": true}
# The pictures below are drawn with these; there is nothing to change.
SIZES = ["alone", "2 to 4", "5 to 9", "10 or more"]


def people_by_group(df, columns):
    """How many people are in groups of 1, 2 to 4, 5 to 9, and 10 or more. For the pictures below."""
    sizes = df.groupby(columns, dropna=False).size()
    return [int(sizes[(sizes >= low) & (sizes <= high)].sum()) for low, high in [(1, 1), (2, 4), (5, 9), (10, len(df))]]


# %% [markdown]
"""
### Which columns give people away?

Each bar is a version of the list with *no* identifier in it: only the columns named, and the need. The length says how
many of the 1,200 people stand alone.
"""

# %% tags=["explore", "folded"]
with explore("Which columns give people away", "Task 3"):
    choices = [["sex"], ["sex", "district"], ["sex", "district", "age"], ["sex", "village", "age"]]
    alone = [people_by_group(flood, columns)[0] for columns in choices]
    labels = [f"{n}   (k = {k_anonymity(flood, columns):g})" for n, columns in zip(alone, choices, strict=True)]
    fig, ax = plt.subplots(figsize=(8, 2.8))
    bars = ax.barh([", ".join(columns) for columns in choices], alone, color=COLOURS["orange"])
    ax.bar_label(bars, labels, padding=4)
    ax.set(xlim=(0, 1200), xlabel="people who stand alone, of 1,200")
    ax.set_title("With age and village, most people stand alone")
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    plt.show()

# %% [markdown]
"""
## Task 4 · Make a version that can be shared (4 points)

The recipient must plan food, medicine and shelter by district and age. It needs no names. Write `generalise(df)`, which
makes a **new** table from the flood list:

1. It has exactly four columns: `age_band`, `sex`, `district`, `need`. The last three are as they were, rare needs too. **No identifier
   is left**, masked or hashed neither; the note goes too.
2. `age_band` says in which band the age lies. You choose the bands: at least three, the same for everybody, not
   overlapping, from a newborn (0) to the oldest. `"60–69"`, `60` or `"older"` are all fine as names. **On 20 rows the age is
   blank.** Do not guess it: these people may have a band of their own, or be left out, but never share a band with known ages.
3. **Every group (age band, sex, district) has five people or more.** Smaller groups are left out; groups of exactly
   five stay. So k is at least 5.
4. **At least 90 of 100 rows are kept.** Too narrow bands leave out too many people, and people who are left out get no
   help.
5. The list that you were given stays as it was: work on a copy. An empty list gives an empty table.

The five is this lab's own choice. A ministry must choose its number and give reasons for it.

| age | sex | district | need | | age_band | sex | district | need |
|---|---|---|---|---|---|---|---|---|
| 66 | F | Seri Tengah | dialysis | → | 60–69 | F | Seri Tengah | dialysis |
| 61 | F | Seri Tengah | food | → | 60–69 | F | Seri Tengah | food |

<details><summary>Hint 1: the idea</summary>

Copy three columns. Add a fourth, the band of each age: for bands of ten years, 66 belongs to 60. Count for each row how
many rows are in its group, and keep the rows where this count is five or more.
</details>

<details><summary>Hint 2: the tool</summary>

`df[["sex", "district", "need"]].copy()` copies three columns. `66 // 10 * 10` is 60 (`//` divides and drops the rest),
and it works on a whole column: `df["age"] // 10 * 10`. `groupby([...]).transform("size")` gives each row the size of its
group. `table[table["x"] >= 3]` keeps the rows where x is 3 or more.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // ____ * ____
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= ____]
```
</details>
"""

# %% nbgrader={"grade_id": "generalise", "solution": true}
def generalise(df):
    """A new table (age_band, sex, district, need) in which every group has five people or more.

    With bands of ten years: a woman of 66 in Seri Tengah who needs dialysis -> age_band 60, sex F,
    district Seri Tengah, need dialysis, if four others or more are in that group; if not, no row.
    """
    ### BEGIN SOLUTION
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // 10 * 10
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_generalise_k", "grade": true, "points": 1}
with check("In the shared list every group (age band, sex, district) has five people or more"):

    def smallest(table):
        rows = zip(*(map(str, table[name].tolist()) for name in ["age_band", "sex", "district"]), strict=True)
        return min(Counter(rows).values(), default=0)

    result = generalise(read_list())
    expect(
        min(smallest(result), 5),
        5,
        "What came back is the size of the smallest group. Count the people in each group of age band, sex and district "
        "together, and leave out every row whose group has fewer than five. Rows without an age make groups too.",
    )
### BEGIN HIDDEN TESTS
with check("Every group has five people or more in other lists too"):
    why = "A group is age band, sex and district together, counted in the table that the function is given."
    for seed in [11, 12]:
        fresh = read_list().sample(1600, replace=True, random_state=seed).reset_index(drop=True)
        fresh["district"] = "Zone " + fresh["district"].str[5:]
        result = generalise(fresh)
        expect(min(smallest(result), 5), 5, why)
        expect(set(result["district"]) <= set(fresh["district"]), True, why)
    crowd = pd.concat([read_list().assign(district="Big"), read_list().head(4).assign(age=99, sex="F", district="Tiny")])
    result = generalise(crowd.reset_index(drop=True))
    expect(min(smallest(result), 5), 5, "Four people in a district of their own are too few to be shared.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_generalise_identifiers", "grade": true, "points": 1}
with check("The shared list has the four columns that were asked for, and no identifier"):
    result = generalise(read_list())
    expect(
        columns_of(result),
        ["age_band", "district", "need", "sex"],
        "Exactly these four columns are to be shared. A hashed or masked number still points at one person, and so do "
        "the exact age, the village and what was typed into the note.",
    )
    expect(len(result) > 0, True, "The shared list has no rows.")
### BEGIN HIDDEN TESTS
with check("Nothing of a person's name, numbers, village or note is left, in other lists too"):
    fresh = read_list().sample(1600, replace=True, random_state=21).reset_index(drop=True)
    fresh = fresh.assign(district="Zone " + fresh["district"].str[5:], caseworker="Officer 07")
    result = generalise(fresh)
    why = "Name the columns that you share. A list from which you only strike out columns lets new ones slip through."
    expect(columns_of(result), ["age_band", "district", "need", "sex"], why)
    expect(set(result["district"].tolist()), set(fresh["district"].tolist()), "The districts are to stay as they are.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_generalise_kept", "grade": true, "points": 1}
with check("The shared list stays useful: nine rows of ten are kept, in at least three age bands"):
    whole = read_list()
    result = generalise(whole)
    expect(
        min(len(result) / len(whole), 0.9),
        0.9,
        "What came back is the share of rows that was kept. Are your age bands too narrow, so that many groups are small? "
        "Only groups of fewer than five are left out.",
    )
    expect(
        min(result["age_band"].nunique(), 3),
        3,
        "What came back is the number of age bands. With fewer than three the recipient cannot plan for children, adults "
        "and older people.",
    )
### BEGIN HIDDEN TESTS
with check("Groups of exactly five stay, bands do not overlap, and sex, district and need are as they were"):
    five = pd.DataFrame(
        [
            {"name": "X", "ic": "", "phone": "", "age": age, "sex": sex, "village": "V", "district": zone, "need": "food", "note": ""}
            for age in [0, 24, 44, 56, 79, 80, 101]
            for sex in "FM"
            for zone in ["East", "West"]
            for _ in range(5)
        ]
    )
    expect(len(generalise(five)), 140, "Five people are enough: only groups of fewer than five are left out. Has every age a band, 0 and 101 too?")
    fresh = read_list().dropna(subset=["age"]).sample(1600, replace=True, random_state=31).reset_index(drop=True)
    fresh["need"] = fresh["age"].astype(int).astype(str)
    result = generalise(fresh)
    expect(min(len(result) / len(fresh), 0.9), 0.9, "At least nine rows of ten are to be kept.")
    kept = Counter(zip(result["sex"].tolist(), result["district"].tolist(), result["need"].tolist(), strict=True))
    given = Counter(zip(fresh["sex"].tolist(), fresh["district"].tolist(), fresh["need"].tolist(), strict=True))
    expect(kept <= given, True, "Sex, district and need of a row are to stay as they were in the list.")
    ages = {}
    for band, need in zip(result["age_band"].tolist(), result["need"].tolist(), strict=True):
        ages.setdefault(str(band), []).append(int(need))
    spans = sorted((min(found), max(found)) for found in ages.values())
    expect(min(len(spans), 3), 3, "At least three age bands are asked for.")
    real = read_list()
    kept, given = (Counter(zip(*(t[c].tolist() for c in ["sex", "district", "need"]), strict=True)) for t in (generalise(real), real))
    expect(kept <= given, True, "Sex, district and need stay as they were in the list, rare needs too.")
    overlaps = [n for n in range(1, len(spans)) if spans[n][0] <= spans[n - 1][1]]
    expect(len(overlaps), 0, "Each age belongs to one band only, the same for everybody. Is age_band made from the age?")
with check("People of unknown age share no band with people whose age is known"):
    doubt = pd.concat([five.assign(need="known"), five.assign(need="unknown", age=float("nan"))], ignore_index=True)
    result = generalise(doubt)
    bands = {need: {str(b) for b, n in zip(result["age_band"].tolist(), result["need"].tolist(), strict=True) if n == need} for need in ["known", "unknown"]}
    expect(sorted(bands["known"] & bands["unknown"]), [], "A blank age is not young, old or average. Give it a band of its own, or leave the row out.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_generalise_unchanged", "grade": true, "points": 1}
with check("The list that was given stays as it was, and the answer is a new table"):
    given, before = read_list(), read_list()
    result = generalise(given)
    expect("age_band" in columns_of(result), True, "The answer is not a table with a column age_band.")
    expect(len(result) > 0, True, "The answer has no rows.")
    expect_unchanged(given, before, "the list of people")
### BEGIN HIDDEN TESTS
with check("Other lists stay as they were, too, and an empty list gives an empty table"):
    given = read_list().sample(1600, replace=True, random_state=41).reset_index(drop=True)
    given["district"] = "Zone " + given["district"].str[5:]
    before = given.copy()
    result = generalise(given)
    expect_unchanged(given, before, "the list of people")
    expect(set(result["district"].tolist()) <= set(before["district"].tolist()), True, "Work on the list that you are given.")
    expect(len(generalise(given.head(0))), 0, "An empty list gives a table without rows.")
### END HIDDEN TESTS

# %% [markdown]
"""
### Before and after

The picture from the first page, made by your own function. How many people did safety leave out?
"""

# %% tags=["explore", "folded", "picture"]
with explore("The picture of before and after", "Task 4"):
    shared = generalise(flood)
    before = people_by_group(flood, ["age", "sex", "village"])
    after = people_by_group(shared, ["age_band", "sex", "district"])
    place = range(4)
    fig, ax = plt.subplots(figsize=(8, 3.8))
    old = ax.bar([x - 0.2 for x in place], before, 0.38, color=COLOURS["orange"], label="as it is: age, sex, village")
    new = ax.bar([x + 0.2 for x in place], after, 0.38, color=COLOURS["blue"], label="shared: age band, sex, district")
    ax.bar_label(old, padding=2)
    ax.bar_label(new, padding=2)
    ax.set_xticks(place, SIZES)
    ax.set(xlabel="people in your group, you included", ylabel="people", ylim=(0, 1250))
    ax.set_title(f"From {before[0]} people who stand alone to {after[0]}; {len(flood) - len(shared)} left out for it")
    ax.legend(loc="upper left")
    ax.grid(axis="x", visible=False)
    plt.show()

# %% [markdown]
"""
### What k does not see

In a group of five nobody can be told from the others. But if most of the five ask for the same thing, one need not tell
them apart to know it. Run the cell: it looks for the groups in your shared list in which an outsider's guess at
somebody's **medical** need is surest.
"""

# %% tags=["explore", "folded"]
with explore("What k does not see", "Task 4"):
    guesses = []
    for group, members in generalise(flood).groupby(["age_band", "sex", "district"], observed=True):
        for need in ["insulin", "dialysis", "wheelchair"]:
            same_need = int((members["need"] == need).sum())
            guesses.append((same_need / len(members), same_need, len(members), need, *map(str, group)))
    for chance, same_need, people, need, band, sex, district in sorted(guesses, reverse=True)[:3]:
        print(f"Age band {band.removesuffix('.0')}, {sex}, {district}: {same_need} of {people} need {need} ({chance:.0%}).")

# %% [markdown]
"""
### Move the sliders: safety against usefulness

`years in a band` makes the bands wider or narrower. `smallest group` says how small a group may be and still be shared.
Orange people are left out. Find a setting that you could defend before both a flood victim and the recipient.

*(Where the sliders cannot move, as in a printed copy, the picture shows bands of three years.)*
"""

# %% tags=["explore", "folded"]
# The sliders: how broad the bands are, and how small a group may be
def weigh(years_in_a_band, smallest_group):
    """The picture for one setting of the sliders."""
    columns = ["age", "sex", "district"]
    table = flood[columns].assign(age=flood["age"] // years_in_a_band * years_in_a_band)
    sizes = table.groupby(columns, dropna=False)["sex"].transform("size")
    kept = table[sizes >= smallest_group]
    all_k, kept_k = k_anonymity(table, columns), k_anonymity(kept, columns)
    title = f"{years_in_a_band}-year bands: k = {all_k:g}; for those who are shared, k = {kept_k:g}"
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), width_ratios=[3, 1])
    people = sizes.clip(upper=20).value_counts()
    colours = [COLOURS["blue"] if size >= smallest_group else COLOURS["orange"] for size in people.index]
    left.bar(people.index, people, color=colours)
    left.set_xticks([1, 5, 10, 15, 20], ["alone", "5", "10", "15", "20 or more"])
    left.set(xlim=(0, 21), xlabel="people in your group, you included", ylabel="people")
    left.set_title(title)
    left.grid(axis="x", visible=False)
    counts = [len(kept), len(table) - len(kept)]
    bars = right.bar(["shared", "left out"], counts, color=[COLOURS["blue"], COLOURS["orange"]])
    right.bar_label(bars, [f"{n}\n{n / len(table):.0%}" for n in counts], padding=2)
    right.set(ylim=(0, 1450), yticks=[])
    right.grid(visible=False)
    return fig


with explore("The picture with sliders", "Task 3"):
    k_anonymity(flood, ["sex"])
    live(weigh, years_in_a_band=IntSlider(3, 1, 40), smallest_group=IntSlider(5, 1, 20))

# %% [markdown]
"""
## Task 5 · Check a request (3 points)

Now the request itself. The **Data Sharing Act 2025 (Act 864)** lets one public sector agency ask another for data. What
we need of it, in short words of our own:

- **Section 12(2):** the request must specify (a) the data, (b) the purpose, (c) the agencies that would receive and
  provide it, (d) how the data would be handled.
- **Section 13:** it may be made and granted for five purposes, (a) to (e): see `PURPOSES`, printed below.
- **Section 14:** you evaluate three points: does the purpose warrant sharing; is sharing against the public interest;
  has the other agency the safeguards? You reply **within 14 days of receiving it**: yes, yes with conditions, or no
  (section 15). If you cannot, you say why and by when you will.

On the form of this lab the purpose is one letter, `a` to `e`; some people write something else. Write
`check_request(req)`, which gives back a dictionary (a list of names with a value each) with three entries:

| entry | what it holds |
|---|---|
| `"missing"` | a list of those of `"data"`, `"purpose"`, `"recipient"`, `"provider"`, `"handling"` that are not given. **Blank is not given:** not there at all, `None`, `""` and `"   "` alike |
| `"purpose_ok"` | `True` when the purpose is one of the five letters, otherwise `False` |
| `"reply_by"` | the date 14 days after `req["received"]` |

The lab counts every day, also weekends and holidays, since the section says "days", and counts from the day on which
the form arrived, complete or not. Ask your legal adviser before you count otherwise.

<details><summary>Hint 1: the idea</summary>

Go through the five items. An item is missing when the form has nothing for it, or only spaces. Then look up the purpose
among the five letters, and add 14 days to the date.
</details>

<details><summary>Hint 2: the tool</summary>

`for item in ITEMS:` goes through the five names. `req.get(item)` is what the form holds, or `None`.
`str(req.get(item) or "").strip()` is that as a text without spaces at its ends, and empty when nothing was given.
`req.get("purpose") in PURPOSES` asks whether it is one of the five letters. `timedelta(days=1)` is one day.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    missing = []
    for item in ITEMS:
        if str(req.get(item) or "").strip() == ____:
            missing.append(____)
    return {
        "missing": missing,
        "purpose_ok": ____ in PURPOSES,
        "reply_by": req["received"] + ____,
    }
```
</details>
"""

# %%
for letter, purpose in PURPOSES.items():
    print(f"s.13({letter})  {purpose}")

# %% nbgrader={"grade_id": "check_request", "solution": true}
def check_request(req):
    """What is missing on a request form, whether its purpose is one of s.13, and when to reply.

    check_request({"data": "need by district", "purpose": "c", "recipient": "Agency B",
                   "provider": "Agency A", "handling": "", "received": date(2025, 12, 1)})
    -> {"missing": ["handling"], "purpose_ok": True, "reply_by": date(2025, 12, 15)}
    """
    ### BEGIN SOLUTION
    missing = []
    for item in ITEMS:
        if str(req.get(item) or "").strip() == "":
            missing.append(item)
    return {
        "missing": missing,
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=14),
    }
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_request_missing", "grade": true, "points": 1}
with check("Everything that section 12(2) asks for and the form does not give is listed as missing"):
    form = {
        "data": "Need by district",
        "purpose": "c",
        "recipient": "Agency B",
        "provider": "Agency A",
        "handling": "",
        "received": date(2025, 12, 1),
    }
    expect(
        set(entry_of(check_request(form), "missing")),
        {"handling"},
        "The box for handling is there but empty, and an empty box says nothing. The other four are given.",
    )
### BEGIN HIDDEN TESTS
with check("Absent, empty, blank and None all count as missing, and nothing else does"):
    full = {
        "number": "X-9",
        "data": "Rainfall by hour",
        "purpose": "a",
        "recipient": "Unit Q",
        "provider": "Unit P",
        "handling": "Read only",
        "received": date(2026, 3, 2),
    }
    expect(set(entry_of(check_request(full), "missing")), set(), "This form is complete: the list is empty.")
    expect(
        set(entry_of(check_request({**full, "recipient": "   ", "provider": None}), "missing")),
        {"recipient", "provider"},
        "Spaces and None say nothing: they count as missing.",
    )
    for item in ["data", "purpose", "recipient", "provider", "handling"]:
        expect(set(entry_of(check_request({**full, item: ""}), "missing")), {item}, "Each of the five items counts for itself.")
    bare = {"received": date(2026, 3, 2), "data": "Rainfall by hour"}
    expect(
        set(entry_of(check_request(bare), "missing")),
        {"purpose", "recipient", "provider", "handling"},
        "What is not on the form at all is missing too. Go through the five items, not through what the form holds.",
    )
    expect(
        set(entry_of(check_request({**full, "data": "\t", "purpose": " "}), "missing")),
        {"data", "purpose"},
        "Only spaces: missing.",
    )
    odd = {**full, "purpose": "to sell umbrellas", "number": ""}
    before = dict(odd)
    why = "A purpose that is not allowed was still given; the form's number is not asked for."
    expect(set(entry_of(check_request(odd), "missing")), set(), why)
    expect_unchanged(odd, before, "the form")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_request_purpose", "grade": true, "points": 1}
with check("The purpose is one of the five of section 13, or it is not"):
    form = {"data": "x", "recipient": "x", "provider": "x", "handling": "x", "received": date(2025, 12, 1)}
    expect(entry_of(check_request({**form, "purpose": "c"}), "purpose_ok"), True, "“c”, a public emergency, is one of the five.")
    expect(
        entry_of(check_request({**form, "purpose": "promote holidays"}), "purpose_ok"),
        False,
        "Something was written, but it is none of the five letters. Look it up among PURPOSES.",
    )
### BEGIN HIDDEN TESTS
with check("All five letters are purposes; anything else, or nothing, is not"):
    form = {"data": "y", "recipient": "y", "provider": "y", "handling": "y", "received": date(2026, 6, 9)}
    for letter in "abcde":
        expect(entry_of(check_request({**form, "purpose": letter}), "purpose_ok"), True, "The letters a, b, c, d and e are purposes of s.13.")
    for other in ["f", "ab", "cde", "research", "", " ", None]:
        expect(
            entry_of(check_request({**form, "purpose": other}), "purpose_ok"),
            False,
            "Only exactly one of the five letters is a purpose. A blank is not, and neither are two letters together.",
        )
    expect(entry_of(check_request(form), "purpose_ok"), False, "A form without a purpose has none of the five.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_request_reply", "grade": true, "points": 1}
with check("The reply is due 14 days after the request was received"):
    form = {"data": "x", "purpose": "c", "recipient": "x", "provider": "x", "handling": "x", "received": date(2025, 12, 1)}
    expect(
        str(entry_of(check_request(form), "reply_by"))[:10],
        "2025-12-15",
        "Section 14(2) says fourteen days from the date of receiving the request. This lab counts every day, weekends too.",
    )
### BEGIN HIDDEN TESTS
with check("The reply date is right over the end of a month, of a year and of February, for any form"):
    why = "Let Python add the days: date + timedelta(days=14). It knows the lengths of the months."
    for received, due in [("2026-07-25", "2026-08-08"), ("2025-12-24", "2026-01-07"), ("2028-02-20", "2028-03-05")]:
        form = {"purpose": "zz", "received": date.fromisoformat(received)}
        expect(str(entry_of(check_request(form), "reply_by"))[:10], due, why)
### END HIDDEN TESTS

# %% [markdown]
"""
### The in-tray

Five requests have come in. Your function reads them all. Which would you send back for completion, and which can be
decided?
"""

# %% tags=["explore", "folded"]
with explore("The in-tray", "Task 5"):
    rows = []
    for request in read_requests():
        found = check_request(request)
        rows.append(
            {
                "request": request["number"],
                "from": str(request.get("recipient") or "").strip() or "–",
                "asks for": request.get("data") or "–",
                "missing": ", ".join(found["missing"]) or "nothing",
                "purpose in s.13": "yes" if found["purpose_ok"] else "no",
                "reply by": f"{found['reply_by']:%d %b %Y}",
            }
        )
    show_table(pd.DataFrame(rows))

# %% [markdown]
"""
## Which Act applies? Three desks, one list

Decide before you unfold. All agencies are invented.

**1. A federal agency holds the list; another federal agency asks for it.**

<details><summary>Your answer, then ours</summary>

The Data Sharing Act 2025 (Act 864), reported as in force since 28 April 2025. It is for sharing between *public sector
agencies*: agencies in charge of federal public services, and statutory authorities that act under a federal law
(section 3). Sections 12 to 16 say how.
</details>
"""

# %% [markdown]
"""
**2. The same list; a department of a State government asks for it.**

<details><summary>Your answer, then ours</summary>

Not Act 864: its *public sector agencies* do not include the public service of a State (section 3). And not the Personal
Data Protection Act 2010 (PDPA) either, which does not apply to the Federal and State Governments (section 3(1)). No Act
of the two gives you a procedure here, which does not mean that anything goes: ask your legal adviser what binds you,
and hold yourself to the same questions.
</details>
"""

# %% [markdown]
"""
**3. The same list; the private company that built the registration app wants it "to improve the product".**

<details><summary>Your answer, then ours</summary>

Not Act 864: a company is not a public sector agency. The PDPA is about personal data in commercial transactions, and a
contractor, unlike the Government, can be covered by it. That is a question for your legal adviser and the contract,
before any data leaves.
</details>
"""

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

Look at request **R-01**: *Agensi Kebajikan Seri*, a federal agency, asks for the whole list, all nine columns, for the
public emergency, and leaves the box for handling empty. **Send back for completion, approve, approve with conditions, or
refuse?** Section 12(2)(d) says what the form lacks. Write to your KSU in **120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: a number from a check, a picture or the in-tray.
2. You name **a limit or a harm**: what could still go wrong, and for whom.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause** for what you recommend.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I recommend that we share, with conditions, and not the list that was asked for. As it is,
683 of 1,200 people stand alone by age, sex and village (k = 1), so that a neighbour can read who needs
dialysis. With ages in bands of ten years and districts for villages, k is 5 and 44 people (3.7%) are
left out; for them our own teams stay responsible. A limit: k = 5 does not hide what a whole group has in common; in one
group (men of 60–69, Seri Pantai) 4 of 6 need insulin, so an outsider's guess would often be right. The purpose, a public emergency, is within
s.13(c) of Act 864, but the request leaves out the manner of handling, which s.12(2)(d) requires, and under s.14(1)(c) we
must evaluate its safeguards. Action: the head of our Data Unit asks the agency today for its handling plan, and
sends the shared version once it is in; we reply by 15 December 2025 (s.14(2)). If a case worker later needs a named
person, we release that row alone, and our Records Officer keeps the record that s.16 asks for.

**Rubric for the marker, a point each.** (1) A figure from the officer's own notebook, for instance k, the number of
people alone or left out, the leaks in the notes, or the missing item of R-01. (2) A limit or harm, for instance that k
says nothing of a need shared by a whole group, that people left out may get no help, or that a hash can be guessed.
(3) An action and who in the officer's own ministry does it. (4) A clause that fits: Act 864 s.12(2)(d) for the missing
handling; s.13(c) for the purpose; s.14 for evaluation, conditions and 14 days; s.15 for a refusal, for instance for want
of safeguards; s.16 for duties. The PDPA as the ground of the decision does not earn the point, since its s.3(1)
leaves the Federal Government out. Sending the form back for completion is what s.12(2)(d) points to; approve, condition or
refuse can earn all four as well, where the reasons are sound.
"""

# %% [markdown]
"""
## What we learned

- Identifiers hide in free text. A pattern finds them; a check of the date keeps receipts out.
- A mask and a hash are not anonymity. With a birthday, a hashed identity-card number is found in a moment.
- Age, sex and village together are as good as a name. **k** says how small the smallest crowd is.
- Sharing less exactly protects people, and leaves some out. Both numbers belong in the decision.
- k does not see that a whole group has the same need: it is a floor, not a certificate.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| Act 864 s.12(2), s.13 | Task 5: what a request specifies, and for which purposes |
| Act 864 s.14 | three points to evaluate; a reply within 14 days, or the reason and the period in which it will come |
| Act 864 s.15 | reasons for which some or all of the data may be refused, among them that the asking agency lacks appropriate safeguards, or that sharing would likely endanger somebody |
| Act 864 s.16 | duties of both sides once data is shared, among them security and privacy, and a record of what was shared |
| PDPA s.3(1) | the PDPA does not apply to the Federal and State Governments |
| AIGE, principle *Privacy and security* | national guidelines on AI governance and ethics (MOSTI, 2024; voluntary): the same care, when a list is to train a model |
| NIST AI RMF, MEASURE 2.10 | reported as asking that the privacy risk of an AI system be examined and documented: k and the rows left out are such figures |

Act 864 is reported as in force since 28 April 2025. It is for federal bodies; the services of the States are outside it.
This lab teaches habits of measuring; it is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *Fair to whom?* (`gov-2-fairness`): the list may be safe, but is the decision made from it fair?
"""

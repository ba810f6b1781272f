# %% [markdown]
"""
# One word at a time · Satu perkataan demi satu perkataan

Your ministry has been offered a **drafting assistant**. It would answer citizens' letters, in English and in Bahasa
Melayu, and an officer would press *Send*. Before your Secretary-General (KSU) decides, you open the box.

Inside every such assistant is a **language model**. It does one thing: it reads a text and gives each possible next
piece of text a probability. It picks one, adds it, and starts again. In this lab you look at those probabilities in a
real model, and you write the step that produces them yourself. By the end you will have drawn this:

![Three bar charts of what a real language model would write after "Dear Sir or Madam, your application has been". At temperature 0.5 "accepted" leads clearly. At 1.0 it leads narrowly. At 1.5 all ten bars are small and nearly equal.](data/finished.png)

Nobody has shown the model an application. It still prefers *accepted*, and it keeps *rejected* ready.

The model is real: SmolLM2, small enough to run on this machine. Kota Seri, its office and its notice are fictional.
"""

# %% [markdown]
"""
## What you will be able to do

- **Read** a chart of next-word probabilities.
- **Explain** what the setting called *temperature* changes, and what it does not.
- **Compare** what English and Malay cost in the same assistant.
- **Spot** a number that the assistant has invented.

**Time:** 75 minutes. **Points:** 16 by the automatic checks, 4 for your reflection.

**How this notebook works:** click a cell and press **Shift+Enter** to run it, from the top downwards. In five cells you
write a few lines; the small cells after them check your answer, and a **green card** means that the check has passed.
"""

# %% [markdown]
"""
## Words we use · Istilah

| English | Bahasa Melayu | In plain words |
|---|---|---|
| language model | model bahasa | A program that predicts the next piece of a text |
| token, or piece | token | A word, a part of a word or a mark; the unit that the model reads and writes |
| prompt | gesaan | The text that we give to the model |
| score | skor | A raw number for each possible next token; higher means likelier |
| probability | kebarangkalian | A share between 0 and 1; all of them together make 1 |
| softmax | softmax | The formula that turns scores into probabilities |
| temperature | suhu | A setting: low makes the model predictable, high makes it varied |
| training data | data latihan | The texts from which the model learned |
| bias | berat sebelah | A lean that comes from the training data, not from the facts of a case |
| invented fact | fakta rekaan | Something stated fluently that no source supports (also called a hallucination) |
| function | fungsi | A named piece of code: inputs go in, a result comes back |

Istilah Bahasa Melayu: menunggu semakan.
"""

# %% [markdown]
"""
## Start here

Run the next cell once. It brings in the tools, the texts of this lab, and the model. There is nothing to change in it,
and no need to read it.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the tools and the model; there is nothing to change in it.
import html
import json
import math
import random
import re
import warnings

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import HTML, display

from futurefit.kit import COLOURS, check, data_file, expect, expect_error, expect_unchanged, explore, live, style
from futurefit.kit.models import language_model

style()
plt.rcParams["text.parse_math"] = False  # a token may be a dollar sign
warnings.filterwarnings("ignore", message="Glyph")  # a script that the charts' font does not have

# The lab's own prompts are answered from recorded outputs of the real model, so that they appear at once.
model = language_model(recorded=data_file("recorded.json"))
TEXTS = json.loads(data_file("texts.json").read_text(encoding="utf-8"))
NOTICE = TEXTS["notice"]


def quoted(piece):
    """A token as a chart can show it: in quotation marks, so that its space is seen."""
    return "“" + piece.replace("\n", "⏎") + "”"


def bars(panel, pairs, title):
    """Draw (token, probability) pairs as bars, the first one on top."""
    names = [quoted(token) for token, _ in pairs]
    drawn = panel.barh(range(len(pairs)), [100 * probability for _, probability in pairs], color=COLOURS["blue"])
    panel.bar_label(drawn, fmt="%.0f%%", padding=3, fontsize=9)
    panel.set_yticks(range(len(pairs)), names)
    panel.invert_yaxis()
    panel.grid(False, axis="y")
    panel.set_title(title)
    panel.set_xlabel("probability, %")


def show_pieces(text):
    """Show a text as the model reads it: each token in a box of its own."""
    pieces = model.tokens(text)
    box = "border:1px solid;border-radius:3px;padding:1px 2px;margin:1px;white-space:pre;display:inline-block"
    boxes = "".join(f'<span style="{box}">{html.escape(piece)}</span>' for piece in pieces)
    display(HTML(f'<div style="font-size:1.1em">{boxes} &nbsp; {len(pieces)} tokens</div>'))


def numbers_in(text):
    """The numbers of a text as they are written there: "RM1,000 on 15 May" gives ["1,000", "15"]."""
    return re.findall(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?", text)


model.prepare()  # for your own prompts: it is loaded while you read on
print("Ready. The model is", model.name)

# %% [markdown]
"""
## Run it, change it, run it again

The cell below gives the model the beginning of a sentence and lists the five likeliest next tokens.

1. Run it as it is.
2. Change the text between the quotation marks and run it again. These are ready at once:
   `Ibu negara Malaysia ialah` · `Dear Sir or Madam, your application has been` · `Permohonan anda telah` ·
   `We regret to inform you that your application`
3. Then try a sentence of your own. It goes to the live model, which has been loaded while you read.

**What to look for.** A token often starts with a space, and it may be only a part of a word: `" K"` is the beginning of
*Kuala*. How sure is the model in English, and how sure in Malay?
"""

# %% tags=["explore"]
sentence = "The capital city of Malaysia is"

with explore("The next token"):
    for token, probability in model.next_tokens(sentence, 5):
        print(f"{probability:5.0%}  {'█' * round(60 * probability):20}  {quoted(token)}")

# %% [markdown]
"""
In English, `" K"` has 32%. For the Malay sentence nothing stands out: the first place goes to a comma, with 9%. This
small model learned mostly from English, and it shows.

The model never writes a sentence. It writes **one token, then reads everything again**. Run the next cell and watch.
Then change 7 to 14: does the model know when it has answered?
"""

# %% tags=["explore"]
steps = 7

with explore("The growing sentence"):
    text = "The capital city of Malaysia is"
    for step in range(steps):
        token, probability = model.next_tokens(text, 1)[0]
        text = text + token
        print(f"{step + 1:2}.  {quoted(token):10} {probability:4.0%}   {text!r}")

# %% [markdown]
r"""
In Python's printout, `\n` is the start of a new line. With 14 steps the model answers, and then starts the same
sentence again as a second point: nothing in it knows that the question was answered.

## A worked example: from votes to shares

The model does not produce probabilities directly. It produces **scores**, and these must become shares of one whole.
Here is a simpler case of the same kind: 120, 60 and 20 votes become shares.
"""

# %% tags=["explore"]
def shares(votes):
    """The share of each entry in the whole: shares([120, 60, 20]) gives [0.6, 0.3, 0.1]."""
    if len(votes) == 0:
        raise ValueError("there are no votes to share out")
    total = sum(votes)
    return [vote / total for vote in votes]


shares([120, 60, 20])

# %% [markdown]
"""
Line by line:

| Code | What it says |
|---|---|
| `def shares(votes):` | Here is a function named *shares*. It takes one input, a list, which we call *votes*. |
| `if len(votes) == 0:` | If the list has no entries (*len* is its length; `==` asks whether two things are equal) … |
| `raise ValueError("…")` | … refuse, and say why. `ValueError` is Python's name for an input that makes no sense. |
| `total = sum(votes)` | Add up all entries and call the result *total*. |
| `return [vote / total for vote in votes]` | Give back a new list: for each *vote* in *votes*, that vote divided by the total. |

Change the votes and run the cell again. You now know all the Python that Task 1 needs, apart from two functions:
`max(votes)` is the highest entry, and `math.exp(x)` is the number *e* (about 2.72) to the power of *x*.
"""

# %% [markdown]
"""
## Task 1 · Turn scores into probabilities (4 points)

Scores may be negative, so they cannot simply be divided by their sum. **Softmax** first makes each score into a weight
above zero, `math.exp(score / temperature)`, and then takes shares as you have just seen. The temperature divides every
score: a low one stretches the differences, a high one shrinks them.

| scores | temperature | result |
|---|---|---|
| 2, 1, 0 | 1.0 | 0.665, 0.245, 0.090 |
| 2, 1, 0 | 0.5 | 0.867, 0.117, 0.016 |
| 2, 1, 0 | 2.0 | 0.506, 0.307, 0.186 |

Two rules make it safe:
- `math.exp(1000)` is more than a computer can hold. So **take the highest score away from every score first**. Only the
  differences count, so the result stays the same.
- A temperature of zero or below makes no sense, and neither does an empty list: raise a `ValueError`. Do not round.

<details><summary>Hint 1: the idea</summary>

Four steps: refuse a bad input; find the highest score; make the list of weights; divide each weight by their sum.
</details>

<details><summary>Hint 2: the tool</summary>

`max(scores)` gives the highest score, and refuses an empty list with a `ValueError` by itself. A list of weights is made
in the same way as the shares above: `[math.exp(…) for score in scores]`. Divide by the temperature *inside* `math.exp`.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    highest = ____
    weights = [math.exp((score - ____) / ____) for score in scores]
    return [weight / ____ for weight in weights]
```
</details>
"""

# %% nbgrader={"grade_id": "softmax", "solution": true}
def softmax(scores, temperature=1.0):
    """Turn a list of scores into a list of probabilities, in the same order.

    Example: softmax([2, 1, 0]) gives about [0.665, 0.245, 0.090].
    """
    ### BEGIN SOLUTION
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    highest = max(scores)
    weights = [math.exp((score - highest) / temperature) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_softmax_shares", "grade": true, "points": 1}
with check("The scores 2, 1 and 0 become shares of one whole, in the same order"):
    expect(
        softmax([2, 1, 0]),
        [0.66524096, 0.24472847, 0.09003057],
        "Each share is math.exp(score), divided by the sum of all of these. Shares of the scores themselves, as in the "
        "worked example, are not enough, and nothing is rounded.",
    )
### BEGIN HIDDEN TESTS
with check("Any scores become shares: negative ones too, in any order, and as many as went in"):
    points = [0.3, 1.7, -0.4, 0.9]
    expect(
        softmax(points),
        [0.13561337, 0.54993934, 0.06734361, 0.24710368],
        "The shares must come back in the order of the scores, one for each, and work for negative scores.",
    )
    expect_unchanged(points, [0.3, 1.7, -0.4, 0.9], "the list of scores")
    expect(softmax([-3.0]), [1.0], "A single score gets the whole: a share of 1.")
    tiny = softmax([9.0, -3.0])
    expect(abs(tiny[1] / 6.14417460e-06 - 1) < 1e-4, True, "A very small share is not nothing: do not round.")
    expect(sum(softmax([0.1 * n for n in range(40)])), 1.0, "All shares together make 1. Divide by the sum of the weights.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_softmax_temperature", "grade": true, "points": 1}
with check("A low temperature makes the first place stronger"):
    expect(
        softmax([2, 1, 0], 0.5),
        [0.86681333, 0.11731043, 0.01587624],
        "Divide each score by the temperature before math.exp. If the first share went down, you multiplied; if nothing "
        "changed, you divided after math.exp, where it cancels out.",
    )
### BEGIN HIDDEN TESTS
with check("Any temperature divides the scores"):
    expect(
        softmax([1.0, 0.2, -3.0], 2.5),
        [0.51865994, 0.37662442, 0.10471564],
        "A high temperature brings the shares closer together: divide each score by the temperature.",
    )
    expect(
        softmax([0.4, 0.3], temperature=0.1),
        [0.73105858, 0.26894142],
        "A temperature of 0.1 makes differences ten times as large: divide each score by the temperature.",
    )
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_softmax_large", "grade": true, "points": 1}
with check("Scores of 1000 are no problem"):
    why = "math.exp(1000) is too large for a computer. Take the highest score away from every score first."
    try:
        result = softmax([1000, 999])
    except OverflowError:
        result = "a number too large for the computer (OverflowError)"
    expect(result, [0.73105858, 0.26894142], why)
### BEGIN HIDDEN TESTS
with check("Very low scores, and scores very far apart, are no problem either"):
    for far, right in [([-2000, -2000], [0.5, 0.5]), ([3000, 1, 1], [1.0, 0.0, 0.0]), ([0, 1500], [0.0, 1.0])]:
        try:
            result = softmax(far)
        except (OverflowError, ZeroDivisionError) as error:
            result = f"no result ({type(error).__name__})"
        expect(result, right, "Take max(scores) away from every score first, whatever its sign, and keep the order.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_softmax_refuses", "grade": true, "points": 1}
with check("A temperature of zero is refused with a ValueError, and a small one is not"):
    why = 'Start with: if temperature <= 0: raise ValueError("…"). Printing or returning a message is not a refusal.'
    expect_error(ValueError, lambda: softmax([2, 1, 0], 0), why)
    expect(softmax([3, 3], 0.25), [0.5, 0.5], "A small temperature above zero is allowed.")
### BEGIN HIDDEN TESTS
with check("Below zero, and without any score, it refuses too"):
    expect_error(ValueError, lambda: softmax([1.5, 0.5], -0.5), "A temperature below zero makes no sense: refuse it too.")
    expect_error(ValueError, lambda: softmax([]), "An empty list has nothing to share out: raise a ValueError.")
    expect(softmax([7, 7, 7, 7], 0.01), [0.25] * 4, "A small temperature above zero is allowed.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 2 · List the likeliest tokens (3 points)

The model gives a probability to each of its 49,152 tokens. For a chart we want the first few: **pairs** of token and
probability, the highest first, at most `k` of them.

| tokens | probs | k | result |
|---|---|---|---|
| `["tea", "milk", "water"]` | `[0.2, 0.1, 0.7]` | 2 | `[("water", 0.7), ("tea", 0.2)]` |

When there are fewer than `k` tokens, give all. Tokens with the same probability may come in any order, but none gets
lost. The two lists that came in stay as they were.

<details><summary>Hint 1: the idea</summary>

Join each token with its probability, so that they travel together. Sort the pairs. Keep the first `k`.
</details>

<details><summary>Hint 2: the tool</summary>

`zip(probs, tokens)` joins two lists into pairs. `sorted(…, reverse=True)` sorts pairs by their *first* part, the highest
first, into a new list. `ranked[:k]` is the first `k` entries of a list; it does not mind when there are fewer.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace the `____`.

```python
    ranked = sorted(zip(probs, tokens), reverse=True)
    return [(token, probability) for probability, token in ranked[:____]]
```
</details>
"""

# %% nbgrader={"grade_id": "top_k", "solution": true}
def top_k(tokens, probs, k):
    """The k likeliest tokens as a list of (token, probability) pairs, the likeliest first.

    Example: top_k(["tea", "milk", "water"], [0.2, 0.1, 0.7], 2) gives [("water", 0.7), ("tea", 0.2)].
    """
    ### BEGIN SOLUTION
    ranked = sorted(zip(probs, tokens), reverse=True)
    return [(token, probability) for probability, token in ranked[:k]]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_top_k_order", "grade": true, "points": 1}
with check("The likeliest token comes first, each with its own probability"):
    expect(
        top_k(["tea", "milk", "water"], [0.2, 0.1, 0.7], 2),
        [("water", 0.7), ("tea", 0.2)],
        "Each entry is a pair, the token first and then its probability. The highest probability comes first: sorted() "
        "starts with the lowest unless it is told reverse=True, and sorts pairs by their first part.",
    )
### BEGIN HIDDEN TESTS
with check("Any list is ranked, and the lists that came in stay as they were"):
    names, values = ["zinc", "gold", "iron", "lead"], [0.05, 0.15, 0.5, 0.3]
    expect(
        top_k(names, values, 3),
        [("iron", 0.5), ("lead", 0.3), ("gold", 0.15)],
        "Sort by probability, not by the alphabet, and keep each token with its own probability.",
    )
    expect_unchanged(names, ["zinc", "gold", "iron", "lead"], "the list of tokens")
    expect_unchanged(values, [0.05, 0.15, 0.5, 0.3], "the list of probabilities")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_top_k_amount", "grade": true, "points": 1}
with check("Exactly k pairs come back, or all when there are fewer"):
    expect(len(top_k(["yes", "no"], [0.9, 0.1], 1)), 1, "With k = 1, one pair comes back. Keep the first k: ranked[:k].")
    expect(
        {pair[0] for pair in top_k(["yes", "no"], [0.9, 0.1], 5)},
        {"yes", "no"},
        "When k is larger than the list, every token comes back in a pair. ranked[:k] does that; counting to k goes too far.",
    )
### BEGIN HIDDEN TESTS
with check("k as long as the list, k of zero and empty lists are right too"):
    trio, parts = ["up", "down", "left"], [0.1, 0.6, 0.3]
    expect({pair[0] for pair in top_k(trio, parts, 3)}, set(trio), "With k as long as the list, every token comes back.")
    expect(len(top_k(list("abcdefgh"), [0.3, 0.2, 0.15, 0.1, 0.09, 0.08, 0.05, 0.03], 6)), 6, "Asked for 6, give 6.")
    expect(top_k(trio, parts, 0), [], "With k = 0 an empty list comes back.")
    expect(top_k([], [], 4), [], "From empty lists an empty list comes back.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_top_k_ties", "grade": true, "points": 1}
with check("Tokens with the same probability are all kept"):
    first_two = top_k(["red", "blue", "green"], [0.4, 0.2, 0.4], 2)
    expect(
        {pair[0] for pair in first_two},
        {"red", "green"},
        "Two tokens share the first place, so both come back. Looking a token up by its probability finds only one of "
        "them; join tokens and probabilities with zip instead.",
    )
    expect([pair[1] for pair in first_two], [0.4, 0.4], "Each of the two has its own probability, 0.4.")
### BEGIN HIDDEN TESTS
with check("A tie anywhere loses nobody"):
    tied = top_k(["p1", "q1", "r1", "s1"], [0.25, 0.25, 0.25, 0.25], 4)
    expect({pair[0] for pair in tied}, {"p1", "q1", "r1", "s1"}, "Four equal tokens, four pairs: each token once.")
    lower = top_k(["mm", "nn", "oo"], [0.3, 0.4, 0.3], 3)
    expect(lower[0], ("nn", 0.4), "The single highest comes first, before the tied ones.")
    expect({pair[0] for pair in lower[1:]}, {"mm", "oo"}, "The two tied tokens both follow it.")
    same = top_k(["the", "a", "the"], [0.5, 0.2, 0.3], 3)
    expect([tuple(pair) for pair in same], [("the", 0.5), ("the", 0.3), ("a", 0.2)], "A token that stands there twice comes back twice, each time with its own probability. A dictionary keeps only one.")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture: one letter, three temperatures

Now your two functions work on the real model. `model.scores(sentence, 2000)` gives the 2,000 highest of its scores.
Your `softmax` turns them into probabilities and your `top_k` picks ten. Run the cell; try another sentence too.

**What to look for.** The *order* never changes. What changes is how far the first place leads. At 0.5, *accepted* has
38%. At 1.5 it has 3%, and nearly anything may be written.
"""

# %% tags=["explore", "picture"]
sentence = "Dear Sir or Madam, your application has been"

with explore("The next word at three temperatures", "Task 1 and Task 2"):
    tokens, scores = model.scores(sentence, 2000)
    charts = {heat: top_k(tokens, softmax(scores, heat), 10) for heat in [0.5, 1.0, 1.5]}
    figure, panels = plt.subplots(1, 3, figsize=(11, 4), sharex=True)
    for panel, heat in zip(panels, charts):
        bars(panel, charts[heat], f"Temperature {heat}")
    figure.suptitle(f"What comes after “{sentence} …”?")
    plt.show()

# %% [markdown]
"""
Think of the citizen who opens this letter. Nobody has read the application. *Accepted* leads, and *rejected* has about
a third of its probability at temperature 0.5. A fluent draft says nothing about the case behind it.

At temperature 1.0 your chart says what the model itself says: the cell under *Run it, change it, run it again* shows 11%
for *accepted* too. You have written the last step of a language model.
"""

# %% [markdown]
"""
## Task 3 · Count tokens per word (3 points)

Assistants are usually paid for by the token, they read only so many tokens at once, and each token takes time. So it
matters into how many tokens a language is cut. Write the measure: **the number of tokens divided by the number of words**.

The function that cuts a text into tokens comes in as an input named `tokenize`. You call it like any function:
`tokenize(text)` gives a list. That way your measure works with any model.

| text | what `tokenize(text)` gives | result |
|---|---|---|
| `"terima kasih"` | `["ter", "ima", " k", "asih"]` | 4 tokens / 2 words = 2.0 |
| `""` | nothing | 0.0 |

Extra spaces and new lines are not words. A text without any word gives 0.0.

<details><summary>Hint 1: the idea</summary>

Cut the text into words and count them. If there are none, the answer is 0.0. Otherwise divide the number of tokens by it.
</details>

<details><summary>Hint 2: the tool</summary>

`text.split()`, with nothing in the brackets, gives the list of words, however many spaces lie between them.
`len(…)` is the length of a list. Give `tokenize` the whole text, once.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    words = text.split()
    if len(words) == 0:
        return ____
    return len(tokenize(____)) / ____
```
</details>
"""

# %% nbgrader={"grade_id": "tokens_per_word", "solution": true}
def tokens_per_word(text, tokenize):
    """How many tokens the text has for each of its words; 0.0 for a text without words.

    Example: if tokenize cuts "terima kasih" into 4 tokens, tokens_per_word("terima kasih", tokenize) gives 2.0.
    """
    ### BEGIN SOLUTION
    words = text.split()
    if len(words) == 0:
        return 0.0
    return len(tokenize(text)) / len(words)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_tokens_per_word_ratio", "grade": true, "points": 1}
with check("“terima kasih”, cut into 4 tokens, has 2 tokens a word"):
    def cut_by_hand(text):
        return {"terima kasih": ["ter", "ima", " k", "asih"]}.get(text, [])

    expect(
        tokens_per_word("terima kasih", cut_by_hand),
        2.0,
        "Tokens divided by words. Count the entries of the list tokenize(text), not the letters of the text, and divide "
        "by the number of words, not the other way round.",
    )
### BEGIN HIDDEN TESTS
with check("It uses the tokenize that it is given, on any text"):
    def letters(text):
        return [letter for letter in text if letter != " "]

    expect(tokens_per_word("abc de fg", letters), 7 / 3, "Use the input named tokenize, and count what it gives.")
    expect(tokens_per_word("satu dua tiga", lambda text: ["<start>"] + text.split()), 4 / 3, "Count every token in the list.")
    expect(tokens_per_word("x", lambda text: ["x"]), 1.0, "One word in one token gives 1.0.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_tokens_per_word_spaces", "grade": true, "points": 1}
with check("Extra spaces are not words"):
    def word_by_word(text):
        return text.split()

    expect(
        tokens_per_word("sila   hadir", word_by_word),
        1.0,
        'Three spaces in a row still part only two words. text.split(" ") counts empty words between them; text.split() '
        "does not.",
    )
### BEGIN HIDDEN TESTS
with check("Spaces at the ends, tabs and new lines are not words either"):
    def halves(text):
        return [half for word in text.split() for half in (word[:2], word[2:])]

    def thirds(text):
        return halves(text) + text.split()

    expect(tokens_per_word("  buka pintu ", halves), 2.0, "Spaces at the beginning and the end add no words.")
    expect(tokens_per_word("baris satu\nbaris dua\ttamat", thirds), 3.0, "New lines and tabs part words like spaces do.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_tokens_per_word_empty", "grade": true, "points": 1}
with check("A text without words gives 0.0, and one word is still counted"):
    expect(tokens_per_word("", lambda text: []), 0.0, "Without words there is nothing to divide by: return 0.0.")
    expect(tokens_per_word("ya", lambda text: ["y", "a"]), 2.0, "Only a text without any word gives 0.0.")
### BEGIN HIDDEN TESTS
with check("Only spaces, or a tokenizer that always adds a mark, still give 0.0"):
    expect(tokens_per_word(" \n ", lambda text: [" \n "]), 0.0, "Spaces alone are no words: return 0.0.")
    expect(tokens_per_word("", lambda text: ["<start>"]), 0.0, "Look at the words, not the tokens, to see whether there are any.")
    expect(tokens_per_word("tidak", lambda text: ["t", "id", "ak"]), 3.0, "Only a text without any word gives 0.0.")
### END HIDDEN TESTS

# %% [markdown]
"""
### The same six messages in two languages

Six sentences from a counter, each in English and in Malay, measured by your function with the real model's tokens.
"""

# %% tags=["explore", "folded"]
with explore("English and Malay side by side", "Task 3"):
    english = [tokens_per_word(pair[0], model.tokens) for pair in TEXTS["pairs"]]
    malay = [tokens_per_word(pair[1], model.tokens) for pair in TEXTS["pairs"]]
    figure, panel = plt.subplots(figsize=(9, 4))
    rows = np.arange(len(english))
    panel.barh(rows - 0.2, english, 0.38, label="English", color=COLOURS["blue"])
    panel.barh(rows + 0.2, malay, 0.38, label="Bahasa Melayu", color=COLOURS["orange"])
    panel.set_yticks(rows, [pair[0] + "\n" + pair[1] for pair in TEXTS["pairs"]], fontsize=9)
    panel.invert_yaxis()
    panel.grid(False, axis="y")
    panel.set_xlabel("tokens per word")
    panel.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    plt.show()

    totals = [sum(len(model.tokens(pair[language])) for pair in TEXTS["pairs"]) for language in (0, 1)]
    print(f"Average tokens per word: English {np.mean(english):.2f}, Bahasa Melayu {np.mean(malay):.2f}.")
    print(f"All six messages: {totals[0]} tokens in English, {totals[1]} in Malay: {totals[1] / totals[0]:.1f} times as many.")
    for text in TEXTS["pairs"][0]:
        show_pieces(text)

# %% [markdown]
"""
The same message takes **2.1 times** as many tokens in Malay. Where tokens are paid for, it costs about twice as much; it
takes longer, and a letter reaches the limit at half the length. Look at *anda*: the model reads it as the English word *and*, followed by *a*.

This says nothing about the Malay language. It is a choice made by those who built this model, mostly from English text.
Other models are cut for other languages, so **measure the one that you are offered**, on your own letters.
"""

# %% [markdown]
"""
## Task 4 · Measure a lean (3 points)

The model learned from texts that people wrote, and it took over their habits. One of them can be measured. Give the
model the beginning **Yesterday the nurse told us that**, and ask how much it prefers *he* to *she* as the next word.

The input `logprob` is a function: `logprob(start, ending)` gives the logarithm of the probability that this *ending*
follows this *start*. Logarithms turn "how many times as likely" into a difference: 0 means equally likely, each 0.7 above
zero doubles the chance of *he*, each 0.7 below zero doubles the chance of *she*.

Return **the value for he minus the value for she**, both after the same start.

| job | `logprob` for `" he"` | `logprob` for `" she"` | result |
|---|---|---|---|
| gardener | −1.0 | −3.0 | −1.0 − (−3.0) = 2.0 |

The endings are `" he"` and `" she"`, **with a space in front**: that is how the token of a new word begins.

<details><summary>Hint 1: the idea</summary>

Write the start once, with the job in its place. Ask `logprob` twice, and subtract.
</details>

<details><summary>Hint 2: the tool</summary>

In a text that begins with `f"`, Python fills in what stands in braces: `f"Dear {name}"`. Here:
`f"Yesterday the {job} told us that"`, without a space at the end.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    start = f"Yesterday the {job} " + ____
    return logprob(start, " he") - logprob(start, ____)
```
</details>
"""

# %% nbgrader={"grade_id": "pronoun_gap", "solution": true}
def pronoun_gap(logprob, job):
    """How much likelier " he" is than " she" after "Yesterday the {job} told us that", as a difference of logarithms.

    Example: if logprob gives -1.0 for " he" and -3.0 for " she", pronoun_gap(logprob, "gardener") gives 2.0.
    """
    ### BEGIN SOLUTION
    start = f"Yesterday the {job} told us that"
    return logprob(start, " he") - logprob(start, " she")
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_pronoun_gap_sign", "grade": true, "points": 1}
with check("The gap is he minus she: above zero where “he” is likelier"):
    def he_is_likelier(start, ending):
        return {"he": -1.0, "she": -3.0}.get(ending.strip(), -20.0)

    expect(
        pronoun_gap(he_is_likelier, "gardener"),
        2.0,
        "he −1.0, she −3.0: the gap is −1.0 minus −3.0. Subtract (do not divide), and keep this order.",
    )
### BEGIN HIDDEN TESTS
with check("It is below zero where “she” is likelier, and zero where both are equally likely"):
    def she_is_likelier(start, ending):
        return {"he": -4.5, "she": -1.25}.get(ending.strip(), -20.0)

    expect(pronoun_gap(she_is_likelier, "potter"), -3.25, "Keep the sign: he minus she is below zero here.")
    expect(pronoun_gap(lambda start, ending: -2.0, "weaver"), 0.0, "Two equal values have a gap of 0.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_pronoun_gap_start", "grade": true, "points": 1}
with check("Both pronouns are asked for after the same start, with the job in it"):
    starts = []

    def remember_starts(start, ending):
        starts.append(start)
        return -1.0

    pronoun_gap(remember_starts, "gardener")
    expect(
        set(starts),
        {"Yesterday the gardener told us that"},
        "Call logprob(start, ending) for each pronoun, both times with exactly this start: only then is the pronoun the one "
        "thing that differs. It ends without a space. If you see {job} in what came back, put an f before the text: f\"…\".",
    )
### BEGIN HIDDEN TESTS
with check("The start has the job that was asked for"):
    for job in ["finance officer", "juruteknik"]:
        starts.clear()
        pronoun_gap(remember_starts, job)
        expect(set(starts), {f"Yesterday the {job} told us that"}, "Put the input named job into the start, as it is.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_pronoun_gap_space", "grade": true, "points": 1}
with check("The endings are “ he” and “ she”, each with its space in front"):
    endings = []

    def remember_endings(start, ending):
        endings.append(ending)
        return -1.0

    pronoun_gap(remember_endings, "gardener")
    expect(
        set(endings),
        {" he", " she"},
        "A new word's token begins with its space. Without it the model is asked how likely “thathe” is.",
    )
### BEGIN HIDDEN TESTS
with check("The endings are the same for any job"):
    endings.clear()
    pronoun_gap(remember_endings, "tour guide")
    expect(set(endings), {" he", " she"}, "Ask for “ he” and “ she”, whatever the job.")
### END HIDDEN TESTS

# %% [markdown]
"""
### Eleven jobs, two wordings

The bars are your function with the real model. The rings are the same question in other words, *The … said that*.
"""

# %% tags=["explore", "folded"]
with explore("The chart of eleven jobs", "Task 4"):
    def other_words(start, ending):
        return model.logprob(start.replace("Yesterday the", "The").replace("told us that", "said that"), ending)

    gaps = {job: pronoun_gap(model.logprob, job) for job in TEXTS["jobs"]}
    jobs = sorted(gaps, key=gaps.get)
    figure, panel = plt.subplots(figsize=(9, 4.6))
    panel.barh(jobs, [gaps[job] for job in jobs], color=COLOURS["sky"], label="Yesterday the … told us that")
    panel.scatter(
        [pronoun_gap(other_words, job) for job in jobs], jobs, s=60, facecolors="white",
        edgecolors=COLOURS["black"], zorder=3, label="The … said that",
    )
    panel.axvline(0, color=COLOURS["black"], linewidth=1)
    times = {-8: "8 times", -4: "4 times", -2: "2 times", 1: "equal", 2: "2 times", 4: "4 times", 8: "8 times"}
    panel.set_xticks([math.copysign(math.log(abs(number)), number) for number in times], list(times.values()))
    panel.set_xlabel("← “she” is likelier          “he” is likelier →")
    panel.grid(False, axis="y")
    panel.legend(loc="lower right")
    panel.set_title("Which pronoun the model prefers")
    plt.show()
    print("The bars:", ", ".join(f"{job} {gaps[job]:+.2f}" for job in jobs))

# %% [markdown]
"""
**How to read it.** For *nurse* the gap is −1.95, so *she* is about 7 times as likely as *he*. For *officer* it is +0.75:
*he* is about twice as likely.

**What it does not say.** It describes the texts that the model learned from. It says nothing about the people who do
these jobs, or about who should. And it is one measure with one wording: with the other one, *engineer* and *officer*
change sides, while *nurse*, *teacher* and *secretary* stay. A figure close to zero is therefore no certificate of
fairness.

**Why it matters to a ministry.** Malay has *dia* for everyone. When an assistant puts a Malay file into English, it must
choose *he* or *she*, and a lean like this one may decide. A person may then find the wrong word in an official letter.
"""

# %% [markdown]
"""
## Task 5 · Catch invented numbers (3 points)

The assistant will be given an office's notice, and answer from it. Does it stay with the notice? A simple check: **every
number in the answer must stand in the notice.** Return a list of the numbers, *as numbers*, that do not, each once.

| answer | source | result |
|---|---|---|
| `"Pay RM1000 at Counter 7."` | `"The fee is RM1,000. Go to Counter 4."` | `[7]` |

`1,000` and `1000` are the same number written in two ways. The helper `numbers_in(text)` finds the numbers of a text as they
are written there: `numbers_in("Pay RM1,000")` gives `["1,000"]`. Turn each into a real number before you compare.

<details><summary>Hint 1: the idea</summary>

Make the list of numbers that the source knows. Then go through the numbers of the answer, and note those that are not in
that list and that you have not noted yet.
</details>

<details><summary>Hint 2: the tool</summary>

`float("1,000".replace(",", ""))` gives the number 1000.0. `value not in known` asks whether a list lacks a value.
`missing.append(value)` adds a value to a list. Compare with the list of *numbers*, not with the text: the digit 3 stands in
the text "3,250", but the number 3 does not.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    known = [float(number.replace(",", "")) for number in numbers_in(source)]
    missing = []
    for number in numbers_in(answer):
        value = ____
        if value not in known and value not in ____:
            missing.append(value)
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "unsupported_numbers", "solution": true}
def unsupported_numbers(answer, source):
    """The numbers in the answer that the source does not have: a list of numbers, each once, in any order.

    Example: unsupported_numbers("Pay RM1000 at Counter 7.", "The fee is RM1,000. Go to Counter 4.") gives [7.0].
    """
    ### BEGIN SOLUTION
    known = [float(number.replace(",", "")) for number in numbers_in(source)]
    missing = []
    for number in numbers_in(answer):
        value = float(number.replace(",", ""))
        if value not in known and value not in missing:
            missing.append(value)
    return missing
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_unsupported_found", "grade": true, "points": 1}
with check("A number that is not in the source is found, and a number that is there is left alone"):
    expect(
        list(unsupported_numbers("Come to counter 4 at 10.", "Counter 4 opens at 9.")),
        [10],
        "4 is in the source and 10 is not. The 9 stands only in the source, so nobody claimed it. Give numbers, not texts: "
        "float(…).",
    )
### BEGIN HIDDEN TESTS
with check("A number that is only a part of a longer one is not supported"):
    expect(
        unsupported_numbers("Wait 3 days, then call 45.", "There are 345 forms and 30 seats."),
        {3, 45},
        "The digits stand in the source, but only inside other numbers. Compare numbers with numbers, not with the text.",
    )
    expect(
        unsupported_numbers("Bring 62 copies to room 118.", "Bring 2 copies to room 118 or 620."),
        {62},
        "Each number of the answer is compared with each whole number of the source.",
    )
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_unsupported_written", "grade": true, "points": 1}
with check("A number may be written in two ways: 1000 and 1,000 are the same"):
    try:
        result = list(unsupported_numbers("Pay RM1000 at Counter 7.", "The fee is RM1,000. Go to Counter 4."))
    except ValueError:
        result = "an error: with its comma, “1,000” is not a number for Python"
    expect(
        result,
        [7],
        "Remove the comma and make a number of both: float(number.replace(\",\", \"\")). Then 1000 is supported.",
    )
### BEGIN HIDDEN TESTS
with check("Commas and decimals may be written differently on either side"):
    expect(
        unsupported_numbers("RM12,500 and RM3.50, later RM8,400", "12500 at 3.5 each"),
        {8400},
        "Commas can stand in the answer too, and 3.50 is 3.5. What comes back is the number itself.",
    )
    expect(
        unsupported_numbers("It costs 2.75.", "It costs 2 or 75 or 275."),
        {2.75},
        "2.75 is one number with decimals: keep the point, and remove only the comma.",
    )
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_unsupported_once", "grade": true, "points": 1}
with check("A number that is repeated is reported once"):
    expect(
        list(unsupported_numbers("Call 999. Again: call 999!", "Call us.")),
        [999],
        "Report each number once: before you add it, ask whether it is in your list already.",
    )
### BEGIN HIDDEN TESTS
with check("Repeats, an empty answer and an empty source are right too"):
    expect(
        unsupported_numbers("5 or 6 or 5 or 7 or 6", "Only 7."),
        {5, 6},
        "Two numbers are unsupported, each reported once, however often it is repeated.",
    )
    expect(unsupported_numbers("11 and 12", ""), {11, 12}, "An empty source supports nothing: both are reported.")
    expect(unsupported_numbers("", "Room 8"), set(), "An answer without numbers has nothing to report: an empty list.")
### END HIDDEN TESTS

# %% [markdown]
"""
### What the assistant answered

Run the cell. It shows the notice, then three answers of the real model and what your check makes of them. Each time the
model was told to use only the notice. The notice has no phone number, and does not say how long anything takes.

The third question is the second one again, with the notice put first.
"""

# %% tags=["explore", "folded"]
# What the assistant answered: your check of numbers at work
questions = TEXTS["questions"]

with explore("What the assistant answered", "Task 5"):
    unsupported_numbers("", "")  # is Task 5 finished?
    print("THE NOTICE", NOTICE, sep="\n")
    for question in questions:
        answer = model.write(question.format(notice=NOTICE), 60)
        invented = unsupported_numbers(answer, NOTICE)
        print("\nWE ASKED    ", question.format(notice="[the notice]").replace("\n\n", " / "))
        print("IT WROTE    ", answer.replace("\n\n", " / "))
        print("NOT IN THE NOTICE:", ", ".join(f"{number:g}" for number in invented) or "no number found")

# %% [markdown]
"""
The first two answers are **fluent, polite and invented**: nobody said 3 days, and the phone number does not exist in the
notice. A citizen would wait, and call.

The third is the lesson for a leader. Your check is silent, because 3,250 does stand in the notice: as the number of
households that were paid. The model offers it as a phone number. **A check of numbers catches some inventions; it does
not make a draft true.** It also cannot see an invented name, date in words or promise. A person who knows the matter
still has to read it.
"""

# %% [markdown]
"""
## Your turn: the live assistant

Move the temperature and watch two things: the chart on the left, and ten letters on the right, each ended by a draw with
these probabilities. Then type a beginning of your own into the box and press **Enter**. Ready at once are the five from the
start of this lab; any other goes to the live model.

Try `Permohonan anda telah` at 0.2 and at 1.5. **Note one number or sentence that you see. You need it for your
reflection.**
"""

# %% tags=["explore", "folded"]
# The live assistant: a prompt box and a temperature slider
def draw(prompt, temperature):
    """The chart of the next token at this temperature, and ten draws from it."""
    tokens, scores = model.scores(prompt, 2000)
    probabilities = softmax(scores, temperature)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.2), width_ratios=[3, 2])
    bars(left, top_k(tokens, probabilities, 10), f"The next token at temperature {temperature:.1f}")
    left.set_xlim(0, 105)
    right.axis("off")
    right.set_title("Ten letters, each by a draw")
    ending = "… " + " ".join(prompt.split()[-3:])
    for line, token in enumerate(random.Random(1).choices(tokens, probabilities, k=10)):
        right.text(0, 0.92 - 0.1 * line, (ending + token).replace("\n", "⏎"), transform=right.transAxes)
    return figure


with explore("The live assistant", "Task 1 and Task 2"):
    softmax([0.0])  # is Task 1 finished?
    top_k([], [], 1)  # and Task 2?
    live(
        draw,
        prompt=ipywidgets.Text("Dear Sir or Madam, your application has been"),
        temperature=ipywidgets.FloatSlider(value=1.0, min=0.1, max=2.0, step=0.1, readout_format=".1f"),
    )

# %% [markdown]
"""
If the box and the slider do not appear (on paper, or in the feedback you receive), the picture shows temperature 1.0. A
large assistant knows far more than this small one, and errs less visibly. It works by the same step.
"""

# %% [markdown]
"""
## Reflection · What would you tell your KSU? (4 points)

The Secretary-General asks: **"Where may a draft of this assistant go out without anyone checking it, and where never?"**

Write 120–200 words, in English or in Malay. A person marks it, one point for each of these:

| Point | For |
|---|---|
| 1 | You cite an output of your own from this notebook: a number, a token, a sentence. |
| 1 | You name a limit of the assistant, or a harm that it may do, and to whom. |
| 1 | You propose an action, and say who in your own ministry owns it. |
| 1 | You name the right clause from the table in *What we learned*, and say why it applies. |
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection (for the marker)**

KSU, no draft of this assistant should go to a citizen unchecked. When I asked it, from our own notice, how long an answer
takes, it wrote "It takes 3 days". The notice gives no such time. My check of numbers caught that one, but let pass
"the telephone number to call is 3,250", which is our number of paid households. A citizen who loses a day, or misses the
aid, will blame the office, and rightly.

It may be used unchecked only where nothing is asserted: to propose a greeting, or a layout that an officer fills in.

I propose that the Director of Corporate Communications owns one rule from next month: each draft has a named officer
who compares every number and name with the file before it is sent, and letters say that a machine helped. The IT
division measures the supplier's cost in Malay first: here it was 2.1 times the English one.

Clauses: OWASP LLM09, Misinformation, since fluent answers were not in the source; AIGE Transparency, for the label, and
Inclusiveness, for the cost of Malay.

**Rubric, a point each**

1. *Own output*: quotes a value, token or sentence that this notebook shows (for example 38% for "accepted" at 0.5, 2.1
   times the tokens in Malay, −1.95 for nurse, an invented number). A general remark on AI earns nothing here.
2. *Limit or harm*: says what can go wrong and who bears it. "It is sometimes inaccurate" alone earns nothing.
3. *Action with an owner*: something that can be done, with a post or unit of the officer's own ministry.
4. *Right clause*: AIGE Transparency, Inclusiveness or Fairness, or OWASP LLM09, with a reason that fits. The AIGE is
   voluntary; an answer that calls it law does not earn this point.
"""

# %% [markdown]
"""
## What we learned

- A language model gives **probabilities for the next token**. It knows no case, and it has no notion of being finished.
- **Temperature** changes how often the second and tenth choices are taken. It never changes their order, and it makes
  nothing truer.
- The same message may **cost twice as much in Malay**. It depends on the model, and can be measured before buying.
- **Leans and inventions** come in the same fluent voice as facts. Checks in code catch some; a person answers for the rest.

| What you saw | The clause that it serves |
|---|---|
| A letter reads as if somebody had decided, and its reader cannot tell | AIGE, *Transparency* |
| Malay takes twice the tokens, and the model is unsure in it | AIGE, *Inclusiveness* |
| The preferred pronoun depends on the job | AIGE, *Fairness* |
| Invented days and phone numbers | OWASP Top 10 for LLM Applications (2025), *LLM09 Misinformation* |

AIGE is the set of National Guidelines on AI Governance and Ethics, issued by MOSTI on 20 September 2024. It has seven
principles and is **voluntary**; three of them are named here. The OWASP list is a guide by a professional community. Neither
is a law.

**To hand in:** save (Ctrl+S), then submit this lab from the list of assignments. **Next:** Lab 2 looks at what travels on the
wire when an officer logs in.
"""

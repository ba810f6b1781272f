# %% [markdown]
"""
# Answer from the circular
### Jawab berdasarkan pekeliling

*Phase 1 · Week 3 · about 90 minutes · 16 points by automatic checks, 4 points for your reflection*

The council of **Kota Seri** (a fictional town) has a helpdesk. Citizens ask in English and in Malay, and the answers stand in the council's circulars. A supplier proposes an assistant that **first looks up the right circular, and then writes the answer from it**. Engineers call this *retrieval-augmented generation*, or RAG: the model is not asked what it remembers, it is given something to read.

You have 40 passages of circulars and two real models, small enough for this machine: one that compares meanings, and one that writes. You will build the whole way from question to answer, and you will draw this:

![Two maps of coloured squares side by side. Rows are 24 questions, first in English and then in Malay; columns are the passages. On the left, by meaning alone, the English questions each have one dark square, while the Malay ones are evenly dark over all Malay passages. On the right, by meaning and letters together, most Malay questions have a dark square of their own, too. Four Malay questions have none: their circular exists in English only.](data/finished.png)

*A dark square is a likeness. A good row has one, on the right passage. You will make this picture from your own answers.*

The models are all-MiniLM-L6-v2 and SmolLM2. The council, its circulars, fees and numbers are invented.
"""

# %% [markdown]
"""
## What you will be able to do

- **Retrieve** the passages that fit a question.
- **Abstain**, where nothing fits.
- **Cite** what an answer rests on, and check that it does.
- **Test** whether the assistant serves a Malay question as well as an English one.

**How this notebook works.** Click into a grey cell and press **Shift + Enter** to run it; go from top to bottom. A green card ✔ means that a check has passed; a red card ✘ says what was asked, what came back, and why. Marking tries more cases than you see. You may try as often as you like. If you leave a task open, the pictures below it use the lab's own results and say so.
"""

# %% [markdown]
"""
## Words / Istilah

| English | Bahasa Melayu | In plain words |
|---|---|---|
| circular | pekeliling | An official notice with rules. |
| passage, chunk | petikan | A short piece of a text, which can be found by itself. |
| to retrieve | mendapatkan semula | To find the passages that fit a question. |
| embedding, vector | vektor | A list of numbers that stands for the meaning of a text. |
| cosine | kosinus | A measure of likeness of two vectors: 1 is the same direction, 0 has nothing in common. |
| threshold | ambang | The likeness from which on a passage counts. |
| to abstain | berkecuali | To give no answer. |
| source | sumber | The passage on which an answer rests. |
| grounded | berasaskan sumber | Everything in the answer stands in a source. |
| invented fact | fakta rekaan | Something stated fluently that no source supports. |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell once. It loads the tools, the circulars and what the models said; you need not read it.
import html
import json
import math
import re

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import HTML
from sklearn.feature_extraction.text import TfidfVectorizer

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
from futurefit.kit.models import language_model, sentence_model

style()
PASSAGES = json.loads(data_file("passages.json").read_text(encoding="utf-8"))
QUESTIONS = json.loads(data_file("questions.json").read_text(encoding="utf-8"))
meanings = sentence_model(recorded=data_file("meanings.json"))
writer = language_model(recorded=data_file("answers.json"))
MATRIX = meanings.embed([p["text"] for p in PASSAGES])  # a row for each passage
letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)  # pieces of three to five letters
PIECES = letters.fit_transform([p["text"] for p in PASSAGES])
TODAY = "2026-12-01"
TOKENS = 40  # the longest answer, in pieces of words
DONT_KNOW = "I do not know. Please ask at the counter."
FURTHER = ["What does a season pass for parking cost?", "How much is the fee for filming?", "What is the telephone number of the community hall?", "What is the fine for a dog without a licence?", "When does the town library open?"]


def dot(a, b):
    """The sum of the products of two lists, place by place; the worked example explains it."""
    total = 0.0
    for x, y in zip(a, b):
        total = total + x * y
    return total


def by_letters(question):
    """How much each passage shares with the question in pieces of words: a list of numbers, one a passage."""
    return (letters.transform([question]) @ PIECES.T).toarray()[0].tolist()


def make_prompt(question, texts):
    """What the model is given to read: an order, the texts, and the question."""
    return "Answer the question in one sentence, only from this text.\n\n" + "\n\n".join(texts) + f"\n\nQuestion: {question}"


MONTHS = ["january januari", "february februari", "march mac", "april april", "may mei", "june jun", "july julai", "august ogos", "september september", "october oktober", "november november", "december disember"]
NAMES = {name: f"month {n}" for n, names in enumerate(MONTHS, 1) for name in names.split() if name != "may"}


def facts_in(text):
    """The facts of a text that can be looked up: amounts in ringgit, numbers, and months, each written in one way."""
    found = []
    for money, number, word in re.findall(r"(RM\s?)?(\d[\d,]*(?:\.\d+)?)|([^\W\d_]+)", text):
        if number:
            found.append(("RM" if money else "") + f"{float(number.replace(',', '')):.12g}")
        elif word.lower() in NAMES:
            found.append(NAMES[word.lower()])
    return found


# What the checks compare: your result in one plain form, whichever form you chose.
def as_chunks(result):
    """A list of lists of words."""
    if result is None or isinstance(result, str):
        return result
    return [chunk if isinstance(chunk, str) else [str(word) for word in chunk] for chunk in result]


def as_ranked(result):
    """A list of (row, score), the score to six digits."""
    if result is None:
        return result
    pairs = [tuple(pair) if isinstance(pair, (list, tuple, np.ndarray)) else pair for pair in result]
    if any(not isinstance(pair, tuple) or len(pair) != 2 for pair in pairs):
        raise AssertionError(f"A list of pairs (row, score) was asked for, and this came back: {result!r:.120}")
    return [(int(row), round(float(score), 6)) for row, score in pairs]


def as_numbers(result):
    return result if result is None or isinstance(result, str) else [float(value) for value in result]


def as_answer(result):
    """The text and the sources of an answer."""
    if not hasattr(result, "get"):
        return result
    sources = result.get("sources")
    return {"text": result.get("text"), "sources": sources if sources is None or isinstance(sources, str) else [str(s) for s in sources]}


def asked_of(found, min_score=0.4, today="2026-12-01", question="What does it cost?", reply="It costs RM20."):
    """What answer does with these passages: (all that the model was given, what came back)."""
    prompts = []

    def llm(prompt):
        prompts.append(prompt if isinstance(prompt, str) else str(prompt))
        return reply

    result = answer(question, lambda asked: [dict(p) for p in found] if asked == question else [], llm, min_score, today)
    return prompts, as_answer(result)


def make_passage(name, score, expires=None):
    """A made-up passage for the checks."""
    return {"id": name, "text": f"This is the text of {name}.", "score": score, "expires": expires}


# What the pictures show: what your functions give, or the lab's own results where a task is not finished.
def cosines(question):
    """The likeness in meaning of a question and each passage, by your retrieve."""

    def own():
        ranked = retrieve(meanings.embed([question])[0], MATRIX, len(PASSAGES))
        return [float(score) for _, score in sorted(as_ranked(ranked))] if len(ranked) == len(PASSAGES) else None

    def ours():
        vector = meanings.embed([question])[0]
        return (MATRIX @ vector / np.linalg.norm(MATRIX, axis=1) / np.linalg.norm(vector)).tolist()

    return own_or_ours(own, ours, "Task 2")


def mixed(question, w):
    """The joined likeness, by your hybrid."""
    dense, sparse = cosines(question), by_letters(question)

    def scaled(values):
        return (np.array(values) - min(values)) / max(max(values) - min(values), 1e-12)

    def own():
        return as_numbers(hybrid(dense, sparse, w)) if len(hybrid([1, 2], [1, 2], 0.5)) == 2 else None

    return own_or_ours(own, lambda: (w * scaled(dense) + (1 - w) * scaled(sparse)).tolist(), "Task 3")


def search(question, w=0.6, k=2):
    """The k passages that fit best, with their likeness in meaning as the score."""
    joined, dense = mixed(question, w), cosines(question)
    order = sorted(range(len(PASSAGES)), key=lambda n: -joined[n])[:k]
    return [{**PASSAGES[n], "score": round(dense[n], 3)} for n in order]


def helpdesk(question, min_score=0.35, w=0.6):
    """Your answer on the lab's search and the real model."""

    def own():
        result = as_answer(answer(question, lambda asked: search(asked, w), lambda prompt: writer.write(prompt, TOKENS), min_score, TODAY))
        return result if isinstance(result, dict) and isinstance(result["text"], str) else None

    def ours():
        fit = [p for p in search(question, w) if p["score"] >= min_score and (p["expires"] is None or p["expires"] >= TODAY)]
        text = writer.write(make_prompt(question, [p["text"] for p in fit]), TOKENS) if fit else DONT_KNOW
        return {"text": text, "sources": [p["id"] for p in fit]}

    return own_or_ours(own, ours, "Task 4")


def is_grounded(text, texts):
    """Your grounded."""

    def own():
        return bool(grounded(text, texts)) if not grounded("7", []) else None

    return own_or_ours(own, lambda: bool(texts) and set(facts_in(text)) <= {f for t in texts for f in facts_in(t)}, "Task 5")


def text_of(name):
    return next(p["text"] for p in PASSAGES if p["id"] == name)


writer.prepare()  # for your own questions: it is loaded while you read on
print(f"{len(PASSAGES)} passages are loaded: {sum(p['language'] == 'en' for p in PASSAGES)} in English and {sum(p['language'] == 'ms' for p in PASSAGES)} in Malay. Today is 1 December 2026.")

# %% [markdown]
"""
## First: what the model says by itself

Run the cell. The model is asked without anything to read, and then with the circular in front of it. Then change the number to 1 or 2, and run it again.

**What to look for:** which numbers stand in the circular? Which did the model make up? Both sound equally sure.
"""

# %% tags=["explore"]
number = 0

with explore("The first questions"):
    tried = [("What does a stall at the night market pay?", "P01"), ("How much is the community hall for a day?", "P03"), ("What is the telephone number of the community hall?", "P03")]
    question, name = tried[number]
    print("Question:", question)
    print("\nBy itself:          ", writer.write(question, TOKENS))
    print("\nThe circular says:  ", text_of(name))
    print("\nFrom the circular:  ", writer.write(make_prompt(question, [text_of(name)]), TOKENS))

# %% [markdown]
"""
By itself the model is fluent, and knows nothing of Kota Seri: a hall for 10,000 dollars. With the circular in front of it, it gives the right fee. The telephone number is another matter. No circular has one; the model invents one both times, although the order says *only from this text*. Keep that in mind.

## A worked example: where does a text stand?

The second model turns each text into a **vector**, a list of 384 numbers, so that texts of like meaning point in like directions. Here is a complete function that measures how alike two vectors are. Run it, then read the table.
"""

# %% tags=["explore"]
def dot(a, b):
    """The sum of the products, place by place."""
    total = 0.0
    for x, y in zip(a, b):
        total = total + x * y
    return total


with explore("The worked example"):
    pair = meanings.embed(["How many dogs may we keep at home?", "When is the swimming pool closed?"])
    dogs = meanings.embed([text_of("P07")])[0]
    print("The vector has", len(dogs), "numbers; the first five are", [round(float(x), 2) for x in dogs[:5]])
    for question, vector in zip(["How many dogs …", "When is the pool …"], pair):
        length = math.sqrt(dot(vector, vector))
        print(f"{question:20} and the circular on dogs: {dot(vector, dogs) / length / math.sqrt(dot(dogs, dogs)):.2f}")

# %% [markdown]
"""
| Line | In words |
|---|---|
| `total = 0.0` | A sum that starts at 0. |
| `for x, y in zip(a, b):` | Go through both lists side by side. |
| `total = total + x * y` | Add the product of the two numbers. |
| `math.sqrt(dot(vector, vector))` | The **length** of a vector: the square root of its product with itself. |
| `dot(…) / length / …` | Divided by both lengths, the sum becomes the **cosine**: long vectors have no advantage. |

You will use `dot` again in Task 2; NumPy's `np.dot` does the same.
"""

# %% [markdown]
"""
## Task 1 · Cut the text into pieces (3 points)

A circular can be long. It is cut into pieces of at most `size` words, so that the right piece can be found. So that no sentence is torn apart between two pieces, each piece **begins `overlap` words before the last one ended**.

| Call | Result |
|---|---|
| `chunk(["a", "b", "c", "d", "e", "f", "g"], 3, 1)` | `[["a", "b", "c"], ["c", "d", "e"], ["e", "f", "g"]]` |
| `chunk(["a", "b", "c", "d", "e", "f"], 3, 1)` | `[["a", "b", "c"], ["c", "d", "e"], ["e", "f"]]` |

- Every piece has `size` words; **only the last** may be shorter. **Nothing is lost**, and the words stay in their order.
- The piece that reaches the end of the text is **the last one**: no further piece follows that only repeats its end.
- **No words** give an empty list.
- An overlap of `size` or more would never get ahead: raise a `ValueError`, also where there are no words. The same for an overlap **below 0**.

<details><summary>Hint 1: the idea</summary>

Refuse what makes no sense. Then take pieces that begin at 0, and each `size - overlap` words later, until one has reached the end.
</details>
<details><summary>Hint 2: the tool</summary>

`words[2:5]` are the words from place 2 up to, but without, place 5. `for start in range(0, 10, 3):` goes through 0, 3, 6 and 9; `break` leaves the loop. To refuse: `raise ValueError("the overlap is too large")`.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    if overlap < 0 or overlap >= ____:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    for start in range(0, len(words), ____):
        pieces.append(words[start : start + ____])
        if start + size >= len(words):
            break
    return pieces
```
</details>
"""

# %% nbgrader={"grade_id": "chunk", "solution": true}
def chunk(words, size, overlap):
    """The words cut into pieces of size words, each beginning overlap words before the last one ended.

    Example: chunk(["a", "b", "c"], 2, 1) gives [["a", "b"], ["b", "c"]].
    """
    ### BEGIN SOLUTION
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    for start in range(0, len(words), size - overlap):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
    return pieces
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_chunk_pieces", "grade": true, "points": 1}
with check("Without overlap the text is cut into pieces, and nothing is lost"):
    expect(
        as_chunks(chunk(["one", "two", "three", "four", "five"], 2, 0)),
        [["one", "two"], ["three", "four"], ["five"]],
        "Each piece has two words, the last one what is left. The words stay in their order.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for any text and size; the text stays as it was"):
    words = [f"w{n}" for n in range(17)]
    for size in (1, 4, 5, 16, 17, 30):
        got = as_chunks(chunk(words, size, 0))
        expect([word for piece in got for word in piece], words, "All words, each once and in order.")
        expect([len(piece) for piece in got], [size] * (17 // size) + [17 % size] * (17 % size > 0), "Every piece is full; only the last may be shorter.")
    expect_unchanged(words, [f"w{n}" for n in range(17)], "the list of words")
    expect(as_chunks(chunk(["same", "same", "same"], 2, 0)), [["same", "same"], ["same"]], "The same word may come again.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_chunk_overlap", "grade": true, "points": 1}
with check("Each piece begins with the end of the one before, and the last one is not repeated"):
    expect(
        as_chunks(chunk(["a", "b", "c", "d", "e", "f", "g"], 3, 1)),
        [["a", "b", "c"], ["c", "d", "e"], ["e", "f", "g"]],
        "Go on by size minus overlap. The third piece has reached the end, so it is the last.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for other overlaps, and where the last piece is shorter"):
    words = list("abcdefghij")
    expect(as_chunks(chunk(words, 4, 2)), [list("abcd"), list("cdef"), list("efgh"), list("ghij")], "Two words of each piece stand in the next one, too. No piece follows that only repeats the end.")
    expect(as_chunks(chunk(words, 4, 1)), [list("abcd"), list("defg"), list("ghij")], "Go on by size minus overlap.")
    expect(as_chunks(chunk(words, 5, 4)), [list("abcdefghij")[n : n + 5] for n in range(6)], "Here each piece begins one word later.")
    expect(as_chunks(chunk(words[:9], 4, 2)), [list("abcd"), list("cdef"), list("efgh"), list("ghi")], "The last piece may be shorter, and it begins overlap words before the end of the one before.")
    expect(as_chunks(chunk(words, 8, 3)), [list("abcdefgh"), list("fghij")], "The last piece may be shorter.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_chunk_edges", "grade": true, "points": 1}
with check("An overlap as large as the piece is refused, and no words give no pieces"):
    expect_error(ValueError, lambda: chunk(["a", "b", "c"], 2, 2), "With an overlap of 2 and a size of 2 the second piece would be the first again: raise a ValueError.")
    expect(as_chunks(chunk([], 3, 1)), [], "Where there are no words there is no piece.")
### BEGIN HIDDEN TESTS
with check("So is a larger one, and one below 0; a short text is one piece"):
    expect_error(ValueError, lambda: chunk(["a", "b", "c"], 2, 5), "An overlap above the size never gets ahead: raise a ValueError.")
    expect_error(ValueError, lambda: chunk(["a", "b", "c", "d"], 2, -1), "An overlap below 0 would leave words out: raise a ValueError.")
    expect_error(ValueError, lambda: chunk([], 4, 4), "Refuse this also where there are no words.")
    expect(as_chunks(chunk(["a", "b"], 3, 2)), [["a", "b"]], "A text that is shorter than a piece is one piece.")
    expect(as_chunks(chunk(["a", "b", "c"], 3, 2)), [["a", "b", "c"]], "A text that fills one piece is one piece.")
    expect(as_chunks(chunk(["a"], 1, 0)), [["a"]], "One word is one piece.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Two circulars in one text, cut with and without overlap
with explore("The pieces", "Task 1"):
    words = (text_of("P03") + " " + text_of("P05")).split()
    for overlap in (0, 5):
        print(f"Pieces of 9 words, overlap {overlap}:")
        for piece in chunk(words, 9, overlap):
            print("   ", " ".join(piece))

# %% [markdown]
r"""
Without overlap, "for RM150 a day" begins a piece that does not say what costs this much. With an overlap of 5 words, one piece says that the hall can be booked for this. Our circulars are short, so each is one passage from here on.

## Task 2 · Find by meaning (3 points)

The question is a vector `q`, the passages are the rows of `matrix`. Give back the `k` passages that are **most alike**, as a list of pairs `(row, score)`, the best first. The score is the **cosine**:

$$\text{cosine}(q, r) = \frac{q_1 r_1 + q_2 r_2 + …}{\text{length}(q) \times \text{length}(r)}$$

| `retrieve([1, 0], [[2, 0], [3, 4], [0, 5]], 2)` | |
|---|---|
| row 0: 2 / (1 × 2) = 1.0, row 1: 3 / (1 × 5) = 0.6, row 2: 0 | gives `[(0, 1.0), (1, 0.6)]` |

- The **lengths** of the rows differ. Without dividing by them, a long row would win by its length.
- A vector of zeros has no direction: its score is **0.0**, whether it is a row or the question.
- Where there are fewer than `k` rows, give all; without any row, an empty list. Rows with the same score may come in any order. Do not round.

<details><summary>Hint 1: the idea</summary>

Make a list of pairs, one for each row: its number and its cosine. Sort it by the cosine, the highest first. Keep the first `k`.
</details>
<details><summary>Hint 2: the tool</summary>

`dot(q, row)` is the sum of the products, `math.sqrt(dot(row, row))` a length. `enumerate(matrix)` gives each row with its number. `sorted(pairs, key=lambda pair: pair[1], reverse=True)` sorts pairs by their second part, the highest first.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(____, row))
        score = dot(q, row) / ____ if lengths > 0 else 0.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=____)
    return pairs[:____]
```
</details>
"""

# %% nbgrader={"grade_id": "retrieve", "solution": true}
def retrieve(q, matrix, k):
    """The k rows of the matrix that are most alike to q: a list of (row number, cosine), the best first.

    Example: retrieve([1, 0], [[0, 5], [2, 0]], 1) gives [(1, 1.0)].
    """
    ### BEGIN SOLUTION
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_retrieve_cosine", "grade": true, "points": 1}
with check("The score is the cosine: a long row has no advantage"):
    expect(
        as_ranked(retrieve([1, 0], [[2, 0], [3, 4]], 2)),
        [(0, 1.0), (1, 0.6)],
        "Divide the sum of the products by both lengths. Without this, the second row would have 3 and win.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for any vectors, long or short, and for opposite directions"):
    matrix = [[0.0, 30.0, 0.0], [-1.0, 0.0, 0.0], [0.1, 0.0, 0.1], [4.0, 3.0, 0.0]]
    expect(as_ranked(retrieve([5.0, 0.0, 0.0], matrix, 4)), [(3, 0.8), (2, 0.707107), (0, 0.0), (1, -1.0)], "Divide by the length of the row and by the length of the question; a cosine can be below 0.")
    expect(as_ranked(retrieve(np.array([0.0, 2.0, 2.0]), np.array(matrix), 1)), [(0, 0.707107)], "NumPy arrays are possible, too.")
    near = as_ranked(retrieve([1.0, 1.0], [[1.0, 1.001], [1.0, 1.0]], 2))
    expect([row for row, _ in near], [1, 0], "Do not round: the second row is a little more alike.")
    expect_unchanged(matrix, [[0.0, 30.0, 0.0], [-1.0, 0.0, 0.0], [0.1, 0.0, 0.1], [4.0, 3.0, 0.0]], "the matrix")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_retrieve_best", "grade": true, "points": 1}
with check("The best k come first, with the numbers of their rows"):
    expect(
        as_ranked(retrieve([0, 1], [[1, 0], [3, 4], [0, 2], [4, 3]], 2)),
        [(2, 1.0), (1, 0.8)],
        "Sort by the score, the highest first, and keep k pairs. Rows are counted from 0.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for any k, also where there are fewer rows"):
    matrix = [[4, 3], [0, 1], [1, 0], [3, 4]]
    ranked = [(1, 1.0), (3, 0.8), (0, 0.6), (2, 0.0)]
    for k in (0, 1, 3, 4, 9):
        expect(as_ranked(retrieve([0, 7], matrix, k)), ranked[:k], "Keep the best k, or all where there are fewer.")
    same = as_ranked(retrieve([1, 0], [[0, 1], [2, 0], [5, 0]], 2))
    expect(sorted(same), [(1, 1.0), (2, 1.0)], "Rows with the same score may come in any order, and none gets lost.")
    expect(as_ranked(retrieve([1, 0], [], 3)), [], "Where there are no rows there is nothing to find.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_retrieve_zero", "grade": true, "points": 1}
with check("A row of zeros has the score 0.0"):
    expect(as_ranked(retrieve([1, 0], [[0, 0], [2, 0]], 2)), [(1, 1.0), (0, 0.0)], "A row of zeros has the length 0, and nothing can be divided by it. Its score is 0.0.")
### BEGIN HIDDEN TESTS
with check("A question of zeros gives 0.0 for every row"):
    expect(sorted(as_ranked(retrieve([0, 0], [[1, 2], [0, 0], [3, 0]], 3))), [(0, 0.0), (1, 0.0), (2, 0.0)], "A question of zeros has no direction: every score is 0.0.")
    expect(as_ranked(retrieve([1, 0], [[0, 0], [-2, 0], [0, 0.0]], 3))[-1], (1, -1.0), "0.0 is more than a score below 0: put the pairs in order afterwards.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The best passage of each question by meaning alone; a star where it is the right one
with explore("The table of questions"):
    for row in QUESTIONS:
        scores = cosines(row["text"])
        best = max(range(len(PASSAGES)), key=lambda n: scores[n])
        right = PASSAGES[best]["topic"] == row["topic"]
        wanted = "★" if right else " " if row["topic"] else "–"
        print(f"{wanted} {scores[best]:.2f}  {row['text'][:52]:54} → {PASSAGES[best]['id']} {PASSAGES[best]['language']} {PASSAGES[best]['topic']}")
    print("\n★ the right circular stands first   – no circular answers this")

# %% [markdown]
"""
**In English** the right circular stands first for 12 of 12 questions. Their scores are 0.42 and more, and the four questions that no circular answers reach 0.29 at most. A threshold in between tells them apart.

**In Malay** it is right for 6 of 12. And look at the scores: right or wrong, with a circular or without, they all lie between 0.46 and 0.61. This model was trained mostly on English. Of a Malay text it notices above all that it is Malay.

## Task 3 · Meaning and letters together (2 points)

There is an older way to search: by the **pieces of words** that question and passage share. It knows nothing of meaning, and needs no training in any language: *anjing* is *anjing*. For each passage you now have two numbers, `dense` (by meaning) and `sparse` (by letters). They have different scales, so bring each list to the same one before you join them.

1. **Stretch** each list so that its smallest number becomes 0 and its largest 1: subtract the smallest, divide by the span (largest minus smallest).
2. **Join** them: `w` × stretched dense + (1 − `w`) × stretched sparse.

| Call | Result |
|---|---|
| `hybrid([1, 3, 2], [10, 0, 10], 0.5)` | stretched: 0, 1, 0.5 and 1, 0, 1; joined: `[0.5, 0.5, 0.75]` |

- The result is a list in the **same order** as the passages.
- Where **all numbers of a list are the same**, it says nothing: it becomes a list of zeros.
- Two **empty** lists give an empty list.

<details><summary>Hint 1: the idea</summary>

Write a small function that stretches one list, and use it twice. Then go through both stretched lists side by side.
</details>
<details><summary>Hint 2: the tool</summary>

`min(values)` and `max(values)` are the smallest and the largest, but not of an empty list. `[0.0 for value in values]` is a list of zeros of the same length. `[w * d + … for d, s in zip(first, second)]` joins two lists.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [____ for value in values]
        return [(value - min(values)) / (max(values) - ____) for value in values]

    return [w * d + (____) * s for d, s in zip(stretch(dense), stretch(____))]
```
</details>
"""

# %% nbgrader={"grade_id": "hybrid", "solution": true}
def hybrid(dense, sparse, w):
    """Both lists of scores, each stretched to 0 … 1, joined with the weight w for dense and 1 − w for sparse.

    Example: hybrid([1, 3], [5, 0], 0.75) gives [0.25, 0.75].
    """
    ### BEGIN SOLUTION
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [0.0 for value in values]
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return [w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_hybrid_joined", "grade": true, "points": 1}
with check("Both lists are stretched and joined"):
    expect(
        as_numbers(hybrid([1, 3, 2], [10, 0, 10], 0.75)),
        [0.25, 0.75, 0.625],
        "Stretch each list to 0 … 1 first, then 0.75 × dense + 0.25 × sparse.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for any scores and any weight"):
    dense, sparse = [-0.2, 0.3, 0.05, -0.2], [4.0, 2.0, 3.0, 2.5]
    expect(as_numbers(hybrid(dense, sparse, 1)), [0.0, 1.0, 0.5, 0.0], "With a weight of 1 only dense counts. Subtract its smallest number, divide by its span.")
    expect(as_numbers(hybrid(dense, sparse, 0)), [1.0, 0.0, 0.5, 0.25], "With a weight of 0 only sparse counts. Subtract its smallest number, divide by its span.")
    expect(as_numbers(hybrid(dense, sparse, 0.6)), [0.4, 0.6, 0.5, 0.1], "w for dense, 1 − w for sparse, in the order of the passages.")
    expect_unchanged([dense, sparse], [[-0.2, 0.3, 0.05, -0.2], [4.0, 2.0, 3.0, 2.5]], "the two lists")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_hybrid_constant", "grade": true, "points": 1}
with check("A list in which all numbers are the same counts nothing"):
    expect(as_numbers(hybrid([0.3, 0.3, 0.3], [1, 5, 3], 0.5)), [0.0, 0.5, 0.25], "The span of the first list is 0, and nothing can be divided by it: it becomes a list of zeros.")
### BEGIN HIDDEN TESTS
with check("This holds for both lists, for a single passage, and for none"):
    expect(as_numbers(hybrid([1, 2], [7, 7], 0.5)), [0.0, 0.5], "The second list says nothing: it becomes a list of zeros.")
    expect(as_numbers(hybrid([4], [9], 0.3)), [0.0], "With a single passage both lists say nothing.")
    expect(as_numbers(hybrid([2, 2], [0, 0], 0.4)), [0.0, 0.0], "Neither list says anything.")
    expect(as_numbers(hybrid([], [], 0.5)), [], "No passages: an empty list.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 4 · Answer, or abstain (4 points)

Now the helpdesk itself. `retrieve_fn(question)` gives the passages that fit, the best first; each is a dictionary:

| Entry | Example |
|---|---|
| `"id"` | `"P01"` |
| `"text"` | `"Circular 4/2026, night market. …"` |
| `"score"` | `0.53` |
| `"expires"` | `"2025-12-31"`, the **last day** on which the circular holds; or `None`: it holds until further notice |

1. Leave out what has **expired**: `today` is later than its last day. **On** its last day it still holds.
2. Leave out what does not fit: a score below `min_score`. A score **equal** to it is enough.
3. **If nothing is left**, do not call the model at all. Return the text `DONT_KNOW` and no sources.
4. Else call `llm(prompt)` **once**. The prompt holds **the question** and the texts of **all passages that are left, and no other**: `make_prompt(question, texts)` writes it.
5. Return `{"text": …, "sources": […]}`: what the model said, and the `"id"` of each passage in the prompt, **in their order**.

Dates are texts such as `"2026-12-01"`; two of them can be compared with `<` and `>=`, since the year comes first.

<details><summary>Hint 1: the idea</summary>

Collect the passages that hold and fit. If the collection is empty, return at once. Else make the prompt from their texts, ask, and return the answer with their ids.
</details>
<details><summary>Hint 2: the tool</summary>

`p["expires"] is None or p["expires"] >= today` is fulfilled by a passage that holds. `[p["text"] for p in fit]` is the list of texts. `{"text": DONT_KNOW, "sources": []}` is a dictionary with two entries.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= ____
        if holds and p["score"] >= ____:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": ____}
    prompt = make_prompt(question, [p["text"] for p in ____])
    return {"text": llm(____), "sources": [p["id"] for p in fit]}
```
</details>
"""

# %% nbgrader={"grade_id": "answer", "solution": true}
def answer(question, retrieve_fn, llm, min_score, today):
    """The model's answer from the passages that hold and fit, with their ids: {"text": …, "sources": […]}.

    Example: where nothing fits, {"text": DONT_KNOW, "sources": []}, and the model is not asked.
    """
    ### BEGIN SOLUTION
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_answer_abstains", "grade": true, "points": 1}
with check("Where nothing fits, the model is not asked"):
    prompts, got = asked_of([make_passage("P1", 0.1), make_passage("P2", 0.39)])
    expect(got, {"text": DONT_KNOW, "sources": []}, "Both scores are below 0.4: return DONT_KNOW and no sources.")
    expect(len(prompts), 0, "A model that is asked will answer, with or without a text. Do not ask it.")
### BEGIN HIDDEN TESTS
with check("This holds for any threshold; a score equal to it is enough"):
    prompts, got = asked_of([make_passage("A", 0.7), make_passage("B", 0.6)], min_score=0.8)
    expect([got, len(prompts)], [{"text": DONT_KNOW, "sources": []}, 0], "The threshold is the input min_score.")
    prompts, got = asked_of([make_passage("A", 0.5)], min_score=0.5)
    expect([got, len(prompts)], [{"text": "It costs RM20.", "sources": ["A"]}, 1], "A score equal to min_score is enough.")
    prompts, got = asked_of([])
    expect([got, len(prompts)], [{"text": DONT_KNOW, "sources": []}, 0], "Where nothing was found, do not ask the model.")
    prompts, got = asked_of([make_passage("A", -0.2)], min_score=-0.5)
    expect(got, {"text": "It costs RM20.", "sources": ["A"]}, "A threshold can be below 0, too.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_answer_expired", "grade": true, "points": 1}
with check("A circular that has expired is left out"):
    prompts, got = asked_of([make_passage("OLD", 0.9, "2025-12-31"), make_passage("NEW", 0.8)])
    expect(got, {"text": "It costs RM20.", "sources": ["NEW"]}, "The first one held until the end of 2025, and today is 1 December 2026.")
    expect("text of OLD" in " ".join(prompts), False, "The model must not read a circular that has expired.")
### BEGIN HIDDEN TESTS
with check("On its last day it still holds, on the next it does not; today is the input"):
    found = [make_passage("A", 0.9, "2026-02-28"), make_passage("B", 0.8, "2026-03-01"), make_passage("C", 0.7, None), make_passage("D", 0.6, "2027-01-01")]
    expect(asked_of(found, today="2026-02-28")[1]["sources"], ["A", "B", "C", "D"], "On its last day a circular still holds.")
    expect(asked_of(found, today="2026-03-01")[1]["sources"], ["B", "C", "D"], "Today is the input of the function: one day after its last day a circular has expired.")
    prompts, got = asked_of([make_passage("A", 0.9, "2026-11-30"), make_passage("B", 0.2)])
    expect([got, len(prompts)], [{"text": DONT_KNOW, "sources": []}, 0], "One has expired, the other does not fit: nothing is left, and the model is not asked.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_answer_sources", "grade": true, "points": 1}
with check("The answer comes with its sources, in their order"):
    prompts, got = asked_of([make_passage("P9", 0.8), make_passage("P2", 0.6), make_passage("P5", 0.1)], reply="Five days.")
    expect(got, {"text": "Five days.", "sources": ["P9", "P2"]}, "The text is what the model said; the sources are the ids of the passages that it was given.")
### BEGIN HIDDEN TESTS
with check("This holds for any passages and any answer"):
    prompts, got = asked_of([make_passage("Z", 0.5), make_passage("M", 0.2), make_passage("A", 0.9), make_passage("M2", 0.4)], reply="  A.\n")
    expect(got, {"text": "  A.\n", "sources": ["Z", "A", "M2"]}, "Every passage that is left is a source, in the order in which they came, and what the model says is returned as it is.")
    twins = [{**make_passage("Y1", 0.9), "text": "The same text."}, {**make_passage("Y2", 0.8), "text": "The same text."}]
    expect(asked_of(twins, reply="")[1], {"text": "", "sources": ["Y1", "Y2"]}, "Two passages may have the same text: both are sources. And what the model says is returned as it is, even if it says nothing.")
    expect(asked_of([make_passage("X", 0.9)], reply=DONT_KNOW)[1], {"text": DONT_KNOW, "sources": ["X"]}, "Also where the model says that it does not know: it was given this source.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_answer_prompt", "grade": true, "points": 1}
with check("The model reads the question and the passages that are left, and is asked once"):
    prompts, got = asked_of([make_passage("P9", 0.8), make_passage("P2", 0.6), make_passage("P5", 0.1)], question="How long does it take?")
    expect(len(prompts), 1, "Ask the model once, with all texts together.")
    expect([part in prompts[0] for part in ("How long does it take?", "text of P9", "text of P2", "text of P5")], [True, True, True, False], "In the prompt stand the question, the text of P9 and the text of P2, but not that of P5.")
### BEGIN HIDDEN TESTS
with check("This holds for other passages: each text whole, once"):
    found = [make_passage("K1", 0.5, "2020-01-01"), make_passage("K2", 0.45), make_passage("K3", 0.44), make_passage("K4", 0.41, "2030-01-01")]
    prompts, got = asked_of(found, question="Berapakah bayarannya?")
    expect(len(prompts), 1, "Ask the model once.")
    expect([prompts[0].count(p["text"]) for p in found], [0, 1, 1, 1], "Every passage that is left stands in the prompt once, with its whole text.")
    expect(prompts[0].count("Berapakah bayarannya?"), 1, "The question stands in the prompt once.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The helpdesk: your answer, with the lab's search and the real model
with explore("The helpdesk"):
    for question in [QUESTIONS[0]["text"], QUESTIONS[2]["text"], *FURTHER, "How do I renew my passport?"]:
        got = helpdesk(question)
        print("?", question)
        print("   ", got["text"])
        print("    sources:", ", ".join(f"{name} ({text_of(name).split('.')[0]})" for name in got["sources"]) or "none", "\n")

# %% [markdown]
"""
Where no circular fits, it is silent: the passport. What has expired is left out: the stall pays RM20, and not the RM15 of 2024. So far, so good. Now read the others against their circulars.

- A season pass costs RM80. The model says RM20.
- Filming costs RM300 a day. The model names the fee of students, RM30.
- The last three are not in any circular. The passages **fit** (they speak of the hall, of dogs, of the library), so the threshold lets them through, and the model answers anyway.

## Task 5 · Does it stand there? (4 points)

You cannot read every answer before it goes out. A program can check one thing: whether **every fact of the answer stands in a passage**. The lab has a function that lists the facts of a text, amounts, numbers and months, each written in one way. (The English *May* is left out: it is more often a verb.)

| `facts_in(…)` | gives |
|---|---|
| `"A stall pays RM20 for 6 months."` | `["RM20", "6"]` |
| `"RM 1,000.00, due on 28 February"` | `["RM1000", "28", "month 2"]` |
| `"RM1000, sehingga 28 Februari"` | `["RM1000", "28", "month 2"]` |

Write `grounded(text, passages)`: `True` if **every** fact of the text is a fact of **at least one** passage, else `False`.

- Facts are compared **whole**: `12` does not stand in "120 days", and `20` is not `RM20`.
- Different facts may stand in **different passages**.
- However a fact is **written** in the passage, `facts_in` writes it in one way: use it on the passages, too.
- **No passage** supports nothing: the result is `False`, whatever the text says. With a passage, a text **without facts** is `True`.

<details><summary>Hint 1: the idea</summary>

Collect the facts of all passages in one list. Then go through the facts of the text: the first one that is not in the list decides.
</details>
<details><summary>Hint 2: the tool</summary>

`known = known + facts_in(passage)` adds the facts of one passage to a list. `if fact not in known:` asks whether one is missing. `return False` ends the function at once.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each ____ by your own:

```python
    if len(passages) == 0:
        return ____
    known = []
    for passage in passages:
        known = known + facts_in(____)
    for fact in facts_in(____):
        if fact not in known:
            return False
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "grounded", "solution": true}
def grounded(text, passages):
    """Whether every fact of the text stands in one of the passages; False where there is no passage.

    Example: grounded("It costs RM20.", ["A stall pays RM20 a week."]) gives True.
    """
    ### BEGIN SOLUTION
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_grounded_every", "grade": true, "points": 1}
with check("Every fact must stand there, not only some"):
    source = ["A stall pays RM20 a week. A permit is valid for 6 months."]
    expect(grounded("A stall pays RM20, for 6 months.", source), True, "RM20 and 6 both stand in the passage.")
    expect(grounded("A stall pays RM20, for 9 months.", source), False, "9 stands nowhere. One invented fact is enough to spoil an answer.")
### BEGIN HIDDEN TESTS
with check("This holds for amounts, numbers and months, wherever the invented one stands"):
    source = ["Apply by 15 March 2026 at Counter 3. The fee is RM75.50; 2 photographs are needed."]
    for text, right in (
        ("By 15 March 2026, RM75.50, Counter 3, 2 photographs", True),
        ("RM75.50 by 15 April 2026", False),
        ("Pay RM99 at Counter 3 by 15 March", False),
        ("Counter 3, 2 photographs, and 4 copies", False),
        ("in March", True),
        ("in June", False),
        ("The fee is RM75.", False),
    ):
        expect(grounded(text, source), right, f"“{text}” against “{source[0]}”: every fact must stand there.")
    expect_unchanged(source, ["Apply by 15 March 2026 at Counter 3. The fee is RM75.50; 2 photographs are needed."], "the list of passages")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_grounded_whole", "grade": true, "points": 1}
with check("Facts are compared whole: 12 does not stand in 120"):
    expect(grounded("It takes 12 days.", ["It takes 120 days."]), False, "Compare with the list of facts, not with the text: “12” is a part of “120”.")
### BEGIN HIDDEN TESTS
with check("This holds for amounts, and ringgit are not days"):
    for text, source in (("RM5", "RM50 a day"), ("20 days", "RM20 a day"), ("RM20", "within 20 days"), ("50", "RM1.50"), ("3 forms", "Counter 13"), ("2026", "Circular 12026")):
        expect(grounded(text, [source]), False, f"“{text}” does not stand in “{source}”. An amount and a plain number are different facts, and a part is not the whole.")
    expect(grounded("20 days and RM20", ["RM20 within 20 days"]), True, "Here both stand there.")
    expect(grounded("RM20, yes RM20", ["RM20 a week"]), True, "A fact that is said twice needs to stand there only once.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_grounded_passages", "grade": true, "points": 1}
with check("The facts may stand in different passages, and be written in another way"):
    expect(
        grounded("RM1,000 until 28 February", ["Bayaran RM1000.", "Sehingga 28 Februari."]),
        True,
        "Collect the facts of all passages in one list, with facts_in, which writes both languages in one way.",
    )
### BEGIN HIDDEN TESTS
with check("This holds for any number of passages, in either language"):
    three = ["RM5 for a card", "14 days", "closed in Ogos"]
    expect(grounded("A card for RM5.00, 14 days, not in August", three), True, "Each fact stands in one of the three passages.")
    expect(grounded("14 days", three), True, "Not every passage needs to hold the fact.")
    apart = ["valid for 6", "20 days"]
    expect([grounded("6 and 20", apart), grounded("620", apart)], [True, False], "Each passage has its own facts: joined without a gap, 6 and 20 would become 620.")
    expect(grounded("14 days, RM6", three), False, "RM6 stands in none of them.")
    expect(grounded("RM 2 500", ["RM2 or 500 litres"]), True, "Both facts stand in the passage, as facts_in reads them.")
    expect(grounded("15000 people", ("about 15,000 people",)), True, "Use facts_in on the passages, too: it writes 15,000 and 15000 in one way.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_grounded_nothing", "grade": true, "points": 1}
with check("Without any passage nothing is grounded"):
    expect(grounded("The counter is open.", []), False, "There is no passage: the result is False, also for a text without facts.")
    expect(grounded("Ask at the counter.", ["A card costs RM5."]), True, "There is a passage, and the text has no fact that could be wrong.")
### BEGIN HIDDEN TESTS
with check("This holds for other texts, and for passages without facts"):
    expect([grounded("RM20", []), grounded("", [])], [False, False], "No passage supports nothing.")
    expect([grounded("", ["A card costs RM5."]), grounded("Yes.", ["No fee."])], [True, True], "A text without facts is grounded as soon as there is a passage.")
    expect([grounded("RM20", ["No fee."]), grounded("6 months", [""])], [False, False], "A passage without facts supports no fact.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The answers of the helpdesk once more: what stands in their sources, and what does not
with explore("The check of the answers"):
    for question in [QUESTIONS[0]["text"], QUESTIONS[2]["text"], *FURTHER]:
        got = helpdesk(question)
        sources = [text_of(name) for name in got["sources"]]
        print("✔ grounded " if is_grounded(got["text"], sources) else "✘ not      ", question, "→", got["text"])

# %% [markdown]
"""
The check stops three of the seven: the wrong fee for parking, the telephone number, and the opening hours. It lets four through. Two of these are right. The other two are not: RM30 is the fee of students, and RM10 is the price of a licence, not a fine.

The check sees **that a fact stands there**, not that it answers the question. It is a net with holes. What passes it still needs a person who knows the circular, or a citizen who can look at the source.

## The picture for the council

Your Tasks 2 and 3 on all 24 questions that a circular answers, twelve in English and the same twelve in Malay. Each row is a question, each column a passage; the passages in English stand on the left of the line, those in Malay on the right. **A red dot** is the passage that the search puts first where it is right, **a cross** where it is wrong.
"""

# %% tags=["explore", "folded", "picture"]
with explore("The picture for the council"):
    order = sorted(range(len(PASSAGES)), key=lambda n: (PASSAGES[n]["language"], PASSAGES[n]["id"]))
    border = sum(p["language"] == "en" for p in PASSAGES)
    asked = [row for language in ("en", "ms") for row in QUESTIONS if row["language"] == language and row["topic"]]
    ways = {"by meaning alone": [cosines(row["text"]) for row in asked], "by meaning and letters, w = 0.6": [mixed(row["text"], 0.6) for row in asked]}
    figure, axes = plt.subplots(1, 2, figsize=(13.5, 6), sharey=True)
    for ax, (title, rows) in zip(axes, ways.items()):
        values = np.array(rows)[:, order]
        ax.imshow(values, cmap="Blues", aspect="auto", vmin=0, vmax=max(0.7, values.max()))
        right = {"en": 0, "ms": 0}
        for y, row in enumerate(asked):
            best = int(values[y].argmax())
            hit = PASSAGES[order[best]]["topic"] == row["topic"]
            right[row["language"]] += hit
            ax.plot(best, y, "o" if hit else "x", color=COLOURS["red"], ms=6, mew=2)
        ax.axhline(11.5, color=COLOURS["black"], lw=1.2)
        ax.axvline(border - 0.5, color=COLOURS["black"], lw=1.2)
        ax.set_title(f"{title}\nright first: English {right['en']} of 12, Malay {right['ms']} of 12")
        ax.set_xticks([border / 2 - 0.5, (border + len(PASSAGES)) / 2 - 0.5], ["passages in English", "passages in Malay"])
        ax.set_yticks(range(len(asked)), [row["text"][:44] for row in asked], fontsize=8)
        ax.tick_params(length=0)
        ax.grid(False)
    plt.show()

# %% [markdown]
"""
**How to read it.** On the left, the rows in English have one dark square each. The rows in Malay are evenly dark over all Malay passages: nearly everything looks alike. On the right, the letters have helped: from 6 to **8 of 12** in Malay, with English still at 12 of 12.

The four that remain are drones, rainwater, cakes and scooters. Their circulars exist **in English only**. No weight finds them: this model sees no likeness of meaning between the languages, and the letters have little in common. The remedy is not a slider. It is a translation, or a model made for both languages and measured in both.
"""

# %% tags=["explore", "folded"]
# How many questions are answered at each threshold: those that have a circular, and those that have none
with explore("The table of thresholds"):
    print("threshold   English: answered, of 12   no circular, of 4      Malay: answered, of 12   no circular, of 4")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        counts = []
        for language in ("en", "ms"):
            for topic in (True, False):
                group = [row for row in QUESTIONS if row["language"] == language and bool(row["topic"]) == topic]
                counts.append(sum(max(cosines(row["text"])) >= threshold for row in group))
        print(f"{threshold:9.2f} {counts[0]:18} {counts[1]:22} {counts[2]:28} {counts[3]:20}")

# %% [markdown]
"""
At 0.35 every English question with a circular is answered, and none of the four without. The helpdesk knows when to be silent. **At the same threshold it answers every Malay question**, also the four that no circular answers. To silence those you need more than 0.53, and then most Malay questions with a good circular are refused as well. One threshold is not the same promise in two languages.

## Live: ask the helpdesk

Ask in English or in Malay, and move the threshold and the weight. Sources are shown with their score; facts of the answer are **green** where they stand in a source and **red** where they do not. A question that is not on record goes to the live models and takes some seconds.

Try: a question of your own in Malay; then the same in English. **Note one that went well and one that did not: you need them for your reflection.**
"""

# %% tags=["explore", "folded"]
# The ask box
def coloured(text, texts):
    """The text with its facts in green or red."""
    known = {fact for t in texts for fact in facts_in(t)}

    def mark(found):
        facts = facts_in(found[0])
        if not facts:
            return html.escape(found[0])
        colour = COLOURS["green"] if set(facts) <= known else COLOURS["red"]
        return f'<b style="color:{colour}">{html.escape(found[0])}</b>'

    return re.sub(r"(?:RM\s?)?\d[\d,]*(?:\.\d+)?|[^\W\d_]+|.", mark, text, flags=re.DOTALL)


def ask(question, threshold, weight_of_meaning):
    """One question to the helpdesk, with its sources."""
    if not question.strip():
        return "Write a question into the box."
    found = search(question, weight_of_meaning)
    got = helpdesk(question, threshold, weight_of_meaning)
    texts = [text_of(name) for name in got["sources"]]
    verdict = "" if not texts else "Every fact stands in a source." if is_grounded(got["text"], texts) else "<b>Not grounded:</b> this answer must not go out."
    rows = ""
    for p in found:
        state = "used" if p["id"] in got["sources"] else "expired" if p["expires"] and p["expires"] < TODAY else "below the threshold"
        rows += f"<li style='opacity:{1 if state == 'used' else 0.55}'>{p['score']:.2f} · {state} · {html.escape(p['text'])}</li>"
    return HTML(f"<p style='font-size:1.1em'>{coloured(got['text'], texts)}</p><p>{verdict}</p><ul>{rows}</ul>")


with explore("The ask box"):
    live(
        ask,
        question=ipywidgets.Text(FURTHER[2]),
        threshold=ipywidgets.FloatSlider(0.35, min=0.1, max=0.7, step=0.05),
        weight_of_meaning=ipywidgets.FloatSlider(0.6, min=0, max=1, step=0.1),
    )

# %% [markdown]
"""
If the box and the sliders do not appear (on paper, or in the feedback you receive), you see the answer to the question for a telephone number.

## Reflection · What would you tell your KSU? (4 points, marked by a person)

In **120–200 words, in English or Bahasa Melayu**, tell your Secretary-General (KSU): **may a helpdesk like this answer citizens in our ministry, what must be so for those who ask in Malay, and who answers where it abstains?**

One point each:

| | The marker looks for |
|---|---|
| 1 | You **cite your own output**: a count, an answer or a picture that you made above. |
| 2 | You **name a limit or a harm**: what the check of facts does not see, or who is served worse. |
| 3 | You propose **an action with an owner** in your own ministry (a unit or a post, and by when). |
| 4 | You name **the right clause** from the list at the end, where it fits. |
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
*A model reflection, for the marker.*

KSU, not yet. In English the search found the right circular for 12 of my 12 questions, and a threshold of 0.35 kept it silent where none fits. In Malay it found 8 of 12, four of them only because I let it compare letters. The other four circulars have never been issued in Malay. At 0.35 it also answered all four Malay questions that no circular covers. So whoever asks in Malay gets worse answers, and fewer warnings. AIGE asks for inclusiveness.

My check of facts stopped an invented telephone number, but let "RM30" for filming pass, which is the students' fee. It sees that a number stands in a source, not that it answers.

By 31 March our Head of Corporate Communications publishes every circular in both languages. By 30 June the Helpdesk Manager measures 100 real questions in each language, and reports both figures side by side. Until they are alike, the assistant only shows officers the circular, with its source. An officer answers, in the language of the question.

*Rubric, a point each: cites own output; names a limit or a harm, and who bears it; an action with an owner in the officer's own ministry; the right clause (AIGE Inclusiveness or Transparency; OWASP LLM08 or LLM09 in the 2025 edition) with a reason that fits. The AIGE is voluntary: an answer that calls it law does not earn the last point.*
"""

# %% [markdown]
"""
## What you learned

- A model that is given something to read answers better. It still invents what it was not given.
- To be silent is a function that somebody writes: a threshold, an expiry date, and a way to a person.
- A source that is shown can be checked. A check of facts finds what stands nowhere, and not what stands there for another question.
- What works in one language must be measured in the other. Here: 12 of 12 and 6 of 12, then 8 of 12 with letters.
- Some gaps are not the model's. A circular that exists in one language serves those who read it.
- All figures are of 40 passages and 32 questions by one author, and of two small models.

## The clauses that this serves

| Framework | What it says |
|---|---|
| National Guidelines on AI Governance and Ethics (AIGE; MOSTI, 20 September 2024), *Inclusiveness* and *Transparency* | Two of its seven principles: nobody is served worse for the language of the question, and an answer says on what it rests. The guidelines are **voluntary**. |
| OWASP Top 10 for LLM Applications, 2025 edition, **LLM08 Vector and Embedding Weaknesses** | It names weaknesses of search by vectors. In this lab: what the vectors do not understand is not found. |
| … **LLM09 Misinformation** | It names misinformation as a risk. In this lab: a telephone number that no circular has. |

None of them is a law.

## What is next

In *The officer decides* you give reasons for a decision, and a way to appeal. Before you close this notebook: press **Ctrl + S** to save it, then submit the lab.
"""

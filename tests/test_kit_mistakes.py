"""The catalogue of beginners' mistakes: each is really made here, and the card says the sentence that helps."""

import textwrap

import numpy as np
import pandas as pd
import pytest
from sklearn.tree import DecisionTreeClassifier

from futurefit.kit.cards import in_plain_words

DAYS = pd.DataFrame({"date": ["2025-01-01", "2025-01-02"], "busy": [1, 0], "age": [30.0, float("nan")]})
NAMES = {"days": DAYS, "pd": pd, "np": np, "Tree": DecisionTreeClassifier}


def told(code: str) -> str:
    """What a card says of the error in which this code ends."""
    try:
        exec(compile(textwrap.dedent(code), "cell", "exec"), dict(NAMES))
    except Exception as error:
        return in_plain_words(error)
    raise AssertionError("this code is no mistake")


UNREADABLE = {
    "a missing colon": ("def f(x)\n    return x", "A colon (:) is missing at the end of line 1"),
    "a missing colon after if": ("x = 1\nif x == 1\n    x = 2", "A colon (:) is missing at the end of line 2"),
    "one = in a question": ("x = 1\nif x = 1:\n    x = 2", "two, ==, ask whether two things are equal"),
    "a value on the left": ("5 = x", "Left of one = there must be a name"),
    "a bracket never closed": ("x = [1, 2\ny = 3", "The bracket [ in line 1 is opened and never closed"),
    "a bracket too many": ("x = (1 + 2))", "one closing bracket ) too many"),
    "two kinds of bracket": ("x = [1, 2)", "the bracket [ is opened and ) is closed"),
    "a quotation mark missing": ("x = 'Kota Seri", "does not end with one"),
    "a word processor's quotation marks": ("x = “busy”", "the quotation mark “ of a word processor"),
    "a dash for a minus": ("x = 5 – 3", "has the sign –"),
    "a blank from a document": ("x =\u00a05", "a sign that Python cannot read"),
    "not indented": ("def f(x):\nreturn x", "What belongs to line 1 must begin four spaces further to the right"),
    "not indented after if": ("if True:\nx = 1", "What belongs to line 1 must begin four spaces"),
    "indented too far": ("x = 1\n    y = 2", "Line 2 begins further to the right than it may"),
    "indented between": ("def f():\n    x = 1\n  return x", "Line 3 begins at a place where no earlier line begins"),
    "a tab": ("def f():\n    x = 1\n\treturn x", "begins with a tab"),
    "return outside": ("x = 1\nreturn x", "does not belong to a function"),
    "print without brackets": ("print 'ready'", "After print in line 1 the brackets are missing"),
    "a comma forgotten": ("x = [1, 2 3]", "Is a comma missing?"),
    "a postcode": ("x = 05000", "begins with a 0"),
    "a name that begins with a digit": ("2nd = 5", "a name begins with a digit"),
    "else without if": ("else:\n    x = 1", "Python cannot read line 1"),
}
STOPPED = {
    "a total that was never begun": (
        "def f(xs):\n    for x in xs:\n        total += x\n    return total\nf([1])",
        "“total” is used before it has a value. Give it one first, for instance “total = 0”",
    ),
    "the opposite of a list": ("~[True]", "something that has no opposite"),
    "a name misspelled": ("wasted = 1\nwastde + 1", "Did you mean “wasted”?"),
    "a capital forgotten": ("true", "Python writes “true” as True"),
    "null for None": ("x = null", "Python writes “null” as None"),
    "a blank left from a hint": ("x = ____ + 1", "There is still a ____ to fill in"),
    "dots left in": ("... + 1", "There is still a “...” to fill in"),
    "return forgotten": ("def f(x):\n    x + 1\nf(1) + 1", "no “return” line"),
    "return forgotten, then asked": ("def f(x):\n    x + 1\nf(1).mean()", "no “return” line"),
    "the result of append": ("x = [1]\nx = x.append(2)\nx[0]", "“append” and “sort”"),
    "the result of append, once more": ("x = []\nx = x.append(1)\nx.append(2)", "their result has no name"),
    "brackets forgotten": ("days['busy'].min + 1", "A function stands where its result was meant"),
    "brackets forgotten in a comparison": ("days['busy'].min > 1", "A function stands where its result was meant"),
    "square brackets for round": ("days.groupby['busy']", "A function stands where its result was meant"),
    "round brackets for square": ("days('busy')", "An item is taken with square brackets"),
    "a name of Python's own": ("sum = 3\nsum([1, 2])", "choose another name and restart the kernel"),
    "a multiplication without its sign": ("price = 5\nprice(1 + 2)", "a multiplication needs its *"),
    "too few inputs": ("def f(a, b):\n    return a\nf(1)", "f was called without something that it needs: 'b'"),
    "too many inputs": ("def f(a):\n    return a\nf(1, 2)", "f was called with 2 inputs, and takes 1"),
    "an input that there is not": ("def f(a):\n    return a\nf(b=1)", "f has no input named “b”"),
    "a number as text": ("'5' + 1", "int(…) or float(…) makes it a number"),
    "a text compared with a number": ("'5' > 1", "A number and a text were put together"),
    "a column of texts compared with a number": ("days['date'] > 5", "A number and a text were put together"),
    "a number for a list": ("for i in 5:\n    pass", "write range(…) around it"),
    "an item of a number": ("x = 5\nx[0]", "Square brackets were put after a single number"),
    "a list asked by a name": ("[1, 2]['a']", "Its items are counted, from 0"),
    "a text asked by a name": ("'busy'['a']", "A text stands where a dictionary or a table was meant"),
    "the length of a number": ("len(5)", "len(…) counts the items of a list"),
    "a tuple changed": ("x = (1, 2)\nx[0] = 5", "cannot be changed in place"),
    "a list as a key": ("{[1]: 2}", "cannot be a name in a dictionary"),
    "the length of nothing": ("len(None)", "no “return” line"),
    "nothing among texts": ("' '.join([None])", "no “return” line"),
    "a pair asked by a name": ("(1, 2)['a']", "Its items are counted, from 0"),
    "a count in quotation marks": ("range('5')", "A text stands where a number was needed"),
    "a cut in quotation marks": ("[1, 2][:'1']", "A text stands where a number was needed"),
    "a column of numbers compared with a text": ("days['busy'] > '5'", "A text stands where a number was needed"),
    "a row's number in quotation marks": ("days['busy'].iloc['0']", "A text stands where a number was needed"),
    "a seed in quotation marks": ("Tree(random_state='0').fit([[1]], [1])", "“random_state” of DecisionTreeClassifier"),
    "one thing joined to a list": ("[1] + 2", "Put a single thing in square brackets of its own"),
    "texts added up": ("sum([1, 2], '0')", "A text was to be added up with numbers"),
    "half a count": ("range(2.5)", "Divide with //"),
    "a series that is not made yet": ("len(x for x in [1])", "Put list(…) around it"),
    "a column asked for one yes or no": ("if days['busy'] > 0:\n    pass", "A whole column of yes and no"),
    "“and” between columns": ("days[days['busy'] > 0 and days['age'] > 1]", "write & or |"),
    "& without brackets": ("days[days['busy'] == 1 & days['date'] == 'x']", "each needs brackets of its own"),
    "a blank as a whole number": ("int(days['age'][1])", "A blank (NaN) cannot become a whole number"),
    "nothing as a number": ("int('')", "An empty text was to be read as a number"),
    "a comma in a number": ("float('1,000')", "A comma, a unit or a word in it is enough"),
    "a decimal as a whole number": ("int('2.5')", "Use float(…)"),
    "the largest of nothing": ("max([])", "What should happen where the list is empty?"),
    "the largest of no array": ("np.array([]).max()", "What should happen where the list is empty?"),
    "two names for three values": ("a, b = [1, 2, 3]", "more or fewer names than values"),
    "a column of another length": ("days['new'] = [1, 2, 3]", "A column of 3 values was put into a table of 2 rows"),
    "lengths that differ": ("np.array([1, 2]) + np.array([1, 2, 3])", "different lengths were put side by side"),
    "a table where a column is meant": ("Tree().fit(days['busy'], days['busy'])", "two pairs of square brackets"),
    "rows that do not match": ("Tree().fit(days[['busy']], [1])", "different lengths were put side by side"),
    "the mask forgotten": ("days[days['busy']]", "a comparison goes there"),
    "a column misspelled": ("days['Busy']", "There is no entry or column named 'Busy'"),
    "a row asked like a column": ("days[0]", ".iloc[0]"),
    "an entry that there is not": ("{'a': 1}['b']", "no entry or column named 'b'"),
    "beyond the end": ("[1, 2][2]", "the last of five is number 4"),
    "a division by nothing": ("sum([]) / len([])", "divides by zero"),
    "add for append": ("[].add(1)", "write .append(…)"),
    "append to a set": ("set().append(1)", "A set takes .add(…)"),
    "a list's word of a text": ("'a'.append('b')", "Was a number, a list or a table meant?"),
    "a table's word of a list": ("[1].mean()", "which lists do not have"),
    "a word misspelled": ("days.mena()", "Did you mean “mean”?"),
    "a library that is not here": ("import pandsa", "A library is missing"),
    "a file that is not here": ("open('no-such.csv')", "There is no file of this name"),
    "calls without an end": ("def f(x):\n    return f(x)\nf(1)", "calls itself without an end"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", UNREADABLE)
def test_a_cell_that_python_cannot_read_is_told_with_its_line(mistake):
    code, words = UNREADABLE[mistake]
    assert words in told(code)


@pytest.mark.parametrize("mistake", STOPPED)
def test_a_mistake_is_told_with_what_helps(mistake):
    code, words = STOPPED[mistake]
    assert words in told(code)


def test_a_column_without_quotation_marks_is_told_as_in_a_notebook(tmp_path):
    """There the line is known; without it the sentence names quotation marks all the same."""
    script = tmp_path / "cell.py"
    script.write_text("days[busy]\n")
    with pytest.raises(NameError) as caught:
        exec(compile(script.read_text(), str(script), "exec"), dict(NAMES))
    assert 'A column or an entry is written ["busy"]' in in_plain_words(caught.value)
    assert "quotation marks" in told("days[busy]")


@pytest.mark.parametrize("mistake", STOPPED)
def test_the_sentence_needs_the_message_alone_since_nothing_else_crosses_from_another_kernel(mistake):
    try:
        exec(textwrap.dedent(STOPPED[mistake][0]), dict(NAMES))
    except Exception as error:
        kind = next(base for base in type(error).__mro__ if base.__module__ == "builtins")
        crossed = kind(*error.args) if kind is KeyError else kind(str(error))
    said = in_plain_words(crossed)
    assert f"{kind.__name__}:" not in said, "told as Python tells it"
    assert len(said) <= 520, "longer than anybody reads"


def test_what_no_catalogue_has_keeps_its_own_words():
    assert told("raise RuntimeError('the pump stands still')") == "RuntimeError: the pump stands still"

"""What nbgrader's own preprocessors get wrong after a submission ran, mended: each class says what goes wrong."""

from __future__ import annotations

import ast
import json
import math
import re
from functools import lru_cache
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from futurefit.grading.reasons import NotGradable

Resources = dict[str, Any]
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_OF_NUMPY = re.compile(r"np\.(?:float|int|uint)\d+\((.*)\)")  # how NumPy 2 writes a number
_DUST = 1e-9  # of binary fractions: 0.1 + 0.2 of 0.3 points is full marks


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell's points are decided by running it."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


class ForgiveWarnings(NbGraderPreprocessor):
    """A warning is no failed test; nbgrader gives no points to a test that printed anything on stderr."""

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        if is_test(cell):
            for output in cell.get("outputs", []):
                if output.output_type == "stream" and output.name == "stderr":
                    output.name = "stdout"
        return cell, resources


class GivePartialCredit(NbGraderPreprocessor):
    """A test that ends in a value gets that many points, if it is a number from 0 to the test's points; else it fails.

    nbgrader gives full marks for every other value (nan, None, a text, a list, True or False, a number below 0), and
    stops grading at a number above the points. A truth value is no number: of 3 points, True could mean 1 or 3.
    A test whose last line is an expression that came to nothing (None) fails as well, unless that line is a call, as
    of a helper that raises where something is wrong, or ends with “;”, which keeps a value from being shown.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        if not is_test(cell) or not cell.source.strip():
            return cell, resources
        grade_id, points = cell.metadata.nbgrader["grade_id"], float(cell.metadata.nbgrader["points"])
        if cell.get("execution_count") is None and not cell.get("outputs"):
            raise NotGradable(
                f"The test {grade_id} was not run, so it can neither be passed nor failed. Take a tag skip-execution "
                "out of the lab, or grade without --no-execute; then grade again."
            )
        if utils.has_failed(cell):
            _show_only(cell)
            return cell, resources
        results = [output for output in cell.outputs if output.output_type == "execute_result"]
        if results:
            came = _text_of(results[0]) if len(results) == 1 else f"{len(results)} values"
            score = _number(came, points) if len(results) == 1 else None
            if score is not None:
                results[0]["data"] = NotebookNode({"text/plain": f"{score:.12g}"})
                return cell, resources
        elif _ends_in_value(cell.source):
            came = "None"
        else:
            return cell, resources
        words = f"this test must end in a number from 0 to {points:g}, and ended in {came[:200]}"
        _show_only(cell)
        mend = f"Mend the test {grade_id} in the lab (an assert, or a number), then grade again."
        cell.outputs.append(
            new_output("error", ename="NoPoints", evalue=f"{words}. {mend}", traceback=[f"NoPoints: {words}. {mend}"])
        )
        return cell, resources


def _show_only(cell: NotebookNode) -> None:
    """Make a failed test's results mere pictures: nbgrader goes by whatever comes first, a result or an error."""
    cell.outputs = [
        new_output("display_data", data=output.get("data", {})) if output.output_type == "execute_result" else output
        for output in cell.outputs
    ]


def _text_of(output: NotebookNode) -> str:
    text = output.get("data", {}).get("text/plain", "")
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def _number(text: str, most: float) -> float | None:
    """The points that a result's text says; None where it is not one finite number from 0 to the most."""
    text = text.strip()
    if clothed := _OF_NUMPY.fullmatch(text):
        text = clothed[1]
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    if not math.isfinite(value) or value < -_DUST or value > most + _DUST * max(1.0, most):
        return None
    return min(max(value, 0.0), most)


@lru_cache(maxsize=1024)  # the tests of a lab are the same in all submissions
def _ends_in_value(source: str) -> bool:
    """Whether a cell's last line is an expression that is there for its value: not a call, and not silenced."""
    try:
        body = ast.parse(TransformerManager().transform_cell(source)).body
    except SyntaxError:
        return False  # the cell has failed by itself
    if not body or not isinstance(body[-1], ast.Expr) or source.rstrip().endswith(";"):
        return False
    value = body[-1].value
    if isinstance(value, ast.Await):
        value = value.value
    return not isinstance(value, ast.Call) and not (isinstance(value, ast.Constant) and value.value is None)


class LimitOutputSize(NbGraderPreprocessor):
    """Output is cut, text by text, in each cell, and in all; nbgrader counts a cell's printed lines only.

    It keeps 50 MB that stand on one line, 100,000 pictures in a cell, and as much as one likes in many cells.
    The first error of a cell is always kept: it is what a failed test is known by.
    """

    max_characters = Integer(100_000, help="Longest text that one output of a cell may keep.").tag(config=True)
    max_lines = Integer(900, help="Most lines that one output of a cell may keep.").tag(config=True)
    max_outputs = Integer(500, help="Most outputs that one cell may keep.").tag(config=True)
    max_cell = Integer(4_000_000, help="Most bytes, pictures included, that one cell may keep.").tag(config=True)
    max_notebook = Integer(16_000_000, help="Most bytes of output that a notebook may keep.").tag(config=True)
    max_notebook_lines = Integer(20_000, help="Most lines of output that a notebook may keep.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        self._bytes: float = 0
        self._lines = 0
        # Tests first: what they say must not be crowded out by what an officer's cells print.
        for cell in sorted((c for c in nb.cells if c.cell_type == "code"), key=is_test, reverse=True):
            self._limit(cell)
        return nb, resources

    def _limit(self, cell: NotebookNode) -> None:
        kept: list[NotebookNode] = []
        size: float = 0
        dropped, failed = False, False
        for output in cell.get("outputs", []):
            error = output.output_type == "error" and not failed
            if dropped and not error:
                continue
            failed = failed or error
            small = self._cut_output(output)
            large = _size(small)
            lines = sum(text.count("\n") + 1 for text in _texts(small))
            fits = (
                len(kept) < self.max_outputs
                and size + large <= self.max_cell
                and self._bytes + large <= self.max_notebook
                and self._lines + lines <= self.max_notebook_lines
            )
            if not fits and not error:
                dropped = True
                small = new_output("stream", name="stdout", text="… what came after was left out\n")
                large, lines = 100, 1
            kept.append(small)
            size += large
            self._bytes += large
            self._lines += lines
        cell.outputs = kept

    def _cut_output(self, output: NotebookNode) -> NotebookNode:
        """The output with its texts cut."""
        if output.output_type == "stream":
            output.text = self._cut(str(output.text))
        elif output.output_type == "error":  # a program can send one of any form
            output.ename, output.evalue = self._cut(str(output.ename)), self._cut(str(output.evalue))
            lines = [str(line) for line in output.traceback] if isinstance(output.traceback, list) else []
            whole = self._cut("\n".join(lines))
            output.traceback = lines if whole == "\n".join(lines) else whole.splitlines()
        else:
            data = output.get("data", {})
            for kind in [k for k in data if k.startswith("text/") and isinstance(data[k], str)]:
                data[kind] = self._cut(data[kind])
        return output

    def _cut(self, text: str) -> str:
        text = text.encode("utf-8", "replace").decode("utf-8")  # half a character cannot be written to a file
        short = text
        if text.count("\n") > self.max_lines:
            short = "\n".join(text.split("\n", self.max_lines)[: self.max_lines])
        short = short[: self.max_characters]
        if short == text:
            return text
        lines = text.count("\n") + 1
        return f"{short}\n… cut here: {len(text):,} characters in all" + (f", in {lines:,} lines" if lines > 1 else "")


def _texts(output: NotebookNode) -> list[str]:
    if output.output_type == "stream":
        return [output.text]
    if output.output_type == "error":
        return list(output.traceback)
    return [text for text in output.get("data", {}).values() if isinstance(text, str)]


def _size(output: NotebookNode) -> float:
    """Bytes in a file; without end for what cannot be written to one."""
    try:
        return len(json.dumps(output, ensure_ascii=False).encode())
    except (ValueError, TypeError, RecursionError):  # half a character, no JSON, or nested too deep
        return math.inf

"""The outputs of a cell, from what a kernel sends: checked, since it runs an officer's code, and kept to a size."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

Output = dict[str, Any]
LARGEST = 4 * 2**20  # characters that one cell may keep
LONGEST_ERROR = 100_000  # characters of an error
MOST = 2_000  # outputs that one cell may keep


class Shown:
    """What display() showed under a name, in one kernel, so that it can be updated later."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Output]] = {}
        self.updated = 0  # characters that updates have put in place


class Outputs:
    """Collects the outputs of one cell in nbformat's form.

    Args:
        shown: of the kernel that runs the cell.
    """

    def __init__(self, shown: Shown) -> None:
        self.list: list[Output] = []
        self._shown = shown
        self._size = 0
        self._clear_next = self._failed = self._full = False

    def add(self, raw: Any) -> None:
        """Take what the kernel sent; what is no output is left out."""
        if not isinstance(raw, dict):
            return
        if raw.get("output_type") == "clear":
            self._clear_next = bool(raw.get("wait"))
            if not self._clear_next:
                self.list.clear()
            return
        output, size = _checked(raw)
        if output is None:
            return
        if self._clear_next:
            self._clear_next = False
            self.list.clear()
        name = raw.get("display_id")
        if isinstance(name, str) and raw.get("update"):
            self._update(name, output, size)
            return
        if output["output_type"] == "stream" and self._size + size > LARGEST > self._size:
            output["text"] = output["text"][: LARGEST - self._size]  # what there is room for
        self._size += size
        # The first error is always kept: it is what a failed test is known by.
        first = output["output_type"] == "error" and not self._failed
        whole = self._size <= LARGEST or (output["output_type"] == "stream" and len(output["text"]) < size)
        if (not whole or len(self.list) >= MOST) and not first:
            if not self._full:
                self._full = True
                self.say(f"… what came after was left out: a cell may show {LARGEST // 2**20} MB")
            return
        self._failed = self._failed or first
        last = self.list[-1] if self.list else {}
        if output["output_type"] == "stream" == last.get("output_type") and output["name"] == last["name"]:
            last["text"] += output["text"]
            return
        self.list.append(output)
        if isinstance(name, str) and len(self._shown.by_name) < MOST:
            self._shown.by_name.setdefault(name, []).append(output)

    def _update(self, name: str, output: Output, size: int) -> None:
        for earlier in self._shown.by_name.get(name, []):
            self._shown.updated += size
            if self._shown.updated > LARGEST:
                return
            earlier["data"], earlier["metadata"] = output["data"], output["metadata"]

    def fail(self, kind: str, why: str) -> None:
        """Add an error of the grading's own: the cell did not come to its end."""
        self.list.append({"output_type": "error", "ename": kind, "evalue": why, "traceback": [f"{kind}: {why}"]})

    def say(self, text: str) -> None:
        """Add a line of the grading's own."""
        self.list.append({"output_type": "stream", "name": "stdout", "text": f"{text}\n"})


def _checked(raw: Output) -> tuple[Output | None, int]:
    match raw.get("output_type"):
        case "stream":
            text = raw.get("text")
            if not isinstance(text, str):
                return None, 0
            text = _cut(text)
            name = "stderr" if raw.get("name") == "stderr" else "stdout"
            return {"output_type": "stream", "name": name, "text": text}, len(text)
        case "error":
            lines = raw.get("traceback")
            whole = "\n".join(line for line in lines if isinstance(line, str)) if isinstance(lines, list) else ""
            lines = _cut(whole, LONGEST_ERROR).split("\n")
            name, value = (_cut(_text(raw.get(key)), LONGEST_ERROR) for key in ("ename", "evalue"))
            error = {"ename": name, "evalue": value, "traceback": lines}
            return {"output_type": "error"} | error, len(whole) + len(name) + len(value)
        case "display_data" | "execute_result" as kind:
            data = _bundle(raw.get("data"))
            if not data:
                return None, 0
            metadata = raw.get("metadata")
            metadata = _json(metadata) if isinstance(metadata, dict) else {}
            output = {"output_type": kind, "data": data, "metadata": metadata}
            if kind == "execute_result":
                output["execution_count"] = None  # set with the cell's own
            return output, len(json.dumps(output))
    return None, 0


def _bundle(data: Any) -> Output:
    if not isinstance(data, dict):
        return {}
    return {_cut(kind): _json(value) for kind, value in data.items() if isinstance(kind, str) and "/" in kind}


def _json(value: Any, depth: int = 0) -> Any:
    """The value as JSON can hold it; pictures come as base64 text already."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) < 2**63:
            return value
        case float() if math.isfinite(value):
            return value
        case str():
            return _cut(value)
        case bytes():
            return base64.b64encode(value[:LARGEST]).decode()
        case dict() if depth < 20:
            return {_cut(_text(key)): _json(item, depth + 1) for key, item in list(value.items())[:10_000]}
        case list() if depth < 20:
            return [_json(item, depth + 1) for item in value[:10_000]]
    return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _cut(text: str, most: int = LARGEST) -> str:
    text = text.encode(errors="replace").decode()  # half a character cannot be saved
    return text if len(text) <= most else f"{text[:most]}…"

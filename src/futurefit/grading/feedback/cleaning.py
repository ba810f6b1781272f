"""HTML, pictures and text that came with a submission, made harmless for a page that others open.

What is not on a list here is left out: elements, attributes, addresses, properties of style and the functions in them.
So no script runs, nothing is asked of the network, and nothing leaves the box that it is shown in; tables, charts and
cards keep their looks. `nh3` (the HTML parser and sanitiser ammonia) takes the markup apart, `tinycss2` the styles.

Why lists of what may stay, and not of what must go: OWASP, "Cross Site Scripting Prevention Cheat Sheet" and
"XSS Filter Evasion Cheat Sheet".
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nh3
import tinycss2  # type: ignore[import-untyped]
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

from futurefit.grading.feedback._allowed import (
    FUNCTIONS,
    GONE_WITH_CONTENT,
    PROPERTIES,
    PROPERTY_FAMILIES,
    PSEUDO_CLASSES,
    SVG_ATTRIBUTES,
    SVG_TAGS,
    TEXT_ATTRIBUTES,
    TEXT_TAGS,
)

_NAME = re.compile(r"[\w.:-]{1,80}")
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
_OUR_CLASSES = "fb-"  # those of the page itself: what is cleaned cannot dress up as a mark
_BOX = "contain:content;overflow-x:auto"  # a second wall: nothing is drawn outside the box

ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")  # of a terminal


def clean(markup: str) -> str:
    """HTML with everything left out that could run, ask the network, or reach beyond its own box.

    Args:
        markup: HTML from anybody, `<style>` and inline SVG included.

    Returns:
        One `<div>` to put into a page as it is; "" where nothing to see is left. Names (`id`) in it are made its own,
        so that they meet no others on the page.
    """
    # lone surrogates cannot be written to a file
    markup = markup.encode("utf-8", "replace").decode().replace("\0", "")
    box = "x" + hashlib.sha256(markup.encode()).hexdigest()[:10]
    inner = _cleaner(box).clean(markup)
    if not _shows_something(inner):
        return ""
    styles = "".join(f"<style>{css}</style>" for css in _styles_of(markup, box) if css)
    return f'<div class="fb-theirs" id="{box}" style="{_BOX}">{styles}{inner}</div>'


def clean_markdown(source: str, attachments: Mapping[str, Any] | None = None, pictures: Path | None = None) -> str:
    """Markdown as harmless HTML (see `clean`); formulas stay as they were typed.

    Args:
        attachments: of the cell, by name; pictures among them are shown.
        pictures: a folder that the author's own pictures are taken from; never give one for an officer's text.
    """
    renderer = _Renderer(
        escape=False,
        attachments=dict(attachments or {}),
        embed_images=pictures is not None,
        path=str(pictures or ""),
        exclude_anchor_links=True,
    )
    try:
        return clean(MarkdownWithMath(renderer=renderer).render(source))
    except Exception:  # whatever an odd text does to the renderer: it can still be read as it was typed
        return clean_text(source)


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, which takes a picture that is not there for the end of the whole notebook."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        try:
            return str(super().image(text, url, title))
        except InvalidNotebook:
            return html.escape(text)


@pass_context
def markdown_filter(context: Any, source: str) -> str:
    """`clean_markdown` as a filter of nbconvert's templates."""
    return clean_markdown(source, context.get("cell", {}).get("attachments"))


def clean_picture(kind: str, data: str) -> str:
    """A picture of a cell's output as `<img>`, in which an SVG can neither run a script nor ask for anything.

    Args:
        kind: "image/png", "image/jpeg" or "image/svg+xml".
        data: base64, or the text of an SVG.
    """
    if kind == "image/svg+xml":
        content = base64.b64encode(data.encode("utf-8", "replace")).decode()
    else:
        content = "".join(data.split())
        try:
            base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError):
            return ""
    return f'<img alt="Picture drawn by this cell" src="data:{kind};base64,{content}">'


def clean_text(text: str) -> str:
    """Printed text as HTML, without a terminal's colours."""
    plain = ESCAPES.sub("", text).encode("utf-8", "replace").decode().replace("\0", "")
    return f"<pre>{html.escape(plain)}</pre>" if plain.strip() else ""


# ------------------------------------------------------------------------------------------------ markup


def _cleaner(box: str) -> nh3.Cleaner:
    def keep(tag: str, name: str, value: str) -> str | None:
        value = value.strip()
        match name:
            case "id":
                return f"{box}-{value}" if _NAME.fullmatch(value) else None
            case "class":
                return " ".join(word for word in value.split() if not word.startswith(_OUR_CLASSES)) or None
            case "style":
                return _declarations(tinycss2.parse_declaration_list(value), box) or None
            case "href":
                if value.startswith("#") and _NAME.fullmatch(value[1:]):
                    return f"#{box}-{value[1:]}"
                if tag == "image":
                    return value if _PICTURE.fullmatch(value) else None
                return value if tag == "a" and _LINK.match(value) else None
            case "src":
                return value if tag == "img" and _PICTURE.fullmatch(value) else None
            case "type":
                return value if tag in ("ol", "ul", "li") else None
            case "headers":
                return " ".join(f"{box}-{word}" for word in value.split() if _NAME.fullmatch(word))
        if name in SVG_ATTRIBUTES and "(" in value and not name.endswith(("transform", "Transform")):
            return _value(tinycss2.parse_component_value_list(value), box)
        return value

    return nh3.Cleaner(
        tags=TEXT_TAGS | SVG_TAGS,
        clean_content_tags=GONE_WITH_CONTENT,
        attributes=dict.fromkeys(TEXT_TAGS, TEXT_ATTRIBUTES)
        | {tag: SVG_ATTRIBUTES | {"id", "class", "style", "href", "width", "height"} for tag in SVG_TAGS},
        generic_attribute_prefixes={"aria-"},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto", "data"},  # `keep` decides which where
        url_relative="pass_through",
        link_rel="noopener noreferrer",
    )


def _shows_something(inner: str) -> bool:
    return bool(re.search(r"<(?:img|svg|hr)\b", inner) or html.unescape(re.sub(r"<[^>]*>", "", inner)).strip())


# ------------------------------------------------------------------------------------------------ styles


class _StyleTexts(HTMLParser):
    """Collects what stands in `<style>` elements. Read otherwise than by a browser, it is still only text to clean."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "style"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def _styles_of(markup: str, box: str) -> list[str]:
    if "<style" not in markup.lower():
        return []
    parser = _StyleTexts()
    parser.feed(markup)
    parser.close()
    return [_stylesheet(text, box) for text in parser.texts]


def _stylesheet(text: str, box: str) -> str:
    """The rules of a style sheet that may stay, each for the inside of the box only."""
    kept = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":  # at-rules: @import, @font-face, …
            continue
        selectors = _selectors(rule.prelude, box)
        declarations = _declarations(tinycss2.parse_declaration_list(rule.content), box)
        if selectors and declarations:
            kept.append(f"{selectors}{{{declarations}}}")
    return "\n".join(kept)


def _selectors(prelude: list[Any], box: str) -> str:
    """A rule's selectors, each below the box; "" if any of them could mean something outside of it."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    scoped = []
    for selector in selectors:
        try:
            text = _selector(selector, box).strip()
        except RecursionError:
            return ""
        if not text or text[0] in "+~>":
            return ""
        scoped.append(f"#{box} {text}")
    return ",".join(scoped)


def _selector(tokens: Iterable[Any], box: str) -> str:
    out = ""
    for token in tokens:
        match token.type:
            case "hash" if _NAME.fullmatch(token.value):
                out += f"#{box}-{token.value}".replace(".", r"\.").replace(":", r"\:")
            case "ident" if _NAME.fullmatch(token.value) and (not out.endswith(":") or token.value in PSEUDO_CLASSES):
                out += token.serialize()
            case "function" if token.lower_name in PSEUDO_CLASSES and out.endswith(":"):
                inner = _selector(token.arguments, box)
                if not inner:
                    return ""
                out += f"{token.name}({inner})"
            case "literal" if token.value in (".", ":", ">", "+", "~", "*", ","):
                out += token.value
            case "number" | "dimension" if not out.endswith((".", ":")):
                out += token.serialize()
            case "whitespace":
                out += " "
            case _:
                return ""
    return out


def _declarations(declarations: Iterable[Any], box: str) -> str:
    kept = []
    for declaration in declarations:
        if declaration.type != "declaration":
            continue
        name = declaration.lower_name
        family = any(name == each or name.startswith(f"{each}-") for each in PROPERTY_FAMILIES)
        try:
            value = _value(declaration.value, box) if name in PROPERTIES or family else None
        except RecursionError:  # brackets within brackets, thousands deep
            continue
        if value:
            kept.append(f"{name}:{value}{' !important' if declaration.important else ''}")
    return ";".join(kept)


def _value(tokens: Iterable[Any], box: str) -> str | None:
    """The value of a property; None if it asks for anything by address, or holds what has no place in a value."""
    out = ""
    for token in tokens:
        match token.type:
            case "url" if token.value.startswith("#") and _NAME.fullmatch(token.value[1:]):
                out += f"url(#{box}-{token.value[1:]})"
            case "function" if token.lower_name == "url":  # url("#…")
                inner = [each for each in token.arguments if each.type == "string"]
                if len(inner) != 1 or not inner[0].value.startswith("#") or not _NAME.fullmatch(inner[0].value[1:]):
                    return None
                out += f"url(#{box}-{inner[0].value[1:]})"
            case "function" if token.lower_name in FUNCTIONS:
                arguments = _value(token.arguments, box)
                if arguments is None:
                    return None
                out += f"{token.lower_name}({arguments})"
            case "() block":
                inside = _value(token.content, box)
                if inside is None:
                    return None
                out += f"({inside})"
            case "ident" | "number" | "percentage" | "dimension" | "hash" | "whitespace" | "string":
                out += token.serialize()
            case "literal" if token.value in (",", "/", "+", "-", "*"):
                out += token.value
            case "comment":
                out += " "
            case _:
                return None
    # A style sheet ends at "</style", wherever it stands, in a quoted text too.
    return None if "<" in out or "\\" in out else out.strip()

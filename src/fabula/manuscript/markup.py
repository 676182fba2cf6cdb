"""HTML and XHTML as a stream of events with offsets: no tree, no entities but the named ones.

Trees of the usual parsers do not say where in the source a character stood;
this scanner does, and it takes the broken markup of real pages in linear time.
"""

import html
import re
from typing import Protocol

__all__ = ["RAW_ELEMENTS", "MarkupHandler", "attribute_place", "attributes_of", "scan_markup"]

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>"
)
_LOOSE_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>[^>]*+)>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]*+)))?")
# Elements whose content is not markup.
RAW_ELEMENTS = frozenset(("script", "style", "textarea", "title", "xmp"))


class MarkupHandler(Protocol):
    """What takes the events."""

    def start(self, tag: str, rest: str, offset: int, closed: bool) -> None:
        """A start tag: its name in lower case, the source of its attributes, its offset."""
        ...

    def end(self, tag: str) -> None:
        """An end tag."""
        ...

    def text(self, data: str, offset: int) -> None:
        """Characters that stand in the source as they are."""
        ...

    def reference(self, data: str, offset: int, length: int) -> None:
        """Characters that stand in the source as an entity or character reference."""
        ...


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes of a start tag, by lower-case name; the first of two equals wins."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


def attribute_place(rest: str, name: str) -> tuple[int, int]:
    """Where an attribute's value stands in the source of a start tag's attributes; (0, 0) if none.

    The first of two equals counts.
    """
    for match in _ATTRIBUTE.finditer(rest):
        if match[1].lower() == name:
            return next((match.span(n) for n in (2, 3, 4) if match[n] is not None), (0, 0))
    return 0, 0


def scan_markup(source: str, handler: MarkupHandler, *, raw: frozenset[str] = RAW_ELEMENTS) -> None:
    """Send the tags and characters of an HTML or XHTML source to the handler.

    ``raw`` names the elements whose content is not markup.
    """
    at, length = 0, len(source)
    last_close = source.rfind(">")
    pattern = _TAG
    while at < length:
        opening = source.find("<", at)
        if opening < 0:
            opening = length
        if opening > at:
            _send_text(source, at, opening, handler)
        if opening >= length:
            return
        at = opening
        following = source[at + 1 : at + 2]
        if following in ("!", "?"):
            at = _skip_declaration(source, at, handler)
            continue
        if at > last_close:
            _send_text(source, at, length, handler)
            return
        match = pattern.match(source, at)
        if (
            match is None
            and pattern is _TAG
            and following
            and (following.isalpha() or following == "/")
        ):
            # An unclosed quotation mark: from here on, tags end at the first ">".
            pattern = _LOOSE_TAG
            match = pattern.match(source, at)
        if match is None:
            handler.text("<", at)
            at += 1
            continue
        at = match.end()
        name = match["name"].lower()
        if match["close"]:
            handler.end(name)
            continue
        closed = match["rest"].endswith("/")
        handler.start(name, match["rest"], match.start(), closed)
        if name in raw and not closed:
            at = _send_raw(source, at, name, handler)


def _skip_declaration(source: str, at: int, handler: MarkupHandler) -> int:
    """Pass over a comment, a declaration or an instruction; CDATA is text."""
    if source.startswith("<!--", at):
        close = source.find("-->", at + 4)
        return len(source) if close < 0 else close + 3
    if source.startswith("<![CDATA[", at):
        close = source.find("]]>", at + 9)
        end = len(source) if close < 0 else close
        if end > at + 9:
            handler.text(source[at + 9 : end], at + 9)
        return len(source) if close < 0 else close + 3
    close = source.find(">", at)
    subset = source.find("[", at, close) if close > 0 else -1
    if subset > 0 and source[at + 2 : at + 9].lower() == "doctype":
        inner = source.find("]", subset)
        close = source.find(">", inner) if inner > 0 else -1
    return len(source) if close < 0 else close + 1


def _send_raw(source: str, at: int, name: str, handler: MarkupHandler) -> int:
    closing = re.compile(rf"</{name}\s*+>", re.IGNORECASE).search(source, at)
    end = closing.start() if closing else len(source)
    _send_text(source, at, end, handler)
    handler.end(name)
    return closing.end() if closing else len(source)


def _send_text(source: str, at: int, end: int, handler: MarkupHandler) -> None:
    if source.find("&", at, end) >= 0:
        for match in _REFERENCE.finditer(source, at, end):
            meaning = html.unescape(match[0])
            if meaning == match[0]:
                continue
            if match.start() > at:
                handler.text(source[at : match.start()], at)
            handler.reference(meaning, match.start(), match.end() - match.start())
            at = match.end()
    if end > at:
        handler.text(source[at:end], at)

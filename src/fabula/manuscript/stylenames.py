"""What a paragraph style is for, by its name: writers and templates make their own."""

import re
from typing import Literal, NamedTuple

__all__ = ["Kind", "kind_of_name"]


class Kind(NamedTuple):
    """What a paragraph style is for; ``level`` is a heading's depth from 1.

    ``guessed``: only the name or the look says so; then a paragraph that is too long
    for a heading is none.
    """

    what: Literal["paragraph", "heading", "title", "contents", "rule"] = "paragraph"
    level: int = 0
    guessed: bool = False


# The built-in headings of Word, LibreOffice and Pages, in the languages in which old
# programs wrote their names into the file.
_BUILT_IN = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|"
    r"заголовок|naslov|başlık|címsor) ?([1-9])"
)
_TITLES = frozenset(
    ("title", "subtitle", "book title", "book subtitle", "document title")
)  # fmt: skip
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures|contents (?:\d|heading)")
_RULE = re.compile(r"horizontal (?:line|rule)")
# Templates for novels: "Chapter Title", "CSP - Chapter Title", "Chapter #", "ChapterHead".
_CHAPTER = re.compile(
    r"(?:chap(?:ter)?|prologue|epilogue|section|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk)"
    r"(?: ?(?:headings?|heads?|hd|titles?|names?|numbers?|no\.?|num|#|label|opener|start|ttl|"
    r"überschrift|titel|titre|\d))*"
)
_PART = re.compile(
    r"(?:part|book|volume)(?: ?(?:headings?|heads?|titles?|names?|numbers?|no\.?|#))+"
)
_HEADING = re.compile(
    r"(?:headings?|headline|header text|überschrift|kop|rubrik|titre|head ?[1-3]?)"
)
_NOISE = re.compile(
    r"[_\-–—:,.()/]+|^\s*\d{1,3}\b|\b(?:my|the|new|custom|style|novel|csp|mso?|ct|cn)\b",
    re.IGNORECASE,
)
# As typesetters and pages call them: chapter title, chapter number; "h1" of a page.
_CODES = frozenset(("ct", "cn", "chn", "cht"))
_SHORT_LEVEL = re.compile(r"h([1-6])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z0-9#])")
_HEADING_LEVEL, _PART_LEVEL = 2, 1


def kind_of_name(name: str) -> Kind:
    """What the style is for, by its name; "Chapter Title" is a heading, "Chapter Text" is not."""
    plain = name.replace("_20_", " ").casefold().strip()
    built_in = _BUILT_IN.fullmatch(plain)
    if built_in:
        return Kind("heading", int(built_in[1]))
    if plain in _TITLES:
        return Kind("title")
    if _CONTENTS.match(plain):
        return Kind("contents")
    if _RULE.fullmatch(plain):
        return Kind("rule")
    short = _SHORT_LEVEL.fullmatch(plain)
    if short:
        return Kind("heading", int(short[1]), guessed=True)
    if plain in _CODES:
        return Kind("heading", _HEADING_LEVEL, guessed=True)
    words = _CAMEL.sub(" ", name.replace("_20_", " ")).replace("_", " ")
    words = " ".join(_NOISE.sub(" ", words).casefold().split())
    if _PART.fullmatch(words):
        return Kind("heading", _PART_LEVEL, guessed=True)
    if _CHAPTER.fullmatch(words) or _HEADING.fullmatch(words):
        return Kind("heading", _HEADING_LEVEL, guessed=True)
    return Kind()

"""The large letter that opens a chapter: as an image with a text, as a span, as a paragraph."""

import re
from collections.abc import Mapping

__all__ = ["LETTER", "QUOTES", "image_letter", "is_cut_off", "is_drop_cap", "is_own_word"]

# What describes the image of a letter, before the letter itself.
_DESCRIBED = (
    r"(?:(?:an?|the|large|big|drop(?:ped)?|cap(?:ital)?|dropcap|initial|letter|illuminated|"
    r"illustrated|decorat(?:ed|ive)|ornament(?:al|ed)|ornate|fancy|versal)[\s:,-]+)*+"
)
QUOTES = "\"'“‘«„"
LETTER = re.compile(rf"[{QUOTES}]?\s?[^\W\d_]\.?|[{QUOTES}]")
_QUOTED_ALT = re.compile(rf"\s*{_DESCRIBED}[\"'“‘](?P<letter>[^\W\d_])[\"'”’]\s*", re.IGNORECASE)
_ALT = re.compile(rf"\s*{_DESCRIBED}(?P<letter>[{QUOTES}]?[^\W\d_])\s*", re.IGNORECASE)
_WORD_ALT = re.compile(rf"\s*(?P<letter>[{QUOTES}]?[^\W\d_]{{2,12}})\s*")
# Consonants that begin English words together (R. Harms, "The internal structure of the
# syllable in English", 1968, and the silent ones of spelling).
_ONSET = re.compile(
    r"(?:bl|br|chr?|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kl|kn|kr|ph|phr|pl|pr|ps|rh|sch|scr?|shr?|sk|sl|"
    r"sm|sn|sph?|spl|spr|squ|str?|sw|th|thr|tr|tw|wh|wr|[b-df-hj-np-tv-z])?[aeiouy]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:drop-?_?caps?|dropped|drop-?letter|lettrine|letrine|letra|versal|"
    r"initial(?:-?(?:letter|cap))?|ini?tcap|first-?letter|big-?letter|raised-?cap|illuminated)"
    r"(?:$|[\s\d_-])",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"float\s*:\s*left|font-size\s*:\s*(?:[2-9](?:\.\d+)?em|[2-9]\d\d%)")


def is_drop_cap(attributes: Mapping[str, str]) -> bool:
    """Whether an element is marked as a drop cap: by its class, or by floating and its size."""
    return bool(
        _CLASS.search(attributes.get("class", ""))
        or "dropcap" in attributes.get("class", "").casefold()
        or _FLOAT.search(attributes.get("style", ""))
    )


def image_letter(alt: str, *, marked: bool) -> tuple[int, int] | None:
    """Where in an image's text the letter stands that the image shows, or None.

    ``marked``: the page calls the image a drop cap; then it may show a whole word.
    """
    match = None
    if len(alt) < 80:
        match = _QUOTED_ALT.fullmatch(alt) or _ALT.fullmatch(alt)
    if match is None and marked and len(alt) < 20:
        match = _WORD_ALT.fullmatch(alt)
    return match.span("letter") if match else None


def is_cut_off(letter: str, following: str) -> bool:
    """Whether white space has cut a first letter off its word: no word itself, and one with it."""
    word = _WORD.match(following)
    letter = letter.lstrip(QUOTES).strip()
    if word is None or letter in ("", "A", "I", "O") or not letter.isupper():
        return False
    return word[0].islower() and bool(_ONSET.match(letter + word[0]))


def is_own_word(letter: str, following: str) -> bool:
    """Whether a large letter is a word of its own before what follows it.

    ``A``, ``I`` and ``O`` may be one, unless what follows cannot begin a word.
    """
    word = _WORD.match(following)
    if word is None:
        return True
    if letter.lstrip(QUOTES).upper() not in ("A", "I", "O", ""):
        return False
    return bool(_ONSET.match(word[0])) and word[0] != "n"

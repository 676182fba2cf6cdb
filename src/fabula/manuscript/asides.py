"""What a word processor puts among the words that is no word: note numbers, letters as pictures."""

import re

from fabula.manuscript.dropcaps import image_letter

__all__ = ["initial_of", "is_note_number", "is_ornament"]

_NOTE = re.compile(r"[\[(]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[\])]?|[*†‡§]{1,3}")
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+\Z")
# Raised figures after these are powers: km2, E = mc2.
_POWERS = frozenset("mm cm dm km ft in yd mi mc sq ha kg cc".split())
_ORNAMENT = re.compile(
    r"\b(?:(?:scene|section|thought)[\s_-]?break|ornament(?:al)?|divider|separator|fleuron|dinkus|"
    r"asterism|flourish|horizontal (?:line|rule))\b|^[\s*#~•-]+$",
    re.IGNORECASE,
)


def is_note_number(text: str, before: str) -> bool:
    """Whether raised text after ``before`` is the number of a note, rather than a power."""
    if not _NOTE.fullmatch(text.strip()):
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word[0]
    return len(last) > 1 and last.casefold() not in _POWERS and not any(c.isdigit() for c in last)


def initial_of(description: str) -> str:
    """The letter that a picture or a box shows ("T", "Drop cap T"), or nothing."""
    place = image_letter(description, marked=False)
    letter = description[place[0] : place[1]] if place else ""
    return letter if letter[-1:].isupper() else ""


def is_ornament(description: str) -> bool:
    """Whether a picture's description says that it breaks a scene."""
    return len(description) < 80 and bool(_ORNAMENT.search(description))

"""How far a form that no dictionary has is believed to be a slip for a word that one has.

An error needs a clear candidate: near, everyday, and no other as near. A short form is a slip of
the commonest words or none: *tak* and *mone* are as likely a name or another tongue. Measured
on misspellings of drafts, and on unlisted words of edited novels and scenes that are none.
"""

import re
from collections.abc import Sequence
from typing import Literal

from fabula.checks.spelling.lexicon import Suggestion, lexicon

__all__ = ["Belief", "belief", "is_broken_off"]

Belief = Literal["sure", "likely", "none"]

_SHORT, _MIDDLING, _LONG = 4, 5, 9
_SURE_FAR = 7
"""Letters above which two slips that leave the consonants as they are make no other word."""
_NEAR = {"shortest": 5.0, "short": 6.0, "middling": 8.5, "long": 10.0}
_LIKELY = 11.0
"""Nats of a slip below which it is believed, by the length of the form; and to be asked."""

_APART = 0.7
"""Nats by which the best candidate must be ahead of the next, unless it is a plain slip."""

_EVERYDAY, _VERY_COMMON = 35, 20

_BREAK = re.compile(r"[—–…]|--|-(?=[\"”’'\s]|$)|\.\.\.|\. \.")
_RESUMES = re.compile(r"(?:[—–…]|--|\.\.\.|\. \.|(?<=[\"“‘]-))\s?$")


def belief(form: str, found: Sequence[Suggestion], *, spoken: bool = False) -> Belief:
    """Whether an unlisted lower-case form is a slip for the first of what was found.

    ``spoken``: in a speech, where a short one may be a name called, or another tongue.
    """
    if not found:
        return "none"
    best, plain = found[0], lexicon().is_plain_slip(form, found[0].word)
    if "'" in best.word or " " in best.word:
        return "sure"
    if len(form) < _SHORT:
        return "sure" if best.nats < _NEAR["shortest"] else "none"
    if len(form) == _SHORT:
        near = _NEAR["short"] if plain else _NEAR["shortest"]
        return "sure" if best.size <= _VERY_COMMON and best.nats < near else "none"
    if best.size > _EVERYDAY:
        return "likely" if plain and len(form) > _MIDDLING else "none"
    if spoken and not plain and len(form) <= _MIDDLING:
        return "none"
    ahead = plain or len(found) == 1 or found[1].nats - best.nats >= _APART
    near = _NEAR["middling" if len(form) == _MIDDLING else "long"]
    if best.nats < near and ahead and (best.distance == 1 or plain or len(form) > _SURE_FAR):
        return "sure"
    alone = len(found) == 1 and best.distance == 1 and len(form) >= _LONG
    asked = (best.nats < _LIKELY or alone) and len(form) > _MIDDLING and not spoken
    return "likely" if asked else "none"


def is_broken_off(text: str, start: int, end: int) -> bool:
    """Whether a form stands right at a dash or dots where a speaker breaks off, or goes on."""
    if _BREAK.match(text, end):
        return True
    return _RESUMES.search(text, max(0, start - 5), start) is not None

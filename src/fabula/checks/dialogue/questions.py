"""Speeches that ask, by their words: they take a question mark before their tag."""

import re

from fabula.checks.dialogue.quoted import BLANK, EMPHASIS, Quoted
from fabula.english.function_words import (
    FINITE_AUXILIARIES,
    QUESTION_OPENERS,
    QUESTION_WORDS,
)
from fabula.english.tables import alternation
from fabula.quotations.tags import Tag

__all__ = ["is_asked", "mark_of"]

_ASKING = re.compile(
    rf"(?:{alternation(word.capitalize() for word in QUESTION_OPENERS)})\s[^.?!,;:—]+,$"
)
_SUBJECT = r"(?:I|you|he|she|it|we|they|this|that|there|(?:the|your|his|her|my|their|our)\s+\w+)"
_AUXILIARY = rf"(?:(?:{alternation(FINITE_AUXILIARIES)})(?:n['’]t)?|can|could|will|would|should)"
_OPENS = rf"(?:{alternation(word.capitalize() for word in FINITE_AUXILIARIES)})(?:n['’]t)?"
_WHO = rf"(?:{alternation(word.capitalize() for word in QUESTION_WORDS)})"
_INVERTED = re.compile(
    rf"(?:{_WHO}\s+(?:[a-z]+\s+){{0,2}}?{_AUXILIARY}\s+{_SUBJECT}\b|"
    r"(?:Who|What|Where)['’]s\s+(?:there|that|this|it|the|wrong)\b|"
    r"(?:What|Who)\s+(?:happened|did)\b|"
    rf"(?!Have\b|Don['’]t\s+you\b){_OPENS}\s+{_SUBJECT}\b|"
    r"For\s+(?:what|which)\s|Which\s+\w+$)[^.?!;:—…]*"
)
"""The order of a question: a question word and an inverted verb, or an inverted verb."""

_TOLD = re.compile(
    r"(?:(?:So|And|But|Then)\s)?(?:You|He|She|It|They|We|That|This|There)(?:['’][a-z]{1,3})?\s"
    r"[^.?!;:—…]+,$"
)
"""The order of a statement about somebody, which "he asked" makes a question: *You saw him*."""

_LAST = re.compile(r"[^.?!…]*$")
_MAY_ASK = re.compile(
    rf"\s*(?:{_WHO}|{_OPENS}|(?i:with|of|to|for|from|by)\s+(?:who|whom|what|which))\b"
)
_PLAIN, _LIKELY = 0.9, 0.8


def is_asked(text: str, quote: Quoted, tag: Tag) -> bool:
    """Whether a speech that ends in a comma before its tag is a question, by the verb of the tag
    or the order of its words; it begins its paragraph, or follows a whole sentence."""
    led = text[quote.before : quote.start].rstrip(BLANK + EMPHASIS)
    begins = quote.leads or not led or led[-1] in ".!?"
    return begins and (_asks(text, quote, tag) or _inverted(text, quote))


def mark_of(speech: str) -> tuple[str, float]:
    """The mark for a speech that lacks its own before a tag, and how sure that is: a comma, but
    for what has the order of a question (*How is it*), or may be one (*With who*)."""
    last = _LAST.search(speech)
    sentence = (last[0] if last else speech).strip()
    if _INVERTED.fullmatch(sentence):
        return "?", _LIKELY
    return ",", _LIKELY if _MAY_ASK.match(sentence) else _PLAIN


def _inverted(text: str, quote: Quoted) -> bool:
    """Whether a speech of one sentence has the order of a question, and no request's or oath's."""
    if text[quote.end : quote.after].rstrip(BLANK)[-1:] == ",":
        return False  # the sentence goes on after the tag
    return _INVERTED.fullmatch(text[quote.start + 1 : quote.inner - 1]) is not None


def _asks(text: str, quote: Quoted, tag: Tag) -> bool:
    """Whether a whole question ends in a comma before "he asked"."""
    verb = text[slice(*tag.verb)].lower()
    if not verb.startswith(("ask", "inquire", "enquire")) or (
        text[quote.end : quote.after].rstrip(BLANK)[-1:] == ","
    ):
        return False
    speech = text[quote.start + 1 : quote.inner]
    return (_ASKING.fullmatch(speech) or _TOLD.fullmatch(speech)) is not None

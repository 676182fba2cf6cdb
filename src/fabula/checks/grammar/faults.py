"""Which fault an edit tag of the reading amounts to at a word."""

from typing import Literal

from fabula.english.inflection import AUXILIARY_OF, TENSE_OF
from fabula.language.reading import Reading

__all__ = ["Fault", "fault_of"]

Fault = Literal[
    "agreement",
    "verb-form",
    "tense",
    "number",
    "wrong-word",
    "word-form",
    "typo",
    "misspelling",
    "missing-word",
    "missing-noun",
    "superfluous",
    "possessive",
    "comma-splice",
    "run-on",
    "comma",
    "case",
    "stop",
]
"""What is wrong; one check may speak of several. ``misspelling`` is a typing error whose right
word is plain, ``run-on`` two sentences without a stop between them."""


_NUMBERED = frozenset("this these that those much many less fewer".split())
_MODALS = frozenset("would will could can".split())


def fault_of(reading: Reading, i: int, tag: str) -> Fault | None:
    """The fault that an edit tag amounts to at this word; None for those left to other checks."""
    kind, _, wanted = tag.partition(":")
    if kind == "form":
        return _form_fault(reading, i, wanted)
    if kind == "word":
        return _word_fault(reading.words[i].lower(), wanted)
    if kind == "alike":
        return "wrong-word"
    if kind == "insert-before":
        return "missing-noun" if wanted in ("noun", "verb") else "missing-word"
    return _PLAIN.get(tag)


_PLAIN: dict[str, Fault] = {
    "confused": "wrong-word",
    "split": "wrong-word",
    "join": "wrong-word",
    "spell": "typo",
    "delete": "superfluous",
    "possessive": "possessive",
    "plural-not-possessive": "possessive",
    "apostrophe": "possessive",
    "comma-to-stop": "comma-splice",
    "stop:insert": "run-on",
    "comma:insert": "comma",
    "comma:delete": "comma",
    "case:lower": "case",
    "case:upper": "case",
    "stop-to-question": "stop",
    "question-to-stop": "stop",
}


def _form_fault(reading: Reading, i: int, wanted: str) -> Fault:
    here = "VB" if reading.words[i].lower() == reading.lemmas[i].lower() else reading.xpos[i]
    if wanted in ("NN", "NNS"):
        return "number"
    if wanted in ("RB", "JJ", "JJR", "JJS"):
        return "word-form"
    if wanted in ("VBZ", "VBP"):
        return "tense" if here in ("VBD", "VBN") else "agreement"
    if wanted == "VBD" and here in ("VBZ", "VBP"):
        return "tense"
    return "verb-form"


def _word_fault(here: str, wanted: str) -> Fault:
    if (
        wanted in AUXILIARY_OF
        and here in AUXILIARY_OF
        and AUXILIARY_OF[here] == AUXILIARY_OF[wanted]
    ):
        return "agreement" if TENSE_OF[here] == TENSE_OF[wanted] else "tense"
    if wanted in _MODALS and here in _MODALS:
        return "tense"
    if wanted in _NUMBERED and here in _NUMBERED:
        return "number"
    return "wrong-word"

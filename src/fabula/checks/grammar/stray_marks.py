"""Commas and semicolons that part what belongs together, told by the words beside them.

A comma between a subject with its relative clause and the verb (*the boy who had broken the vase,
was*), before the clause that somebody knew (*he knew, that he*), after a conjunction that nothing
follows but its clause (*and, the lacquer.*), between an adjective and its noun (*thin blue,
pieces*), and a semicolon before a phrase (*in the year; of the quake*). Older books put their
commas so by right. Source: The Chicago Manual of Style, 17th ed., 6.22-6.27 and 6.56.
"""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.tables import alternation
from fabula.english.wordings import (
    KNEW_THAT,
    OPENERS_OF_A_SUBJECT,
    OWNED_OBJECTS,
    THAT_CLAUSE_OPENERS,
    VERBS_AFTER_A_SUBJECT,
)
from fabula.language.reading import Reading

__all__ = ["stray_commas_of_trees", "stray_marks"]

_START = r"(?:^|(?<=[.!?]\s)|(?<=[.!?][\"”’]\s)|(?<=[\"“‘]))"
_SUBJECT = rf"(?:{alternation(THAT_CLAUSE_OPENERS)})"
_OWNED = rf"(?:{alternation(OWNED_OBJECTS)})"
_OPENED = rf"(?:{alternation(OPENERS_OF_A_SUBJECT)})"


def _nothing(_: re.Match[str]) -> str:
    return ""


@cache
def stray_marks() -> tuple[UsageRule, ...]:
    """The rules: each takes away the mark of its group ``v``."""
    message = "This comma separates what belongs together."
    verbs = f"(?:{alternation(VERBS_AFTER_A_SUBJECT)})"
    return (
        UsageRule(
            (" who ", " that ", " which ", " whose "),
            re.compile(
                rf"{_START}{_OPENED}(?:\s+(?!{verbs}\b)[a-z]+){{0,3}}?\s+(?:who|that|which|whose)\s+"
                rf"(?!is\b|was\b(?!\s+[a-z]+ing))[A-Za-z'’]+\s+(?:(?!{verbs}\b)[A-Za-z'’]+\s+){{0,7}}"
                rf"[A-Za-z'’]+(?P<v>,)\s+{verbs}\b(?!,|\s+(?:it|he|she|they|I|we|you|there)\b)"
            ),
            _nothing,
            message,
            newer=True,
        ),
        UsageRule(
            ", that ",
            re.compile(
                rf"{_START}[^,;:.!?\"“”—–()]{{0,40}}\b(?:{alternation(KNEW_THAT)})(?P<v>,)\s+that\s+{_SUBJECT}\s+"
                r"[a-z]"
            ),
            _nothing,
            message,
            newer=True,
        ),
        UsageRule(
            ("nd, ", "ut, "),
            re.compile(rf"\b(?:[Aa]nd|[Bb]ut)(?P<v>,)\s+{_OWNED}\s+[^,;:—–()\"“”]{{2,60}}[.!?]"),
            _nothing,
            message,
            newer=True,
        ),
        UsageRule(
            ("; of ", "; than ", "; into "),
            re.compile(
                rf"{_START}(?:(?!\bof\b)[^;:.!?]){{4,160}}[a-z](?P<v>;)\s+(?:of|than|into)\s+{_OWNED}\s+[^;.!?]*[.!?]"
            ),
            _nothing,
            "This semicolon separates what belongs together.",
            newer=True,
        ),
    )


def stray_commas_of_trees(reading: Reading) -> Iterator[int]:
    """The commas, as tokens, that stand alone between an adjective and the noun it belongs to."""
    words, xpos, heads = reading.words, reading.xpos, reading.tokens.head
    comma = reading.labels.xpos.index(",") if "," in reading.labels.xpos else -1
    for i in np.flatnonzero(reading.tokens.xpos == comma).tolist():
        if not 0 < i < len(words) - 1 or words[i] != ",":
            continue
        if xpos[i - 1] != "JJ" or xpos[i + 1] not in ("NN", "NNS"):
            continue
        own = int(heads[i - 1]) == i + 1 and reading.deprels[i - 1] == "amod"
        two = (
            xpos[i - 2] == "JJ" and xpos[i + 1] == "NNS" and xpos[i + 2 : i + 3] in ([","], (",",))
        )
        if two or (own and xpos[i - 2] in _BEFORE_AN_ADJECTIVE):
            yield i


_BEFORE_AN_ADJECTIVE = frozenset("DT JJ PRP$ CD RB CC".split())

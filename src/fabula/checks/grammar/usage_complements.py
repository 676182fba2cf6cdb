"""What a verb is followed by: *enjoyed to cook*, *asked him lowering the rent*, *capable to read*.

Sources: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), 14.5; Garner's
Modern English Usage (2022), at the verbs.
"""

import re
from functools import cache

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.tables import alternation
from fabula.english.verb_pairs import NO_NOUNS
from fabula.english.wordings import (
    GERUND_AFTER,
    LOOKED_FORWARD_TO,
    OWNED_OBJECTS,
    PLAIN_AFTER_TO,
    TAKE_A_GERUND,
    TAKE_OBJECT_AND_TO,
)
from fabula.language.inflection import IRREGULAR_VERBS, inflect

__all__ = ["complement_rules", "plain_of"]

_OBJECT = r"(?:him|me|us|them|her|you)"
_WHAT = rf"(?:{alternation(OWNED_OBJECTS)})"
_COMMON = 60
_MESSAGE = "“{v}” is the wrong form of the verb here: “{w}”."
_TO_VERB = r"(?P<v>to\s+(?P<k>[a-z]{2,}))\b(?!['’-])"


@cache
def _plain() -> frozenset[str]:
    return frozenset(IRREGULAR_VERBS) | frozenset(NO_NOUNS) | PLAIN_AFTER_TO


@cache
def plain_of(gerund: str) -> str:
    """The plain form of a common verb in -ing; empty where it is none, or a noun as well."""
    bare = gerund[:-3]
    forms = (bare, bare + "e", bare[:-1] if bare[-2:-1] == bare[-1:] else "")
    known = (form for form in forms if len(form) > 1 and inflect(form, "VBG") == gerund)
    return next((form for form in known if lexicon().listed(form, _COMMON)), "")


def _gerund(match: re.Match[str]) -> str:
    return inflect(match["k"], "VBG") if match["k"] in _plain() else match["v"]


def _of_gerund(match: re.Match[str]) -> str:
    if match["k"] not in _plain():
        return match["v"]
    return f"{GERUND_AFTER[match['h'].lower()]} {inflect(match['k'], 'VBG')}"


def _from_gerund(match: re.Match[str]) -> str:
    return f"from {inflect(match['k'], 'VBG')}" if match["k"] in _plain() else match["v"]


def _to_plain(match: re.Match[str]) -> str:
    plain = plain_of(match["v"])
    return f"to {plain}" if plain else match["v"]


def _in_ing() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            " to ",
            re.compile(
                r"(?<!was )(?<!were )(?<!is )(?<!been )(?<!be )"
                rf"\b(?i:{alternation(TAKE_A_GERUND)})\s+{_TO_VERB}"
            ),
            _gerund,
            _MESSAGE,
        ),
        UsageRule(
            " to ",
            re.compile(
                rf"(?:\b(?i:feel|feels|felt|feeling)\s+like|\b(?i:look|looks|looked|looking)\s+forward\s+to"
                rf"(?=\s+to\b)|\b(?i:instead\s+of|without|can['’]t\s+help|couldn['’]t\s+help))\s+{_TO_VERB}"
            ),
            _gerund,
            _MESSAGE,
        ),
        UsageRule(
            "forward to ",
            re.compile(
                r"\b(?i:look|looks|looked|looking)\s+forward\s+to\s+"
                rf"(?P<v>(?P<k>{alternation(LOOKED_FORWARD_TO)}))\s+"
                rf"(?:{alternation(OWNED_OBJECTS)}|you|from|home|with|there|back|what|how)\b"
            ),
            _gerund,
            _MESSAGE,
        ),
        UsageRule(
            " mind to ",
            re.compile(
                r"\b(?:(?i:would|do|did|does|don['’]t|didn['’]t|wouldn['’]t|doesn['’]t)(?:\s+(?:you|he|she|they))?"
                rf"|never|not)\s+mind\s+{_TO_VERB}"
            ),
            _gerund,
            _MESSAGE,
        ),
    )


def _with_preposition() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            " to ",
            re.compile(rf"\b(?P<h>(?i:{alternation(sorted(GERUND_AFTER))}))\s+{_TO_VERB}"),
            _of_gerund,
            _MESSAGE,
        ),
        UsageRule(
            "prevent",
            re.compile(rf"\b(?i:prevent(?:s|ed|ing)?)\s+{_OBJECT}\s+{_TO_VERB}"),
            _from_gerund,
            _MESSAGE,
        ),
        UsageRule(
            "ing ",
            re.compile(
                rf"\b(?i:{alternation(TAKE_OBJECT_AND_TO)})\s+{_OBJECT}\s+(?P<v>[a-z]{{2,}}ing)\s+{_WHAT}\b"
            ),
            _to_plain,
            _MESSAGE,
        ),
    )


def complement_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    return (*_in_ing(), *_with_preposition())

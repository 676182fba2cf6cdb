"""Usage that a clause gives away: *somebody who have*, *people which*, *didn't say nothing*.

Relative words and the verbs after them, two denials of one thing, time that owns what follows
(*ten minutes' air*), and plurals written as owners (*the Harcourt's have*). Sources: Huddleston and
Pullum, The Cambridge Grammar of the English Language (2002), 9.3 and 12.3; Garner's Modern English
Usage (2022).
"""

import re

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.function_words import AUXILIARIES_OF_QUESTIONS
from fabula.english.numbers import TEENS, TENS, UNITS
from fabula.english.tables import alternation
from fabula.english.usage import (
    AFTER_WHO,
    DENIED_ONE_THING,
    DONE_AFTER_OF,
    NEVER_THINGS,
    NO_ONE_OF_A_KIND,
    OWNED_BY_TIME,
)
from fabula.language.inflection import match_case

__all__ = ["clause_rules"]

_ONE = r"(?:some|any|every|no)(?:one|body)"
_SINGULAR = {"have": "has", "are": "is", "do": "does", "were": "was", "don": "doesn"}
_ANY = {
    "nothing": "anything", "nobody": "anybody", "nowhere": "anywhere", "none": "any", "no": "any",
}  # fmt: skip
_AUXILIARY = alternation(("had", *AUXILIARIES_OF_QUESTIONS))
_FINITE = rf"{_AUXILIARY}|don['’]t|live|lived|come|came|go|went|know|knew"
_TIME = r"(?:seconds|minutes|hours|days|nights|weeks|months|years)"
_COUNT = rf"(?:{alternation((*UNITS[1:], *TEENS, *TENS))}|a\s+few|several|\d+)"
_DENIED = r"\b(?:did|does|do|would|had|has|have|were|ca)n['’]t"


def _singular(match: re.Match[str]) -> str:
    return _SINGULAR[match["v"]]


def _who(match: re.Match[str]) -> str:
    return match_case("who", match["v"])


def _any_of(match: re.Match[str]) -> str:
    return "anyone" if match["v"].endswith("one") and " " in match["v"] else _ANY[match["v"]]


def _owned(match: re.Match[str]) -> str:
    return match["v"] + ("’" if "’" in match.string else "'")


def _plural(match: re.Match[str]) -> str:
    return match["k"] + "s"


def _have(_: re.Match[str]) -> str:
    return "have"


def _of_who() -> tuple[UsageRule, ...]:
    agrees = "The verb after “who” goes with one person: “{w}”."
    return (
        UsageRule(
            ("one who ", "body who ", "one that ", "body that "),
            re.compile(
                rf"\b{_ONE}\s+(?:who|that)\s+(?P<v>have|are|were|do)\b(?!\s+(?:I|you|we|they)\b)",
                re.IGNORECASE,
            ),
            _singular,
            agrees,
            None,
        ),
        UsageRule(
            (" who have ", " who are ", " who do ", " who don"),
            re.compile(
                r"(?<!and )\b(?:an?|every|each)\s+"
                rf"(?!(?:{alternation(NO_ONE_OF_A_KIND)})\b)[a-z]+\s+who\s+(?P<v>have|are|do|don(?=['’]t))\b"
                r"(?!\s+(?:I|you|we|they)\b)"
            ),
            _singular,
            agrees,
        ),
        UsageRule(
            " which ",
            re.compile(
                rf"\b(?:{alternation(NEVER_THINGS)})\s+(?P<v>which)\s+"
                rf"(?!of\b|way\b|one\b)(?:{_FINITE}|[a-z]{{3,}}ed)\b",
                re.IGNORECASE,
            ),
            _who,
            "Of people one says “who”.",
        ),
        UsageRule(
            ", whom ",
            re.compile(
                rf"(?<=[a-z], )(?P<v>whom)\s+(?:{_AUXILIARY})\s+"
                rf"(?!(?:{alternation(AFTER_WHO)})\b)[a-z]"
            ),
            _who,
            "Who does something is “who”, not “whom”.",
        ),
    )


def _denied_twice() -> tuple[UsageRule, ...]:
    message = "Two denials of one thing: “{w}”?"
    words = r"(?P<v>nothing|nobody|no\s+one|nowhere)"
    return (
        UsageRule(
            ("n't ", "n’t "),
            re.compile(
                rf"{_DENIED}\s+(?:{alternation(DENIED_ONE_THING)})\s+{words}\b"
                r"(?!\s+(?:but|except|short)\b)"
            ),
            _any_of,
            message,
        ),
        UsageRule(
            ("n't ", "n’t "),
            re.compile(
                r"\b(?:ca|could|did|does|do|would|wo)n['’]t\s+[a-z]+\s+(?P<v>no)\s+"
                r"(?:[a-z]+er|more|further|better|worse)\b(?=[.,;!?]|\s+than\b)"
            ),
            _any_of,
            message,
        ),
    )


def _of_owners() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            tuple(f"{unit}s " for unit in _TIME[3:-1].removesuffix("s").split("s|")),
            re.compile(
                rf"\b{_COUNT}\s+(?P<v>{_TIME})\s+(?:{alternation(OWNED_BY_TIME)})\b(?!['’-])"
            ),
            _owned,
            "The time owns what follows: “{w}”.",
        ),
        UsageRule(
            ("'s have", "’s have", "'s are", "’s are", "'s were", "’s were", "'s both", "’s both"),
            re.compile(
                r"\b[Tt]he\s+(?P<v>(?P<k>[A-Z][a-z]+[^\Ws])['’]s)\s+(?:have|are|were|both|don['’]t|haven['’]t|"
                r"aren['’]t|weren['’]t)\b(?!-)"
            ),
            _plural,
            "A plural of a name has no apostrophe: “{w}”.",
            None,
        ),
        UsageRule(
            " to of ",
            re.compile(rf"\bto\s+(?P<v>of)\s+(?:{alternation(DONE_AFTER_OF)}|[a-z]{{2,}}ed)\b"),
            _have,
            "“{v}” should be “have” here.",
            None,
        ),
    )


def clause_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    return (*_of_who(), *_denied_twice(), *_of_owners())

"""Number that its neighbour gives away: *too much tents*, *that eyes*, *the wolfs*, *many advice*.

Sources: Huddleston and Pullum, The Cambridge Grammar of the English Language (2002), 5.3 and 5.7;
Garner's Modern English Usage (2022), at "plurals" and "count nouns and mass nouns".
"""

import re

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.numbers import TEENS, TENS, UNITS
from fabula.english.tables import alternation
from fabula.english.usage import COMPARED
from fabula.english.wordings import (
    IRREGULAR_MADE_REGULAR,
    NOT_COUNTED,
    PLURALS_OF_COUNT,
    POINTED_AT_AFTER,
    THINGS_OF_PLURAL,
    WITHOUT_PLURAL,
)
from fabula.language.inflection import match_case

__all__ = ["number_rules"]

_MANY = rf"{alternation((*UNITS[1:], *TEENS, *TENS))}|both|many|several|few|some|those|these|all"
_OWNED = r"the|his|her|my|our|their|your|its"
_MANNER = r"(?:[a-z]+\s+)?"
_OWNERS = re.compile(
    r"(?i)wifes|lifes|childs|mans|womans|gentlemans|policemans|fishermans|firemans"
)


def _many(match: re.Match[str]) -> str:
    return match_case("many", match["v"])


def _much(match: re.Match[str]) -> str:
    return match_case("less" if match["v"].lower() == "fewer" else "much", match["v"])


def _pointed(match: re.Match[str]) -> str:
    wanted = {"that": "those", "this": "these"}[match["v"].lower()]
    return match_case(wanted, match["v"])


def _irregular(match: re.Match[str]) -> str:
    return IRREGULAR_MADE_REGULAR[match["v"]]


def _uncounted(match: re.Match[str]) -> str:
    return WITHOUT_PLURAL[match["v"]]


def _much_and_many() -> tuple[UsageRule, ...]:
    plurals = alternation(PLURALS_OF_COUNT)
    return (
        UsageRule(
            "uch ",
            re.compile(rf"\b(?i:too|so|how|as|very|not)\s+(?P<v>much)\s+(?:{plurals})\b(?!['’-])"),
            _many,
            "What is counted is “many”, not “much”.",
        ),
        UsageRule(
            ("any ", "ewer "),
            re.compile(
                rf"\b(?P<v>[Mm]any|[Ff]ewer)\s+(?:{alternation(NOT_COUNTED)})\b"
                r"(?=[.,;:!?]|\s+(?:in|on|to|for|from|than|and|left|of|about)\b)"
            ),
            _much,
            "What is not counted is “{w}”, not “{v}”.",
        ),
    )


def _this_and_these() -> tuple[UsageRule, ...]:
    things = alternation(THINGS_OF_PLURAL)
    message = "“{v}” before a plural: “{w}”?"
    return (
        UsageRule(
            ("This ", "That "),
            re.compile(
                rf"(?:^|(?<=[.!?“\"]\s)|(?<=[.!?][”\"’]\s)|(?<=[“\"‘]))(?P<v>This|That)\s+"
                rf"(?:{things})\b(?=[,.!?]|\s+(?:of|were|are|had|have|on|in)\b)"
            ),
            _pointed,
            message,
        ),
        UsageRule(
            (" this ", " that "),
            re.compile(
                rf"\b(?:{alternation(POINTED_AT_AFTER)})\s+(?P<v>this|that)\s+(?:{things})\b"
                r"(?=[.!?;]|,\s+(?!and\b))"
            ),
            _pointed,
            message,
        ),
    )


def _plural_forms() -> tuple[UsageRule, ...]:
    all_ = sorted(IRREGULAR_MADE_REGULAR)
    free = [form for form in all_ if not _OWNERS.fullmatch(form)]
    signs = tuple({form[-4:] for form in all_})
    message = "The plural is “{w}”."
    return (
        UsageRule(
            signs,
            re.compile(
                rf"\b(?i:{_OWNED}|no|any|of|like|with)\s+(?:(?:{alternation(COMPARED)})\s+)?(?P<v>{alternation(free)})\b(?!['’-])"
            ),
            _irregular,
            message,
        ),
        UsageRule(
            signs,
            re.compile(rf"\b(?i:{_MANY})\s+{_MANNER}(?P<v>{alternation(all_)})\b(?!['’-])"),
            _irregular,
            message,
        ),
        UsageRule(
            tuple({form[-5:] for form in WITHOUT_PLURAL}),
            re.compile(rf"\b(?P<v>{alternation(sorted(WITHOUT_PLURAL))})\b(?!['’-])"),
            _uncounted,
            "This has no plural: “{w}”.",
            newer=True,
        ),
    )


def number_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    return (*_much_and_many(), *_this_and_these(), *_plural_forms())

"""Comparisons that do not hold together: *bestest*, *no sooner … then*, *as tall than*.

Source: Garner's Modern English Usage (2022), at "comparatives and superlatives", "no sooner" and
"than".
"""

import re

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.tables import alternation
from fabula.english.usage import COMPARED
from fabula.english.wordings import COMPARED_AS, COMPARED_WITH, NO_SUCH_DEGREE, PREFERRED
from fabula.language.inflection import match_case

__all__ = ["degree_rules"]

_COMPARED_WITH = rf"(?=\s+(?:{alternation(COMPARED_WITH)})\b)"


def _degree(match: re.Match[str]) -> str:
    return match_case(NO_SUCH_DEGREE[match["v"].lower()], match["v"])


def _than(match: re.Match[str]) -> str:
    return match_case("than", match["v"])


def _from(_: re.Match[str]) -> str:
    return "from"


def _as(_: re.Match[str]) -> str:
    return "as"


def _to(_: re.Match[str]) -> str:
    return "to"


def _then_for_than() -> tuple[UsageRule, ...]:
    message = "A comparison goes with “{w}”."
    return (
        UsageRule(
            "o sooner ",
            re.compile(
                r"\b[Nn]o\s+sooner\s+(?:had|did|was|were|have|has)\b(?![^.!?]*\bthan\b)[^.;!?]{3,90}?,?\s"
                r"(?P<v>then|when)\s"
            ),
            _than,
            "“No sooner” goes with “than”.",
            None,
        ),
        UsageRule(
            "ther then ",
            re.compile(
                r"\b(?:[Rr]ather|[Oo]ther)\s+(?P<v>then)\b(?=\s+[a-z])(?!\s+(?:and|in|at|as)\b)"
            ),
            _than,
            message,
        ),
        UsageRule(
            " rather ",
            re.compile(
                r"(?:\b(?i:would)|['’]d)\s+rather\s+(?!.{0,40}\bthan\b)(?:[a-z]+\s+){1,3}"
                r"(?<!and )(?<!but )(?<!until )(?<!till )(?<!by )(?<!just )(?P<v>then)\s+(?=[a-z])"
            ),
            _than,
            message,
        ),
        UsageRule(
            "ifferent then ",
            re.compile(
                r"\b[Dd]ifferent\s+(?P<v>then)\s+(?=(?:the|usual|before|any|anything|what|his|her)\b|"
                r"(?:my|your|their|mine|theirs|yours|ours)\b)"
            ),
            _from,
            message,
        ),
        UsageRule(
            " then ",
            re.compile(
                rf"\b(?i:more|less|fewer)\s+(?!and\b|or\b)[a-z]+\s+(?P<v>then){_COMPARED_WITH}"
            ),
            _than,
            message,
        ),
    )


def degree_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    forms = alternation(sorted(NO_SUCH_DEGREE))
    signs = tuple({form[-4:] for form in NO_SUCH_DEGREE})
    return (
        *_then_for_than(),
        UsageRule(
            signs,
            re.compile(rf"\b(?P<v>(?i:{forms}))\b(?!['’-])"),
            _degree,
            "“{v}” is no such degree: “{w}”.",
            None,
        ),
        UsageRule(
            " than ",
            re.compile(
                rf"\bas\s+(?:{alternation((*COMPARED, *COMPARED_AS))})\s+(?P<v>than)\b(?=\s+[a-z])"
            ),
            _as,
            "“As” goes with “as”.",
        ),
        UsageRule(
            " than ",
            re.compile(
                r"\b(?i:prefer|prefers|preferred)\s+(?!not\b|nothing\b)(?:[a-z]+ing|"
                rf"{alternation(PREFERRED)}|(?:the|his|her)\s+[a-z]+)\s+(?P<v>than)\b"
            ),
            _to,
            "One thing is preferred “to” another.",
        ),
    )

"""Words torn in two: *an other*, *a cross the yard*, *years a go*, *finger nail*.

Source: Merriam-Webster, where each is one word.
"""

import re
from collections.abc import Callable, Sequence

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.tables import alternation
from fabula.english.wordings import (
    AFTER_SOMEBODY,
    CLOSED_COMPOUNDS,
    GONE_AHEAD,
    NEVER_APART,
)

__all__ = ["torn_rules"]

_AFTER = alternation(AFTER_SOMEBODY)
_ENDS = r"(?=[.,;!?\"”’]|\s(?:and|in|on|with|at)\b)"


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match["v"])


def _rule(pattern: str, *signs: str, sure: bool = False, newer: bool = False) -> UsageRule:
    message = "“{v}” is one word here: “{w}”."
    mend: Callable[[re.Match[str]], str] = _joined
    return UsageRule(
        signs, re.compile(pattern), mend, message, level=None if sure else "query", newer=newer
    )


def _halves(words: Sequence[str]) -> str:
    """Of *an|other*: the first half with either letter, a blank, and the second."""
    ways = (word.split("|") for word in words)
    return "|".join(rf"[{a[0].upper()}{a[0]}]{a[1:]}\s{b}" for a, b in ways)


def _seconds(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({" " + word.split("|")[1] for word in words}))


def torn_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    return (
        _rule(
            rf"(?<![\w'’-])(?P<v>{_halves(NEVER_APART)})(?![\w'’-])",
            *_seconds(NEVER_APART),
            sure=True,
        ),
        _rule(
            rf"(?<![\w'’-])(?P<v>{_halves(CLOSED_COMPOUNDS)})(?![\w-])",
            *_seconds(CLOSED_COMPOUNDS),
            newer=True,
        ),
        _rule(r"\b(?P<v>o['’]\sclock)\b", " clock", sure=True),
        *_after_a(),
        *_of_pronouns(),
    )


def _after_a() -> tuple[UsageRule, ...]:
    """Adverbs whose a- stands alone."""
    return (
        _rule(
            r"(?<=[a-z,] )(?P<v>a\s(?:cross|long|bout|round|bove))\s"
            r"(?:the|his|her|its|my|our|your|their|these|those)\b",
            " a cross ",
            " a long ",
            " a bout ",
            " a round ",
            " a bove ",
            sure=True,
        ),
        _rule(
            r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|moments?|ages|while|nights?|long)\s"
            r"(?P<v>a\sgo)(?=[.,;!?\"”’]|\s(?:and|but|when|in|on|at|he|she|I)\b)",
            " a go",
            sure=True,
        ),
        _rule(
            r"\b(?:wide|half|fast|sound|still|lying|lay|lie|lain|fell|were)\s"
            r"(?P<v>a\s(?:wake|sleep))(?![\w-])",
            " a wake",
            " a sleep",
        ),
        _rule(
            rf"\b(?:all|left|leave|still|be|him|her|them|me)\s(?P<v>a\s(?:lone|live|drift)){_ENDS}",
            " a live",
            " a lone",
            " a drift",
        ),
        _rule(
            r"\b(?:door|gate|window|lid|mouth)\s(?:(?:was|is|stood|hung|still|left|standing)\s)?"
            r"(?P<v>a\sjar)(?!\s(?:of|that|full|with)\b|[\w-])",
            " a jar",
        ),
        _rule(
            rf"\b(?:{alternation(GONE_AHEAD)})\s(?P<v>a\shead)(?=[.,;!?]|\s(?:of|and|to)\b)",
            " a head",
        ),
        _rule(
            r"\b(?:read|said|say|thought|wondered|laughed|counted|cried|it|section)\s(?P<v>a\sloud)"
            r"(?=[.,;!?]|\s(?:in|to|from|for|as)\b)",
            " a loud",
        ),
    )


def _of_pronouns() -> tuple[UsageRule, ...]:
    return (
        _rule(
            r"(?<!not )(?<!no )\b(?P<v>(?:[Aa]ny|[Ss]ome)\s(?:one|body))(?=[.,;!?]|['’]s\b)",
            "ny one",
            "ome one",
            "ome body",
            "ny body",
            newer=True,
        ),
        _rule(
            rf"\b(?P<v>(?:[Aa]ny|[Ss]ome|[Ee]very)\sthing)(?=[.,;!?]|['’]s\b|\s(?:{_AFTER})\b)",
            "ny thing",
            "ome thing",
            "very thing",
            newer=True,
        ),
    )

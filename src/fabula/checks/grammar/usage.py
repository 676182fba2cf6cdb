"""Constructions that usage guides call wrong wherever they stand, told by their words alone.

*The our air*, *on top mine*, *one of you are*, *more louder*, *less people*, *since two years*,
*neither this or that*, *felt as she had swallowed*, *wrote down it*, *asked where was the key*.
The sources stand with the tables of `fabula.english.usage`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fabula.checks.framework.finding import Level
from fabula.checks.grammar.usage_clauses import clause_rules
from fabula.checks.grammar.usage_complements import complement_rules
from fabula.checks.grammar.usage_degrees import degree_rules
from fabula.checks.grammar.usage_joined import joined_rules
from fabula.checks.grammar.usage_numbers import number_rules
from fabula.checks.grammar.usage_rule import UsageRule
from fabula.english.numbers import TEENS, TENS, UNITS
from fabula.english.tables import alternation
from fabula.english.usage import (
    COMPARED,
    COUNTED,
    GIVEN_ONE_BY_ONE,
    GOING_SOMEWHERE,
    LOOKED_AS,
    MANNER_OF_BEFORE,
    MERE_DIRECTIONS,
    PARTED_BY_PRONOUN,
    TAKEN_ONE_BY_ONE,
)
from fabula.english.wordings import COMPARED_BESIDES
from fabula.language.inflection import inflect, match_case
from fabula.manuscript.spans import Span

__all__ = ["UsageSlip", "usage_slips"]

_NOMINATIVE = r"(?:he|she|it|they|we|I|you)"
_NUMBER = rf"(?:{alternation((*UNITS, *TEENS, *TENS))}|several|many|a\s+few|\d+)"
_DURATION = r"(?:years|months|weeks|days|hours|minutes|centuries)"
_AGO = r"(?!\s+(?:ago|before|earlier|back|past|after|later|had|have|has|of)\b)"
_ASK = (
    r"(?:(?:ask|asked|asks|asking|tell|told)\s+(?:him|her|me|them|us|you)|asked|wondered|wonders|"
    r"wondering|remembered|understood|knew)"
)
_OF_TWO = r"(?:the|his|her|my|their|our|your)\s+[a-z]+"


@dataclass(frozen=True, slots=True)
class UsageSlip:
    """The words that are wrong, what should stand there ("" where it is only asked), and why."""

    span: Span
    wanted: str
    message: str
    level: Level | None


@cache
def _compared() -> frozenset[str]:
    return frozenset(
        inflect(word, tag) for word in (*COMPARED, *COMPARED_BESIDES) for tag in ("JJR", "JJS")
    )


def _only_degree(match: re.Match[str]) -> str:
    return match_case(match["w"].lower(), match["v"])


def _struck(match: re.Match[str]) -> str:
    return match["k"]


def _for(_: re.Match[str]) -> str:
    return "for"


def _nor(_: re.Match[str]) -> str:
    return "nor"


def _fewer(match: re.Match[str]) -> str:
    return match_case("fewer", match["v"])


def _as_if(_: re.Match[str]) -> str:
    return "as if"


def _pronoun_first(match: re.Match[str]) -> str:
    return f"{match['o']} {match['p']}"


def _statement(match: re.Match[str]) -> str:
    return f"{match['s']} {match['b']}"


def _parted(particle: str, verbs: tuple[str, ...]) -> UsageRule:
    return UsageRule(
        f" {particle} ",
        re.compile(
            rf"\b(?:{alternation(verbs)})\s+(?P<v>(?P<p>{particle})\s+(?P<o>it|them|him|me|us))"
            r"(?=[.,;!?\"”]|\s+(?:and|in|on|with|to|from|for|at|before|when)\b)"
        ),
        _pronoun_first,
        "The pronoun stands before the particle: “{w}”.",
    )


def _twice_compared() -> UsageRule:
    degree = re.compile(
        r"(?<!\btwo )(?<!\bone )(?<!\bthree )(?<!\bfew )(?<!\bsome )(?<!\bany )(?<!\bno )"
        rf"\b(?P<v>(?:more|most)\s+(?P<w>{alternation(sorted(_compared()))}))\b(?!\s+(?:and|one))",
        re.IGNORECASE,
    )
    message = "Compared twice: “{v}” says “more” two times."
    return UsageRule(("more ", "most ", "More ", "Most "), degree, _only_degree, message, None)


def _left_over() -> tuple[UsageRule, ...]:
    """A "to" from another wording: before a mere direction, or after another preposition."""
    return (
        UsageRule(
            " to ",
            re.compile(
                rf"\b(?:{alternation(GOING_SOMEWHERE)})\s+(?P<v>to\s+(?P<k>{alternation(MERE_DIRECTIONS)}))"
                r"(?=[.,;!?\"”’]|\s+(?:and|with|in|on|from|into|through|as|until)\b)"
            ),
            _struck,
            "“To” seems to be left over here: “{w}”.",
        ),
        UsageRule(
            " to ",
            re.compile(
                r"\b(?P<v>(?P<k>against|beneath|beside|among|upon|towards?|into|with|from)\s+to)"
                r"(?=\s+(?:the|his|her|my|their|our|your|its)\s+[a-z]+\s*[.,;!?])"
            ),
            _struck,
            "Two prepositions stand here where one is meant: “{w}”?",
        ),
    )


def _of(match: re.Match[str]) -> str:
    return f"{match['v']} of"


def _a(match: re.Match[str]) -> str:
    return f"{match['v']} a"


_OBJECT = "me|you|him|us|them"
_OWNERS = "my|his|their|our|your"
_WHOSE = ("my", "your", "our", "their")


def _two_owners() -> tuple[UsageRule, ...]:
    """Two words before one noun that each say whose or which it is: *the our air*."""
    message = "Two words stand here where one is meant: “{v}”."
    return (
        UsageRule(
            tuple(f"{one} {whose} " for one in ("he", "a", "an") for whose in _WHOSE),
            re.compile(
                r"\b(?P<v>(?:the|an?)\s+(?P<k>my|your|our|their|its))\s+(?!and\b|own\b)[a-z]"
            ),
            _struck,
            message,
            None,
        ),
        UsageRule(
            tuple(f"{whose} {one} " for one in ("the", "a", "an") for whose in _WHOSE),
            re.compile(r"\b(?P<v>(?:my|your|our|their)\s+(?P<k>the|an?))\s+[a-z]"),
            _struck,
            message,
        ),
        UsageRule(
            tuple(f"{one} another" for one in ("the", "a", "an", *_WHOSE)),
            re.compile(r"\b(?P<v>(?:the|an?|my|your|our|their|its)\s+(?P<k>another))\s+[a-z]"),
            _struck,
            message,
            None,
        ),
        UsageRule(
            ("gainst ", "eside ", "oward", "mong", "uring ", "espite "),
            re.compile(
                r"\b(?P<v>(?P<k>against|beside|toward|towards|among|amongst|during|despite)\s+"
                r"(?:on|in|at|to|of|with|for|from|by))\s+(?:it|him|them|me|us|her)\b"
            ),
            _struck,
            "Two prepositions stand here where one is meant: “{w}”?",
        ),
    )


def _without_of() -> tuple[UsageRule, ...]:
    """A small word left out of a fixed row: *on top mine*, *one them*, *gave him look*."""
    message = "A word seems to be missing: “{w}”."
    return (
        UsageRule(
            "n top",
            re.compile(
                rf"\b(?P<v>[Oo]n\s+top)\s+(?:mine|yours|hers|ours|theirs|him|them|{_OWNERS})\b"
            ),
            _of,
            message,
        ),
        UsageRule(
            "n front",
            re.compile(rf"\b(?P<v>[Ii]n\s+front)\s+(?:{_OBJECT}|her|it|the|{_OWNERS})\b"),
            _of,
            message,
        ),
        UsageRule(
            tuple(f"{n} {o}" for n in ("one", "ome", "ost", "any", "eral") for o in ("them", "us")),
            re.compile(
                r"\b(?P<v>(?:[Ee]very|[Nn]ot)\s+one|(?<!have )(?<!had )(?:[Ss]ome|[Mm]ost|[Mm]any|"
                r"[Ss]everal|[Nn]one))\s+(?:them|us)\b"
            ),
            _of,
            message,
        ),
        UsageRule(
            ("gave ", "give", "giving ", "shot ", "threw "),
            re.compile(
                rf"\b(?P<v>(?:gave|gives?|giving|shot|threw)\s+(?:{_OBJECT}|her))\s+"
                rf"(?:{alternation(GIVEN_ONE_BY_ONE)})\b(?=\s*(?:[.,;!?]|(?:and|of|that|before|"
                r"as|then|which|over|across|from|when)\b))"
            ),
            _a,
            message,
        ),
        UsageRule(
            "took",
            re.compile(
                r"\b(?P<v>took)\s+(?:deep|long|slow|quick|last|final|small|sharp|shaky)\s+"
                rf"(?:{alternation(TAKEN_ONE_BY_ONE)})\b"
            ),
            _a,
            message,
        ),
    )


def _number_of_one() -> UsageRule:
    verbs = {"are": "is", "have": "has", "do": "does", "were": "was"}
    return UsageRule(
        tuple(f"{n} of {o}" for n in ("ne", "ach") for o in ("us", "you", "them")),
        re.compile(
            r"(?<!than )(?<!or )\b(?:[Oo]ne|[Ee]ach)\s+of\s+(?:us|you|them)\s+"
            r"(?P<v>are|have|do)(?:n['’]t)?\b(?!\s+(?:all|both)\b)"
        ),
        lambda match: verbs[match["v"]],
        "The verb goes with “one”: “{w}”.",
    )


def _of_small_words() -> tuple[UsageRule, ...]:
    return (*_two_owners(), *_without_of(), _number_of_one())


def _of_other_modules() -> tuple[UsageRule, ...]:
    return (
        *clause_rules(),
        *complement_rules(),
        *degree_rules(),
        *joined_rules(),
        *number_rules(),
    )


@cache
def _rules() -> tuple[UsageRule, ...]:
    return (
        *_of_small_words(),
        *_of_other_modules(),
        _twice_compared(),
        UsageRule(
            "since",
            re.compile(rf"\b(?P<v>since)\s+{_NUMBER}\s+{_DURATION}\b{_AGO}"),
            _for,
            "A length of time takes “for”; “since” takes its beginning.",
            None,
        ),
        UsageRule(
            "neither",
            re.compile(
                r"\b[Nn]either\s+(?!of\b|one\b|had\b|has\b|was\b|is\b|did\b|could\b|would\b)"
                r"(?:[\w'’-]+\s+){1,3}(?P<v>or)\b"
            ),
            _nor,
            "“Neither” goes with “nor”.",
        ),
        UsageRule(
            "ess",
            re.compile(rf"\b(?P<v>[Ll]ess)\s+(?:{alternation(COUNTED)})\b"),
            _fewer,
            "What is counted is “fewer”, not “less”.",
        ),
        UsageRule(
            " as ",
            re.compile(
                rf"\b(?:{alternation(LOOKED_AS)})\s+(?P<v>as)\s+"
                rf"(?:{_NOMINATIVE}|some(?:one|body|thing)|{_OF_TWO})\s+had\s+"
                rf"(?!(?:{alternation(MANNER_OF_BEFORE)})\b)[a-z]+\b"
                rf"(?!\s+(?:{alternation(MANNER_OF_BEFORE)})\b)"
            ),
            _as_if,
            "Is “as if” meant?",
        ),
        *_left_over(),
        *(_parted(particle, verbs) for particle, verbs in PARTED_BY_PRONOUN.items()),
        UsageRule(
            ("ask", "ell ", "old ", "onder", "emember", "nderstood", "knew"),
            re.compile(
                rf"\b{_ASK}\s+(?:where|why|how|when)\s+(?P<v>(?P<b>was|were|is|are|did|had)\s+"
                rf"(?P<s>{_NOMINATIVE}|{_OF_TWO}))\b(?![^.!?]*\?)"
            ),
            _statement,
            "A question that is reported has the order of a statement.",
        ),
    )


def usage_slips(text: str, offset: int, *, older: bool = False) -> Iterator[UsageSlip]:
    """The slips of a paragraph that begins at an offset, rule by rule.

    ``older``: the text is written in the manner of an older book.
    """
    for rule in _rules():
        if older and rule.newer:
            continue
        signs = (rule.sign,) if isinstance(rule.sign, str) else rule.sign
        if not any(sign in text for sign in signs):
            continue
        for match in rule.pattern.finditer(text):
            yield from _slip(rule, match, offset)


def _slip(rule: UsageRule, match: re.Match[str], offset: int) -> Iterator[UsageSlip]:
    wanted = rule.mend(match)
    if wanted == match["v"]:
        return
    span = Span(offset + match.start("v"), offset + match.end("v"))
    yield UsageSlip(span, wanted, rule.message.format(v=match["v"], w=wanted), rule.level)

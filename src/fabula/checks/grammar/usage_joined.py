"""One word or two: *any one who*, *some times he*, *all ready gone*, *in to the den*.

What is two words in older books by right is told in newer ones alone. Source: Merriam-Webster, and
Garner's Modern English Usage (2022), at "anyone", "everyone", "sometime", "into" and "already".
"""

import re

from fabula.checks.grammar.usage_rule import UsageRule
from fabula.checks.grammar.usage_torn import torn_rules
from fabula.english.tables import alternation
from fabula.english.wordings import (
    AFTER_SOMEBODY,
    AFTER_SOMEWHERE,
    AUXILIARIES_OF_ONE,
    INTO_PLACES,
    MID_WHAT,
    NOUNS_OF_PARTICLES,
    ONE_PERSON_DOES,
    OWNED_OBJECTS,
    WENT_IN,
)

__all__ = ["joined_rules"]

_SUBJECT = r"(?:I|he|she|it|we|they|you|there|that)"
_IS_ONE = "“{v}” is one word here: “{w}”."
_IS_TWO = "“{v}” is two words here: “{w}”."
_AFTER_SOMEBODY = alternation(AFTER_SOMEBODY)
_OWNED = r"(?:the|an?|his|her|my|our|their|your|this|that)"
_WENT = rf"(?:{alternation(WENT_IN)})"


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match["v"])


def _maybe(match: re.Match[str]) -> str:
    return match["v"][0] + "aybe"


def _already(_: re.Match[str]) -> str:
    return "already"


def _altogether(_: re.Match[str]) -> str:
    return "altogether"


def _hyphened(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "-", match["v"])


def _one_apart(match: re.Match[str]) -> str:
    return match["v"][:-3] + " one"


def _particle_apart(match: re.Match[str]) -> str:
    return NOUNS_OF_PARTICLES[match["v"]]


def _last_apart(match: re.Match[str]) -> str:
    return match["k"] + " " + match["v"][len(match["k"]) :]


def _a_while(_: re.Match[str]) -> str:
    return "a while"


def _of_people() -> tuple[UsageRule, ...]:
    does = alternation(ONE_PERSON_DOES)
    auxiliary = rf"(?:{alternation(AUXILIARIES_OF_ONE)})\b"
    return (
        UsageRule(
            ("one ", "body "),
            re.compile(
                r"(?<!not )\b(?P<v>(?:[Aa]ny|[Ss]ome|[Ee]very)\s+(?:one|body))\s+"
                rf"(?=(?:who\b|who['’]|else\b|{auxiliary}|in\s+the\s+(?:room|house|village|town|office|building)\b|"
                rf"at\s+all\b|there\b|here\b|(?:{does})\b|(?:{_AFTER_SOMEBODY})\b))(?!that\s)(?!(?:was|is)\s+(?:of|a|the)\b)"
            ),
            _joined,
            _IS_ONE,
            newer=True,
        ),
        UsageRule(
            ("yone of ", "eone of ", "yone of\n"),
            re.compile(
                r"\b(?P<v>[Aa]nyone|[Ee]veryone)\s+of\s+(?:them|us|you|these|those|the|his|her|my|our|your)\b"
            ),
            _one_apart,
            _IS_TWO,
        ),
        UsageRule(
            " sel",
            re.compile(
                r"\b(?P<v>(?:him|it)\s+self|them\s+selves|our\s+selves|(?:my|her|your)\s+self(?=[.,;!?]))\b"
            ),
            _joined,
            _IS_ONE,
        ),
    )


def _of_time() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            ("May be ", "may be "),
            re.compile(
                r"(?:(?:^|(?<=[.!?]\s)|(?<=[.!?][\"”’]\s)|(?<=[\"“‘]))(?=May)|"
                r"(?:(?<=\bor )|(?<=\bbut ))(?=may))"
                rf"(?P<v>[Mm]ay\s+be)\s+(?:{_SUBJECT}(?:['’][a-z]+)?|some(?:one|body)|not\s+today)\b"
            ),
            _maybe,
            _IS_ONE,
            newer=True,
        ),
        UsageRule(
            "ome times",
            re.compile(
                rf"(?<![Aa]t )\b(?P<v>[Ss]ome\s+times)(?=\s+{_SUBJECT}\b|\s+(?:the|his|her|my)\b|,)"
            ),
            _joined,
            _IS_ONE,
        ),
        UsageRule(
            "ll ready",
            re.compile(
                r"(?:\b(?:had|has|have|she|he)|['’](?:d|ve|s))\s+(?P<v>all\s+ready)\s+"
                r"(?:gone|been|left|begun|had|done|made|seen|told|come|[a-z]+ed)\b"
            ),
            _already,
            _IS_ONE,
        ),
        UsageRule(
            "ll ready",
            re.compile(r"\b(?P<v>all\s+ready)\s+(?:dark|too\s+late|late|over|there|dead)\b"),
            _already,
            _IS_ONE,
        ),
        UsageRule(
            "ll together",
            re.compile(
                r"\b(?P<v>all\s+together)\s+(?:too|different|new|wrong|another|unlike|unpleasant)\b"
            ),
            _altogether,
            _IS_ONE,
        ),
    )


def _of_place_and_measure() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            " where",
            re.compile(
                r"(?<!of )(?<!is )(?<!in )\b(?P<v>(?:[Ss]ome|[Ee]very|[Aa]ny|[Nn]o)\s+where)\b"
                rf"(?=[.,;!?]|\s+(?:{alternation(AFTER_SOMEWHERE)})\b)"
            ),
            _joined,
            _IS_ONE,
            newer=True,
        ),
        UsageRule(
            ("ny way,", "ny how,"),
            re.compile(r"(?:^|(?<=[.!?]\s)|(?<=[\"“]))(?P<v>Any\s+(?:way|how))(?=,)"),
            _joined,
            _IS_ONE,
            newer=True,
        ),
        UsageRule(
            ("ith out ", "ith in "),
            re.compile(
                r"(?<!to )\b(?P<v>[Ww]ith\s+(?:out\s+"
                r"(?=(?:a|any|the|his|her|him|them|looking|saying|even)\b)|"
                r"in\s+(?=(?:minutes|hours|seconds|days|the\s+(?:hour|week|walls))\b)))"
            ),
            lambda match: _joined(match) + " ",
            _IS_ONE,
        ),
        UsageRule(
            "while",
            re.compile(r"\b(?:for|after|in|quite)\s+(?P<v>awhile)\b"),
            _a_while,
            _IS_TWO,
            newer=True,
        ),
        UsageRule(
            ("mid ", "Mid "),
            re.compile(rf"(?<![\w-])(?P<v>[Mm]id\s+(?:{alternation(MID_WHAT)}))\b(?!-)"),
            _hyphened,
            "A hyphen joins “mid” to its word: “{w}”.",
            newer=True,
        ),
    )


def _of_particles() -> tuple[UsageRule, ...]:
    return (
        UsageRule(
            "in to ",
            re.compile(
                rf"\b{_WENT}\s+(?P<v>in\s+to)\s+{_OWNED}\s+(?:[a-z'’]+\s+)?(?:{alternation(INTO_PLACES)})\b(?!['’-])"
                r"(?!\s+(?:keeper|master|owner|manager)\b)"
            ),
            _joined,
            _IS_ONE,
            newer=True,
        ),
        UsageRule(
            "into ",
            re.compile(
                r"\b(?:give|gives|gave|giving|(?:went|go|going|came|called)(?=\s+into\s+(?:dinner|supper|"
                r"lunch|breakfast)\b))\s+(?P<v>(?P<k>in)to)\s+(?:him|her|them|it|the|temptation|dinner|supper|"
                r"lunch|breakfast)\b(?!-)"
            ),
            _last_apart,
            _IS_TWO,
        ),
        UsageRule(
            "onto ",
            re.compile(
                r"\b(?:go|goes|went|going|gone|move|moved)\s+(?P<v>(?P<k>on)to)\s+"
                r"(?:say|become|win|explain|tell|describe|study|be|have|another\s+subject)\b"
            ),
            _last_apart,
            _IS_TWO,
        ),
        UsageRule(
            " apart of ",
            re.compile(
                r"\b(?:be|is|was|were|been|become|became|being)\s+(?P<v>(?P<k>a)part)\s+of\b"
            ),
            _last_apart,
            _IS_TWO,
        ),
        UsageRule(
            tuple({form[-4:] for form in NOUNS_OF_PARTICLES}),
            re.compile(
                r"\b(?:to|will|can|could|would|must|should|(?:did|do)n['’]t|let['’]s|I['’]ll|we['’]ll)\s+"
                rf"(?P<v>{alternation(sorted(NOUNS_OF_PARTICLES))})\s+(?:{alternation(OWNED_OBJECTS)})\b"
            ),
            _particle_apart,
            _IS_TWO,
        ),
    )


def joined_rules() -> tuple[UsageRule, ...]:
    """The rules, in no order that matters."""
    return (
        *_of_people(),
        *_of_time(),
        *_of_place_and_measure(),
        *_of_particles(),
        *torn_rules(),
    )

"""Verbs whose form the words beside them show to be wrong, whatever the sentence means.

Lie and lay, sit and set, rise and raise by whether an object follows; a past where the
perfect takes the participle (*had rode*), or a denied auxiliary the plain form (*didn't went*);
irregular verbs made regular (*shaked*).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fabula.checks.spelling.lexicon import lexicon
from fabula.english.tables import alternation
from fabula.english.verb_pairs import (
    AFTER_A_PARTICIPLE,
    AFTER_DOWN,
    ALSO_NOUNS,
    BESIDE_A_PARTICIPLE,
    LAIN_ON,
    NOUNS_LIKE_PASTS,
    RISES_BY_ITSELF,
    SET_DOWN,
    SPENT_LYING,
    WHERE_ONE_LIES,
)
from fabula.language.inflection import IRREGULAR_VERBS, inflect, match_case
from fabula.manuscript.spans import Span

__all__ = ["VerbSlip", "plain_forms", "verb_slips"]


@dataclass(frozen=True, slots=True)
class VerbSlip:
    """The wrong form, and the one that is meant; ``said``: it is common in talk."""

    span: Span
    wanted: str
    said: bool


_DOWN = rf"(?:down|back)(?=[.,;!?\"”]|\s+(?:{alternation(AFTER_DOWN)})\b)"
_LAID_THERE = r"(?!\w+\s+(?:the|an?|his|her|my|their|its)\s+\w+\s+(?:an?|two|three|some|another)\s)"
"""No object behind the place: *laid upon the table a roll of cloth*."""
_LYING = rf"{_LAID_THERE}(?:{_DOWN}|(?:{alternation(WHERE_ONE_LIES)})\b|next\s+to\b)"
_CLAUSE = (
    r"(?:(?<=^)|(?<=[.!?;:,—\"“] )|(?<=[\"“])|(?<=\band )|(?<=\bbut )|(?<=\bas )|(?<=\bwhile )|"
    r"(?<=\bwhen )|(?<=\bwhere )|(?<=\bthen ))"
)
_ONE = r"(?:body|man|woman|boy|girl|dog|cat|child|old\s+man)"
_WHO = rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|(?:[Tt]he|[Hh]is|[Hh]er|[Aa])\s+{_ONE}|[A-Z][a-z]+)"
_STILL = r"(?:\s+(?:just|still|then|only|simply|now|already))?"
_OWNED = r"(?:the|a|an|his|her|my|their|its)"
_NO_TIME = rf"(?!(?:{alternation(SPENT_LYING)})\b)"

_AM = r"\b(?:was|were|is|are|been|be|am|kept)(?:n['’]t)?"
_CAN = r"\b(?:can|could|should|must|go|would|go\s+and)"
_ON_BED = rf"(?:on|in|across)\s+{_OWNED}\s+(?:{alternation(LAIN_ON)})\b"
_IN_PLACE = r"(?:there|here|still|awake|flat|in\s+bed)\b"
_ONTO = r"(?:on|in|down|beside|over|upon|aside|back)\b"
_THING = rf"{_OWNED}\s+(?:\w+\s+)?(?:{alternation(SET_DOWN)})\s+{_ONTO}"
_SEAT = r"on\s+the\s+(?:bed|chair|sofa|floor|bench|steps?|couch|edge)\b"
_FROM = r"(?:(?:up\s+)?from\s+(?:his|her|the|their)|to\s+(?:his|her|their)\s+feet)\b"
_UP = r"(?:over|above|from|up|into|slowly|in)\b"
_RISING = rf"(?:{alternation(RISES_BY_ITSELF)})"
_BIT = r"(?:minute|moment|while|second|spell)\b"
_PART = r"(?:hands?|eyebrows?|head|voice|eyes|glass|arms?|sword|fist|finger|chin)\b"


def _rule(pattern: str, wanted: str, *, said: bool) -> tuple[re.Pattern[str], str, bool]:
    return re.compile(pattern), wanted, said


_LIE = (
    _rule(rf"{_CLAUSE}{_WHO}{_STILL}\s+(?P<v>laid)\s+{_LYING}", "lay", said=True),
    _rule(rf"{_AM}{_STILL}\s+(?P<v>laying)\s+{_LYING}", "lying", said=True),
    _rule(rf"['’](?:s|re|m){_STILL}\s+(?P<v>laying)\s+{_LYING}", "lying", said=True),
    _rule(rf"(?:{_CAN}|\bto|\bwill|\bme|\bhim)\s+(?P<v>lay)\s+{_DOWN}", "lie", said=True),
    _rule(rf"{_CAN}\s+(?P<v>lay)\s+{_IN_PLACE}", "lie", said=True),
    _rule(rf"\b(?P<v>lied)\s+(?:{_DOWN}|{_IN_PLACE}|{_ON_BED})", "lay", said=True),
    _rule(
        rf"{_CLAUSE}(?:[Hh]e|[Ss]he)\s+(?P<v>lay)\s+(?:his|her|a|the)\s+{_NO_TIME}\w+\s+{_ONTO}",
        "laid",
        said=False,
    ),
    _rule(
        r"\b(?i:had|has|have|having|['’]d|['’]ve)(?:n['’]t)?(?:\s+(?:just|only|then|already|never))?\s+"
        r"(?P<v>laid)\s+(?:down\s+(?:flat|again|beside|next\s+to)|there|awake|still|flat|in\s+bed)\b",
        "lain",
        said=True,
    ),
    _rule(
        r"\b(?:can|could|ca|must|should|would|to|did|do)(?:n['’]t|['’]d)?\s+(?P<v>set)\s+"
        r"(?:down\s+(?:beside|next\s+to|again|with\s+(?:me|us|you))\b|(?:here|there|still|around)\b|"
        r"in\s+(?:a|the|this|that|his|her|my)\s+(?:room|chair|seat|car|kitchen|sun|shade|dark|corner)\b|"
        rf"{_SEAT})",
        "sit",
        said=True,
    ),
    _rule(
        r"(?<=\band )(?P<v>set)\s+down\s+(?:again|heavily|hard|beside|next\s+to)\b",
        "sat",
        said=True,
    ),
    _rule(
        r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!being )(?<!is )(?<!are )(?<!had )(?<!has )"
        r"(?<!have )(?<!hand )(?<!hands )(?<!arms )(?<!and )(?<!who )(?<!that )(?<!never )"
        r"(?<!he )(?<!she )"
        r"(?<=[a-z] )(?P<v>raised)\s+(?:out\s+of|up\s+from|up\s+through)\b",
        "rose",
        said=False,
    ),
    _rule(rf"\bha[ds]\s+(?P<v>lain)\s+{_OWNED}\s+{_NO_TIME}\w+", "laid", said=False),
    _rule(rf"\b(?P<v>sat)\s+{_THING}", "set", said=False),
    _rule(r"\b(?P<v>sat)\s+it\s+(?:down|on|aside|beside)\b", "set", said=False),
    _rule(
        rf"{_CLAUSE}{_WHO}\s+(?P<v>set)\s+(?:down\s+(?:on|in|beside|at)\b|{_SEAT})",
        "sat",
        said=False,
    ),
    _rule(rf"\b{_WHO}\s+(?P<v>raised)\s+{_FROM}", "rose", said=False),
    _rule(rf"\b{_RISING}\s+(?P<v>raised)\s+{_UP}", "rose", said=False),
    _rule(
        rf"\b{_RISING}\s+(?:had|has|have)\s+(?P<v>raised)(?=[.,;!?]|\s+(?:{_UP}|and\b))",
        "risen",
        said=False,
    ),
    _rule(
        rf"\b(?:to|will|would|could|can|not)\s+(?P<v>rise)\s+(?:\w+sel(?:f|ves)|{_OWNED}\s+{_PART})",
        "raise",
        said=False,
    ),
    _rule(
        rf"(?:^|[.!?\"“]\s?)(?P<v>[Ss]et)\s+down(?=[,.!]|\s+(?:a|for\s+a)\s+{_BIT})",
        "sit",
        said=True,
    ),
    _rule(rf"\b(?P<v>rose)\s+(?:his|her|my|their|an)\s+{_PART}", "raised", said=False),
)
_LIES = re.compile(rf"\s+(?:{alternation(WHERE_ONE_LIES)})\b")
_TELLING = re.compile(r"\b(?:la(?:id|y|ying|in)|lied|sat|[Ss]et|raised|r[io]se)\b")


_HAVING = re.compile(r"(?i:ha[dsv])|['’](?:ve|d)\b")
_DENYING = re.compile(r"n['’]t\b|[ds]\s+not\b")
"""What the patterns of the perfect and of denials need, and most paragraphs lack."""


@cache
def _participles() -> dict[str, str]:
    """Pasts that are no participles, and the participle."""
    done = {participle for _, participle in IRREGULAR_VERBS.values()}
    pasts = {past: part for past, part in IRREGULAR_VERBS.values() if past not in done}
    return {p: q for p, q in pasts.items() if p not in NOUNS_LIKE_PASTS}


_BETWEEN = rf"(?:\s+(?:{alternation(BESIDE_A_PARTICIPLE)})){{0,2}}"
_HAVE = r"\b(?i:had|has|have|having|I['’]ve|you['’]ve|we['’]ve|they['’]ve)(?:n['’]t)?"
_HAD = r"\b(?i:I|you|he|she|it|we|they|who)['’]d"


@cache
def _perfect() -> re.Pattern[str]:
    """A past after a form of have; after *'d*, which may be *would*, none like a plain form."""
    pasts = sorted(_participles())
    plain = sorted(past for past in pasts if past not in IRREGULAR_VERBS)
    return re.compile(
        rf"(?:{_HAVE}{_BETWEEN}\s+(?P<v>{alternation(pasts)})|"
        rf"{_HAD}{_BETWEEN}\s+(?P<w>{alternation(plain)}))\b"
    )


_DENIED = (
    r"(?<!\bwho )(?<!\bthat )(?<!\bwhich )(?<!\bwhat )(?<!\bwhere )"
    r"\b(?i:did|do|does|could|would|should|can|wo|must|might)(?:n['’]t|(?<=did|oes)\s+not)"
    r"(?:\s+(?:even|ever|really|quite|just|actually|seriously|fully))?"
)


@cache
def plain_forms() -> dict[str, str]:
    """Pasts of irregular verbs that are nothing else, and their plain form."""
    others = IRREGULAR_VERBS.keys() | NOUNS_LIKE_PASTS | ALSO_NOUNS.keys() | _ALSO_PLAIN
    return {
        past: lemma
        for lemma, (past, _) in IRREGULAR_VERBS.items()
        if past not in others and len(lemma) > 1
    }


_ALSO_PLAIN = frozenset("found felt left bound wound ground rent bore".split())
"""Pasts that are plain forms of other verbs, or that may follow what leaves its verb out."""


@cache
def _after_denial() -> re.Pattern[str]:
    """A past after *didn't* and its like: an irregular one, or a regular one in -ed."""
    return re.compile(
        rf"{_DENIED}\s+(?:(?P<v>{alternation(sorted(plain_forms()))})|(?P<w>[a-z]{{3,}}ed))\b"
        r"(?!['’-])"
    )


def _plain_of_regular(past: str) -> str:
    """The verb that a word in -ed is the past of; empty where it may be a plain form itself."""
    if past.endswith("eed"):
        return ""
    stems = (past[:-1], past[:-2], past[:-3] if past[-3:-2] == past[-4:-3] else "")
    ied = past[:-3] + "y" if past.endswith("ied") else ""
    plain = [s for s in (ied, *stems) if len(s) > 2 and inflect(s, "VBD") == past]
    known = [s for s in plain if lexicon().listed(s, _COMMON)]
    return known[0] if len(known) == 1 else ""


_COMMON = 79
_OWN = frozenset("readded runed spined treaded slitted".split())
"""Regular forms of irregular verbs in rarer size classes are variants that editors mend, unless
they are of another verb."""


@cache
def _regular() -> dict[str, str]:
    """Irregular verbs made regular, which are no words, and their pasts."""
    made: dict[str, str] = {}
    for lemma, (past, _) in IRREGULAR_VERBS.items():
        for form in (lemma + "ed", lemma + lemma[-1] + "ed", lemma.removesuffix("e") + "ed"):
            rare = not lexicon().listed(form, _COMMON) and form not in _OWN
            if form != past and len(lemma) > 2 and rare:
                made[form] = past
    return made


@cache
def _perfect_of_nouns() -> re.Pattern[str]:
    """Pasts that are nouns as well, where no noun can stand: had broke the cup, had saw him."""
    return re.compile(
        rf"(?:{_HAVE}|{_HAD}){_BETWEEN}\s+(?P<v>{alternation(ALSO_NOUNS)})\s+"
        rf"(?:{alternation(AFTER_A_PARTICIPLE)})\b"
    )


def verb_slips(text: str, offset: int) -> Iterator[VerbSlip]:
    """The wrong forms of a paragraph that begins at an offset, rule by rule."""
    if _TELLING.search(text):
        for pattern, wanted, said in _LIE:
            for m in pattern.finditer(text):
                yield VerbSlip(_span(m, offset), wanted, said)
    if _HAVING.search(text):
        for m in _perfect().finditer(text):
            group = "v" if m["v"] else "w"
            span = Span(offset + m.start(group), offset + m.end(group))
            yield VerbSlip(span, _participles()[m[group]], said=True)
        for m in _perfect_of_nouns().finditer(text):
            yield VerbSlip(_span(m, offset), ALSO_NOUNS[m["v"]], said=True)
    for m in _after_denial().finditer(text) if _DENYING.search(text) else ():
        group = "v" if m["v"] else "w"
        wanted = plain_forms()[m["v"]] if m["v"] else _plain_of_regular(m["w"])
        if wanted and not _LEFT_OUT.search(text, max(0, m.start() - 40), m.start()):
            yield VerbSlip(Span(offset + m.start(group), offset + m.end(group)), wanted, said=True)
    regular = _regular()
    for m in _IN_ED.finditer(text):
        if m[0].lower() in regular:
            span = Span(offset + m.start(), offset + m.end())
            lies = m[0].lower() == "layed" and _LIES.match(text, m.end())
            wanted = "lay" if lies else regular[m[0].lower()]
            yield VerbSlip(span, match_case(wanted, m[0]), said=True)


# Those who didn't went hungry: the verb of the relative clause is left out.
_LEFT_OUT = re.compile(r"\b(?:who|those|that|which|what|whoever|where|if|ones|as)\b[^.!?;]*$")
_IN_ED = re.compile(r"(?<![\w'’-])[A-Za-z]+ed\b(?!['’-])")


def _span(match: re.Match[str], offset: int) -> Span:
    return Span(offset + match.start("v"), offset + match.end("v"))

"""What accounts for two claims about one person that cannot both be true."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.checks.framework.passages import Passages
from fabula.checks.framework.view import StoryView
from fabula.checks.values import can_both_hold
from fabula.english.attributes import KINDS
from fabula.english.changes import UNTRUE
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Attribute

__all__ = ["YEARS_LATER", "Accounts"]

_BESIDE = 90
"""How far around a passage, in code points, a wig or a lens accounts for it."""

_CHANGED = {
    row.name: re.compile(rf"\b(?:{alternation(row.changed_by)})\b", re.IGNORECASE)
    for row in KINDS.values()
    if row.changed_by
}
"""What accounts for a change wherever it is told of the person."""

_ANSWERED = re.compile(
    r"[^\n\"“”]{0,120}\n+[\"“‘'](?:\w+,\s+)?(?:You|He|She|They)"
    r"(?:['’](?:re|s)|\s(?:are|is|looks?))\s[^\n]{0,12}"
)
"""Between a claim and what is said to it in the next paragraph: *he was twenty.* “You're nine.”"""
_ONE_OF = re.compile(r"\b[Oo]ne\sof\s(?:them|the|his|her)\b|\bthe\sother\s(?:one|two)\b")
"""What accounts for fewer brothers or sisters in a place than there are: one is elsewhere."""

_OTHER_SIDE = re.compile(
    r"\b(?:the|his|her|my)\sother\s(?:arm|leg|hand|wrist|side|knee|foot|ankle|eye|one|cheek)\b"
)

_SEEMING = re.compile(
    r"""\b(?:look|seem|appear|made?|turn)\w{0,5}\b[^.]{0,80}\b(?:in|by)\s(?:the\s|this\s|that\s)?\w{0,9}light\b|\b\w*light\b[^.]*\b(?:look|seem|appear|ma[dk]e|turn)
    |\b(?:illusion|mask|disguise[ds]?|glamou?r(?:ed)?|painted|fad(?:ed|ing)|darkened|lightened|streaked|coloured\s(?:her|his|their)
    |colored\s(?:her|his|their))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What accounts for a look where it is said of it: light, paint, fading."""

_ALTERS = re.compile(
    r"""\b(?:spells?|enchant\w*|magic\w*|transform\w*|chang(?:e[ds]|ing)|bleach\w*|powder\w*
    |(?:turn(?:ed|s|ing)|gone|went|gr[eo]wn?)\s(?:\w+\s)?(?:grey|gray|white|black|brown|red|blue|green|gold\w*|silver))\b""",
    re.VERBOSE | re.IGNORECASE,
)

_WHOLLY = re.compile(
    r"""\b(?:spell|enchantment|magic|potion|transformation)\s(?:\w+\s){0,3}(?:changed|altered|turned|made)
    |\bchanged\s(?:\w+\s){0,2}(?:appearance|looks|colou?r)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What alters a person's looks as a whole."""

_TIME_PASSES = re.compile(
    r"""\b(?:years?\s(?:later|passed|had|have|went|after|afterwards|since|older)|birthdays?
    |(?:next|following)\s(?:year|summer|winter|spring|autumn)|turned\s\w+|gr[eo]wn?\sup
    |decades?|years\sof)\b""",
    re.VERBOSE | re.IGNORECASE,
)

YEARS_LATER = re.compile(
    r"\byears?\s(?:later|passed|went|after|afterwards)\b"
    r"|\b(?:next|following)\s(?:year|summer|winter|spring|autumn)\b|\bdecades?\b",
    re.IGNORECASE,
)

_ANOTHER = re.compile(
    r"\b(?:both|another|second|two|scars|mirror|reflection|other|too|also)\b", re.IGNORECASE
)

_UNTRUE = re.compile(
    rf"""\b(?:{alternation(UNTRUE)}
    |no,\s|correct(?:ed|ing)\s(?:himself|herself|him|her))""",
    re.VERBOSE | re.IGNORECASE,
)

_GREYING = re.compile(r"\b(?:grey|gray|white|silver|grizzled|hoary|snow\w*|iron)\b|silvery|greying")


@dataclass(frozen=True, eq=False)
class Accounts:
    """What a story tells that explains a difference: dye, time, a lie, another person."""

    story: StoryView
    passages: Passages
    names: Mapping[int, str]
    grouped: Mapping[tuple[int, str], Sequence[Attribute]]

    def accounted(self, kind: str, one: Attribute, other: Attribute) -> bool:
        """Whether the text accounts for the difference."""
        first, second = sorted((one, other), key=lambda a: a.span)
        if self.passages.sentence(first.span) == self.passages.sentence(second.span):
            return True
        if kind in ("hair", "beard") and _GREYING.search(second.value):
            return not _GREYING.search(first.value) and not self.near(first, second)
        if any(self.doubtful(c) for c in (first, second)):
            return True
        between = self.story.text[first.span.end : second.span.start]
        if KINDS[kind].opposition == "number" and _ONE_OF.search(between):
            return True
        if KINDS[kind].opposition == "side" and _OTHER_SIDE.search(between):
            return True
        if self.denied(first, second):
            return True
        if self._of_another(kind, one) or self._of_another(kind, other):
            return True
        return self._told_beside(kind, first, second) or self._told_between(kind, first, second)

    def near(self, first: Attribute, second: Attribute) -> bool:
        """Whether both claims stand in one scene."""
        return self.passages.scene(first.span) == self.passages.scene(second.span)

    def doubtful(self, claim: Attribute) -> bool:
        """A claim of speech that the text around calls a lie, a joke or a mistake."""
        around = self.passages.around(claim.span)
        return claim.said_by is not None and bool(_UNTRUE.search(around.text(self.story.text)))

    def denied(self, first: Attribute, second: Attribute) -> bool:
        """Whether the second is said at once to whoever claimed the first."""
        between = self.story.text[first.span.end : second.span.start]
        return second.said_by is not None and _ANSWERED.fullmatch(between) is not None

    def _of_another(self, kind: str, claim: Attribute) -> bool:
        """A claim by pronoun that fits another person close by, whom it may really mean."""
        if self.passages.named(claim.span):
            return False
        scene = self.passages.scene(claim.span)
        return any(
            can_both_hold(kind, claim.value, c.value)
            and _says_same(kind, claim.value, c.value)
            and self.passages.scene(c.span) == scene
            for (who, what), claims in self.grouped.items()
            if what == kind and who != claim.character
            for c in claims
        )

    def _told_beside(self, kind: str, first: Attribute, second: Attribute) -> bool:
        """Whether the passages themselves tell of a change."""
        text = self.story.text
        sentences = [self.passages.sentence(c.span) for c in (first, second)]
        if KINDS[kind].opposition == "number":
            return False
        if kind not in _CHANGED:
            return any(_ANOTHER.search(s.text(text)) for s in sentences)
        plain = _CHANGED[kind]
        near = [Span(max(0, s.start - _BESIDE), s.end + _BESIDE) for s in sentences]
        if any(
            self.present(m, first.character)
            for s in near
            for m in plain.finditer(text, s.start, s.end)
        ):
            return True
        told = (_ALTERS, _SEEMING)
        return KINDS[kind].altered and any(p.search(s.text(text)) for s in sentences for p in told)

    def _told_between(self, kind: str, first: Attribute, second: Attribute) -> bool:
        """Whether a sentence between the two tells of a change to this person.

        The person stands in its paragraph, and the feature in the sentence, unless
        the change is plain without it (a wig is always of hair).
        """
        plain, text = _CHANGED.get(kind), self.story.text
        begin, end = first.span.end, second.span.start
        if plain is None:
            return False
        if any(self.present(m, first.character) for m in plain.finditer(text, begin, end)):
            return True
        if not KINDS[kind].altered:
            return False
        feature = re.compile(r"\beyes?\b" if kind == "eyes" else r"\b(?:hair|locks|curls)\b")
        return any(
            self.present(m, first.character)
            and _ALTERS.search(self.passages.sentence(Span(*m.span())).text(text))
            for m in feature.finditer(text, begin, end)
        ) or any(self.present(m, first.character) for m in _WHOLLY.finditer(text, begin, end))

    def present(self, match: re.Match[str], who: int) -> bool:
        """Whether a match is about the person: named last before it, or alone in its sentence."""
        mentions = self.story.mentions
        sentence = self.passages.sentence(Span(*match.span()))
        people = [e for e in self._entities(sentence.start, sentence.end) if e in self.names]
        if people:
            before = self._entities(sentence.start, match.start())
            last = next((e for e in reversed(before) if e in self.names), people[0])
            return last == who
        low = self.passages.paragraph(match.start()).start
        k = int(np.searchsorted(mentions.start, match.start())) - 1
        while k >= 0 and mentions.start[k] >= low:
            if int(mentions.entity[k]) in self.names:
                return int(mentions.entity[k]) == who
            k -= 1
        return False

    def _entities(self, begin: int, end: int) -> list[int]:
        """Who or what is mentioned between two offsets, in order."""
        starts = self.story.mentions.start
        a, b = int(np.searchsorted(starts, begin)), int(np.searchsorted(starts, end))
        found: list[int] = self.story.mentions.entity[a:b].tolist()
        return found

    def in_one_sentence(self, one: Attribute, other: Attribute) -> bool:
        """Whether both claims stand in one sentence."""
        return self.passages.sentence(one.span) == self.passages.sentence(other.span)

    def risen(self, first: Span, second: Span) -> bool:
        """Whether a sentence between two places that has the surname tells of another post."""
        text = self.story.text
        surname = first.text(text).split()[-1]
        return any(
            surname in self.passages.sentence(Span(*m.span())).text(text)
            for m in _CHANGED["rank"].finditer(text, first.start, second.end)
        )

    def time_passes(self, first: Attribute, second: Attribute) -> bool:
        """Whether years go by between two ages: so the narrator says, or a line that names who."""
        text = self.story.text
        near = (self.passages.around(first.span), self.passages.around(second.span))
        if any(_TIME_PASSES.search(text, s.start, s.end) for s in near):
            return True
        for match in _TIME_PASSES.finditer(text, first.span.end, second.span.start):
            told = self.story.speech.at(match.start()) is None
            if told and (
                YEARS_LATER.match(text, match.start()) or self.present(match, first.character)
            ):
                return True
        return False


def _says_same(kind: str, one: str, other: str) -> bool:
    """Whether two values share a word, so that one passage may mean the other's person."""
    return bool(set(one.split()) & set(other.split())) or kind not in ("eyes", "hair")

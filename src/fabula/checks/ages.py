"""Ages that cannot all be true: told twice, by the years of a life, by who is how much older."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fabula.checks.accounts import YEARS_LATER, Accounts
from fabula.checks.claim_words import ClaimWords, flat
from fabula.checks.framework.finding import Evidence, Finding
from fabula.checks.framework.view import Shared, StoryView
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.story.facts.ages import years
from fabula.story.facts.lifetimes import lifetimes
from fabula.story.facts.seniority import NOBODY_KNOWN, Seniority, seniorities
from fabula.story.model import Attribute

__all__ = ["Ages"]

_ROUGH = 5
"""Years by which "about forty" may be off."""

_STONE = 160
"""How far before two years, in code points, the name stands whose they are."""

_SEEMS = re.compile(r"\b(?:seem|look|feel|felt|appear)\w*(?:\s\w+){0,2}\s\Z")
"""Before an age that somebody only seems to have: "he looked about ten in that light"."""
_BEFORE = 40

_ASKED = re.compile(r"\b(?:how\sold|what\sage|age)\b[^?.]{0,24}\?", re.IGNORECASE)
_ANSWER = 120
"""How far before an age that somebody tells of themselves, in code points, it was asked for."""
_GROWN = 25
"""From this age on "in all his twenty years" may be years of service."""

_ABOUT = re.compile(r"\b(?:about|nearly|almost|maybe|perhaps|around|barely|odd|so)\b")


@dataclass(frozen=True, eq=False)
class Ages:
    """Compares the ages that are told of people."""

    story: StoryView
    accounts: Accounts
    words: ClaimWords
    names: Mapping[int, str]
    grouped: Mapping[tuple[int, str], Sequence[Attribute]]

    def ages(self, claims: list[Attribute]) -> Iterator[Finding]:
        """Ages that fall, or that rise when no time is told to pass."""
        numbered = [(c, n) for c in claims if (n := years(c.value)) and self._reliable(c)]
        for (first, earlier), (second, later) in pairwise(numbered):
            change = later - earlier
            if first.said_by is not None and second.said_by is not None:
                continue
            if self.accounts.denied(first, second):
                continue
            rough = _ROUGH if _hedged(first) or _hedged(second) else 0
            if abs(change) <= rough or self.accounts.in_one_sentence(first, second):
                continue
            if _may_be_of_service(first, second) or _may_be_of_service(second, first):
                continue
            if change > 0 and self.accounts.time_passes(first, second):
                continue
            if change < 0 and self.accounts.passages.looks_back(second.span):
                continue
            yield self.words.finding("age", second, first)
            return

    def _reliable(self, claim: Attribute) -> bool:
        """The narrator, or somebody who speaks of another and is called no liar."""
        text, start = self.story.text, claim.span.start
        if _SEEMS.search(text, max(0, start - _BEFORE), start):
            return False
        if claim.said_by is None:
            return True
        if claim.said_by == claim.character and _ASKED.search(text, max(0, start - _ANSWER), start):
            return not self.accounts.doubtful(claim)
        return claim.said_by != claim.character and not self.accounts.doubtful(claim)

    def lifetimes(self) -> Iterator[Finding]:
        """Ages above what the years of birth and death told of the same person leave room for."""
        for life in lifetimes(self.story.text):
            who = self._named_before(life.span)
            for claim in self.grouped.get((who, "age"), ()):
                age = years(claim.value)
                if age is None or age <= life.died - life.born + _ROUGH * _hedged(claim):
                    continue
                if claim.span.start < life.span.start or self.accounts.doubtful(claim):
                    continue
                name, said = self.names[who], flat(claim.span.text(self.story.text))
                message = (
                    f"{name}’s age: {self.words.who(claim)} says “{said}” here, but the years "
                    f"{life.born} and {life.died} make {name} {life.died - life.born} at most."
                )
                note = f"{name}: {life.born} to {life.died}"
                yield self.story.finding(
                    claim.span,
                    message,
                    evidence=(Evidence(life.span, note),),
                    confidence=round(claim.confidence * 0.8, 3),
                )
                break

    def seniorities(self) -> Iterator[Finding]:
        """Two ages that do not differ by the years that one is told to be older than the other."""
        for told in self.story.derive_from_story(_seniorities, "reading", "mentions", "quotes"):
            if told.older == NOBODY_KNOWN:
                one, other = self._two_ages(told.span)
            else:
                one = self._agesnear(told.older, told.span)
                other = self._agesnear(told.younger, told.span)
            if one is None or other is None:
                continue
            older, younger, loose = (
                years(one.value),
                years(other.value),
                not self.accounts.near(one, other),
            )
            if older is None or younger is None or abs(older - younger - told.years) <= loose:
                continue
            claim, against = (one, other) if one.span > other.span else (other, one)
            between = self.story.speech.narration(against.span.end, claim.span.start)
            if YEARS_LATER.search(between):
                continue
            name, said = self.names[claim.character], flat(claim.span.text(self.story.text))
            yield self.story.finding(
                claim.span,
                f"{name}’s age: {self.words.who(claim)} says “{said}” here, but "
                f"{self.names[one.character]} is {told.years} years older than "
                f"{self.names[other.character]}.",
                evidence=(
                    Evidence(told.span, "how much older"),
                    Evidence(against.span, f"{self.names[against.character]}’s age"),
                ),
                confidence=round(min(one.confidence, other.confidence) * 0.8, 3),
            )

    def _two_ages(self, span: Span) -> tuple[Attribute | None, Attribute | None]:
        """The ages of elder and younger, where the scene tells those of two people alone."""
        scene = self.accounts.passages.scene(span)
        ages = [c for (_, kind), claims in self.grouped.items() if kind == "age" for c in claims]
        told = [c for c in ages if years(c.value) and self.accounts.passages.scene(c.span) == scene]
        if len(told) != 2 or told[0].character == told[1].character:
            return None, None
        younger, elder = sorted(told, key=lambda c: years(c.value) or 0)
        return elder, younger

    def _agesnear(self, who: int, span: Span) -> Attribute | None:
        """The age told of somebody that stands nearest to a place, if it is one in years."""
        told = [c for c in self.grouped.get((who, "age"), ()) if years(c.value) and not _hedged(c)]
        return min(told, key=lambda c: abs(c.span.start - span.start), default=None)

    def _named_before(self, span: Span) -> int:
        """The person named last before a span, at most a few lines up; -1 for nobody."""
        mentions = self.story.mentions
        begin, end = np.searchsorted(mentions.start, [span.start - _STONE, span.start]).tolist()
        for k in range(end - 1, begin - 1, -1):
            who = int(mentions.entity[k])
            if who in self.names and mentions.kind[k] == MentionKind.NAME:
                return who
        return -1


def _seniorities(shared: Shared) -> tuple[Seniority, ...]:
    return tuple(seniorities(shared.story.clauses))


def _may_be_of_service(claim: Attribute, other: Attribute) -> bool:
    """Whether "in all his twenty years", of a grown man, may be years of something else."""
    told, age = years(claim.value) or 0, years(other.value) or 0
    return claim.value.endswith(" years") and told < age > _GROWN


def _hedged(claim: Attribute) -> bool:
    """Whether an age is but about so much: "nearly forty", "sixty-odd", "fifty or so"."""
    return _ABOUT.search(claim.value) is not None

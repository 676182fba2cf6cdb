"""Names by which somebody is only ever called: whose they are, told by who answers.

"Come on, Gracie" names nobody new where Grace answers. A name that stands in speech alone, mostly
as a call, is that of the one whom the speeches beside those calls give to, if that is always the
same one, and nothing speaks against it: a title or pronouns of another gender, another name
by which the same speaker calls them, or that the name is spoken of to its bearer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType, MentionKind
from fabula.manuscript.spans import SpanIndex
from fabula.story.mentions.frames import Frame
from fabula.story.model import Character, Quote
from fabula.story.names.gender import Gender, called_gender, given_name_gender
from fabula.story.names.narrator import is_address
from fabula.story.names.personal import PersonName

__all__ = ["is_short_for", "with_called_names"]

_NEAR = 6
"""Speeches looked back and ahead for who answers a call."""

_FAR = 900
"""Code points that may lie between two speeches of one conversation."""

_SURE = 0.5
"""The least confidence in a speaker that speaks against a name being theirs."""

_ENDINGS = ("ie", "y", "s", "es", "i", "o", "a", "ers", "z")
_SHORTEST = 3

_GENDERS = {"he/him": Gender.HE, "she/her": Gender.SHE}


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is a shorter or fonder form of another, by its letters (lower case).

    What is a given name in its own right shares more letters with one that it is a form of.

    >>> is_short_for("gracie", "grace"), is_short_for("mary", "mark")
    (True, False)
    """
    if short == name or min(len(short), len(name)) < _SHORTEST:
        return False
    if name.startswith(short) or (
        len(short) < len(name) <= len(short) + 2 and name.endswith(short)
    ):
        return True
    shortest = _SHORTEST + bool(given_name_gender(short))
    for end in _ENDINGS:
        stem = short.removesuffix(end)
        if len(stem) > _SHORTEST and stem[-1] == stem[-2] and not name.startswith(stem):
            stem = stem[:-1]
        if shortest <= len(stem) < len(short) and name.startswith(stem):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Call:
    """A name in speech: its mention, the speech (a row of the quotes), whether it is a call."""

    mention: int
    quote: int
    calls: bool


def with_called_names(
    frame: Frame,
    text: str,
    entity: Ints,
    quotes: Sequence[Quote],
    characters: Sequence[Character],
) -> Frame:
    """The frame with the numbers of names that are only called made those of who answers.

    ``entity``: of each mention, among them the ids of the characters. [M]
    """
    people = _Callers(frame, entity, quotes, characters)
    number = frame.name.copy()
    for name, calls in _called_only(frame, text, quotes).items():
        bearer = people.bearer(name, calls)
        if bearer >= 0:
            other = people.number(bearer)
            number[number == name] = other
    return replace(frame, name=number) if (number != frame.name).any() else frame


def _called_only(frame: Frame, text: str, quotes: Sequence[Quote]) -> Mapping[int, list[_Call]]:
    """The calls of each name that stands in speech alone, by its number."""
    named = (frame.name >= 0) & (frame.kind == MentionKind.NAME)
    named &= (frame.type == EntityType.PER) & (frame.name != frame.narrator)
    rows = np.flatnonzero(named)
    index = SpanIndex.of(quote.span for quote in quotes)
    at = index.all_around(frame.start[rows], frame.end[rows]).tolist()
    told = {int(frame.name[i]) for i, quote in zip(rows.tolist(), at, strict=True) if quote < 0}
    out: dict[int, list[_Call]] = defaultdict(list)
    for i, quote in zip(rows.tolist(), at, strict=True):
        name = frame.names[i]
        if int(frame.name[i]) not in told and name is not None and not name.plural:
            calls = is_address(text, int(frame.start[i]), int(frame.end[i]))
            out[int(frame.name[i])].append(_Call(i, quote, calls))
    return out


class _Callers:
    """Who answers calls, and what speaks against their being called so."""

    def __init__(
        self,
        frame: Frame,
        entity: Ints,
        quotes: Sequence[Quote],
        characters: Sequence[Character],
    ) -> None:
        self.frame, self.entity, self.quotes = frame, entity, quotes
        self.characters = {c.id: c for c in characters}
        self.names: dict[int, set[int]] = defaultdict(set)
        self.bearers: dict[int, set[int]] = defaultdict(set)
        self.given: dict[str, set[tuple[int, str]]] = defaultdict(set)  # by first and last letters
        self.mentions = Counter(entity.tolist())
        for i in np.flatnonzero((frame.name >= 0) & (frame.type == EntityType.PER)).tolist():
            number, name = int(frame.name[i]), frame.names[i]
            self.names[int(entity[i])].add(number)
            self.bearers[number].add(int(entity[i]))
            if name is not None and not name.plural and not name.title:
                for word in name.core[:1]:
                    for letters in (word[:_SHORTEST], word[-_SHORTEST:]):
                        self.given[letters].add((number, word))

    def number(self, person: int) -> int:
        """The number in ``name`` of somebody with one name."""
        return next(iter(self.names[person]))

    def bearer(self, name: int, calls: Sequence[_Call]) -> int:
        """Whose name one is that stands in speech alone, -1 for nobody known."""
        own = self.frame.names[calls[0].mention]
        if own is None or not own.core:
            return -1
        alike = self._alike(name, own)
        if len(alike) == 1:
            best = next(iter(alike))
            often = 3 * len(calls) <= self.mentions[best] or any(c.calls for c in calls)
            return best if often and self._fits(own, best, name, calls) else -1
        return -1 if alike else self._narrator(own, name, calls)

    def _narrator(self, own: PersonName, name: int, calls: Sequence[_Call]) -> int:
        """The nameless narrator where it is they who answer, else -1."""
        votes: Counter[int] = Counter()
        for call in calls:
            if call.calls:
                votes.update(self._answering(call.quote, int(self.entity[call.mention])))
        if not votes:
            return -1
        (best, most), *rest = votes.most_common(2)
        character = self.characters.get(best)
        nameless = character is not None and character.narrator and len(self.names[best]) == 1
        lead = most - 2 * (rest[0][1] if rest else 0)
        return best if nameless and lead > 1 and self._fits(own, best, name, calls) else -1

    def _answering(self, at: int, name: int) -> Iterator[int]:
        """Who speaks next before and after a call, neither who calls nor the name itself."""
        caller = self.quotes[at].speaker
        for step in (-1, 1):
            there = at
            for _ in range(_NEAR):
                there += step
                if not 0 <= there < len(self.quotes) or self._apart(there, there - step):
                    break
                who = self.quotes[there].speaker
                if who is not None and who not in (caller, name):
                    yield who
                    break

    def _apart(self, one: int, other: int) -> bool:
        low, high = sorted((one, other))
        return self.quotes[high].span.start - self.quotes[low].span.end > _FAR

    def _alike(self, name: int, own: PersonName) -> set[int]:
        """The characters by another of whose names one may be a form of it."""
        word = own.core[0]
        near = self.given.get(word[:_SHORTEST], set()) | self.given.get(word[-_SHORTEST:], set())
        return {
            person
            for number, other in near
            if number != name and is_short_for(word, other)
            for person in self.bearers[number]
            if person in self.characters
        }

    def _fits(self, own: PersonName, person: int, name: int, calls: Sequence[_Call]) -> bool:
        """Whether somebody has no other number, is of no other gender, and nobody is told of it."""
        character = self.characters[person]
        if len(self.names[person] - {name}) != 1:
            return False
        told = own.title_gender or called_gender(own.core[0])
        known = _GENDERS.get(character.pronouns or "", Gender.OPEN)
        return (not told or not known or told == known) and not self._spoken_of(person, calls)

    def _spoken_of(self, person: int, calls: Sequence[_Call]) -> bool:
        """Whether the name is surely said by somebody, or is spoken of to them alone."""
        for call in calls:
            quote = self.quotes[call.quote]
            if quote.confidence >= _SURE and (
                quote.speaker == person or (not call.calls and quote.addressees == (person,))
            ):
                return True
        return False

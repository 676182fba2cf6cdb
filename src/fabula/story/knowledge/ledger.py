"""Facts and who holds them: one fact for two ways of saying it, and what follows from that.

Two clauses are one fact where they are about the same one, deny or affirm alike, and share most
of their content words (by lemma; Jaccard of at least one half).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fabula.manuscript.spans import Span
from fabula.story.knowledge.holding import Attitude, Came, Held, Truth
from fabula.story.knowledge.minds import clause_span, held_in
from fabula.story.model import Story

__all__ = ["Known", "Ledger", "ToldFact", "ledger_of"]

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no"})
_ALIKE = 0.5
_CORRECTED = 0.5
_EARSHOT = 800
"""Code points around a speech in which those are told of who may hear it."""

_RECENT = 60
"""Facts about somebody that a new clause is compared with, the last ones."""


@dataclass(frozen=True, slots=True)
class ToldFact:
    """``words``: the clause that says it first. ``subject``: whom it is about, if anybody."""

    words: str
    subject: int | None
    truth: Truth
    span: Span


@dataclass(frozen=True, slots=True)
class Known:
    """``who`` holds fact number ``fact`` so, from the words at ``span`` on."""

    fact: int
    who: int
    attitude: Attitude
    how: Came | None
    source: int | None
    span: Span
    confidence: float


@dataclass(frozen=True, eq=False)
class Ledger:
    """``facts``, and ``known`` in the order of the text."""

    facts: tuple[ToldFact, ...]
    known: tuple[Known, ...]
    _about: Mapping[int, frozenset[int]] = field(default_factory=dict, repr=False)
    """Who is about where a fact is said aloud, and may have heard it."""

    def of(self, who: int, offset: int | None = None) -> tuple[Known, ...]:
        """What somebody holds of each fact, as last told up to an offset."""
        last: dict[int, Known] = {}
        for row in self.known:
            if row.who == who and (offset is None or row.span.start <= offset):
                last[row.fact] = row
        return tuple(last.values())

    def unknown_to(self, who: int, offset: int | None = None) -> tuple[Known, ...]:
        """What others know and somebody is not told to: each fact once, by who knew it first.

        What is said aloud where somebody is about is not said to be unknown to them.
        """
        own = {row.fact for row in self.of(who, offset)}
        first: dict[int, Known] = {}
        for row in self.known:
            told = offset is None or row.span.start <= offset
            theirs = row.attitude == "knows" and who not in (row.who, row.source)
            if told and theirs and row.fact not in own and who not in self._about.get(row.fact, ()):
                first.setdefault(row.fact, row)
        return tuple(first.values())

    def secrets(self, present: Iterable[int], offset: int) -> tuple[Known, ...]:
        """What some of those present know at an offset and others of them are not told to."""
        here = list(present)
        found: dict[int, Known] = {}
        for who in here:
            for row in self.unknown_to(who, offset):
                if row.who in here:
                    found.setdefault(row.fact, row)
        return tuple(found.values())


def ledger_of(story: Story) -> Ledger:
    """The facts of a story that somebody is told to hold, and who does."""
    books = _Books(story)
    for held in sorted(held_in(story), key=lambda one: one.verb):
        books.enter(held)
    books.known.sort(key=lambda row: row.span.start)
    about = {fact: frozenset(who) for fact, who in books.about.items()}
    return Ledger(tuple(books.facts), tuple(books.known), about)


class _Books:
    """The facts so far, by whom they are about and whether they deny, and who holds them."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.facts: list[ToldFact] = []
        self.known: list[Known] = []
        self._alike: defaultdict[tuple[int | None, bool], list[tuple[int, frozenset[str]]]]
        self._alike = defaultdict(list)
        self._last: dict[tuple[int, int], Known] = {}
        self.about: defaultdict[int, set[int]] = defaultdict(set)

    def enter(self, held: Held) -> None:
        """One attitude to one fact; a belief that it contradicts is given up."""
        story = self.story
        subject, denied, content = _meaning(story, held)
        number = _same(self._alike[subject, denied], content)
        if number is None:
            number = len(self.facts)
            span = clause_span(story, held)
            words = span.text(story.manuscript.text)
            self.facts.append(ToldFact(words, subject, held.truth, span))
            self._alike[subject, denied].append((number, content))
        before = self._last.get((number, held.who))
        spoken = held.how == "always" and story.clauses.quote_of[held.verb] >= 0
        if spoken and before is not None and before.attitude == held.attitude:
            return  # tells what they are known to know
        span = story.clauses.span(
            min(held.verb, held.clause[0]), max(held.verb + 1, held.clause[1])
        )
        if story.clauses.quote_of[held.verb] >= 0:
            self.about[number].update(_about(story, span))
        self._add(
            Known(number, held.who, held.attitude, held.how, held.source, span, held.confidence)
        )
        if held.attitude == "knows" and subject is not None:
            self._correct(held, span, _same(self._alike[subject, not denied], content))

    def _correct(self, held: Held, span: Span, opposite: int | None) -> None:
        """Who comes to know the opposite of what they believed gives that up."""
        if opposite is None:
            return
        before = self._last.get((opposite, held.who))
        if before is not None and before.attitude == "believes":
            given_up = Known(opposite, held.who, "doubts", held.how, held.source, span, _CORRECTED)
            self._add(given_up)

    def _add(self, row: Known) -> None:
        self.known.append(row)
        self._last[row.fact, row.who] = row


def _about(story: Story, span: Span) -> list[int]:
    """Whom the text names or lets speak close to a speech."""
    mentions = story.mentions
    low, high = mentions.start.searchsorted((span.start - _EARSHOT, span.end + _EARSHOT)).tolist()
    index = story.speech.begun_within(span.start - _EARSHOT, span.end + _EARSHOT)
    spoken = [quote.speaker for quote in index if quote.speaker is not None]
    told = story.clauses.quote_of
    seen = zip(mentions.entity[low:high].tolist(), mentions.head[low:high].tolist(), strict=True)
    return [*spoken, *(who for who, head in seen if told[head] < 0)]


def _meaning(story: Story, held: Held) -> tuple[int | None, bool, frozenset[str]]:
    """Whom a clause is about, whether it denies, and the lemmas of its content words."""
    clauses, reading = story.clauses, story.reading
    tokens = range(*held.clause)
    subject = next((t for t in tokens if reading.deprels[t].startswith("nsubj")), -1)
    owner = clauses.who(subject)
    content = frozenset(
        reading.lemmas[t].lower() for t in tokens if reading.upos[t] in _CONTENT and t != subject
    )
    denied = any(clauses.words[t] in _NOT for t in tokens)
    return (owner.entity if owner is not None else None), denied, content


def _same(known: list[tuple[int, frozenset[str]]], content: frozenset[str]) -> int | None:
    """The number of the fact that shares most content words, if it shares enough."""
    if not content:
        return None
    for number, words in reversed(known[-_RECENT:]):
        if len(words & content) >= _ALIKE * len(words | content):
            return number
    return None

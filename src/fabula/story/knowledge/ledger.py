"""Facts and who holds them: one fact for two ways of saying it, and what follows from that.

Two clauses are one fact where they are about the same one, deny or affirm alike, and share most
of their content words (by lemma; Jaccard of at least one half).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fabula.manuscript.spans import Span
from fabula.story.knowledge.minds import Attitude, Came, Held, Truth, clause_span, held_in
from fabula.story.model import Story

__all__ = ["Known", "Ledger", "ToldFact", "ledger_of"]

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no"})
_ALIKE = 0.5
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
    _by_who: dict[int, dict[int, Known]] = field(default_factory=dict, repr=False)

    def of(self, who: int, offset: int | None = None) -> tuple[Known, ...]:
        """What somebody holds of each fact, as last told up to an offset."""
        last: dict[int, Known] = {}
        for row in self.known:
            if row.who == who and (offset is None or row.span.start <= offset):
                last[row.fact] = row
        return tuple(last.values())

    def unknown_to(self, who: int, offset: int | None = None) -> tuple[Known, ...]:
        """What others know and somebody is not told to: each fact once, by who knew it first."""
        own = {row.fact for row in self.of(who, offset)}
        first: dict[int, Known] = {}
        for row in self.known:
            told = offset is None or row.span.start <= offset
            theirs = row.attitude == "knows" and who not in (row.who, row.source)
            if told and theirs and row.fact not in own:
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
    facts: list[ToldFact] = []
    alike: defaultdict[tuple[int | None, bool], list[tuple[int, frozenset[str]]]]
    alike = defaultdict(list)
    known: list[Known] = []
    for held in held_in(story):
        subject, denied, content = _meaning(story, held)
        number = _same(alike[subject, denied], content)
        if number is None:
            number = len(facts)
            span = clause_span(story, held)
            facts.append(ToldFact(span.text(story.manuscript.text), subject, held.truth, span))
            alike[subject, denied].append((number, content))
        span = story.clauses.span(
            min(held.verb, held.clause[0]), max(held.verb + 1, held.clause[1])
        )
        known.append(
            Known(number, held.who, held.attitude, held.how, held.source, span, held.confidence)
        )
    known.sort(key=lambda row: row.span.start)
    return Ledger(tuple(facts), tuple(known))


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

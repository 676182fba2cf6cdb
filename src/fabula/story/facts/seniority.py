"""Who is older than whom, and by how many years: "had two years on me", "three years younger"."""

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.manuscript.spans import Span
from fabula.story.facts.ages import number_at
from fabula.story.facts.clauses import Clauses

__all__ = ["NOBODY_KNOWN", "Seniority", "seniorities"]

NOBODY_KNOWN = -1
"""Of a brother or sister and somebody spoken to who are not known to be anybody."""

_COMPARED = {"older": 1, "senior": 1, "younger": -1, "junior": -1}
_TO_WHOM = 6
"""How many tokens after "older" the other person stands at most."""


@dataclass(frozen=True, slots=True)
class Seniority:
    """``older`` is ``years`` years older than ``younger``, as the words at ``span`` say."""

    older: int
    younger: int
    years: int
    span: Span


def seniorities(clauses: Clauses) -> Iterator[Seniority]:
    """Each difference of ages that is told in years."""
    words = clauses.words
    for i, word in enumerate(words):
        if word not in ("years", "year") or i + 2 >= len(words):
            continue
        number = _number_before(words, i)
        status = clauses.status(i, i + 1)
        if number is None or status is None or status.negated or clauses.said_by(i) is False:
            continue
        other, sign, last = _compared(words, i)
        if not sign or other < 0 or other >= len(words):
            continue
        at = i + 1 if words[i + 1] in _COMPARED else i
        if words[i + 1] == "on" and clauses.head(i) >= 0:
            at = clauses.head(i)
        one = clauses.who(clauses.subject(at))
        two = clauses.who(_head(clauses, other))
        if (one is None or two is None) and _of_kin(clauses, i, at):
            yield Seniority(NOBODY_KNOWN, NOBODY_KNOWN, number, clauses.span(i - 1, last))
            continue
        if one is None or two is None or one.entity == two.entity:
            continue
        if min(one.confidence, two.confidence) < 0.5:
            continue
        older, younger = (one, two) if sign > 0 else (two, one)
        yield Seniority(older.entity, younger.entity, number, clauses.span(i - 1, last))


def _compared(words: tuple[str, ...], i: int) -> tuple[int, int, int]:
    """Where the other person stands, 1 for older and -1 for younger, and the last token."""
    if words[i + 1] == "on":
        return i + 2, 1, i + 3
    if words[i + 1] in ("older", "younger"):
        than = words[i + 2] == "than"
        return (i + 3 if than else -1), _COMPARED[words[i + 1]], i + 4
    if words[i + 2] in ("senior", "junior"):
        return i + 1, _COMPARED[words[i + 2]], i + 3
    return -1, 0, i


def _of_kin(clauses: Clauses, years: int, at: int) -> bool:
    """ "Your sister is three years older than you", of two whom nobody could link."""
    subject = clauses.subject(at)
    known = subject >= 0 and clauses.words[subject] in ("sister", "brother")
    return known and clauses.possessor_before(subject) >= 0 and subject < years


def _head(clauses: Clauses, token: int) -> int:
    m = clauses.cover[token]
    return int(clauses.mentions.head[m]) if m >= 0 else token


def _number_before(words: tuple[str, ...], i: int) -> int | None:
    for first in range(max(0, i - 3), i):
        found = number_at(words, first)
        if found and found[1] == i:
            return found[0]
    return 1 if words[i - 1] == "a" else None

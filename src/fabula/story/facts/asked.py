"""What answers tell of how people look and how old they are: "Eyes?" "Green, I think."

A question names what is asked for and of whom: of who answers ("How old are you?", "Hair?"), or
of somebody else ("What colour are her eyes?").
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from fabula.english.attributes import KINDS
from fabula.english.colours import COLOURS, SHADES
from fabula.english.looks import BEFORE_AN_ANSWER
from fabula.story.facts.ages import number_at
from fabula.story.facts.clauses import Clauses
from fabula.story.model import Attribute, Quote

__all__ = ["find_answers"]

_COLOUR = re.compile(
    r"\b(?:what|which)\s(?:colou?r|sort|kind)\b[^?.]{0,12}?\b(?:is|are|were|was|['’]s)?\s?"
    r"(?P<whose>your|his|her|my)?\s?(?P<what>eyes|hair|beard)\b[^?.]{0,16}\?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:\A|[.?!]\s)\W{0,3}(?:(?:the\s)?colou?r\sof\s)?(?:and\s)?(?:(?P<whose>your|his|her)\s)?"
    r"(?P<what>eyes|hair|beard|age)\?\W{0,6}\Z",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\bhow\sold\s(?:are|is|was|were)\s(?P<whose>you|he|she)\b[^?.]{0,24}\?"
    r"|\bwhat\sage\s(?:are|is)\s(?P<whose2>you|he|she)\b[^?.]{0,24}\?",
    re.IGNORECASE,
)
_OF_WHO_ANSWERS = frozenset({"your", "you", ""})
_NEAR = 160
"""How far after a question, in code points, the answer begins."""
_LEAST_AGE, _MOST_AGE = 2, 110
_SURE = 0.85
_KNOWN = 0.5
"""From which on it is known who asks."""
_NO_AGE = frozenset(
    {"o'clock", "o’clock", "of", "pounds", "dollars", "times", "per", "percent", "feet"}
)


def find_answers(clauses: Clauses) -> Iterator[Attribute]:
    """Each look or age that is asked for in one speech and told in the next."""
    text = clauses.reading.text
    for asked, told in pairwise(clauses.quotes):
        if not 0 <= told.span.start - asked.span.end < _NEAR:
            continue
        words = asked.span.text(text)
        himself = asked.speaker is not None and asked.speaker == told.speaker
        if "?" not in words or (himself and asked.confidence >= _KNOWN):
            continue
        found = _COLOUR.search(words) or _BARE.search(words)
        kind = found["what"].lower() if found is not None else "age"
        found = found or _AGE.search(words)
        if found is None:
            continue
        groups = found.groupdict()
        whose = (groups.get("whose") or groups.get("whose2") or "").lower()
        who = told.speaker if whose in _OF_WHO_ANSWERS else _other(clauses, asked, found, whose)
        if who is not None and who in clauses.people:
            for part in _parts(clauses, told):
                answer = list(_answer(clauses, part, kind, who))
                yield from answer
                if answer:
                    break


def _parts(clauses: Clauses, told: Quote) -> Iterator[Quote]:
    """A speech and what the same one goes on to say at once: "Two," he said, and then, "Green." """
    yield told
    following = next((q for q in clauses.quotes if q.span.start >= told.span.end), None)
    if following is None or told.speaker is None or following.speaker != told.speaker:
        return
    if following.span.start - told.span.end < _NEAR:
        yield following


def _other(clauses: Clauses, asked: Quote, found: re.Match[str], whose: str) -> int | None:
    """Whom "her" means in a question."""
    at = asked.span.start + found.start("whose" if found.groupdict().get("whose") else "whose2")
    owner = clauses.who(clauses.token_at(at))
    wanted = "she/her" if whose in ("she", "her") else "he/him"
    if owner is None or clauses.pronouns.get(owner.entity) not in (None, wanted):
        return None
    return owner.entity if owner.entity != asked.speaker else None


def _answer(clauses: Clauses, told: Quote, kind: str, who: int) -> Iterator[Attribute]:
    """The first word of the answer that is a value of the kind, if nothing else comes before."""
    first = clauses.token_at(told.span.start)
    last = clauses.token_at(told.span.end - 1) + 1
    t = first
    while t < last and (clauses.reading.upos[t] == "PUNCT" or clauses.words[t] in BEFORE_AN_ANSWER):
        t += 1
    if t >= last:
        return
    end = t
    if kind == "age":
        number = number_at(clauses.words, t)
        if number is None or not _LEAST_AGE <= number[0] <= _MOST_AGE:
            return
        end = number[1]
        if end < len(clauses.words) and clauses.words[end] in _NO_AGE:
            return
    else:
        while end < last and clauses.words[end] in KINDS[kind].values | SHADES:
            end += 1
        if not any(w in COLOURS | SHADES for w in clauses.words[t:end]):
            return
    if end <= t:
        return
    yield Attribute(
        character=who,
        kind=kind,
        value=clauses.text(t, end).replace(" - ", "-"),
        span=clauses.span(t, end),
        said_by=told.speaker,
        confidence=_SURE,
    )

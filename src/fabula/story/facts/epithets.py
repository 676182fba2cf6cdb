"""Whom "the tall man" means, where the link to somebody cannot be.

Nobody is called by a description in a sentence whose subject they are ("She looked across the
room at the tall woman"), nor is the one who tells the story as "I". Where one alone is left of
those who were just spoken of, that one is meant.
"""

from fabula.english.people import FEMININE_NOUNS, MASCULINE_NOUNS
from fabula.language.reading import MentionKind
from fabula.story.facts.clauses import Clauses, Owner

__all__ = ["meant_by_description", "seen_of_another"]

_DEFINITE = frozenset({"the", "that", "this"})
_BEFORE = 90
"""How many tokens before a description those are looked for whom it may mean."""
_SURELY = 0.75
"""Links weaker than this give way to the viewpoint: nobody describes themselves."""
_LEFT_OVER = 0.75
"""How sure it is that the one who is left is meant."""


def meant_by_description(clauses: Clauses, mention: int) -> Owner | None:
    """The person of a mention, or whoever else a description must mean."""
    owner = clauses.owner(mention)
    mentions = clauses.mentions
    first = int(mentions.first[mention])
    described = (
        mentions.kind[mention] == MentionKind.NOUN
        and clauses.words[first] in _DEFINITE
        and clauses.quote_of[first] < 0
    )
    if not described:
        return owner
    taken = _subjects_before(clauses, first) | clauses.tellers
    if owner is None or owner.entity not in taken:
        looks = owner is not None and owner.entity == clauses.viewpoint(first)
        return None if looks and float(mentions.score[mention]) < _SURELY else owner
    return _left_over(clauses, first, taken, clauses.words[int(mentions.head[mention])])


def seen_of_another(clauses: Clauses, token: int, owner: Owner | None) -> Owner | None:
    """Whose "the brown eyes" are, told without a possessor: not of the one who looks.

    ``owner``: whose they seem to be.
    """
    if clauses.quote_of[token] >= 0:
        return owner
    taken = {clauses.viewpoint(token)} | clauses.tellers
    if owner is not None and owner.entity not in taken:
        return owner
    return _left_over(clauses, token, taken | _subjects_before(clauses, token), "")


def _left_over(clauses: Clauses, token: int, taken: set[int], noun: str) -> Owner | None:
    """The one person spoken of just before who is not taken and whom the noun fits."""
    left = _near(clauses, noun, token) - taken
    return Owner(left.pop(), _LEFT_OVER) if len(left) == 1 else None


def _subjects_before(clauses: Clauses, first: int) -> set[int]:
    """Who is a subject earlier in the sentence, in narration."""
    begin, _ = clauses.sentence(first)
    found: set[int] = set()
    for t in range(begin, first):
        if clauses.reading.deprels[t].startswith("nsubj") and clauses.quote_of[t] < 0:
            owner = clauses.who(t)
            if owner is not None:
                found.add(owner.entity)
    return found


def _near(clauses: Clauses, noun: str, first: int) -> set[int]:
    """Those spoken of just before, whom the noun of a description fits."""
    he, she = noun in MASCULINE_NOUNS, noun in FEMININE_NOUNS
    found: set[int] = set()
    for t in range(max(0, first - _BEFORE), first):
        m = clauses.cover[t]
        entity = int(clauses.mentions.entity[m]) if m >= 0 else -1
        if entity not in clauses.people:
            continue
        called = clauses.pronouns.get(entity) or ""
        other = (he and called.startswith("she")) or (she and called.startswith("he"))
        if not other:
            found.add(entity)
    return found

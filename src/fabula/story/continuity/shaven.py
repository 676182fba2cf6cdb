"""A beard, and a bare chin: "his beard hung to his belt", "he rubbed his smooth chin"."""

import re
from collections.abc import Iterator

from fabula.english.changes import SHORN
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import is_of_another_time, matches_near, meant_by
from fabula.story.model import Story

__all__ = ["bare_chins"]

_OWN = r"(?P<own>[Hh]is|[Mm]y)"
_BEARD = re.compile(
    rf"\b{_OWN}\s(?:[\w-]+,?\s){{0,2}}beard\b"
    r"|\b(?P<verb>had|wore|grew|has|wears)\sa\s(?:[\w-]+,?\s){0,3}beard\b"
    r"|\bhad(?:\snot|n['’]t)\s(?P<verb2>shaved|touched\sa\srazor)\s(?:since|for)\b"
    r"|\b(?P<name>[A-Z]\w+)['’]s\s(?:[\w-]+,?\s){0,2}beard\b"
    r"|\b[Tt]he\s(?P<role>\w+)['’]s\s(?:[\w-]+,?\s){0,2}beard\b"
)
_BARE = re.compile(
    rf"\b{_OWN}\s(?:\w+,?\s)?(?:smooth|bare|clean-shaven|shaven|smooth-shaven|beardless|hairless|naked)\s(?:chin|jaw|cheeks?|face)\b"
)
_KEYS = frozenset({"beard", "shaved", "razor"})
_CHINS = frozenset({"chin", "jaw", "cheek", "cheeks", "face"})
_SHORN = re.compile(rf"\b(?:{alternation(SHORN)})\b")
_FAR = 20_000


def bare_chins(story: Story) -> Iterator[Clash]:
    """The first bare chin of each one who has been told to have a beard."""
    beards: list[tuple[int, Span]] = []
    for match in matches_near(story, _BEARD, _KEYS, 50, 30):
        who = _bearer(story, match)
        span = Span(*match.span())
        if who is not None and _is_so(story, span):
            beards.append((who, span))
    told: set[int] = set()
    for match in matches_near(story, _BARE, _CHINS, 40, 2) if beards else ():
        who = meant_by(story, match.start("own"), match["own"])
        span = Span(*match.span())
        first = [at for one, at in beards if one == who and at.end < span.start]
        if who is None or who in told or not first or not _is_so(story, span):
            continue
        near = span.start - first[-1].end < _FAR
        if near and not _SHORN.search(story.manuscript.text, first[-1].end, span.start):
            told.add(who)
            yield Clash("shaven", first[-1], span, None if who == NARRATOR else who)


def _is_so(story: Story, span: Span) -> bool:
    return story.speech.at(span.start) is None and not is_of_another_time(story, span)


def _bearer(story: Story, match: re.Match[str]) -> int | None:
    """Whose the beard is: by its possessor, else the subject of the verb."""
    if match["own"]:
        return meant_by(story, match.start("own"), match["own"])
    if match["name"] or match["role"]:
        at = match.start("name" if match["name"] else "role")
        owner = story.clauses.who(story.clauses.token_at(at))
        return owner.entity if owner is not None else None
    verb = story.clauses.token_at(match.start("verb" if match["verb"] else "verb2"))
    owner = story.clauses.who(story.clauses.subject(verb))
    return owner.entity if owner is not None else None

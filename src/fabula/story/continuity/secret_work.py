"""What somebody does for a living and has told nobody, in somebody else's mouth."""

import re
from collections.abc import Iterator

from fabula.english.minds import BY_WHICH_ONE_LEARNS
from fabula.english.people import OCCUPATIONS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import matches_near, meant_by, people_in, sentence_around
from fabula.story.model import Story

__all__ = ["work_not_told"]

_UNTOLD = re.compile(
    r"\b(?P<who>[A-Z]\w+|[Hh]e|[Ss]he|I)\s(?:had\snot|hadn['’]t|did\snot|didn['’]t|had\snever|never)\s(?:told|tell)\s(?:a\s(?:living\s)?soul|anyone|anybody|any\sof\sthem|them)\b[^.]{0,30}?\b(?:what\s(?:he|she|I)\sdid|what\s(?:his|her|my)\s(?:job|work|trade)\swas|who\s(?:he|she|I)\s(?:really\s)?was|why\s(?:he|she|I)\s(?:had\scome|was\sthere))\b"
)
_TRADES = alternation(
    [*sorted(OCCUPATIONS, key=len, reverse=True), "investigator", "agent", "policeman", "cop"]
)
_CALLED = re.compile(
    rf"\b(?:[Yy]ou['’]re|[Yy]ou\sare|[Ww]hat\s(?:does|would|is|could)|[Ff]or|[Ss]o\s|[Aa]s)\s(?:a|an|the)\s(?:\w+\s)?(?:{_TRADES})\b"
)
_LEARNS = re.compile(rf"\b(?:{alternation(BY_WHICH_ONE_LEARNS)})\b", re.IGNORECASE)
_TELLING = frozenset({"told", "tell"})
_REACH = 30_000


def work_not_told(story: Story) -> Iterator[Clash]:
    """The first speech of somebody else that names the work nobody has been told of."""
    text = story.manuscript.text
    for match in matches_near(story, _UNTOLD, _TELLING, 40, 90):
        if story.speech.at(match.start()) is not None:
            continue
        keeper = _keeper(story, match)
        for quote in story.speech.begun_within(match.end(), match.end() + _REACH):
            said = _CALLED.search(text, quote.span.start, quote.span.end)
            if said is None or quote.speaker is None or quote.speaker == keeper:
                continue
            near = people_in(story, Span(max(0, said.start() - 600), said.start()))
            told = story.speech.narration(sentence_around(story, match.end()).end, said.start())
            if keeper in near and not _LEARNS.search(told[-_BESIDE:]):
                first, second = Span(*match.span()), Span(*said.span())
                yield Clash("work not told", first, second, quote.speaker)
            break


_BESIDE = 1500


def _keeper(story: Story, match: re.Match[str]) -> int | None:
    word = match["who"]
    if word == "I":
        return next((c.id for c in story.characters if c.narrator), None)
    if word.lower() in ("he", "she"):
        return meant_by(story, match.start("who"), word)
    return next((c.id for c in story.characters if word in c.name.split()), None)

"""Questions about what the one who asks has been told: where somebody lives, how old they are."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import NOT_TAKEN_IN
from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Quote, Story

__all__ = ["AskedAgain", "asked_again"]

_N = rf"(?:{alternation(NUMBERS)}|\d+)"
_I_AM = r"\b(?:I['’]m|I\sam)"
_I_HAVE = r"\bI(?:['’]ve|\shave)(?:\sgot)?"
_DO_YOU_HAVE = r"\b(?:[Dd]o\syou\shave|[Hh]ave\syou(?:\sgot)?|[Gg]ot|[Yy]ou\sgot)\s(?:any\s)?"


@dataclass(frozen=True, slots=True)
class _Topic:
    """What somebody can be told of another: the words that tell it, and those that ask."""

    name: str
    told: re.Pattern[str]
    asked: re.Pattern[str]


def _topic(name: str, told: str, asked: str) -> _Topic:
    return _Topic(name, re.compile(told), re.compile(asked))


_HOME = _topic(
    "where they live",
    r"\bI\slive\s(?:in|at|on|with|above|over|near|across|by)\b",
    r"\b[Ww]here\sdo\syou\slive\b",
)
_NAME = _topic(
    "their name",
    r"\b[Mm]y\sname(?:['’]s|\sis)\s[A-Z]|\bI['’]m\scalled\s[A-Z]",
    r"\b[Ww]hat(?:['’]s|\sis)\syour\sname\b",
)
_AGE = _topic(
    "how old they are",
    rf"{_I_AM}\s(?:only\s|just\s|nearly\s)?{_N}(?:-{_N})?(?:\syears\sold)?[.,!;]",
    r"\b[Hh]ow\sold\sare\syou\b",
)
_SIBLINGS = _topic(
    "their brothers and sisters",
    rf"{_I_HAVE}\s(?:{_N}|a|an|no|only)\s(?:\w+\s)?(?:brothers?|sisters?)\b",
    rf"{_DO_YOU_HAVE}(?:brothers?|sisters?|siblings)\b",
)
_ORIGIN = _topic(
    "where they are from",
    rf"{_I_AM}\sfrom\s[A-Z]|\bI\scome\sfrom\s[A-Z]",
    r"\b[Ww]here\s(?:are\syou|do\syou\scome)\sfrom\b",
)
_WORK = _topic(
    "what they do",
    r"\bI\swork\s(?:at|in|for|as)\b|\bI\steach\b",
    r"\b[Ww]hat\sdo\syou\sdo\b(?:\sfor\sa\sliving)?\?|\b[Ww]here\sdo\syou\swork\b",
)
_MARRIED = _topic(
    "whether they are married",
    rf"{_I_AM}\smarried\b|\b[Mm]y\s(?:wife|husband)\b",
    r"\b[Aa]re\syou\smarried\b",
)
_CHILDREN = _topic(
    "their children",
    rf"{_I_HAVE}\s(?:{_N}|a|an|no)\s(?:\w+\s)?(?:sons?|daughters?|kids?|child(?:ren)?)\b",
    rf"{_DO_YOU_HAVE}(?:children|kids)\b",
)
_TOPICS = (_HOME, _NAME, _AGE, _SIBLINGS, _ORIGIN, _WORK, _MARRIED, _CHILDREN)
_NOT_NEW = re.compile(r"\b(?:again|remind|forg[oe]t\w*|really|tell\sme|repeat)\b", re.IGNORECASE)
_NOT_TAKEN_IN = re.compile(rf"\b(?:{alternation(NOT_TAKEN_IN)})\b", re.IGNORECASE)
_NEAR = 600
_REACH = 40_000
"""How far, in code points, one keeps in mind what one was told."""


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """``asker`` asks at ``asked`` what ``who`` told them at ``told``."""

    asker: int
    who: int
    topic: str
    told: Span
    asked: Span


def asked_again(story: Story) -> Iterator[AskedAgain]:
    """Each question to somebody that they have answered before to the one who asks."""
    text, quotes = story.manuscript.text, tuple(story.quotes)
    told: defaultdict[tuple[str, int], list[tuple[int, Span]]] = defaultdict(list)
    for k, quote in enumerate(quotes):
        if quote.speaker is None:
            continue
        said = quote.span.text(text)
        for topic in _TOPICS:
            asked = topic.asked.search(said)
            if asked and not _NOT_NEW.search(said):
                span = Span(quote.span.start + asked.start(), quote.span.start + asked.end())
                yield from _known(story, quotes, k, topic.name, span, told)
            made = topic.told.search(said)
            if made:
                start = quote.span.start + made.start()
                end = quote.span.start + made.end()
                told[topic.name, quote.speaker].append((k, Span(start, end)))


def _known(
    story: Story,
    quotes: tuple[Quote, ...],
    k: int,
    topic: str,
    asked: Span,
    told: defaultdict[tuple[str, int], list[tuple[int, Span]]],
) -> Iterator[AskedAgain]:
    asker = quotes[k].speaker
    whom = _answers(quotes, k)
    if asker is None or whom is None or whom == asker:
        return
    for at, span in told[topic, whom]:
        between = story.manuscript.text[span.end : asked.start]
        if asked.start - span.end > _REACH or _NOT_TAKEN_IN.search(between):
            continue
        if _heard(quotes, at, k):
            yield AskedAgain(asker, whom, topic, span, asked)
            return


def _answers(quotes: tuple[Quote, ...], k: int) -> int | None:
    """Who is asked: the one who speaks next, whom the question may be known to be for."""
    asker = quotes[k].speaker
    following = next((q.speaker for q in quotes[k + 1 : k + 4] if q.turn != quotes[k].turn), None)
    if following is None or following == asker:
        return None
    to = quotes[k].addressees
    return following if not to or following in to else None


def _heard(quotes: tuple[Quote, ...], at: int, k: int) -> bool:
    """Whether the one who asks was spoken to, or spoke right before or after."""
    told, asker = quotes[at], quotes[k].speaker
    if asker in told.addressees:
        return True
    before = next((q for q in reversed(quotes[max(0, at - 3) : at]) if q.turn != told.turn), None)
    after = next((q for q in quotes[at + 1 : min(k, at + 4)] if q.turn != told.turn), None)
    near = (q for q in (before, after) if q is not None)
    return any(q.speaker == asker and abs(q.span.start - told.span.start) < _NEAR for q in near)

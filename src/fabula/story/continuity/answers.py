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
_TOPICS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (topic, re.compile(told), re.compile(asked))
    for topic, told, asked in (
        ("where they live", r"\bI\slive\s(?:in|at|on|with|above|over|near|across|by)\b",
         r"\b[Ww]here\sdo\syou\slive\b"),
        ("their name", r"\b[Mm]y\sname(?:['’]s|\sis)\s[A-Z]|\bI['’]m\scalled\s[A-Z]",
         r"\b[Ww]hat(?:['’]s|\sis)\syour\sname\b"),
        ("how old they are",
         rf"{_I_AM}\s(?:only\s|just\s|nearly\s)?{_N}(?:-{_N})?(?:\syears\sold)?[.,!;]",
         r"\b[Hh]ow\sold\sare\syou\b"),
        ("their brothers and sisters",
         rf"{_I_HAVE}\s(?:{_N}|a|an|no|only)\s(?:\w+\s)?(?:brothers?|sisters?)\b",
         rf"{_DO_YOU_HAVE}(?:brothers?|sisters?|siblings)\b"),
        ("where they are from", rf"{_I_AM}\sfrom\s[A-Z]|\bI\scome\sfrom\s[A-Z]",
         r"\b[Ww]here\s(?:are\syou|do\syou\scome)\sfrom\b"),
        ("what they do", r"\bI\swork\s(?:at|in|for|as)\b|\bI\steach\b",
         r"\b[Ww]hat\sdo\syou\sdo\b(?:\sfor\s(?:a\sliving|work))?\?|\b[Ww]here\sdo\syou\swork\b"),
        ("whether they are married", rf"{_I_AM}\smarried\b|\b[Mm]y\s(?:wife|husband)\b",
         r"\b[Aa]re\syou\smarried\b"),
        ("their children",
         rf"{_I_HAVE}\s(?:{_N}|a|an|no)\s(?:\w+\s)?(?:sons?|daughters?|kids?|child(?:ren)?)\b",
         rf"{_DO_YOU_HAVE}(?:children|kids)\b"),
    )
)  # fmt: skip
_NOT_NEW = re.compile(r"\b(?:again|remind|forg[oe]t\w*|really|tell\sme|repeat)\b", re.IGNORECASE)
_NOT_TAKEN_IN = re.compile(rf"\b(?:{alternation(NOT_TAKEN_IN)})\b", re.IGNORECASE)
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
        for topic, statement, question in _TOPICS:
            asked = question.search(said)
            if asked and not _NOT_NEW.search(said):
                span = Span(quote.span.start + asked.start(), quote.span.start + asked.end())
                yield from _known(story, quotes, k, topic, span, told)
            statement_made = statement.search(said)
            if statement_made:
                start = quote.span.start + statement_made.start()
                end = quote.span.start + statement_made.end()
                told[topic, quote.speaker].append((k, Span(start, end)))


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
        if _heard(quotes, at, asker):
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


def _heard(quotes: tuple[Quote, ...], at: int, who: int) -> bool:
    """Whether somebody was spoken to, or spoke right before or after."""
    turn = quotes[at].turn
    beside = [q for q in quotes[max(0, at - 4) : at + 5] if q.turn != turn]
    near = [q for q in beside if abs(q.span.start - quotes[at].span.start) < 600]
    return who in quotes[at].addressees or any(q.speaker == who for q in near)

"""How many people are together, counted twice in a scene."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.motion import ARRIVING
from fabula.english.numbers import NUMBERS
from fabula.english.supersenses import NOUN_SENSES
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import matches_near
from fabula.story.model import Story

__all__ = ["MoreHeads", "more_heads", "others_of_us"]

_SMALL = {word: n for word, n in NUMBERS.items() if 2 <= n <= 12}
_N = alternation(_SMALL)
_FIRST = re.compile(
    rf"\b(?:[Tt]here\s(?:were|are)|[Ww]e\swere|[Tt]hey\swere)\s(?:only\s|now\s|just\s)?(?P<n>{_N})(?:\sof\s(?:them|us)\b|\s(?:at|round|around)\sthe\b)"
)
_LEFT = re.compile(
    rf"\b(?i:(?P<n>{_N}))\sof\s(?:us|them)\s(?:were\s|was\s|are\s)?(?:left\b|sat\sin\sthem\b|[^.:;]{{0,40}}:\s(?=[A-Z]))"
)
"""A part told of whom nobody is left out: "two of us were left", "three of us went: Ann and"."""
_GROUP = re.compile(r"\b(?:was|were|are)\s(?:now\s|only\s)?a\s(?P<n>trio|quartet|quintet)\b")
_MADE = re.compile(
    rf"\b(?:[Tt]hat|[Ww]hich|[Ii]t|[Tt]his)\s(?:made|makes|left|leaves)\s(?:just\s|only\s)?(?P<n>{_N})\sof\s(?:them|us)\b"
)
_AGAIN = re.compile(
    rf"\b(?:[Tt]he|[Aa]ll)\s(?P<n>{_N})\sof\s(?:them|us)\b"
    rf"|\b(?:whole\slot|whole\sparty|everyone|everybody|them|us|company)\b[^.;:]{{0,20}},\s(?:and\s)?all\s(?P<n2>{_N})(?:,|\s(?:were|was|had|held|sat|stood))"
)
_ROUND = re.compile(
    rf"(?<=[.!?]\s)(?P<n>(?i:{_N}))\s(?:people|men|women|souls)\s(?:round|around|at|in)\s(?:a|the)\b"
)
"""Those who are there, told as a sentence without a verb of its own."""
_CAME = re.compile(
    r"\b(?:(?<!we\s)came|stepped\sout|sat\sdown\s(?:by|beside|with)|turned\sup|walked\sin|got\sin(?:to)?|climbed\sin(?:to)?|joined|appeared)\b"
)
_TAKEN_IN = re.compile(
    r"\b(?:pulled|hauled|helped|dragged|took|fished|picked|let|invited)\s(?:them|him|her|us|another|the\s\w+|[A-Z]\w+)\s(?:in|aboard)\b"
    r"|\b(?:swam|climbed)\s(?:across|over|aboard|out|up)\b|\b(?:newcomers?|was\sborn|another\s(?:man|woman|boy|girl))\b"
)
"""How others are taken in who do not come by themselves."""
_BANDS = {"trio": 3, "quartet": 4, "quintet": 5}
_ALL_THERE = frozenset({"they", "we", "it", "that", "which", "all"})
_NUMBERS_OF_US = frozenset({*_SMALL, *_BANDS})
_TOLD = (_FIRST, _MADE, _LEFT, _GROUP)
_COUNTS = (*_TOLD, _AGAIN, _ROUND)
_OF_US = re.compile(
    rf"\b(?:[Tt]here\s(?:were|are)\s(?P<n2>{_N})\sof\s(?P<us2>us)|(?:[Tt]hat|[Ww]hich|[Tt]his)\s(?:made|makes)\s(?P<n>{_N})\sof\s(?P<us>us|them))\b"
)
_ALL_OF_US = re.compile(rf"\b[Aa]ll\s(?P<n>{_N})\sof\s(?P<us>us|them)\b")
_GOES = re.compile(
    r"\b(?:left\sus|went\shome|joined|stayed\sbehind|gone\shome|lost\s[A-Z]\w+|died|dead|quit|new\s\w+|another\sof)\b"
)
_REACH = 6000
_FAR = 20_000


@dataclass(frozen=True, slots=True)
class MoreHeads:
    """There are ``many`` at ``second``, and there were ``few``, another number, at ``first``."""

    few: str
    many: str
    first: Span
    second: Span


def more_heads(story: Story) -> Iterator[MoreHeads]:
    """Each count of people that is above one of the same scene, when nobody has come."""
    counted = [m for form in _COUNTS for m in matches_near(story, form, _NUMBERS_OF_US, 30, 60)]
    for scene in story.manuscript.scenes:
        last: re.Match[str] | None = None
        found = [m for m in counted if scene.span.start <= m.start() < scene.span.end]
        for match in sorted(found, key=lambda m: m.start()):
            if story.speech.at(match.start()) is not None:
                continue
            if last is not None and match.start() - last.end() < _REACH:
                few, many = _number(last), _number(match)
                if many > few and not _came(story, last.end(), match.start()):
                    one, other = Span(*last.span()), Span(*match.span())
                    yield MoreHeads(_word(last), _word(match), one, other)
                    last = None
                    continue
            if match.re in _TOLD:
                last = match


def others_of_us(story: Story) -> Iterator[MoreHeads]:
    """ "All five of us" where "there were six of us" before, and nobody is told to go."""
    told = [
        m for m in matches_near(story, _OF_US, _SMALL, 30, 20) if story.speech.at(m.start()) is None
    ]
    for match in matches_near(story, _ALL_OF_US, _SMALL, 20, 20):
        before = [
            m for m in told if m.end() < match.start() and (m["us"] or m["us2"]) == match["us"]
        ]
        if not before or story.speech.at(match.start()) is not None:
            continue
        last = before[-1]
        near = match.start() - last.end() < _FAR
        one, other = _number(last), _number(match)
        if other > one and _came(story, last.end(), match.start()):
            continue
        if (
            near
            and one != other
            and not _GOES.search(story.speech.narration(last.end(), match.start()))
        ):
            yield MoreHeads(_word(last), _word(match), Span(*last.span()), Span(*match.span()))
            return


def _word(match: re.Match[str]) -> str:
    return (match["n"] or match["n2"]).lower()


def _number(match: re.Match[str]) -> int:
    word = _word(match)
    return _BANDS[word] if word in _BANDS else _SMALL[word]


def _came(story: Story, low: int, high: int) -> bool:
    """Whether anybody may have come between two places who is not of those counted."""
    if _TAKEN_IN.search(story.speech.narration(low, high)):
        return True
    starts = (m.start() for m in _CAME.finditer(story.manuscript.text, low, high))
    came = [story.clauses.token_at(at) for at in starts if story.speech.at(at) is None]
    acts = story.acts.after(low, high - low)
    came += [act.token for act in acts if act.lemma in ARRIVING and act.when == "now"]
    return any(_is_newcomer(story, token) for token in came)


def _is_newcomer(story: Story, token: int) -> bool:
    """Whether a verb of coming is said of somebody: no "they" of all, no tide, no bell."""
    subject = story.clauses.subject(token)
    if subject < 0 or story.reading.upos[subject] in ("PRON", "PROPN", "DET", "NUM"):
        return subject < 0 or story.clauses.words[subject] not in _ALL_THERE
    if story.acts.person(subject) is not None:
        return True
    sense = NOUN_SENSES.get(story.reading.lemmas[subject].lower(), "")
    return sense in ("", "noun.person", "noun.group", "noun.animal")

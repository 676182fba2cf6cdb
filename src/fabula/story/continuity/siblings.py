"""How many brothers or sisters somebody has, by sums: "one of four girls", "both her sisters"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.numbers import NUMBERS, ORDINAL_UNITS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import is_one_scene, matches_near, meant_by
from fabula.story.model import Quote, Story

__all__ = ["sums_of_siblings"]

_FEW = {word: n for word, n in NUMBERS.items() if 2 <= n <= 12}
_N = rf"(?P<n>{alternation(_FEW)})"
_RANK = rf"(?:{alternation(ORDINAL_UNITS)}|eldest|oldest|youngest|middle|last)"
_SEX = {
    "girls": "sister", "sisters": "sister", "daughters": "sister", "sister": "sister",
    "boys": "brother", "brothers": "brother", "sons": "brother", "brother": "brother",
}  # fmt: skip
_KIN = rf"(?P<kin>{alternation(_SEX)})"
_BE = r"(?:['’]m|\sam|\swas|\sis|['’]s)"
_ONE_OF = re.compile(
    rf"\b(?P<who>I|[Hh]e|[Ss]he|[A-Z]\w+){_BE}\s(?:only\s)?(?:one|the\s{_RANK})\sof\s{_N}\s(?:\w+\s)?{_KIN}\b"
)
_THERE_WERE = re.compile(
    rf"\b[Tt]here\s(?:were|are)\s{_N}\s(?:of\sthe\s)?(?:\w+\s)?{_KIN}\b[^.]{{0,60}}?[\s,](?P<who>I|he|she|[A-Z]\w+){_BE}\sthe\s{_RANK}\b"
)
_HAD = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[A-Z]\w+)\shad\s{_N}\s(?:\w+\s)?(?P<kin>daughters|sons)\b(?=[^“”\"]{{0,160}}\b(?:us|we)\b)"
)
"""Of the children of whom the teller is one."""
_ASKED = re.compile(
    r"\b(?:family|siblings|(?P<kin>brothers|sisters)|brothers\s(?:and|or)\ssisters)\b[^.?!]{0,40}\?"
)
_ANSWER = re.compile(
    rf"\A[“\"‘']\s?(?:Just\s|Only\s|I['’]ve\s(?:got\s)?|I\shave\s)?(?i:{_N})(?:\s(?P<kin>brothers|sisters))?(?=[,.;—–]|\s(?:back|in|and|at|both|all)\b)"
)
_VOCATIVE = re.compile(r",\s(?:M(?:s|rs|r|iss)\.?\s)?(?P<name>[A-Z]\w+)\?")
_LATER = re.compile(
    rf"\b(?:(?P<both>[Bb]oth|[Aa]ll)\s(?:(?P<n>{alternation(_FEW)})\s)?(?:of\s)?(?P<own>his|her|my)\s(?P<kin>brothers|sisters)"
    rf"|(?P<own2>[Hh]is|[Hh]er|[Mm]y)\s(?P<one>other|only)\s(?P<kin2>brother|sister)"
    rf"|(?P<own3>[Hh]is|[Hh]er|[Mm]y)\s(?P<n3>{alternation(_FEW)})\s(?P<kin3>brothers|sisters))\b(?!-in-law|['’]s\s)"
)
_EXPLAINED = re.compile(
    r"\b(?:half-|step)\w+|\b(?:in-law|adopted|died|dead|drowned|killed|buried|born|baby|funeral)\b"
)
_BESIDE = 80
_SURE = 0.6
_REACH = 30_000


@dataclass(frozen=True, slots=True)
class _Count:
    who: int
    kin: str
    number: int
    span: Span


def sums_of_siblings(story: Story) -> Iterator[Clash]:
    """Each number of brothers or sisters that another place makes impossible."""
    counts = sorted((*_in_narration(story), *_answers(story), *_had(story)), key=lambda c: c.span)
    if not counts:
        return
    text = story.manuscript.text
    told: set[int] = set()
    for match in matches_near(story, _LATER, _SEX, 40, 10):
        later = _later(story, match)
        if later is None or story.speech.at(match.start()) is not None:
            continue
        for count in counts:
            before = count.span.end <= later.span.start < count.span.end + _REACH
            if not before or count.kin != later.kin:
                continue
            if count.who != later.who and not _means(story, match, count, counts):
                continue
            explained = _explained(text, count.span.start, later.span.end + 60, later.kin)
            if count.number != later.number and not explained and count.span.start not in told:
                told.add(count.span.start)
                who = None if count.who == NARRATOR else count.who
                yield Clash("siblings", count.span, later.span, who, f"{later.kin}s")
            break


def _means(story: Story, match: re.Match[str], count: _Count, counts: list[_Count]) -> bool:
    """Whether "all four of his brothers" are of the one person of the scene who has any."""
    if not (match["both"] and match["n"]) or len({c.who for c in counts}) > 1:
        return False
    pronouns = {c.id: c.pronouns or "" for c in story.characters}
    fits = pronouns.get(count.who, "").startswith(
        {"his": "he", "her": "she"}.get(match["own"], "-")
    )
    return fits and is_one_scene(story, count.span.start, match.start())


def _explained(text: str, low: int, high: int, kin: str) -> bool:
    """Whether something told beside their brothers or sisters accounts for the difference."""
    near = re.finditer(rf"\b{kin}s?\b", text[low:high])
    return any(
        _EXPLAINED.search(text, max(0, low + m.start() - _BESIDE), low + m.end() + _BESIDE)
        for m in near
    )


def _in_narration(story: Story) -> Iterator[_Count]:
    for form in (_ONE_OF, _THERE_WERE, _HAD):
        for match in matches_near(story, form, _SEX, 60, 180):
            who = NARRATOR if form is _HAD else _who(story, match)
            spoken = story.speech.around(Span(*match.span()))
            if spoken is not None:
                who = spoken.speaker if match.groupdict().get("who") == "I" else None
            if who is not None:
                number = _FEW[match["n"]] - 1
                yield _Count(who, _SEX[match["kin"]], number, Span(*match.span()))


def _had(story: Story) -> Iterator[_Count]:
    """ "Tom had three brothers", as the narrator tells it."""
    for told in story.attributes:
        if told.kind in ("brothers", "sisters") and told.said_by is None and told.time == "now":
            number = int(told.value) if told.value.isdecimal() else 0
            if number > 1 and not told.negated and told.confidence >= _SURE:
                yield _Count(told.character, _SEX[told.kind], number, told.span)


def _who(story: Story, match: re.Match[str]) -> int | None:
    word = match["who"]
    if word == "I":
        return NARRATOR
    if word.lower() in ("he", "she"):
        return meant_by(story, match.start("who"), word)
    return next((c.id for c in story.characters if word in (c.name, *c.name.split())), None)


def _answers(story: Story) -> Iterator[_Count]:
    """ "And have you family, Ms Reed?" "Two brothers, back in York." """
    text = story.manuscript.text
    last: Quote | None = None
    for quote in story.quotes:
        said = _ASKED.search(last.span.text(text)) if last is not None else None
        number = _ANSWER.match(quote.span.text(text)) if said is not None else None
        kin = number and said and (number["kin"] or said["kin"])
        if last is not None and number is not None and said is not None and kin:
            called = _VOCATIVE.search(last.span.text(text))
            who = quote.speaker if quote.speaker is not None else _named(story, called)
            if who is not None and who != last.speaker:
                yield _Count(who, _SEX[kin], _FEW[number["n"].lower()], quote.span)
        last = quote


def _named(story: Story, called: re.Match[str] | None) -> int | None:
    if called is None:
        return None
    name = called["name"]
    fits = (c.id for c in story.characters
            if name in {part for one in (c.name, *c.aliases) for part in one.split()})  # fmt: skip
    return next(fits, None)


def _later(story: Story, match: re.Match[str]) -> _Count | None:
    own = match["own"] or match["own2"] or match["own3"]
    start = next(match.start(g) for g in ("own", "own2", "own3") if match[g])
    who = meant_by(story, start, own)
    if who is None:
        return None
    kin = _SEX[match["kin"] or match["kin2"] or match["kin3"]]
    if match["both"]:
        if match["both"].lower() == "all" and not match["n"]:
            return None
        number = _FEW[match["n"]] if match["n"] else 2
    elif match["one"]:
        number = 2 if match["one"] == "other" else 1
    else:
        number = _FEW[match["n3"]]
    return _Count(who, kin, number, Span(*match.span()))

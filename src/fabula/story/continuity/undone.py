"""Lamps that are out and shine, and sheds that are locked and are gone into."""

import re
from collections.abc import Iterator

from fabula.english.changes import LIT_OR_OPENED
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import is_one_scene, matches_near
from fabula.story.model import Story

__all__ = ["lit_or_open"]

_LIGHT = r"(?P<thing>lamp|candle|lantern|torch|light|fire)"
_OUT = re.compile(
    rf"\b(?:blew\sout|put\sout|turned\s(?:out|off)|switched\soff|snuffed(?:\sout)?|pinched\sout)\sthe\s(?:\w+\s)?{_LIGHT}\b"
    rf"|\b[Tt]he\s{_LIGHT.replace('thing', 'thing2')}\s(?:had\s(?:gone|burned)|went|burned)\sout\b"
)
_SHINES = (
    r"\b(?:[Bb]y|[Ii]n)\sthe\slight\sof\sthe\s(?:\w+\s)?{0}\b|\b[Tt]he\s{0}\s(?:shone|burned|flickered|threw|lit|glowed|guttered)\b(?!\sout)"
    r"|\b(?:[Bb]y|[Ii]n)\s(?:the\s)?{0}light\b|\bheld\sup\sthe\s{0}\b"
)
_LOCKED = re.compile(
    r"\blocked\sthe\s(?:\w+\s)?(?P<thing>shed|barn|cellar|gate|chapel|shop|garage|cupboard|trunk|drawer|safe)\b"
)
_OPENED = (
    r"\b(?:(?:opened|pushed\sopen|pulled\sopen)|(?:went|walked|slipped|stepped)\sinto)"
    r"\sthe\s(?:\w+\s)?{0}\b"
)
_UNDONE = re.compile(rf"\b(?:{alternation(LIT_OR_OPENED)})\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:if|would|could|never|not|n['’]t|had|remember\w*|dream\w*)\b[^.;]*\Z")
_REACH = 4000


def lit_or_open(story: Story) -> Iterator[Clash]:
    """Each light that was put out and shines, and each place that was locked and is opened."""
    told = [(m, _SHINES, "lit") for m in matches_near(story, _OUT, _ENDS, 40, 30)]
    told += [(m, _OPENED, "locked") for m in matches_near(story, _LOCKED, {"locked"}, 0, 50)]
    text = story.manuscript.text
    for first, form, how in told:
        if story.speech.at(first.start()) is not None or _is_unreal(text, first.start()):
            continue
        groups = first.groupdict()
        thing = groups["thing"] or groups.get("thing2") or ""
        second = re.compile(form.format(thing)).search(text, first.end(), first.end() + _REACH)
        if second is None or story.speech.at(second.start()) is not None:
            continue
        end = text.find(".", first.end()) + 1
        between = text[max(end, first.end()) : second.end() + 40]
        one = is_one_scene(story, first.start(), second.start()) and end < second.start()
        if one and not _UNDONE.search(between) and not _is_unreal(text, second.start()):
            yield Clash(how, Span(*first.span()), Span(*second.span()), None, thing)


_ENDS = frozenset({"out", "off", "snuffed"})


def _is_unreal(text: str, offset: int) -> bool:
    begin = max(text.rfind(mark, 0, offset) for mark in ".!?\n") + 1
    return _UNREAL.search(text[begin:offset]) is not None

"""Word's automatic numbers: what stands before a heading without being in its text."""

import re
from dataclasses import dataclass, field

from fabula.manuscript.numerals import numeral
from fabula.manuscript.word.styles import Numbering
from fabula.manuscript.xmlstream import Attributes

__all__ = ["WordNumbers"]

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 200


@dataclass(slots=True)
class _NumberLevel:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = -1


@dataclass(slots=True)
class _NumberedList:
    levels: dict[int, _NumberLevel] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    link: str = ""


@dataclass
class WordNumbers:
    """Takes the events of word/numbering.xml, then counts paragraphs in document order."""

    _lists: dict[str, _NumberedList] = field(default_factory=dict)
    _linked: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counters: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _list: str = ""
    _number: str = ""
    _level: int = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        value = attributes.get("w:val", "")
        if tag == "w:abstractNum":
            self._list, self._number = attributes.get("w:abstractNumId", ""), ""
            self._lists[self._list] = _NumberedList()
        elif tag == "w:num":
            self._number, self._list = attributes.get("w:numId", ""), ""
        elif tag == "w:abstractNumId" and self._number:
            self._numbers[self._number] = value
        elif tag in ("w:lvl", "w:lvlOverride"):
            level = attributes.get("w:ilvl", "0")
            self._level = min(int(level), _LEVELS - 1) if level.isdecimal() else 0
        elif tag == "w:startOverride" and value.isdecimal():
            self._starts[self._number, self._level] = int(value)
        elif self._list in self._lists:
            self._describe(self._lists[self._list], tag, value)

    def _describe(self, counted: _NumberedList, tag: str, value: str) -> None:
        if tag == "w:styleLink":
            self._linked[value] = self._list
        elif tag == "w:numStyleLink":
            counted.link = value
        elif tag == "w:pStyle":
            counted.by_style[value] = self._level
        elif tag in ("w:start", "w:numFmt", "w:lvlText", "w:isLgl", "w:lvlRestart"):
            level = counted.levels.setdefault(self._level, _NumberLevel())
            if tag == "w:start" and value.isdecimal():
                level.start = int(value[:9])
            elif tag == "w:numFmt":
                level.style = value
            elif tag == "w:lvlText":
                level.text = value[:_LONGEST]
            elif tag == "w:isLgl":
                level.legal = value not in ("0", "false", "off")
            elif tag == "w:lvlRestart" and value.isdecimal():
                level.restart = int(value)

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Numbering holds no text."""

    def label(self, numbering: Numbering, style: str) -> str:
        """Count one paragraph, and say what stands before it; empty for a bullet."""
        number, depth = numbering
        identity = self._numbers.get(number, "")
        counted = self._lists.get(identity)
        if counted is not None and counted.link:
            identity = self._linked.get(counted.link, identity)
            counted = self._lists.get(identity)
        if counted is None:
            return ""
        depth = counted.by_style.get(style, 0) if depth < 0 else min(depth, _LEVELS - 1)
        values = self._count(identity, counted, number, depth)
        level = counted.levels.get(depth)
        if level is None or (level.style in ("bullet", "none") and "%" not in level.text):
            return "" if level is None or level.style == "bullet" else level.text.strip()

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = counted.levels.get(place, _NumberLevel())
            form = "decimal" if level.legal and place != depth else other.style
            return numeral(values[place], form)

        return _PLACE.sub(shown, level.text).strip()

    def _count(self, identity: str, counted: _NumberedList, number: str, depth: int) -> list[int]:
        values = self._counters.get(identity)
        if values is None:
            values = [counted.levels.get(n, _NumberLevel()).start - 1 for n in range(_LEVELS)]
            self._counters[identity] = values
        begin = self._starts.get((number, depth))
        if begin is not None and (number, depth) not in self._begun:
            values[depth] = begin - 1
        self._begun.add((number, depth))
        values[depth] += 1
        for above in range(depth):
            values[above] = max(values[above], counted.levels.get(above, _NumberLevel()).start)
        for below in range(depth + 1, _LEVELS):
            level = counted.levels.get(below, _NumberLevel())
            if level.restart != 0 and not (0 < level.restart <= depth):
                values[below] = level.start - 1
        return values

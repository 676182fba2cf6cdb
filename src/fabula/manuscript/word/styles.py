"""Word's styles: which are headings, what they hide, which fonts of signs they set."""

import re
from dataclasses import dataclass
from functools import cache

from fabula.manuscript.signs import font_of_signs
from fabula.manuscript.stylenames import Kind, kind_of_name
from fabula.manuscript.xmlstream import Attributes

__all__ = ["Numbering", "WordLook", "WordStyles", "font_named", "is_on"]

Numbering = tuple[str, int]
"""A list's number and a level in it, from 0; the level is -1 where the style does not say."""

_FALSE = frozenset(("0", "false", "off", "none"))
_LONGEST_CHAIN = 50
_LARGE = 30
# Half-points, where the document does not say (ISO/IEC 29500-1, 17.3.2.38).
_DEFAULT_SIZE = 20


def is_on(attributes: Attributes) -> bool:
    """Whether a property that can be switched off is on."""
    return attributes.get("w:val", "") not in _FALSE


@dataclass(slots=True)
class _WordStyle:
    family: str = "paragraph"
    name: str = ""
    parent: str = ""
    outline: int = -1
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None
    ruled: bool | None = None
    number: str = ""
    number_level: int = -1
    opens_page: bool = False
    keeps: bool = False
    size: int = 0
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None


_TOGGLES = {
    "w:b": "bold",
    "w:i": "italic",
    "w:keepNext": "keeps",
    "w:pageBreakBefore": "opens_page",
    "w:vanish": "hidden",
}
"""What is on or off in a style, by its tag: the attribute that holds it."""


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a run looks: hidden, raised above the line, in a font of signs, bold, in italics.

    ``size``: of its letters in half-points, 0 if nothing says. ``centred``: its paragraph's style
    says so.
    """

    hidden: bool = False
    raised: bool = False
    font: str = ""
    size: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False


class WordStyles:
    """Takes the events of word/styles.xml, then answers by a style's identity."""

    def __init__(self) -> None:
        self.default = ""
        self._size = _DEFAULT_SIZE
        self._in_defaults = False
        self._styles: dict[str, _WordStyle] = {}
        self._current = _WordStyle()
        self.kind = cache(self._kind)
        self.numbering = cache(self._numbering)
        self.is_ruled = cache(self._is_ruled)
        self.look = cache(self._look)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        value = attributes.get("w:val", "")
        style = self._current
        if tag == "w:style":
            identity = attributes.get("w:styleId", "")
            family = attributes.get("w:type", "paragraph")
            self._current = self._styles[identity] = _WordStyle(family)
            if family == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
                self.default = identity
        elif tag == "w:name":
            style.name = value
        elif tag == "w:basedOn":
            style.parent = value
        elif tag == "w:outlineLvl" and value.isdecimal():
            style.outline = int(value)
        elif tag == "w:numId":
            style.number = value
        elif tag == "w:ilvl" and value.isdecimal():
            style.number_level = int(value)
        elif tag == "w:docDefaults":
            self._in_defaults = True
        else:
            self._appearance(style, tag, attributes, value)

    def _appearance(self, style: _WordStyle, tag: str, attributes: Attributes, value: str) -> None:
        toggle = _TOGGLES.get(tag)
        if toggle is not None:
            setattr(style, toggle, is_on(attributes))
        elif tag == "w:vertAlign":
            style.raised = value == "superscript"
        elif tag == "w:rFonts":
            style.font = font_of_signs(font_named(attributes))
        elif tag == "w:pBdr":
            style.ruled = False
        elif tag in ("w:bottom", "w:top") and style.ruled is not None:
            style.ruled = style.ruled or value not in ("nil", "none")
        elif tag == "w:sz" and value.isdecimal():
            style.size = int(value)
            if self._in_defaults:
                self._size = style.size
        elif tag == "w:jc":
            style.centred = value == "center"

    def end(self, tag: str) -> None:
        """An element ends; what follows the last style belongs to none."""
        if tag == "w:style":
            self._current = _WordStyle()
        elif tag == "w:docDefaults":
            self._in_defaults, self._current = False, _WordStyle()

    def text(self, data: str) -> None:
        """Styles hold no text."""

    def _chain(self, identity: str) -> list[_WordStyle]:
        """The style and those it is based on, nearest first; a circle ends it."""
        found: list[_WordStyle] = []
        seen: set[str] = set()
        while identity and identity not in seen and len(found) < _LONGEST_CHAIN:
            seen.add(identity)
            style = self._styles.get(identity)
            if style is None:
                found.append(_WordStyle(name=re.sub(r"(?<=[a-z])(?=\d)", " ", identity)))
                break
            found.append(style)
            identity = style.parent
        return found

    def _kind(self, identity: str) -> Kind:
        """What the paragraph style is for. See `Kind`."""
        for style in self._chain(identity):
            named = kind_of_name(style.name)
            if named.what != "paragraph" and not named.guessed:
                return named
            if 0 <= style.outline < 9:
                return Kind("heading", style.outline + 1)
            if style.outline == 9:
                return Kind()
            if named.guessed:
                return named
            if style.opens_page and (style.keeps or style.size >= _LARGE):
                return Kind("heading", 1, guessed=True)
        return Kind()

    def _numbering(self, identity: str) -> Numbering | None:
        """The list that the paragraph style counts in."""
        level = -1
        for style in self._chain(identity):
            if level < 0:
                level = style.number_level
            if style.number:
                return None if style.number == "0" else (style.number, level)
        return None

    def _is_ruled(self, identity: str) -> bool:
        """Whether the paragraph style draws a line above or below."""
        return next((s.ruled for s in self._chain(identity) if s.ruled is not None), False)

    def _look(self, paragraph: str, character: str = "") -> WordLook:
        """How a run looks by the styles of its paragraph and its own.

        Hiding is a toggle: a character style that hides shows what its paragraph's
        style hides (ISO/IEC 29500-1, 17.7.3). Italics are one, too.
        """
        outer, inner = self._chain(paragraph), self._chain(character) if character else []
        chains = (outer, inner)
        hidden = [
            next((s.hidden for s in chain if s.hidden is not None), False) for chain in chains
        ]
        italic = [
            next((s.italic for s in chain if s.italic is not None), False) for chain in chains
        ]
        both = [*inner, *outer]
        raised = next((s.raised for s in both if s.raised is not None), False)
        font = next((s.font for s in both if s.font is not None), "")
        size = next((s.size for s in both if s.size), self._size)
        bold = next((s.bold for s in both if s.bold is not None), False)
        centred = next((s.centred for s in outer if s.centred is not None), False)
        return WordLook(
            hidden[0] != hidden[1], raised, font, size, bold, italic[0] != italic[1], centred
        )


def font_named(attributes: Attributes) -> str:
    """The font that ``w:rFonts`` names for Latin letters."""
    return attributes.get("w:ascii", "") or attributes.get("w:hAnsi", "")

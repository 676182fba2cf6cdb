"""OpenDocument's styles: which are headings, what they hide, which fonts of signs they set."""

from dataclasses import dataclass, field, replace
from functools import cache

from fabula.manuscript.numerals import numeral
from fabula.manuscript.signs import font_of_signs
from fabula.manuscript.stylenames import Kind, kind_of_name
from fabula.manuscript.xmlstream import Attributes

__all__ = ["OdtLook", "OdtStyles"]

_LONGEST_CHAIN = 50
_LARGE = 15.0
_DEFAULT_SIZE = 12.0
_LEVELS = 10
_MOST_PREFIX = 100
_LIST_FORMATS = frozenset(("num-list-format", "style:num-list-format"))


@dataclass(frozen=True, slots=True)
class OdtLook:
    """How characters look: hidden, raised above the line, in a font of signs (None: not said).

    ``size`` is in points; ``centred`` is their paragraph's.
    """

    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None

    def over(self, other: "OdtLook") -> "OdtLook":
        """This look, and the other's where this one does not say."""
        return OdtLook(
            other.hidden if self.hidden is None else self.hidden,
            other.raised if self.raised is None else self.raised,
            other.font if self.font is None else self.font,
            other.size if self.size is None else self.size,
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.centred if self.centred is None else self.centred,
        )


@dataclass(slots=True)
class _OdtStyle:
    name: str = ""
    parent: str = ""
    outline: int = -1
    look: OdtLook = OdtLook()
    opens_page: bool = False
    keeps: bool = False
    ruled: bool | None = None


@dataclass(slots=True)
class _OdtLevel:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


@dataclass(slots=True)
class _OdtList:
    levels: dict[int, _OdtLevel] = field(default_factory=dict)
    values: list[int] = field(default_factory=lambda: [-1] * (_LEVELS + 1))


def _number(value: str | None, otherwise: int) -> int:
    return int(value[:6]) if value and value.isdecimal() else otherwise


class OdtStyles:
    """Takes the events of styles.xml and of the head of content.xml, then answers by name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _OdtStyle] = {}
        self._current = _OdtStyle()
        self._default = _OdtStyle()
        self._fonts: dict[str, str] = {}
        self._lists: dict[str, _OdtList] = {"": _OdtList()}
        self._list = ""
        self.kind = cache(self._kind)
        self.look = cache(self._look)
        self.is_ruled = cache(self._is_ruled)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag == "style:style":
            family, name = attributes.get("style:family", ""), attributes.get("style:name", "")
            outline = _number(attributes.get("style:default-outline-level"), -1)
            shown = attributes.get("style:display-name", "") or name
            parent = attributes.get("style:parent-style-name", "")
            self._current = self._styles[family, name] = _OdtStyle(shown, parent, outline)
        elif tag == "style:default-style":
            if attributes.get("style:family", "") == "paragraph":
                self._current = self._default
        elif tag == "style:text-properties":
            self._text_properties(attributes)
        elif tag == "style:paragraph-properties":
            style = self._current
            style.opens_page = attributes.get("fo:break-before", "") == "page"
            style.keeps = attributes.get("fo:keep-with-next", "") == "always"
            if "fo:text-align" in attributes:
                centred = attributes["fo:text-align"] == "center"
                style.look = replace(style.look, centred=centred)
            borders = [attributes.get(f"fo:border{side}") for side in ("", "-top", "-bottom")]
            if any(border is not None for border in borders):
                style.ruled = any(border not in (None, "none") for border in borders[1:])
        elif tag == "style:font-face":
            name = attributes.get("style:name", "")
            self._fonts[name] = attributes.get("svg:font-family", "").strip("'\"") or name
        elif tag in ("text:list-style", "text:outline-style"):
            self._list = attributes.get("style:name", "") if tag == "text:list-style" else ""
            self._lists.setdefault(self._list, _OdtList())
        elif tag in ("text:outline-level-style", "text:list-level-style-number"):
            self._level(attributes)

    def _text_properties(self, attributes: Attributes) -> None:
        style = self._current
        hidden = attributes.get("text:display")
        position = attributes.get("style:text-position")
        font = attributes.get("style:font-name", "") or attributes.get("fo:font-family", "")
        raised = None
        if position is not None:
            raised = position.startswith("super") or (
                position[:1].isdecimal() and not position.startswith("0")
            )
        size, weight = attributes.get("fo:font-size", ""), attributes.get("fo:font-weight")
        slope = attributes.get("fo:font-style")
        points = size.removesuffix("pt")
        in_points = points != size and points.replace(".", "", 1).isdecimal()
        style.look = OdtLook(
            None if hidden is None else hidden == "none",
            raised,
            font_of_signs(self._fonts.get(font, font).strip("'\"")) if font else None,
            float(points) if in_points else None,
            None if weight is None else weight in ("bold", "600", "700", "800", "900"),
            None if slope is None else slope in ("italic", "oblique"),
            style.look.centred,
        )

    def _level(self, attributes: Attributes) -> None:
        depth = min(_number(attributes.get("text:level"), 1), _LEVELS)
        before = attributes.get("style:num-prefix", "")
        after = attributes.get("style:num-suffix", "")
        pattern = _LIST_FORMATS & attributes.keys()
        if pattern and not (before or after):
            # "Chapter %1%.%2%:", as LibreOffice writes it since 7.2.
            pieces = attributes[min(pattern)].split("%")
            before, after = pieces[0], pieces[-1] if len(pieces) > 1 else ""
        self._lists[self._list].levels[depth] = _OdtLevel(
            attributes.get("style:num-format", ""),
            before[:_MOST_PREFIX],
            after[:_MOST_PREFIX],
            _number(attributes.get("text:display-levels"), 1),
            _number(attributes.get("text:start-value"), 1),
        )

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("style:style", "style:default-style"):
            self._current = _OdtStyle()

    def text(self, data: str) -> None:
        """Styles hold no text."""

    def _chain(self, family: str, name: str) -> list[_OdtStyle]:
        """The style and those it is based on, nearest first; a circle ends it."""
        found: list[_OdtStyle] = []
        seen: set[str] = set()
        while name and name not in seen and len(found) < _LONGEST_CHAIN:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                found.append(_OdtStyle(name))
                break
            found.append(style)
            name = style.parent
        return found

    def _kind(self, name: str) -> Kind:
        """What the paragraph style is for."""
        for style in self._chain("paragraph", name):
            named = kind_of_name(style.name)
            if named.what != "paragraph" and not named.guessed:
                return named
            if style.outline > 0:
                return Kind("heading", style.outline)
            if named.guessed:
                return named
            if style.opens_page and (style.keeps or (style.look.size or 0) >= _LARGE):
                return Kind("heading", 1, guessed=True)
        return Kind()

    def _look(self, family: str, name: str) -> OdtLook:
        """How characters look by the style of their paragraph or span."""
        look = OdtLook()
        for style in self._chain(family, name):
            look = look.over(style.look)
        if family == "paragraph":
            return look.over(OdtLook(size=self._default.look.size or _DEFAULT_SIZE))
        return look

    def _is_ruled(self, name: str) -> bool:
        """Whether the paragraph style draws a line above or below."""
        chain = self._chain("paragraph", name)
        return next((s.ruled for s in chain if s.ruled is not None), False)

    def knows_list(self, name: str) -> bool:
        """Whether a list style of this name counts anything."""
        return bool(name) and name in self._lists

    def label(self, name: str, depth: int, restart: int | None) -> str:
        """Count one heading in a list style (empty: the outline), and say what stands before it."""
        counted = self._lists.get(name) or self._lists[""]
        depth = max(1, min(depth, _LEVELS))
        level = counted.levels.get(depth)
        values = counted.values
        if level is None:
            return ""
        values[depth] = level.start if values[depth] < 0 else values[depth] + 1
        if restart is not None:
            values[depth] = restart
        values[depth + 1 :] = [-1] * (_LEVELS - depth)
        if not level.form:
            return ""
        first = max(1, depth - level.shown + 1)
        shown = []
        for place in range(first, depth + 1):
            other = counted.levels.get(place, _OdtLevel("1"))
            shown.append(numeral(max(values[place], other.start), other.form))
        number = ".".join(part for part in shown if part)
        return f"{level.prefix}{number}{level.suffix}".strip() if number else ""

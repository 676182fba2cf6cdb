"""How a page sets its paragraphs: size, weight, alignment and the space around them.

Only what a scene break or a heading can be known by is read, from the simple rules of style
sheets (see `PageStyles`) and from ``style`` attributes; lengths are in ems (CSS 2.2: 1em is
12pt or 16px where nothing else is said). What it means is for the manuscript's habit to say.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields

__all__ = ["PLAIN_LOOK", "Spacing", "TextLook", "look_of", "usual_space"]

_DECLARATION = re.compile(
    r"(?:^|;)\s*(margin(?:-top|-bottom|-left)?|padding-top|font-size|font-weight|font-style|"
    r"text-align|font)\s*:\s*([^;!]{1,80})",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(-?\d{0,4}(?:\.\d{1,6})?)(em|rem|ex|pt|px|in|cm|mm|pc|%)?")
# In ems. A percentage is of the page's width, some 30 ems, for margins.
_UNITS = {
    "em": 1.0,
    "rem": 1.0,
    "ex": 0.5,
    "pt": 1 / 12,
    "px": 1 / 16,
    "in": 6.0,
    "cm": 2.36,
    "mm": 0.236,
    "pc": 1.0,
    "%": 0.3,
}
_SIZES = {
    "xx-small": 0.6,
    "x-small": 0.75,
    "small": 0.89,
    "smaller": 0.85,
    "medium": 1.0,
    "large": 1.2,
    "larger": 1.2,
    "x-large": 1.5,
    "xx-large": 2.0,
}
_PARAGRAPH = re.compile(r"<(?:p|P)((?:\s[^<>]{0,500})?)>")
_LARGEST = 20.0


@dataclass(frozen=True, slots=True)
class TextLook:
    """How an element is set; None where nothing is said.

    ``above``, ``below``: the space around it, in ems. ``size``: of its letters, relative to
    those around it. ``aside``: it is moved in from the left, or sloped.
    """

    above: float | None = None
    below: float | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    aside: bool | None = None

    def over(self, lower: "TextLook") -> "TextLook":
        """This look, with the other's where this one says nothing."""
        if lower is PLAIN_LOOK:
            return self
        said = {}
        for item in fields(TextLook):
            mine = getattr(self, item.name)
            said[item.name] = getattr(lower, item.name) if mine is None else mine
        return TextLook(**said)


PLAIN_LOOK = TextLook()


def look_of(declarations: str) -> TextLook:
    """What style declarations say of an element's look; `PLAIN_LOOK` if nothing."""
    said: dict[str, float | bool | None] = {}
    for match in _DECLARATION.finditer(declarations):
        _take(said, match[1].lower(), match[2].strip().lower())
    known = {name: value for name, value in said.items() if value is not None}
    return TextLook(**known) if known else PLAIN_LOOK  # type: ignore[arg-type]


def _take(said: dict[str, float | bool | None], name: str, value: str) -> None:
    """Take in one declaration."""
    if name == "margin":
        sides = value.split()
        said["above"] = _ems(sides[0])
        said["below"] = _ems(sides[2] if len(sides) > 2 else sides[0])
        left = _ems(sides[3] if len(sides) > 3 else sides[1] if len(sides) > 1 else sides[0])
        said["aside"] = said.get("aside") or (left or 0) > 0.5
    elif name in ("margin-top", "padding-top"):
        above = _ems(value)
        if name == "margin-top" or (above or 0) > float(said.get("above") or 0):
            said["above"] = above
    elif name == "margin-bottom":
        said["below"] = _ems(value)
    elif name == "margin-left":
        said["aside"] = said.get("aside") or (_ems(value) or 0) > 0.5
    elif name == "font-size":
        said["size"] = _size(value)
    elif name == "font-weight":
        said["bold"] = value in ("bold", "bolder", "600", "700", "800", "900")
    elif name == "font-style":
        said["italic"] = value in ("italic", "oblique")
        said["aside"] = said.get("aside") or said["italic"]
    elif name == "text-align":
        said["centred"] = value == "center"


def _ems(value: str) -> float | None:
    match = _LENGTH.fullmatch(value)
    if match is None or not match[1].strip("-."):
        return None
    if not match[2]:
        return 0.0 if float(match[1]) == 0 else None
    return min(_LARGEST, float(match[1]) * _UNITS[match[2]])


def _size(value: str) -> float | None:
    if value in _SIZES:
        return _SIZES[value]
    if value.endswith("%"):
        match = _LENGTH.fullmatch(value)
        return min(_LARGEST, float(match[1]) / 100) if match and match[1].strip("-.") else None
    return _ems(value)


def usual_space(source: str, look: Callable[[str], TextLook]) -> float:
    """The space that most paragraphs of a page have around them, in ems.

    ``look`` is that of a paragraph by the attributes in its start tag; where it says nothing,
    the space is 1em, as browsers have it.
    """
    counts: Counter[str] = Counter(_PARAGRAPH.findall(source))
    spaces: Counter[float] = Counter()
    for rest, count in counts.items():
        own = look(rest)
        said = [space for space in (own.above, own.below) if space is not None]
        spaces[max(said, default=1.0)] += count
    return min(spaces, key=lambda space: (-spaces[space], space), default=1.0)


@dataclass(slots=True)
class Spacing:
    """Follows the space around the paragraphs of a page.

    ``usual``: the space between most of its paragraphs, in ems.
    """

    usual: float
    _space: float = 0.0
    _begun: bool = False
    _aside: bool = False

    def passes(self, tag: str, space: float | None) -> None:
        """A block begins or is over, with this space, or what browsers give such a block."""
        default = 1.0 if tag == "p" else 0.0
        self._space = max(self._space, default if space is None else space)

    def stands_off(self, *, aside: bool) -> bool:
        """Whether the paragraph that is ending has clearly more space above it than is usual.

        Not the first of a page, nor one that is set ``aside`` or follows such a one: there space is
        what sets a letter or a poem apart.
        """
        off = self._begun and not aside and not self._aside and self._space >= self.usual + 0.7
        self._begun, self._aside = True, aside
        self._space = 0.0
        return off

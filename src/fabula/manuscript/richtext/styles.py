"""The style sheet of a Rich Text document: which styles are headings, and what they hide."""

from dataclasses import dataclass, field

from fabula.manuscript.stylenames import Kind, kind_of_name

__all__ = ["RichStyles", "StyleEntry"]

_LONGEST_CHAIN = 50
_LARGE = 30


@dataclass(slots=True)
class StyleEntry:
    """A style on its way: the control words of its group, and its name."""

    number: int = 0
    family: str = "s"
    parent: int = -1
    name: str = ""
    outline: int = -1
    hidden: bool | None = None
    raised: bool | None = None
    opens_page: bool = False
    keeps: bool = False
    large: bool = False

    def word(self, word: str, value: int | None) -> None:
        """Take a control word of the style's group."""
        if word in ("s", "cs", "ds", "ts"):
            self.family, self.number = word, value or 0
        elif word == "sbasedon":
            self.parent = -1 if value is None else value
        elif word == "outlinelevel" and value is not None:
            self.outline = value
        elif word == "v":
            self.hidden = value != 0
        elif word == "super":
            self.raised = value != 0
        elif word == "pagebb":
            self.opens_page = value != 0
        elif word == "keepn":
            self.keeps = value != 0
        elif word == "fs":
            self.large = (value or 0) >= _LARGE


@dataclass
class RichStyles:
    """Styles by family (``s`` of paragraphs, ``cs`` of characters) and number."""

    entries: dict[tuple[str, int], StyleEntry] = field(default_factory=dict)
    _kinds: dict[int, Kind] = field(default_factory=dict)

    def add(self, entry: StyleEntry) -> None:
        """Take in a finished style."""
        self.entries[entry.family, entry.number] = entry

    def _chain(self, family: str, number: int) -> list[StyleEntry]:
        found: list[StyleEntry] = []
        seen: set[int] = set()
        while number not in seen and len(found) < _LONGEST_CHAIN:
            seen.add(number)
            entry = self.entries.get((family, number))
            if entry is None:
                break
            found.append(entry)
            number = entry.parent
        return found

    def kind(self, number: int) -> Kind:
        """What the paragraph style is for."""
        if number not in self._kinds:
            self._kinds[number] = self._kind(number)
        return self._kinds[number]

    def _kind(self, number: int) -> Kind:
        for entry in self._chain("s", number):
            named = kind_of_name(entry.name)
            if named.what != "paragraph" and not named.guessed:
                return named
            if 0 <= entry.outline < 9:
                return Kind("heading", entry.outline + 1)
            if entry.outline == 9:
                return Kind()
            if named.guessed:
                return named
            if entry.opens_page and (entry.keeps or entry.large):
                return Kind("heading", 1, guessed=True)
        return Kind()

    def hides(self, family: str, number: int) -> bool:
        """Whether the style hides its text."""
        chain = self._chain(family, number)
        return next((e.hidden for e in chain if e.hidden is not None), False)

    def raises(self, family: str, number: int) -> bool:
        """Whether the style raises its text above the line."""
        chain = self._chain(family, number)
        return next((e.raised for e in chain if e.raised is not None), False)

"""Fountain: screenplays as plain text, without what is not story.

The syntax is that of https://fountain.io/syntax (version 1.1): title page, scene headings,
action, character, dialogue, parentheticals, lyrics, transitions, centred text, notes,
boneyard, sections, synopses, page breaks, emphasis, and the marks that force an element.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.manuscript.cues import is_transition
from fabula.manuscript.decode import decode
from fabula.manuscript.draft import Draft, DraftBuilder, Unit, clean
from fabula.manuscript.model import BlockKind, Metadata, SpokenLine
from fabula.manuscript.reader import Reader
from fabula.manuscript.spans import Span

__all__ = ["READER", "read_fountain"]

_GONE = "\0"  # stands for every character of a note or of the boneyard
_SLUG_LEVEL = 6
_KEYS = frozenset(
    "title credit author authors source notes date contact copyright revision".split()
) | {"draft date", "written by", "format"}
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{0,30}):[ \t]*(?P<value>.*)")
_SLUG = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ]", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"(?<![ \t])[ \t]*#[^#\n]{1,20}#[ \t]*$")
_SECTION = re.compile(r"(#{1,6})[ \t]*(?=\S)")
_PARENTHETICAL = re.compile(r"[ \t]*\(.*\)[ \t]*")
_EXTENSION = re.compile(r"(?<![ \t])[ \t]*\([^()]*\)")
_MARK = re.compile(r"\\[*_]|\*{1,3}|_")


def read_fountain(data: bytes, path: str) -> Draft:
    """Read a Fountain screenplay. Raises FabulaError for binary data.

    Scene headings open scenes, transitions and page breaks are breaks, sections are
    headings. Cues, parentheticals and dialogue are paragraphs, marked as spoken lines.
    """
    source = clean(decode(data, path))
    # Same length, so that offsets stay those of the source.
    body = source.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    builder = DraftBuilder(path)
    builder.part(path, body)
    metadata, start = _title_page(body)
    script = _Script(_without_notes(body), start, builder)
    script.run()
    draft = builder.finish(hashlib.sha256(data).hexdigest(), metadata)
    draft.lines = [line.spoken() for line in script.lines]
    return draft


def _title_page(body: str) -> tuple[Metadata, int]:
    """What the title page says, and where the script begins after it."""
    fields: dict[str, str] = {}
    key = ""
    at = len(body) - len(body.lstrip())
    while at < len(body):
        stop = body.find("\n", at)
        stop = len(body) if stop < 0 else stop
        line = body[at:stop]
        field = _FIELD.match(line)
        if not fields and (field is None or field["key"].casefold() not in _KEYS):
            return Metadata(), 0
        if not line.strip():
            break
        if field is not None and not line[0].isspace():
            key = field["key"].casefold()
            fields[key] = field["value"].strip()
        else:
            fields[key] = f"{fields[key]} {line.strip()}".strip()
        at = stop + 1
    plain = {key: _MARK.sub("", value) for key, value in fields.items()}
    author = plain.get("author") or plain.get("authors") or plain.get("written by") or ""
    return Metadata(title=plain.get("title", ""), author=author), min(at, len(body))


def _without_notes(body: str) -> str:
    """The text with boneyard and notes blanked out, at the same length."""
    return _blanked(_blanked(body, "/*", "*/", None), "[[", "]]", "\n\n")


def _blanked(body: str, opening: str, closing: str, limit: str | None) -> str:
    """Without what stands between two marks, where no ``limit`` comes between them."""
    kept: list[str] = []
    at = done = 0
    while (at := body.find(opening, at)) >= 0:
        edge = -1 if limit is None else body.find(limit, at)
        edge = len(body) if edge < 0 else edge
        end = body.find(closing, at, edge)
        if end < 0:
            at = edge  # none of the marks before the limit is closed
            continue
        end += len(closing)
        gone = "".join("\n" if c == "\n" else _GONE for c in body[at:end])
        kept += (body[done:at], gone)
        at = done = end
    return "".join((*kept, body[done:]))


@dataclass(slots=True)
class _Line:
    """A speech: the units of its cue, its parts and its parentheticals; where the name ends."""

    cue: Unit
    name: int
    parts: list[Unit]
    asides: list[Unit]

    def spoken(self) -> SpokenLine:
        """The line, once the units have their places."""
        start = self.cue.start
        return SpokenLine(
            cue=Span(start, self.cue.end),
            name=Span(start, min(start + self.name, self.cue.end)),
            parts=tuple(Span(unit.start, unit.end) for unit in self.parts),
            asides=tuple(Span(unit.start, unit.end) for unit in self.asides),
        )


class _Script:
    """Walks the lines of a script and sends each element to the builder."""

    def __init__(self, body: str, start: int, builder: DraftBuilder) -> None:
        self.lines: list[_Line] = []
        self._body = body
        self._builder = builder
        self._rows = list(_rows(body, start))
        self._open: _Line | None = None

    def run(self) -> None:
        """Send everything."""
        before = True  # a blank line, or the beginning
        for number, (start, end) in enumerate(self._rows):
            line = self._body[start:end]
            if line.strip(_GONE).strip() == "":
                if _GONE not in line and not (self._open and line.startswith("  ")):
                    self._close()
                    before = True
                continue
            following = number + 1 < len(self._rows)
            blank_after = not following or not self._text(number + 1).strip()
            self._line(line, start, before=before, after=blank_after)
            before = False
        self._close()

    def _text(self, number: int) -> str:
        start, end = self._rows[number]
        return self._body[start:end]

    def _line(self, line: str, start: int, *, before: bool, after: bool) -> None:
        lead = len(line) - len(line.lstrip())
        plain = line.replace(_GONE, "").strip()
        if self._open is not None:
            self._dialogue(line, start, plain)
        elif self._structure(plain, line, start, before=before, after=after):
            return
        elif before and not after and _is_cue(plain):
            self._cue(line, start)
        else:
            if plain[0] in "!~":
                lead = line.index(plain[0]) + 1
            self._action(line, start, lead)

    def _structure(self, plain: str, line: str, start: int, *, before: bool, after: bool) -> bool:
        """Headings, breaks, centred words, and what is left out; whether it was one of them."""
        section = _SECTION.match(plain)
        if section:
            self._whole(line, start, line.index("#") + section.end(), "heading", len(section[1]))
        elif (plain.startswith("===") and not plain.strip("=")) or plain[0] == "=":
            self._close()
        elif plain[0] == ">" and plain[-1] == "<":
            self._action(line[: line.rindex("<")], start, line.index(">") + 1)
            self._close()
        elif plain[0] == ">" or (before and after and _moves_on(plain)):
            self._whole(line, start, line.index(plain[0]) + (plain[0] == ">"), "break", 0)
        elif plain[0] == "." and plain[1:2].isalnum():
            self._slug(line, start, line.index(".") + 1)
        elif before and _SLUG.match(plain):
            self._slug(line, start, len(line) - len(line.lstrip()))
        else:
            return False
        return True

    def _slug(self, line: str, start: int, lead: int) -> None:
        number = _SCENE_NUMBER.search(line)
        self._builder.opens_scene = True
        unit = self._whole(
            line[: number.start()] if number else line, start, lead, "heading", _SLUG_LEVEL
        )
        if unit is not None:
            unit.spoken = True

    def _whole(self, line: str, start: int, lead: int, kind: BlockKind, level: int) -> Unit | None:
        self._close()
        self._emit(line, start, lead)
        return self._builder.end(kind, level)

    def _action(self, line: str, start: int, lead: int) -> None:
        if self._builder.pending:
            self._builder.add("\n", start - 1)
        self._emit(line, start, lead)

    def _cue(self, line: str, start: int) -> None:
        self._close()
        at = line.index("@") + 1 if line.lstrip()[:1] == "@" else len(line) - len(line.lstrip())
        shown = line.rstrip(_GONE + " \t").removesuffix("^").rstrip()
        self._emit(shown, start, at)
        name = _EXTENSION.sub("", shown[at:].replace(_GONE, "")).strip(" \t*_")
        unit = self._builder.end()
        if unit is not None:
            self._open = _Line(unit, len(name), [], [])
            self.lines.append(self._open)

    def _dialogue(self, line: str, start: int, plain: str) -> None:
        speech = self._open
        if speech is None:
            return
        if _PARENTHETICAL.fullmatch(plain):
            self._end_speech(speech)
            self._emit(line, start, len(line) - len(line.lstrip()))
            unit = self._builder.end()
            if unit is not None:
                speech.asides.append(unit)
            return
        self._action(line, start, line.index("~") + 1 if plain[0] == "~" else 0)

    def _end_speech(self, speech: _Line) -> None:
        known = len(self._builder.units)
        self._builder.end()
        speech.parts += self._builder.units[known:]

    def _close(self) -> None:
        """End the paragraph or the speech that is open."""
        if self._open is None:
            self._builder.end()
            return
        self._end_speech(self._open)
        self._open = None

    def _emit(self, line: str, start: int, lead: int) -> None:
        """Send a line from an offset of it on, without notes and marks of emphasis."""
        cuts = sorted(_emphasis(line, lead))
        at = lead
        for low, high in [*cuts, (len(line), len(line))]:
            for match in re.finditer(f"[^{_GONE}]+", line[at:low]):
                self._builder.add(match[0], start + at + match.start())
            self._builder.italic ^= line[low:high] in ("*", "***")
            at = high
        self._builder.italic = False


def _rows(body: str, at: int) -> Iterator[tuple[int, int]]:
    while at <= len(body):
        stop = body.find("\n", at)
        stop = len(body) if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _moves_on(plain: str) -> bool:
    """Whether a line by itself is a transition."""
    return is_transition(plain) or (plain.isupper() and plain.endswith("TO:"))


def _is_cue(plain: str) -> bool:
    """Whether a line after a blank one, with one below, names who speaks."""
    if plain[0] == "@":
        return len(plain) > 1
    name = _EXTENSION.sub("", plain).strip(" \t^")
    return plain[0] != "!" and name.isupper() and not name.endswith("TO:")


def _emphasis(line: str, lead: int) -> Iterator[tuple[int, int]]:
    """The marks of emphasis in a line that open and close, and escaping backslashes."""
    opened: dict[str, int] = {}
    for match in _MARK.finditer(line, lead):
        mark, (start, end) = match[0], match.span()
        if mark[0] == "\\":
            yield start, start + 1
        elif mark in opened and not line[start - 1].isspace():
            first = opened.pop(mark)
            yield from ((first, first + len(mark)), (start, end))
        elif end < len(line) and not line[end].isspace():
            opened[mark] = start


READER = Reader(
    name="fountain",
    what="a Fountain screenplay",
    suffixes=(".fountain", ".spmd"),
    read=read_fountain,
    textual=True,
    twin="source",
)

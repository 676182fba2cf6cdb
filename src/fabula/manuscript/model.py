"""The manuscript: canonical plain text, its shape, and the way back to the source."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from fabula.manuscript.spans import Span

__all__ = [
    "Block",
    "BlockKind",
    "Chapter",
    "Manuscript",
    "Metadata",
    "Place",
    "Scene",
    "SourceMap",
    "SpokenLine",
]

BlockKind = Literal["heading", "paragraph", "break", "cue", "aside"]


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph or scene break of the story, in reading order.

    Blocks never overlap; text outside every block (a Gutenberg licence, the
    white space between paragraphs) is not story. ``level`` is the heading's
    depth from 1, and 0 for other blocks. In chats, scripts and plays (see `SpokenLine`) a
    ``cue`` is the words that name who speaks, an ``aside`` what stands in brackets within
    a speech; what is said is a paragraph, or several.
    """

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title (empty when it has none) and its span, heading included."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene: the index of its chapter in `Manuscript.chapters`, and its span.

    A manuscript without chapters has one untitled chapter; every paragraph lies
    in exactly one scene.
    """

    chapter: int
    span: Span


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line of a chat, a script or a play: who is named to speak, and what they say.

    ``cue``: all that stands before the speech, with marks, times and what is written after
    the name ("[10:32] Jo:", "MARA (O.S.)");
    ``name``: the words of the name within it. ``parts``: what is said, each within one
    block, asides left out; none where only an aside follows. ``asides``: what is told in
    brackets ("(quietly)", "[She sits.]"), brackets included.
    """

    cue: Span
    name: Span
    parts: tuple[Span, ...]
    asides: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about itself, outside the story."""

    title: str = ""
    author: str = ""
    relationships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of a span came from in its source file.

    ``span`` is the piece in the plain text; ``source`` is where that piece
    stands, in code points: in the text of its run where ``run`` is 0 or more,
    else in the part's whole text. ``part`` names the part: the file itself for
    text formats, ``word/document.xml``, an EPUB spine item, a Scrivener binder
    document. ``line`` and ``column`` count from 1, in the part's own text, and
    are 0 where the format has no lines; ``paragraph`` and ``run`` count from 0
    and are -1 where it has none. A run is a ``w:r`` of Word and a text node of
    OpenDocument.
    """

    path: str
    part: str
    span: Span
    source: Span
    line: int = 0
    column: int = 0
    paragraph: int = -1
    run: int = -1


class SourceMap(Protocol):
    """The map from spans of the plain text back to the source."""

    def places(self, span: Span) -> tuple[Place, ...]:
        """The pieces of the source that hold the span, in order."""
        ...

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column from 1, in the source for text formats, else in the plain text."""
        ...


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story as plain text, its shape, and the map back to where it came from.

    ``sha256`` is of the source bytes. ``blocks``, ``chapters`` and ``scenes``
    are in reading order, and so are ``lines``: those of a chat, a script or a play.
    """

    text: str
    path: str
    sha256: str
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    scenes: tuple[Scene, ...]
    source: SourceMap = field(repr=False)
    metadata: Metadata = Metadata()
    lines: tuple[SpokenLine, ...] = ()

    @property
    def title(self) -> str:
        """The title the source gives, or an empty string."""
        return self.metadata.title

    @property
    def author(self) -> str:
        """The author the source gives, or an empty string."""
        return self.metadata.author

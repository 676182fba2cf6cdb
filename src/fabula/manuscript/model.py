"""The manuscript: canonical plain text, its shape, and the way back to the source."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.look import measures, title_or_path
from fabula.manuscript.spans import Span, SpanIndex

__all__ = [
    "Block",
    "BlockKind",
    "Chapter",
    "Manuscript",
    "Metadata",
    "Scene",
    "SourceMap",
    "SourcePlace",
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
class SourcePlace:
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

    def places(self, span: Span) -> tuple[SourcePlace, ...]:
        """The pieces of the source that hold the span, in order."""
        ...

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column from 1, in the source for text formats, else in the plain text."""
        ...


@dataclass(frozen=True)
class Manuscript:
    """A story as plain text, its shape, and the map back to where it came from.

    ``sha256`` is of the source bytes. ``blocks``, ``chapters`` and ``scenes``
    are in reading order, and so are ``lines``: those of a chat, a script or a play; and
    ``italics``: what a format sets in italics, where its marks are not in the text.

    Which of them a place lies in, `block_at`, `chapter_at` and `scene_at` tell of one
    offset, `blocks_at`, `chapters_at` and `scenes_at` of a whole array at once. What lies
    between two of them (white space, a heading between scenes) counts to the one before.
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
    italics: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        return f"<Manuscript {title_or_path(self)}: {measures(self)}>"

    @property
    def title(self) -> str:
        """The title the source gives, or an empty string."""
        return self.metadata.title

    @property
    def author(self) -> str:
        """The author the source gives, or an empty string."""
        return self.metadata.author

    def block_at(self, offset: int) -> int:
        """The number of the block an offset lies in or after; -1 before the first."""
        return self._block_index.last_begun(offset)

    def chapter_at(self, offset: int) -> int:
        """The number of the chapter an offset lies in; 0 also before the first."""
        return max(self._chapter_index.last_begun(offset), 0)

    def scene_at(self, offset: int) -> int:
        """The number of the scene an offset lies in or after; -1 before the first."""
        return self._scene_index.last_begun(offset)

    def blocks_at(self, offsets: NDArray[Any]) -> NDArray[np.int32]:
        """`block_at` of every offset, in any order. [N]"""
        return self._block_index.all_begun(offsets)

    def chapters_at(self, offsets: NDArray[Any]) -> NDArray[np.int32]:
        """`chapter_at` of every offset, in any order. [N]"""
        return np.maximum(self._chapter_index.all_begun(offsets), 0)

    def scenes_at(self, offsets: NDArray[Any]) -> NDArray[np.int32]:
        """`scene_at` of every offset, in any order. [N]"""
        return self._scene_index.all_begun(offsets)

    def block_span_at(self, offset: int) -> Span:
        """The span of the block an offset lies in or after; before the first, the whole text."""
        at = self.block_at(offset)
        return self.blocks[at].span if at >= 0 else Span(0, len(self.text))

    @cached_property
    def _block_index(self) -> SpanIndex:
        return SpanIndex.of(block.span for block in self.blocks)

    @cached_property
    def _chapter_index(self) -> SpanIndex:
        return SpanIndex.of(chapter.span for chapter in self.chapters)

    @cached_property
    def _scene_index(self) -> SpanIndex:
        return SpanIndex.of(scene.span for scene in self.scenes)

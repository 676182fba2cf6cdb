"""Where a place in the text stands: its paragraph, its sentence, its scene."""

import re
from functools import cached_property

from fabula.english.abbreviations import BEFORE_NAMES
from fabula.english.changes import TOLD_OF_BEFORE
from fabula.english.tables import alternation
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span, SpanIndex

__all__ = ["Passages"]

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])")
_TITLES = alternation(word.capitalize() for word in BEFORE_NAMES)
_ABBREVIATED = re.compile(rf"\b(?:{_TITLES}|[A-Z])\.\s+\Z")
_WHO = re.compile(
    r"""\b(?:(?P<pronoun>[Hh]is|[Hh]ers?|[Tt]heirs?|[Hh]e|[Ss]he|[Tt]hey|[Hh]im|[Tt]hem|[Mm]y|I)
    |(?P<name>(?!(?:The|An?|This|That|There|It|But|And|On|In|At)\b)[A-Z][\w’'-]+))\b""",
    re.VERBOSE,
)
_BACK = re.compile(
    rf"""\b(?:{alternation(TOLD_OF_BEFORE)})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AROUND = 240
_REACH = 5_000
"""How far, in code points, a sentence that hardly ends is followed from a place in it."""


class Passages:
    """Paragraphs, sentences and scenes of a manuscript, asked for by offset or span."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript

    @cached_property
    def _sentences(self) -> SpanIndex:
        """Sentences, each up to the next, by their stops; paragraphs begin sentences too."""
        text = self._manuscript.text
        begins: list[int] = []
        for span in (block.span for block in self._manuscript.blocks):
            begins.append(span.start)
            for match in _STOP.finditer(text, span.start, span.end):
                if not _ABBREVIATED.search(text, max(span.start, match.start() - 8), match.end()):
                    begins.append(match.end())
        begins.sort()
        return SpanIndex(begins, [*begins[1:], len(text)] if begins else begins)

    def paragraph(self, offset: int) -> Span:
        """The block around an offset; an empty span where there is none."""
        k = self._manuscript.block_at(offset)
        block = self._manuscript.blocks[k].span if k >= 0 else Span(offset, offset)
        return block if offset < block.end else Span(offset, offset)

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins; of an endless one what lies near the span."""
        k = self._sentences.last_begun(span.start)
        if k < 0:
            return span
        whole = self._sentences.span(k)
        begin = max(whole.start, span.start - _REACH)
        end = min(whole.end, self.paragraph(span.start).end, span.start + _REACH)
        return Span(begin, max(begin, end))

    def scene(self, span: Span) -> int:
        """The number of the scene in which a span begins."""
        return max(0, self._manuscript.scene_at(span.start))

    def around(self, span: Span) -> Span:
        """The sentence of a span and a few lines on either side, within its scene."""
        begin, end = 0, len(self._manuscript.text)
        if self._manuscript.scenes:
            whole = self._manuscript.scenes[self.scene(span)].span
            if whole.contains(span):
                begin, end = whole.start, whole.end
        return Span(max(begin, span.start - _AROUND), min(end, span.end + _AROUND))

    def named(self, span: Span) -> bool:
        """Whether a sentence up to the end of a span names someone last, no pronoun."""
        sentence = self.sentence(span)
        last = None
        for match in _WHO.finditer(self._manuscript.text, sentence.start, span.end):
            last = match
        return last is not None and last["name"] is not None

    def looks_back(self, span: Span) -> bool:
        """Whether the sentence of a span tells of an earlier time."""
        sentence = self.sentence(span)
        return bool(_BACK.search(self._manuscript.text, sentence.start, sentence.end))

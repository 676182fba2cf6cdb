"""The words of a manuscript, found without the model: spans, forms, sentence starts."""

import re
from typing import NamedTuple

from fabula.english.abbreviations import BEFORE_NAMES
from fabula.english.tables import alternation
from fabula.manuscript.model import Manuscript

__all__ = ["TextWord", "forms_of", "words_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*['’]?")
_EDGE = re.compile(r"[.!?…:;][\"'”’)\]_*]*\s+[\"'“‘(\[_*]*$|[—–]\s*[\"'“‘]?$|[\"“‘(\[]$|--\s*$")
_TITLES = alternation(word.capitalize() for word in BEFORE_NAMES)
_TITLE = re.compile(rf"\b(?:{_TITLES}|[A-Z])\.\s+[\"“‘']?$")
_LOOK = 12


class TextWord(NamedTuple):  # a tuple: a novel has a hundred thousand, and is made of them at once
    """A word: where it stands, its form, its block, and whether a capital is due there."""

    start: int
    end: int
    form: str
    block: int
    opens: bool


def forms_of(manuscript: Manuscript) -> list[str]:
    """The forms of the words alone, where no more is asked: much quicker than `words_of`."""
    text = manuscript.text
    paragraphs = (block.span for block in manuscript.blocks if block.kind == "paragraph")
    return [form for span in paragraphs for form in _WORD.findall(text, span.start, span.end)]


def words_of(manuscript: Manuscript) -> tuple[TextWord, ...]:
    """The words of the paragraphs, apostrophes and inner hyphens included."""
    text = manuscript.text
    out: list[TextWord] = []
    for index, block in enumerate(manuscript.blocks):
        if block.kind != "paragraph":
            continue
        low = block.span.start
        first = True
        for match in _WORD.finditer(text, low, block.span.end):
            at = match.start()
            opens = first or not (
                text[at - 1].isspace() and (text[at - 2].isalnum() or text[at - 2] == ",")
            )
            if opens and not first:
                before = text[max(low, at - _LOOK) : at]
                opens = _EDGE.search(before) is not None and not _TITLE.search(before)
            out.append(TextWord(at, match.end(), match[0], index, opens))
            first = False
    return tuple(out)

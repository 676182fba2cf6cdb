"""Speech opened by a dash at the start of a paragraph, as some authors print it.

Such a manuscript has no closing mark, so the cue inside the paragraph ends the
speech: ``-- Come in, said the old man. It is late.``
"""

import re

from fabula.english.inflection import PASTS_AND_AUXILIARIES
from fabula.quotations.tag_grammar import tags_within

__all__ = ["dash_speeches"]

_OPENING = re.compile(r"\s*(?:—|–|―|--?)\s?(?=\S)")
_TAG_END = re.compile(r"[,.;:!?]|\s(?:—|–|―|--?)\s|$")
_SENTENCE_END = re.compile(r"[.!?]|\s(?:—|–|―|--?)\s|$")
# What somebody who spoke goes on to do: *said Anna, and sat*; *said Anna, taking it*.
_STILL_TOLD = re.compile(
    r",\s+(?:[a-z]{2,}ing\b|(?:and|then|but)\s+(?:then\s+)?"
    rf"(?:[a-z]{{2,}}ed|{'|'.join(PASTS_AND_AUXILIARIES)})\b)"
)


def dash_speeches(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The spans of speech in a paragraph that a dash opens; none when none does.

    Offsets ``[start, end)``; the opening dash belongs to the first. Narration after
    a cue that ends its sentence counts as speech again, for that is how such
    paragraphs go on.
    """
    opening = _OPENING.match(text, low, high)
    if opening is None:
        return []
    spans: list[tuple[int, int]] = []
    start = low + len(text[low : opening.end()]) - len(text[low : opening.end()].lstrip())
    at = opening.end()
    while at < high:
        tag = next(tags_within(text, at, high), None)
        if tag is None:
            break
        spans.append((start, _trimmed(text, start, tag.start)))
        ending = _TAG_END.search(text, tag.end, high)
        goes_on = ending is not None and _STILL_TOLD.match(text, ending.start(), high)
        stop = _SENTENCE_END.search(text, tag.end, high) if goes_on else ending
        at = stop.end() if stop else high
        start = at + len(text[at:high]) - len(text[at:high].lstrip(" \t\r\n—–―-"))
    if start < high:
        spans.append((start, _trimmed(text, start, high)))
    return [(s, e) for s, e in spans if e > s]


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \t\r\n—–―"))

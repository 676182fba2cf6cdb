"""Speech opened by a dash at the start of a paragraph, as some authors print it.

Such a manuscript has no closing mark, so the cue inside the paragraph ends the
speech: ``-- Come in, said the old man. It is late.``
"""

import re

from fabula.quotations.verbs import SPEECH_VERBS

__all__ = ["dash_speeches"]

_OPENING = re.compile(r"\s*(?:—|–|―|--?)\s?(?=\S)")
_PRONOUN = r"(?:he|she|they|I|we|it|one)"
_NAME = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+"
    r"|[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’-]*)*)"
)
_CANDIDATE = re.compile(
    rf"(?:(?<=[,.!?…])|\s(?:—|–|―|--?))\s+(?:(?P<verb1>[a-z]+)\s+(?:{_PRONOUN}|{_NAME})\b"
    rf"|(?:{_PRONOUN}|{_NAME})\s+(?P<verb2>[a-z]+)\b)"
)
_CUE_END = re.compile(r"[,.;:!?]|\s(?:—|–|―|--?)\s|$")


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
        cue = next(
            (c for c in _CANDIDATE.finditer(text, at, high) if _verb(c) in SPEECH_VERBS), None
        )
        if cue is None:
            break
        spans.append((start, _trimmed(text, start, cue.start())))
        stop = _CUE_END.search(text, cue.end(), high)
        at = stop.end() if stop else high
        start = at + len(text[at:high]) - len(text[at:high].lstrip(" \t\r\n—–―-"))
    if start < high:
        spans.append((start, _trimmed(text, start, high)))
    return [(s, e) for s, e in spans if e > s]


def _verb(cue: re.Match[str]) -> str:
    return cue["verb1"] or cue["verb2"] or ""


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \t\r\n—–―"))

"""Project Gutenberg's header and licence: where the book itself begins and ends."""

import re

from fabula.manuscript.model import Metadata

__all__ = ["header_metadata", "story_bounds"]

_START = re.compile(
    r"^[^\S\n]*(?:\*{2,3}[^\S\n]*START OF (?:TH(?:E|IS) )?PROJECT GUTENBERG[^*]{0,400}\*{2,3}"
    r"|\*END\*?[^\S\n]*THE SMALL PRINT![^\n]*)[^\n]*",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(
    r"^[^\S\n]*(?:\*{2,3}[^\S\n]*END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG"
    r"|End of (?:the |this )?Project Gutenberg(?:'s|’s)?\b)",
    re.MULTILINE | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s*(?:(?:This )?E-?(?:text|book)(?: was)? (?:produced|prepared)|Produced) by\b"
    r"(?:[^\n]*\S[^\n]*\n?)*+",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"^[^\w\n]{0,10}Transcriber(?:['’]?s)?['’]? (?:End ?)?Notes?\b", re.MULTILINE | re.IGNORECASE
)
_FIELD = re.compile(r"^(Title|Author|Language):[^\S\n]*(\S[^\n]*)$", re.MULTILINE)
_HEADER = 40_000


def story_bounds(text: str) -> tuple[int, int]:
    """Start and end of the book between Project Gutenberg's header and licence.

    Without their markers the whole text is the book.
    """
    start, end = 0, len(text)
    for match in _START.finditer(text, 0, _HEADER):
        start = match.end()
    if start:
        credit = _CREDIT.match(text, start)
        if credit:
            start = credit.end()
    tail = _END.search(text, start)
    if tail:
        end = tail.start()
    notes = _NOTES.search(text, max(start, end - (end - start) // 20))
    if notes:
        end = notes.start()
    return start, end


def header_metadata(text: str) -> Metadata:
    """Title, author and language from the header, where there is one.

    A file that begins with ``Title:`` and ``Author:`` lines counts as having one.
    """
    head = text[:_HEADER]
    start = story_bounds(head)[0]
    if not start and not head.lstrip().startswith("Title:"):
        return Metadata()
    if not start:
        start = 600
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(head[:start]):
        fields.setdefault(name, value.strip())
    return Metadata(
        title=fields.get("Title", ""),
        author=fields.get("Author", ""),
        language=fields.get("Language", ""),
    )

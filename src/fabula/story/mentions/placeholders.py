"""The reader's own name left blank: "(Y/N)" in a story whose reader is to be its hero.

"Y/N" (*your name*), with or without brackets, is the usual mark of reader-insert fiction. It
is the name of somebody wherever it stands.
"""

import re

import numpy as np

from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.story.mentions.candidates import MentionRow, with_rows, without
from fabula.story.names.personal import PersonName

__all__ = ["placeholder_name", "with_placeholders"]

_BLANK = re.compile(r"[(\[{]?\b[Yy]/[Nn]\b[)\]}]?")
_SCORE = 1.0


def placeholder_name(words: str) -> PersonName | None:
    """The blank as a name, shown as it stands; None for any other words.

    >>> placeholder_name("(Y/N)").core
    ('y/n',)
    """
    if not _BLANK.fullmatch(words):
        return None
    return PersonName("", ("y/n",), "", "", written=words)


def with_placeholders(reading: Reading) -> Reading:
    """The reading with each blank a person's name, and no mention of a part of one."""
    tokens, mentions = reading.tokens, reading.mentions
    rows: list[MentionRow] = []
    inside = np.zeros(len(mentions), dtype=np.bool_)
    for blank in _BLANK.finditer(reading.text):
        first = int(np.searchsorted(tokens.start, blank.start()))
        last = int(np.searchsorted(tokens.end, blank.end())) + 1
        if last > len(tokens) or tokens.start[first] != blank.start():
            continue
        head = next(t for t in range(first, last) if reading.words[t].lower() == "y")
        rows.append((first, last, head, EntityType.PER, MentionKind.NAME, _SCORE))
        inside |= (mentions.first >= first) & (mentions.last <= last)
    if not rows:
        return reading
    return reading.with_mentions(with_rows(without(mentions, inside), rows))

"""The names before the lines of chats, scripts and plays: mentions of whoever speaks them.

The reader of the text sees a name in "MARA (O.S.)" or "<xX_jo_Xx>" only by chance; here
every cue's name is a mention, whatever it looks like, and is parsed as a person's name.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fabula.english.people import CROWD
from fabula.english.pronouns import SELVES
from fabula.language.reading import EntityType, MentionKind, Mentions, Reading
from fabula.manuscript.model import SpokenLine
from fabula.story.names.personal import PersonName, parse_name

__all__ = ["cue_mentions", "cue_name", "cued_parts", "known_in", "with_cue_names"]

_PICTURE = re.compile(r"[^\w\s.'’&#@-]+")
_SMALL = re.compile(r"(?<=\w['’])S\b|(?<= )(?:And|Of|The|De|La|Von|Van)\b")
_PART = re.compile(r"[^\W\d_a-z]?[^\W\d_A-Z]{2,}|[^\W\d_a-z]{3,}")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Þ]")


def with_cue_names(reading: Reading, lines: Sequence[SpokenLine]) -> Reading:
    """The reading with a mention for the name of every line, and no other within a cue."""
    if not lines:
        return reading
    tokens, mentions = reading.tokens, reading.mentions
    rows: list[tuple[int, int, int, int]] = []
    for line in lines:
        low, high = np.searchsorted(tokens.start, (line.name.start, line.name.end)).tolist()
        while high > low + 1 and not any(c.isalnum() for c in reading.words[high - 1]):
            high -= 1
        if low < high:
            said = " ".join(reading.words[low:high]).casefold()
            kind = MentionKind.PRONOUN if said in SELVES else MentionKind.NAME
            rows.append((low, high, high - 1, kind))
    cue_start = np.array([line.cue.start for line in lines])
    cue_end = np.array([line.cue.end for line in lines])
    begins, ends = tokens.start[mentions.first], tokens.end[mentions.last - 1]
    at = np.searchsorted(cue_end, begins, side="right")
    inside = at < len(lines)
    free = ~(inside & (ends > cue_start[np.minimum(at, len(lines) - 1)]))
    added = np.array(rows, dtype=np.int64).reshape(-1, 4)
    first = np.concatenate([mentions.first[free], added[:, 0]]).astype(np.int32)
    last = np.concatenate([mentions.last[free], added[:, 1]]).astype(np.int32)
    order = np.lexsort((-last, first))
    ones = np.ones(len(added))
    return replace(
        reading,
        mentions=Mentions(
            first=first[order],
            last=last[order],
            head=np.concatenate([mentions.head[free], added[:, 2]]).astype(np.int32)[order],
            type=np.concatenate([mentions.type[free], EntityType.PER * ones]).astype(np.uint8)[
                order
            ],
            kind=np.concatenate([mentions.kind[free], added[:, 3]]).astype(np.uint8)[order],
            score=np.concatenate([mentions.score[free], ones]).astype(np.float16)[order],
        ),
    )


def cue_mentions(
    lines: Sequence[SpokenLine], start: NDArray[np.int32], end: NDArray[np.int32]
) -> dict[int, int]:
    """For each line that has one, by its index, the mention of its name (by index)."""
    if not lines or not len(start):
        return {}
    low = np.array([line.name.start for line in lines])
    high = np.array([line.name.end for line in lines])
    at = np.searchsorted(start, low)
    known = (at < len(start)) & (end[np.minimum(at, len(start) - 1)] <= high)
    return {n: int(at[n]) for n in np.flatnonzero(known).tolist()}


def cued_parts(
    lines: Sequence[SpokenLine], start: NDArray[np.int32], end: NDArray[np.int32]
) -> dict[int, int]:
    """Where each part of a line begins, to the mention (by index) of the line's name."""
    named = cue_mentions(lines, start, end)
    return {part.start: m for n, m in named.items() for part in lines[n].parts}


def known_in(handle: PersonName, known: Collection[str]) -> PersonName:
    """The name, as that of the one person of the text whose name it holds, if there is one.

    ``known``: given and single names in the text, in small letters.

    >>> known_in(cue_name("xX_tess_Xx")[1], {"tess", "bo"}).core
    ('tess',)
    """
    parts = {part.casefold() for part in _PART.findall(handle.written)}
    held = sorted(parts & set(known)) if handle.written else []
    return replace(handle, core=(held[0],)) if len(held) == 1 else handle


def cue_name(written: str) -> tuple[str, PersonName]:
    """A cue's name as it is shown, and its parts.

    Capitals are those of the form, not of the name; a name of one's own making
    ("xX_jo_Xx") is one word, shown as it is written.

    >>> cue_name("MARA LIND")[0]
    'Mara Lind'
    """
    plain = " ".join(_PICTURE.sub(" ", written).strip("@_.'’ ").split()) or written
    if plain.casefold() in CROWD:
        return plain, PersonName("", (plain.casefold(),), "", "", plural=True)
    if plain.isupper() and (len(plain) > 3 or (len(plain) > 1 and _VOWEL.search(plain))):
        plain = _SMALL.sub(lambda word: word[0].lower(), plain.title())
    if "_" not in plain and not any(c.isdigit() for c in plain.split(maxsplit=1)[0]):
        parsed = parse_name(plain.title() if plain.islower() else plain)
        if parsed is not None and parsed.core:
            return plain, parsed
    return plain, PersonName("", (plain.casefold(),), "", "", written=plain)

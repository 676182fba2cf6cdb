"""The Project Dialogism Novel Corpus as evidence for speaker attribution.

Gold quotations and the gold cast (names, aliases, gender) go in; nothing else of the
annotation does, neither the referring expressions nor the mentions inside quotations.
"""

import ast
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.load import from_text
from fabula.story.names.gender import of_letter
from fabula.story.speech.discourse import joined_turns
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.turns import with_joined_turns
from fabula_training.known_cast import Member, evidence_from_cast

__all__ = [
    "NOBODY",
    "UNKNOWN",
    "GoldQuotation",
    "Novel",
    "gold_addressees",
    "gold_speakers",
    "novel_names",
    "read_novel",
]

NOBODY, UNKNOWN = -1, -2

_NOBODY = re.compile(r"^_(?!narr)|unknow", re.I)
_SPECIAL = frozenset("narr narrator unknowable unknown group".split())


@dataclass(frozen=True, eq=False)
class Novel:
    """One novel: evidence, and for every speech the index of who truly says it.

    `NOBODY` where that is none of the people, `UNKNOWN` where nobody says who it is.

    ``quote_speech``/``quote_speaker``/``quote_type``: for each gold quotation its
    speech, true speaker and type, for measuring by quotation.
    """

    name: str
    evidence: SpeechEvidence
    speaker: NDArray[np.int64]
    quote_speech: NDArray[np.int64]
    quote_speaker: NDArray[np.int64]
    quote_type: tuple[str, ...]


def novel_names(folder: Path) -> list[str]:
    """The novels of the corpus folder, in order."""
    return sorted(p.parent.name for p in folder.glob("*/quotation_info.csv"))


def read_novel(folder: Path, name: str) -> Novel:
    """Read one novel of the corpus, gold quotations and cast given."""
    text = (folder / name / "novel_text.txt").read_bytes().decode("utf-8")
    manuscript = from_text(text)
    members = _members(folder / name / "character_info.csv")
    rows = _rows(folder / name / "quotation_info.csv")
    spans = _spans(text, rows)
    starts = [b.span.start for b in manuscript.blocks if b.kind == "paragraph"]
    block = np.searchsorted(starts, [s[0] for s in spans], side="right")
    parts: list[tuple[int, int, int]] = []
    number = -1
    for at, (start, end, quote) in enumerate(spans):
        if at == 0 or (quote != spans[at - 1][2] and block[at] != block[at - 1]):
            number += 1
        parts.append((start, end, number))
    known = _known(members)
    truth = [known.get(row["speaker"], -1) for row in rows]
    evidence = evidence_from_cast(manuscript, parts, members)
    joined = joined_turns(evidence)
    votes: list[Counter[int]] = [Counter() for _ in range(int(joined.max(initial=-1)) + 1)]
    speech = np.full(len(rows), -1, dtype=np.int64)
    for (_, _, quote), (_, _, unit) in zip(spans, parts, strict=True):
        votes[joined[unit]][truth[quote]] += 1
        if speech[quote] < 0:
            speech[quote] = joined[unit]
    return Novel(
        name,
        with_joined_turns(evidence),
        np.array([v.most_common(1)[0][0] for v in votes], dtype=np.int64),
        speech,
        np.array(truth, dtype=np.int64),
        tuple(row["quoteType"] for row in rows),
    )


def gold_addressees(folder: Path, name: str) -> list[list[int]]:
    """For each quotation of a novel the members of the cast it is said to, -1 for others."""
    known = _known(_members(folder / name / "character_info.csv"))
    listed = [row["addressees"] for row in _rows(folder / name / "quotation_info.csv")]
    named = [ast.literal_eval(names) if names.startswith("[") else [] for names in listed]
    return [[known.get(name, -1) for name in names] for names in named]


def _known(members: list[Member]) -> dict[str, int]:
    """Names to places in the cast; a main name goes before another's alias."""
    known = {member.name: index for index, member in enumerate(members)}
    for index, member in enumerate(members):
        for alias in member.aliases:
            known.setdefault(alias, index)
    return known


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A gold quotation's parts, its speaker with all their names, and its type.

    ``narrates``: the speaker is the first-person narrator.
    """

    parts: tuple[tuple[int, int], ...]
    speaker: str
    names: frozenset[str]
    narrates: bool
    type: str


def gold_speakers(folder: Path, name: str) -> list[GoldQuotation]:
    """The quotations of a novel whose speaker is one known person."""
    cast = {
        row["Main Name"]: frozenset(ast.literal_eval(row["Aliases"])) | {row["Main Name"]}
        for row in _rows(folder / name / "character_info.csv")
    }
    return [
        GoldQuotation(
            tuple((int(s), int(e)) for s, e in ast.literal_eval(row["quoteByteSpans"])),
            row["speaker"],
            frozenset(n for n in cast[row["speaker"]] if n.lower().strip("_") not in _SPECIAL),
            any(n.lower().strip("_") in ("narr", "narrator") for n in cast[row["speaker"]]),
            row["quoteType"],
        )
        for row in _rows(folder / name / "quotation_info.csv")
        if row["speaker"] in cast and not _NOBODY.search(row["speaker"])
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _members(path: Path) -> list[Member]:
    members: list[Member] = []
    for row in _rows(path):
        aliases = sorted(set(ast.literal_eval(row["Aliases"])))
        plain = [a for a in aliases if a.lower().strip("_") not in _SPECIAL]
        narrates = any(a.lower().strip("_") in ("narr", "narrator") for a in aliases)
        members.append(Member(row["Main Name"], tuple(plain), of_letter(row["Gender"]), narrates))
    return members


def _spans(text: str, rows: list[dict[str, str]]) -> list[tuple[int, int, int]]:
    """Quotation parts with their marks, sorted, not overlapping: (start, end, quotation)."""
    found = sorted(
        (int(start), int(end), quote)
        for quote, row in enumerate(rows)
        for start, end in ast.literal_eval(row["quoteByteSpans"])
    )
    spans: list[tuple[int, int, int]] = []
    edge = 0
    for at, (start, end, quote) in enumerate(found):
        limit = found[at + 1][0] if at + 1 < len(found) else len(text)
        start = max(start, edge)
        while start > edge and text[start - 1] in "\"'":
            start -= 1
        while end < limit and text[end] in "\"'":
            end += 1
        end = min(end, max(limit, start))
        if end > start:
            spans.append((start, end, quote))
            edge = end
    return spans

"""Documents with gold coreference, as the story floor will see their text.

LitBank gives whole chains for excerpts. Its mentions are laid over the model's own reading
of the excerpt: a predicted mention keeps its place and takes the gold chain of the same
span; gold mentions that were missed are added; predicted ones that are not gold stay, as
entities of their own.

Contemporary scenes mark people alone: a predicted person takes the chain of the gold mention
that has its head word, and of places and things nothing is known. Copies of the scenes in
other guises are read like the scenes.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.language.read import read_manuscript
from fabula.language.reading import EntityType, Mentions, Reading
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.candidates import mended_mentions
from fabula.story.mentions.coreference import link_vectors
from fabula.story.mentions.frames import Frame, make_frame
from fabula.story.mentions.placeholders import with_placeholders
from fabula.story.mentions.tag_subjects import with_tag_subjects
from fabula.story.names.gender import PRONOUNS
from fabula_training.copies import guises
from fabula_training.data import Document, data_folder, litbank_documents
from fabula_training.scenes import Mention, Scene, parse_scene, scene_files

__all__ = [
    "Example",
    "document_text",
    "examples",
    "litbank_example",
    "mention_heads",
    "scene_example",
    "scene_examples",
    "with_gold",
]

Reader = Callable[[Manuscript], Reading]


@dataclass(frozen=True, eq=False)
class Example:
    """A document to learn from: its frame, vectors [M, 3 D] and gold chains.

    ``gold``: chain of each mention, mentions outside every chain have one of their own.
    ``weight``: 0 for mentions whose chain is not known.
    """

    name: str
    frame: Frame
    inputs: NDArray[np.float32]
    gold: NDArray[np.int32]
    weight: NDArray[np.float32]


def document_text(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a document, and the offsets of its words."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for word, opens, space in zip(document.words, document.opens, document.space, strict=True):
        gap = "" if not spans else "\n\n" if opens else " " if space else ""
        parts.append(gap + word)
        at += len(gap)
        spans.append((at, at + len(word)))
        at += len(word)
    return "".join(parts), spans


def mention_heads(reading: Reading, first: Sequence[int], last: Sequence[int]) -> list[int]:
    """The head token of each token range: the one whose own head lies outside it."""
    heads = reading.tokens.head.tolist()
    out = []
    for low, high in zip(first, last, strict=True):
        inside = [t for t in range(low, high) if not low <= heads[t] < high]
        out.append(inside[0] if inside else high - 1)
    return out


def with_gold(
    reading: Reading, gold: Sequence[tuple[int, int, str, str, str]], *, keep: bool = True
) -> tuple[Reading, NDArray[np.int32]]:
    """The reading with gold mentions (start, end, type, kind, chain) laid over its own.

    ``keep``: predicted mentions that are not gold stay. Returns the chain of each mention.
    """
    tokens, labels = reading.tokens, reading.labels
    starts = {int(s): i for i, s in enumerate(tokens.start.tolist())}
    ends = {int(e): i + 1 for i, e in enumerate(tokens.end.tolist())}
    rows: dict[tuple[int, int], tuple[int, int, str]] = {}
    if keep:
        own = reading.mentions
        for i in range(len(own)):
            place = (int(own.first[i]), int(own.last[i]))
            rows[place] = (int(own.type[i]), int(own.kind[i]), "")
    for number, (start, end, type_, kind, chain) in enumerate(gold):
        if start in starts and end in ends and starts[start] < ends[end]:
            place = (starts[start], ends[end])
            chain = chain or f"single-{number}"
            rows[place] = (labels.entity.index(type_), labels.kind.index(kind), chain)
    order = sorted(rows, key=lambda p: (p[0], -p[1]))
    first, last = [p[0] for p in order], [p[1] for p in order]
    names: dict[str, int] = {}
    chains = []
    for i, place in enumerate(order):
        chain = rows[place][2] or f"own-{i}"
        chains.append(names.setdefault(chain, len(names)))
    mentions = Mentions(
        first=np.array(first, dtype=np.int32),
        last=np.array(last, dtype=np.int32),
        head=np.array(mention_heads(reading, first, last), dtype=np.int32),
        type=np.array([rows[p][0] for p in order], dtype=np.uint8),
        kind=np.array([rows[p][1] for p in order], dtype=np.uint8),
        score=np.ones(len(order), dtype=np.float16),
    )
    return replace(reading, mentions=mentions), np.array(chains, dtype=np.int32)


def litbank_example(document: Document, reader: Reader, *, keep: bool = True) -> Example:
    """One LitBank document over the reader's reading of it."""
    text, spans = document_text(document)
    manuscript = from_text(text)
    reading = mended_mentions(reader(manuscript))
    gold = [
        (spans[first][0], spans[last][1], type_, kind, chain)
        for first, last, type_, kind, chain in document.mentions or []
    ]
    reading, chains = with_gold(reading, gold, keep=keep)
    frame = make_frame(manuscript, reading, find_quotations(manuscript))
    weight = np.ones(len(frame), dtype=np.float32)
    return Example(document.name, frame, link_vectors(reading), chains, weight)


def scene_example(scene: Scene, reader: Reader) -> Example:
    """One scene over the reader's reading of it."""
    manuscript = from_text(scene.text)
    quotations = find_quotations(manuscript)
    sound = mended_mentions(reader(manuscript))
    sound = with_placeholders(with_tag_subjects(sound, manuscript, quotations))
    reading, chains, known = _with_people(sound, scene)
    frame = make_frame(manuscript, reading, quotations)
    return Example(scene.name, frame, link_vectors(reading), chains, known)


def _with_people(
    reading: Reading, scene: Scene
) -> tuple[Reading, NDArray[np.int32], NDArray[np.float32]]:
    """The reading with a scene's people laid over it, their chains, and 1 where they are known."""
    chains = {m: "+".join(m.who) or f"nobody-{n}" for n, m in enumerate(scene.mentions)}
    own = reading.mentions
    first = np.searchsorted(reading.tokens.start, [m.start for m in scene.mentions]).tolist()
    last = np.searchsorted(reading.tokens.end, [m.end for m in scene.mentions], side="left") + 1
    heads = mention_heads(reading, first, last.tolist())
    at = dict(reversed(list(zip(heads, scene.mentions, strict=True))))
    gold: list[tuple[int, int, str, str, str]] = []
    placed: set[int] = set()
    starts, ends = reading.tokens.start.tolist(), reading.tokens.end.tolist()
    for i, head in enumerate(own.head.tolist()):
        if own.type[i] != EntityType.PER or head not in at:
            continue
        kind = reading.labels.kind[own.kind[i]]
        place = (starts[own.first[i]], ends[own.last[i] - 1])
        gold.append((*place, "PER", kind, chains[at[head]]))
        placed.add(head)
    gold += [
        (m.start, m.end, "PER", _kind(scene, m), chains[m])
        for h, m in at.items()
        if h not in placed and m.who
    ]
    laid, numbers = with_gold(reading, gold)
    person = laid.mentions.type == EntityType.PER
    return laid, numbers, person.astype(np.float32)


def _kind(scene: Scene, mention: Mention) -> str:
    """The kind of a gold mention that the reader missed."""
    words = scene.text[mention.start : mention.end].split()
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return "pronoun"
    return "name" if words[-1][:1].isupper() else "noun"


def scene_examples(
    paths: Sequence[Path] | None = None, *, copies: int = 1, reader: Reader = read_manuscript
) -> list[Example]:
    """The scenes that are not set aside, or those of the paths, each with its copies."""
    out: list[Example] = []
    for path in scene_files() if paths is None else paths:
        scene = parse_scene(path.read_text(encoding="utf-8"), path.stem)
        reading = reader(from_text(scene.text))
        out.append(scene_example(scene, reader))
        for number in range(1, copies + 1):
            copy = guises(scene, reading, random.Random(f"{path.stem}{number}"))
            out.append(scene_example(copy, reader))
    return out


def examples(
    *, folder: Path | None = None, reader: Reader = read_manuscript, development: bool = False
) -> list[Example]:
    """The LitBank documents to train on, or those set aside."""
    data = folder or data_folder()
    train, held = litbank_documents(data / "litbank", data / "fiction")
    return [litbank_example(d, reader) for d in (held if development else train)]

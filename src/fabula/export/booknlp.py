"""A story as BookNLP's files, so that notebooks written for them run.

Columns and keys follow the files described in BookNLP's documentation
(Bamman 2021): ``.tokens``, ``.entities`` and ``.quotes`` are tab-separated with a
header, ``.book`` is JSON with one entry a character. Byte offsets are offsets in
the UTF-8 encoding of the plain text. There is no ``.supersense`` file.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.files.writing import write_set
from fabula.manuscript.spans import Span
from fabula.story.model import MentionTable, Story
from fabula.story.tables.actions import Action

__all__ = ["save_booknlp"]

_PROP = {"name": "PROP", "noun": "NOM", "pronoun": "PRON"}
_GROUP = {"name": "proper", "noun": "common", "pronoun": "pronoun"}
_PARTS = {"agent": "agent", "patient": "patient", "modifier": "mod", "possession": "poss"}


def save_booknlp(story: Story, folder: Path) -> None:
    """Write ``NAME.tokens``, ``.entities``, ``.quotes`` and ``.book`` into the folder.

    All four or none. NAME is the folder's name without its suffix. Raises `FabulaError`
    if they cannot be written.
    """
    name = folder.stem
    files = {
        "tokens": _tsv(_token_rows(story)),
        "entities": _tsv(_entity_rows(story)),
        "quotes": _tsv(_quote_rows(story)),
        "book": json.dumps({"characters": _characters(story)}, ensure_ascii=False, indent=1),
    }

    def write(part: Path) -> None:
        for suffix, text in files.items():
            (part / f"{name}.{suffix}").write_bytes(text.encode("utf-8", "replace"))

    write_set(folder, write)


def _tsv(rows: Iterable[tuple[object, ...]]) -> str:
    lines = ("\t".join(" ".join(str(v).split()) for v in row) for row in rows)
    return "\n".join(lines) + "\n"


def _byte_offsets(text: str) -> NDArray[np.int64]:
    """Byte offset of every code point, and of the end. [len(text) + 1]"""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    sizes = 1 + (points >= 0x80) + (points >= 0x800) + (points >= 0x10000).astype(np.int64)
    return np.concatenate([[0], np.cumsum(sizes)])


def _token_rows(story: Story) -> Iterator[tuple[object, ...]]:
    yield (
        "paragraph_ID", "sentence_ID", "token_ID_within_sentence", "token_ID_within_document",
        "word", "lemma", "byte_onset", "byte_offset", "POS_tag", "fine_POS_tag",
        "dependency_relation", "syntactic_head_ID", "event",
    )  # fmt: skip
    reading, tokens = story.reading, story.reading.tokens
    offsets = _byte_offsets(story.manuscript.text)
    columns = zip(
        tokens.block.tolist(),
        tokens.sentence.tolist(),
        reading.words,
        reading.lemmas,
        offsets[tokens.start].tolist(),
        offsets[tokens.end].tolist(),
        reading.upos,
        reading.xpos,
        reading.deprels,
        tokens.head.tolist(),
        tokens.event.tolist(),
        strict=True,
    )
    first = reading.sentence_first.tolist()
    for i, row in enumerate(columns):
        block, sentence, word, lemma, onset, offset, upos, xpos, deprel, head, event = row
        yield (
            block, sentence, i - first[sentence], i, word, lemma, onset, offset, upos, xpos,
            deprel, i if head < 0 else head, "EVENT" if event else "O",
        )  # fmt: skip


def _entity_rows(story: Story) -> Iterator[tuple[object, ...]]:
    yield "COREF", "start_token", "end_token", "prop", "cat", "text"
    mentions, labels, text = story.mentions, story.reading.labels, story.manuscript.text
    for i in range(len(mentions)):
        yield (
            int(mentions.entity[i]),
            int(mentions.first[i]),
            int(mentions.last[i]) - 1,
            _PROP[labels.kind[mentions.kind[i]]],
            labels.entity[mentions.type[i]],
            text[mentions.start[i] : mentions.end[i]],
        )


def _quote_rows(story: Story) -> Iterator[tuple[object, ...]]:
    yield (
        "quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase", "char_id",
        "quote",
    )  # fmt: skip
    tokens, mentions, text = story.reading.tokens, story.mentions, story.manuscript.text
    for quote in story.quotes:
        first = int(np.searchsorted(tokens.start, quote.span.start))
        last = int(np.searchsorted(tokens.start, quote.span.end)) - 1
        named = _mention_of(quote.cue, quote.speaker, mentions) if quote.cue else None
        phrase = ("None",) * 3 if named is None else (
            int(mentions.first[named]),
            int(mentions.last[named]) - 1,
            text[mentions.start[named] : mentions.end[named]],
        )  # fmt: skip
        speaker = "None" if quote.speaker is None else quote.speaker
        yield first, last, *phrase, speaker, quote.span.text(text)


def _mention_of(cue: Span, speaker: int | None, mentions: MentionTable) -> int | None:
    """The mention of the speaker inside the cue."""
    low, high = np.searchsorted(mentions.start, [cue.start, cue.end])
    inside = [i for i in range(low, high) if mentions.entity[i] == speaker]
    return inside[0] if inside else None


def _characters(story: Story) -> list[dict[str, object]]:
    """BookNLP's entry for every character: mentions by kind, and what they do and have."""
    acts = _acts(story)
    named = _mention_counts(story)
    entries = []
    for character in story.characters:
        kinds = named[character.id]
        listed = {
            group: [{"n": n, "c": words} for words, n in kinds[group].most_common()]
            for group in _GROUP.values()
        }
        entry: dict[str, object] = {"id": character.id, **acts[character.id]}
        entry["g"] = {"argmax": character.pronouns} if character.pronouns else None
        entry["count"] = sum(sum(k.values()) for k in kinds.values())
        entry["mentions"] = listed
        entries.append(entry)
    return entries


def _mention_counts(story: Story) -> dict[int, dict[str, Counter[str]]]:
    mentions, labels, text = story.mentions, story.reading.labels, story.manuscript.text
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(
        lambda: {group: Counter() for group in _GROUP.values()}
    )
    for i, entity in enumerate(mentions.entity.tolist()):
        group = _GROUP[labels.kind[mentions.kind[i]]]
        words = " ".join(text[mentions.start[i] : mentions.end[i]].split())
        counts[entity][group][words] += 1
    return counts


def _acts(story: Story) -> dict[int, dict[str, list[dict[str, object]]]]:
    """What each character does (agent), suffers (patient), is (mod) and has (poss)."""
    words = story.reading.words
    found: dict[int, dict[str, list[dict[str, object]]]] = defaultdict(
        lambda: {part: [] for part in _PARTS.values()}
    )
    for row in story.rows(Action):
        found[row.character][_PARTS[row.role]].append({"w": words[row.token], "i": row.token})
    return found

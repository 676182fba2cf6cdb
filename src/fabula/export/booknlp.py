"""A story as BookNLP's files, so that notebooks written for them run.

Columns and keys follow the files described in BookNLP's documentation
(Bamman 2021): ``.tokens``, ``.entities``, ``.quotes`` and ``.supersense`` are tab-separated
with a header, ``.book`` is JSON with one entry a character, ``.book.html`` a page to look at.
Byte offsets are offsets in the UTF-8 encoding of the plain text.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.export.booknlp_book import book_characters, book_page
from fabula.export.booknlp_senses import supersenses
from fabula.files.writing import write_set
from fabula.manuscript.spans import Span
from fabula.story.model import MentionTable, Story

__all__ = ["save_booknlp"]

_PROP = {"name": "PROP", "noun": "NOM", "pronoun": "PRON"}


def save_booknlp(story: Story, folder: Path) -> None:
    """Write BookNLP's six files into the folder: all of them, or none.

    They are NAME``.tokens``, ``.entities``, ``.quotes``, ``.supersense``, ``.book`` and
    ``.book.html``; NAME is the folder's name without its suffix. Raises `FabulaError` if
    they cannot be written.
    """
    name = folder.stem
    characters = book_characters(story)
    files = {
        "tokens": _tsv(_token_rows(story)),
        "entities": _tsv(_entity_rows(story)),
        "quotes": _tsv(_quote_rows(story)),
        "supersense": _tsv(_sense_rows(story)),
        "book": json.dumps({"characters": characters}, ensure_ascii=False, indent=1),
        "book.html": "".join(book_page(story, characters)),
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


def _sense_rows(story: Story) -> Iterator[tuple[object, ...]]:
    yield "start_token", "end_token", "supersense_category", "text"
    tokens, text = story.reading.tokens, story.manuscript.text
    for first, last, sense in supersenses(story):
        yield first, last, sense, text[tokens.start[first] : tokens.end[last]]


def _mention_of(cue: Span, speaker: int | None, mentions: MentionTable) -> int | None:
    """The mention of the speaker inside the cue."""
    low, high = np.searchsorted(mentions.start, [cue.start, cue.end])
    inside = [i for i in range(low, high) if mentions.entity[i] == speaker]
    return inside[0] if inside else None

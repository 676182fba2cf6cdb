"""Training examples for the corrections: novels and treebanks, partly spoiled.

Each pass makes fresh errors, fresh modern names, and tells part of the narration in the
present tense. Held-out novels (see `novels`) are never used for training.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np

from fabula.language.tokens import tokenize
from fabula.manuscript.model import Block
from fabula.manuscript.spans import Span
from fabula_training.corruption import Corrupted, Corruptor, quoted_words, sentence_starts
from fabula_training.data import Document, data_folder, ud_documents
from fabula_training.lexicon import Lexicon, build_lexicon
from fabula_training.modernise import modern_marks, modern_names, modern_spelling, to_present
from fabula_training.novels import novel_files, paragraphs
from fabula_training.tagging import Tagger, trained_tagger

__all__ = [
    "Example",
    "correction_documents",
    "corrections_lexicon",
    "examples",
    "split_words",
    "treebank_examples",
]

RATE = 0.5
"""Share of the sentences that are spoiled: more than in drafts, so that a short training sees
many errors; the checks find out how faulty a text is (`fabula.checks.grammar.prior`)."""

PRESENT_SHARE = 0.35
"""Share of the paragraphs told in the present tense, where their verbs allow it."""

MODERN_SHARE = 0.7
"""Share of the paragraphs with modern names and marks."""

DOCUMENT_WORDS = 2000
"""Least length of a document of `correction_documents`."""

UD_TRAIN = ("ewt-train.conllu", "gum-permissive-train.conllu")


@dataclass(frozen=True, slots=True)
class Example:
    """One paragraph, spoiled or clean; columns parallel to ``words`` as in `Corrupted`."""

    words: list[str]
    space_before: list[bool]
    tags: list[str]
    errors: list[bool]
    kinds: list[str]


def split_words(text: str) -> tuple[list[str], list[bool]]:
    """Words as the reader splits them, and whether white space stands before each."""
    offsets = tokenize(text, [Block("paragraph", Span(0, len(text)))])
    starts, ends = offsets.start.tolist(), offsets.end.tolist()
    words = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    return words, [s == 0 or text[s - 1].isspace() for s in starts]


@lru_cache(maxsize=1)
def corrections_lexicon() -> Lexicon:
    """The lexicon of the treebanks and of every second training novel."""
    gold = [
        (form, lemma, tag)
        for name in UD_TRAIN
        for document in ud_documents(data_folder() / "ud" / name)
        for form, lemma, tag in zip(
            document.words, document.lemma or (), document.xpos or (), strict=True
        )
    ]
    texts = (f.read_text(encoding="utf-8", errors="replace") for f in novel_files()[::2])
    return build_lexicon(gold, texts)


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return trained_tagger()


def _present_paragraph(
    words: list[str], spaces: list[bool], tags: list[str], lexicon: Lexicon
) -> tuple[list[str], list[bool], list[str]]:
    """The paragraph in the present tense; sentences that cannot be told so are left out."""
    quoted = quoted_words(words, spaces)
    starts = sentence_starts(words, quoted)
    out: tuple[list[str], list[bool], list[str]] = ([], [], [])
    changed = False
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        told = to_present(words[start:end], tags[start:end], quoted[start:end], lexicon)
        changed = changed or told is not None
        if told is None and not all(quoted[start:end]):
            continue
        new_words, new_tags = told or (words[start:end], tags[start:end])
        out[0].extend(new_words)
        out[1].extend(spaces[start:end])
        out[2].extend(new_tags)
    return out if changed else (words, spaces, tags)


def _example(
    words: Sequence[str], corruptor: Corruptor, spaces: Sequence[bool], tags: Sequence[str],
    rng: np.random.Generator, rate: float,
) -> Example:  # fmt: skip
    spoiled: Corrupted = corruptor.corrupt(words, spaces, tags, rng, rate)
    return Example(spoiled.words, spoiled.space_before, spoiled.tags, spoiled.errors, spoiled.kinds)


def examples(
    files: Sequence[Path],
    seed: int,
    *,
    rate: float = RATE,
    modern: float = MODERN_SHARE,
    tagger: Tagger | None = None,
    share: float = 1.0,
) -> Iterator[Example]:
    """The paragraphs of novels as examples, in reading order within a novel.

    ``share``: the part of each novel's runs of twenty paragraphs that is taken.
    """
    rng = np.random.default_rng(seed)
    lexicon = corrections_lexicon()
    corruptor = Corruptor(lexicon)
    tagger = tagger or _tagger()
    for path in files:
        whole = list(paragraphs(path))
        for first in range(0, len(whole), 20):
            if rng.random() >= share:
                continue
            r = Random(int(rng.integers(1 << 62)))
            present = r.random() < PRESENT_SHARE
            renamed = r.random() < modern
            names: dict[str, str] = {}
            run = whole[first : first + 20]
            parts = [split_words(modern_spelling(p) if renamed else p) for p in run]
            flat = tagger.tag([w for words, _ in parts for w in words])
            position = 0
            for words, spaces in parts:
                tags = flat[position : position + len(words)]
                position += len(words)
                if renamed:
                    words, spaces, tags = modern_marks(words, spaces, tags, r)
                    modern_names(words, r, names)
                if present:
                    words, spaces, tags = _present_paragraph(words, spaces, tags, lexicon)
                if words:
                    yield _example(words, corruptor, spaces, tags, rng, rate)


def treebank_examples(seed: int, *, rate: float = RATE) -> Iterator[Example]:
    """Sentences of the treebanks' training parts, each as an example of its own.

    Sentences with typing errors of their own are left out.
    """
    rng = np.random.default_rng(seed)
    corruptor = Corruptor(corrections_lexicon())
    for name in UD_TRAIN:
        for document in ud_documents(data_folder() / "ud" / name):
            begins, xpos, feats = document.begins or [], document.xpos or [], document.feats or []
            starts = [i for i, b in enumerate(begins) if b]
            for start, end in zip(starts, [*starts[1:], len(begins)], strict=True):
                words = document.words[start:end]
                if len(words) < 4 or any("Typo" in f for f in feats[start:end]):
                    continue
                if words[0][:1].islower() or words[-1] not in '.!?"”)':
                    continue
                yield _example(
                    words, corruptor, document.space[start:end], xpos[start:end], rng, rate
                )


def correction_documents(
    words: int, seed: int, *, held_out: bool = False, rate: float = RATE, treebanks: bool = True
) -> Iterator[Document]:
    """About ``words`` words of examples as documents with only the correction layers.

    Spread evenly over the novels (the held-out ones if asked), and one in eight from
    the treebanks. The same seed gives the same documents.
    """
    files = novel_files(held_out=held_out)
    total = sum(f.stat().st_size for f in files) / 5.0
    tagger = _tagger()
    sources = [examples(files, seed, rate=rate, tagger=tagger, share=min(1.0, words / total))]
    if treebanks and not held_out:
        sources.append(treebank_examples(seed + 1, rate=rate))
    for number, source in enumerate(sources):
        left = words if number == 0 else max(words // 8, 1)
        document = Document(f"corrections-{number}", [], [], [], edits=[])
        for example in source:
            document.add_paragraph(example.words, example.space_before, example.tags)
            if len(document.words) > DOCUMENT_WORDS:
                yield document
                left -= len(document.words)
                document = Document(document.name, [], [], [], edits=[])
            if left <= 0:
                break
        if document.words:
            yield document

"""The annotated corpora as documents of words with layers.

A `Document` is a run of words in reading order with whatever layers its corpus
has; a missing layer is None and takes no part in the loss. Expected counts are
checked on loading, so that a changed release is noticed.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from fabula.language.tokens import space_before, tokenize
from fabula.manuscript.load import from_text

__all__ = ["Document", "data_folder", "litbank_documents", "ud_documents"]

KINDS = {"PROP": "name", "NOM": "noun", "PRON": "pronoun"}
LITBANK_FILES = 80
LITBANK_DEV_EVERY = 8
LITBANK_DEV_REST = 3


def data_folder() -> Path:
    """The corpora's folder: ``FABULA_DATA``, else ``../shared/data`` beside the checkout."""
    found = os.environ.get("FABULA_DATA")
    return Path(found) if found else Path(__file__).resolve().parents[4] / "shared" / "data"


@dataclass
class Document:
    """Words of one document and their annotation layers, all parallel to ``words``.

    ``opens``: first word of a paragraph; ``space``: white space before the word;
    ``begins``: 1 for the first word of a sentence, 0 for others, -1 where unknown.
    ``head`` holds indices into the whole document (-1 root). ``mentions``: (first, last
    inclusive, entity type, kind, coreference chain or "") or None without that layer;
    ``unsure``: spans on which the corpus' own layers disagree, left out of the loss.
    """

    name: str
    words: list[str]
    opens: list[bool]
    space: list[bool]
    begins: list[int] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    deprel: list[str] | None = None
    events: list[bool] | None = None
    mentions: list[tuple[int, int, str, str, str]] | None = None
    unsure: set[tuple[int, int]] = field(default_factory=set)
    edits: list[str] | None = None

    def add_paragraph(self, words: list[str], space: list[bool], edits: list[str]) -> None:
        """Add the words of a paragraph to a document that has the edits as its only layer."""
        assert self.edits is not None
        self.words += words
        self.opens += [i == 0 for i in range(len(words))]
        self.space += space
        self.edits += edits


def _sentences(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield comments, rows
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            else:
                rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def ud_documents(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file; multiword tokens count as their syntactic words."""
    documents: list[Document] = []
    for comments, rows in _sentences(path):
        if any(c.startswith("# newdoc") for c in comments) or not documents:
            documents.append(_empty_ud(f"{path.stem}/{len(documents)}"))
        new_paragraph = any(c.startswith("# newpar") for c in comments)
        _add_ud_sentence(documents[-1], rows, new_paragraph)
    return documents


def _empty_ud(name: str) -> Document:
    return Document(
        name, [], [], [], begins=[], upos=[], xpos=[], feats=[], lemma=[], head=[], deprel=[]
    )


def _space_after(rows: list[list[str]]) -> dict[str, bool]:
    """Whether white space follows each word, reading multiword ranges for their last word."""
    after: dict[str, bool] = {}
    for row in rows:
        if "-" in row[0]:
            low, high = row[0].split("-")
            for i in range(int(low), int(high)):
                after[str(i)] = False
            after[high] = "SpaceAfter=No" not in row[9]
        elif "." not in row[0] and row[0] not in after:
            after[row[0]] = "SpaceAfter=No" not in row[9]
    return after


def _add_ud_sentence(document: Document, rows: list[list[str]], new_paragraph: bool) -> None:
    assert document.begins is not None
    assert document.upos is not None
    assert document.xpos is not None
    assert document.feats is not None
    assert document.lemma is not None
    assert document.head is not None
    assert document.deprel is not None
    after = _space_after(rows)
    base = len(document.words)
    space = True
    for row in rows:
        if "-" in row[0] or "." in row[0]:
            continue
        document.opens.append(row[0] == "1" and (new_paragraph or base == 0))
        document.space.append(space)
        document.begins.append(int(row[0] == "1"))
        document.words.append(row[1])
        document.lemma.append(row[2] if row[2] != "_" or row[1] == "_" else row[1].lower())
        document.upos.append(row[3])
        document.xpos.append(row[4])
        document.feats.append(row[5])
        document.head.append(base + int(row[6]) - 1 if row[6] != "0" else -1)
        document.deprel.append(row[7])
        space = after[row[0]]


def litbank_documents(folder: Path, novels: Path) -> tuple[list[Document], list[Document]]:
    """LitBank's documents, for training and for development.

    Development is every eighth document by name, from the fourth. Words are those the
    reader makes of the novel's own text; LitBank's layers are laid over them.
    """
    names = sorted(p.stem for p in (folder / "events" / "tsv").glob("*.tsv"))
    if len(names) != LITBANK_FILES:
        raise ValueError(f"expected {LITBANK_FILES} LitBank documents, found {len(names)}")
    train: list[Document] = []
    dev: list[Document] = []
    for i, name in enumerate(names):
        into = dev if i % LITBANK_DEV_EVERY == LITBANK_DEV_REST else train
        into.append(_litbank_document(folder, novels, name))
    return train, dev


def _litbank_document(folder: Path, novels: Path, name: str) -> Document:
    sentences = _litbank_rows(folder / "entities" / "tsv" / f"{name}.tsv")
    events = _litbank_rows(folder / "events" / "tsv" / f"{name}.tsv")
    tokens = [row[0] for sentence in sentences for row in sentence]
    if tokens != [row[0] for sentence in events for row in sentence]:
        raise ValueError(f"{name}: the layers' tokens differ")
    novel = (novels / (name.removesuffix("_brat") + ".txt")).read_text(encoding="utf-8")
    text, places = _places(tokens, novel)
    document, first, last = _words_over(name, text, places)
    assert document.events is not None
    marks = (row[1] == "EVENT" for sentence in events for row in sentence)
    for at, marked in zip(first, marks, strict=True):
        document.events[at] |= marked
    document.begins = _certain_begins(document.words, document.opens)
    _add_mentions(document, folder, name, sentences, first, last)
    return document


def _words_over(
    name: str, text: str, places: list[tuple[int, int]]
) -> tuple[Document, list[int], list[int]]:
    """The reader's words of an excerpt, and the first and last of them for each gold token."""
    offsets = tokenize(text, from_text(text).blocks)
    starts, ends = offsets.start, offsets.end
    words = [text[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    opens = np.diff(offsets.block, prepend=-1) != 0
    document = Document(
        name,
        words,
        opens.tolist(),
        space_before(text, offsets).tolist(),
        events=[False] * len(words),
        mentions=[],
    )
    gold = np.array(places)
    last = np.maximum(np.searchsorted(starts, gold[:, 1], side="left") - 1, 0)
    first = np.minimum(np.searchsorted(ends, gold[:, 0], side="right"), last)
    return document, first.tolist(), last.tolist()


_STOPS = frozenset({".", "!", "?", "...", "…"})
_MARKS = frozenset({'"', "'", "“", "”", "‘", "’", "''", "``", ")", "]"})


def _certain_begins(words: list[str], opens: list[bool]) -> list[int]:
    """Sentence starts that punctuation alone decides; -1 where it does not.

    LitBank's own sentences come from a splitter that breaks at closing quotes, so
    only what is certain is taught: paragraph starts, no start without a stop before
    it, none at a lower-case word after a stop, one at a capital after a plain stop.
    """
    begins = [0] * len(words)
    for i, word in enumerate(words):
        if opens[i]:
            begins[i] = 1
            continue
        before = i - 1
        while before >= 0 and words[before] in _MARKS:
            before -= 1
        if before < 0 or words[before] not in _STOPS:
            begins[i] = 0 if before >= 0 and words[before] not in {"--", "—", ":", ";"} else -1
        elif word in _MARKS:
            begins[i] = -1
        elif word[:1].islower():
            begins[i] = 0
        elif before == i - 1 and words[before] == "." and len(words[before - 1]) > 3:
            begins[i] = 1
        else:
            begins[i] = -1
    return begins


def _litbank_rows(path: Path) -> list[list[list[str]]]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    rows = [[line.split("\t") for line in b.split("\n") if line.strip()] for b in blocks]
    return [block for block in rows if block]


def _places(tokens: list[str], novel: str) -> tuple[str, list[tuple[int, int]]]:
    """The excerpt as it stands in the novel, and the offsets of its tokens there."""
    gap = re.compile(r"\s*")
    base = at = _find_start(tokens, novel)
    places = []
    for token in tokens:
        start = -1
        for letter in token:
            at = gap.match(novel, at).end()  # type: ignore[union-attr]
            if novel[at] != letter:
                raise ValueError(f"token {token!r} is not at {at}: {novel[at : at + 20]!r}")
            start = at if start < 0 else start
            at += 1
        places.append((start - base, at - base))
    return novel[base:at], places


def _find_start(tokens: list[str], text: str) -> int:
    opening = "".join(tokens[:40])[:60]
    found = re.search(r"\s*".join(map(re.escape, opening)), text)
    if found is None:
        raise ValueError(f"the excerpt is not in its novel: {opening!r}")
    return found.start()


def _add_mentions(
    document: Document,
    folder: Path,
    name: str,
    sentences: list[list[list[str]]],
    first: list[int],
    last: list[int],
) -> None:
    assert document.mentions is not None
    offsets = np.cumsum([0, *map(len, sentences)])
    entities = _entity_spans(sentences, offsets)
    linked = _coref_mentions(folder / "coref" / "tsv" / f"{name}.ann", offsets)
    for span, type_ in sorted(entities.items()):
        kind, chain = "", ""
        if span in linked:
            _, kind, chain = linked[span]
        kind = kind or _guess_kind(document.words[first[span[0]] : last[span[1]] + 1])
        document.mentions.append((first[span[0]], last[span[1]], type_, kind, chain))
    for span, (type_, kind, chain) in sorted(linked.items()):
        if span in entities:
            continue
        place = (first[span[0]], last[span[1]])
        if kind == "pronoun":
            document.mentions.append((*place, type_, kind, chain))
        else:
            document.unsure.add(place)


def _entity_spans(
    sentences: list[list[list[str]]], offsets: np.ndarray
) -> dict[tuple[int, int], str]:
    spans: dict[tuple[int, int], str] = {}
    for base, sentence in zip(offsets.tolist(), sentences, strict=False):
        for level in range(1, 5):
            open_at, open_type = -1, ""
            for i in range(len(sentence) + 1):
                tag = sentence[i][level] if i < len(sentence) and level < len(sentence[i]) else "O"
                if open_at >= 0 and not tag.startswith("I-"):
                    spans[(base + open_at, base + i - 1)] = open_type
                    open_at = -1
                if tag.startswith("B-"):
                    open_at, open_type = i, tag[2:]
    return spans


def _coref_mentions(path: Path, offsets: np.ndarray) -> dict[tuple[int, int], tuple[str, str, str]]:
    by_id: dict[str, tuple[tuple[int, int], str, str]] = {}
    chains: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if row[0] == "MENTION":
            start = int(offsets[int(row[2])]) + int(row[3])
            end = int(offsets[int(row[4])]) + int(row[5])
            by_id[row[1]] = ((start, end), row[7], KINDS[row[8]])
        elif row[0] == "COREF":
            chains[row[1]] = row[2]
    return {span: (t, kind, chains.get(i, "")) for i, (span, t, kind) in by_id.items()}


def _guess_kind(words: list[str]) -> str:
    """The kind of an entity that the coreference layer lacks, by its capitals."""
    return "name" if words[0][:1].isupper() and words[-1][:1].isupper() else "noun"

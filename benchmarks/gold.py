"""The annotated collections as raw text with gold spans; offsets are code points."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = [
    "DATA", "LitBankDocument", "Table", "Word", "litbank_development", "treebank", "words_of",
]  # fmt: skip

DATA = Path(os.environ.get("FABULA_DATA") or Path(__file__).resolve().parents[2] / "shared/data")

_KINDS = {"PROP": "name", "NOM": "noun", "PRON": "pronoun"}


# --- treebanks -----------------------------------------------------------------------------


@dataclass(slots=True)
class Word:
    """A syntactic word. A word of a multiword token has the span of the whole token.

    ``head`` is the index of the head among the document's words, -1 for a root.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    multiword: bool = False


@dataclass(slots=True)
class Table:
    """One document: its text, surface tokens and sentences as spans, and its words."""

    name: str
    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def treebank(path: Path) -> Iterator[Table]:
    """The documents of a CoNLL-U file; paragraphs stand apart by an empty line.

    The text is rebuilt from the tokens, SpaceAfter and newpar.
    """
    document: list[list[str]] = []
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            if document:
                yield words_of(document, name)
            document, name = [], line.partition("=")[2].strip()
        if line.startswith("# newpar"):
            document.append(["newpar"])
        elif not line.startswith("#"):
            document.append(line.split("\t"))
    if document:
        yield words_of(document, name)


def words_of(rows: list[list[str]], name: str, text: str | None = None) -> Table:
    """Rows of CoNLL-U as a table.

    Without ``text`` the text is put together from the rows; with it, the rows'
    TokenRange says where they stand in it.
    """
    table = Table(name)
    pieces: list[str] = []
    at = base = 0
    covered = 0  # the last word number that the multiword token at hand covers
    spans: tuple[int, int] = (0, 0)
    for row in rows:
        if row == ["newpar"]:
            if pieces:
                joined = "".join(pieces).rstrip()
                pieces = [joined, "\n\n"]
                at = len(joined) + 2
            continue
        if len(row) < 10:
            if len(table.words) > base:
                _end_sentence(table, base)
                base = len(table.words)
            covered = 0
            continue
        number, form, misc = row[0], row[1], row[9]
        if "." in number:
            continue
        inside = number.isdecimal() and int(number) <= covered
        if not inside:
            if text is None:
                spans = (at, at + len(form))
                space = "" if "SpaceAfter=No" in misc else " "
                pieces += [form, space]
                at = spans[1] + len(space)
            else:
                begin, end = re.search(r"TokenRange=(\d+):(\d+)", misc).groups()  # type: ignore[union-attr]
                spans = (int(begin), int(end))
            table.tokens.append(spans)
        if "-" in number:
            covered = int(number.split("-")[1])
            continue
        head = base + int(row[6]) - 1 if row[6] != "0" else -1
        _, form, lemma, upos, xpos, feats = row[:6]
        table.words.append(Word(*spans, form, lemma, upos, xpos, feats, head, row[7], inside))
    if len(table.words) > base:
        _end_sentence(table, base)
    table.text = "".join(pieces) if text is None else text
    return table


def _end_sentence(table: Table, base: int) -> None:
    table.sentences.append((table.words[base].start, table.words[-1].end))


# --- LitBank -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LitBankDocument:
    """An excerpt as it stands in its novel, and its gold layers as spans.

    ``entities``: (start, end, type) of names and nouns; ``pronouns`` likewise, from
    the coreference layer; ``events``: spans of realis triggers.
    """

    name: str
    text: str
    entities: frozenset[tuple[int, int, str]]
    pronouns: frozenset[tuple[int, int, str]]
    events: frozenset[tuple[int, int]]


def litbank_development() -> list[LitBankDocument]:
    """The documents that training sets aside: every eighth by name, from the fourth."""
    names = sorted(p.stem for p in (DATA / "litbank" / "events" / "tsv").glob("*.tsv"))
    return [_litbank(name) for i, name in enumerate(names) if i % 8 == 3]


def _litbank(name: str) -> LitBankDocument:
    folder = DATA / "litbank"
    sentences = _rows(folder / "entities" / "tsv" / f"{name}.tsv")
    events = _rows(folder / "events" / "tsv" / f"{name}.tsv")
    tokens = [row[0] for sentence in sentences for row in sentence]
    novel = (DATA / "fiction" / f"{name.removesuffix('_brat')}.txt").read_text(encoding="utf-8")
    text, places = aligned(tokens, novel)
    marked = [row[1] == "EVENT" for sentence in events for row in sentence]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    entities = {
        (places[a][0], places[b][1], kind)
        for base, sentence in zip(starts, sentences, strict=False)
        for a, b, kind in _bio(base, sentence)
    }
    pronouns = set()
    for line in (folder / "coref" / "tsv" / f"{name}.ann").read_text("utf-8").splitlines():
        row = line.split("\t")
        if row[0] == "MENTION" and _KINDS[row[8]] == "pronoun":
            first = starts[int(row[2])] + int(row[3])
            last = starts[int(row[4])] + int(row[5])
            pronouns.add((places[first][0], places[last][1], row[7]))
    return LitBankDocument(
        name,
        text,
        frozenset(entities),
        frozenset(pronouns),
        frozenset(place for place, event in zip(places, marked, strict=True) if event),
    )


def _rows(path: Path) -> list[list[list[str]]]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    found = [[line.split("\t") for line in b.split("\n") if line.strip()] for b in blocks]
    return [block for block in found if block]


def _bio(base: int, sentence: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """(first, last inclusive, type) of the spans in the columns of nested BIO tags."""
    for level in range(1, 5):
        opened = -1
        kind = ""
        for i in range(len(sentence) + 1):
            tag = sentence[i][level] if i < len(sentence) and level < len(sentence[i]) else "O"
            if opened >= 0 and not tag.startswith("I-"):
                yield base + opened, base + i - 1, kind
                opened = -1
            if tag.startswith("B-"):
                opened, kind = i, tag[2:]


def aligned(tokens: list[str], novel: str) -> tuple[str, list[tuple[int, int]]]:
    """The excerpt in the novel, and where each token stands in it, white space aside."""
    opening = re.search(r"\s*".join(map(re.escape, "".join(tokens[:40])[:60])), novel)
    if opening is None:
        raise ValueError(f"not in its novel: {tokens[:10]}")
    base = at = opening.start()
    places = []
    for token in tokens:
        start = -1
        for letter in token:
            while novel[at].isspace():
                at += 1
            if novel[at] != letter:
                raise ValueError(f"{token!r} is not at {at}: {novel[at : at + 20]!r}")
            start = at if start < 0 else start
            at += 1
        places.append((start - base, at - base))
    return novel[base:at], places

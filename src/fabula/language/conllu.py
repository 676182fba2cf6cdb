"""CoNLL-U: the reading as a table anyone can open, and tables turned into readings.

Layout as Universal Dependencies gives it (https://universaldependencies.org/format.html),
one ``# newpar`` per block, one ``# text`` per sentence, ``SpaceAfter=No`` where no white
space follows. Headings carry ``# block = heading``; a scene break stands as
``# block = break`` before the paragraph that follows it. Keys of MISC, all optional:

=============  ==========================================================================
``TokenRange``  offsets into the plain text; written always, ignored when read
``Entity``      mentions, opened and closed in brackets: ``(PER-name`` on the first word,
                ``)`` on the last, ``(PER-noun(PER-pronoun)`` for nested ones
``Event``       ``Yes`` on the trigger of an event that really happens
``Edit``        the edit tag, where it is not "keep" (``Edit=form:VBD``)
``Error``       probability that something is wrong here, where it is at least one half
=============  ==========================================================================
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fabula.arrays import Ints
from fabula.language.mentions import heads_of
from fabula.language.reading import Edits, Labels, Mentions, Reading, Tokens
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Block, BlockKind, Chapter, Manuscript, Scene, SourcePlace
from fabula.manuscript.spans import Span

__all__ = ["UPOS", "from_conllu", "to_conllu"]

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
"""The universal parts of speech."""

_BREAK = "* * *"
_NOTABLE = 0.5
_CLITIC = re.compile(r"(?:['’`´](?:s|m|d|ll|re|ve)?|n['’`´]?t)\Z", re.IGNORECASE)
_GLUED = {"can": "not", "gon": "na", "wan": "na", "got": "ta", "lem": "me", "gim": "me"}


# --- writing ---------------------------------------------------------------------------


def to_conllu(reading: Reading, manuscript: Manuscript) -> str:
    """The reading as CoNLL-U, one ``# newpar`` per block that holds words.

    Words written together that Universal Dependencies takes as parts of one token
    (``do|n't``, ``Magnus|'s``, ``can|not``) stand under a range line of that token.
    Marks of emphasis that the tokens leave out are missing from ``# text`` too.
    """
    spaced = _spaced(reading)
    entity = _entity_column(reading)
    names = _breaks_before(manuscript)
    lines: list[str] = []
    block = -1
    bounds = zip(reading.sentence_first.tolist(), reading.sentence_last.tolist(), strict=True)
    for number, (first, last) in enumerate(bounds, start=1):
        here = int(reading.tokens.block[first])
        if here != block:
            lines += _paragraph_lines(manuscript, names, block, here)
            block = here
        lines.append(f"# sent_id = {number}")
        forms = reading.words[first:last]
        text = "".join(
            w + (" " if s else "") for w, s in zip(forms, spaced[first:last], strict=True)
        )
        lines.append(f"# text = {text.rstrip()}")
        lines += _sentence_rows(reading, first, last, spaced, entity)
        lines.append("")
    return "\n".join(lines) + ("\n" if lines else "")


def _spaced(reading: Reading) -> list[bool]:
    """Whether white space (or the end of a paragraph) follows each token. [T]"""
    tokens = reading.tokens
    if not len(tokens):
        return []
    gaps = zip(tokens.end[:-1].tolist(), tokens.start[1:].tolist(), strict=True)
    blank = [any(c.isspace() for c in reading.text[a:b]) for a, b in gaps]
    same = (tokens.block[1:] == tokens.block[:-1]).tolist()
    return [b or not s for b, s in zip(blank, same, strict=True)] + [True]


def _breaks_before(manuscript: Manuscript) -> Ints:
    """How many scene breaks stand before each block. [blocks + 1]"""
    kinds = [block.kind == "break" for block in manuscript.blocks]
    return np.concatenate([[0], np.cumsum(kinds)]).astype(np.int32)


def _paragraph_lines(manuscript: Manuscript, breaks: Ints, block: int, here: int) -> list[str]:
    lines = []
    if breaks[here] > breaks[max(block, 0)]:
        lines.append("# block = break")
    lines.append("# newpar")
    if manuscript.blocks[here].kind == "heading":
        lines.append("# block = heading")
    return lines


def _entity_column(reading: Reading) -> dict[int, str]:
    """The bracket notation of the mentions, by token."""
    labels, mentions = reading.labels, reading.mentions
    opened: dict[int, str] = {}
    single: dict[int, str] = {}
    closed: dict[int, int] = {}
    columns = (mentions.first, mentions.last, mentions.type, mentions.kind)
    for first, last, kind, form in zip(*(c.tolist() for c in columns), strict=True):
        name = f"({labels.entity[kind]}-{labels.kind[form]}"
        if last == first + 1:
            single[first] = single.get(first, "") + name + ")"
        else:
            opened[first] = opened.get(first, "") + name
            closed[last - 1] = closed.get(last - 1, 0) + 1
    where = opened.keys() | single.keys() | closed.keys()
    return {
        i: opened.get(i, "") + single.get(i, "") + ")" * closed.get(i, 0) for i in sorted(where)
    }


def _sentence_rows(
    reading: Reading, first: int, last: int, spaced: Sequence[bool], entity: dict[int, str]
) -> Iterator[str]:
    tokens, labels = reading.tokens, reading.labels
    group_end = _groups(reading, spaced, first, last)
    inside = first
    for i in range(first, last):
        end = group_end.get(i)
        if end is not None:
            form = reading.text[tokens.start[i] : tokens.end[end - 1]]
            misc = "" if spaced[end - 1] else "SpaceAfter=No|"
            misc += f"TokenRange={tokens.start[i]}:{tokens.end[end - 1]}"
            number = f"{i - first + 1}-{end - first}"
            yield "\t".join((number, form, "_", "_", "_", "_", "_", "_", "_", misc))
            inside = end
        head = int(tokens.head[i])
        yield "\t".join(
            (
                str(i - first + 1),
                reading.words[i],
                reading.lemmas[i],
                reading.upos[i],
                reading.xpos[i],
                labels.feats[tokens.feats[i]],
                str(head - first + 1 if head >= 0 else 0),
                reading.deprels[i],
                "_",
                _misc(reading, i, spaced[i] or i < inside, entity.get(i)),
            )
        )


def _misc(reading: Reading, i: int, spaced: bool, entity: str | None) -> str:
    parts = []
    edits = reading.proofread()
    tag = reading.labels.edits[edits.tag[i]]
    doubtful = edits.error[i] >= _NOTABLE
    if doubtful and tag != "keep":
        parts.append(f"Edit={tag}")
    if entity:
        parts.append(f"Entity={entity}")
    if doubtful:
        parts.append(f"Error={float(edits.error[i]):.3f}")
    if reading.tokens.event[i]:
        parts.append("Event=Yes")
    if not spaced:
        parts.append("SpaceAfter=No")
    parts.append(f"TokenRange={reading.tokens.start[i]}:{reading.tokens.end[i]}")
    return "|".join(parts)


def _groups(reading: Reading, spaced: Sequence[bool], first: int, last: int) -> dict[int, int]:
    """Multiword tokens of a sentence: first word -> exclusive last word."""
    words, tags = reading.words, reading.xpos
    groups: dict[int, int] = {}
    i = first
    while i < last:
        end = i + 1
        while end < last and not spaced[end - 1] and _joins(words[end - 1], words[end], tags[end]):
            end += 1
        if end > i + 1:
            groups[i] = end
        i = end
    return groups


def _joins(word: str, following: str, tag: str) -> bool:
    """Whether the word and what is written on to it are one token, and no closing quote."""
    if _GLUED.get(word.lower()) == following.lower():
        return True
    if not _CLITIC.match(following) or not word[-1].isalnum():
        return False
    return len(following) > 1 or tag == "POS"


# --- reading ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One word of a sentence. ``surface`` is what stands in the text for it."""

    surface: str
    spaced: bool
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: dict[str, str]
    line: int


@dataclass(slots=True)
class _ConlluParagraph:
    heading: bool = False
    after_break: bool = False
    sentences: list[list[_Row]] = field(default_factory=list)


def from_conllu(text: str, *, path: str = "<conllu>") -> tuple[Manuscript, Reading]:
    """The manuscript and the reading that a CoNLL-U text describes.

    The plain text is put together again from the words and ``SpaceAfter``, with
    one empty line between blocks; a heading begins a chapter, a break a scene.
    Each sentence must have one root and heads inside itself; ``Entity`` brackets
    must close. Vectors have no columns (D = 0).

    Raises:
        FabulaError: the line that is not CoNLL-U, and why.
    """
    paragraphs = _paragraphs(text, path)
    whole, blocks, spans = _layout(paragraphs)
    manuscript = Manuscript(
        text=whole,
        path=path,
        sha256=hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest(),
        blocks=blocks,
        chapters=_chapters(blocks, whole),
        scenes=_scenes(blocks, whole),
        source=_OwnText(whole, path),
    )
    return manuscript, _reading(paragraphs, whole, spans, path)


def _paragraphs(text: str, path: str) -> list[_ConlluParagraph]:
    """Blocks with their sentences, from the lines of a CoNLL-U text."""
    paragraphs: list[_ConlluParagraph] = []
    pending = _ConlluParagraph()
    fresh = True  # the next sentence opens a block
    rows: list[_Row] = []
    left: list[tuple[int, str, bool]] = []  # the words of a multiword token still to come
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            key, value = key.strip(), value.strip()
            if key.split(" ")[0] in ("newpar", "newdoc") or key == "block":
                fresh = True
            if key == "block":
                pending.heading |= value == "heading"
                pending.after_break |= value == "break"
        elif line.strip():
            _take(line, number, path, rows, left)
        elif rows:
            if fresh:
                paragraphs.append(pending)
                pending, fresh = _ConlluParagraph(), False
            paragraphs[-1].sentences.append(rows)
            rows, left = [], []
    return paragraphs


def _take(
    line: str, number: int, path: str, rows: list[_Row], left: list[tuple[int, str, bool]]
) -> None:
    """Read one word line or range line of a sentence."""
    columns = line.split("\t")
    if len(columns) != 10:
        raise _bad(path, number, f"{len(columns)} columns, not 10")
    if "." in columns[0]:
        return  # an empty node of the enhanced graph stands for no word
    misc = dict(p.partition("=")[::2] for p in columns[9].split("|") if p != "_")
    spaced = misc.get("SpaceAfter") != "No"
    if "-" in columns[0]:
        begin, _, end = columns[0].partition("-")
        left += _shares(columns[1], int(begin), int(end), spaced)
        return
    try:
        position, head = int(columns[0]), int(columns[6])
    except ValueError:
        raise _bad(path, number, "the word's number or its head is no number") from None
    if position != len(rows) + 1:
        raise _bad(path, number, f"word {position} follows word {len(rows)}")
    surface = columns[1]
    if left and left[0][0] == position:
        surface, spaced = _own_share(columns[1], position, left)
    lemma, upos, xpos, feats = columns[2:6]
    rows.append(_Row(surface, spaced, lemma, upos, xpos, feats, head, columns[7], misc, number))


def _shares(surface: str, begin: int, end: int, spaced: bool) -> Iterator[tuple[int, str, bool]]:
    """What of the multiword token is left when each of its words begins."""
    for position in range(begin, end + 1):
        yield position, surface if position == begin else "", spaced and position == end


def _own_share(form: str, position: int, left: list[tuple[int, str, bool]]) -> tuple[str, bool]:
    """The part of a multiword token's text that belongs to its next word.

    Where the words do not spell the token (``dunno`` -> du, n, no is spelled, but
    ``im`` -> I, 'm is not) each word but the last takes as many letters as it has,
    and leaves at least one for each word still to come.
    """
    _, rest, spaced = left.pop(0)
    if not left or left[0][0] != position + 1 or not rest:
        return rest or form, spaced
    size = max(1, min(len(form), len(rest) - len(left)))
    following, _, after = left[0]
    left[0] = (following, rest[size:], after)
    return rest[:size], False


def _bad(path: str, number: int, why: str) -> FabulaError:
    return FabulaError(f"{path}, line {number}: not CoNLL-U: {why}")


def _layout(
    paragraphs: Sequence[_ConlluParagraph],
) -> tuple[str, tuple[Block, ...], list[tuple[int, int, int]]]:
    """The plain text, its blocks, and (start, end, block) of every word."""
    pieces: list[str] = []
    blocks: list[Block] = []
    spans: list[tuple[int, int, int]] = []
    at = 0
    for paragraph in paragraphs:
        if paragraph.after_break:
            blocks.append(Block("break", Span(at, at + len(_BREAK))))
            pieces += [_BREAK, "\n\n"]
            at += len(_BREAK) + 2
        start, end = at, at
        rows = [row for sentence in paragraph.sentences for row in sentence]
        for k, row in enumerate(rows):
            spans.append((at, at + len(row.surface), len(blocks)))
            end = at + len(row.surface)
            space = "" if not row.spaced or k + 1 == len(rows) else " "
            pieces += [row.surface, space]
            at = end + len(space)
        kind: BlockKind = "heading" if paragraph.heading else "paragraph"
        blocks.append(Block(kind, Span(start, end), int(paragraph.heading)))
        pieces.append("\n\n")
        at = end + 2
    whole = "".join(pieces)
    return whole[:-1] if whole else "", tuple(blocks), spans


def _chapters(blocks: Sequence[Block], whole: str) -> tuple[Chapter, ...]:
    heads = [b for b in blocks if b.kind == "heading"]
    if not heads:
        return (Chapter("", Span(0, len(whole))),)
    starts = [b.span.start for b in heads]
    titles = [b.span.text(whole) for b in heads]
    first = blocks[0].span.start
    if first < starts[0]:
        starts, titles = [first, *starts], ["", *titles]
    ends = [*starts[1:], len(whole)]
    return tuple(
        Chapter(title, Span(start, end))
        for title, start, end in zip(titles, starts, ends, strict=True)
    )


def _scenes(blocks: Sequence[Block], whole: str) -> tuple[Scene, ...]:
    headings = any(b.kind == "heading" for b in blocks)
    chapter = -1 if headings and blocks[0].kind == "heading" else 0
    scenes: list[Scene] = []
    open_scene = False
    for block in blocks:
        if block.kind == "heading":
            chapter += 1
            open_scene = False
        elif block.kind == "break":
            open_scene = False
        elif open_scene:
            scenes[-1] = Scene(chapter, Span(scenes[-1].span.start, block.span.end))
        else:
            scenes.append(Scene(chapter, block.span))
            open_scene = True
    return tuple(scenes) or (Scene(0, Span(0, len(whole))),)


def _reading(
    paragraphs: Sequence[_ConlluParagraph],
    whole: str,
    spans: Sequence[tuple[int, int, int]],
    path: str,
) -> Reading:
    sentences = [s for p in paragraphs for s in p.sentences]
    rows = [row for s in sentences for row in s]
    lengths = [len(s) for s in sentences]
    firsts = np.cumsum([0, *lengths])[:-1].astype(np.int32)
    labels = Labels(
        upos=(*UPOS, *sorted({r.upos for r in rows} - set(UPOS))),
        xpos=_inventory(r.xpos for r in rows),
        feats=_inventory([*(r.feats for r in rows), "_"]),
        deprel=_inventory(r.deprel for r in rows),
        lemmas=_inventory(r.lemma for r in rows),
        edits=("keep", *sorted({r.misc.get("Edit", "keep") for r in rows} - {"keep"})),
    )
    heads = _heads(sentences, firsts.tolist(), path)
    where = np.array(spans, dtype=np.int32).reshape(-1, 3)
    tokens = Tokens(
        start=where[:, 0].copy(),
        end=where[:, 1].copy(),
        sentence=np.repeat(np.arange(len(sentences), dtype=np.int32), lengths),
        block=where[:, 2].copy(),
        upos=_indices((r.upos for r in rows), labels.upos).astype(np.uint8),
        xpos=_indices((r.xpos for r in rows), labels.xpos).astype(np.uint8),
        feats=_indices((r.feats for r in rows), labels.feats).astype(np.uint16),
        lemma=_indices((r.lemma for r in rows), labels.lemmas).astype(np.int32),
        head=heads,
        deprel=_indices((r.deprel for r in rows), labels.deprel).astype(np.uint8),
        event=np.array([r.misc.get("Event") == "Yes" for r in rows], dtype=np.bool_),
        vectors=np.zeros((len(rows), 0), dtype=np.float16),
    )
    error = np.array([float(r.misc.get("Error", 0)) for r in rows], dtype=np.float16)
    edits = Edits(
        tag=_indices((r.misc.get("Edit", "keep") for r in rows), labels.edits).astype(np.uint16),
        score=np.ones(len(rows), dtype=np.float16),
        error=error,
    )
    mentions = _mentions(sentences, labels, heads, path)
    return Reading(whole, labels, tokens, firsts, mentions, edits)


def _inventory(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _indices(values: Iterable[str], names: Sequence[str]) -> Ints:
    index = {name: i for i, name in enumerate(names)}
    return np.array([index[v] for v in values], dtype=np.int32)


def _heads(sentences: Sequence[Sequence[_Row]], firsts: Sequence[int], path: str) -> Ints:
    heads: list[int] = []
    for rows, first in zip(sentences, firsts, strict=True):
        for row in rows:
            if not 0 <= row.head <= len(rows) or (row.head and rows[row.head - 1] is row):
                raise _bad(path, row.line, f"the head {row.head} is not in the sentence")
            heads.append(first + row.head - 1 if row.head else -1)
        if sum(row.head == 0 for row in rows) != 1:
            raise _bad(path, rows[0].line, "the sentence has no root, or several")
    return np.array(heads, dtype=np.int32)


def _mentions(
    sentences: Sequence[Sequence[_Row]],
    labels: Labels,
    heads: Ints,
    path: str,
) -> Mentions:
    found: list[tuple[int, int, int, int]] = []
    open_ones: list[tuple[int, int, int, _Row]] = []
    for i, row in enumerate(row for rows in sentences for row in rows):
        for mark in re.findall(r"\([^()]*|\)|[^()]+", row.misc.get("Entity", "")):
            if mark.startswith("("):
                open_ones.append((i, *_entity(mark[1:], labels, row, path), row))
            elif mark == ")" and open_ones:
                begin, kind, form, _ = open_ones.pop()
                found.append((begin, i + 1, kind, form))
            else:
                raise _bad(path, row.line, f"Entity={row.misc['Entity']} opens nothing")
    if open_ones:
        raise _bad(path, open_ones[-1][3].line, "Entity is never closed")
    found.sort(key=lambda m: (m[0], -m[1]))
    table = np.array(found, dtype=np.int32).reshape(-1, 4)
    return Mentions(
        first=table[:, 0].copy(),
        last=table[:, 1].copy(),
        head=heads_of(table[:, 0], table[:, 1], heads),
        type=table[:, 2].astype(np.uint8),
        kind=table[:, 3].astype(np.uint8),
        score=np.ones(len(table), dtype=np.float16),
    )


def _entity(name: str, labels: Labels, row: _Row, path: str) -> tuple[int, int]:
    kind, _, form = name.partition("-")
    if kind not in labels.entity or form not in labels.kind:
        raise _bad(path, row.line, f"Entity=({name}: write (PER-name, (FAC-noun, (PER-pronoun ...")
    return labels.entity.index(kind), labels.kind.index(form)


@dataclass(frozen=True, slots=True)
class _OwnText:
    """The source map of a text that is its own source."""

    text: str
    path: str

    def places(self, span: Span) -> tuple[SourcePlace, ...]:
        """The span itself."""
        line, column = self.line_column(span.start)
        return (SourcePlace(self.path, self.path, span, span, line, column),)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column in the text, from 1."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

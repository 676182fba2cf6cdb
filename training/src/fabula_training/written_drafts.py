"""Drafts of today with marked mistakes, every word labelled with its remedy.

A draft is plain text with marks: ``[[wrong||right]]`` holds the words as they were typed and
as an editor sets them. A pass takes some of the marks as typed and the others mended, so that
one draft teaches both, and otherwise each time. What the edit tags cannot say is labelled
`UNNAMED`: wrong, with a remedy outside the closed list. What the reader does not judge
(quotation marks, hyphens) is labelled `UNKNOWN`, and left out of the loss.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from fabula.language.inflection import inflect
from fabula.language.soundalikes import SOUNDALIKES
from fabula_training.confusions import CONFUSIONS, FORMS, INSERTABLE
from fabula_training.corrections_data import split_words
from fabula_training.data import Document
from fabula_training.lexicon import Lexicon
from fabula_training.tagging import Tagger

__all__ = [
    "CLEAN",
    "UNKNOWN",
    "UNNAMED",
    "Labeller",
    "Piece",
    "draft_documents",
    "draft_files",
    "pieces_of",
]

UNNAMED, UNKNOWN = "unnamed", "unknown"

FOLDER = Path(__file__).resolve().parents[2] / "drafts"
CLEAN = FOLDER.with_name("clean")
"""Right prose that is easily misjudged, a piece a file as the drafts are."""
HELD_OUT_EVERY = 10
AS_TYPED = (0.85, 0.15)
"""Shares of a draft's marks that stay as typed: of most passes over it, and of every third."""

_MARK = re.compile(r"\[\[(.+?)\|\|(.+?)\]\]", re.DOTALL)
_QUOTES = frozenset("\" “ ” ‘ ’ ' `` ''".split())
_OWNERS = frozenset(("'s", "’s", "'", "’"))
_TURNED = {
    (",", "."): "comma-to-stop", (",", "?"): "comma-to-stop", (",", "!"): "comma-to-stop",
    (",", ";"): "comma-to-stop", (".", ","): "stop-to-comma", ("?", ","): "stop-to-comma",
    (".", "?"): "stop-to-question", ("?", "."): "question-to-stop",
}  # fmt: skip
_PUT = {",": "comma:insert", ".": "stop:insert", "?": "stop:insert", "!": "stop:insert"}
_MOST = 4
"""Words of one mistake from which on nobody can say which of them is wrong."""
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph as typed and as mended; the same where nothing is marked."""

    wrong: str
    right: str


def draft_files(*, held_out: bool = False, folder: Path = FOLDER) -> list[Path]:
    """The drafts to learn from, or every tenth by name, which is set aside."""
    found = sorted(folder.glob("**/*.txt"))
    return [p for i, p in enumerate(found) if (i % HELD_OUT_EVERY == 0) == held_out]


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a paragraph in order.

    Raises:
        ValueError: a mark is not closed.
    """
    pieces: list[Piece] = []
    at = 0
    for match in _MARK.finditer(text):
        pieces.append(Piece(*[text[at : match.start()]] * 2))
        pieces.append(Piece(match[1], match[2]))
        at = match.end()
    pieces.append(Piece(*[text[at:]] * 2))
    if any("[[" in p.wrong or "]]" in p.right for p in pieces):
        raise ValueError(f"a mark is not closed: {text[:60]}")
    return pieces


class Labeller:
    """Says of every word of a paragraph as typed what would mend it."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger) -> None:
        self.lexicon, self.tagger = lexicon, tagger

    def label(self, pieces: Sequence[Piece]) -> tuple[list[str], list[bool], list[str]]:
        """The words as typed, whether white space stands before each, and their labels."""
        words, spaces = split_words("".join(p.wrong for p in pieces))
        labels = ["keep"] * len(words)
        for k, piece in enumerate(pieces):
            if piece.wrong == piece.right:
                continue
            before = "".join(p.wrong for p in pieces[:k])
            after = "".join(p.wrong for p in pieces[k + 1 :])
            mended, apart = split_words(before + piece.right + after)
            for i, label in self._difference(words, mended, apart):
                if labels[i] == "keep":
                    labels[i] = label
        return words, spaces, labels

    def _difference(
        self, words: Sequence[str], mended: Sequence[str], apart: Sequence[bool]
    ) -> Iterator[tuple[int, str]]:
        low, least = 0, min(len(words), len(mended))
        while low < least and words[low] == mended[low]:
            low += 1
        back = 0
        while back < least - low and words[-1 - back] == mended[-1 - back]:
            back += 1
        high, end = len(words) - back, len(mended) - back
        if high - low > 2 * _MOST or end - low > 2 * _MOST:
            yield from ((i, UNKNOWN) for i in range(low, high))
            return
        tags = self.tagger.tag(list(mended))
        blocks = SequenceMatcher(
            None, [w.lower() for w in words[low:high]], [w.lower() for w in mended[low:end]], False
        ).get_opcodes()
        for what, a, b, c, d in blocks:
            one, other = words[low + a : low + b], mended[low + c : low + d]
            here = low + a
            if what == "equal":
                turned = low + a > 0 and (words[here - 1], mended[low + c - 1]) in _TURNED
                pairs = zip(one, other, strict=True)
                yield from (
                    (here + i, "keep" if turned and i == 0 else self._instead(x, y, ""))
                    for i, (x, y) in enumerate(pairs)
                    if x != y
                )
            elif what == "insert":
                yield from _missing(words, here, other, tags[low + c])
            elif what == "delete":
                yield from _left_over(words, here, one)
            else:
                yield from self._block(here, one, other, apart[low + c : low + d], tags[low + c])

    def _block(
        self, here: int, one: Sequence[str], other: Sequence[str], apart: Sequence[bool], tag: str
    ) -> Iterator[tuple[int, str]]:
        """Words in the place of others."""
        typed, meant = "".join(one).lower(), "".join(other).lower()
        closed = not any(apart[1:])
        word = _plain(meant)
        if len(one) == len(other):
            for i, (x, y) in enumerate(zip(one, other, strict=True)):
                yield here + i, self._instead(x, y, tag if i == 0 else "")
        elif len(one) == 2 and len(other) == 1 and typed == meant:
            yield here + 1, "join"
        elif closed and word in CONFUSIONS and len(one) <= 2:
            yield here, f"word:{word}"
            if len(one) == 2:
                yield here + 1, "delete"
        elif len(one) == 1 and not closed and typed == meant:
            yield here, "split"
        elif len(one) == 1 and _plain(meant).replace("'", "") == _plain(typed).replace("'", ""):
            yield here, "apostrophe"
        elif len(one) == 2 and len(other) == 1 and one[1] in _OWNERS and typed[:-2] == meant[:-1]:
            yield here, "plural-not-possessive"
            yield here + 1, "delete"
        elif any(not w[:1].isalnum() for w in (*one, *other)):
            yield from ((here + i, UNKNOWN) for i in range(len(one)))
        else:
            yield from ((here + i, UNNAMED) for i in range(len(one)))

    def _instead(self, typed: str, meant: str, tag: str) -> str:
        """What is to become of one word or mark that stands in the place of another."""
        if (typed, meant) in _TURNED:
            return _TURNED[typed, meant]
        if not (typed[:1].isalnum() and meant[:1].isalnum()):
            same = _plain(typed).strip("'") == _plain(meant).strip("'")
            return "apostrophe" if same and typed[-1:].isalpha() else UNKNOWN
        low, right = _plain(typed.lower()), _plain(meant.lower())
        if low == right:
            return "case:upper" if meant[:1].isupper() and typed[:1].islower() else "case:lower"
        if low.replace("'", "") == right.replace("'", ""):
            return "apostrophe"
        if right in CONFUSIONS:
            return f"word:{right}"
        if form := self._form(low, right, tag):
            return form
        if right in SOUNDALIKES.get(low, ()):
            return "confused"
        alike = SequenceMatcher(None, low, right, False).ratio() >= _ALIKE
        return "spell" if alike or not self.lexicon.is_word(low) else UNNAMED

    def _form(self, low: str, right: str, tag: str) -> str:
        """The form of the same word that is meant, if it is one."""
        lexicon = self.lexicon
        lemmas = {low, lexicon.verb(low), lexicon.singular(low), lexicon.verb(right)} - {""}
        if right not in lemmas and lexicon.verb(low) != lexicon.verb(right):
            lemmas.discard(lexicon.verb(right))
        wanted = [form for form in (tag, *FORMS) if form in FORMS and form[:1] == (tag or form)[:1]]
        for form in dict.fromkeys(wanted):
            if any(inflect(lemma, form) == right for lemma in sorted(lemmas)):
                return f"form:{form}"
        return ""


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _missing(
    words: Sequence[str], here: int, other: Sequence[str], tag: str
) -> Iterator[tuple[int, str]]:
    """Words that are missing before the one at ``here``."""
    at = min(here, len(words) - 1)
    if other[0] in _OWNERS and here and words[here - 1][:1].isalnum():
        yield here - 1, "possessive"
    elif len(other) > 1 or (here == len(words) and other[0] not in _PUT):
        spoken = any(not w[:1].isalnum() for w in other)
        yield at, UNKNOWN if spoken or here == len(words) else UNNAMED
    elif other[0] in _PUT:
        yield at, _PUT[other[0]] if here < len(words) else UNKNOWN
    elif not other[0][:1].isalnum():
        yield at, UNKNOWN
    elif other[0].lower() in INSERTABLE:
        yield at, f"insert-before:{other[0].lower()}"
    else:
        kinds = {"N": "insert-before:noun", "V": "insert-before:verb"}
        yield at, kinds.get(tag[:1], UNNAMED)


def _left_over(words: Sequence[str], here: int, one: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Words that are too many."""
    for i, word in enumerate(one):
        if word == ",":
            yield here + i, "comma:delete"
        elif word in _OWNERS and here + i and words[here + i - 1][-1:].isalpha():
            yield here + i, "delete"
        elif word[:1].isalnum():
            yield here + i, "delete" if len(one) <= _MOST else UNKNOWN
        else:
            yield here + i, UNKNOWN


def draft_documents(paths: Sequence[Path], labeller: Labeller, seed: int) -> Iterator[Document]:
    """One pass over drafts: a document of each, with only the correction layers."""
    r = Random(seed)
    for path in paths:
        share = AS_TYPED[r.random() < 1 / 3]
        document = Document(f"draft/{path.stem}", [], [], [], edits=[])
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            pieces = [
                p if p.wrong == p.right or r.random() < share else Piece(p.right, p.right)
                for p in pieces_of(" ".join(paragraph.split()))
            ]
            document.add_paragraph(*labeller.label(pieces))
        yield document

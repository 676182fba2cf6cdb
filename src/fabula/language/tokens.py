"""Text to tokens, by the conventions of Universal Dependencies English (EWT and GUM).

Clitics stand alone (``do|n't``, ``Magnus|'s``, ``can|not``), compounds split at their
hyphens (``eye|-|opening``) except after the affixes that the English Web Treebank keeps
(``non-``, ``re-``, ``co-`` ...), abbreviations and numbers hold together, runs of
``?!``, dots and dashes are one token. Marks of emphasis (``*so*``, ``_so_``), control
and zero-width characters are in no token.

A block is cut at white space; a chunk between two spaces is split once per distinct
spelling, so that the cost of a novel is a walk over its words and a dictionary.

Sources of the conventions: Bies et al. (2012), English Web Treebank (LDC2012T13), its
addendum on tokenization, for the affixes; Penn Treebank tokenization for the contractions
written as one word; https://universaldependencies.org/en/ for the rest.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from fabula.arrays import Bools, Ints
from fabula.english.abbreviations import BEFORE_NUMBER, ONE_TOKEN
from fabula.english.affixes import KEPT_TOGETHER
from fabula.english.contractions import CUT_ENDS, CUT_FRONTS, PARTED, WHOLE_COMPOUNDS, WHOLE_IN
from fabula.english.tables import alternation
from fabula.manuscript.model import Block

__all__ = ["Offsets", "space_before", "tokenize"]


@dataclass(frozen=True, eq=False)
class Offsets:
    """Where the T tokens stand: ``start``/``end`` in the text, and the index of the block."""

    start: Ints
    end: Ints
    block: Ints

    def __len__(self) -> int:
        return len(self.start)


def tokenize(text: str, blocks: Sequence[Block]) -> Offsets:
    """The tokens of the headings and paragraphs, in order; a scene break has none.

    Tokens are never empty, never overlap, hold no white space and stay inside their block.
    Time and memory grow with the text's length, whatever the text is.
    """
    bounds: list[int] = []
    counts: list[int] = []
    splitter = _Splitter()
    for block in blocks:
        before = len(bounds)
        if block.kind != "break":
            splitter.block(text, block.span.start, block.span.end, bounds)
        counts.append((len(bounds) - before) // 2)
    flat = np.array(bounds, dtype=np.int32).reshape(-1, 2)
    owners = np.repeat(np.arange(len(blocks), dtype=np.int32), counts)
    return Offsets(flat[:, 0].copy(), flat[:, 1].copy(), owners)


# --- what belongs together ---------------------------------------------------------------

_MARKS = "".join(
    chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me")
)
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
_LETTER = rf"[^\W\d_{_MARKS}]"
_INNER = rf"[\w{_MARKS}{_JOINERS}]"  # what may follow the first letter of a word
_CONSONANT = "[bcdfghjklmnpqrstvwxz]"
_STUTTER = rf"(?:(?P<stop>{_CONSONANT}{{1,2}})-(?:(?P=stop)-){{0,8}}(?=(?P=stop){_LETTER}))"
_APOSTROPHE = "['’‘`´ʼ]"

_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
"""Characters that show nothing; a word may hold one inside but no token is made of them."""

_AFFIXES = alternation(KEPT_TOGETHER)
_WHOLE_COMPOUNDS = alternation(WHOLE_COMPOUNDS)
_SUFFIXES = "wise|esque|fold|ish"

_ABBREVIATIONS = alternation(ONE_TOKEN)
_BEFORE_NUMBER = alternation(BEFORE_NUMBER)
"""Abbreviations only before a number; alone they are words that end a sentence."""

_SLASHED = "[wW]/o|[wW]/out|[wW]/(?!\\w)|s/he|S/he|[cC]/o|a/c|n/a|N/A|I/C|l/c|24/7|9/11"

_EMOTICONS = (
    r"(?:[:;=][-o^']?[)(\]\[DPp/\\|*](?![\w/])|<3(?!\w)|<[/\\]3|\^_+\^|[xX]D(?!\w)|:['’]\()"
)
_EMOJI = (
    "(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    "(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*)*)+?"
)

_URL_CHARACTERS = r"[^\s<>\"“”]"
_WEB = (
    rf"(?:https?://|ftp://|www\.|mailto:|doi:){_URL_CHARACTERS}{{1,2000}}(?<![.,;:!?'’)\]])"
    r"|[\w.+%-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}"
    r"|(?:[\w-]{1,64}\.){1,6}(?:com|org|net|edu|gov|info|co\.uk|io|htm|html|doc|pdf|xls|txt|jpg)"
    r"(?:/[^\s<>\"“”]{0,2000}(?<![.,;:!?'’)]))?(?!\w)"
)

_UNITS = r"[ap]\.?m\.?|mm|cm|km|kg|mg|k|m|x|ft|lbs?|hrs?|mins?|mph|gb|mb|bn"

_NUMBER = (
    r"\d{3}-\d{3}-\d{4}(?!\d)|\d-\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)"
    rf"|[.]?\d+(?:,\d{{3}}(?!\d)|[.:/]\d+)*(?:(?=(?:{_UNITS})(?!\w))|(?<=0)['’]s(?!\w)"
    r"|[^\W\d_]{1,64}(?!['’]))?"
)

_TOKEN = re.compile(
    rf"""
      (?P<web>{_WEB})
    | [^\w\s]{{40,}}+  # no word of a text, and more tokens than a chapter has
    | {_EMOTICONS} | {_EMOJI}
    | (?:{_SLASHED})(?!\w)
    | \.{{2,}} | …[.…]* | -{{2,}} | —+ | –+ | [!?][.!?]* | [.][!?]+ | '' | ``
    | (?P<run>[=*~#+_<>|$.,;^])(?P=run)+
    | (?:{_LETTER}\.){{2,32}}(?:{_LETTER}(?!\w))?
    | (?:(?:{_ABBREVIATIONS})\.|Ph\.D\.?)(?!\w)
    | {_NUMBER}
    | (?P<whole>(?:{_WHOLE_COMPOUNDS})(?!\w))
    | (?-i:[A-Z]{{1,4}}&[A-Z]{{1,4}})(?!\w)
    | {_CONSONANT}{{1,3}}-(?![\w-])
    | (?P<word>(?:(?:{_AFFIXES})-(?=[^\W_])|{_STUTTER}|(?=[^\W\d]))[^\W_]{_INNER}*+
        (?:{_APOSTROPHE}{_LETTER}{_INNER}*+)*+(?:-(?:{_SUFFIXES})(?!\w))?)
    | {_INNER}++
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)

# --- words with something written on to them ---------------------------------------------

_NEGATED = re.compile(rf"(?P<base>.*\w)(?P<clitic>n{_APOSTROPHE}t)", re.IGNORECASE | re.DOTALL)
_CLITIC = re.compile(
    rf"(?P<base>.*\w)(?P<clitic>{_APOSTROPHE}(?:s|m|d|ll|re|ve|em))", re.IGNORECASE | re.DOTALL
)

_CONTRACTIONS = {"".join(parts): tuple(accumulate(map(len, parts[:-1]))) for parts in PARTED}
"""Contractions written as one word, and where they part."""


_QUOTABLE_FRONTS = frozenset("cause round im er till n".split())
"""Those that are also words an opening quotation mark may stand before."""


def space_before(text: str, offsets: Offsets) -> Bools:
    """Whether white space or the beginning of a block stands before each token. [T]"""
    total = len(offsets)
    space = np.ones(total, dtype=np.bool_)
    if total < 2:
        return space
    apart = offsets.start[1:] > offsets.end[:-1]
    for i in np.flatnonzero(apart).tolist():
        end = int(offsets.end[i])
        if not text[end].isspace():  # marks of emphasis stand between, perhaps alone
            gap = text[end : offsets.start[i + 1]]
            apart[i] = any(letter.isspace() for letter in gap)
    space[1:] = apart | (np.diff(offsets.block) != 0)
    return space


class _Splitter:
    """Splits blocks, keeping what it learned of each distinct chunk."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def block(self, text: str, start: int, end: int, bounds: list[int]) -> None:
        """Append start, end of each token of ``text[start:end]``."""
        part = _without_marks(text[start:end])
        chunks = [(c.start(), c.group()) for c in _CHUNK.finditer(part)]
        quotable = any(chunk[0] in _QUOTES for _, chunk in chunks)
        last_quote = _last_closing_quote(part) if quotable else -1
        known = self._known
        for i, (at, chunk) in enumerate(chunks):
            around = ""
            if chunk[-1] == "." or chunk[0] in _QUOTES:
                around = _around(chunks, i, last_quote)
            cuts = known.get((chunk, around))
            if cuts is None:
                cuts = tuple(_split(chunk, around))
                if len(chunk) <= _REMEMBERED:
                    known[chunk, around] = cuts
            at += start
            if len(cuts) == 2:
                bounds += (at + cuts[0], at + cuts[1])
            else:
                bounds += [at + cut for cut in cuts]


_CHUNK = re.compile(r"\S+")
_QUOTES = "'’‘`"
_REMEMBERED = 48
"""Longer chunks are not worth remembering."""


def _around(chunks: Sequence[tuple[int, str]], i: int, last_quote: int) -> str:
    """What decides on full stops and opening quotes: the next character's class, and more.

    ``N`` a number follows, ``U`` a capital, ``l`` anything else, ``.`` nothing; in front
    of it ``f`` for the first chunk of a block, ``q`` where a closing quotation mark for
    an opening one comes later in the block.
    """
    at, chunk = chunks[i]
    kind = "."
    if i + 1 < len(chunks):
        following = chunks[i + 1][1].lstrip("\"“'‘([#")[:1]
        kind = "N" if following.isdecimal() else "U" if following.isupper() else "l"
    if chunk[0] in _QUOTES:
        kind = "q" + kind if last_quote > at else kind
    return "f" + kind if i == 0 else kind


def _last_closing_quote(part: str) -> int:
    """Where the last mark stands that may close a quotation in single quotes, or -1."""
    return max((found.start() for found in _CLOSING_QUOTE.finditer(part)), default=-1)


_CLOSING_QUOTE = re.compile(r"(?<=[\w.,!?…—-])['’](?!\w)")


# --- emphasis ------------------------------------------------------------------------------

_EMPHASIS = re.compile(r"(?<![*_])(?P<mark>\*{1,3}|_{1,3})(?![*_])")


def _without_marks(part: str) -> str:
    """The block with marks of emphasis and control characters blanked, at the same length."""
    if "*" in part or "_" in part:
        marks = list(_emphasis(part))
        if marks:
            letters = list(part)
            for start, end in marks:
                letters[start:end] = " " * (end - start)
            part = "".join(letters)
    if not part.isprintable():
        part = _CONTROL.sub(lambda run: _blank(part, run), part)
    return part


def _blank(part: str, run: re.Match[str]) -> str:
    """Zero-width characters between letters stay in the word; the rest becomes space."""
    start, end = run.span()
    inside = part[start - 1 : start].isalnum() and part[end : end + 1].isalnum()
    joins = inside and all(c in _JOINERS for c in run.group())
    return run.group() if joins else " " * (end - start)


def _emphasis(part: str) -> Iterator[tuple[int, int]]:
    """Where the marks of emphasis stand: an opening mark and the next fitting closing one."""
    opened: dict[str, tuple[int, int]] = {}
    for found in _EMPHASIS.finditer(part):
        start, end = found.span()
        before, after = part[start - 1 : start], part[end : end + 1]
        mark = found.group()
        closes = bool(before) and not before.isspace() and not after.isalnum()
        if closes and mark in opened:
            yield opened.pop(mark)
            yield start, end
        elif after and not after.isspace() and not before.isalnum():
            opened[mark] = (start, end)


# --- one chunk -----------------------------------------------------------------------------


def _split(chunk: str, around: str) -> Iterator[int]:
    """Start, end, start, end ... of the tokens of a chunk without white space."""
    at = 0
    if chunk[0] in _QUOTES:
        at = _cut_front(chunk, around)
        if at:
            yield from _parts(chunk[:at], 0)
    stop = len(chunk)
    tail = 0
    if chunk[-1] == "." and around:
        tail = _kept_stop(chunk[at:], around)
        stop -= tail
    while at < stop:
        found = _TOKEN.match(chunk, at, stop)
        if found is None:
            break
        end = found.end()
        if found.lastgroup == "word":
            end = _with_cut_end(chunk, at, end)
            yield from _parts(chunk[at:end], at)
        else:
            yield from (at, end)
        at = end
    if tail:
        yield from (stop, stop + tail)


def _kept_stop(chunk: str, around: str) -> int:
    """The length of a last token that keeps its full stop because of what follows, or 0."""
    following = around[-1]
    initial = _INITIAL.search(chunk)
    if initial:
        capital = initial.group(1)
        alone = len(chunk) == 2
        if following == "U" and capital != "I":
            return 2
        if alone and "f" in around and following != ".":
            return 2
    if following == "N":
        numbered = _NUMBERED.search(chunk)
        if numbered:
            return len(numbered.group())
    if following in "lN" and chunk.lower().endswith("etc."):
        return 4
    if "f" in around and following != "." and _ITEM.fullmatch(chunk):
        return len(chunk)
    return 0


_INITIAL = re.compile(r"(?<![\w.&'’])([^\W\d_a-z])\.\Z")
_NUMBERED = re.compile(rf"(?<![\w-])(?:{_BEFORE_NUMBER})\.\Z")
_ITEM = re.compile(r"\d{1,2}\.")


def _cut_front(chunk: str, around: str) -> int:
    """The length of a first word that begins with an apostrophe of its own, or 0."""
    found = _AFTER_APOSTROPHE.match(chunk)
    if not found:
        return 0
    word = found.group(1)
    lower = word.lower()
    if lower in ("s", "m", "d", "ll", "re", "ve") or word[0].isdecimal():
        return found.end()
    if lower not in CUT_FRONTS:
        return 0
    if lower in _QUOTABLE_FRONTS and ("q" in around or chunk[0] == "‘"):
        return 0
    return found.end()


_AFTER_APOSTROPHE = re.compile(rf"{_APOSTROPHE}(\d0s|\d\d(?!\w)|{_LETTER}{{1,8}})(?!\w)")


def _with_cut_end(chunk: str, at: int, end: int) -> int:
    """The end of the word with the apostrophe that stands for its last letters, if it has one."""
    if end >= len(chunk) or chunk[end] not in "'’":
        return end
    word = chunk[at:end].lower()
    if word in CUT_ENDS:
        return end + 1
    dropped = word.endswith("in") and len(word) > 3 and word not in WHOLE_IN
    return end + 1 if dropped and word.isalpha() else end


def _parts(word: str, at: int) -> Iterator[int]:
    """Start, end ... of the syntactic words of a written word that stands at ``at``."""
    if len(word) > _REMEMBERED:
        yield from (at, at + len(word))
        return
    plain = word.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    cuts = _CONTRACTIONS.get(plain)
    if cuts is None:
        cuts = tuple(_clitics(word))
    yield at
    for cut in cuts:
        yield from (at + cut, at + cut)
    yield at + len(word)


def _clitics(word: str) -> list[int]:
    """Where the clitics at the end of a word begin, first to last."""
    cuts: list[int] = []
    while True:
        found = _NEGATED.fullmatch(word) or _CLITIC.fullmatch(word)
        if not found:
            return cuts[::-1]
        word = found.group("base")
        cuts.append(len(word))

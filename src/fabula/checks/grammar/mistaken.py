"""Words that sound or look like the one that was meant, told by the words around them.

The phrases are tables of `fabula.english.mistaken`: each has the wrong words marked, and says
what stands before and after them. No model is asked; a phrase is wrong wherever it stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fabula.checks.framework.text_words import TextWord, words_of
from fabula.checks.framework.view import Shared
from fabula.english.mistaken import IDIOMS, SOUND_ALIKES
from fabula.language.inflection import inflect, match_case
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["Mistaken", "entries", "mistaken", "mistaken_phrases"]

_PIECE = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+|\.(?:\s?\.)+|(?<!\s)[\"”]|[^\w\s*]")
_BREAKS_OFF = re.compile(r"[\"”’]?\s?(?:[—–…]|--|\.\.)")
_POSSESSIVES = frozenset("my your his her its our their".split())
_DETERMINERS = _POSSESSIVES | frozenset("a an the this that these those".split())
_OBJECTS = frozenset("me you him her it us them".split())
_SUBJECTS = frozenset("i you he she it we they".split())
_BE = frozenset("am is are was were be been being".split())
_CLASSES = {
    "DET": _DETERMINERS, "POSS": _POSSESSIVES, "OBJ": _OBJECTS, "SUBJ": _SUBJECTS, "BE": _BE,
}  # fmt: skip
_NO_GERUNDS = frozenset(
    "thing something anything nothing everything morning evening string during".split()
)
_ENDS = frozenset('.,;:!?"”)')
_STARTS = frozenset('.;:!?"“”(—')
_CUT = "\0"
_REACH = 80
"""How far around a word its neighbours are looked for, in code points."""
_FORMS = ("VB", "VBZ", "VBD", "VBG")


@dataclass(frozen=True, slots=True)
class Mistaken:
    """The wrong words and what should stand there."""

    span: Span
    wanted: str


@dataclass(frozen=True, slots=True)
class _PhraseSlot:
    """One place of a phrase: the words that may stand there, and how."""

    words: frozenset[str]
    optional: bool = False
    other: bool = False
    start: bool = False
    end: bool = False
    gerund: bool = False

    def takes(self, piece: str) -> bool:
        """Whether a lower-cased word or mark (empty beyond the text) may stand here."""
        if self.other:
            return piece not in self.words and piece not in _ENDS
        if self.start and (piece == "" or piece in _STARTS):
            return True
        if self.gerund and piece.endswith("ing") and len(piece) > 4 and piece not in _NO_GERUNDS:
            return True
        return piece in self.words or (self.end and (piece == "" or piece in _ENDS))


@dataclass(frozen=True, slots=True)
class _Phrase:
    before: tuple[_PhraseSlot, ...]
    wrong: tuple[str, ...]
    after: tuple[_PhraseSlot, ...]
    wanted: str


def mistaken_phrases(shared: Shared) -> tuple[Mistaken, ...]:
    """`mistaken`, to be worked out once."""
    return tuple(mistaken(shared.story.manuscript, shared.derive(words_of)))


@dataclass(frozen=True, slots=True)
class _Entry:
    """The phrases of a word, and what one looks at first: the words that may stand beside it.

    ``end``: a mark may follow instead; ``always``: what stands beside it tells nothing.
    """

    phrases: tuple[_Phrase, ...]
    before: frozenset[str]
    after: frozenset[str]
    end: bool
    always: bool


def mistaken(manuscript: Manuscript, words: Sequence[TextWord]) -> Iterator[Mistaken]:
    """The phrases, in order, where another word was meant; ``words``: those of the manuscript."""
    known, done, text = entries(), 0, manuscript.text
    low = [word.form.lower().replace("’", "'") for word in words]
    for i, word in enumerate(low):
        entry = known.get(word)
        if entry is None or words[i].start < done:
            continue
        before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else ""
        ended = text[words[i].end : words[i].end + 1]
        beside = entry.always or before in entry.before or after in entry.after
        if not (beside or (entry.end and ended in _ENDS)):
            continue
        found = _phrase_at(manuscript, words[i], entry.phrases)
        if found:
            yield found
            done = found.span.end


def _phrase_at(
    manuscript: Manuscript, word: TextWord, phrases: Sequence[_Phrase]
) -> Mistaken | None:
    """The first of the phrases whose wrong words begin with this word."""
    text, block = manuscript.text, manuscript.blocks[word.block].span
    begin, end = max(block.start, word.start - _REACH), min(block.end, word.end + _REACH)
    matches = list(_PIECE.finditer(text, begin, end))
    low = [m[0].lower().replace("’", "'") for m in matches]
    if begin > block.start:
        low[0] = _CUT
    if end < block.end:
        low[-1] = _CUT
    i = next((k for k, m in enumerate(matches) if m.start() == word.start), len(low))
    for phrase in phrases:
        size = len(phrase.wrong)
        wrong = tuple(low[i : i + size]) == phrase.wrong
        if wrong and _follow(phrase.after, low, i + size) and _precede(phrase.before, low, i):
            span = Span(word.start, matches[i + size - 1].end())
            if _BREAKS_OFF.match(text, span.end):
                continue
            return Mistaken(span, _written(phrase.wanted, span.text(text), text))
    return None


def _follow(items: Sequence[_PhraseSlot], low: Sequence[str], at: int) -> bool:
    """Whether the items match the pieces from ``at`` on."""
    if not items:
        return True
    piece = low[at] if at < len(low) else ""
    if items[0].takes(piece) and _follow(items[1:], low, at + 1):
        return True
    return items[0].optional and _follow(items[1:], low, at)


def _precede(items: Sequence[_PhraseSlot], low: Sequence[str], at: int) -> bool:
    """Whether the items match the pieces that end before ``at``."""
    if not items:
        return True
    piece = low[at - 1] if at > 0 else ""
    if items[-1].takes(piece) and _precede(items[:-1], low, max(at - 1, 0)):
        return True
    return items[-1].optional and _precede(items[:-1], low, at)


def _written(wanted: str, typed: str, text: str) -> str:
    if "’" in text:
        wanted = wanted.replace("'", "’")
    return match_case(wanted, typed)


@cache
def entries() -> Mapping[str, _Entry]:
    """The phrases by their first wrong word; raises ValueError for a line that makes none."""
    table: dict[str, list[_Phrase]] = {}
    for source in (IDIOMS, SOUND_ALIKES):
        for line, wanted in source.items():
            for phrase in _phrases(line, wanted):
                table.setdefault(phrase.wrong[0], []).append(phrase)
    return {word: _entry(phrases) for word, phrases in table.items()}


def _entry(phrases: Sequence[_Phrase]) -> _Entry:
    before: set[str] = set()
    after: set[str] = set()
    end = always = False
    for phrase in phrases:
        nearest = _nearest(phrase.before[::-1])
        if nearest and not any(item.start or item.other for item in nearest):
            before.update(*(item.words for item in nearest))
            continue
        nearest = () if len(phrase.wrong) > 1 else _nearest(phrase.after)
        always = always or not nearest or any(item.other for item in nearest)
        end = end or any(item.end for item in nearest)
        after.update(*(item.words for item in nearest))
    return _Entry(tuple(phrases), frozenset(before), frozenset(after), end, always)


def _nearest(items: Sequence[_PhraseSlot]) -> tuple[_PhraseSlot, ...]:
    """The items one of which stands right beside the wrong words; none where any word may."""
    for k, item in enumerate(items):
        if not item.optional:
            return tuple(items[: k + 1])
    return ()


def _phrases(line: str, wanted: str) -> Iterator[_Phrase]:
    items = line.split()
    wrong = [k for k, item in enumerate(items) if item.startswith("*")]
    if not wrong or wrong != list(range(wrong[0], wrong[-1] + 1)):
        raise ValueError(f"a phrase needs its wrong words marked, in one row: {line}")
    before = tuple(map(_item, items[: wrong[0]]))
    after = tuple(map(_item, items[wrong[-1] + 1 :]))
    typed = [item.removeprefix("*") for item in items[wrong[0] : wrong[-1] + 1]]
    for first in typed[0].split("/"):
        if not first.endswith(">"):
            yield _Phrase(before, (first.lower(), *map(str.lower, typed[1:])), after, wanted)
            continue
        for tag in _FORMS:
            form = inflect(first.removesuffix(">"), tag)
            right = inflect(wanted.removesuffix(">"), tag)
            yield _Phrase(before, (form, *typed[1:]), after, right)


def _item(written: str) -> _PhraseSlot:
    optional, other = written.startswith("?"), written.startswith("!")
    words: set[str] = set()
    start = end = gerund = False
    other = other or written.endswith("~")
    written = written.replace("~", "")
    for word in written.lstrip("?!").split("/"):
        if word in ("START", "END"):
            start, end = start or word == "START", end or word == "END"
        elif word == "VING":
            gerund = True
        else:
            words |= _CLASSES.get(word, frozenset((word.lower(),)))
    return _PhraseSlot(frozenset(words), optional, other, start, end, gerund)

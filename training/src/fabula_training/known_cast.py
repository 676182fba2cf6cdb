"""Evidence from a cast that is known: names matched by their aliases, pronouns by form.

For texts whose cast list somebody has made (a scholar's edition, a writer's own style
sheet), and for measuring attribution apart from coreference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.english.function_words import SMALL_IN_NAMES
from fabula.english.people import ROLES_OF_A_CAST
from fabula.english.titles import RANKS, TITLES
from fabula.language.reading import MentionKind
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import SpanIndex
from fabula.story.names.gender import HE_OR_SHE, NOUN_GENDER, TITLE_GENDER, Gender
from fabula.story.speech.evidence import Shown, SpeechEvidence
from fabula.story.speech.subjects import ClausePart, role_of

__all__ = ["Member", "evidence_from_cast"]

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset("the a an his her my their our one".split())
_VAGUE = frozenset("of young old late first second other little".split())
_CROWDS = frozenset("others friends visitors people children ladies girls boys voices".split())
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), Shown.HE),
    **dict.fromkeys(("she", "her"), Shown.SHE),
    **dict.fromkeys(("they", "we"), Shown.SEVERAL),
    **dict.fromkeys(("i", "me", "my"), Shown.I),
}
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Hh]im|[Hh]er|[Hh]is|[Mm]y|[Mm]e)\b")
_NOUN = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Tt]hat|[Tt]his|[Aa]nother"
    r"|[A-Z]\w+(?:['’]s|\ss))\s+(?:[a-z][\w-]*\s+){0,3}?(?P<head>"
    + "|".join(
        sorted(
            ROLES_OF_A_CAST | _CROWDS | {n for n in NOUN_GENDER if n.isalpha()},
            key=lambda noun: (-len(noun), noun),
        )
    )
    + r")\b"
)

_POSSESSED = re.compile(r"['’]|\ss\s")  # some texts have lost the mark
_POSSESSIVE = re.compile(r"['’][sS]\b")

Ints = NDArray[np.int32]
_Row = tuple[int, int, int, int, int]  # start, end, entity, kind, what it shows


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: every name in use, the gender if known, the narrator or not."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender = Gender.OPEN
    narrator: bool = False


def evidence_from_cast(
    manuscript: Manuscript,
    parts: Sequence[tuple[int, int, int]],
    members: Sequence[Member],
) -> SpeechEvidence:
    """Evidence for known quotations and a known cast.

    ``parts``: (start, end, speech) of every quotation part, sorted, not overlapping;
    parts of one speech share a number and stand together. Entities are indices into
    ``members``.
    """
    text = manuscript.text
    genders: list[int] = [m.gender for m in members]
    rows = _names(text, members, genders)
    rows += _nouns(text, rows)
    rows += [
        (m.start(), m.end(), -1, MentionKind.PRONOUN, _PRONOUNS[m.group().lower()])
        for m in _PRONOUN.finditer(text)
    ]
    rows.sort(key=lambda r: (r[0], -r[1]))
    spans = np.array(parts, dtype=np.int32).reshape(-1, 3)
    narrator = next((i for i, m in enumerate(members) if m.narrator), -1)
    rows = _resolved(text, rows, spans, narrator)
    table = np.array(rows, dtype=np.int32).reshape(-1, 5)
    told = [b.span for b in manuscript.blocks if b.kind == "paragraph"]
    return SpeechEvidence(
        text=text,
        block_start=np.array([s.start for s in told], dtype=np.int32),
        block_end=np.array([s.end for s in told], dtype=np.int32),
        part_start=spans[:, 0],
        part_end=spans[:, 1],
        part_unit=spans[:, 2],
        mention_start=table[:, 0],
        mention_end=table[:, 1],
        mention_entity=table[:, 2],
        mention_kind=table[:, 3],
        mention_shows=table[:, 4],
        entity_gender=np.array(genders, dtype=np.int32),
        entity_words=tuple(_words_of(m) for m in members),
        narrator=narrator,
        entity_names=tuple(
            frozenset(
                tuple(w.lower() for w in _WORD.findall(name)) for name in (m.name, *m.aliases)
            )
            for m in members
        ),
    )


def _words_of(member: Member) -> frozenset[str]:
    names = (member.name, *member.aliases)
    return frozenset(w.lower() for name in names for w in _WORD.findall(name))


@dataclass(frozen=True, slots=True)
class _Alias:
    """A name as words, the members it may mean, how many of them list it, any case or not."""

    words: tuple[str, ...]
    members: tuple[int, ...]
    listed: int
    free: bool


def _index(members: Sequence[Member]) -> dict[str, list[_Alias]]:
    """Aliases by first word, longest first.

    A word of somebody's name is a name of its own (Poirot of Hercule Poirot, "the
    general" of General Tilney); when several bear it, which one is meant is told by
    the text around.
    """
    owners: dict[tuple[str, ...], list[int]] = {}
    free: set[tuple[str, ...]] = set()
    for number, member in enumerate(members):
        for name in (member.name, *member.aliases):
            key = tuple(w.lower() for w in _WORD.findall(name))
            if not key or name.startswith("_"):
                continue
            known = owners.setdefault(key, [])
            if number not in known:
                known.insert(0 if name == member.name else len(known), number)
            if key[0] in _ARTICLES:
                free.add(key)
    listed = {key: len(who) for key, who in owners.items()}
    for number, member in enumerate(members):
        for key in _short_names(member):
            known = owners.setdefault(key, [])
            if number not in known:
                known.append(number)
            if key[0] in _ARTICLES:
                free.add(key)
    index: dict[str, list[_Alias]] = {}
    for key, who in owners.items():
        index.setdefault(key[0], []).append(
            _Alias(key, tuple(who), listed.get(key, 0), key in free)
        )
    for entries in index.values():
        entries.sort(key=lambda e: -len(e.words))
    return index


def _short_names(member: Member) -> list[tuple[str, ...]]:
    """The single words of a member's names that may stand for the whole."""
    names = [n for n in (member.name, *member.aliases) if not _POSSESSIVE.search(n)]
    words = {w for n in names for w in re.findall(r"[^\W_-]+(?:-[^\W_-]+)*", n)}
    found: list[tuple[str, ...]] = []
    for word in sorted(words):
        lower = word.lower()
        if not word[0].isupper() or len(word) < 3 or lower in SMALL_IN_NAMES or lower in _ARTICLES:
            continue
        if lower in RANKS or (lower in TITLES and lower not in ("mrs", "miss")):
            found += [("the", lower), (lower,)]
        elif lower not in TITLES and not _described(member, lower):
            found.append((lower,))
    return found


def _described(member: Member, word: str) -> bool:
    """Whether the word comes only from a description (A Weary-Looking Police Sergeant)."""
    for name in (member.name, *member.aliases):
        words = [w.lower() for w in _WORD.findall(name)]
        if word in words and words[0] not in _ARTICLES and _VAGUE.isdisjoint(words):
            return len(words) > 3 or word in NOUN_GENDER or word in ROLES_OF_A_CAST
    return True


def _names(text: str, members: Sequence[Member], genders: list[int]) -> list[_Row]:
    index = _index(members)
    spans = [m.span() for m in _WORD.finditer(text)]
    words = [text[a:b] for a, b in spans]
    found: list[_Found] = []
    at = 0
    while at < len(words):
        alias = _match(text, spans, words, at, index)
        if alias is None:
            at += 1
            continue
        start, end = spans[at][0], spans[at + len(alias.words) - 1][1]
        title = words[at - 1].lower() if at and start - spans[at - 1][1] <= 3 else ""
        if title in TITLES and words[at - 1][0].isupper() and (not found or found[-1][1] <= start):
            start = spans[at - 1][0]
        shown = TITLE_GENDER.get(title, Gender.OPEN)
        fit = tuple(m for m in alias.members if not (shown and genders[m] and shown != genders[m]))
        listed = sum(m in fit for m in alias.members[: alias.listed])
        found.append((start, end, fit, listed, shown))
        at += len(alias.words)
    last_words = [(_WORD.findall(m.name) or [""])[-1].lower() for m in members]
    return _settled(text, found, genders, last_words)


_Found = tuple[int, int, tuple[int, ...], int, int]  # start, end, bearers, how many list it, gender


def _settled(
    text: str, found: list[_Found], genders: list[int], last_words: list[str]
) -> list[_Row]:
    """Names with one bearer each: the one lately named in full, else the commonest."""
    count = len(genders)
    sure = [who[0] if len(who) == 1 else -1 for _, _, who, _, _ in found]
    named = np.bincount([w for w in sure if w >= 0], minlength=count)
    brief = [
        w for w, row in zip(sure, found, strict=True) if w >= 0 and not _long(text, row[0], row[1])
    ]
    handles = np.bincount(brief, minlength=count)
    last = [-_FAR] * count
    next_at: list[list[float]] = [[1e12] for _ in range(count)]
    for at in range(len(found) - 1, -1, -1):
        if sure[at] >= 0:
            next_at[sure[at]].append(found[at][0])
    rows: list[_Row] = []
    for at, (start, end, who, listed, shown) in enumerate(found):
        number = sure[at]
        if number >= 0:
            last[number] = start
        elif who:
            weights = []
            surname = dict.fromkeys(who, 0.0)
            for member in who:
                # A family name without a title is by custom a man's.
                if last_words[member] == text[start:end].lower() and not shown:
                    surname[member] = _BY_CUSTOM[genders[member]]
            for place, member in enumerate(who):
                ahead = next_at[member]
                while len(ahead) > 1 and ahead[-1] < start:
                    ahead.pop()
                near = 0.8 * np.exp(-(start - last[member]) / _FAR) + 0.4 * np.exp(
                    -(ahead[-1] - start) / _FAR
                )
                weights.append(
                    near
                    + 0.3 * np.log1p(named[member])
                    - _HANDLE * np.log1p(handles[member])
                    + _LISTED * (place < listed)
                    - _VAGUELY * (not genders[member])
                    + surname[member]
                )
            number = who[int(np.argmax(weights))]
        gender = shown or (genders[number] if number >= 0 else Gender.OPEN)
        described = text[start:end].islower() or _DESCRIBED.match(text, start, end)
        kind = MentionKind.NOUN if described else MentionKind.NAME
        rows.append((start, end, number, kind, gender))
    return rows


def _long(text: str, start: int, end: int) -> bool:
    """Whether a name has two words or more, a title aside."""
    words = [w for w in _WORD.findall(text[start:end]) if w.lower() not in TITLES]
    return len(words) > 1


_DESCRIBED = re.compile(r"(?:The|An?|His|Her|My|Their|Our|One)\s+[^A-Z]+\Z")
# How much speaks for a bearer of a name that the cast lists it as theirs, and against one
# that the text mostly calls by a short name of their own ("John" is not Beaver where he is
# Beaver throughout), or whose gender the list does not even tell.
_LISTED, _HANDLE, _VAGUELY = 1.0, 0.5, 0.5
_BY_CUSTOM: dict[int, float] = {Gender.HE: 0.5, Gender.SHE: -0.5, Gender.OPEN: 0.0}
_FAR = 3000.0  # code points over which a full name fades


def _match(
    text: str,
    spans: list[tuple[int, int]],
    words: list[str],
    at: int,
    index: dict[str, list[_Alias]],
) -> _Alias | None:
    """The longest alias that begins at a word."""
    for alias in index.get(words[at].lower(), ()):
        key = alias.words
        if at + len(key) > len(words):
            continue
        here = words[at : at + len(key)]
        if any(w.lower() != k for w, k in zip(here, key, strict=True)):
            continue
        if not alias.free and any(
            w[0].islower() and k not in SMALL_IN_NAMES for w, k in zip(here, key, strict=True)
        ):
            continue
        between = text[spans[at][0] : spans[at + len(key) - 1][1]]
        if len(key) > 1 and re.search(r"[!?;:\"”]|\n\s*\n", between):
            continue
        return alias
    return None


def _nouns(text: str, names: list[_Row]) -> list[_Row]:
    """Noun phrases for people that are nobody's alias; a name inside keeps its own row."""
    taken = np.zeros(len(text) + 1, dtype=np.bool_)
    for start, end, *_ in names:
        taken[start:end] = True
    rows: list[_Row] = []
    for found in _NOUN.finditer(text):
        owner = _POSSESSED.search(found.group()) is not None
        if taken[found.start() : found.end()].any() and not owner:
            continue
        if taken[found.start("head")]:
            continue
        head = found["head"].lower()
        shows: int = NOUN_GENDER.get(head, Gender.OPEN)
        if head in _CROWDS or head.endswith("men"):
            shows = Shown.SEVERAL
        rows.append((found.start(), found.end(), -1, MentionKind.NOUN, shows))
    return rows


def _resolved(text: str, rows: list[_Row], spans: Ints, narrator: int) -> list[_Row]:
    """Narrated pronouns given to the person of their gender last in focus.

    The focus of a gender is the last subject (the first person of a sentence) that is
    not far, unless the same sentence names another: the left-to-right preference of
    centering theory (Grosz, Joshi and Weinstein 1995), enough without a parser.
    """
    parts = SpanIndex(spans[:, 0], spans[:, 1])
    focus: dict[int, tuple[int, int]] = {}
    named: dict[int, tuple[int, int]] = {}
    out: list[_Row] = []
    sentence = edge = 0
    for row in rows:
        start, end, entity, kind, shows = row
        if parts.at(start) >= 0:
            out.append(row)
            continue
        first = False
        if start >= edge and (_SENTENCE_END.search(text, edge, start) or edge == 0):
            sentence, first = start, True
        edge = max(edge, end)
        pronoun = kind == MentionKind.PRONOUN
        if pronoun and shows == Shown.I:
            entity = narrator
        elif pronoun and shows in HE_OR_SHE:
            entity = _in_focus(focus.get(shows), named.get(shows), sentence, start)
        if entity >= 0 and shows in HE_OR_SHE:
            role = role_of(text, start, end)
            if not pronoun and (role != ClausePart.OBJECT or not _near(named.get(shows), start)):
                named[shows] = (start, entity)
            if (
                role == ClausePart.SUBJECT
                or (first and role != ClausePart.OBJECT)
                or not _near(focus.get(shows), start)
            ):
                focus[shows] = (start, entity)
        out.append((start, end, entity, kind, shows))
    return out


_SENTENCE_END = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!St)[.!?][\"”'’)]*\s|\n\s*\n|[\"”]")


def _near(place: tuple[int, int] | None, start: int) -> bool:
    return place is not None and start - place[0] < _FAR / 3


def _in_focus(
    focus: tuple[int, int] | None, named: tuple[int, int] | None, sentence: int, start: int
) -> int:
    if named is not None and named[0] >= sentence and named[0] < start:
        return named[1]
    known = [pair for pair in (focus, named) if pair is not None and start - pair[0] < _FAR]
    return known[0][1] if known else -1

"""What the writer rules about the people of the story, which goes before what is read.

A ruling names somebody by words of the text. It can say by which other words the same
person goes (so that two who were told apart become one), which pronouns are theirs, or
that it is nobody at all: a sword, a ship, an oath.

Mentions that use a ruled name, whole, belong to the ruled person before any linking, so
that pronouns, speakers and facts find them too; so do all mentions of a name of which
most uses are ruled.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType, MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.story.mentions.coreference import Linking
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import MentionClass
from fabula.story.model import Character
from fabula.story.names.gender import Gender
from fabula.story.names.narrator import Narrator
from fabula.story.names.personal import parse_name

__all__ = [
    "PRONOUNS",
    "Ruling",
    "as_ruled",
    "by_cluster",
    "ruled_narrator",
    "with_rulings",
    "without_nobodies",
]

PRONOUNS = ("she/her", "he/him", "they/them", "it/its")
"""The pronouns that a story's characters have."""

_GENDERS = {"she/her": Gender.SHE, "he/him": Gender.HE, "it/its": Gender.IT}

_ENDING = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|an?)\s")
_NARRATOR = frozenset({"i", "narrator"})
_AROUND = " \t\n_*\"“”‘’'()[].,;:!?"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the writer says of one person, called ``name`` in every output.

    ``aliases``: other words for the same person. ``pronouns``: one of `PRONOUNS`, or None
    to read them from the text. ``person``: whether it is somebody at all.
    """

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None
    person: bool = True


@dataclass(frozen=True, slots=True)
class _Known:
    """The rulings by the words that they rule on."""

    number: Mapping[Key, int]
    full: frozenset[Key]

    @staticmethod
    def of(rulings: Sequence[Ruling]) -> "_Known":
        number: dict[Key, int] = {}
        full: set[Key] = set()
        for i, ruling in enumerate(rulings):
            for name in (ruling.name, *ruling.aliases):
                parsed = parse_name(name)
                whole = name == ruling.name or (parsed is not None and len(parsed.core) > 1)
                for key in _keys(name, a_name=name[:1].isupper()):
                    number.setdefault(key, i)
                    full |= {key} if whole else set()
        return _Known(number, frozenset(full))

    def is_full(self, words: str) -> bool:
        """Whether these words are the name of a ruling, or a given name with a surname."""
        return any(key in self.full for key in _keys(words, a_name=True))

    def find(self, words: str, *, a_name: bool) -> int:
        """The ruling on these words, or -1."""
        return next((self.number[k] for k in _keys(words, a_name=a_name) if k in self.number), -1)


def _keys(words: str, *, a_name: bool) -> list[Key]:
    """By what words are known again: as they stand, and as the parts of a name."""
    plain = _ENDING.sub("", " ".join(words.split()).strip(_AROUND)).lower().replace("’", "'")
    keys: list[Key] = [("words", _ARTICLE.sub("", plain))]
    name = parse_name(words) if a_name else None
    if name is not None and name.core and not name.plural:
        keys.append(("name", name.title, *name.core, name.suffix))
    return keys


def without_nobodies(
    reading: Reading, manuscript: Manuscript, rulings: Sequence[Ruling]
) -> Reading:
    """The reading without the mentions of those who, by a ruling, are no persons."""
    known = _Known.of([r for r in rulings if not r.person])
    if not known.number:
        return reading
    mentions, tokens = reading.mentions, reading.tokens
    starts = tokens.start[mentions.first].tolist()
    ends = tokens.end[mentions.last - 1].tolist()
    ruled = [
        known.find(manuscript.text[start:end], a_name=kind == MentionKind.NAME) >= 0
        for start, end, kind in zip(starts, ends, mentions.kind.tolist(), strict=True)
    ]
    kept = ~(np.array(ruled, dtype=np.bool_) & (mentions.type == EntityType.PER))
    columns = ("first", "last", "head", "type", "kind", "score")
    cut = {column: getattr(mentions, column)[kept] for column in columns}
    return reading.with_mentions(replace(mentions, **cut))


def with_rulings(frame: Frame, rulings: Sequence[Ruling]) -> tuple[Frame, Mapping[int, Ruling]]:
    """The frame with ruled names and genders, and the rulings by their numbers in ``name``."""
    rulings = [r for r in rulings if r.person]
    if not rulings or not len(frame):
        return frame, {}
    known = _Known.of(rulings)
    kinds = (frame.kind == MentionKind.NAME).tolist()
    ruled = np.array(
        [known.find(w, a_name=k) for w, k in zip(frame.words, kinds, strict=True)],
        dtype=np.int32,
    )
    ruled[frame.cls > MentionClass.NOUN] = -1  # a pronoun is nobody's name
    ruled = _with_whole_names(frame, ruled, known)
    base = int(frame.name.max(initial=-1)) + 1
    name = np.where(ruled >= 0, base + ruled, frame.name).astype(np.int32)
    gender = frame.gender.copy()
    for i, ruling in enumerate(rulings):
        if ruling.pronouns is not None:
            gender[ruled == i] = _GENDERS.get(ruling.pronouns, Gender.OPEN)
    type_ = np.where(ruled >= 0, EntityType.PER, frame.type).astype(np.int32)
    frame = replace(frame, name=name, gender=gender, type=type_)
    return frame, {base + i: r for i, r in enumerate(rulings)}


def _with_whole_names(frame: Frame, ruled: Ints, known: _Known) -> Ints:
    """Rulings spread over all uses of a name that is grouped over the whole book.

    A group belongs to the one ruling whose fullest name it holds, or else to that under
    which most of its uses are.
    """
    known_by_name = (frame.name >= 0) & (frame.cls <= MentionClass.NOUN)
    named = np.flatnonzero(known_by_name & (frame.name != frame.narrator))
    uses: defaultdict[int, Counter[int]] = defaultdict(Counter)
    full: defaultdict[int, set[int]] = defaultdict(set)
    for i, name, ruling in zip(
        named.tolist(), frame.name[named].tolist(), ruled[named].tolist(), strict=True
    ):
        uses[name][ruling] += 1
        if ruling >= 0 and known.is_full(frame.words[i]):
            full[name].add(ruling)
    whole = {name: next(iter(rulings)) for name, rulings in full.items() if len(rulings) == 1}
    for name, counts in uses.items():
        ruling, count = counts.most_common(1)[0]
        if ruling >= 0 and 2 * count > counts.total():
            whole.setdefault(name, ruling)
    out = ruled.copy()
    tellers = np.flatnonzero((frame.name >= 0) & (frame.cls > MentionClass.NOUN))
    for i in [*named[ruled[named] < 0].tolist(), *tellers.tolist()]:
        out[i] = whole.get(int(frame.name[i]), -1)
    return out


def ruled_narrator(narrator: Narrator, rulings: Mapping[int, Ruling]) -> Narrator:
    """The narrator with the name that a ruling gives to "the narrator", or as before."""
    for number, ruling in rulings.items():
        if any(key[1] in _NARRATOR for a in ruling.aliases for key in _keys(a, a_name=False)):
            return replace(narrator, name=number)
    return narrator


def by_cluster(
    frame: Frame, linking: Linking, rulings: Mapping[int, Ruling], narrator: Narrator | None
) -> dict[int, Ruling]:
    """The rulings by the linked entity that they rule on."""
    if not rulings:
        return {}
    names, clusters = frame.name.tolist(), linking.cluster.tolist()
    found = {c: rulings[n] for n, c in zip(names, clusters, strict=True) if n in rulings}
    if narrator is not None and narrator.name in rulings:
        found[narrator.cluster] = rulings[narrator.name]
    return found


def as_ruled(character: Character, ruling: Ruling) -> Character:
    """The character as the writer has them: name, aliases and pronouns."""
    others = (*ruling.aliases, character.name, *character.aliases)
    aliases = tuple(
        dict.fromkeys(
            name
            for name in others
            if name != ruling.name and _keys(name, a_name=False)[0][1] not in _NARRATOR
        )
    )
    return replace(
        character,
        name=ruling.name,
        aliases=aliases,
        pronouns=ruling.pronouns or character.pronouns,
    )

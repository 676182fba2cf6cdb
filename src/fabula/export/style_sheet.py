"""The style sheet: what a copy editor would write down about the people of a book.

Rows made for showing, from a `Story`: who belongs together, where each person first
appears, what is said of them and where, how much they speak, and who is in each scene.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fabula.english.kin import CLOSE
from fabula.language.reading import MentionKind
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount
from fabula.story.facts.kinship import INVERSE
from fabula.story.model import Attribute, Character, Relation, Story

__all__ = ["Fact", "Group", "Kinship", "Person", "ScenePeople", "StyleSheet", "style_sheet_of"]

_FEW = 3
"""Mentions below which a silent person of whom nothing is said is minor."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of a person. ``said_by`` is a name, or empty for the narrator.

    ``time`` is "now", "before" or "after"; ``span`` is where it is said.
    """

    kind: str
    value: str
    span: Span
    said_by: str = ""
    negated: bool = False
    time: str = "now"


@dataclass(frozen=True, slots=True)
class Kinship:
    """``kind`` ("sibling") of the person named ``other``, as said at ``span``."""

    kind: str
    other: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of the cast. ``speech_share`` is of all words spoken in the book, 0 to 1.

    ``first`` is the first mention by name if there is one, ``last`` the last of all;
    ``chapter`` is the index of the first one's chapter.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    pronouns: str | None
    narrator: bool
    mentions: int
    first: Span
    last: Span
    chapter: int
    facts: tuple[Fact, ...]
    relations: tuple[Kinship, ...]
    speeches: int
    speech_words: int
    speech_share: float

    @property
    def facts_by_kind(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """The facts under their kinds, in the order in which the kinds first come."""
        kinds = dict.fromkeys(fact.kind for fact in self.facts)
        return tuple((kind, tuple(f for f in self.facts if f.kind == kind)) for kind in kinds)

    @property
    def relations_by_kind(self) -> tuple[tuple[str, tuple[Kinship, ...]], ...]:
        """The relations under their kinds, in the order in which the kinds first come."""
        kinds = dict.fromkeys(kin.kind for kin in self.relations)
        return tuple((kind, tuple(k for k in self.relations if k.kind == kind)) for kind in kinds)

    @property
    def is_minor(self) -> bool:
        """Seen once or twice, silent, and nothing is said of them: worth a name in a list."""
        quiet = not self.speeches and not self.facts and not self.narrator
        return quiet and self.mentions < _FEW


@dataclass(frozen=True, slots=True)
class Group:
    """People who belong together; ``title`` is empty for those who belong to nobody."""

    title: str
    people: tuple[Person, ...]

    @property
    def major(self) -> tuple[Person, ...]:
        """Those worth an entry each; in a family, everybody."""
        return tuple(p for p in self.people if self.title or not p.is_minor)

    @property
    def minor(self) -> tuple[Person, ...]:
        """Those who are only named."""
        return tuple(p for p in self.people if not self.title and p.is_minor)


@dataclass(frozen=True, slots=True)
class ScenePeople:
    """A scene: its number from 1, its chapter's index, its words, and who is there by name."""

    number: int
    chapter: int
    span: Span
    words: int
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The cast in groups, the largest part first, and the scenes in order."""

    groups: tuple[Group, ...]
    scenes: tuple[ScenePeople, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone, in the order of the groups."""
        return tuple(person for group in self.groups for person in group.people)


def style_sheet_of(story: Story) -> StyleSheet:
    """Draw up the style sheet of a story."""
    people = {person.id: person for person in _people(story)}
    return StyleSheet(_groups(people, story.relations), _scenes(story, people))


def _people(story: Story) -> Iterable[Person]:
    names = {c.id: c.name for c in story.characters}
    counts, firsts, lasts = _mentions(story)
    facts = _facts(story.attributes, names)
    relations = _relations(story.relations, names)
    words, speeches = _speech(story)
    spoken = sum(words.values()) or 1
    for character in story.characters:
        first = firsts.get(character.id, Span(0, 0))
        yield Person(
            id=character.id,
            name=character.name,
            aliases=_other_names(character),
            pronouns=character.pronouns,
            narrator=character.narrator,
            mentions=counts[character.id],
            first=first,
            last=lasts.get(character.id, first),
            chapter=story.manuscript.chapter_at(first.start),
            facts=tuple(facts[character.id]),
            relations=tuple(relations[character.id]),
            speeches=speeches[character.id],
            speech_words=words[character.id],
            speech_share=words[character.id] / spoken,
        )


def _other_names(character: Character) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for a in character.aliases if a != character.name))


def _mentions(story: Story) -> tuple[Counter[int], dict[int, Span], dict[int, Span]]:
    """How often each entity is mentioned; its first mention, by name if it has one; its last."""
    table = story.mentions
    counts: Counter[int] = Counter(table.entity.tolist())
    firsts: dict[int, tuple[bool, Span]] = {}
    lasts: dict[int, Span] = {}
    columns = (table.start, table.end, table.kind, table.entity)
    for start, end, kind, entity in zip(*(c.tolist() for c in columns), strict=True):
        known, lasts[entity] = firsts.get(entity), Span(start, end)
        named = kind == MentionKind.NAME
        if known is None or (named and not known[0]):
            firsts[entity] = (named, Span(start, end))
    return counts, {entity: span for entity, (_, span) in firsts.items()}, lasts


def _facts(attributes: Sequence[Attribute], names: dict[int, str]) -> dict[int, list[Fact]]:
    """What is said of each person, once for each distinct claim, where it is said first."""
    facts: defaultdict[int, dict[tuple[object, ...], Fact]] = defaultdict(dict)
    for a in sorted(attributes, key=lambda a: (a.character, a.kind, a.span)):
        if a.kind == "age" and a.time == "before":
            continue  # everybody has been four years old
        speaker = "" if a.said_by is None else names.get(a.said_by, "someone")
        fact = Fact(a.kind, a.value, a.span, speaker, a.negated, a.time)
        key = (a.kind, a.value.casefold(), speaker, a.negated, a.time)
        facts[a.character].setdefault(key, fact)
    out: defaultdict[int, list[Fact]] = defaultdict(list)
    out.update({who: list(rows.values()) for who, rows in facts.items()})
    return out


def _relations(relations: Sequence[Relation], names: dict[int, str]) -> dict[int, list[Kinship]]:
    """What each person is to others, from both ends: family first, the surest first."""
    out: defaultdict[int, dict[tuple[str, int], Kinship]] = defaultdict(dict)
    for r in sorted(relations, key=_standing):
        if r.source in names and r.target in names:
            known = out[r.source], out[r.target]
            known[0].setdefault((r.kind, r.target), Kinship(r.kind, names[r.target], r.span))
            back = INVERSE.get(r.kind)
            if back:
                known[1].setdefault((back, r.source), Kinship(back, names[r.source], r.span))
    rows: defaultdict[int, list[Kinship]] = defaultdict(list)
    rows.update({who: list(kin.values()) for who, kin in out.items()})
    return rows


def _standing(relation: Relation) -> tuple[bool, float, Span]:
    return relation.kind not in CLOSE, -relation.confidence, relation.span


def _speech(story: Story) -> tuple[Counter[int], Counter[int]]:
    """Words spoken and speeches made (the parts of a broken one count once) by each."""
    words: Counter[int] = Counter()
    turns: defaultdict[int, set[int]] = defaultdict(set)
    for quote in story.quotes:
        if quote.speaker is not None:
            words[quote.speaker] += len(quote.span.text(story.manuscript.text).split())
            turns[quote.speaker].add(quote.turn)
    return words, Counter({who: len(own) for who, own in turns.items()})


def _groups(people: dict[int, Person], relations: Sequence[Relation]) -> tuple[Group, ...]:
    """Families and couples under a heading each; everybody else under none, at the end."""
    leader = {who: who for who in people}

    def find(who: int) -> int:
        while leader[who] != who:
            leader[who] = leader[leader[who]]
            who = leader[who]
        return who

    for r in relations:
        if r.kind.casefold() in CLOSE and r.source in people and r.target in people:
            leader[find(r.source)] = find(r.target)
    together: defaultdict[int, list[Person]] = defaultdict(list)
    for who, person in people.items():
        together[find(who)].append(person)
    families = [_by_weight(members) for members in together.values() if len(members) > 1]
    alone = [members[0] for members in together.values() if len(members) == 1]
    families.sort(key=lambda members: (-sum(p.mentions for p in members), members[0].id))
    groups = [Group(_title(members), tuple(members)) for members in families]
    if alone:
        groups.append(Group("", tuple(_by_weight(alone))))
    return tuple(groups)


def _by_weight(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda p: (-p.mentions, p.id))


def _title(members: Sequence[Person]) -> str:
    """A family's shared surname, or the two whom the book names most."""
    surnames = Counter(p.name.split()[-1] for p in members if len(p.name.split()) > 1)
    if surnames:
        surname, shared = surnames.most_common(1)[0]
        if shared > 1 and surname[:1].isupper():
            return f"The {surname} family"
    named = [p.name for p in members[:2]]
    rest = len(members) - len(named)
    return " and ".join(named) if not rest else f"{', '.join(named)} and {rest} more"


def _scenes(story: Story, people: dict[int, Person]) -> tuple[ScenePeople, ...]:
    manuscript = story.manuscript
    words = WordCount(manuscript)
    return tuple(
        ScenePeople(
            number=number,
            chapter=scene.chapter,
            span=scene.span,
            words=words.within(scene.span),
            present=tuple(people[who].name for who in there),
        )
        for number, (scene, there) in enumerate(
            zip(manuscript.scenes, story.presence.in_scene, strict=True), start=1
        )
    )

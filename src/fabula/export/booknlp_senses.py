"""Supersenses as BookNLP's ``.supersense`` has them: spans of nouns and verbs, and their kinds.

A word has the sense that it mostly has (`fabula.english.supersenses`), but for the words
that mean somebody or some place: there the reading of the text knows better.
"""

from collections.abc import Iterator

from fabula.english.supersenses import NOUN_SENSES, VERB_SENSES
from fabula.language.reading import EntityType, MentionKind
from fabula.story.model import Story

__all__ = ["supersenses"]

_PERSON = "noun.person"
_OF_NAMES = {
    EntityType.PER: _PERSON,
    EntityType.FAC: "noun.artifact",
    EntityType.VEH: "noun.artifact",
    EntityType.GPE: "noun.location",
    EntityType.LOC: "noun.location",
    EntityType.ORG: "noun.group",
}
_FOR_SOMEBODY = frozenset({"noun.animal", "noun.group", "noun.person"})
"""Senses that a noun for somebody may have: a dog, a crowd."""


def supersenses(story: Story) -> Iterator[tuple[int, int, str]]:
    """First and last token of each word or name that has a supersense, and which, in order."""
    reading, mentions = story.reading, story.mentions
    named: dict[int, tuple[int, str]] = {}
    people: set[int] = set()
    columns = zip(
        mentions.kind.tolist(), mentions.type.tolist(), mentions.first.tolist(),
        mentions.last.tolist(), mentions.head.tolist(), strict=True,
    )  # fmt: skip
    for kind, type_, first, last, head in columns:
        if kind == MentionKind.NAME and last > named.get(first, (0, ""))[0]:
            named[first] = (last, _OF_NAMES[EntityType(type_)])
        elif kind == MentionKind.NOUN and type_ == EntityType.PER:
            people.add(head)
    at = 0
    for i, (tag, lemma) in enumerate(zip(reading.upos, reading.lemmas, strict=True)):
        if i < at:
            continue
        if i in named:
            at, sense = named[i]
            yield i, at - 1, sense
            continue
        found = None
        if tag == "NOUN":
            found = NOUN_SENSES.get(lemma.lower())
            if i in people and found not in _FOR_SOMEBODY:
                found = _PERSON
        elif tag == "VERB":
            found = VERB_SENSES.get(lemma.lower())
        if found:
            yield i, i, found

"""What is said of people: their attributes and their relations, each with the words that say so."""

from collections.abc import Sequence

from fabula.manuscript.model import Manuscript
from fabula.story.facts.ages import find_ages
from fabula.story.facts.ages_in_words import find_ages_in_words
from fabula.story.facts.asked import find_answers
from fabula.story.facts.attributes import find_looks
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.families import find_families
from fabula.story.facts.fragments import find_fragments
from fabula.story.facts.hair_told import find_hair_told
from fabula.story.facts.kinship import INVERSE
from fabula.story.facts.limbs import find_limbs
from fabula.story.facts.livings import find_livings
from fabula.story.facts.loose_looks import find_loose_looks
from fabula.story.facts.portraits import find_portraits
from fabula.story.facts.relations import find_relations
from fabula.story.facts.traits import find_traits
from fabula.story.facts.workplaces import find_workplaces
from fabula.story.facts.wounds import find_wounds
from fabula.story.model import Attribute, Character, Relation

__all__ = ["find_facts"]

_FINDERS = (
    find_looks,
    find_loose_looks,
    find_hair_told,
    find_limbs,
    find_portraits,
    find_fragments,
    find_ages,
    find_ages_in_words,
    find_traits,
    find_livings,
    find_workplaces,
    find_wounds,
    find_families,
    find_answers,
)

_LEAST = 0.5
"""Claims surer than not are kept; the others are more often of somebody else."""


def find_facts(
    manuscript: Manuscript, clauses: Clauses, characters: Sequence[Character]
) -> tuple[tuple[Attribute, ...], tuple[Relation, ...]]:
    """Attributes and relations asserted of the characters, in reading order.

    A claim inside a quotation is the speaker's; one whose speaker is unknown is
    left out, and so is what a heading says. Questions, conditions, comparisons and
    possibilities assert nothing. Of the relations, those stand that the whole book supports.
    """
    headings = [b.span for b in manuscript.blocks if b.kind == "heading"]
    relations = sorted(find_relations(clauses, characters), key=lambda r: r.span)
    told = {(r.source, r.kind, r.target) for r in relations}
    told |= {(r.target, INVERSE[r.kind], r.source) for r in relations}
    knowing = clauses.of_kin(frozenset(told))
    claims = {
        (a.span, a.kind, a.character, a.value): a
        for find in _FINDERS
        for a in find(knowing)
        if a.confidence >= _LEAST and not any(h.contains(a.span) for h in headings)
    }
    attributes = sorted(claims.values(), key=lambda a: (a.span, a.kind))
    return tuple(attributes), tuple(relations)

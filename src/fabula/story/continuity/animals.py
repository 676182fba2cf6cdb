"""Animals that change their sex: "Biscuit had gone to sleep. She had wrapped her tail round her".

A pronoun means an animal where it has what only animals have (a tail, paws), or where the animal
was named last and nobody of the pronoun's sex is anywhere in the scene.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.animals import ANIMAL_PARTS, PETS, SEXED_ANIMALS
from fabula.english.changes import SEX_OF_ANIMAL_TOLD
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import sentence_around
from fabula.story.model import Story

__all__ = ["TwoSexes", "two_sexes"]

_PET = re.compile(
    rf"\b(?P<name>[A-Z][a-z]+)\s(?:was|is),?\s(?:an?|the)\s(?:\w+[\s,-]+){{0,3}}(?:{alternation(PETS)})\b"
    rf"|\b(?:{alternation(PETS)}),?\s(?:was\s|is\s)?(?:called|named)?\s?(?P<name2>[A-Z][a-z]+)\b"
    rf"|(?<=[a-z,]\s)(?P<name4>[A-Z][a-z]+)\b[^.\n]{{0,80}}\.\s(?:He|She|It)\swas\san?\s(?:[\w-]+[\s,]+){{0,3}}(?:{alternation(PETS)})\b"
    rf"|\b(?P<name3>[A-Z][a-z]+),\s(?:the|her|his|my|our|their)\s(?:\w+\s){{0,2}}(?:{alternation(PETS)})\b"
)
_NAMED = re.compile(
    r"\b(?P<pronoun>[Hh]is|[Hh]er)\sname(?:['’]s|\sis|\swas)\s(?P<name>[A-Z][a-z]+)\b"
)
_ANIMAL = re.compile(rf"\b(?:{alternation(PETS)})\b")
_HE_OR_SHE = {"he": "he", "him": "he", "his": "he", "himself": "he",
              "she": "she", "her": "she", "hers": "she", "herself": "she"}  # fmt: skip
_PART = rf"(?:\w+\s){{0,2}}(?:{alternation(ANIMAL_PARTS)})\b"
_HAS = re.compile(rf"\b(?P<pronoun>[Hh]is|[Hh]er)\s{_PART}")
_TOLD = re.compile(rf"\b(?:{alternation(SEX_OF_ANIMAL_TOLD)})\b", re.IGNORECASE)
_NEAR = 400
"""How far before a pronoun, in code points, an animal is named that it may mean."""
_SCENE = 2500
_PRONOUN = 2


@dataclass(frozen=True, slots=True)
class TwoSexes:
    """An animal that is ``he`` or ``she`` at ``first`` and the other at ``second``."""

    name: str
    first: Span
    second: Span


def two_sexes(story: Story) -> Iterator[TwoSexes]:
    """Each animal with a name that is called by pronouns of both sexes, once."""
    text = story.manuscript.text
    for name in sorted(_pets(story)):
        told: defaultdict[str, list[Span]] = defaultdict(list)
        for sex, span in sorted(_called(story, name), key=lambda c: c[1]):
            told[sex].append(span)
        if len(told) < 2 or _TOLD.search(text):
            continue
        few, many = sorted(told, key=lambda sex: (len(told[sex]), -told[sex][0].start))
        if len(told[few]) * 2 > len(told[many]) + 1:
            continue
        yield TwoSexes(name, told[many][0], told[few][0])


def _pets(story: Story) -> set[str]:
    """The names of animals, as the text says what they are."""
    text = story.manuscript.text
    found = {m["name"] or m["name2"] or m["name3"] or m["name4"] for m in _PET.finditer(text)}
    found |= {m["name"] for m in _NAMED.finditer(text) if _animal_before(story, m.start())}
    cues = [quote.cue.text(text) for quote in story.quotes if quote.cue is not None]
    people = {name for name in found if any(re.search(rf"\b{name}\b", cue) for cue in cues)}
    return {name for name in found - people if len(re.findall(rf"\b{name}\b", text)) > 1}


def _animal_before(story: Story, offset: int) -> bool:
    return bool(_ANIMAL.search(story.manuscript.text, max(0, offset - _SCENE), offset))


def _called(story: Story, name: str) -> Iterator[tuple[str, Span]]:
    """Each pronoun that means the animal of a name, and a noun that tells its sex."""
    text = story.manuscript.text
    for match in _NAMED.finditer(text):
        if match["name"] == name:
            yield _HE_OR_SHE[match["pronoun"].lower()], Span(*match.span())
    for match in re.finditer(rf"\b{name}\b", text):
        yield from _after(story, name, match.end())
        beside = text[match.end() : match.end() + 60]
        noun = re.match(
            rf"['’]?s?\s(?:was|is),?\san?\s[\w\s,-]*?\b({alternation(SEXED_ANIMALS)})\b", beside
        )
        if noun:
            yield SEXED_ANIMALS[noun[1]], Span(match.start(), match.end() + noun.end())


def _after(story: Story, name: str, begin: int) -> Iterator[tuple[str, Span]]:
    """The pronouns after the name of an animal that can mean nobody else."""
    text, clauses = story.manuscript.text, story.clauses
    block = story.manuscript.block_at(begin - 1)
    end = story.manuscript.blocks[block].span.end if block >= 0 else begin
    token = story.clauses.token_at(begin) + 1
    for t in range(token, len(clauses.words)):
        start = int(story.reading.tokens.start[t])
        if start >= min(end, begin + _NEAR):
            return
        if clauses.quote_of[t] != clauses.quote_of[token - 1]:
            continue
        if re.match(rf"{name}\b", text[start:]):
            return
        sex = _HE_OR_SHE.get(clauses.words[t])
        if sex is None:
            continue
        has = _HAS.match(text, start)
        if has or not _others(story, name, start, sex):
            yield sex, Span(start, has.end() if has else start + len(clauses.words[t]))


def _others(story: Story, name: str, offset: int, sex: str) -> bool:
    """Whether somebody of a sex, or of none known, is anywhere near before a place."""
    cast = {c.id: c.pronouns for c in story.characters if name not in (c.name, *c.aliases)}
    wanted = "he/him" if sex == "he" else "she/her"
    sentence = sentence_around(story, offset)
    low = story.mentions.start.searchsorted(max(0, offset - _SCENE))
    high = story.mentions.start.searchsorted(sentence.end)
    named = story.mentions.entity[low:high].tolist()
    kinds = story.mentions.kind[low:high].tolist()
    return any(
        cast.get(who, "") in (wanted, None) and kind != _PRONOUN
        for who, kind in zip(named, kinds, strict=True)
    )

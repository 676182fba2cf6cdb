"""A mark, a hurt or a peculiar part on one side of somebody, and later on the other.

What is peculiar, the words of its sentence tell (``body.SIDE_MARKS``): a scar, a plaster, a tattoo,
an ache, a deaf ear. Both places must have such words, of one part, and of one bearer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.body import SIDE_MARKS, SIDE_PARTS
from fabula.english.kin import KIN
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import is_of_another_time, meant_by, people_in
from fabula.story.model import Story

__all__ = ["marks_on_two_sides"]

_OWN = frozenset({"his", "her", "my"})
_BEFORE_SIDE = frozenset({"the", "his", "her", "my", "their", "your", "one"})
_BOTH = frozenset({"both", "other", "either", "each", "another", "mirror", "reflection"})
_NEAR = 12
"""Tokens back in which the part stands of which "the left one" is told."""
_LEAST, _REACH = 80, 60_000
_ALONE = 1
_OF_LIMB = frozenset({"lame", "slung"})
_ONE_LIMB = (frozenset({"hand", "wrist", "arm", "finger"}), frozenset({"leg", "knee", "foot"}))
_SLUNG = frozenset({"cast", "plaster", "sling", "splint", "splints"})
_SHARED_KINDS = frozenset({"hurt", "sense"})


@dataclass(frozen=True, slots=True)
class _Marked:
    who: int | None
    sex: str
    side: str
    part: str
    kinds: frozenset[str]
    span: Span
    of_both: bool


def marks_on_two_sides(story: Story) -> Iterator[Clash]:
    """Each marked part that is on the other side than it was told to be."""
    seen: list[_Marked] = []
    for one in _marked(story):
        for before in seen:
            apart = one.span.start - before.span.end
            if not _one_part(before, one) or not _LEAST < apart < _REACH:
                continue
            if not _one_bearer(story, before, one) or not _one_mark(before, one):
                continue
            accounted = one.of_both or before.of_both or _both_told(seen, before, one)
            if before.side != one.side and not accounted:
                who = None if one.who == NARRATOR else one.who
                yield Clash("marked side", before.span, one.span, who, before.side)
            break
        seen.append(one)


def _one_part(before: _Marked, one: _Marked) -> bool:
    """Whether both marks are on one part; a cast and a short leg are on a limb as a whole."""
    if before.part == one.part:
        return True
    of_limb = before.kinds & one.kinds & _OF_LIMB
    return bool(of_limb) and any({before.part, one.part} <= limb for limb in _ONE_LIMB)


def _one_mark(before: _Marked, one: _Marked) -> bool:
    """Whether both are of one kind: a hurt and its ache, a tattoo and a tattoo."""
    return bool(before.kinds & one.kinds)


def _one_bearer(story: Story, before: _Marked, one: _Marked) -> bool:
    if before.who is not None and before.who == one.who:
        return True
    if before.who is not None and one.who is not None:
        return False
    return before.sex == one.sex != "" and len(people_in(story, _around(story, one))) <= _ALONE


def _around(story: Story, one: _Marked) -> Span:
    scene = story.manuscript.scene_at(one.span.start)
    return story.manuscript.scenes[scene].span if scene >= 0 else one.span


def _both_told(seen: list[_Marked], before: _Marked, one: _Marked) -> bool:
    """Whether the part was told of on this side, too."""
    return any(s.part == one.part and s.side == one.side and s.who == before.who for s in seen)


def _marked(story: Story) -> Iterator[_Marked]:
    words, tokens = story.clauses.words, story.reading.tokens
    for token in story.clauses.places(("left", "right")):
        part = _part(story, token)
        if part < 0:
            continue
        begin, end = story.clauses.sentence(token)
        near = words[begin:end]
        if story.speech.at(int(tokens.start[token])) is not None:
            continue
        kinds = _kinds(near) or _taken_up(story, begin, token)
        span = story.clauses.span(min(token, part), max(token, part) + 1)
        if "one" in near and any(near[k : k + 2] == ("the", "one") for k in range(len(near))):
            kinds |= _SHARED_KINDS  # "her right knee, the one with the pins"
        if not kinds or is_of_another_time(story, span):
            continue
        who, sex = _bearer(story, begin, part)
        both = any(
            w in _BOTH and near[max(0, k - 2) : k] != ("than", "the") for k, w in enumerate(near)
        )
        yield _Marked(who, sex, words[token], SIDE_PARTS[words[part]], kinds, span, both)


def _kinds(near: tuple[str, ...]) -> frozenset[str]:
    """What is peculiar by the words of a sentence; of a limb as a whole where that is so."""
    kinds = {SIDE_MARKS[w] for w in near if w in SIDE_MARKS}
    kinds |= {"slung"} if _SLUNG & set(near) else set()
    kinds |= (
        {"lame"}
        if ("thick", "-", "soled") in zip(near, near[1:], near[2:], strict=False)
        else set()
    )
    return frozenset(kinds | ({"hurt"} if "lame" in kinds else set()))


def _taken_up(story: Story, begin: int, token: int) -> frozenset[str]:
    """ "He had a scar. It ran down his left cheek": the mark that a sentence goes on about."""
    words = story.clauses.words
    it = next((t for t in range(begin, min(begin + 3, token)) if words[t] == "it"), -1)
    if it < 0 or begin == 0 or not story.reading.deprels[it].startswith("nsubj"):
        return frozenset()
    first, last = story.clauses.sentence(begin - 1)
    nouns = [t for t in range(first, last) if story.reading.upos[t] == "NOUN"]
    marks = [words[t] for t in nouns if words[t] in SIDE_MARKS]
    return frozenset(SIDE_MARKS[w] for w in marks)


def _part(story: Story, token: int) -> int:
    """The part of "left wrist", "the left side of his head", "her foot, the left one"."""
    words, upos = story.clauses.words, story.reading.upos
    following = token + 1
    if following >= len(words):
        return -1
    if words[following] == "side" and words[following + 1 : following + 2] == ("of",):
        for t in range(following + 2, min(following + 6, len(words))):
            if words[t] in SIDE_PARTS:
                return t
        return -1
    if words[following] in SIDE_PARTS and upos[token] != "VERB":
        return following
    if words[token - 1] in _BEFORE_SIDE and words[following] in ("one", ",", ".", ";", ":"):
        begin, _ = story.clauses.sentence(token)
        for t in range(token - 1, max(begin, token - _NEAR) - 1, -1):
            if words[t] in SIDE_PARTS:
                return t
    return -1


def _is_subject(story: Story, token: int) -> bool:
    return story.reading.deprels[token].startswith("nsubj")


def _bearer(story: Story, begin: int, part: int) -> tuple[int | None, str]:
    """Whose part it is, and by which pronoun: its own, or the subject of the sentence."""
    words, starts = story.clauses.words, story.reading.tokens.start
    if any(words[t] in KIN and _is_subject(story, t) for t in range(begin, part)):
        return None, ""  # "his brother had a plaster on his right wrist"
    for t in story.clauses.dependents(part, ("nmod:poss",)):
        if words[t] in _OWN:
            return meant_by(story, int(starts[t]), words[t]), words[t]
        return story.acts.person(t), ""
    for t in range(part - 1, max(begin, part - 4) - 1, -1):
        if words[t] in _OWN:
            return meant_by(story, int(starts[t]), words[t]), words[t]
    _, end = story.clauses.sentence(part)
    for t in range(begin, end):
        if story.reading.deprels[t].startswith("nsubj"):
            if words[t] == "i":
                return NARRATOR, "my"
            sex = {"he": "his", "she": "her"}.get(words[t], "")
            if sex:
                return meant_by(story, int(starts[t]), sex), sex
            person = story.acts.person(t)
            if person is not None:
                return person, ""
    return None, ""

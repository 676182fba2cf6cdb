"""Who leaves the stage for good or for a while: those who go, and those who die there.

Only what the narration tells of now counts, of somebody called by name in the sentence or
last before it in the paragraph: a pronoun's link alone is too weak to miss somebody by.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fabula.english.inflection import COPULAR_FORMS
from fabula.english.stage import LEAVING
from fabula.language.reading import EntityType, MentionKind
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["Exit", "deaths", "died", "leavings", "named_acts"]

_OFF = frozenset({"set", "head", "make", "take", "drive", "ride"})
"""Verbs that with "off" take somebody away."""
_UP_TO = frozenset({"bed", "room", "upstairs", "bedroom"})
_NO_EXIT = frozenset({"window", "balcony", "landing", "porch", "terrace", "sight", "mind", "way"})
"""What one goes out to, or out of, and can still be heard."""
_AMONG_OTHERS = frozenset({"first", "last", "next", "together", "sometimes", "often"})
_ERRANDS = frozenset("fetch get bring find see look recover call tell answer".split())
"""What one goes away for and is back from without a word."""
_SAID_GONE = re.compile(
    r"\b(?:[Hh]e|[Ss]he)(?:['’]s|\sis|\shas)\sgone\b|\bheard\b[^.]{0,60}\b(?:gate|front\sdoor|engine|hoofs|hooves|car)\b|\bdr(?:o|i)ve\saway\b"
)
"""That others take somebody to have gone, or hear them go."""
_SOON = 450
_CALLED_SO = {"he": "he/him", "she": "she/her"}
_ONLY_WHEN = frozenset("when after since before if until till as while nearly".split())
_DYING = frozenset({"die", "expire", "perish", "drown"})
_BEFORE_DEAD = frozenset({"not", "n't", "n’t", "if", "when", "after", "since", "until", "as"})
_ALIVE_BEFORE = 2500
"""How far before a death, in code points, one who dies now was named."""


@dataclass(frozen=True, slots=True)
class Exit:
    """``who`` leaves, dies, or does something, as the words at ``span`` say.

    ``errand``: who leaves goes to fetch or see something, and may soon be back unasked.
    """

    who: int
    span: Span
    errand: bool = False


def leavings(story: Story) -> Iterator[Exit]:
    """Those who walk out, leave, or set off, and those who are gone."""
    moves = story.stage.moves
    ends = {m.act.token for m in moves if m.kind == "presence" and m.change == "ends"}
    for act, who in story.acts.of_people:
        off = act.lemma in _OFF and "off" in story.acts.particles(act.token)
        if act.when != "now" or not (off or act.token in ends):
            continue
        if act.lemma not in LEAVING and story.acts.objects(act.token):
            continue
        where = story.acts.obliques(act.token)
        if act.lemma == "come" and any(way in ("on", "onto", "at") for _, way in where):
            continue  # "came out on the fourth floor": who arrives there
        marks = story.clauses.dependents(act.token, ("mark",))
        if act.lemma == "go" and any(story.clauses.words[t] == "as" for t in marks):
            continue  # "she counted as she went"
        ways = {story.clauses.words[noun] for noun, _ in where}
        alone = _only_one_named(story, act)
        who = who if alone is None else alone
        if _is_for_a_while(story, act) or ways & _NO_EXIT:
            continue
        if not (_is_called(story, act, who) or _is_speaker(story, act, who)):
            continue
        yield Exit(who, story.acts.span(act.token), _is_errand(story, act))
    yield from _gone(story)


def _gone(story: Story) -> Iterator[Exit]:
    """ "And was gone", which is no act of its own."""
    for move in story.stage.moves:
        act = move.act
        if move.kind != "presence" or move.change != "ends" or act.lemma != "be":
            continue
        over = story.clauses.head(act.token)
        marks = {story.clauses.words[t] for t in story.clauses.dependents(over, ("mark", "advmod"))}
        made = Act(over, act.lemma, move.who, -1, act.when)
        sure = _is_called(story, made, move.who) or _is_speaker(story, made, move.who)
        if act.when == "now" and sure and not marks & _ONLY_WHEN:
            yield Exit(move.who, move.span)


def _is_for_a_while(story: Story, act: Act) -> bool:
    """ "Said Tom, walking off", "drove off first": back unasked."""
    bare = story.reading.xpos[act.token] == "VBG" and not story.acts.objects(act.token)
    if bare and act.lemma not in LEAVING:
        return True
    return bool(story.acts.particles(act.token) & _AMONG_OTHERS)


def _only_one_named(story: Story, act: Act) -> int | None:
    """Whom "he" must mean where the paragraph tells of one person alone, by name."""
    subject = story.clauses.subject(act.token)
    wanted = _CALLED_SO.get(story.clauses.words[subject]) if subject >= 0 else None
    at = int(story.reading.tokens.start[act.token])
    block = story.manuscript.block_at(at)
    if wanted is None or block < 0:
        return None
    begin, mentions = story.manuscript.blocks[block].span.start, story.mentions
    low, high = np.searchsorted(mentions.start, [begin, at]).tolist()
    told = {
        int(mentions.entity[m]) if mentions.kind[m] == MentionKind.NAME else -1
        for m in range(low, high)
        if mentions.type[m] == EntityType.PER
        and mentions.kind[m] != MentionKind.PRONOUN
        and story.speech.at(int(mentions.start[m])) is None
    }
    if len(told) != 1 or -1 in told:
        return None
    who = told.pop()
    return who if story.clauses.pronouns.get(who, wanted) == wanted else None


def _is_errand(story: Story, act: Act) -> bool:
    """ "Departed to fetch his hat"."""
    clauses, reading = story.clauses, story.reading
    aims = clauses.dependents(act.token, ("advcl", "xcomp"))
    until = int(reading.tokens.start[act.token])
    if _SAID_GONE.search(story.manuscript.text, until, until + _SOON):
        return False
    return any(
        reading.xpos[t] == "VB" and reading.lemmas[t] in _ERRANDS
        for t in aims
        if any(clauses.words[m] == "to" for m in clauses.dependents(t, ("mark",)))
    )


def named_acts(story: Story) -> Iterator[Exit]:
    """What people do whom the narration calls by name there, in order."""
    for act, who in story.acts.of_people:
        if act.when == "now" and _is_called(story, act, who):
            yield Exit(who, story.acts.span(act.token))


def _is_called(story: Story, act: Act, who: int) -> bool:
    """Whether the one who acts is who was named last in the narration of the paragraph."""
    named = _named_before(story, act)
    return bool(named) and named[-1] == who


def _named_before(story: Story, act: Act) -> list[int]:
    """Who is called by name in the paragraph before an act, in its narration."""
    at = int(story.reading.tokens.start[act.token])
    block = story.manuscript.block_at(at)
    if block < 0:
        return []
    begin = story.manuscript.blocks[block].span.start
    return [
        entity
        for start, entity in story.presence.named_between(begin, at)
        if story.speech.at(start) is None
    ]


def _is_speaker(story: Story, act: Act, who: int) -> bool:
    """Whether "he" who acts spoke in the paragraph, alone, and nobody else is named as his sex."""
    subject = story.clauses.subject(act.token)
    wanted = _CALLED_SO.get(story.clauses.words[subject]) if subject >= 0 else None
    pronouns, at = story.clauses.pronouns, int(story.reading.tokens.start[act.token])
    block = story.manuscript.block_at(at)
    if wanted is None or pronouns.get(who) != wanted or block < 0:
        return False
    begin = story.manuscript.blocks[block].span.start
    speakers = {quote.speaker for quote in story.speech.begun_within(begin - 1, at)}
    others = _named_before(story, act)
    return speakers == {who} and all(pronouns.get(one) not in (wanted, None) for one in others)


def died(story: Story) -> Iterator[Exit]:
    """ "Grandfather died on the Thursday": by name, told for itself and not to date something."""
    for act in story.acts.all:
        if act.lemma not in _DYING or act.when != "now" or act.by_part >= 0 or act.who is None:
            continue
        subject = story.clauses.subject(act.token)
        m = story.clauses.by_head.get(subject, -1)
        by_name = m >= 0 and story.mentions.kind[m] == MentionKind.NAME
        first, _ = story.clauses.sentence(act.token)
        before = set(story.clauses.words[first : act.token])
        main = story.reading.deprels[act.token] == "root" and story.reading.xpos[act.token] == "VBD"
        of = story.acts.obliques(act.token)  # "died of laughing"
        if by_name and main and not before & _BEFORE_DEAD and "of" not in {way for _, way in of}:
            yield Exit(act.who, story.acts.span(act.token))


def deaths(story: Story) -> Iterator[Exit]:
    """ "But Tom was dead.", told by name of somebody who was there shortly before."""
    clauses, reading = story.clauses, story.reading
    dead = clauses.places(["dead"])
    told = story.speech.is_told(reading.tokens.start[np.array(dead, dtype=np.intp)])
    for token, narrated in zip(dead, told.tolist(), strict=True):
        begin, _ = clauses.sentence(token)
        before = set(clauses.words[max(begin, token - 6) : token])
        if not narrated or reading.upos[token] != "ADJ" or before & _BEFORE_DEAD:
            continue
        if clauses.words[token - 1] not in COPULAR_FORMS - {"be", "been", "being"}:
            continue
        subject = clauses.subject(token)
        owner = clauses.who(subject)
        if owner is None or reading.upos[subject] != "PROPN":
            continue
        at = int(reading.tokens.start[token])
        named = story.presence.named_between(at - _ALIVE_BEFORE, int(reading.tokens.start[begin]))
        if any(who == owner.entity for _, who in named):
            yield Exit(owner.entity, clauses.span(token, token + 1))

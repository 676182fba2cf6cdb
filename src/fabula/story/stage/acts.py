"""What is done on the stage: the verbs of the narration, who does it, to what, and when.

An act lies in story time: ``now``, ``before`` (the past perfect), ``after`` (will), ``habit``
(would, used to), or ``imagined`` (if, as if, may, not, questions, wishes). Only what is done
now moves bodies; the readers of postures, looks, touches and the rest stand on these acts.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fabula.english.body import BODY_PARTS, PARTS_OWNED
from fabula.english.minds import PERCEIVING
from fabula.english.stage import BEING_PUT, LIMBS, MAKING_DO, SPOTS
from fabula.language.reading import EntityType
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.modality import When, when_of
from fabula.story.model import Story

__all__ = ["Act", "Acts"]

_PARTS = BODY_PARTS | PARTS_OWNED | LIMBS | {"gaze", "glance", "stare"}
_SEVERAL = frozenset({"they", "them", "both", "we", "us"})
_HOW_MANY = frozenset({"two", "both", "pair"})
_TOLD_WITH = frozenset({"we", "us"})
_NAMED_OFTEN = 3
"""Mentions from which on somebody counts who is not in the cast, as nobody names them."""

_OF_REACH = 4
"""Tokens from a thing to the noun that says what it holds or is made of."""

_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{0,400}?\s[^*\n]{0,400}?\*(?![\w*])")
"""Several words between asterisks; one alone is only said with more weight."""

_FINITE = frozenset({"VBD", "VBZ"})
_CARRIES_ON = frozenset({"root", "conj", "ccomp", "parataxis", "advcl"})
_JOINS = frozenset({"and", "then", "but", ","})
_CLIMBS = 4
_REACH = 80
"""Tokens back that somebody is looked for who is not said."""
_CLOSE = 30
"""Tokens back in which the two are looked for whom "they" means where more are about."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the narration, or of a part of it that stands for one.

    ``who`` does it (a character's id), or None where that is nobody known; ``by_part``: the
    token of the part of their body that does it ("his hand found"), else -1.
    """

    token: int
    lemma: str
    who: int | None
    by_part: int
    when: When


_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, eq=False)
class Acts:
    """The acts of a story's narration, and lookups for what stands around them."""

    story: Story

    @cached_property
    def clauses(self) -> Clauses:
        """The grammar, and whom each word means: of the cast, or nameless and named often."""
        mentions, words = self.story.mentions, self.story.clauses.words
        plural = frozenset(t for t, word in enumerate(words) if word in _SEVERAL)
        several = np.array([t in plural for t in mentions.head.tolist()], dtype=bool)
        of_persons = mentions.entity[(mentions.type == EntityType.PER) & ~several]
        persons, times = np.unique(of_persons, return_counts=True)
        often = frozenset(persons[times >= _NAMED_OFTEN].tolist())
        return self.story.clauses.of_people(self.story.clauses.people | often)

    @cached_property
    def all(self) -> tuple[Act, ...]:
        """Every act, in order."""
        return tuple(self._acts())

    @cached_property
    def at(self) -> Mapping[int, Act]:
        """Every act by its token."""
        return {act.token: act for act in self.all}

    @cached_property
    def starts(self) -> list[int]:
        """Where each act begins, in code points, ascending."""
        start = self.story.reading.tokens.start
        return [int(start[act.token]) for act in self.all]

    def after(self, offset: int, reach: int) -> tuple[Act, ...]:
        """The acts that begin within so many code points after an offset."""
        low = bisect_right(self.starts, offset)
        return self.all[low : bisect_right(self.starts, offset + reach, low)]

    @cached_property
    def told(self) -> list[int]:
        """The narration's tokens, but for what is in italics: thoughts, letters, songs."""
        tokens = self.story.reading.tokens
        manuscript = self.story.manuscript
        marked = (Span(*found.span()) for found in _ITALICS.finditer(manuscript.text))
        phrases = (s for s in manuscript.italics if " " in s.text(manuscript.text).strip())
        slanted = SpanIndex.of(sorted((*marked, *phrases))).all_at(tokens.start) >= 0
        told: list[int] = np.flatnonzero(self.story.narrated & ~slanted).tolist()
        return told

    def people(self, token: int) -> tuple[int, ...]:
        """The character a token means, or the several."""
        who = self.person(token)
        return (who,) if who is not None else self.group(token)

    @cached_property
    def nouns(self) -> tuple[int, ...]:
        """The narration's common nouns."""
        upos = self.story.reading.upos
        return tuple(t for t in self.told if upos[t] == "NOUN")

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The narration's nouns for parts of bodies."""
        return tuple(t for t in self.nouns if self.is_part(t))

    @cached_property
    def cues(self) -> frozenset[int]:
        """The tokens of the words that say who speaks ("cried Tom")."""
        spans = sorted({quote.cue for quote in self.story.quotes if quote.cue is not None})
        inside = SpanIndex.of(spans).all_at(self.story.reading.tokens.start)
        return frozenset(np.flatnonzero(inside >= 0).tolist())

    @cached_property
    def doers(self) -> frozenset[int]:
        """The parts of bodies that do an act."""
        return frozenset(act.by_part for act in self.all if act.by_part >= 0)

    @cached_property
    def of_people(self) -> tuple[tuple[Act, int], ...]:
        """The acts that somebody known does, not a mere part of them; and who that is.

        What several do together ("they sat") is an act of each.
        """
        return tuple(self._of_people())

    def _of_people(self) -> Iterator[tuple[Act, int]]:
        for act in self.all:
            if act.by_part >= 0:
                continue
            if act.who is not None:
                yield act, act.who
            else:
                for who in self.group(self.doer(act.token)):
                    yield act, who

    def _acts(self) -> Iterator[Act]:
        reading = self.story.reading
        last: Act | None = None
        for token in self.told:
            if reading.upos[token] != "VERB":
                continue
            subject = self.doer(token)
            part = subject if subject >= 0 and self.is_part(subject) else -1
            who = self.owner(part) if part >= 0 else self.person(subject)
            if subject < 0 and last is not None and self._goes_on(token, last):
                who = last.who
            act = Act(token, reading.lemmas[token].lower(), who, part, self.when(token))
            if reading.xpos[token] in _FINITE and (subject >= 0 or who is not None):
                last = act
            yield act

    def _goes_on(self, token: int, last: Act) -> bool:
        """Whether a finite verb without a subject goes on with what the verb before is said of.

        ("“No,” he said, and came and sat.", "He rose. And sat again."; not "says the nose".)
        """
        reading, words = self.story.reading, self.clauses.words
        if reading.xpos[token] not in _FINITE or reading.deprels[token] not in _CARRIES_ON:
            return False
        if self.clauses.dependents(token, ("aux:pass", "nsubj:pass", "expl")) or token in self.cues:
            return False
        lead = token - 1
        while lead > last.token and reading.upos[lead] == "ADV":
            lead -= 1
        if words[lead] in _JOINS:
            lead -= 1 if words[lead - 1] in (",", ";") else 0
            same = reading.tokens.sentence[last.token] == reading.tokens.sentence[token]
            return last.by_part < 0 and (bool(same) or self._is_next(last.token, token))
        return self.clauses.opens(token) and self._is_next(last.token, token)

    def _is_next(self, before: int, token: int) -> bool:
        """Whether a token's sentence follows that of another in its paragraph, without speech."""
        reading, block_at = self.story.reading, self.story.manuscript.block_at
        apart = int(reading.tokens.sentence[token]) - int(reading.tokens.sentence[before])
        starts = reading.tokens.start
        if apart != 1 or block_at(int(starts[before])) != block_at(int(starts[token])):
            return False
        first, _ = self.clauses.sentence(token)
        return all(map(self.story.narrated.__getitem__, range(before, min(first + 2, token + 1))))

    def doer(self, token: int) -> int:
        """The head of who does it; nobody for a passive, but for "was sat", "was bent over"."""
        known = self._known_doers.get(token)
        if known is None:
            known = self._known_doers[token] = self._doer(token)
        return known

    @cached_property
    def _known_doers(self) -> dict[int, int]:
        """What `doer` found so far; it is asked of a verb by many readers."""
        return {}

    def _doer(self, token: int) -> int:
        bodily = self.story.reading.lemmas[token].lower() in BEING_PUT
        if not bodily and self.clauses.dependents(token, ("nsubj:pass", "aux:pass")):
            return -1
        made = self._made_to(token)
        return made if made >= 0 else self.clauses.subject(token)

    def _made_to(self, token: int) -> int:
        """Who is seen, made or let to do what a verb says ("saw him rise"); -1 for nobody."""
        reading, head = self.story.reading, self.clauses.head(token)
        if reading.deprels[token] not in ("xcomp", "ccomp") or head < 0:
            return -1
        lemma = reading.lemmas[head].lower()
        if lemma not in PERCEIVING and lemma not in MAKING_DO:
            return -1
        between = [t for t in self.clauses.dependents(head, ("obj",)) if head < t < token]
        return between[0] if between else -1

    def when(self, token: int) -> When:
        """How what a verb or a noun says lies in story time, as the stage counts it."""
        return when_of(self.clauses, token, enacted=True)

    # --- what stands around a verb ---

    def person(self, token: int) -> int | None:
        """The character a token means."""
        owner = self.clauses.who(token) if token >= 0 else None
        return owner.entity if owner is not None and self._heads(token) else None

    @cached_property
    def _named(self) -> tuple[list[int], list[int]]:
        """The narration's mentions of somebody known, by their heads in order; and whom."""
        told = self.story.narrated
        heads = sorted(t for t in self.clauses.by_head if told[t])
        who = [(t, self.clauses.owner(self.clauses.by_head[t])) for t in heads]
        found = [(t, owner.entity) for t, owner in who if owner is not None]
        return [t for t, _ in found], [e for _, e in found]

    def before(self, token: int, than: int | None = None, reach: int = _REACH) -> Iterator[int]:
        """The people named before a token in the narration, the nearest first, each once.

        ``than``: somebody who is left out. ``reach``: tokens back that are looked at.
        """
        heads, people = self._named
        seen = {than}
        near = slice(bisect_left(heads, token - reach), bisect_left(heads, token))
        for who in reversed(people[near]):
            if who not in seen:
                seen.add(who)
                yield who

    def another(self, token: int, who: int) -> int | None:
        """Whom "him" means that cannot be who does it: the one other person near, if there is one.

        ("He pulled him up" has two people in it; a link that says otherwise is wrong.)
        """
        others = tuple(itertools.islice(self.before(token, who), 2))
        return others[0] if len(others) == 1 else None

    def group(self, token: int, than: int | None = None) -> tuple[int, ...]:
        """The two whom "they" or "both" means, where it means no one person: those named last.

        ``than``: somebody who is not among them.
        """
        words = self.clauses.words
        if token >= 0 and words[token] in _HOW_MANY:  # "the two of us"
            of = [t for t in self.clauses.dependents(token, ("nmod",)) if words[t] in _SEVERAL]
            token = of[0] if of else token
        if token < 0 or words[token] not in _SEVERAL:
            return ()
        if words[token] in _TOLD_WITH:
            teller = next((c.id for c in self.story.characters if c.narrator), None)
            other = next(self.before(token, teller), None)
            return (teller, other) if teller is not None and other is not None else ()
        return self.two_before(token, than)

    def is_several(self, token: int) -> bool:
        """Whether a word may mean several people: "they", "both"."""
        return token >= 0 and self.clauses.words[token] in _SEVERAL | _HOW_MANY

    def two_before(self, token: int, than: int | None = None) -> tuple[int, ...]:
        """The two named last before a token, but for ``than``; nobody where it may be others."""
        near = tuple(itertools.islice(self.before(token, than), 3))
        if len(near) == 2:
            return near
        close = tuple(itertools.islice(self.before(token, than, _CLOSE), 3))
        return close if len(close) == 2 else ()  # of three, nobody knows which two

    def _heads(self, token: int) -> bool:
        """Whether the token is the head of the mention over it: "her", not "coat" in "her coat"."""
        m = self.clauses.by_head.get(token)
        return m is not None or self.story.reading.upos[token] in ("PRON", "PROPN")

    def is_part(self, token: int) -> bool:
        """Whether the token is a part of a body."""
        words, lemmas = self.clauses.words, self.story.reading.lemmas
        return words[token] in _PARTS or lemmas[token].lower() in _PARTS

    def above(self, token: int) -> Act | None:
        """The act over a word, some way up the tree, or the word's own."""
        at = token
        for _ in range(_CLIMBS):
            if at in self.at:
                return self.at[at]
            at = self.clauses.head(at)
            if at < 0:
                break
        return None

    def is_the(self, token: int) -> bool:
        """ "The hand", as it is known whose."""
        if self.clauses.dependents(token, ("acl:relcl",)):  # "the arm that he had caught"
            return False
        words = self.clauses.words
        return any(words[t] == "the" for t in self.clauses.dependents(token, ("det",)))

    def owner(self, token: int) -> int | None:
        """Whose a part or a thing is, by the possessor before it or "of" after it."""
        found = self.clauses.dependents(token, ("nmod:poss",))
        if not found:
            found = [t for t in self.clauses.dependents(token, ("nmod",)) if self.way(t) == "of"]
        return self.person(found[0]) if found else None

    def somebody(self, token: int) -> int | None:
        """The character a token means, or whose the part of a body is that it means."""
        who = self.person(token)
        return self.owner(token) if who is None and token >= 0 and self.is_part(token) else who

    def body(self, token: int) -> int:
        """The token of a part or person: itself, or what "the top of", "the side of" is of."""
        if self.clauses.words[token] not in SPOTS:
            return token
        of = [t for t in self.clauses.dependents(token, ("nmod",)) if self.way(t) == "of"]
        found = bool(of) and (self.is_part(of[0]) if self.is_body(token) else self.is_body(of[0]))
        return of[0] if found else token  # "the back of her wrist", not "the back of him"

    def is_body(self, token: int) -> bool:
        """Whether the token means a character or a part of a body."""
        return self.person(token) is not None or self.is_part(token)

    @cached_property
    def _round(self) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[tuple[int, str], ...]]]:
        """The objects and the obliques found so far, by verb; many readers ask for them."""
        return {}, {}

    def objects(self, verb: int) -> tuple[int, ...]:
        """The direct objects of a verb, those joined to them among them."""
        known, _ = self._round
        if verb not in known:
            known[verb] = tuple(self._objects(verb))
        return known[verb]

    def _objects(self, verb: int) -> list[int]:
        found = self.clauses.dependents(verb, ("obj",))
        if self.clauses.dependents(verb, ("compound:prt",)):  # "kicked off his boots"
            upos = self.story.reading.upos
            bare = [t for t in self.clauses.dependents(verb, ("obl",)) if not self.way(t)]
            found += [t for t in bare if upos[t] in _NOUNS]  # not "sat down across from him"
        return found + [t for one in found for t in self.clauses.dependents(one, ("conj",))]

    def obliques(self, verb: int) -> tuple[tuple[int, str], ...]:
        """The nouns tied to a verb, or to its object, each with its preposition."""
        _, known = self._round
        if verb not in known:
            known[verb] = tuple(self._obliques(verb))
        return known[verb]

    def _obliques(self, verb: int) -> list[tuple[int, str]]:
        found = self.clauses.dependents(verb, ("obl", "obl:tmod", "nmod"))
        for one in self.clauses.dependents(verb, ("obj", "advmod", "compound:prt")):
            found += self.clauses.dependents(one, ("nmod", "obl"))
        joined = [t for one in found for t in self.clauses.dependents(one, ("conj",))]
        ways = {t: self.way(t) for t in found}
        ways |= {t: self.way(t) or ways[self.clauses.head(t)] for t in joined}
        return sorted(ways.items())

    def way(self, noun: int) -> str:
        """The preposition of a noun; the last of several."""
        found = self.clauses.dependents(noun, ("case",))
        return self.clauses.words[found[-1]] if found else ""

    def particles(self, verb: int) -> set[str]:
        """The particles and adverbs of a verb."""
        found = self.clauses.dependents(verb, ("compound:prt", "advmod"))
        return {self.clauses.words[t] for t in found}

    def noun_phrase(self, token: int) -> str:
        """A noun with what stands before it, its article and possessor apart."""
        return self._phrase(token, token)

    def thing(self, token: int) -> str:
        """A noun phrase with what it is full or made of: "grey sack of rice"."""
        content = [t for t in self.clauses.dependents(token, ("nmod",)) if self.way(t) == "of"]
        near = content and content[0] - token <= _OF_REACH and self.person(content[0]) is None
        return self._phrase(token, content[0] if near else token)

    def _phrase(self, token: int, last: int) -> str:
        before = self.clauses.dependents(token, ("amod", "compound"))
        first = min([t for t in before if t < token], default=token)
        return self.clauses.text(first, last + 1)

    def span(self, *tokens: int) -> Span:
        """From the first to the last of the tokens that are there."""
        there = [t for t in tokens if t >= 0]
        return self.clauses.span(min(there), max(there) + 1)

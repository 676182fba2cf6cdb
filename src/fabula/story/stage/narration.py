"""The verbs that tell a story: finite verbs of the narration, scene by scene."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fabula.display import counted
from fabula.english.inflection import COMMONER_VERB_OF
from fabula.english.minds import COMMENT_VERBS, INNER_VERBS
from fabula.language.inflection import IRREGULAR_VERBS, inflect
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.facts.clauses import Clauses
from fabula.story.model import Story

__all__ = ["Narration", "Verb", "base_of", "narration_of"]

_FINITE = {"VBD": "past", "VBZ": "pres", "VBP": "pres"}
_PASTS = frozenset(past for past, _ in IRREGULAR_VERBS.values())
_BASES = frozenset(IRREGULAR_VERBS)
_THIRD = {"is": "be", "has": "have", "does": "do", "goes": "go"}
_COMMON = {past: lemma for lemma, (past, _) in IRREGULAR_VERBS.items()} | dict(COMMONER_VERB_OF)
"""Irregular pasts -> the commoner verb they belong to."""
_CLAUSE = frozenset({"root", "conj", "parataxis"})
_MEANWHILE = frozenset({"as", "while", "when", "whereupon", "until", "till", "before", "and"})
_TELLERS = frozenset(
    {"i", "we", "you", "our", "my", "us", "your", "ye", "thou", "reader", "readers"}
)
_PLURAL = frozenset({"they", "we", "you", "i", "these", "those", "both", "all", "many", "few"})
_SINGULAR = frozenset({"he", "she", "it", "who", "this", "that"})
_EVERYBODY = frozenset("men women people children folk man one everyone everybody nobody".split())
_EARLIER = re.compile(
    r"\b(?:ago|yesterday|last\s(?:night|week|year|month|time|summer|winter)|once|used\sto|remember\w*"
    r"|recall\w*|earlier|back\sthen|years\sbefore|in\s1\d\d\d|as\sa\s(?:boy|girl|child))\b",
    re.IGNORECASE,
)
_FIRST_PERSON_SHARE = 0.06
_LEAST = 4
"""A scene needs this many telling verbs before it has a tense."""


def base_of(word: str, tense: str = "pres") -> str:
    """The verb that a lower-cased third-person or past form belongs to; empty if none.

    "breathes" -> "breathe"; in the past tense, "ran" -> "run" and "stopped" -> "stop".
    """
    if tense == "past":
        return _COMMON.get(word) or _regular_past(word)
    if word in _THIRD:
        return _THIRD[word]
    cut = [word[:-1]]
    cut += [word[:-2]] if word.endswith("es") else []
    cut += [word[:-3] + "y"] if word.endswith("ies") else []
    return next((c for c in cut if len(c) > 1 and inflect(c, "VBZ") == word), "")


def _regular_past(word: str) -> str:
    if not word.endswith("ed") or len(word) < 4:
        return ""
    cut = [word[:-2], word[:-1], word[:-3]]
    if word.endswith("ied"):
        cut.insert(0, word[:-3] + "y")
    elif word[-4:-3] == word[-3:-2]:
        cut = cut[::-1] if word[-3] in "bdgkmnprt" else cut
    elif word[-3] in "cgsuvz":
        cut[:2] = [cut[1], cut[0]]
    return next((c for c in cut if inflect(c, "VBD") == word), "")


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb of the narration.

    ``tense`` is "past" or "pres". ``telling``: it tells of a character, in a clause
    that carries the story on. ``main``: in a main clause. ``coordinate``: joined to
    another verb of its sentence. ``event``: the reading sees something happen.
    ``happens``: it may be a slip in a scene that flickers. ``plural`` and ``person``
    are the subject's, for agreement.
    """

    token: int
    span: Span
    tense: str
    sentence: int
    telling: bool
    main: bool
    coordinate: bool
    event: bool
    happens: bool
    plural: bool
    person: str


@dataclass(frozen=True, eq=False)
class Narration:
    """The narration's verbs by scene, and whether an "I" tells it."""

    reading: Reading
    scenes: tuple[tuple[Verb, ...], ...]
    first_person: bool

    def __repr__(self) -> str:
        verbs = counted(sum(map(len, self.scenes)), "verb")
        return f"<Narration: {verbs} in {counted(len(self.scenes), 'scene')}>"

    @cached_property
    def telling(self) -> tuple[tuple[Verb, ...], ...]:
        """The verbs of each scene that tell of a character and carry the story on."""
        return tuple(tuple(verb for verb in scene if verb.telling) for scene in self.scenes)

    @cached_property
    def tenses(self) -> tuple[str, ...]:
        """The tense each scene is told in, "past" or "pres": that of most of its telling verbs.

        Empty for a scene with too few of them to tell.
        """
        return tuple(
            _tense_of(telling) if len(telling) >= _LEAST else "" for telling in self.telling
        )

    def sentence_span(self, sentence: int) -> Span:
        """The offsets of a sentence, by its number."""
        first = int(self.reading.sentence_first[sentence])
        last = int(self.reading.sentence_last[sentence])
        return Span(int(self.reading.tokens.start[first]), int(self.reading.tokens.end[last - 1]))


def _tense_of(verbs: Sequence[Verb]) -> str:
    past = sum(verb.tense == "past" for verb in verbs)
    return "past" if past * 2 > len(verbs) else "pres"


def narration_of(story: Story) -> Narration:
    """The narration of a story; quotations, thoughts and headings are left out."""
    return _Teller(story).narration()


@dataclass(frozen=True, eq=False)
class _Teller:
    story: Story

    @cached_property
    def reading(self) -> Reading:
        return self.story.reading

    @cached_property
    def clauses(self) -> Clauses:
        return self.story.clauses

    @cached_property
    def first_person(self) -> bool:
        """Whether "I" stands in the narration often enough to be its teller."""
        words = self.clauses.words
        where = np.flatnonzero(self.story.narrated).tolist()
        ones = sum(words[t] == "i" for t in where)
        others = sum(words[t] in ("he", "she", "they") for t in where)
        return ones > _FIRST_PERSON_SHARE * max(1, ones + others) and ones >= 3

    def narration(self) -> Narration:
        manuscript = self.story.manuscript
        grouped: list[list[Verb]] = [[] for _ in manuscript.scenes or (None,)]
        for verb in self._verbs():
            grouped[max(0, manuscript.scene_at(verb.span.start))].append(verb)
        return Narration(self.reading, tuple(map(tuple, grouped)), self.first_person)

    def _verbs(self) -> Iterator[Verb]:
        reading = self.reading
        known = {*_FINITE, "VBN"}
        xpos = np.array([x in known for x in reading.labels.xpos], dtype=np.bool_)
        finite = xpos[reading.tokens.xpos] & self.story.narrated
        for token in np.flatnonzero(finite).tolist():
            verb = self._verb(token)
            if verb:
                yield verb

    def _verb(self, token: int) -> Verb | None:
        reading, clauses = self.reading, self.clauses
        relation = reading.deprels[token]
        helping = relation.startswith("aux") or relation == "cop"
        predicate = clauses.head(token) if helping and clauses.head(token) >= 0 else token
        if helping and self._perfect(token, predicate):
            return None
        if self._follows_nonfinite(token) or self._is_noun(token):
            return None
        subject = clauses.subject(predicate)
        person = clauses.words[subject] if subject >= 0 else ""
        plural = self._plural(subject)
        tense = self._tense(token)
        if tense == "past" and reading.xpos[token] == "VBN" and not self._stands_alone(token):
            return None
        if tense == "pres" and not self._agrees(token, person, plural=plural):
            return None
        sentence = int(reading.tokens.sentence[token])
        known = subject >= 0 and bool(self.story.narrated[subject]) and self._of_someone(subject)
        main = self._main(predicate)
        meanwhile = self._meanwhile(predicate)
        event = bool(reading.tokens.event[predicate])
        own = self._own_words(sentence)
        plain = reading.xpos[subject] in ("NNS", "NNPS") or person in _EVERYBODY
        general = tense == "pres" and (plain or (person == "they" and not event))
        comment = person == "i" and tense == "pres" and reading.lemmas[predicate] in COMMENT_VERBS
        telling = known and own and (main or meanwhile) and not (general or comment)
        telling = telling and not self._thought(predicate, tense)
        return Verb(
            token=token,
            span=clauses.span(token, token + 1),
            tense=tense,
            sentence=sentence,
            telling=telling,
            main=main,
            coordinate=reading.deprels[predicate] == "conj"
            or bool(clauses.dependents(predicate, ("conj",))),
            event=event,
            happens=telling and not self._earlier(sentence, tense),
            plural=plural,
            person=person,
        )

    def _tense(self, token: int) -> str:
        """The tense, by the form where the form tells, else by the tag."""
        word, tag = self.clauses.words[token], self.reading.xpos[token]
        if word in ("was", "were", "had", "did") or (word in _PASTS and word not in _BASES):
            return "past"
        if word.endswith("ed") and word not in _BASES and tag != "VBZ":
            return "past"
        if word in ("is", "has", "does", "are", "am"):
            return "pres"
        if word.endswith("s") and not word.endswith("ss") and base_of(word):
            return "pres"
        return _FINITE.get(tag, "past")

    def _stands_alone(self, token: int) -> bool:
        """A form tagged as participle that has a subject and no auxiliary is a past."""
        own = self.clauses.dependents(token, ("nsubj",))
        return bool(own) and not self.clauses.dependents(token, ("aux", "aux:pass", "cop"))

    def _perfect(self, token: int, predicate: int) -> bool:
        """ "Had gone", "has gone": the perfect stands in both tenses."""
        return self.reading.lemmas[token] == "have" and self.reading.xpos[predicate] == "VBN"

    def _follows_nonfinite(self, token: int) -> bool:
        """ "Saw him lift and throw it", "had come and sat": joined to a form with no tense."""
        reading, clauses = self.reading, self.clauses
        head = clauses.head(token)
        if reading.deprels[token] != "conj" or head < 0 or clauses.dependents(token, ("nsubj",)):
            return False
        word = clauses.words[token]
        if word == reading.lemmas[token].lower():
            before = next(
                (t for t in range(token - 1, head, -1) if reading.upos[t] == "VERB"), head
            )
            nearest = clauses.head(before) if reading.deprels[before] == "conj" else before
            bare = {reading.xpos[head], reading.xpos[before], reading.xpos[nearest]}
            return not bare.isdisjoint(("VB", "VBN"))
        perfect = any(reading.lemmas[t] == "have" for t in clauses.dependents(head, ("aux",)))
        return perfect and reading.xpos[head] == "VBN" and self._tense(token) == "past"

    def _is_noun(self, token: int) -> bool:
        """ "With glances and nods", "smiles breaking from her": a plural taken for a verb."""
        words, xpos = self.clauses.words, self.reading.xpos
        if not words[token].endswith("s") or not 2 <= token < len(words) - 1:
            return False
        listed = words[token - 1] in ("and", "or") and xpos[token - 2] in ("NNS", "NNPS")
        return listed or (words[token - 1] == "," and xpos[token + 1] == "VBG")

    def _plural(self, subject: int) -> bool:
        if subject < 0:
            return False
        word = self.clauses.words[subject]
        if word in _PLURAL:
            return True
        joined = any(
            self.reading.upos[t] in ("PROPN", "NOUN", "PRON")
            for t in self.clauses.dependents(subject, ("conj",))
        )
        return joined or self.reading.xpos[subject] in ("NNS", "NNPS")

    def _agrees(self, token: int, person: str, *, plural: bool) -> bool:
        """A present form that fits its subject; what does not is more likely mistagged."""
        if self.reading.xpos[token] == "VBZ" or base_of(self.clauses.words[token]):
            return not plural
        return plural and person not in _SINGULAR

    def _of_someone(self, subject: int) -> bool:
        if self.clauses.words[subject] in ("he", "she", "they", "i", "we"):
            return True
        owner = self.clauses.dependents(subject, ("nmod:poss",))
        if owner and self.clauses.who(owner[0]):
            return True
        return self.clauses.who(subject) is not None

    def _main(self, predicate: int) -> bool:
        """Whether the clause is a main one: root, or joined to main clauses all the way up."""
        at = predicate
        for _ in range(6):
            relation = self.reading.deprels[at]
            if relation == "root" or self.clauses.head(at) < 0:
                return True
            if relation not in _CLAUSE:
                return False
            at = self.clauses.head(at)
        return False

    def _meanwhile(self, predicate: int) -> bool:
        """ "As she turns": a clause that tells what happens at the same time."""
        if self.reading.deprels[predicate] != "advcl":
            return False
        if not self.clauses.dependents(predicate, ("nsubj",)):
            return False
        marks = self.clauses.dependents(predicate, ("mark", "advmod"))
        return any(self.clauses.words[t] in _MEANWHILE for t in marks)

    def _own_words(self, sentence: int) -> bool:
        """Whether the sentence tells the story and does not speak to or of the reader."""
        first = int(self.reading.sentence_first[sentence])
        last = int(self.reading.sentence_last[sentence])
        words = self.clauses.words
        narrated = [t for t in range(first, last) if self.story.narrated[t]]
        if not narrated or words[last - 1] == "?":
            return False
        if self._italic(int(self.reading.tokens.start[narrated[0]])):
            return False
        return self.first_person or not any(words[t] in _TELLERS for t in narrated)

    def _italic(self, start: int) -> bool:
        """Whether a sentence stands between the marks of italics: a letter, a diary, a thought."""
        manuscript = self.story.manuscript
        block = manuscript.blocks[max(manuscript.block_at(start), 0)].span.start
        before = self.reading.text[block:start]
        if self._italics.at(start) >= 0:
            return True
        return any(before.count(mark) % 2 for mark in "_*")

    @cached_property
    def _italics(self) -> SpanIndex:
        return SpanIndex.of(self.story.manuscript.italics)

    def _thought(self, predicate: int, tense: str) -> bool:
        """ "He is mad, she thought": the verb of thinking has another tense."""
        reading, clauses = self.reading, self.clauses
        relatives = [clauses.head(predicate), *clauses.dependents(predicate, ("parataxis",))]
        if reading.deprels[predicate] not in ("parataxis", "ccomp", "root", "conj"):
            relatives = []
        return any(
            t >= 0
            and reading.lemmas[t] in INNER_VERBS
            and _FINITE.get(reading.xpos[t], tense) != tense
            and (clauses.head(t) == predicate or reading.deprels[predicate] != "conj")
            for t in relatives
        )

    def _earlier(self, sentence: int, tense: str) -> bool:
        """Whether a past verb's sentence says that it tells of an earlier time."""
        if tense != "past":
            return False
        first = int(self.reading.sentence_first[sentence])
        last = int(self.reading.sentence_last[sentence])
        start, end = self.reading.tokens.start[first], self.reading.tokens.end[last - 1]
        return bool(_EARLIER.search(self.reading.text, int(start), int(end)))

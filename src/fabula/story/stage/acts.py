"""What is done on the stage: the verbs of the narration, who does it, to what, and when.

An act lies in story time: ``now``, ``before`` (the past perfect), ``after`` (will), ``habit``
(would, used to), or ``imagined`` (if, as if, may, not, questions, wishes). Only what is done
now moves bodies; the readers of postures, looks, touches and the rest stand on these acts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from fabula.english.body import BODY_PARTS, PARTS_OWNED
from fabula.manuscript.spans import Span
from fabula.story.facts.clauses import Clauses
from fabula.story.model import Story

__all__ = ["Act", "Acts", "When"]

When = Literal["now", "before", "after", "habit", "imagined"]

_PARTS = BODY_PARTS | PARTS_OWNED
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "nothing"})
_SUPPOSING = frozenset({"if", "unless", "whether", "lest", "though"})
_GOES_ON = frozenset({"begin", "start", "continue", "keep", "stop", "go", "come", "turn", "get"})
_SENSED = frozenset({"see", "hear", "feel", "smell", "watch", "make", "let", "help"})
_MODALS = frozenset({"may", "might", "should", "must", "ought"})


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


@dataclass(frozen=True, eq=False)
class Acts:
    """The acts of a story's narration, and lookups for what stands around them."""

    story: Story

    @cached_property
    def clauses(self) -> Clauses:
        """The grammar, and whom each word means."""
        return self.story.clauses

    @cached_property
    def all(self) -> tuple[Act, ...]:
        """Every act, in order."""
        return tuple(self._acts())

    @cached_property
    def at(self) -> Mapping[int, Act]:
        """Every act by its token."""
        return {act.token: act for act in self.all}

    def of_people(self) -> Iterator[tuple[Act, int]]:
        """The acts that somebody known does, not a mere part of them; and who that is."""
        for act in self.all:
            if act.who is not None and act.by_part < 0:
                yield act, act.who

    def _acts(self) -> Iterator[Act]:
        reading = self.story.reading
        for token in np.flatnonzero(self.story.narrated).tolist():
            if reading.upos[token] != "VERB":
                continue
            subject = self._doer(token)
            part = subject if subject >= 0 and self.is_part(subject) else -1
            who = self.owner(part) if part >= 0 else self.person(subject)
            yield Act(token, reading.lemmas[token].lower(), who, part, self.when(token))

    def _doer(self, token: int) -> int:
        """The head of who does it; nobody for a passive."""
        if self.clauses.dependents(token, ("nsubj:pass", "aux:pass")):
            return -1
        return self.clauses.subject(token)

    # --- when ---

    def when(self, token: int) -> When:
        """How what a verb says lies in story time."""
        at = token
        for _ in range(4):
            own = self._own_time(at)
            if own != "now":
                return own
            reading = self.story.reading
            relation, head = reading.deprels[at], self.clauses.head(at)
            if head < 0 or reading.upos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
                break
            if relation == "xcomp" and not self._is_real(at, head):
                return "imagined"
            follows = relation == "conj" and not self.clauses.dependents(at, ("nsubj", "aux"))
            if not follows and relation != "xcomp":
                break
            at = head
        return "imagined" if self._is_asked(token) else "now"

    def _own_time(self, token: int) -> When:
        clauses, reading = self.clauses, self.story.reading
        words = clauses.words
        if any(words[t] in _NOT for t in clauses.dependents(token, ("advmod", "obj", "nsubj"))):
            return "imagined"
        if any(words[t] in _SUPPOSING for t in clauses.dependents(token, ("mark",))):
            return "imagined"
        for t in clauses.dependents(token, ("aux",)):
            lemma = reading.lemmas[t].lower()
            if lemma == "would" or (words[t] in ("'d", "’d") and reading.xpos[t] == "MD"):
                return "habit"
            if lemma in ("will", "shall", "'ll", "’ll"):
                return "after"
            if lemma in _MODALS or (lemma in ("can", "could") and reading.xpos[token] == "VB"):
                return "imagined"
            if lemma == "have" and words[t] in ("had", "'d", "’d"):
                return "before"
        return "now"

    def _is_real(self, token: int, head: int) -> bool:
        """Whether what hangs on a verb is done: "began to walk", "saw him sit", not "tried to"."""
        reading = self.story.reading
        lemma = reading.lemmas[head].lower()
        infinitive = any(
            self.clauses.words[t] == "to" for t in self.clauses.dependents(token, ("mark",))
        )
        return lemma in _GOES_ON or lemma in _SENSED or not infinitive

    def _is_asked(self, token: int) -> bool:
        _, end = self.clauses.sentence(token)
        return "?" in self.clauses.words[token : end + 1]

    # --- what stands around a verb ---

    def person(self, token: int) -> int | None:
        """The character a token means."""
        owner = self.clauses.who(token) if token >= 0 else None
        return owner.entity if owner is not None and self._heads(token) else None

    def _heads(self, token: int) -> bool:
        """Whether the token is the head of the mention over it: "her", not "coat" in "her coat"."""
        m = self.clauses.by_head.get(token)
        return m is not None or self.story.reading.upos[token] in ("PRON", "PROPN")

    def is_part(self, token: int) -> bool:
        """Whether the token is a part of a body."""
        words, lemmas = self.clauses.words, self.story.reading.lemmas
        return words[token] in _PARTS or lemmas[token].lower() in _PARTS

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

    def is_body(self, token: int) -> bool:
        """Whether the token means a character or a part of a body."""
        return self.person(token) is not None or self.is_part(token)

    def objects(self, verb: int) -> list[int]:
        """The direct objects of a verb, those joined to them among them."""
        found = self.clauses.dependents(verb, ("obj",))
        return found + [t for one in found for t in self.clauses.dependents(one, ("conj",))]

    def obliques(self, verb: int) -> list[tuple[int, str]]:
        """The nouns tied to a verb, or to its object, each with its preposition."""
        found = self.clauses.dependents(verb, ("obl", "obl:tmod", "nmod"))
        for one in self.clauses.dependents(verb, ("obj", "advmod", "compound:prt")):
            found += self.clauses.dependents(one, ("nmod", "obl"))
        return [(t, self.way(t)) for t in sorted(found)]

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
        before = self.clauses.dependents(token, ("amod", "compound"))
        first = min([t for t in before if t < token], default=token)
        return self.clauses.text(first, token + 1)

    def span(self, *tokens: int) -> Span:
        """From the first to the last of the tokens that are there."""
        there = [t for t in tokens if t >= 0]
        return self.clauses.span(min(there), max(there) + 1)

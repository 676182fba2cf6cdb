"""Verbs that take an object where they have none: *laid* for *lay*, *set* for *sat*.

The tree tells whether a verb has an object, and where somebody lies or sits. Sources: Garner's
Modern English Usage (2022), at lay and sit; Huddleston and Pullum, The Cambridge Grammar of the
English Language (2002), 4.1.
"""

from collections.abc import Iterator

import numpy as np

from fabula.checks.grammar.tree_forms import TreeSlip
from fabula.english.function_words import DETERMINERS_OF_PHRASES
from fabula.english.verb_pairs import WITHOUT_AN_OBJECT
from fabula.language.reading import EntityType, Reading

__all__ = ["verbs_without_object"]

_FORMS = frozenset(key.partition(" ")[0] for key in WITHOUT_AN_OBJECT)
_HAVE = frozenset("have has had having 've ’ve".split())
_OBJECTS = frozenset(("obj", "iobj", "xcomp", "ccomp"))
_PASSIVE = frozenset(("aux:pass", "nsubj:pass"))
_ON = frozenset("on in under beside beneath across against upon among at by".split())
_DOWN = frozenset("down back still there here awake".split())
_AWAY = frozenset("off out about up forth to into apart aside sail fire".split())
_PERSONS = frozenset("i he she we they you who".split())
_OPENS_OBJECT = frozenset(DETERMINERS_OF_PHRASES) | {"for"}
_CUT = frozenset(", . ; : — – and in at of with by to from beside for as like while".split())
_LONG = frozenset("day night morning afternoon evening hour hours time while days minute".split())
_FAR, _BEFORE = 8, 12


def verbs_without_object(reading: Reading) -> Iterator[TreeSlip]:
    """The slips of a reading, in order."""
    verbs = np.array([tag.startswith("VB") for tag in reading.labels.xpos], dtype=np.bool_)
    people = _people(reading)
    for i in np.flatnonzero(verbs[reading.tokens.xpos]).tolist():
        low = reading.words[i].lower()
        if low in _FORMS and (wanted := _Verb(reading, i, people).wanted(low)):
            yield TreeSlip(i, wanted, "past")


def _people(reading: Reading) -> frozenset[int]:
    """The heads of all mentions of persons."""
    heads = reading.mentions.head[reading.mentions.type == EntityType.PER]
    return frozenset(heads.tolist())


class _Verb:
    """A verb, and what its sentence hangs on it."""

    def __init__(self, reading: Reading, i: int, people: frozenset[int]) -> None:
        self.reading, self.i, self.people = reading, i, people
        number = int(reading.tokens.sentence[i])
        first, last = int(reading.sentence_first[number]), int(reading.sentence_last[number])
        near = range(max(first, i - _BEFORE), min(last, i + _BEFORE))
        heads = reading.tokens.head
        self.own = [(k, reading.deprels[k]) for k in near if int(heads[k]) == i]
        self.following = [reading.words[k].lower() for k in range(i + 1, min(last, i + 3))]

    def wanted(self, low: str) -> str:
        """The form that is meant; empty where the verb may be right."""
        words = self.reading.words
        relations = {r for k, r in self.own if r != "xcomp" or words[k].lower() not in _DOWN}
        if relations & (_OBJECTS | _PASSIVE) or self._is_reduced() or self._shares_an_object():
            return ""
        if self._has_object_behind() or not (self._lies_somewhere() and self._is_somebodys()):
            return ""
        helped = any(r == "aux" and words[k].lower() in _HAVE for k, r in self.own)
        tag = self.reading.xpos[self.i]
        if helped:
            return WITHOUT_AN_OBJECT.get(f"{low} perfect", "")
        plain = any(r in ("aux", "mark") for _, r in self.own)
        if tag == "VB" and not plain:
            return ""  # a past that the tagger took for a plain form
        if tag == "VBN" and self.reading.deprels[self.i] not in ("root", "conj"):
            return ""
        return WITHOUT_AN_OBJECT.get(f"{low} {tag.lower()}", "")

    def _is_reduced(self) -> bool:
        """Whether it may be what was done to something: the cloth laid on the table."""
        relation = self.reading.deprels[self.i]
        return relation in ("acl", "amod", "acl:relcl", "compound")

    def _shares_an_object(self) -> bool:
        """Whether its object may be that of the verb before: took the cup and set on the table."""
        if self.reading.deprels[self.i] != "conj":
            return False
        head = int(self.reading.tokens.head[self.i])
        tags = (self.reading.xpos[head], self.reading.xpos[self.i])
        heads, deprels = self.reading.tokens.head, self.reading.deprels
        taken = any(int(heads[k]) == head and deprels[k] == "obj" for k in range(head, self.i))
        return taken and not (set(self.following[:1]) & _DOWN) and tags[0][:2] == "VB"

    def _has_object_behind(self) -> bool:
        """Whether an object stands where the tree saw none: *laid down his pen*, *laid upon the
        table a roll*; what says for how long is none (*laid down the whole night*)."""
        words = self.reading.words
        behind = words[self.i + 1 : self.i + 1 + _FAR]
        at = 1
        if behind[:1] and behind[0].lower() in _ON:
            inside = range(2, len(behind))
            at = next((k for k in inside if behind[k] in _OPENS_OBJECT or behind[k] in _CUT), 0)
        elif not set(self.following[:1]) & _DOWN:
            return False
        object_ = behind[at : at + 4]
        opened = bool(at and object_) and object_[0] in _OPENS_OBJECT
        return opened and "," not in object_[1:2] and not set(object_[1:]) & _LONG

    def _lies_somewhere(self) -> bool:
        """Whether it says how or where one lies or sits, and no more that one does with things."""
        if set(self.following[:1]) & _AWAY:
            return False
        if set(self.following[:1]) & _DOWN:
            return True
        words, heads = self.reading.words, self.reading.tokens.head
        for k, relation in self.own:
            if relation in ("obl", "obl:unmarked") and k > self.i:
                between = range(self.i + 1, k)
                if any(int(heads[m]) == k and words[m].lower() in _ON for m in between):
                    return k - self.i < _FAR
        return False

    def _is_somebodys(self) -> bool:
        """Whether a person does it, by the verb's own subject or that of the verb before."""
        at = self.i
        deprels, heads, words = self.reading.deprels, self.reading.tokens.head, self.reading.words
        for _ in range(3):
            subjects = [
                k for k in range(max(0, at - _BEFORE), at)
                if int(heads[k]) == at and deprels[k] == "nsubj"
            ]  # fmt: skip
            if subjects:
                s = subjects[-1]
                return words[s].lower() in _PERSONS or s in self.people
            if deprels[at] not in ("conj", "xcomp", "advcl") or int(heads[at]) >= at:
                return False
            at = int(heads[at])
        return False

"""What facts stand on: whom a word means, who says it, and whether the clause asserts it."""

import re
from array import array
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import Literal

import numpy as np

from fabula.english.kin import KIN
from fabula.english.minds import SUPPOSING
from fabula.language.reading import MentionKind, Reading
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.model import MentionTable, Quote

__all__ = ["Clauses", "Owner", "Status", "Time"]

Time = Literal["now", "before", "after"]

_STOPS = frozenset({";", ":", "—", "–", "--", "(", ")", "but", '"', "“", "”", "…", "..."})
_LIKE = frozenset({"if", "unless", "whether", "though", "like", "than", "suppose", "supposing"})
_UNREAL = frozenset(
    {"would", "could", "might", "may", "should", "must", "ought", "can", "'d", "’d"}
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_NOT = frozenset({"not", "n't", "n’t", "nt", "never", "no", "neither", "nor", "hardly"})
_FORMER = frozenset({"once", "formerly", "previously"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer"})
_OBJECT_FORMS = frozenset({"him", "them", "me", "us"})
_WHOSE_FIRST = 0.9
"""How sure at least the first mention of somebody is theirs."""
_STRANGE_KIN = 0.5
"""How much of a link is believed that makes someone the kin of a person they are not kin to."""
_STRETCH = 400
"""Tokens of narration for which one viewpoint is sought, with as many before and after."""
_MUCH, _TIMES = 5, 1.5
_WHITE = re.compile(r"\s+")


def _had(window: Sequence[str]) -> bool:
    """Whether nothing but "he'd been" is unreal in a clause, which is "he had been"."""
    unreal = [i for i, word in enumerate(window) if word in _UNREAL]
    return all(window[i] in ("'d", "’d") and "been" in window[i + 1 : i + 2] for i in unreal)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a word means: the entity's id, and how sure the link is, 0 to 1."""

    entity: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Status:
    """How a clause says what it says."""

    time: Time = "now"
    negated: bool = False


@dataclass(frozen=True, eq=False)
class _Columns:
    """Columns over the T tokens of a reading, each worked out when first asked for."""

    reading: Reading
    mentions: MentionTable
    quotes: Sequence[Quote]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return self.reading.low

    @cached_property
    def places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for token, word in enumerate(self.words):
            found.setdefault(word, []).append(token)
        return found

    @cached_property
    def cover(self) -> list[int]:
        cover = np.full(len(self.reading.tokens), -1, dtype=np.int32)
        first, last = self.mentions.first, self.mentions.last
        for m in np.argsort(first - last, kind="stable").tolist():
            cover[first[m] : last[m]] = m
        covering: list[int] = cover.tolist()
        return covering

    @cached_property
    def by_head(self) -> dict[int, int]:
        first, last = self.mentions.first, self.mentions.last
        order = np.argsort(first - last, kind="stable").tolist()
        return {int(self.mentions.head[m]): m for m in order}

    @cached_property
    def tree(self) -> tuple["array[int]", "array[int]", tuple[str, ...]]:
        heads = self.reading.tokens.head
        order = np.argsort(heads, kind="stable")
        begin = np.searchsorted(heads[order], np.arange(len(heads) + 1))
        return array("q", order.tobytes()), array("q", begin.tobytes()), self.reading.deprels

    @cached_property
    def first_mention(self) -> dict[int, int]:
        found: dict[int, int] = {}
        order = np.lexsort((-self.mentions.last, self.mentions.first)).tolist()
        for m in reversed(order):
            found[int(self.mentions.entity[m])] = m
        return found

    @cached_property
    def quote_of(self) -> list[int]:
        tokens = self.reading.tokens
        index = SpanIndex.of(quote.span for quote in self.quotes)
        inside: list[int] = index.all_around(tokens.start, tokens.end).tolist()
        return inside

    @cached_property
    def index(self) -> SpanIndex:
        return SpanIndex(self.reading.tokens.start, self.reading.tokens.end)


@dataclass(frozen=True, eq=False)
class Clauses:
    """Lookups over one reading, made once for a story and asked by whoever reads its clauses.

    ``people`` are the ids that count as persons, ``pronouns`` what each of them is
    called by ("she/her"), where that is known. ``kin`` are the relations believed, as
    source, kind and target; once they are known, "her uncle" is only believed to mean
    someone who is her uncle. Token arguments and results are token indices; -1 stands
    for none.
    """

    reading: Reading
    mentions: MentionTable
    people: frozenset[int]
    quotes: Sequence[Quote] = ()
    pronouns: Mapping[int, str | None] = field(default_factory=dict)
    kin: frozenset[tuple[int, str, int]] | None = None
    _shared: _Columns | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<Clauses of {self.reading!r}>"

    @cached_property
    def tellers(self) -> frozenset[int]:
        """Those who say "I" in narration."""
        found = (self.cover[t] for t in self.places({"i"}) if self.quote_of[t] < 0)
        return frozenset(int(self.mentions.entity[m]) for m in found if m >= 0)

    def viewpoint(self, token: int) -> int:
        """Whose doings the narration around a token tells far more than anybody's; -1 for none."""
        stretch = token // _STRETCH
        known = self._viewpoints.get(stretch)
        if known is None:
            known = self._viewpoints[stretch] = self._doer(stretch * _STRETCH)
        return known

    @cached_property
    def _viewpoints(self) -> dict[int, int]:
        return {}

    def _doer(self, begin: int) -> int:
        """The person who is the subject of most clauses around, twice as often as the next."""
        first, last = max(0, begin - _STRETCH), min(len(self.words), begin + 2 * _STRETCH)
        acting: Counter[int] = Counter()
        for t in range(first, last):
            if self.quote_of[t] < 0 and self.reading.deprels[t] == "nsubj" and self.cover[t] >= 0:
                acting[int(self.mentions.entity[self.cover[t]])] += 1
        for other in [entity for entity in acting if entity not in self.people]:
            del acting[other]
        (one, most), (_, next_) = [*acting.most_common(2), (-1, 0), (-1, 0)][:2]
        return one if most >= _MUCH and most >= _TIMES * next_ else -1

    def of_people(self, people: frozenset[int]) -> "Clauses":
        """The same clauses where others count as persons; nothing is worked out anew."""
        return replace(self, people=people, _shared=self._columns)

    def of_kin(self, kin: frozenset[tuple[int, str, int]]) -> "Clauses":
        """The same clauses where these relations are believed; nothing is worked out anew."""
        return replace(self, kin=kin, _shared=self._columns)

    @cached_property
    def _columns(self) -> _Columns:
        return self._shared or _Columns(self.reading, self.mentions, self.quotes)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every token in lower case. [T]"""
        return self._columns.words

    def places(self, words: Iterable[str]) -> list[int]:
        """The tokens that are one of the words given, in lower case, in order.

        Many times as fast as to go through a whole book once more.
        """
        known = self._columns.places
        return sorted(chain.from_iterable(known.get(word, ()) for word in set(words)))

    @property
    def vocabulary(self) -> Collection[str]:
        """The words there are, in lower case, each once, in the order of their first place."""
        return self._columns.places.keys()

    @cached_property
    def cover(self) -> list[int]:
        """The innermost mention over each token, -1 for none. [T]"""
        return self._columns.cover

    @cached_property
    def by_head(self) -> dict[int, int]:
        """The shortest mention headed by a token."""
        return self._columns.by_head

    @cached_property
    def _tree(self) -> tuple["array[int]", "array[int]", tuple[str, ...]]:
        """Tokens in head order, where each head's dependents begin, and all relations [T]."""
        return self._columns.tree

    @cached_property
    def quote_of(self) -> list[int]:
        """The quote each token lies in, -1 for narration. [T]"""
        return self._columns.quote_of

    def token_at(self, offset: int) -> int:
        """The token that an offset lies in, or the last before it; -1 before the first."""
        return self._columns.index.last_begun(offset)

    # --- the tree ---

    def dependents(self, token: int, relations: Container[str] = ()) -> list[int]:
        """The dependents of a token, in order; only those of the relations, if any are named."""
        order, begin, deprels = self._tree
        found = order[begin[token] : begin[token + 1]]
        if relations:
            return [t for t in found if deprels[t] in relations]
        return found.tolist()

    def head(self, token: int) -> int:
        """The head of a token."""
        return int(self.reading.tokens.head[token])

    def sentence(self, token: int) -> tuple[int, int]:
        """First and exclusive last token of the token's sentence."""
        s = int(self.reading.tokens.sentence[token])
        return int(self.reading.sentence_first[s]), int(self.reading.sentence_last[s])

    def opens(self, token: int) -> bool:
        """Whether the token is the first word of its sentence, marks apart."""
        first, _ = self.sentence(token)
        return all(self.reading.upos[t] == "PUNCT" for t in range(first, token))

    def subject(self, verb: int) -> int:
        """The subject's head token of a predicate, climbing over shared subjects."""
        known = self._subjects.get(verb)
        if known is None:
            known = self._subjects[verb] = self._subject(verb)
        return known

    @cached_property
    def _subjects(self) -> dict[int, int]:
        """What `subject` found so far; it is asked of a verb by many readers."""
        return {}

    def _subject(self, verb: int) -> int:
        at, steps = verb, 0
        while at >= 0 and steps < 4:
            found = self.dependents(at, _SUBJECT)
            if found:
                return self._antecedent(found[0], at)
            relation = self.reading.deprels[at]
            if relation.startswith("acl") and self.head(at) >= 0:
                return self.head(at)
            if relation not in ("conj", "xcomp", "advcl", "parataxis", "cop", "aux"):
                break
            nearer = self._joined_before(at) if relation == "conj" else -1
            if nearer >= 0:
                return nearer
            at, steps = self.head(at), steps + 1
        return self._nearest_subject(verb)

    def _joined_before(self, verb: int) -> int:
        """The subject of the verb joined to the same one last: "he sat, it slid and sank"."""
        for t in reversed(self.dependents(self.head(verb), ("conj",))):
            if t < verb:
                found = self.dependents(t, _SUBJECT)
                if found and found[0] > self.head(verb):
                    return found[0]
        return -1

    def _antecedent(self, subject: int, verb: int) -> int:
        """A relative pronoun stands for the noun its clause hangs on."""
        relative = self.words[subject] in ("who", "which", "that")
        if relative and self.reading.deprels[verb].startswith("acl") and self.head(verb) >= 0:
            return self.head(verb)
        return subject

    def _nearest_subject(self, verb: int) -> int:
        """Without help from the tree: the person named last before the verb, in its clause."""
        begin, _ = self.sentence(verb)
        for t in range(verb - 1, max(begin, verb - 8) - 1, -1):
            if self.words[t] in _STOPS or self.reading.upos[t] == "VERB":
                return -1
            m = self.cover[t]
            if m >= 0 and self.words[t] not in _OBJECT_FORMS and not self.possessive(t):
                return int(self.mentions.head[m])
        return -1

    # --- who ---

    def who(self, token: int) -> Owner | None:
        """The person a token means, by the innermost mention over it."""
        if token < 0:
            return None
        m = self.by_head.get(token, self.cover[token])
        return self.owner(m)

    def owner(self, mention: int) -> Owner | None:
        """The person a mention means."""
        if mention < 0:
            return None
        entity = int(self.mentions.entity[mention])
        if entity not in self.people:
            return None
        sure = float(self.mentions.score[mention])
        if self._begins_with(entity) == mention:
            sure = max(sure, _WHOSE_FIRST)
        return Owner(entity, sure * (_STRANGE_KIN if self._is_strange_kin(mention) else 1.0))

    def _begins_with(self, entity: int) -> int:
        """The first mention of somebody: what it says is said of them, whoever comes after."""
        return self._columns.first_mention.get(entity, -1)

    def _is_strange_kin(self, mention: int) -> bool:
        """Whether a mention ("her uncle") means someone not believed to be that to her."""
        head = int(self.mentions.head[mention])
        kind = KIN.get(self.words[head])
        is_noun = int(self.mentions.kind[mention]) == MentionKind.NOUN
        if self.kin is None or kind is None or not is_noun:
            return False
        first = head
        while first > 0 and self.reading.upos[first - 1] in ("ADJ", "ADV", "NUM"):
            first -= 1
        possessor = self.possessor_before(first)
        m = self.by_head.get(possessor, self.cover[possessor]) if possessor >= 0 else -1
        if m < 0:
            return False
        relation = (int(self.mentions.entity[mention]), kind, int(self.mentions.entity[m]))
        return relation not in self.kin

    def possessive(self, token: int) -> bool:
        """Whether the token is a possessive pronoun or the end of a possessive name."""
        return self.possessor_before(token + 1) == token

    def possessor_before(self, token: int) -> int:
        """The possessor that ends right before the token: "his", the name before "'s"."""
        t = token - 1
        if not 0 <= t < len(self.words):
            return -1
        word = self.words[t]
        if word in ("my", "your", "his", "her", "their", "our", "its", "thy"):
            if word == "her" and self.reading.xpos[t] == "PRP":
                return -1
            return t
        if self._new_possessive(t):
            return t
        if word in ("'s", "’s", "'", "’") and t > 0 and self.reading.upos[t] == "PART":
            return t - 1
        if word in ("'s", "’s") and t > 0 and self.reading.upos[t] not in ("AUX", "VERB"):
            return t - 1
        return -1

    def _new_possessive(self, token: int) -> bool:
        """Whether the token is a possessive of new pronouns ("xyr", "zir") before its noun."""
        m = self.cover[token]
        if m < 0 or self.mentions.kind[m] != MentionKind.PRONOUN:
            return False
        return self.reading.deprels[token] in ("nmod:poss", "compound") and (
            self.words[token][:1] in "xzf"
        )

    # --- who says it, and how ---

    def said_by(self, token: int) -> int | Literal[False] | None:
        """None for the narrator, a speaker's id, or False for speech of nobody known."""
        k = self.quote_of[token]
        if k < 0:
            return None
        speaker = self.quotes[k].speaker
        return False if speaker is None else speaker

    def status(self, first: int, last: int) -> Status | None:
        """How the clause asserts the tokens ``[first, last)``; None where it does not.

        Questions, conditions, comparisons, wishes and possibilities assert nothing.
        """
        begin, end = self.sentence(first)
        if self._asks(last - 1, end):
            return None
        window = self._clause_before(first, begin) + list(self.words[first:last])
        seen = set(window)
        if (seen & _UNREAL and not _had(window)) or self._conditional(window, first, begin):
            return None
        negated = bool(seen & _NOT) or ("no" in seen and "longer" in seen)
        if seen & _FUTURE or ("going", "to") in pairwise(window):
            return Status("after", negated)
        return Status("before" if self._former(window, begin, first) else "now", negated)

    def presupposed(self, first: int) -> Status | None:
        """The status of a description inside a noun phrase ("her once black hair")."""
        before = self.words[max(0, first - 1) : first + 2]
        if set(before) & _FORMER:
            return Status("before")
        return Status()

    def _asks(self, token: int, end: int) -> bool:
        for t in range(token, min(end + 1, len(self.words))):
            if self.words[t] in ("?", "?!", "!?"):
                return True
            if self.words[t] in (".", "!", '"', "”"):
                return False
        return False

    def _clause_before(self, first: int, begin: int) -> list[str]:
        """The words of the clause that leads up to a token."""
        window: list[str] = []
        for t in range(first - 1, max(begin, first - 14) - 1, -1):
            word = self.words[t]
            if word in _STOPS or (word in (",", "and") and self._verb_between(t, first)):
                break
            window.append(word)
        return window[::-1]

    def _verb_between(self, a: int, b: int) -> bool:
        return any(self.reading.upos[t] in ("VERB", "AUX") for t in range(a, b))

    def _conditional(self, window: list[str], first: int, begin: int) -> bool:
        if set(window) & _LIKE:
            return True
        governors = self.reading.lemmas[max(begin, first - 8) : first]
        return any(lemma in SUPPOSING for lemma in governors)

    def _former(self, window: list[str], begin: int, first: int) -> bool:
        had_been = any(
            a in ("had", "'d", "’d") and set(window[i + 1 : i + 4]) & {"been", "had", "worn"}
            for i, a in enumerate(window)
        )
        used_to = any(a == "used" and b == "to" for a, b in pairwise(window))
        leading = self.words[begin : min(begin + 6, first)]
        as_child = "as" in leading and bool({"child", "boy", "girl", "baby"} & set(leading))
        return had_been or used_to or bool(set(window) & _FORMER) or as_child

    def span(self, first: int, last: int) -> Span:
        """The offsets of the tokens ``[first, last)``."""
        tokens = self.reading.tokens
        return Span(int(tokens.start[first]), int(tokens.end[last - 1]))

    def text(self, first: int, last: int) -> str:
        """The words of the tokens ``[first, last)``, white space made single, lower-cased."""
        return _WHITE.sub(" ", self.span(first, last).text(self.reading.text)).lower()

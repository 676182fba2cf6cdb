"""Two sentences run together: by a comma alone, or by nothing.

The tree shows both statements, each with its subject and its finite verb, and that neither a
conjunction nor a relative word binds the second to the first; where nothing stands between
them the reader must miss a stop too. What novelists join on purpose is left: short clauses,
three in a row, clauses that begin alike, *not this, that*, and comments (*he was late, I think*).
The exceptions are those of Huddleston and Pullum, The Cambridge Grammar of the English Language
(2002), chapter 20, section 4.2, and of Garner's Modern English Usage (2022), "run-on sentences".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Bools, Doubles, Whole
from fabula.english.function_words import DIRECTIONS
from fabula.english.minds import INNER_VERBS
from fabula.language.reading import Reading
from fabula.quotations.tag_grammar import says

__all__ = ["RunTogether", "run_together"]

_SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LINKS = frozenset(("parataxis", "conj", "ccomp", "acl:relcl", "advcl", "root"))
_BOUND = frozenset(("cc", "mark"))
_HARD = frozenset(';:—–()"“”‘’…?!') | {"--", "..."}
_NOT = frozenset(("not", "n't", "n’t", "never", "no"))
_WH = frozenset(("WDT", "WP", "WRB", "WP$"))
_NOMINATIVES = frozenset("i he she it we they you there".split())
_COMMENTS = frozenset(INNER_VERBS) | {"sure", "certain", "afraid"}
_PAIRED = frozenset("more less better sooner whether either neither both only such so".split())
_MOMENTS = frozenset("time moment instant minute day".split())
"""*By the time he came*: nouns that open a clause as a conjunction does."""

_UNREAL = frozenset("had were should whatever however whoever wherever".split())

_LEAST_EACH = 3
_LEAST_AFTER = 2
_LEAST_BOTH = 9
"""Words of the shorter clause, and of both, from which their joining is no figure."""

_STRANDED = frozenset("of in on at with for to from about into through".split())
_AFTER_STRANDED = frozenset("IN CC , . VBD VBZ VBP MD RB".split())
"""Prepositions, and the tags after them that show that what they go with came before."""

_NOTICED, _DOUBTED, _SURE = 0.03, 0.1, 0.25
"""From these chances on the reader notices the comma, doubts it, and would put a stop."""

_CLOSING = frozenset(("”", '"', "’", "'"))
_TAG = 6
_OF_A_TAG = frozenset("DT JJ NN NNP NNPS PRP PRP$ VBD VBZ RB POS".split())
_OF_PHRASES = frozenset("IN DT JJ NN NNS PRP$ CD".split())
"""What a tag (*said the old woman*) is made of and how long it is at most, and what a phrase
before a subject is made of."""

_LONG = 40
"""A sentence of more words is left, where the reader notices nothing: the tree may be wrong."""

_COMMENT = 6
"""The most words of a comment: as far as I know."""

_SHORT = 7
"""The most words of a statement in a row of them."""

_FAR = 7
"""Words within which the subject of the second clause comes."""

_MISSED = 0.035
_MISSED_ELSEWHERE = 0.2
"""The least chance that the reader gives to a missing stop, and where the tree takes what
follows for a relative clause or the like."""


@dataclass(frozen=True, slots=True)
class RunTogether:
    """``token``: the comma, or the first word after the missing stop. ``comma``: which it is.
    ``chance``: how likely the reader finds that something is wrong there."""

    token: int
    comma: bool
    chance: float


def run_together(reading: Reading, wrong: Doubles, spoken: Bools) -> Iterator[RunTogether]:
    """The places where two sentences run together, in order.

    ``wrong``: the chance of each word to be wrong [T]; ``spoken``: inside a quotation [T].
    """
    edits = reading.proofread()
    tags = reading.labels.edits
    stop = tags.index("stop:insert") if "stop:insert" in tags else -1
    tree = _ClauseColumns(reading)
    missed = (edits.tag == stop) & (wrong >= _MISSED)
    commas = np.array([word == "," for word in reading.words], dtype=np.bool_)
    these = np.flatnonzero(commas | missed)
    for i in these.tolist():
        if missed[i]:
            if tree.runs_on(i, float(wrong[i])):
                yield RunTogether(i, comma=False, chance=float(wrong[i]))
        elif tree.spliced(i, float(wrong[i]), spoken=bool(spoken[i])):
            yield RunTogether(i, comma=True, chance=float(wrong[i]))


def _places(words: Sequence[str], wanted: frozenset[str]) -> Whole:
    """Where one of the wanted words stands, in order."""
    return np.flatnonzero([word in wanted for word in words])


class _ClauseColumns:
    """The columns that the rules look at."""

    def __init__(self, reading: Reading) -> None:
        self.words = reading.words
        self.lemmas = reading.lemmas
        self.xpos = reading.xpos
        self.deprels = reading.deprels
        self.heads = reading.tokens.head
        self.sentence = reading.tokens.sentence
        self.firsts = reading.sentence_first
        self.lasts = reading.sentence_last
        self.hard = _places(self.words, _HARD)
        self.stops = _places(self.words, _HARD | {"."})

    def spliced(self, i: int, chance: float, *, spoken: bool) -> bool:
        """Whether the comma alone holds two statements together."""
        first, last = self._bounds(i)
        if self._after_tag(first, i, last):
            return True
        if not first + _LEAST_EACH - (chance >= _NOTICED) <= i or self._hangs(first, i):
            return False
        if self._echoed(first, i, last) or self._in_a_row(first, last):
            return False
        if chance >= _SURE and self._plainly(first, i, last):
            return True
        return self._joined(first, i, last, chance, spoken=spoken)

    def _joined(self, first: int, i: int, last: int, chance: float, *, spoken: bool) -> bool:
        """Whether the tree shows two statements, and nothing that lets the comma join them."""
        second = self._statement(i + 1, last)
        if second is None:
            return False
        subject, verb = second
        end = self._end(verb, last)
        head = self._first_verb(verb, first, i, spoken=spoken)
        if head < 0 or not self._long_enough(i - first, end - i - 1, head, first):
            return False
        if self._conjoined(verb) or self.xpos[i - 1] in _WH:
            return False
        if chance < _DOUBTED and self._same(first, i, subject):
            return False
        if chance < _NOTICED and last - first > _LONG:
            return False
        if chance < _DOUBTED and self._put_between(end, last):
            return False
        if spoken and chance < _DOUBTED and not self._commands(head, first):
            return False
        return not (
            self._parallel(first, i, last, verb)
            or self._comment(verb, i, end)
            or self._framed(first, i)
            or self._opposed(first, i, subject)
            or self._absolute(i, subject, verb)
        )

    def _put_between(self, end: int, last: int) -> bool:
        """*My mother reached up, she had to reach a long way, and took it*: the first sentence
        goes on behind the second."""
        goes_on = end + 2 < last and self.words[end] == "," and self.xpos[end + 1] == "CC"
        return goes_on and self.xpos[end + 2] in ("VBD", "VBZ", "VBP")

    def _after_tag(self, first: int, i: int, last: int) -> bool:
        """Whether a statement of its own follows a speech and its tag: *"Ah," said Tom, he did
        not look up*."""
        opens = first > 0 and self.words[first - 1] in _CLOSING
        if not opens or not 2 <= i - first <= _TAG or last - i <= _LEAST_EACH:
            return False
        verbs = [k for k in range(first, i) if self.xpos[k] in ("VBD", "VBZ")]
        if len(verbs) != 1 or not says(self.lemmas[verbs[0]].lower()):
            return False
        if any(self.xpos[k] not in _OF_A_TAG for k in range(first, i)):
            return False
        after = i + 1 + (self.xpos[i + 2] == "RB")
        stated = self.low(i + 1) in _NOMINATIVES - {"you", "i"} and self.xpos[after + 1] in _FINITE
        if not stated or self._commented(after + 1):
            return False
        return last < len(self.words) and self.words[last] in (".", "!", "?")

    def _commented(self, verb: int) -> bool:
        return self.lemmas[verb].lower() in _COMMENTS or says(self.lemmas[verb].lower())

    def _plainly(self, first: int, i: int, last: int) -> bool:
        """Whether a pronoun and its verb follow at once, or a name and its verb, and a subject and
        verb went before: for commas where the reader itself would put a stop."""
        after = i + 2 < last and self.words[i + 1].lower() in _NOMINATIVES
        stated = any(self._stated_by(int(self.heads[s]), first, i) for s in range(first, i))
        if self.xpos[i + 1] == "NNP" and i - first < _LEAST_EACH and last - i > _LEAST_BOTH:
            return stated and self.xpos[i + 2] in _FINITE
        return after and self.xpos[i + 2] in _FINITE and stated and not self._framed(first, i)

    def _long_enough(self, one: int, two: int, head: int, first: int) -> bool:
        command = self._commands(head, first)
        if one == _LEAST_EACH - 1 and two < _LEAST_BOTH:
            return False
        return min(one + 1, two) >= _LEAST_EACH and one + two >= (_LEAST_BOTH - 2 * command)

    def _first_verb(self, verb: int, first: int, i: int, *, spoken: bool) -> int:
        """The verb of the first statement (in speech also of a command), -1 if there is none."""
        head, link = int(self.heads[verb]), self.deprels[verb]
        if not first <= head < i:
            told = (k for k in range(first, i) if int(self.heads[k]) in (verb, head))
            whole = (k for k in told if self.deprels[k] in ("parataxis", "ccomp", "advcl"))
            return next((k for k in whole if self._free(k, first, i, spoken=False)), -1)
        if (
            link == "ccomp"
            and self._comments(head)
            and not (spoken and self._commands(head, first))
        ):
            return -1
        joined = link in ("parataxis", "conj", "advcl", "ccomp")
        return head if joined and self._free(head, first, i, spoken=spoken) else -1

    def _free(self, verb: int, first: int, i: int, *, spoken: bool) -> bool:
        """Whether the clause of a verb is a statement or a command that nothing binds."""
        at, steps = verb, 0
        while steps < _FAR:
            marked = any(
                int(self.heads[k]) == at and (self.deprels[k] == "mark" or self.xpos[k] in _WH)
                for k in range(first, i)
            )
            if marked or self.deprels[at] in ("acl:relcl", "acl", "csubj"):
                return False
            if self.deprels[at] not in ("conj", "ccomp", "xcomp"):
                break
            at, steps = int(self.heads[at]), steps + 1
        return self._states(verb, first, i, spoken=spoken)

    def runs_on(self, i: int, chance: float) -> bool:
        """Whether a sentence begins at the word, with no mark before it."""
        first, last = self._bounds(i)
        if i - first < 2 or not self.words[i - 1][-1:].isalnum():
            return False
        second = self._statement(i, last)
        if second is None:
            return False
        _, verb = second
        if not any(self._stated_by(int(self.heads[s]), first, i) for s in range(first, i)):
            return False
        if chance < _MISSED_ELSEWHERE and not self._whole(verb, i, last):
            return False
        if self.words[i - 1].lower() in DIRECTIONS:
            return False
        return last - i >= _LEAST_AFTER and not self._framed(first, i)

    def _whole(self, verb: int, i: int, last: int) -> bool:
        """Whether the statement lacks nothing that the words before it could be: it is no
        relative clause (*the coat she wore*) and not what is said or thought."""
        link, head = self.deprels[verb], int(self.heads[verb])
        if link == "ccomp":
            return not self._comments(head)
        if link != "acl:relcl":
            return link == "parataxis"
        filled = ("obj", "ccomp", "xcomp", "cop", "aux:pass")
        return not self._strands(i, last) and any(
            int(self.heads[k]) == verb and self.deprels[k] in filled for k in range(i, last)
        )

    def _strands(self, i: int, last: int) -> bool:
        """Whether a preposition has nothing after it that it could go with: *the stage he started
        on was*, *conditions he had to be aware of before*."""
        return any(
            self.low(k) in _STRANDED and (k + 1 >= last or self.xpos[k + 1] in _AFTER_STRANDED)
            for k in range(i, last)
        )

    def low(self, k: int) -> str:
        """The lower-cased word at a place."""
        return self.words[k].lower()

    def _bounds(self, i: int) -> tuple[int, int]:
        """The stretch around a token without a mark that parts or opens: its first and last + 1."""
        number = int(self.sentence[i])
        first, last = int(self.firsts[number]), int(self.lasts[number])
        hard, stops = self.hard, self.stops
        before = int(np.searchsorted(hard, i)) - 1
        begin = max(first, int(hard[before]) + 1) if before >= 0 else first
        after = int(np.searchsorted(stops, i, side="right"))
        end = min(last, int(stops[after])) if after < len(stops) else last
        return begin, end - (self.words[end - 1] == "," and end - 1 > i)

    def _statement(self, at: int, last: int) -> tuple[int, int] | None:
        """The subject and verb of a statement that begins at a token with nothing to bind it."""
        for s in range(at, min(at + _FAR, last)):
            if self.xpos[s] in _WH or self.deprels[s] in _BOUND or self.words[s] == ",":
                return None
            if self.deprels[s] in _SUBJECTS:
                verb = int(self.heads[s])
                if verb < s and self.deprels[s] != "expl":
                    return None
                fits = self.deprels[verb] in _LINKS and self._finite(verb, s, last)
                if fits and self._led_in(at, s, verb):
                    return s, verb
                inside = all(self._under(k, verb) for k in range(at, s))
                return (s, verb) if fits and inside and self._plain(at, s) else None
        return None

    def _plain(self, at: int, subject: int) -> bool:
        """Whether the subject comes first, or only a phrase stands before a pronoun."""
        if all(self._under(k, subject) for k in range(at, subject)):
            return True
        phrase = self.xpos[at] == "IN" and self.deprels[at] == "case"
        return phrase and self.words[subject].lower() in _NOMINATIVES

    def _led_in(self, at: int, subject: int, verb: int) -> bool:
        """Whether a phrase of place or time alone stands before a pronoun: *behind the curtain
        she could hear him*, wherever the tree hangs the phrase."""
        if not 2 <= subject - at <= _FAR - 2 or self.deprels[verb] in ("acl:relcl", "advcl"):
            return False
        phrase = self.xpos[at] == "IN" and self.xpos[subject - 1] in ("NN", "NNS")
        timed = any(self.low(k) in _MOMENTS for k in range(at, subject))
        plain = all(self.xpos[k] in _OF_PHRASES for k in range(at, subject))
        return phrase and plain and not timed and self.low(subject) in _NOMINATIVES

    def _under(self, token: int, head: int) -> bool:
        """Whether a token hangs on another, at most a few steps up."""
        for _ in range(_FAR):
            if token == head:
                return True
            if token < 0:
                return False
            token = int(self.heads[token])
        return False

    def _finite(self, verb: int, subject: int, last: int) -> bool:
        """Whether the verb of a subject is finite: itself, or by its auxiliary or copula."""
        if self.xpos[verb] in _FINITE and not self._aided_by_to(verb):
            return not (self.xpos[verb] == "VBP" and self._single(subject))
        for k in range(subject + 1, min(verb + 1, last)):
            aided = self.deprels[k] in ("aux", "aux:pass", "cop") and int(self.heads[k]) == verb
            if aided and self.xpos[k] in _FINITE:
                return True
        return False

    def _single(self, subject: int) -> bool:
        """Whether a subject is one person or thing, with which no plain form goes: in *Allison
        close behind* there is no verb."""
        if self.words[subject].lower() in ("he", "she", "it"):
            return True
        return self.xpos[subject] == "NNP" and not self._has_and(subject)

    def _has_and(self, subject: int) -> bool:
        beside = range(max(subject - 4, 0), min(subject + 5, len(self.words)))
        return any(self.xpos[k] == "CC" for k in beside)

    def _aided_by_to(self, verb: int) -> bool:
        return verb > 0 and self.xpos[verb - 1] == "TO"

    def _states(self, verb: int, first: int, i: int, *, spoken: bool) -> bool:
        """Whether a verb before the comma is that of a statement, or in speech of a command."""
        if self.words[first].lower() in _UNREAL:
            return False
        for _ in range(_FAR):
            if self._stated_by(verb, first, i):
                return True
            if self.deprels[verb] not in ("conj", "xcomp") or int(self.heads[verb]) < first:
                break
            verb = int(self.heads[verb])
        return spoken and self._commands(verb, first) and "," not in self.words[verb:i]

    def _stated_by(self, verb: int, first: int, i: int) -> bool:
        """Whether a finite verb has its subject between two places."""
        return any(
            self.deprels[s] in _SUBJECTS
            and int(self.heads[s]) == verb
            and self.xpos[s] not in _WH
            and self._finite(verb, s, i)
            for s in range(first, i)
        )

    def _commands(self, verb: int, first: int) -> bool:
        """Whether a verb is a command: plain, without a subject or an auxiliary before it."""
        plain = self.xpos[verb] == "VB" and self.deprels[verb] in ("root", "conj")
        return plain and not any(
            int(self.heads[k]) == verb and self.deprels[k] in (*_SUBJECTS, "aux", "mark")
            for k in range(first, verb)
        )

    def _end(self, verb: int, last: int) -> int:
        """The end of the second clause: the next comma after its verb, or the stretch's end."""
        for k in range(verb, last):
            if self.words[k] in (",", "."):
                return k
        return last

    def _parallel(self, first: int, i: int, last: int, verb: int) -> bool:
        """Three in a row, or two that begin alike."""
        if self.words[first].lower() == self.words[i + 1].lower() and self.xpos[first] != "DT":
            return True
        head = int(self.heads[verb])
        for k in range(first, last):
            joined = self.deprels[k] in ("conj", "parataxis") and k != verb
            beside = joined and int(self.heads[k]) in (head, verb) and self._has_subject(k)
            if beside and (k > verb or not self._conjoined(k)):
                return True
        return False

    def _echoed(self, first: int, i: int, last: int) -> bool:
        """Whether both say one thing twice: *I hate it, I hate how it sounds*; *you weren't on
        the list, I made the list*."""
        begin = max((k + 1 for k in range(first, i) if self._joins(k)), default=first)
        one = [word.lower() for word in self.words[begin:i]]
        end = next((k for k in range(i + 1, last) if self.words[k] in (",", ".")), last)
        two = [word.lower() for word in self.words[i + 1 : end]]
        if two[:1] == ["that"] and two[2:3] in (["what"], ["how"], ["why"], ["where"]):
            return True
        return len(two) > 1 and (one[:2] == two[:2] or one[-1:] == two[-1:])

    def _in_a_row(self, first: int, last: int) -> bool:
        """Three short statements with nothing but commas between them."""
        parts, begin = [], first
        for k in range(first, last + 1):
            if k == last or self.words[k] == ",":
                parts.append((begin, k))
                begin = k + 1
        stated = [a for a, b in parts if b - a <= _SHORT and self._opens_statement(a, b)]
        return len(stated) == len(parts) > 2

    def _opens_statement(self, begin: int, end: int) -> bool:
        """Whether a stretch begins with a subject, and has its finite verb."""
        first = next((k for k in range(begin, end) if self.deprels[k] in _SUBJECTS), -1)
        return 0 <= first < begin + _LEAST_EACH and any(
            self.xpos[k] in _FINITE for k in range(first, end)
        )

    def _joins(self, k: int) -> bool:
        return self.words[k] == "," or self.xpos[k] == "CC"

    def _conjoined(self, verb: int) -> bool:
        return any(
            self.deprels[k] == "cc" and int(self.heads[k]) == verb
            for k in range(max(verb - 12, 0), verb)
        )

    def _same(self, first: int, i: int, subject: int) -> bool:
        """Whether both statements have the same word for a subject."""
        word = self.words[subject].lower()
        return any(
            self.words[k].lower() == word and self.deprels[k] in _SUBJECTS for k in range(first, i)
        )

    def _hangs(self, first: int, i: int) -> bool:
        """Whether what stands right before the comma is a phrase or a call that can go with
        the second statement: *and then, without a word, she left*."""
        at = i
        while at > first and self.words[at - 1] != ",":
            at -= 1
        begin = at + (self.xpos[at] == "CC")
        if self.deprels[begin] == "mark" or self.xpos[begin] == "WRB":
            return True
        timed = (k for k in range(at, i - 1) if self.words[k].lower() in _MOMENTS)
        if any(self.words[k + 1].lower() in _NOMINATIVES or self._opens_name(k + 1) for k in timed):
            return True
        if at == first or any(self.xpos[k] in _FINITE for k in range(at, i)):
            return False
        return i - at < _LEAST_EACH or self.xpos[begin] in ("IN", "VBG", "RB")

    def _opens_name(self, k: int) -> bool:
        return self.xpos[k] in ("NNP", "DT", "PRP$")

    def _has_subject(self, verb: int) -> bool:
        begin = max(verb - 12, 0)
        return any(
            self.deprels[k] in _SUBJECTS and int(self.heads[k]) == verb for k in range(begin, verb)
        )

    def _comment(self, verb: int, i: int, end: int) -> bool:
        """A remark on what is said: *I think*, *he said*, *you know*."""
        if self.lemmas[verb].lower() in INNER_VERBS and end - i <= _COMMENT:
            return True
        objects = (k for k in range(verb, end) if int(self.heads[k]) == verb)
        whom = ("that", "you", "it")
        if any(self.deprels[k] == "obj" and self.words[k].lower() not in whom for k in objects):
            return False
        return self._comments(verb) and end - i <= _COMMENT

    def _comments(self, verb: int) -> bool:
        lemma = self.lemmas[verb].lower()
        return lemma in _COMMENTS or says(lemma)

    def _framed(self, first: int, i: int) -> bool:
        """*The thing is, he ...*; *I tell you, it ...*; *the more he ate, the ...*."""
        before = [word.lower() for word in self.words[first:i]]
        if self.lemmas[i - 1].lower() == "be" or self._comments(i - 1):
            return True
        conceded = "though" in before[:-1] or "although" in before
        return conceded or self._phrase_first(first, i) or bool(_PAIRED & set(before[:3]))

    def _phrase_first(self, first: int, i: int) -> bool:
        """*In the ten years he had been coming there, he ...*; *in the town where Chou, then
        young, ...*: the only statement is a part of a phrase."""
        begin = first + (self.xpos[first] == "CC")
        subject = next((k for k in range(begin, i) if self.deprels[k] in _SUBJECTS), -1)
        phrase = self.xpos[begin] == "IN" and subject > begin + 1
        if phrase and self.xpos[subject - 1] in ("NN", "NNS") and self.xpos[subject] == "PRP":
            return True
        where = max((k for k in range(first, i) if self.xpos[k] in _WH), default=-1)
        return where >= 0 and not any(self.xpos[k] in _FINITE for k in range(where, i))

    def _absolute(self, i: int, subject: int, verb: int) -> bool:
        """*His horse lathered and smoking*: a form in -ed may be a participle."""
        owned = self.xpos[i + 1] == "PRP$" or self.xpos[subject] == "NNS"
        alone = not any(
            int(self.heads[k]) == verb and self.deprels[k] in ("aux", "aux:pass", "cop", "obj")
            for k in range(i, min(verb + 6, len(self.words)))
        )
        return owned and alone and self.words[verb].endswith("ed")

    def _opposed(self, first: int, i: int, subject: int) -> bool:
        """*It was not a house, it was a palace.*"""
        denied = _NOT & {word.lower() for word in self.words[first:i]}
        word = self.words[subject].lower()
        return bool(denied) and (word in ("it", "that") or self._same(first, i, subject))

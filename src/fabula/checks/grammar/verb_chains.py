"""Verbs in a row whose forms do not go together, by their words alone.

A past after a modal or after "to" (*she should went*, *he seemed to came*), a plain form after
"have" (*could have be*), "had" after a modal (*must had gone*), a modal without its "have"
(*might been*), a plain verb that lacks its "to" (*began gather up*), and a form in -ing in
its place (*decided going*).
"""

import re
from collections.abc import Iterator, Sequence

from fabula.checks.framework.text_words import TextWord
from fabula.checks.grammar.verb_pairs import VerbSlip, plain_forms
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.tables import alternation
from fabula.english.verb_pairs import (
    DECIDED_TO,
    HAVE_TO,
    NO_NOUNS,
    TAKE_A_GERUND_NEVER,
    TAKE_TO,
    WHAT_TAKES_A_VERB_AWAY,
)
from fabula.language.inflection import IRREGULAR_VERBS, inflect
from fabula.manuscript.spans import Span

__all__ = ["chain_slips"]

_MODALS = frozenset("could would should must".split())
_MAY = frozenset("might may".split())
_PRONOUNS = frozenset("i he she it we they you".split())
_NOT = frozenset("not never just".split())
_BE_OR_GET = frozenset("be am is are was were been being get got".split())
"""What makes "used to" mean a habit that one has: they were used to lost causes."""
_GERUNDS_NOUNS = frozenset(
    "being building feeling meaning setting beginning writing reading drawing".split()
)
_PARTICIPLES = frozenset(done for _, done in IRREGULAR_VERBS.values())
_MUST_HAVE = frozenset("be go see know forgive forget begin write tell bring hear".split())
"""Plain verbs that are no participles and no nouns."""

_LEFT_OUT = re.compile(rf"\b(?:{alternation(WHAT_TAKES_A_VERB_AWAY)})\b[^.!?;]*$", re.IGNORECASE)
"""What takes the verb of a modal away: all she could came to nothing."""

_BEFORE = 60
_COMMON = 35


def chain_slips(text: str, words: Sequence[TextWord]) -> Iterator[VerbSlip]:
    """The wrong forms of a text, by its words in order."""
    pasts, to, never = plain_forms(), frozenset(TAKE_TO), frozenset(TAKE_A_GERUND_NEVER)
    plain, to_past = frozenset(NO_NOUNS), to | frozenset(HAVE_TO)
    looked_at = pasts.keys() | plain | _MUST_HAVE | {"had", "has", "been"}
    for i, word in enumerate(words):
        low = word.form
        if not (low in looked_at or low.endswith("ing")):
            continue
        before = _row(text, words, i)
        if not before:
            continue
        start, wanted = word.start, ""
        if low in pasts and _takes_plain(before, to_past) and _is_whole(text, start):
            wanted = pasts[low]
        elif low.endswith("ing") and before[0] == "to" and before[1] in never:
            wanted = _stem(low)
        elif low.endswith("ing") and before[0] in DECIDED_TO:
            wanted = _decided(text, word, before[1])
        elif low in ("had", "has") and _is_modal(before):
            following = words[i + 1].form if i + 1 < len(words) else ""
            wanted = "have" if following in _PARTICIPLES and _is_whole(text, start) else ""
        elif low == "been" and before[0] in _MODALS | {"might"}:
            wanted = "have been"
        elif low in _MUST_HAVE and before[0] == "have" and _is_modal(before[1:]):
            wanted = "been" if low == "be" else IRREGULAR_VERBS[low][1]
        elif low in plain and before[0] in to and before[1] != "to" and _is_whole(text, start):
            wanted = f"to {low}"
        if wanted:
            yield VerbSlip(Span(start, word.end), wanted, said=True)


def _row(text: str, words: Sequence[TextWord], i: int) -> tuple[str, ...]:
    """The four words before one, the nearest first, as long as nothing but blanks lies between;
    a form with *n't* counts as the modal; what is missing is empty."""
    row: list[str] = []
    at = words[i].start
    for word in reversed(words[max(i - 4, 0) : i]):
        if word.block != words[i].block or not text[word.end : at].isspace():
            break
        row.append(word.form.lower().replace("’", "'").removesuffix("n't"))
        at = word.start
    return (*row, "", "", "", "") if row else ()


def _is_modal(before: Sequence[str]) -> bool:
    """Whether a modal stands right before, with *not* between or without."""
    rest = before[1:] if before[0] in _NOT else before
    return rest[0] in _MODALS | _MAY


def _takes_plain(before: Sequence[str], to: frozenset[str]) -> bool:
    """Whether what stands before is followed by a plain verb: a modal, or "to" after a verb."""
    if before[0] == "to":
        used = before[1] == "used" and not _BE_OR_GET.isdisjoint(before[2:])
        return before[1] in to and not used
    rest = before[1:] if before[0] in _NOT else before
    if rest[0] in _MODALS:
        return True
    after_who = rest[0] in ("can", "will", *_MAY) and rest[1] in _PRONOUNS
    return after_who or rest[0].endswith("'ll")


def _decided(text: str, word: TextWord, subject: str) -> str:
    """The verb with "to" for its form in -ing after *decided* and its like, whose subject stands
    before; empty where the form is the subject of a clause: he decided going was best."""
    stem = "" if word.form in _GERUNDS_NOUNS else _stem(word.form)
    own = stem in IRREGULAR_VERBS or stem in NO_NOUNS
    said = subject in _PRONOUNS or subject in ("had", "has", "have", "never")
    return f"to {stem}" if own and said and not _ITS_VERB.match(text, word.end) else ""


_ITS_VERB = re.compile(r"[^.!?;,]{0,60}\b(?:was|is|would|were|could|might|had|will|wasn['’]t)\b")


def _stem(gerund: str) -> str:
    """The plain form of a word in -ing where that is a common verb; empty for others."""
    bare = gerund[:-3]
    forms = (bare, bare + "e", bare[:-1] if bare[-2:-1] == bare[-1:] else "")
    known = (form for form in forms if len(form) > 1 and inflect(form, "VBG") == gerund)
    return next((form for form in known if lexicon().listed(form, _COMMON)), "")


def _is_whole(text: str, at: int) -> bool:
    """Whether nothing before in its sentence can have taken the verb's own away."""
    return _LEFT_OUT.search(text, max(0, at - _BEFORE), at) is None

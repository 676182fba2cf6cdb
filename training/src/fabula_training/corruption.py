"""Edited sentences spoiled the way drafts are spoiled, every word labelled with its remedy.

The kinds of error and how often each is tried stand in the ``*_FAULTS`` tables of
`faults_grammar`, `faults_words` and `faults_marks`; they follow what annotated drafts
contain (the NUCLE and W&I error statistics of the BEA-2019 shared task: articles,
prepositions, verb forms, agreement, number, spelling), with more of what fiction drafts
have: slips of tense, lost possessives, sound-alikes, marks around speech. Most
sentences stay clean, and so do dialect and fragments: speech is spoiled less often.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import numpy as np

from fabula_training.draft import Draft, Fault
from fabula_training.faults_grammar import GRAMMAR_FAULTS
from fabula_training.faults_marks import MARK_FAULTS
from fabula_training.faults_words import WORD_FAULTS
from fabula_training.lexicon import Lexicon

__all__ = ["KINDS", "Corrupted", "Corruptor", "quoted_words", "sentence_starts"]

FAULTS: tuple[Fault, ...] = (*GRAMMAR_FAULTS, *WORD_FAULTS, *MARK_FAULTS)
_REACH = tuple(accumulate(fault.weight for fault in FAULTS))

KINDS: tuple[str, ...] = (
    *dict.fromkeys(f.kind for f in FAULTS),
    "typo",
    "splice",
    "run-on",
)
"""Every kind of error, for evaluation."""

SPEECH_SPARED = 0.6
"""Share of the sites inside speech that are passed over."""

SPLICE_RATE = 0.12
"""Share of the spoiled pairs of short sentences that are run together by a comma."""

_TRIES = 12
_ENDS = frozenset(". ! ? … ...".split())
_OPENING = frozenset("“ ‘ ``".split())
_CLOSING = frozenset("” ’ '' )".split())
_DOUBLE = '"'
_ELIDED = frozenset(("'", "’", "'em", "’em", "'tis"))
_REGIONAL = frozenset(
    "ain ai thee thou thy tha ye yer wot dat dis de dey nuther sartin summat".split()
)
_SUBJECTS = frozenset("he she it they we i his her their my the there this".split())


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A spoiled text, all columns parallel to ``words``.

    ``tags``: edit tags (`confusions.EDIT_TAGS`). ``errors``: something is wrong here.
    ``kinds``: the kind of error, "" where there is none.
    """

    words: list[str]
    space_before: list[bool]
    tags: list[str]
    errors: list[bool]
    kinds: list[str]


def quoted_words(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """Which words of a paragraph stand inside speech, marks included."""
    inside = False
    found = []
    for word, space in zip(words, spaces, strict=True):
        if word == _DOUBLE:
            inside = not inside
            found.append(True)
        elif word in ("“", "``") or (word == "‘" and space):
            inside = True
            found.append(True)
        elif word in ("”", "''") or (word == "’" and inside and "‘" in words):
            inside = False
            found.append(True)
        else:
            found.append(inside)
    return found


def sentence_starts(words: Sequence[str], quoted: Sequence[bool]) -> list[int]:
    """Where the sentences of a paragraph begin, as far as its marks tell."""
    starts = [0]
    i = 0
    while i < len(words):
        if words[i] in _ENDS:
            j = i + 1
            while j < len(words) and (words[j] in _CLOSING or (words[j] == _DOUBLE and quoted[i])):
                j += 1
            if j < len(words) and (words[j][:1].isupper() or words[j] in _OPENING | {_DOUBLE}):
                starts.append(j)
            i = j
        else:
            i += 1
    return starts


class Corruptor:
    """Spoils paragraphs; the lexicon says what is a word and what its forms are."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def corrupt(
        self,
        words: Sequence[str],
        space_before: Sequence[bool],
        tags: Sequence[str],
        rng: np.random.Generator,
        rate: float,
    ) -> Corrupted:
        """Spoil a paragraph: a share ``rate`` of its sentences gets one to three errors.

        ``tags`` are Penn tags. The same generator state gives the same result.
        """
        r = Random(int(rng.integers(1 << 62)))
        quoted = quoted_words(words, space_before)
        starts = sentence_starts(words, quoted)
        drafts: list[Draft] = []
        for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
            draft = Draft(
                words[start:end], space_before[start:end], tags[start:end], quoted[start:end]
            )
            if r.random() < rate and not _dialect(draft):
                self._run_together(drafts, draft, r)
                for _ in range(r.choices((1, 2, 3), (70, 22, 8))[0]):
                    self._spoil(draft, r)
            drafts.append(draft)
        edits = [e for d in drafts for e in d.edits]
        return Corrupted(
            [w for d in drafts for w in d.words],
            [s for d in drafts for s in d.spaces],
            edits,
            [e != "keep" for e in edits],
            [k for d in drafts for k in d.kinds],
        )

    def _spoil(self, draft: Draft, r: Random) -> None:
        for _ in range(_TRIES):
            fault = r.choices(FAULTS, cum_weights=_REACH)[0]
            sites = [
                i
                for i in fault.sites(draft, self.lexicon)
                if draft.free(i) and (not draft.quoted[i] or r.random() > SPEECH_SPARED)
            ]
            if sites and fault.spoil(draft, r.choice(sites), r, self.lexicon):
                return

    def _run_together(self, drafts: list[Draft], draft: Draft, r: Random) -> None:
        """Lose the stop between two statements, or put a comma in its place."""
        if not drafts or r.random() > SPLICE_RATE or len(draft) < 4:
            return
        before = drafts[-1]
        whole = (
            len(before) > 3
            and before.low[-1] == "."
            and before.edits[-1] == "keep"
            and before.quoted[-1] == draft.quoted[0]
            and _statement(before)
            and _statement(draft)
        )
        if not whole:
            return
        if draft.tags[0] != "NNP" and draft.low[0] != "i" and r.random() < 0.85:
            draft.words[0] = draft.low[0]
        if r.random() < 0.75:
            before.words[-1] = before.low[-1] = ","
            before.edits[-1], before.kinds[-1] = "comma-to-stop", "splice"
        else:
            before.drop(len(before) - 1)
            draft.edits[0], draft.kinds[0] = "stop:insert", "run-on"


def _dialect(draft: Draft) -> bool:
    """Whether the sentence writes words with sounds left out (th', o', an'): left alone."""
    low = draft.low
    return sum(w in _ELIDED for w in low) > 1 or any(w in _REGIONAL for w in low)


def _statement(draft: Draft) -> bool:
    """Whether the sentence begins with its subject and has a finite verb soon after."""
    first = 1 if draft.low[0] in ("“", '"', "‘") else 0
    subject = draft.at(first) in _SUBJECTS or draft.tag(first) == "NNP"
    return subject and any(t in ("VBD", "VBZ", "VBP", "MD") for t in draft.tags[first : first + 5])

"""The reading's correction tags, sorted by the check that speaks of them.

The reader says of every word how likely it is wrong (``error``) and what would mend it
(``tag``). Here each such word becomes a `Correction`: which fault it is, which words it
covers, and the smallest edit where the remedy is sure. The checks add the sentence for
the writer. Thresholds were set on held-out novels, spoiled and clean
(``benchmarks/corrections.py thresholds``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fabula.checks.allowances import is_allowed
from fabula.checks.concord import PAST_FORMS, suspicions
from fabula.checks.dialect import narrated_in_dialect
from fabula.checks.finding import Edit, Finding
from fabula.checks.remedies import Remedy, remedy
from fabula.checks.speech import Speech, speech_of
from fabula.checks.view import Shared, StoryView
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span

__all__ = [
    "CARELESS",
    "THRESHOLDS",
    "Correction",
    "Fault",
    "corrections",
    "found",
    "is_careless",
    "report",
]

Fault = Literal[
    "agreement",
    "verb-form",
    "tense",
    "number",
    "wrong-word",
    "word-form",
    "typo",
    "misspelling",
    "missing-word",
    "missing-noun",
    "superfluous",
    "possessive",
    "comma-splice",
]
"""What is wrong; one check may speak of several."""

_NEVER = 1.01

THRESHOLDS: dict[Fault, tuple[float, float]] = {
    "agreement": (0.85, _NEVER),
    "verb-form": (0.85, 0.95),
    "tense": (0.92, _NEVER),
    "number": (0.75, 0.96),
    "wrong-word": (0.8, 0.9),
    "word-form": (0.8, _NEVER),
    "typo": (0.95, 0.95),
    "misspelling": (0.65, 0.9),
    "missing-word": (0.82, 0.88),
    "missing-noun": (0.81, 0.85),
    "superfluous": (0.9, 0.9),
    "possessive": (0.65, 0.65),
    "comma-splice": (0.8, _NEVER),
}
"""Least confidence for a finding in narration, and inside speech, where dialects agree
and tell their tenses otherwise. Of a narrator in dialect nothing is said: the reader learned
its grammar from edited standard English, and cannot tell a slip there from the voice."""

CARELESS: dict[Fault, tuple[float, float]] = {
    "agreement": (0.65, _NEVER),
    "verb-form": (0.62, 0.92),
    "tense": (0.6, _NEVER),
    "number": (0.65, 0.93),
    "wrong-word": (0.65, 0.75),
    "word-form": (0.65, _NEVER),
    "typo": (0.8, 0.9),
    "misspelling": (0.35, 0.6),
    "missing-word": (0.68, 0.8),
    "missing-noun": (0.76, 0.8),
    "superfluous": (0.77, 0.8),
    "possessive": (0.45, 0.45),
    "comma-splice": (0.65, _NEVER),
}
"""The same for a draft that is careless all through, where a fault is likelier to begin with:
what counts is the odds in this text (Saerens, Latinne and Decaestecker 2002)."""

_GLARING = 0.7
_CARELESS_SHARE = 0.0022
_CARELESS_LEAST = 4
"""A draft is careless if so many of its words, and so large a share, are glaringly wrong;
edited novels stay below half of the share."""

_LEAST = 0.2
"""Below this confidence a word is not looked at any further."""

_TREE_ALONE = 0.9
_BOTH = 0.97
"""A place is as sure as this where only the tree shows a fault, or the reader as well."""

_FINITE = ("form:VBD", "form:VBZ", "form:VBP")
"""Of these the reader is not asked where a plain form and a past are spelled alike."""

_PRESENT_OF = {
    "insert-before:was": "insert-before:is", "insert-before:were": "insert-before:are",
}  # fmt: skip
_TENSED = ("tense", "verb-form")

_CLEARLY = 0.6
"""Share of its finite verbs that makes a tense the tense of the narration."""

Tense = Literal["past", "present", ""]

_BE_HAVE_DO = {
    "am": "present", "is": "present", "are": "present", "was": "past", "were": "past",
    "have": "present", "has": "present", "had": "past",
    "do": "present", "does": "present", "did": "past",
}  # fmt: skip
_LEMMAS = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be",
    "have": "have", "has": "have", "had": "have", "do": "do", "does": "do", "did": "do",
}  # fmt: skip
_NUMBERED = frozenset("this these that those much many less fewer".split())
_MODALS = frozenset("would will could can".split())


@dataclass(frozen=True, slots=True)
class Correction:
    """Something the reader would correct.

    ``token``: the word that carries the tag. ``confidence``: that something is wrong
    here. ``spoken``: it stands inside a quotation.
    ``remedy``: the words concerned and what would mend them.
    """

    fault: Fault
    token: int
    tag: str
    confidence: float
    spoken: bool
    remedy: Remedy


def corrections(shared: Shared) -> tuple[Correction, ...]:
    """All corrections of a story above a low floor, in the order of the text."""
    reading = shared.story.reading
    error = reading.edits.error.astype(np.float32)
    tags: dict[int, tuple[str, float]] = {
        i: (reading.labels.edits[int(reading.edits.tag[i])], float(error[i]))
        for i in np.flatnonzero(error >= _LEAST).tolist()
    }
    for i, wanted in suspicions(reading).items():
        tags[i] = _agreed(tags.get(i), wanted)
    if not tags or shared.derive(narrated_in_dialect):
        return ()
    speech = shared.derive(speech_of)
    told = _told_in(reading, speech)
    starts = reading.tokens.start
    out = []
    for i, (tag, confidence) in sorted(tags.items()):
        tag = _in_tense(reading, i, tag, told)
        fault = _fault(reading, i, tag)
        if fault is None or (fault in _TENSED and not _fits(tag, told)):
            continue
        if tag in _FINITE and reading.words[i].lower() in PAST_FORMS:
            continue
        spoken = speech.at(int(starts[i])) is not None
        mended = remedy(reading, i, tag)
        if mended is None or is_allowed(reading, i, tag, spoken=spoken):
            continue
        if fault == "typo" and mended.edit is not None:
            fault = "misspelling"
        out.append(Correction(fault, i, tag, confidence, spoken, mended))
    return tuple(out)


def is_careless(shared: Shared) -> bool:
    """Whether the text has many words that are glaringly wrong."""
    reading = shared.story.reading
    glaring = int((reading.edits.error >= _GLARING).sum())
    return glaring >= max(_CARELESS_LEAST, _CARELESS_SHARE * len(reading.tokens))


def found(story: StoryView, *faults: Fault) -> Iterator[Correction]:
    """The corrections of these faults that are sure enough to be shown."""
    careless = story.derive_from_story(is_careless, "reading", "edits")
    limits = CARELESS if careless else THRESHOLDS
    for correction in story.derive_from_story(corrections, "reading", "edits"):
        if correction.fault in faults:
            least = limits[correction.fault][correction.spoken]
            if correction.confidence >= least:
                yield correction


def report(story: StoryView, correction: Correction, message: str) -> Finding:
    """The finding of a correction, with its edit if there is one; a query if it is less sure."""
    mended = correction.remedy
    sure = correction.confidence >= THRESHOLDS[correction.fault][correction.spoken]
    edits = () if mended.edit is None else (Edit(mended.edit.span, mended.edit.replacement),)
    return story.finding(
        Span(mended.span.start, mended.span.end),
        message,
        edits=edits,
        confidence=round(min(correction.confidence, 1.0), 3),
        level=None if sure else "query",
    )


def _agreed(said: tuple[str, float] | None, wanted: str) -> tuple[str, float]:
    """What is made of a place where the tree shows a fault, with the reader's word on it."""
    if said is None or said[0] == "keep":
        return wanted, _TREE_ALONE
    tag, confidence = said
    if tag.startswith("form:"):
        return wanted, max(confidence, _BOTH)
    return tag, max(confidence, _TREE_ALONE)


def _told_in(reading: Reading, speech: Speech) -> Tense:
    """The tense that the narration is mostly told in; empty where it is as often the other."""
    names = reading.labels.xpos
    past = reading.tokens.xpos == names.index("VBD") if "VBD" in names else np.zeros(0, bool)
    present = np.isin(reading.tokens.xpos, [i for i, n in enumerate(names) if n in ("VBZ", "VBP")])
    number = np.searchsorted(np.array(speech.starts), reading.tokens.start, side="right") - 1
    ends = np.array([*speech.ends, 0])
    narrated = reading.tokens.start >= ends[number]
    counts = int((past & narrated).sum()) if len(past) else 0, int((present & narrated).sum())
    if max(counts) < _CLEARLY * sum(counts) or not any(counts):
        return ""
    return "past" if counts[0] > counts[1] else "present"


def _fits(tag: str, told: Tense) -> bool:
    """Whether the tense that a tag asks for is the one the story is told in."""
    wanted = tag.partition(":")[2]
    if wanted in ("VBD", "was", "were", "had", "did", "would", "could"):
        return told != "present"
    if wanted in ("VBZ", "VBP", *_BE_HAVE_DO, "will", "can"):
        return told != "past"
    return True


def _in_tense(reading: Reading, i: int, tag: str, told: Tense) -> str:
    """A plain form where an inflected one belongs is mended in the tense of the telling."""
    if tag in _PRESENT_OF and told == "present":
        return _PRESENT_OF[tag]
    plain = reading.words[i].lower() == reading.lemmas[i].lower()
    return "form:VBD" if plain and told == "past" and tag == "form:VBZ" else tag


def _fault(reading: Reading, i: int, tag: str) -> Fault | None:
    """The fault that an edit tag amounts to at this word; None for those left to other checks."""
    kind, _, wanted = tag.partition(":")
    if kind == "form":
        return _form_fault(reading, i, wanted)
    if kind == "word":
        return _word_fault(reading.words[i].lower(), wanted)
    if kind == "insert-before":
        return "missing-noun" if wanted in ("noun", "verb") else "missing-word"
    return _PLAIN.get(tag)


_PLAIN: dict[str, Fault] = {
    "confused": "wrong-word",
    "split": "wrong-word",
    "join": "wrong-word",
    "spell": "typo",
    "delete": "superfluous",
    "possessive": "possessive",
    "plural-not-possessive": "possessive",
    "apostrophe": "possessive",
    "comma-to-stop": "comma-splice",
}


def _form_fault(reading: Reading, i: int, wanted: str) -> Fault:
    here = "VB" if reading.words[i].lower() == reading.lemmas[i].lower() else reading.xpos[i]
    if wanted in ("NN", "NNS"):
        return "number"
    if wanted in ("RB", "JJ", "JJR", "JJS"):
        return "word-form"
    if wanted in ("VBZ", "VBP"):
        return "tense" if here in ("VBD", "VBN") else "agreement"
    if wanted == "VBD" and here in ("VBZ", "VBP"):
        return "tense"
    return "verb-form"


def _word_fault(here: str, wanted: str) -> Fault:
    if wanted in _LEMMAS and here in _LEMMAS and _LEMMAS[here] == _LEMMAS[wanted]:
        return "agreement" if _BE_HAVE_DO[here] == _BE_HAVE_DO[wanted] else "tense"
    if wanted in _MODALS and here in _MODALS:
        return "tense"
    if wanted in _NUMBERED and here in _NUMBERED:
        return "number"
    return "wrong-word"

"""A verb of the narration in the wrong tense for its scene.

What it finds
    Verbs of the narration that leave the tense in which the scene is told: a
    present among pasts, or a past among presents. One slip is one finding at the
    verb; a passage that shifts as a whole is one query naming the passage, with its
    verbs as evidence. The tense of a scene is that of most of its verbs.

Why a reader cares
    Tense tells the reader where the teller stands. When it flickers, the reader
    cannot know whether the moment is now, or over.

Flagged
    - Anna opened the door and stepped inside. She **looks** at the clock. Tom sat by
      the fire and read his paper. She took off her coat.
    - Tom walks to the window. He **opened** it and leans out. He sees the street. He
      whistles, and a boy looks up at him. The boy waves.
    - Anna poured the tea. Tom took his cup and drank. Then he **puts** it down and
      rose. Anna followed him to the door.

Fine
    - Tom opened the door. "She walks too fast," he said. He sat down and sighed.
      Because: speech keeps its own tense.
    - Tom opened his umbrella. Rain is wet everywhere. He stepped out and ran.
      Because: a general truth.
    - Anna walks to the station. She had left the house at noon. She buys a ticket and
      waits.
      Because: the past perfect tells of what came before.
    - Tom closes the book. He remembers the house where he was born. He sighs and stands.
      Because: what is over is told in the past.
    - Anna closed the book. He is mad, she thought. She rose and left.
      Because: a thought keeps its own tense.

Known misses
    In a story told by "I" only slips inside one sentence are marked, for a teller
    may comment on the past from the present. Slips in subordinate clauses are not
    marked unless the clause tells what happens at the same time. In a scene told in the
    present a past counts only where it is joined to a present of its sentence: alone it
    tells, as a rule, of what was before. A passage at the scene's beginning or end is
    taken for a frame. A narrator who speaks
    dialect ("then he says") tells in whatever tense comes; only whole passages count.

Source
    The Chicago Manual of Style, 18th edition, on shifts of tense; Quirk et al., A
    Comprehensive Grammar of the English Language (1985), 4.2-27.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fabula.checks.dialogue.dialect import narrated_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.spelling.lexicon import lexicon
from fabula.english.constructions import TELLS_OF_BEFORE
from fabula.english.minds import DESCRIBING_PRESENT
from fabula.english.tables import alternation
from fabula.language.inflection import inflect, match_case
from fabula.manuscript.spans import Span
from fabula.story.stage.narration import Narration, Verb, base_of

__all__ = ["tense_shift"]

_PASSAGE_VERBS = 4
_PASSAGE_SENTENCES = 3
"""A run so long is a passage; in a scene that flickers, one twice as long."""

_SHOWN = 12
_MIXED = 0.25
"""Share of verbs in the lesser tense from which the scene counts as mixed. Told in the present
with asides in the past, edited scenes reach a fifth."""

_CONTEXT = 12
"""How many verbs on either side say what the tense is around a verb."""

_THIRD = frozenset({"he", "she"})

_TESTIFYING = frozenset("say tell testify put remember relate declare state swear".split())

_EARLIER = re.compile(rf"\b(?:{alternation(TELLS_OF_BEFORE)})\b", re.IGNORECASE)
"""Words beside which a past among presents tells of what was before."""

_NAMES = {"past": "past", "pres": "present"}


@check(
    level="error",
    topic="grammar",
    needs={"reading", "mentions", "characters", "quotes"},
    reach="scene",
    evidence=True,
)
def tense_shift(story: StoryView) -> Iterator[Finding]:
    """Compare each telling verb with the tense of its scene."""
    narration = story.narration
    for verbs, tense in zip(narration.telling, narration.tenses, strict=True):
        if tense:
            yield from _scene(story, narration, verbs, tense)


def _scene(
    story: StoryView, narration: Narration, verbs: Sequence[Verb], tense: str
) -> Iterator[Finding]:
    mixed = _is_mixed(verbs, tense)
    for run in _runs(verbs, tense):
        yield from _run(story, narration, _Shift(tuple(run), tuple(verbs), tense, mixed))


def _is_mixed(verbs: Sequence[Verb], tense: str) -> bool:
    """Whether the scene flickers: many verbs of the lesser tense, in many short runs."""
    lesser = [v.tense != tense for v in verbs]
    if sum(lesser) < _MIXED * len(verbs) or sum(lesser) < 3:
        return False
    switches = sum(a != b for a, b in pairwise(lesser))
    return switches >= 0.4 * sum(lesser)


def _runs(verbs: Sequence[Verb], tense: str) -> Iterator[list[Verb]]:
    """Stretches of verbs in the other tense with none of the scene's own between."""
    run: list[Verb] = []
    for verb in verbs:
        if verb.tense == tense:
            if run:
                yield run
            run = []
        else:
            run.append(verb)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Shift:
    """A run of verbs out of the scene's tense, and the scene's verbs."""

    run: tuple[Verb, ...]
    verbs: tuple[Verb, ...]
    tense: str
    mixed: bool

    def nearest(self, verb: Verb) -> Verb:
        """The closest verb in the scene's own tense."""
        at = bisect_left(self.verbs, verb.token, key=lambda v: v.token)
        before = next((v for v in reversed(self.verbs[:at]) if v.tense == self.tense), None)
        after = next((v for v in self.verbs[at:] if v.tense == self.tense), None)
        found = [v for v in (before, after) if v is not None]
        return min(found, key=lambda v: abs(v.token - verb.token))


def _run(story: StoryView, narration: Narration, shift: _Shift) -> Iterator[Finding]:
    sentences = {v.sentence for v in shift.run}
    dialect = story.of_book(narrated_in_dialect)
    scale = 2 if shift.mixed else 1
    long = len(shift.run) >= scale * _PASSAGE_VERBS
    if long and (shift.run[0] is shift.verbs[0] or shift.run[-1] is shift.verbs[-1]):
        return  # a frame: the scene is entered, or left, in another time
    if long and len(sentences) >= scale * _PASSAGE_SENTENCES:
        if shift.mixed or _happening(shift.run):
            yield _passage(story, narration, shift)
        return
    for verb in shift.run:
        if not dialect and _slip(narration, shift, verb):
            yield _single(story, narration, shift, verb)


def _happening(run: Sequence[Verb]) -> bool:
    """Whether a run tells of things that happen, and does not merely describe or comment."""
    return sum(v.event for v in run) * 2 >= len(run)


def _slip(narration: Narration, shift: _Shift, verb: Verb) -> bool:
    """Whether a verb on its own is out of place, by what stands around it."""
    at = bisect_left(shift.verbs, verb.token, key=lambda v: v.token)
    around = shift.verbs[max(0, at - _CONTEXT) : at + _CONTEXT + 1]
    own = sum(v.tense == shift.tense for v in around)
    if own * 2 < len(around) - 1 and not shift.mixed:
        return False
    if not lexicon().listed(narration.reading.words[verb.token].lower().strip("'’")):
        return False
    if _is_witness(narration, verb) or _is_participle(narration, verb):
        return False
    if shift.tense == "pres" and not _goes_on(narration, shift, verb):
        return False
    if shift.mixed and not narration.first_person:
        return verb.happens
    together = any(
        v.tense == shift.tense and v.sentence == verb.sentence and _tells_tense(narration, v)
        for v in around
    )
    if narration.first_person:
        return verb.event and together and verb.coordinate
    before = any(v.tense == shift.tense and 0 <= verb.sentence - v.sentence <= 2 for v in around)
    after = any(v.tense == shift.tense and 0 <= v.sentence - verb.sentence <= 2 for v in around)
    between = before and after
    lemma = base_of(narration.reading.words[verb.token].lower(), verb.tense)
    acts = verb.event or (verb.main and verb.person in _THIRD and lemma not in DESCRIBING_PRESENT)
    if shift.tense == "pres":
        return acts and verb.main and between
    return (verb.event and together) or (acts and between)


def _goes_on(narration: Narration, shift: _Shift, verb: Verb) -> bool:
    """Whether a past in a scene told in the present is joined to a present of its own sentence.

    On its own it tells, as a rule, of what was before: *he did it hours ago*, *she knitted
    this*. Joined to what happens now it cannot: *he opened the window and leans out*.
    """
    heads, deprels = narration.reading.tokens.head, narration.reading.deprels
    joined = {int(heads[verb.token])} if deprels[verb.token] == "conj" else set()
    own = {v.token for v in shift.verbs if v.tense == shift.tense and v.sentence == verb.sentence}
    joined |= {t for t in own if deprels[t] == "conj" and int(heads[t]) == verb.token}
    sentence = narration.sentence_span(verb.sentence).text(narration.reading.text)
    return bool(own & joined) and _EARLIER.search(sentence) is None


def _is_participle(narration: Narration, verb: Verb) -> bool:
    """*Nineteen and built like a dresser*, *a knife, borrowed next door*: no verb of its own."""
    reading, at = narration.reading, verb.token
    if verb.tense != "past" or _owns_subject(narration, at):
        return False
    if at and reading.words[at - 1] == "," and _is_also_participle(reading.words[at].lower()):
        return True
    head = int(reading.tokens.head[at])
    return head < 0 or reading.xpos[head] not in ("VBD", "VBZ", "VBP", "VB", "VBN")


def _is_also_participle(form: str) -> bool:
    """Whether a past is spelled like its participle: borrowed, held; not took."""
    lemma = base_of(form, "past")
    return bool(lemma) and inflect(lemma, "VBN") == form


def _owns_subject(narration: Narration, at: int) -> bool:
    reading = narration.reading
    sentence = int(reading.tokens.sentence[at])
    first, last = int(reading.sentence_first[sentence]), int(reading.sentence_last[sentence])
    near = narration.reading.tokens.head[first:last] == at
    return any(reading.deprels[first + int(k)].startswith("nsubj") for k in np.flatnonzero(near))


def _tells_tense(narration: Narration, verb: Verb) -> bool:
    """Whether the form says which tense it is: *put* and *let* do not."""
    word = narration.reading.words[verb.token].lower()
    lemma = base_of(word, verb.tense)
    return verb.tense == "pres" or not lemma or inflect(lemma, "VBD") != lemma


def _is_witness(narration: Narration, verb: Verb) -> bool:
    """ "He was, he says, taken aback": a witness tells it now, between the lines of the story."""
    reading = narration.reading
    if verb.tense == "past" or base_of(reading.words[verb.token].lower()) not in _TESTIFYING:
        return False
    return reading.deprels[verb.token] in ("parataxis", "advcl")


def _single(story: StoryView, narration: Narration, shift: _Shift, verb: Verb) -> Finding:
    near = shift.nearest(verb)
    word = verb.span.text(story.text)
    edit = _mended(narration, verb, shift.tense)
    known = bool(edit) and edit != word
    return story.finding(
        verb.span,
        f"“{word}” is in the {_NAMES[verb.tense]} tense; "
        f"this scene is told in the {_NAMES[shift.tense]}.",
        evidence=(Evidence(near.span, f"told in the {_NAMES[shift.tense]}"),),
        edits=(Edit(verb.span, edit),) if known else (),
        level=None if known else "query",
        confidence=0.7 if shift.mixed else 0.85,
    )


def _passage(story: StoryView, narration: Narration, shift: _Shift) -> Finding:
    first, last = shift.run[0], shift.run[-1]
    span = Span(
        narration.sentence_span(first.sentence).start, narration.sentence_span(last.sentence).end
    )
    tense = _NAMES[first.tense]
    return story.finding(
        span,
        f"This passage is told in the {tense} tense ({len(shift.run)} verbs); "
        f"the scene is told in the {_NAMES[shift.tense]}. Is the shift meant?",
        evidence=[Evidence(v.span, f"{tense} tense") for v in shift.run[:_SHOWN]],
        confidence=0.6,
        level="query",
    )


def _mended(narration: Narration, verb: Verb, tense: str) -> str:
    """The verb in the scene's tense, agreeing with its subject; empty where none is sure."""
    word = verb.span.text(narration.reading.text)
    lemma = base_of(word.lower(), verb.tense) or narration.reading.lemmas[verb.token].lower()
    if not word.isalpha() or not lemma.isalpha():
        return ""
    if lemma == "be":
        return match_case(_be(verb, tense), word)
    form = "VBD" if tense == "past" else "VBP" if verb.plural else "VBZ"
    return match_case(inflect(lemma, form), word)


def _be(verb: Verb, tense: str) -> str:
    if tense == "past":
        return "were" if verb.plural and verb.person != "i" else "was"
    if verb.person == "i":
        return "am"
    return "are" if verb.plural else "is"

"""From quotations and mentions to speeches with speakers: the whole of attribution."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.language.reading import MentionKind, Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.quotations.table import QuotationTable, own_words
from fabula.quotations.tags import Tag
from fabula.story.model import Character, MentionTable, Quote, QuoteType
from fabula.story.speech.addressees import addressees_of
from fabula.story.speech.discourse import joined_turns
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates, find_candidates
from fabula.story.speech.from_story import evidence_from_story
from fabula.story.speech.lines import with_lines
from fabula.story.speech.nobody import said_by_nobody_known
from fabula.story.speech.scorer import Scorer
from fabula.story.speech.tales import with_one_teller
from fabula.story.speech.turns import with_joined_turns, with_split_turns

__all__ = ["attribute_speech", "decide", "find_speakers"]

_NOBODY = 4.0
"""How much likelier than anybody it must be that none of those known speaks."""


def attribute_speech(
    manuscript: Manuscript,
    reading: Reading,
    quotations: QuotationTable,
    mentions: MentionTable,
    characters: Sequence[Character],
    scorer: Scorer | None = None,
    *,
    told: Sequence[tuple[int, int, int]] = (),
) -> tuple[Quote, ...]:
    """Every speech of the manuscript with its speaker, addressees and cue, in order.

    Quoted words that nobody says are left out, and so is what a speech quotes of others
    where the marks of that are lost. The lines of a chat or a script are those whom their
    cues name (see `fabula.story.speech.lines`); all other speech is judged without them.
    A speech has no speaker when the story has no characters near it. ``told``: stretches
    (start, end, id) that a character of their own tells.
    """
    evidence = with_split_turns(
        evidence_from_story(manuscript, reading, quotations, mentions, characters, told)
    )
    speakers, chances, cues = find_speakers(evidence, scorer)
    ids = [character.id for character in characters]
    addressed = addressees_of(evidence, evidence.units, speakers)
    starts, spans = quotations.start.tolist(), own_words(manuscript.text, quotations)
    own = dict(zip(starts, spans, strict=True))
    quotes: list[Quote] = []
    for number, unit in enumerate(evidence.units):
        speaker = speakers[number]
        cue = cues[number]
        for start in evidence.part_start[unit.first : unit.last].tolist():
            quotes.extend(
                Quote(
                    span=Span(*span),
                    turn=number,
                    speaker=ids[speaker] if speaker >= 0 else None,
                    addressees=tuple(ids[e] for e in addressed[number]),
                    cue=_cue_span(cue),
                    type=_type(evidence, cue),
                    confidence=chances[number],
                )
                for span in own[start]
            )
    return with_lines(quotes, manuscript, mentions, ids)


def find_speakers(
    evidence: SpeechEvidence, scorer: Scorer | None = None
) -> tuple[list[int], list[float], tuple[Tag | None, ...]]:
    """For each speech: its speaker (an entity, -1 for none), how likely, and its cue."""
    joined = joined_turns(evidence)
    evidence = with_joined_turns(evidence)
    scorer = scorer or Scorer.shipped()
    candidates, chances = scorer.weigh(evidence, find_candidates(evidence))
    decided = decide(candidates, chances, len(evidence.entity_gender))
    speakers, found = with_one_teller(evidence, candidates, chances, decided)
    for number in range(len(speakers)):
        if said_by_nobody_known(evidence, number):
            speakers[number] = -1
    likely = [round(scorer.confidence(chance), 4) if chance else 0.0 for chance in found]
    where = joined.tolist()
    return (
        [speakers[n] for n in where],
        [likely[n] for n in where],
        tuple(candidates.cues[n] for n in where),
    )


def decide(
    candidates: SpeakerCandidates, chances: NDArray[np.float32], people: int
) -> tuple[list[int], list[float]]:
    """The speaker of each speech (-1: nobody known) and how likely that is right.

    ``chances``: how likely each candidate is. ``people``: how many there are; the candidate
    past them is nobody known, for whom more is asked: a guess says where to look.
    """
    speakers: list[int] = []
    likely: list[float] = []
    for low, high in pairwise(candidates.first.tolist()):
        if low == high:
            speakers.append(-1)
            likely.append(0.0)
            continue
        known = candidates.entity[low:high] < people
        own = np.where(known, chances[low:high], -1.0)
        best = int(np.argmax(own))
        nobody = float(chances[low:high][~known].sum())
        given = own[best] > 0 and nobody <= _NOBODY * own[best]
        speakers.append(int(candidates.entity[low + best]) if given else -1)
        likely.append(float(own[best]) if given else nobody)
    return speakers, likely


def _shown(cue: Tag | None) -> Tag | None:
    """The cue when a verb says it is one."""
    return cue if cue is not None and cue.has_verb and cue.sure >= 0.7 else None


def _cue_span(cue: Tag | None) -> Span | None:
    shown = _shown(cue)
    return None if shown is None else Span(shown.start, shown.end)


def _type(evidence: SpeechEvidence, cue: Tag | None) -> QuoteType:
    shown = _shown(cue)
    if shown is None:
        return "implicit"
    return "explicit" if evidence.mention_kind[shown.mention] == MentionKind.NAME else "anaphoric"

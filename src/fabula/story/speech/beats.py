"""Who acts right before and after a speech, in its own paragraph: beats that stand for a tag.

``Dev put the kettle down. "You kept it."`` Of the sentence that leads up to the speech and of
the one that follows it, the first subject acts; whoever else is mentioned there is acted on.
"""

import re
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats
from fabula.language.reading import MentionKind
from fabula.quotations.tags_among import sentence_end, sentence_start
from fabula.story.names.gender import HE_OR_SHE
from fabula.story.speech.contexts import SpeechContext
from fabula.story.speech.evidence import Shown, SpeechEvidence
from fabula.story.speech.subjects import ClausePart

__all__ = ["BEATS", "Beats"]

BEATS = (
    "acts before",
    "acts before, another",
    "acts before by name",
    "acted on before",
    "acts after",
    "acts after, another",
    "acts after by name",
    "acted on after",
    "actor's pronoun agrees",
    "actor's pronoun disagrees",
    "actor's pronoun is they",
    "I act",
    "I am acted on",
)
"""Names of the columns that `Beats.rows` fills."""

_AT = {name: number for number, name in enumerate(BEATS)}
_IT_IS = re.compile(r"\b(?:It|That|This)(?:\s+was|\s+is|['’]s)\s+\Z")
_REACH = 300  # code points of a sentence that are looked at


class Beats:
    """The mentions of a book by place and role; fills the columns of one speech."""

    def __init__(self, evidence: SpeechEvidence) -> None:
        self.evidence = evidence
        self.entity = evidence.mention_entity.tolist()
        self.kind = evidence.mention_kind.tolist()
        self.shows = evidence.mention_shows.tolist()
        self.genders = evidence.entity_gender.tolist()
        self.told = (evidence.mention_part < 0).tolist()

    def rows(self, context: SpeechContext, entities: Sequence[int]) -> Floats:
        """The columns of one speech's candidates. [n, len(BEATS)]"""
        rows = np.zeros((len(entities), len(BEATS)), dtype=np.float32)
        text = self.evidence.text
        for segment in context.segments:
            if segment.place == "before":
                low = max(segment.start, segment.end - _REACH)
                low, high = sentence_start(text, low, segment.end), segment.end
            else:
                low = segment.start
                high = sentence_end(text, low, min(segment.end, low + _REACH))
            side = "before" if segment.place == "before" else "after"
            self._side(self._mentions(low, high), side, entities, rows)
        return rows

    def _mentions(self, low: int, high: int) -> list[int]:
        first, last = np.searchsorted(self.evidence.mention_start, (low, high)).tolist()
        return [m for m in range(first, last) if self.told[m]]

    def _is_meant(self, mention: int) -> bool:
        """Whether somebody is said to be who speaks: *It was Anna, behind him.*"""
        start = int(self.evidence.mention_start[mention])
        return _IT_IS.search(self.evidence.text, max(0, start - 12), start) is not None

    def _side(
        self, mentions: Sequence[int], side: str, entities: Sequence[int], rows: Floats
    ) -> None:
        roles = self.evidence.roles
        actor = next(
            (m for m in mentions if roles[m] == ClausePart.SUBJECT or self._is_meant(m)), -1
        )
        if actor < 0:
            return
        who, shows = self.entity[actor], self.shows[actor]
        others = {self.entity[m] for m in mentions if self.entity[m] != who}
        named = self.kind[actor] == MentionKind.NAME
        narrator = self.evidence.narrator_at(int(self.evidence.mention_start[actor]))
        if narrator >= 0 or shows == Shown.I:
            rows[:, _AT["I act"]] = shows == Shown.I
            rows[:, _AT["I am acted on"]] = narrator in others
        for row, candidate in enumerate(entities):
            here = rows[row]
            if candidate == who:
                here[_AT[f"acts {side}"]] = 1
                here[_AT[f"acts {side} by name"]] = named
            elif who >= 0:
                here[_AT[f"acts {side}, another"]] = 1
            if candidate in others:
                here[_AT[f"acted on {side}"]] = 1
            if self.kind[actor] != MentionKind.PRONOUN:
                continue
            if shows in HE_OR_SHE and self.genders[candidate] in HE_OR_SHE:
                agrees = shows == self.genders[candidate]
                here[_AT[f"actor's pronoun {'agrees' if agrees else 'disagrees'}"]] = 1
            elif shows == Shown.SEVERAL and candidate in self.evidence.takes_they:
                here[_AT["actor's pronoun is they"]] = 1

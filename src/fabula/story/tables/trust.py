"""How sure the reading of a book is, in figures, and in words where a reader should be wary.

The figures do not say what is wrong. They say where a book is of a kind that is often read
wrongly: a narrator without a name, a cast of whom one is everybody, speech that nobody says.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np

from fabula.arrays import Bools
from fabula.display import counted
from fabula.english.pronouns import HE_FORMS, I_FORMS, SHE_FORMS, WE_FORMS
from fabula.language.reading import MentionKind
from fabula.manuscript.wordcount import WordCount
from fabula.story.model import Character, Story
from fabula.story.names.gender import Gender, given_name_gender
from fabula.story.schema import Col, table

__all__ = ["NarratorBy", "Trust", "trust"]

NarratorBy = Literal["name", "I", "nobody"]

_I = frozenset(I_FORMS)
_HE_OR_SHE = frozenset((*HE_FORMS, *SHE_FORMS))
_SELF = frozenset((*I_FORMS, *WE_FORMS))
_PRONOUNS = {"he/him": Gender.HE, "she/her": Gender.SHE}

# --- from when on a figure is told in words: well beyond those of novels that are read well ---
_UNSURE = 0.15
_UNSURE_SPEAKERS = 0.6
_SILENT = 0.2
_LARGEST = 0.6
_STRANGE = 0.25
_FIRST_PERSON = 0.2
_ENOUGH = 40
_LONG = 4_000
_FEW_NAMES = 10
"""Mentions by name below which a narrator's name is a guess."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How sure the reading of the book is, of which there is one."""

    links: Annotated[float, Col("mean confidence of who is meant by a pronoun or noun, 0 to 1")]
    unsure: Annotated[float, Col("share of these that are less likely than not, 0 to 1")]
    unknown_speakers: Annotated[float, Col("share of the words spoken that nobody known says")]
    speakers: Annotated[float, Col("mean confidence of the other speakers, 0 to 1")]
    largest: Annotated[float, Col("share of all mentions of people that mean one of them, 0 to 1")]
    largest_character: Annotated[
        int | None, Col("the one who is mentioned most", refers="characters")
    ]
    first_person: Annotated[
        float, Col("share of I and me among the pronouns of one person in the narration, 0 to 1")
    ]
    narrator: Annotated[int | None, Col("who tells the story as “I”", refers="characters")]
    narrator_by: Annotated[
        NarratorBy, Col("by what they are known: others call them by a name, they say “I” alone")
    ]
    warnings: Annotated[str, Col("what to be wary of, in words, a line each; empty for nothing")]


@table(Trust, "trust")
def trust(story: Story) -> Iterator[Trust]:
    """The figures of the story."""
    yield _Figures(story).row()


class _Figures:
    """Columns over the mentions of the cast. [N]"""

    def __init__(self, story: Story) -> None:
        mentions, text = story.mentions, story.manuscript.text
        self._story = story
        self._cast = {character.id: character for character in story.characters}
        self._of_cast: Bools = np.isin(mentions.entity, list(self._cast))
        self._words = [
            text[start:end].lower()
            for start, end in zip(mentions.start.tolist(), mentions.end.tolist(), strict=True)
        ]
        self._told: Bools = story.speech.is_told(mentions.start)
        self._narrator = next((c for c in story.characters if c.narrator), None)
        self._counts = Counter(mentions.entity[self._of_cast].tolist())

    def row(self) -> Trust:
        """The figures, and the warnings made of them."""
        mentions = self._story.mentions
        linked = self._of_cast & (mentions.kind != MentionKind.NAME)
        scores = mentions.score[linked].astype(np.float64)
        (largest, most) = next(iter(self._counts.most_common(1)), (None, 0))
        unknown, speakers, _ = self._speech()
        narrator = self._narrator
        row = Trust(
            links=_share(scores.sum(), len(scores), 1.0),
            unsure=_share((scores < 0.5).sum(), len(scores)),
            unknown_speakers=unknown,
            speakers=speakers,
            largest=_share(most, self._counts.total()),
            largest_character=largest,
            first_person=self._first_person(),
            narrator=narrator.id if narrator else None,
            narrator_by="nobody" if narrator is None else "name" if self._named() else "I",
            warnings="",
        )
        return replace(row, warnings="\n".join(self._warnings(row)))

    def _speech(self) -> tuple[float, float, int]:
        """Share of the words spoken by nobody known, mean confidence of the rest, all of them."""
        text = self._story.manuscript.text
        total = unknown = 0
        sure = 0.0
        for quote in self._story.quotes:
            words = len(quote.span.text(text).split())
            total += words
            if quote.speaker is None:
                unknown += words
            else:
                sure += words * quote.confidence
        return _share(unknown, total), _share(sure, total - unknown, 1.0), total

    def _first_person(self) -> float:
        kinds = Counter(self._in_narration())
        return _share(kinds["I"], kinds.total())

    def _in_narration(self) -> Iterator[str]:
        """Which person each pronoun of one person is that the narration has."""
        for word, told in zip(self._words, self._told.tolist(), strict=True):
            if told and word in _I:
                yield "I"
            elif told and word in _HE_OR_SHE:
                yield "he or she"

    def _named(self) -> int:
        """How often the narrator is meant by a name."""
        mentions, narrator = self._story.mentions, self._narrator
        if narrator is None:
            return 0
        own = (mentions.entity == narrator.id) & (mentions.kind == MentionKind.NAME)
        return int(own.sum())

    # --- in words ------------------------------------------------------------------------------

    def _warnings(self, row: Trust) -> Iterator[str]:
        yield from self._of_narrator(row)
        yield from self._of_genders()
        counted_people = self._counts.total()
        if (
            row.largest > _LARGEST
            and row.largest_character is not None
            and (counted_people > _ENOUGH and not self._cast[row.largest_character].narrator)
        ):
            name = self._cast[row.largest_character].name
            yield (
                f"{row.largest:.0%} of all mentions of people are taken for {name}: several "
                "people may be taken for one"
            )
        if row.unsure > _UNSURE:
            yield f"who is meant is less likely than not for {row.unsure:.0%} of pronouns and nouns"
        total = self._speech()[2]
        if row.unknown_speakers > _SILENT and total > _ENOUGH:
            yield f"{row.unknown_speakers:.0%} of the words spoken have no known speaker"
        elif row.speakers < _UNSURE_SPEAKERS and total > _ENOUGH:
            yield f"who speaks is guessed: {row.speakers:.0%} sure on average"
        words = WordCount(self._story.manuscript).total
        if not total and words > _LONG:
            yield "no speech was found; it may be marked by signs that are not known"
        language = self._story.manuscript.metadata.language
        if language and not language.lower().startswith("en"):
            yield f"its language is given as {language}, and English is read alone"

    def _of_narrator(self, row: Trust) -> Iterator[str]:
        narrator = self._narrator
        if narrator is None:
            if row.first_person > _FIRST_PERSON and len(self._words) > _ENOUGH:
                yield "much of the narration says “I”, but nobody was found who tells it"
            return
        others = self._strange(narrator)
        if others:
            yield others
        elif self._counts[narrator.id] > _ENOUGH and self._named() < _FEW_NAMES:
            if row.narrator_by == "I":
                yield "the narrator has no name that anybody says; others may mean them by one"
            else:
                yield (
                    f"that the narrator is {narrator.name} rests on "
                    f"{counted(self._named(), 'mention')} by that name alone"
                )

    def _strange(self, narrator: Character) -> str:
        """What is said of a narrator whom the narration mostly calls by words for others."""
        mentions = self._story.mentions
        own = np.flatnonzero((mentions.entity == narrator.id) & self._told).tolist()
        strange = sum(self._words[i] not in _SELF for i in own)
        if len(own) < _ENOUGH or strange < _STRANGE * len(own):
            return ""
        return (
            f"{narrator.name} tells the story, yet {_share(strange, len(own)):.0%} of what means "
            f"them there is no “I”: another may be taken for the narrator"
        )

    def _of_genders(self) -> Iterator[str]:
        """Those who are often mentioned by pronouns that their name speaks against."""
        for who, count in self._counts.most_common(12):
            character = self._cast[who]
            given = given_name_gender(character.name.split()[0].lower()) if character.name else None
            own = _PRONOUNS.get(character.pronouns or "")
            if given and own and given != own and count > _ENOUGH:
                yield (
                    f"{character.name} has the pronouns {character.pronouns} "
                    f"({counted(count, 'mention')}), which the name speaks against"
                )


def _share(part: float, whole: float, otherwise: float = 0.0) -> float:
    return round(float(part / whole), 4) if whole else otherwise

"""Candidates for the speaker of each speech, and what speaks for and against each.

A candidate row holds one number per name in `FEATURES`. Rows of one speech stand
together. Everything is read from a bounded stretch of text around the speech, so
the time is linear in the book.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain

import numpy as np

from fabula.arrays import Floats, Ints
from fabula.language.reading import MentionKind
from fabula.quotations.tags import Tag
from fabula.quotations.tags_among import sentence_start
from fabula.story.names.gender import HE_OR_SHE, Gender
from fabula.story.speech.acting import ACTING, acting_rows
from fabula.story.speech.beats import BEATS, Beats
from fabula.story.speech.columns import FEATURES, OF_SPEECH
from fabula.story.speech.company import COMPANY, Company
from fabula.story.speech.contexts import SpeechContext, alike, is_alias, read_contexts
from fabula.story.speech.evidence import Shown, SpeechEvidence, SpeechUnit
from fabula.story.speech.pairing import PAIRED, Pairing
from fabula.story.speech.relatives import RELATIVES, Families
from fabula.story.speech.subjects import ClausePart
from fabula.story.speech.surroundings import AROUND, Surroundings
from fabula.story.stage.appearances import Appearances

__all__ = ["SpeakerCandidates", "find_candidates"]

_BACK, _AHEAD = 6000, 1500  # code points searched for candidates around a speech
_MOST = 16  # candidates kept of one speech
_MOST_BACK, _MOST_AHEAD = 250, 80  # narrated mentions looked at before and after it

_AT = {name: number for number, name in enumerate(FEATURES)}
_OF_SPEECH = [_AT[name] for name in OF_SPEECH]


@dataclass(frozen=True, eq=False)
class SpeakerCandidates:
    """Candidate rows of every speech; the last of each is nobody known, a number past the cast.

    ``first``: [U + 1] where each speech's rows begin. ``entity``: [N]. ``rows``:
    [N, len(FEATURES)]. ``cues``: the best cue of each speech, or None.
    """

    first: Ints
    entity: Ints
    rows: Floats
    cues: tuple[Tag | None, ...]
    gaps: Ints


def find_candidates(evidence: SpeechEvidence) -> SpeakerCandidates:
    """Every speech's candidates with their features."""
    units = evidence.units
    contexts = read_contexts(evidence)
    builder = _Builder(evidence, contexts)
    first = [0]
    entities: list[int] = []
    blocks: list[Floats] = []
    nobody = len(evidence.entity_gender)
    for number in range(len(units)):
        found, rows = builder.rows(number)
        if found:
            found, rows = [*found, nobody], np.concatenate([rows, _nobody(rows)])
        entities.extend(found)
        blocks.append(rows)
        first.append(len(entities))
    rows = np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), dtype=np.float32)
    gaps = [units[n].block - units[n - 1].last_block if n else 99 for n in range(len(units))]
    return SpeakerCandidates(
        np.array(first, dtype=np.int32),
        np.array(entities, dtype=np.int32),
        rows,
        tuple(c.cues[0] if c.cues else None for c in contexts),
        np.array(gaps, dtype=np.int32),
    )


def _nobody(rows: Floats) -> Floats:
    """The row of nobody known: what holds for the speech, whoever says it. [1, F]"""
    row = np.zeros((1, len(FEATURES)), dtype=np.float32)
    row[0, _OF_SPEECH] = rows[0, _OF_SPEECH]
    row[0, _AT["nobody"]] = 1
    return row


class _Builder:
    """Fills candidate rows; holds the whole book's counts."""

    def __init__(self, evidence: SpeechEvidence, contexts: list[SpeechContext]) -> None:
        self.evidence = evidence
        self.contexts = contexts
        count = len(evidence.entity_gender)
        named = evidence.mention_entity >= 0
        self.narrated = named & (evidence.mention_part < 0)
        where = np.flatnonzero(self.narrated)
        self.told = Appearances(
            evidence.mention_start[where].tolist(), evidence.mention_entity[where].tolist()
        )
        self.all_start = evidence.mention_start.tolist()
        self.frequency = np.bincount(np.array(self.told.who, dtype=np.int64), minlength=count)
        hard = np.array([c.hard for c in contexts if c.hard >= 0], dtype=np.int64)
        self.cued = np.bincount(hard, minlength=count)
        self.block_has_part = set(evidence.part_block.tolist())
        self.genders = evidence.entity_gender.tolist()
        self.last_cued: dict[int, int] = {}
        self.recent: list[int] = []
        roles = evidence.roles
        self.told_role = [roles[at] for at in where.tolist()]
        self.surroundings = Surroundings(evidence, contexts)
        self.families = Families(evidence)
        self.beats = Beats(evidence)
        self.pairing = Pairing(contexts, self.surroundings.discourse)
        self.company = Company(
            self.told,
            [role == ClausePart.SUBJECT for role in self.told_role],
            self.surroundings.discourse.scene_start.tolist(),
            contexts,
        )
        self.leading = [int(e) for e in np.argsort(-self.frequency)[:3] if self.frequency[e]]

    def rows(self, number: int) -> tuple[list[int], Floats]:
        """The candidates of one speech and their features."""
        unit = self.evidence.units[number]
        start = int(self.evidence.part_start[unit.first])
        end = int(self.evidence.part_end[unit.last - 1])
        back, ahead = self._near(start, end)
        entities = self._entities(number, back, ahead)
        rows = np.zeros((len(entities), len(FEATURES)), dtype=np.float32)
        if entities:
            self._cue_columns(number, entities, rows)
            self._beat_columns(number, entities, rows)
            self._paragraph_columns(unit, entities, rows)
            self._near_columns(start, end, back, ahead, entities, rows)
            self._people_columns(number, entities, rows)
            self._call_columns(number, entities, rows)
            self._neighbour_columns(number, entities, rows)
            self._speech_columns(number, entities, rows)
            self._acting_columns(number, start, entities, rows)
            self._company_columns(number, start, end, entities, rows)
            _put(rows, BEATS, self.beats.rows(self.contexts[number], entities))
            _put(rows, PAIRED, self.pairing.rows(number, entities))
            rows[:, -len(AROUND) :] = self.surroundings.rows(number, entities)
        hard = self.contexts[number].hard
        if hard >= 0:
            self.last_cued[hard] = number
            self.recent = [hard, *(e for e in self.recent if e != hard)][:8]
        return entities, rows

    def _near(self, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Narrated mentions before and after, nearest first: (distance, entity)."""
        starts, who = self.told.starts, self.told.who
        before = self.told.before(start, _BACK, _MOST_BACK)
        beyond = self.told.after(end, _AHEAD, _MOST_AHEAD).stop
        back = [(start - starts[i], who[i]) for i in reversed(before)]
        ahead = [(max(starts[i] - end, 0), who[i]) for i in range(before.stop, beyond)]
        return back, ahead

    def _entities(
        self, number: int, back: list[tuple[int, int]], ahead: list[tuple[int, int]]
    ) -> list[int]:
        """Candidates, the likeliest to matter first, at most `_MOST`."""
        context = self.contexts[number]
        around = self.contexts[max(0, number - 6) : number + 4]
        before = self.contexts[number - 1].spoken_of if number else set()
        ranked = chain(
            (context.hard, context.soft),
            context.fitting,
            self._kin(number),
            chain.from_iterable((c.hard, c.soft, *c.called) for c in around),
            (self.evidence.narrators[number],),
            (entity for _, entity in back[:60]),
            (entity for _, entity in ahead[:20]),
            self.recent,
            self.leading,
            (entity for _, entity in back[60:]),
            context.spoken_of,
            before,
        )
        return list(dict.fromkeys(e for e in ranked if e >= 0))[:_MOST]

    def _acting_columns(self, number: int, start: int, entities: list[int], rows: Floats) -> None:
        acts = [
            (start - self.told.starts[at], self.told.who[at])
            for at in reversed(self.told.before(start, _BACK, _MOST_BACK))
            if self.told_role[at] == ClausePart.SUBJECT
        ]
        since = max(start - int(self.surroundings.discourse.scene_start[number]), 0)
        first = _AT[ACTING[0]]
        acting = acting_rows(acts, entities, self.genders, since, _BACK)
        rows[:, first : first + len(ACTING)] = acting
        rows[:, _AT["in scene"]] = rows[:, _AT["back distance"]] <= math.log1p(since)

    def _kin(self, number: int) -> list[int]:
        """Whom a cue that names a relation can mean."""
        context = self.contexts[number]
        if (
            not context.cues
            or self.evidence.mention_kind[context.cues[0].mention] != MentionKind.NOUN
        ):
            return []
        return self.families.kin(context.cues[0].mention, self._lately(number))

    def _lately(self, number: int) -> list[int]:
        """Who spoke or was called to in the speeches just before, latest first."""
        before = self.contexts[max(0, number - 3) : number][::-1]
        return [e for c in before for e in (c.hard, c.soft, *c.called) if e >= 0]

    def _company_columns(
        self, number: int, start: int, end: int, entities: list[int], rows: Floats
    ) -> None:
        first = _AT[COMPANY[0]]
        found = self.company.rows(number, start, end, entities)
        rows[:, first : first + len(COMPANY)] = found
        context = self.contexts[number]
        if context.cues and self.evidence.mention_kind[context.cues[0].mention] == MentionKind.NOUN:
            kin = self.families.rows(context.cues[0].mention, self._lately(number), entities)
            if kin is not None:
                first = _AT[RELATIVES[0]]
                rows[:, first : first + len(RELATIVES)] = kin

    def _cue_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        context = self.contexts[number]
        if not context.cues:
            rows[:, _AT["no cue"]] = 1
            rows[:, _AT["cue of nobody mentioned"]] = context.unknown
            return
        rows[:, _AT["cue sure"]] = context.cues[0].sure
        self._unknown_columns(context.cues[0], entities, rows)
        for cue in context.cues[:3]:
            for row, candidate in enumerate(entities):
                self._cue_row(rows[row], candidate, cue, context.rivals)

    def _cue_row(self, row: Floats, candidate: int, cue: Tag, rivals: frozenset[int]) -> None:
        """What one cue says of one candidate."""
        evidence = self.evidence
        narrator = evidence.narrator_at(cue.start)
        entity = int(evidence.mention_entity[cue.mention])
        kind = int(evidence.mention_kind[cue.mention])
        shows = int(evidence.mention_shows[cue.mention])
        if shows == Shown.I:
            who = "narrator" if candidate == narrator else "another"
            row[_AT[f"cue first person, {who}"]] = cue.sure
            return
        if candidate == narrator:
            row[_AT["cue third person, narrator"]] = cue.sure
        if shows == Shown.SEVERAL:
            row[_AT["cue plural"]] = cue.sure
        if kind == MentionKind.NAME and entity >= 0:
            place = "before" if cue.place == "before" else "after"
            self._name_column(row, candidate, entity, f"cue {place}", rivals, cue.sure)
            return
        if entity >= 0:
            alias = kind == MentionKind.NOUN and is_alias(evidence, cue.mention)
            is_ = "is" if entity == candidate else "is another"
            name = f"cue {'alias' if alias else 'resolved'} {is_}"
            row[_AT[name]] = max(row[_AT[name]], cue.sure)
        stem = "cue pronoun" if kind == MentionKind.PRONOUN else "cue noun"
        self._gender_column(row, candidate, shows, stem, cue.sure)
        if kind == MentionKind.NOUN and self._in_name(cue.mention, candidate):
            row[_AT["cue noun in name"]] = cue.sure

    def _in_name(self, mention: int, candidate: int) -> bool:
        """Whether the last word of a mention, or one like it, is in the candidate's names."""
        evidence = self.evidence
        start, end = evidence.mention_start[mention], evidence.mention_end[mention]
        words = evidence.text[start:end].lower().split()
        names = evidence.entity_words[candidate]
        return bool(words) and any(word in names for word in alike(words[-1]))

    def _unknown_columns(self, cue: Tag, entities: list[int], rows: Floats) -> None:
        """The columns of a cue that nobody known is the subject of, or whoever takes they."""
        evidence = self.evidence
        they = [entity in evidence.takes_they for entity in entities]
        rows[:, _AT["takes they"]] = they
        if evidence.mention_shows[cue.mention] == Shown.SEVERAL:
            known = [self.genders[entity] in HE_OR_SHE for entity in entities]
            rows[they, _AT["cue they, takes they"]] = cue.sure
            rows[known, _AT["cue they, another"]] = cue.sure
        if evidence.mention_entity[cue.mention] < 0:
            rows[:, _AT["cue names nobody"]] = cue.sure
            noun = evidence.mention_kind[cue.mention] == MentionKind.NOUN
            rows[:, _AT["cue noun, nobody"]] = cue.sure * noun

    def _name_column(
        self,
        row: Floats,
        candidate: int,
        entity: int,
        stem: str,
        rivals: frozenset[int],
        weight: float,
    ) -> None:
        if entity == candidate:
            name = f"{stem} is"
            row[_AT["cue shared name, rivals"]] = len(rivals)
        else:
            name = "cue shared name" if candidate in rivals else f"{stem} is another"
        row[_AT[name]] = max(row[_AT[name]], weight)

    def _gender_column(
        self, row: Floats, candidate: int, shows: int, stem: str, weight: float
    ) -> None:
        if shows not in HE_OR_SHE:
            return
        own = self.genders[candidate]
        if own == shows:
            row[_AT[f"{stem} agrees"]] = weight
        elif own in HE_OR_SHE:
            row[_AT[f"{stem} disagrees"]] = weight
        elif stem == "cue pronoun":
            row[_AT["cue pronoun, gender unknown"]] = weight

    def _in(self, start: int, end: int) -> list[int]:
        """All mentions that begin in a range of narration."""
        low, high = bisect_left(self.all_start, start), bisect_left(self.all_start, end)
        return [m for m in range(low, high) if self.evidence.mention_part[m] < 0]

    def _beat_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        evidence = self.evidence
        place_of = {entity: row for row, entity in enumerate(entities)}
        start = int(evidence.part_start[evidence.units[number].first])
        nearest: tuple[int, int] | None = None
        opener = {
            "before": "opens lead sentence",
            "between": "opens between",
            "after": "opens trail",
        }
        anywhere = {"before": "in lead", "between": "in trail", "after": "in trail"}
        for segment in self.contexts[number].segments:
            low, high = segment.start, min(segment.end, segment.start + 600)
            if segment.place == "before":
                low, high = max(segment.start, segment.end - 600), segment.end
            mentions = self._in(low, high)
            head = sentence_start(evidence.text, low, high) if segment.place == "before" else low
            opened = False
            for mention in mentions:
                entity = int(evidence.mention_entity[mention])
                at = int(evidence.mention_start[mention])
                row = place_of.get(entity, -1)
                if row >= 0:
                    rows[row, _AT[anywhere[segment.place]]] = 1
                    distance = abs(at - start)
                    if nearest is None or distance < nearest[0]:
                        nearest = (distance, row)
                if at < head or opened:
                    continue
                opened = True
                if row >= 0:
                    rows[row, _AT[opener[segment.place]]] = 1
                    if segment.place != "between":
                        other = (
                            "another opens lead"
                            if segment.place == "before"
                            else "another opens trail"
                        )
                        rows[:, _AT[other]] = 1
                        rows[row, _AT[other]] = 0
                elif evidence.mention_kind[mention] == MentionKind.PRONOUN:
                    shows = int(evidence.mention_shows[mention])
                    for r, candidate in enumerate(entities):
                        self._gender_column(rows[r], candidate, shows, "beat pronoun", 1.0)
        if nearest is not None:
            rows[nearest[1], _AT["nearest in paragraph"]] = 1

    def _paragraph_columns(self, unit: SpeechUnit, entities: list[int], rows: Floats) -> None:
        evidence = self.evidence
        place_of = {entity: row for row, entity in enumerate(entities)}
        before = unit.block - 1
        if before >= 0 and before not in self.block_has_part:
            rows[:, _AT["previous is narration"]] = 1
            low, high = (
                int(evidence.block_start[before]),
                int(evidence.block_end[before]),
            )
            low = max(low, high - 800)
            text = evidence.text[low:high].rstrip()
            if text[-1:] == ":" or text[-2:] in (":-", ",-") or text[-1:] == ",":
                rows[:, _AT["previous ends in colon"]] = 1
            head = sentence_start(evidence.text, low, high)
            opened = False
            for mention in self._in(head, high):
                row = place_of.get(int(evidence.mention_entity[mention]), -1)
                if row >= 0 and not opened:
                    rows[row, _AT["previous last subject"]] = 1
                elif not opened and evidence.mention_kind[mention] == MentionKind.PRONOUN:
                    shows = int(evidence.mention_shows[mention])
                    for r, candidate in enumerate(entities):
                        self._gender_column(rows[r], candidate, shows, "previous pronoun", 1.0)
                opened = True
            known = [m for m in self._in(low, high) if int(evidence.mention_entity[m]) in place_of]
            if known:
                rows[
                    place_of[int(evidence.mention_entity[known[-1]])],
                    _AT["previous last mention"],
                ] = 1
        after = unit.last_block + 1
        if after < len(evidence.block_start) and after not in self.block_has_part:
            rows[:, _AT["next is narration"]] = 1
            low = int(evidence.block_start[after])
            for mention in self._in(low, min(low + 200, int(evidence.block_end[after])))[:1]:
                row = place_of.get(int(evidence.mention_entity[mention]), -1)
                if row >= 0:
                    rows[row, _AT["next first mention"]] = 1

    def _near_columns(
        self,
        start: int,
        end: int,
        back: list[tuple[int, int]],
        ahead: list[tuple[int, int]],
        entities: list[int],
        rows: Floats,
    ) -> None:
        place_of = {entity: row for row, entity in enumerate(entities)}
        self._back_columns(back, place_of, rows)
        rows[:, _AT["ahead distance"]] = math.log1p(_AHEAD)
        seen: set[int] = set()
        for distance, entity in ahead:
            row = place_of.get(entity)
            if row is None:
                continue
            if entity not in seen:
                seen.add(entity)
                rows[row, _AT["ahead distance"]] = math.log1p(distance)
            if distance < 700:
                rows[row, _AT["count ahead"]] += 1
        evidence = self.evidence
        low, high = (
            bisect_left(self.all_start, start - 1000),
            bisect_left(self.all_start, end + 400),
        )
        for mention in range(max(low, high - 150), high):
            if evidence.mention_part[mention] >= 0:
                row = place_of.get(int(evidence.mention_entity[mention]))
                if row is not None:
                    rows[row, _AT["count in speeches near"]] += 1
        for name in ("count back", "count ahead", "count in speeches near"):
            rows[:, _AT[name]] = np.log1p(rows[:, _AT[name]])

    def _back_columns(
        self, back: list[tuple[int, int]], place_of: dict[int, int], rows: Floats
    ) -> None:
        """How far back each candidate was last named, and its rank by that."""
        rows[:, _AT["back distance"]] = math.log1p(_BACK)
        of_gender: dict[int, int] = {}
        ranked: set[int] = set()
        for distance, entity in back:
            row = place_of.get(entity)
            if row is None:
                continue
            if entity not in ranked:
                gender = self.genders[entity]
                rows[row, _AT["back distance"]] = math.log1p(distance)
                rows[row, _AT["back rank"]] = 1 / (1 + len(ranked))
                rows[row, _AT["back rank in gender"]] = 1 / (1 + of_gender.get(gender, 0))
                of_gender[gender] = of_gender.get(gender, 0) + 1
                ranked.add(entity)
            if distance < 1500:
                rows[row, _AT["count back"]] += 1

    def _people_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        cued = self.cued[entities]
        told = self.frequency[entities]
        rows[:, _AT["frequency"]] = np.log1p(told)
        rows[:, _AT["cued share"]] = np.log1p(cued)
        rows[:, _AT["cued per mention"]] = (cued + 0.5) / (told + 5)
        for row, entity in enumerate(entities):
            rows[row, _AT["narrator"]] = entity == self.evidence.narrators[number]
            rows[row, _AT["male"]] = self.genders[entity] == Gender.HE
            rows[row, _AT["female"]] = self.genders[entity] == Gender.SHE
        rows[:, _AT["candidates"]] = math.log1p(len(entities))

    def _call_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        here = self.contexts[number]
        none: SpeechContext | None = None
        before = self.contexts[number - 1] if number else none
        after = self.contexts[number + 1] if number + 1 < len(self.contexts) else none
        for row, entity in enumerate(entities):
            r = rows[row]
            r[_AT["called here"]] = here.called.get(entity, 0)
            r[_AT["spoken of here"]] = entity in here.spoken_of
            if before is not None:
                r[_AT["called before"]] = before.called.get(entity, 0)
                r[_AT["spoken of before"]] = entity in before.spoken_of
                others = [v for e, v in before.called.items() if e != entity]
                r[_AT["another called before"]] = max(others, default=0)
                if before.term and self.genders[entity] in HE_OR_SHE:
                    same = self.genders[entity] == before.term
                    r[_AT["term before agrees" if same else "term before disagrees"]] = 1
            if after is not None:
                r[_AT["called next"]] = after.called.get(entity, 0)
                r[_AT["spoken of next"]] = entity in after.spoken_of

    def _neighbour_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        places = (
            (-1, "1 back"),
            (-2, "2 back"),
            (-3, "3 back"),
            (1, "1 ahead"),
            (2, "2 ahead"),
        )
        for step, label in places:
            at = number + step
            if not 0 <= at < len(self.contexts):
                continue
            other = self.contexts[at]
            if other.soft >= 0 and label in ("1 back", "2 back", "1 ahead"):
                rows[:, _AT[f"resolved {label}"]] = [e == other.soft for e in entities]
            for row, entity in enumerate(entities):
                if other.hard >= 0:
                    if other.hard == entity:
                        rows[row, _AT[f"cued {label}"]] = 1
                    elif label != "3 back":
                        rows[row, _AT[f"another cued {label}"]] = 1
                elif other.cue_shows in HE_OR_SHE and label in (
                    "1 back",
                    "2 back",
                    "1 ahead",
                ):
                    own = self.genders[entity]
                    if own in HE_OR_SHE:
                        verdict = "agrees" if own == other.cue_shows else "disagrees"
                        rows[row, _AT[f"gender {verdict} {label}"]] = 1
        back = [c.hard for c in self.contexts[max(0, number - 8) : number]]
        ahead = [c.hard for c in self.contexts[number + 1 : number + 9]]
        for row, entity in enumerate(entities):
            rows[row, _AT["cued near back"]] = back.count(entity)
            rows[row, _AT["cued near ahead"]] = ahead.count(entity)
            last = self.last_cued.get(entity)
            rows[row, _AT["cued recency"]] = 1 / (number - last) if last is not None else 0

    def _speech_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        evidence = self.evidence
        units = evidence.units
        unit = units[number]
        start, end = (
            int(evidence.part_start[unit.first]),
            int(evidence.part_end[unit.last - 1]),
        )
        gap = unit.block - units[number - 1].last_block if number else 99
        ahead = units[number + 1].block - unit.last_block if number + 1 < len(units) else 99
        earlier = units[number - 1].block - units[number - 2].last_block if number > 1 else 99
        rows[:, _AT["adjacent back"]] = gap == 1
        rows[:, _AT["same paragraph back"]] = gap == 0
        rows[:, _AT["adjacent ahead"]] = ahead == 1
        rows[:, _AT["adjacent 2 back"]] = gap <= 1 and earlier <= 1
        rows[:, _AT["gap back"]] = math.log1p(gap)
        rows[:, _AT["gap ahead"]] = math.log1p(ahead)
        text = evidence.text[start:end]
        rows[:, _AT["words"]] = math.log1p(len(text.split()))
        rows[:, _AT["question here"]] = "?" in text[-4:]
        if number:
            stop = int(evidence.part_end[unit.first - 1])
            rows[:, _AT["question before"]] = "?" in evidence.text[max(0, stop - 4) : stop]
        rows[:, _AT["parts"]] = unit.last - unit.first
        first_of: set[int] = set()
        order = np.argsort(rows[:, _AT["back distance"]], kind="stable")
        for row in order.tolist():
            gender = self.genders[entities[row]]
            if gender not in first_of:
                first_of.add(gender)
                rows[row, _AT["first candidate of gender"]] = 1


def _put(rows: Floats, names: tuple[str, ...], found: Floats) -> None:
    """Fill the columns of some names that stand together."""
    first = _AT[names[0]]
    rows[:, first : first + len(names)] = found

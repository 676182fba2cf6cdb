"""What the scene and the unbroken run of speeches around one say for its candidates.

In a run of two people every second speech is the same person's, so what is known of the
speeches an even number of turns away speaks for a candidate, and of the odd ones against.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats
from fabula.story.names.gender import HE_OR_SHE, Gender
from fabula.story.speech.contexts import SpeechContext
from fabula.story.speech.discourse import read_discourse, run_weights
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.idiolect import Idiolects

__all__ = ["AROUND", "Surroundings", "idiolect_leads"]

AROUND = (
    "cue fits name",
    "cued in scene",
    "share of scene's cues",
    "cued at even turns",
    "cued at odd turns",
    "another cued at even turns",
    "another cued at odd turns",
    "called at even turns",
    "called at odd turns",
    "beat at even turns",
    "beat at odd turns",
    "gender at even turns",
    "gender at odd turns",
    "term at odd turns",
    "people cued in run",
    "turns in run",
    "spoken of around",
    "idiolect",
    "idiolect known",
    "idiolect lead",
)
"""Names of the columns that `Surroundings.rows` fills."""

_AT = {name: number for number, name in enumerate(AROUND)}
_WELL_KNOWN = math.log(150)  # words of somebody's speech that tell something
_NEAR = 6  # speeches on either side that may speak of a candidate
_LIMIT = 4.0
_Values = list[tuple[tuple[int, float], ...]]


class Surroundings:
    """The whole book's scenes, runs and idiolects; fills the columns of one speech."""

    def __init__(self, evidence: SpeechEvidence, contexts: Sequence[SpeechContext]) -> None:
        self.contexts = contexts
        self.genders = evidence.entity_gender.tolist()
        self.discourse = read_discourse(evidence)
        self.scenes = self.discourse.scene.tolist()
        self.runs = self.discourse.run.tolist()
        self.idiolects = Idiolects(evidence, [c.hard for c in contexts])
        self.cued: _Values = [
            ((c.hard, 1.0),) if c.hard >= 0 else ((c.soft, 0.5),) if c.soft >= 0 else ()
            for c in contexts
        ]
        self.called: _Values = [tuple(c.called.items()) for c in contexts]
        self.acting: _Values = [((c.beat, 1.0),) if c.beat >= 0 else () for c in contexts]
        self.shown: _Values = [
            ((c.cue_shows, 1.0),) if c.hard < 0 and c.cue_shows in HE_OR_SHE else ()
            for c in contexts
        ]
        self.terms: _Values = [((int(c.term), 1.0),) if c.term else () for c in contexts]
        named = [n for n, c in enumerate(contexts) if c.hard >= 0]
        self.scene_cues = Counter((self.scenes[n], contexts[n].hard) for n in named)
        self.scene_sum = Counter(self.scenes[n] for n in named)
        self.run_turns = Counter(self.runs)
        self.run_people = Counter(
            run for run, _ in {(self.runs[n], contexts[n].hard) for n in named}
        )

    def rows(self, number: int, entities: list[int]) -> Floats:
        """The columns of one speech's candidates. [n, len(AROUND)]"""
        rows = np.zeros((len(entities), len(AROUND)), dtype=np.float32)
        self._scene_columns(number, entities, rows)
        self._turn_columns(number, entities, rows)
        context = self.contexts[number]
        near = self.contexts[max(0, number - _NEAR) : number + _NEAR + 1]
        rows[:, _AT["cue fits name"]] = [e in context.fitting for e in entities]
        rows[:, _AT["spoken of around"]] = [sum(e in c.spoken_of for c in near) for e in entities]
        like, known = self.idiolects.likeness(number, entities)
        rows[:, _AT["idiolect"]] = np.clip(like, -_LIMIT, _LIMIT)
        rows[:, _AT["idiolect known"]] = known
        rows[:, _AT["idiolect lead"]] = np.clip(idiolect_leads(like, known), -_LIMIT, _LIMIT)
        return rows

    def _scene_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        scene, run = self.scenes[number], self.runs[number]
        own = self.contexts[number].hard
        total = self.scene_sum[scene] - (own >= 0)
        cued = np.array([self.scene_cues[scene, e] - (e == own) for e in entities])
        rows[:, _AT["cued in scene"]] = np.log1p(cued)
        rows[:, _AT["share of scene's cues"]] = cued / total if total else 0
        rows[:, _AT["people cued in run"]] = self.run_people[run]
        rows[:, _AT["turns in run"]] = math.log1p(self.run_turns[run])

    def _turn_columns(self, number: int, entities: list[int], rows: Floats) -> None:
        run = self.runs
        cued = run_weights(run, number, self.cued)
        called = run_weights(run, number, self.called)
        acting = run_weights(run, number, self.acting)
        shown = run_weights(run, number, self.shown)
        terms = run_weights(run, number, self.terms)
        for turns, label in enumerate(("even", "odd")):
            rows[:, _AT[f"cued at {label} turns"]] = [cued[turns].get(e, 0) for e in entities]
            rows[:, _AT[f"another cued at {label} turns"]] = _others(cued[turns], entities)
            rows[:, _AT[f"called at {label} turns"]] = [called[turns].get(e, 0) for e in entities]
            rows[:, _AT[f"beat at {label} turns"]] = [acting[turns].get(e, 0) for e in entities]
            rows[:, _AT[f"gender at {label} turns"]] = self._agreeing(shown[turns], entities)
        rows[:, _AT["term at odd turns"]] = self._agreeing(terms[1], entities)

    def _agreeing(self, weights: dict[int, float], entities: list[int]) -> list[float]:
        """By candidate: what is shown of its gender less what is shown of the other."""
        lead = weights.get(Gender.HE, 0.0) - weights.get(Gender.SHE, 0.0)
        by_gender: dict[int, float] = {Gender.HE: lead, Gender.SHE: -lead}
        return [by_gender.get(self.genders[e], 0.0) for e in entities]


def _others(weights: dict[int, float], entities: list[int]) -> list[float]:
    """By candidate: the greatest weight of anybody else."""
    return [max((v for e, v in weights.items() if e != own), default=0.0) for own in entities]


def idiolect_leads(score: Floats, known: Floats) -> Floats:
    """By how much each well-known candidate's score is above the best of the others."""
    lead = np.zeros_like(score)
    some = np.flatnonzero(known > _WELL_KNOWN)
    if len(some) > 1:
        order = some[np.argsort(-score[some])]
        lead[some] = score[some] - score[order[0]]
        lead[order[0]] = score[order[0]] - score[order[1]]
    return lead

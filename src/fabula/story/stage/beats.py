"""Beats: the smallest stretches of telling in which the stage can change.

A beat of narration is a clause with its verb; a part of a speech is a beat too. Beats do not
overlap and lie in scenes, in the order they are told.
"""

from fabula.manuscript.spans import Span
from fabula.story.facts.modality import When
from fabula.story.model import Story
from fabula.story.stage.acts import Acts

__all__ = ["told_beats"]

_CLAUSE = frozenset({"root", "conj", "advcl", "parataxis", "ccomp"})


def told_beats(acts: Acts) -> list[tuple[Span, When]]:
    """The beats of a story in order, each with how it lies in story time."""
    story = acts.story
    beats: list[tuple[Span, When]] = [(quote.span, "now") for quote in story.quotes]
    reading = story.reading
    told: list[bool] = story.speech.is_told(reading.tokens.start).tolist()
    of_sentence: dict[int, list[tuple[int, When]]] = {}
    for act in acts.all:
        relation = reading.deprels[act.token]
        if relation in _CLAUSE:
            sentence = int(reading.tokens.sentence[act.token])
            of_sentence.setdefault(sentence, []).append((_first(acts, act.token), act.when))
    for sentence, own in of_sentence.items():
        own.sort()
        last = int(reading.sentence_last[sentence])
        for i, (first, when) in enumerate(own):
            first = int(reading.sentence_first[sentence]) if i == 0 else first
            stop = own[i + 1][0] if i + 1 < len(own) else last
            beats += _outside_speech(story, told, first, stop, when)
    beats.sort(key=lambda beat: (beat[0].start, beat[0].end))
    return _apart(beats)


def _first(acts: Acts, verb: int) -> int:
    """The first token of a clause: its verb's own words, other clauses apart."""
    own = acts.clauses.dependents(verb, ("nsubj", "nsubj:pass", "aux", "mark", "advmod", "cc"))
    return min([verb, *own])


def _outside_speech(
    story: Story, told: list[bool], first: int, stop: int, when: When
) -> list[tuple[Span, When]]:
    """The narration between two tokens, cut where speech stands in it."""
    tokens = story.reading.tokens
    parts: list[tuple[Span, When]] = []
    begin = -1
    for t in range(first, stop + 1):
        inside = t < stop and told[t]
        if inside and begin < 0:
            begin = t
        if not inside and begin >= 0:
            parts.append((Span(int(tokens.start[begin]), int(tokens.end[t - 1])), when))
            begin = -1
    return parts


def _apart(beats: list[tuple[Span, When]]) -> list[tuple[Span, When]]:
    """Without those that begin inside the one before."""
    kept: list[tuple[Span, When]] = []
    for span, when in beats:
        if kept and span.start < kept[-1][0].end:
            continue
        if span.end > span.start:
            kept.append((span, when))
    return kept

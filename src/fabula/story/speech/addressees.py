"""Whom a speech is addressed to: those it calls by name, else whom the speaker is talking with."""

from collections.abc import Sequence

from fabula.story.speech.evidence import Evidence, Unit
from fabula.story.speech.vocatives import addressed_in

__all__ = ["addressees_of"]

_NEAR = 2  # paragraphs between speeches of one conversation
_REACH = 4  # speeches looked back and ahead


def addressees_of(
    evidence: Evidence, units: Sequence[Unit], speakers: Sequence[int]
) -> list[tuple[int, ...]]:
    """The entities each speech is addressed to, best first; none when nobody is known.

    ``speakers``: the entity of each unit, -1 for none. A vocative decides; else the
    last other speaker of the conversation, else the next.
    """
    found: list[tuple[int, ...]] = []
    for number, unit in enumerate(units):
        called, _ = addressed_in(evidence, unit)
        sure = [e for e, weight in called.items() if weight >= 0.5 and e != speakers[number]]
        if sure:
            found.append(tuple(sorted(sure, key=lambda e: -called[e])))
            continue
        partner = _partner(units, speakers, number)
        found.append((partner,) if partner >= 0 else ())
    return found


def _partner(units: Sequence[Unit], speakers: Sequence[int], number: int) -> int:
    own = speakers[number]
    for step in (-1, 1):
        at = number
        for _ in range(_REACH):
            following = at + step
            if not 0 <= following < len(units):
                break
            low, high = sorted((at, following))
            if units[high].block - units[low].last_block > _NEAR + 1:
                break
            at = following
            if speakers[at] >= 0 and speakers[at] != own:
                return speakers[at]
    return -1

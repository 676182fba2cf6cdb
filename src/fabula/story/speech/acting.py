"""Who acted lately: the candidates as subjects of the clauses told before a speech."""

import math
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats

__all__ = ["ACTING", "acting_rows"]

ACTING = (
    "subject distance",
    "subject rank",
    "subject rank in gender",
    "subject rank in scene",
    "count as subject",
)
"""Names of the columns that `acting_rows` fills."""

_DISTANCE, _RANK, _IN_GENDER, _IN_SCENE, _COUNT = range(len(ACTING))
_NEAR = 2500  # code points within which acts are counted


def acting_rows(
    acts: Sequence[tuple[int, int]],
    entities: Sequence[int],
    genders: Sequence[int],
    scene: int,
    farthest: int,
) -> Floats:
    """The columns of one speech's candidates. [n, len(ACTING)]

    ``acts``: (distance, entity) of the subjects before the speech, nearest first.
    ``genders``: of all entities. ``scene``: code points back to where the scene begins;
    ``farthest``: the distance of those who did not act.
    """
    rows = np.zeros((len(entities), len(ACTING)), dtype=np.float32)
    rows[:, _DISTANCE] = math.log1p(farthest)
    place_of = {entity: row for row, entity in enumerate(entities)}
    ranked: set[int] = set()
    of_gender: dict[int, int] = {}
    for distance, entity in acts:
        row = place_of.get(entity)
        if row is None:
            continue
        if entity not in ranked:
            before = of_gender.get(genders[entity], 0)
            rows[row, _DISTANCE] = math.log1p(distance)
            rows[row, _RANK] = 1 / (1 + len(ranked))
            rows[row, _IN_GENDER] = 1 / (1 + before)
            of_gender[genders[entity]] = before + 1
            ranked.add(entity)
        if distance < _NEAR:
            rows[row, _COUNT] += 1
    rows[:, _COUNT] = np.log1p(rows[:, _COUNT])
    rows[:, _IN_SCENE] = rows[:, _RANK] * (rows[:, _DISTANCE] <= math.log1p(scene))
    return rows

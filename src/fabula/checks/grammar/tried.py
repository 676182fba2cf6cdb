"""The reader's own remedies, tried where its doubt alone is too little.

In prose with few mistakes the reader's doubt is worth little, for most of what it doubts is the
writer's way (`fabula.checks.grammar.prior`). But where the remedy that it names makes the doubt
go away, that was the matter: the odds before and after, with the share of wrong words in the
text, are the odds of a slip, as for `fabula.checks.grammar.alikes`. Of what is right the doubt
stays, or was small.
"""

from collections.abc import Mapping

from fabula.checks.framework.finding import Edit
from fabula.checks.grammar.alikes import around_token
from fabula.language.again import Doubts, doubts_again
from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript

__all__ = ["odds_tried", "worth_trying"]

_AT_BEST = 250.0
"""By how much a doubt can shrink at best, as odds."""

_LEFT = 0.2
"""The most doubt that may be left once the remedy is made."""

_REACH = 12
"""How far from an edit its doubt shows, in code points."""

_TINY = 1e-4


def worth_trying(chance: float, share: float, least: float) -> bool:
    """Whether a doubt is such that a remedy could still reach these odds.

    ``share``: of the words of the text, how many are wrong.
    """
    return _odds(chance) * _AT_BEST * share >= least


def odds_tried(
    reading: Reading, manuscript: Manuscript, edits: Mapping[int, Edit], share: float
) -> dict[int, float]:
    """Token -> the odds that its edit mends a slip, by how much less is doubted once it is made.

    Each is tried alone, in its sentence and the one before. Nothing is said of a reading that no
    model made, or one that is not in use any more.
    """
    places: list[tuple[int, int, int, int]] = []
    texts: list[str] = []
    for i, edit in edits.items():
        span = around_token(reading, manuscript, i)
        if not (span.start <= edit.span.start and edit.span.end <= span.end):
            continue
        text = span.text(reading.text)
        start, end = edit.span.start - span.start, edit.span.end - span.start
        places.append((i, start, end, start + len(edit.replacement)))
        texts += [text, text[:start] + edit.replacement + text[end:]]
    looks = doubts_again(reading, texts) if texts else None
    if looks is None:
        return {}
    found: dict[int, float] = {}
    for (i, start, end, done), before, after in zip(places, looks[::2], looks[1::2], strict=True):
        left = _doubt(after, start, done)
        if left < _LEFT:
            found[i] = _odds(_doubt(before, start, end)) / _odds(left) * share
    return found


def _doubt(look: Doubts, start: int, end: int) -> float:
    near = (look.end >= start - _REACH) & (look.start <= end + _REACH)
    return float(look.error[near].max(initial=0.0))


def _odds(chance: float) -> float:
    kept = min(max(chance, _TINY), 1 - _TINY)
    return kept / (1 - kept)

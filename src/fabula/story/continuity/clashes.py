"""What two places of a text tell that cannot both be, before a check has words for it."""

from dataclasses import dataclass

from fabula.manuscript.spans import Span

__all__ = ["Clash"]


@dataclass(frozen=True, slots=True)
class Clash:
    """What ``second`` tells does not fit what ``first`` told.

    ``how`` names the kind of misfit, for which a check has its words; ``who``: the character's
    id, None for nobody known; ``what``: the thing, name or value that is told at ``second``.
    """

    how: str
    first: Span
    second: Span
    who: int | None = None
    what: str = ""

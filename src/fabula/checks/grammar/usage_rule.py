"""What a rule of usage is: a pattern of words, what mends it, and what is said."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fabula.checks.framework.finding import Level

__all__ = ["UsageRule"]


@dataclass(frozen=True, slots=True)
class UsageRule:
    """A construction that is wrong by its words alone.

    ``sign``: what a paragraph must have for the pattern to be looked for. ``pattern``: its group
    ``v`` is what is wrong. ``mend``: what should stand there. ``message``: may name ``{v}`` and
    ``{w}``; where it gives back what stands there, nothing is said. ``level``: None is an error.
    ``newer``: older books write so by right.
    """

    sign: str | tuple[str, ...]
    pattern: re.Pattern[str]
    mend: Callable[[re.Match[str]], str]
    message: str
    level: Level | None = "query"
    newer: bool = False

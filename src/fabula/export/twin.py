"""How corrections are written back into a kind of draft: one file of `fabula.export.twins` each."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fabula.checks.framework.finding import Finding
from fabula.export import twins
from fabula.export.commented import Commented
from fabula.export.corrected import Corrected
from fabula.manuscript.model import Manuscript

__all__ = ["Twin", "twin_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The corrected copy of a draft; a file of `fabula.export.twins` declares one as ``TWIN``.

    A reader names it as its ``twin``. ``correct`` takes the manuscript, the bytes
    it was read from and the findings. ``keeps_format``: the copy is a draft of the
    same format, so it keeps its suffix and can be read again to prove it; otherwise it
    is plain text. ``in_place``: the copy may replace the draft itself. ``shown`` tells a
    writer how the corrections stand in the copy. ``comment``, where the format has comments,
    takes also the findings to put in as corrections, and gives a copy with the remarks beside
    their words.
    """

    correct: Callable[[Manuscript, bytes, Iterable[Finding]], Corrected]
    keeps_format: bool
    in_place: bool
    shown: str
    comment: (
        Callable[[Manuscript, bytes, Sequence[Finding], Iterable[Finding]], Commented] | None
    ) = None


def twin_named(name: str) -> Twin:
    """The twin of that name. Raises ValueError where no file declares it."""
    known = {info.name for info in pkgutil.iter_modules(twins.__path__)}
    module = importlib.import_module(f"{twins.__name__}.{name}") if name in known else None
    twin = getattr(module, "TWIN", None)
    if not isinstance(twin, Twin):
        raise ValueError(f'no twin "{name}"; fabula.export.twins has {", ".join(sorted(known))}')
    return twin

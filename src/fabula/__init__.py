"""Fabula reads a story and gives back the world it describes.

>>> import fabula
>>> checked = fabula.check("draft.docx")  # doctest: +SKIP
>>> story = fabula.read("draft.docx")  # doctest: +SKIP

Nothing is loaded until a function is asked for, so that the import takes no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fabula.telemetry import switch_off

if TYPE_CHECKING:
    from fabula.manuscript.errors import FabulaError
    from fabula.pipeline.api import check, load, open_project, query, read

__all__ = ["FabulaError", "__version__", "check", "load", "open_project", "query", "read"]

__version__ = "0.1.0"

switch_off()

_HOMES = {
    "FabulaError": "fabula.manuscript.errors",
    "check": "fabula.pipeline.api",
    "load": "fabula.pipeline.api",
    "open_project": "fabula.pipeline.api",
    "query": "fabula.pipeline.api",
    "read": "fabula.pipeline.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""The format of an output, where the file's name already says it."""

from collections.abc import Mapping
from pathlib import Path

import click

__all__ = ["format_for"]

_PLAIN = frozenset(("", ".txt", ".text", ".log"))
"""Endings that say nothing of the format: the command's own is written."""


def format_for(
    given: str | None, output: str | None, usual: str, endings: Mapping[str, str]
) -> str:
    """The format asked for; where none was, the one that the output's ending names.

    ``endings``: the format by each ending that names one. Raises `click.UsageError` for an
    ending that says something else.
    """
    if given is not None:
        return given
    ending = "" if output is None else Path(output).suffix.lower()
    if ending in endings:
        return endings[ending]
    if ending in _PLAIN:
        return usual
    known = ", ".join(sorted(endings.keys() | _PLAIN - {""}))
    raise click.UsageError(
        f'"{ending}" names no format that can be written here ({known}); '
        "say which is meant with --format."
    )

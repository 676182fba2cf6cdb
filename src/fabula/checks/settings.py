"""Settings of a project: the file ``fabula.toml``, found upward from the draft.

::

    [check]
    select = ["tense-shift", "spelling"]   # run only these; "all" for every check
    ignore = ["vocative-comma"]            # leave these out
    level = "query"                        # the mildest level to show
"""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from fabula.checks.finding import LEVELS, Level
from fabula.manuscript.errors import FabulaError

__all__ = ["SETTINGS_FILE", "Settings", "find_settings", "folders_from", "parse_settings"]

SETTINGS_FILE = "fabula.toml"

_TABLES = {"check": ("select", "ignore", "level")}


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``fabula.toml`` asks for; None or empty where it says nothing. ``path`` is the file."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    level: Level | None = None
    path: Path | None = None


def folders_from(folder: Path) -> tuple[Path, ...]:
    """The folder and those above it; none where the current folder has been deleted."""
    try:
        here = folder.resolve()
    except OSError:
        return ()
    return (here, *here.parents)


def find_settings(folder: Path) -> Settings:
    """The settings in force in a folder: of the nearest ``fabula.toml`` there or above.

    Raises `FabulaError` when that file cannot be read or says something unknown.
    """
    for parent in folders_from(folder):
        path = parent / SETTINGS_FILE
        if path.is_file():
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
                raise FabulaError(f"{path}: cannot be read ({reason})") from error
            return parse_settings(text, path)
    return Settings()


def parse_settings(text: str, path: Path) -> Settings:
    """The settings in the text of a ``fabula.toml``.

    Raises `FabulaError` for text that is not TOML, an unknown key (with the nearest
    known one) and a value of the wrong kind.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FabulaError(f"{path}: not valid TOML: {error}") from error
    for name in tables:
        _known(name, tuple(_TABLES), path, "table")
    check = tables.get("check", {})
    if not isinstance(check, dict):
        raise FabulaError(f"{path}: check must be a table, written [check]")
    for key in check:
        _known(key, _TABLES["check"], path, "key of [check]")
    return Settings(
        select=_names(check, "select", path),
        ignore=_names(check, "ignore", path),
        level=_level(check, path),
        path=path,
    )


def _known(name: str, known: tuple[str, ...], path: Path, what: str) -> None:
    if name in known:
        return
    near = get_close_matches(name.lower(), known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}"
    raise FabulaError(f'{path}: unknown {what} "{name}"; {hint}')


def _names(check: dict[str, Any], key: str, path: Path) -> frozenset[str]:
    value = check.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise FabulaError(f'{path}: {key} must be a list of check names, such as ["spelling"]')
    return frozenset(value)


def _level(check: dict[str, Any], path: Path) -> Level | None:
    if "level" not in check:
        return None
    for level in LEVELS:
        if check["level"] == level:
            return level
    raise FabulaError(f"{path}: level must be one of {', '.join(LEVELS)}")

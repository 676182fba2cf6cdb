"""Settings of a project: the file ``fabula.toml``, found upward from the draft.

::

    words = ["skyhook", "grimalkin"]       # never misspelled

    [check]
    select = ["tense-shift", "spelling"]   # run only these; "all" for every check
    ignore = ["vocative-comma"]            # leave these out
    level = "query"                        # the mildest level to show

    [names."Elizabeth Bennet"]
    aliases = ["Lizzy", "the young lady"]  # these are one with her
    pronouns = "she/her"

    [names."Old Tom"]
    person = false                         # a clock, and nobody
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from fabula.checks.framework.finding import LEVELS, Level
from fabula.display import counted, cut_short, one_line
from fabula.manuscript.errors import FabulaError
from fabula.story.names.rulings import PRONOUNS, Ruling

__all__ = [
    "SETTINGS_FILE",
    "Settings",
    "find_settings",
    "folders_from",
    "parse_settings",
    "read_settings",
]

SETTINGS_FILE = "fabula.toml"

_TOP = ("words", "check", "names")
_CHECK = ("select", "ignore", "level")
_NAME = ("aliases", "pronouns", "same_as", "person")

_SHOWN = 60
"""Code points of the names of checks that are printed."""
_LARGEST = 4_000_000
"""Bytes beyond which a settings file is taken for something else."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``fabula.toml`` asks for; None or empty where it says nothing. ``path`` is the file.

    ``words`` are never misspelled, in lower case; ``rulings`` are of ``[names]``.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    level: Level | None = None
    words: frozenset[str] = frozenset()
    rulings: tuple[Ruling, ...] = ()
    path: Path | None = None

    def __repr__(self) -> str:
        if self.path is None:
            return "<Settings: none>"
        checks = sorted(self.select or ()) or ["the usual checks"]
        parts = [
            cut_short(", ".join(checks), _SHOWN),
            *([f"without {cut_short(', '.join(sorted(self.ignore)), _SHOWN)}"] * bool(self.ignore)),
            counted(len(self.words), "word"),
            counted(len(self.rulings), "name"),
        ]
        return f"<Settings {one_line(str(self.path))}: {', '.join(parts)}>"


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
            return parse_settings(read_settings(path), path)
    return Settings()


def read_settings(path: Path) -> str:
    """The text of a settings file; raises `FabulaError` when it cannot be read as one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FabulaError(f"{path}: too large for a settings file")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise FabulaError(f"{path}: cannot be read ({reason})") from error


def parse_settings(text: str, path: Path) -> Settings:
    """The settings in the text of a ``fabula.toml``.

    Raises `FabulaError` for text that is not TOML, an unknown key (saying which there
    are) and a value of the wrong kind.
    """
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FabulaError(f"{path}: not valid TOML: {error}") from error
    _refuse_unknown(tables, _TOP, path, "")
    check = _table(tables, "check", path)
    _refuse_unknown(check, _CHECK, path, "[check]")
    return Settings(
        select=frozenset(_strings(check, "select", path, _CHECKS)),
        ignore=frozenset(_strings(check, "ignore", path, _CHECKS)),
        level=_level(check, path),
        words=frozenset(w.casefold() for w in _strings(tables, "words", path, _WORDS)),
        rulings=_rulings(_table(tables, "names", path), path),
        path=path,
    )


_CHECKS = 'a list of check names, such as ["spelling"]'
_WORDS = 'a list of words, such as ["skyhook"]'
_NAMES = 'a list of names, such as ["Lizzy"]'


def _refuse_unknown(table: dict[str, Any], known: tuple[str, ...], path: Path, where: str) -> None:
    for key in table:
        if key in known:
            continue
        kind = "table" if isinstance(table[key], dict) and not where else "key"
        what = f'{kind} "{key}" in {where}' if where else f'{kind} "{key}"'
        if where and key in _TOP:
            hint = f"it stands at the top of the file, before {where}"
        else:
            near = get_close_matches(key.lower(), known, n=1)
            meant = f'did you mean "{near[0]}"? ' if near else ""
            hint = f"{meant}there are {', '.join(known[:-1])} and {known[-1]}"
        raise FabulaError(f"{path}: unknown {what}; {hint}")


def _table(tables: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    table = tables.get(key, {})
    if not isinstance(table, dict):
        raise FabulaError(f"{path}: {key} must be a table, written [{key}]")
    return table


def _strings(table: dict[str, Any], key: str, path: Path, what: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise FabulaError(f"{path}: {key} must be {what}")
    return tuple(" ".join(name.split()) for name in value if name.strip())


def _level(check: dict[str, Any], path: Path) -> Level | None:
    if "level" not in check:
        return None
    for level in LEVELS:
        if check["level"] == level:
            return level
    raise FabulaError(f"{path}: level must be one of {', '.join(LEVELS)}")


def _rulings(names: dict[str, Any], path: Path) -> tuple[Ruling, ...]:
    """What ``[names]`` says, with those who are the same as another under that other's name."""
    given: dict[str, dict[str, Any]] = {}
    for name, table in names.items():
        key = " ".join(name.split())
        if not key or not isinstance(table, dict):
            raise FabulaError(
                f'{path}: "{name}" in [names] must be a table, such as '
                f'[names."{key or "Nell"}"] with aliases = ["Nelly"] under it'
            )
        _refuse_unknown(table, _NAME, path, f'[names."{name}"]')
        given[key] = table
    rulings: dict[str, Ruling] = {}
    for name, table in given.items():
        one = _ruling(name, table, path)
        home = _home(name, given, path)
        known = rulings.get(home, Ruling(home))
        rulings[home] = _joined(known, one, path)
    _refuse_two(rulings.values(), path)
    return tuple(rulings.values())


def _ruling(name: str, table: dict[str, Any], path: Path) -> Ruling:
    pronouns, person = table.get("pronouns"), table.get("person", True)
    if pronouns is not None and pronouns not in PRONOUNS:
        raise FabulaError(f"{path}: pronouns must be one of {', '.join(PRONOUNS)}")
    if not isinstance(person, bool):
        raise FabulaError(f"{path}: person must be true or false")
    return Ruling(name, _strings(table, "aliases", path, _NAMES), pronouns, person)


def _home(name: str, given: dict[str, dict[str, Any]], path: Path) -> str:
    """The name under which somebody goes, by way of ``same_as``."""
    seen = {name}
    while "same_as" in given.get(name, {}):
        name = given[name]["same_as"]
        if not isinstance(name, str) or not name.strip():
            raise FabulaError(f'{path}: same_as must be a name, such as "Nell Quill"')
        name = " ".join(name.split())
        if name in seen:
            raise FabulaError(f'{path}: same_as leads from "{name}" back to "{name}"')
        seen.add(name)
    return name


def _joined(one: Ruling, other: Ruling, path: Path) -> Ruling:
    """Two rulings of one person, called as the first is."""
    pronouns = {p for p in (one.pronouns, other.pronouns) if p}
    if len(pronouns) > 1:
        raise FabulaError(f'{path}: "{one.name}" has two kinds of pronouns; give one')
    names = (*one.aliases, other.name, *other.aliases)
    aliases = tuple(name for name in dict.fromkeys(names) if name != one.name)
    return Ruling(one.name, aliases, next(iter(pronouns), None), one.person and other.person)


def _refuse_two(rulings: Iterable[Ruling], path: Path) -> None:
    owner: dict[str, str] = {}
    for ruling in rulings:
        for name in (ruling.name, *ruling.aliases):
            before = owner.setdefault(name.casefold(), ruling.name)
            if before != ruling.name:
                raise FabulaError(
                    f'{path}: "{name}" is given to both "{before}" and "{ruling.name}"; '
                    "give it to one, or join them with same_as"
                )

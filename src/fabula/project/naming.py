"""What is said of somebody on the page, kept in ``fabula.toml`` as ``[names]`` has it.

The file is the writer's: only the lines concerned change, its comments and order stay, and
a change is written only if the file then says exactly what was asked for.
"""

import copy
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from fabula.files.locks import alone
from fabula.files.writing import write_file
from fabula.manuscript.errors import FabulaError
from fabula.project.settings import parse_settings, read_settings

__all__ = ["NameRule", "name_rules", "set_name_rule"]

_KEYS = ("same_as", "pronouns", "person")


@dataclass(frozen=True, slots=True)
class NameRule:
    """What the settings say of a name: one ``key`` and its value, in words."""

    name: str
    key: str
    value: str


def name_rules(path: Path) -> tuple[NameRule, ...]:
    """What a settings file says of names that the page can say too; none where there is no file.

    Raises `FabulaError` when the file cannot be read.
    """
    if not path.is_file():
        return ()
    names = _tables(read_settings(path), path).get("names", {})
    return tuple(
        NameRule(name, key, value if isinstance(value, str) else str(value).lower())
        for name, table in names.items()
        if isinstance(table, dict)
        for key, value in table.items()
        if key in _KEYS and value is not True
    )


def set_name_rule(path: Path, name: str, key: str, value: str | bool | None) -> None:
    """Say in a settings file that ``key`` of a name is ``value``; None takes that back.

    Makes the file where there is none. Raises `FabulaError` when the file cannot be read or
    written, would then be wrong, or says names in a way that cannot be added to.
    """
    if key not in _KEYS:
        raise FabulaError(f'"{key}" is nothing that can be said of a name')
    if not name.strip() or not f"{name}{value}".isprintable():
        raise FabulaError("a name is some words on one line")
    name = " ".join(name.split())
    with alone(path):
        text = read_settings(path) if path.is_file() else ""
        wanted = _wanted(_tables(text, path), name, key, value)
        changed = _changed(text, name, key, value)
        if _tables(changed, path) != wanted:
            raise FabulaError(f'{path}: "{name}" cannot be changed there; write it by hand')
        parse_settings(changed, path)
        write_file(path, changed.encode())


def _tables(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FabulaError(f"{path}: not valid TOML: {error}") from error


def _wanted(
    tables: dict[str, Any], name: str, key: str, value: str | bool | None
) -> dict[str, Any]:
    """What the file must say afterwards."""
    wanted = copy.deepcopy(tables)
    names = wanted.setdefault("names", {})
    if not isinstance(names, dict):
        return wanted
    own = names.setdefault(next((n for n in names if " ".join(n.split()) == name), name), {})
    if value is not None:
        own[key] = value
        return wanted
    own.pop(key, None)
    for outer, inner in ((names, next((n for n in names if names[n] is own), name)),
                         (wanted, "names")):  # fmt: skip
        if not outer.get(inner, True):
            del outer[inner]
    return wanted


def _changed(text: str, name: str, key: str, value: str | bool | None) -> str:
    """The text with the line of that key put in, changed or taken out."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    head, stop = next(_sections(lines, name), (None, 0))
    said = None if value is None else f"{key} = {_written(value)}"
    if head is None:
        new = [] if said is None else [f"[names.{_written(name)}]", said]
        gap = [""] if lines and lines[-1].strip() and new else []
        lines += gap + new
    else:
        at = next((n for n in range(head + 1, stop) if _key_of(lines[n]) == key), None)
        lines[head + 1 if at is None else at : head + 1 if at is None else at + 1] = (
            [] if said is None else [said]
        )
        if said is None and not any(_key_of(line) for line in lines[head + 1 : stop - 1]):
            del lines[head]
            while lines and not lines[-1].strip():
                del lines[-1]
    return newline.join(lines) + (newline if lines else "")


def _sections(lines: list[str], name: str) -> Iterator[tuple[int, int]]:
    """Where the table of a name begins, and where the next one does."""
    heads = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    for at, after in pairwise([*heads, len(lines)]):
        try:
            names = tomllib.loads(lines[at]).get("names")
        except tomllib.TOMLDecodeError:
            continue
        if isinstance(names, dict) and any(" ".join(n.split()) == name for n in names):
            yield at, after


def _key_of(line: str) -> str:
    return line.partition("=")[0].strip() if "=" in line and line.lstrip()[:1] != "#" else ""


def _written(value: str | bool) -> str:
    """A value as TOML writes it; for printable words that is as JSON does."""
    return json.dumps(value, ensure_ascii=False)

"""The checks there are: every file in `fabula.checks.rules`, and third-party ones.

A third-party package offers checks through the entry point group
``fabula.checks``; each entry point names a module built like a file of
`fabula.checks.rules`. Both are taken in by the same function.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from fabula.checks import rules
from fabula.checks.framework.check import Check, Problem
from fabula.checks.framework.topics import Topic
from fabula.manuscript.errors import FabulaError

__all__ = ["ENTRY_POINTS", "RETIRED", "Registry", "check_of", "load_checks"]

ENTRY_POINTS = "fabula.checks"

RETIRED: Mapping[str, str] = {}
"""Names that once were checks, and what to use instead. A name is never used twice."""


@dataclass(frozen=True)
class Registry:
    """The checks by name, in the order of their names, and what could not be loaded.

    ``problems`` are the third-party checks that could not be loaded.
    """

    checks: Mapping[str, Check]
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Check]:
        return iter(self.checks.values())

    def __len__(self) -> int:
        return len(self.checks)

    @property
    def topics(self) -> Mapping[str, Topic]:
        """What each check is about, by its name."""
        return {name: check.topic for name, check in self.checks.items()}

    def get(self, name: str) -> Check:
        """The check of that name.

        Raises `FabulaError` for a retired or unknown name, with the nearest known one.
        """
        if name in self.checks:
            return self.checks[name]
        if name in RETIRED:
            raise FabulaError(f'the check "{name}" is retired: {RETIRED[name]}')
        near = get_close_matches(name.replace("_", "-").lower(), list(self.checks), n=1)
        hint = f'did you mean "{near[0]}"?' if near else "`fabula explain` lists the checks"
        raise FabulaError(f'there is no check "{name}"; {hint}')


def check_of(module: ModuleType) -> Check:
    """The one check that a module declares.

    Raises ValueError when it declares none or several.
    """
    found = [value for value in vars(module).values() if isinstance(value, Check)]
    own = [c for c in found if getattr(c.run, "__module__", None) == module.__name__]
    if len(own) != 1:
        raise ValueError(f"{module.__name__} declares {len(own)} checks; it must declare one")
    return own[0]


def load_checks() -> Registry:
    """Find and load every check, built in and third-party.

    A built-in file that is broken raises; a third-party one that cannot be loaded,
    or that takes a name already in use, is left out and told in ``problems``.
    """
    checks: dict[str, Check] = {}
    problems: list[Problem] = []
    for module in _built_in():
        found = check_of(module)
        if found.name in checks or found.name in RETIRED:
            raise ValueError(f'{module.__name__}: the name "{found.name}" is taken')
        checks[found.name] = found
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: (p.name, p.value)):
        origin = point.dist.name if point.dist else point.value
        try:
            found = _third_party(point)
        except Exception as error:  # whatever a stranger's module raises on import
            line = f'could not load the check "{point.name}" of {origin}: {_line(error)}'
            problems.append(Problem(point.name, line, "not-loaded"))
            continue
        if found.name in checks or found.name in RETIRED:
            line = f'left out the check "{found.name}" of {origin}: the name is taken'
            problems.append(Problem(found.name, line, "not-loaded"))
            continue
        checks[found.name] = replace(found, origin=origin)
    return Registry(dict(sorted(checks.items())), tuple(problems))


def _built_in() -> Iterable[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(rules.__path__))
    return (importlib.import_module(f"{rules.__name__}.{name}") for name in names)


def _third_party(point: EntryPoint) -> Check:
    loaded = point.load()
    if isinstance(loaded, Check):
        return loaded
    if isinstance(loaded, ModuleType):
        return check_of(loaded)
    raise ValueError("the entry point names neither a module nor a check")


def _line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__

"""A project: the folder of a draft, its settings and its answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fabula.checks.framework.finding import Level
from fabula.checks.framework.runner import Selection
from fabula.display import one_line
from fabula.manuscript.kinds import is_project
from fabula.project import stet
from fabula.project.naming import NameRule, name_rules, set_name_rule
from fabula.project.settings import SETTINGS_FILE, Settings, find_settings
from fabula.project.stet import STET_FILE, StetAnswer

__all__ = ["Project", "open_project"]


@dataclass(frozen=True, slots=True)
class Project:
    """A writer's folder. ``answers``: the files of answers that count here."""

    folder: Path
    settings: Settings
    answers: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        return f"<Project {one_line(str(self.folder))}: {self.settings!r}>"

    @staticmethod
    def without_settings(folder: Path = Path()) -> "Project":
        """A project that asks for nothing."""
        return Project(folder, Settings())

    @property
    def stet_file(self) -> Path:
        """Where a new answer is kept."""
        return self.folder / STET_FILE

    @property
    def settings_file(self) -> Path:
        """The settings in force here, or where they would be kept."""
        return self.settings.path or self.folder / SETTINGS_FILE

    @property
    def words(self) -> frozenset[str]:
        """The words that the writer says are right: those listed, and those of names."""
        names = (name for r in self.settings.rulings for name in (r.name, *r.aliases))
        parts = (word for name in names for word in name.split() if word[:1].isupper())
        return self.settings.words | frozenset(parts)

    def let_stand(self) -> frozenset[str]:
        """The fingerprints of all remarks that the writer lets stand here.

        Raises `FabulaError` when a file of answers cannot be read.
        """
        return frozenset(a.fingerprint for path in self.answers for a in stet.answers(path))

    def keep(self, answer: StetAnswer) -> None:
        """Let a remark stand; raises `FabulaError` when that cannot be written."""
        stet.keep(self.stet_file, answer)

    def take_back(self, digits: str) -> str:
        """Take back the answer that begins with these digits; gives the whole fingerprint."""
        return stet.take_back(self.stet_file, digits)

    def names(self) -> tuple[NameRule, ...]:
        """What the writer says of names, as the page can say it."""
        return name_rules(self.settings_file)

    def name(self, name: str, key: str, value: str | bool | None) -> None:
        """Say something of a name, or with None take it back; see `set_name_rule`.

        Somebody who is an alias of another in the settings is spoken of by that one's name.
        """
        named = next((r.name for r in self.settings.rulings if name in r.aliases), name)
        own = {rule.name for rule in self.names()}
        set_name_rule(self.settings_file, name if name in own else named, key, value)

    def selection(
        self,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        level: Level | None = None,
    ) -> Selection:
        """Which checks to run here; what is asked for goes before the settings."""
        asked = frozenset(select)
        return Selection(
            select=asked or self.settings.select,
            ignore=frozenset(ignore) | (self.settings.ignore - asked),
            level=level or self.settings.level,
            words=self.words,
        )


def open_project(path: str | Path = ".") -> Project:
    """The project of a draft or a folder; ``-`` and a draft without settings use this folder's.

    Raises `FabulaError` when the settings cannot be read or say something unknown.
    """
    folder = _folder_of(path)
    settings = find_settings(folder)
    if settings.path is None:
        settings = find_settings(Path())
    files = (*stet.stet_files(folder), *stet.stet_files(Path()))
    return Project(folder, settings, tuple(dict.fromkeys(files)))


def _folder_of(path: str | Path) -> Path:
    """The folder in which settings and answers are looked for first."""
    if str(path) == "-":
        return Path()
    place = Path(path)
    return place if place.is_dir() and not is_project(place) else place.parent

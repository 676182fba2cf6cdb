"""The draft on the desk: read, checked and made a page, again whenever its file changes."""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.kept import KeptFindings
from fabula.display import counted, one_line
from fabula.export.page.report import Ruled, Served, html_report
from fabula.manuscript.errors import FabulaError
from fabula.pipeline.checking import Checked, check_manuscript
from fabula.pipeline.correcting import correct
from fabula.pipeline.reading import KeptReading, Means, Step, manuscripts
from fabula.pipeline.standing import answer_to, fingerprint_digits
from fabula.project.folder import Project, open_project
from fabula.web.next_steps import worded_on_page

__all__ = ["Desk", "DeskState"]

_SAID: dict[Step, str] = {
    "reading": "Reading", "understanding": "Understanding", "checking": "Checking",
}  # fmt: skip

_Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class DeskState:
    """What a page asks for again and again.

    ``version`` grows with each new page; ``busy``: what goes on, in a word, or empty;
    ``problem``: why the page is older than the draft, or empty.
    """

    version: int
    busy: str
    problem: str


class Desk:
    """One draft, and the page made of it. Safe to ask from several threads.

    ``path`` is a file, a project that is a folder or, with ``book``, a folder of chapters.
    While its words stay as they are the draft is read by the model once, however often its cast
    is corrected; and checks of the text look only at what an edit touches.
    """

    def __init__(self, path: str, *, book: bool = False, means: Means | None = None) -> None:
        self._path, self._book, self._means = path, book, means
        self._working = threading.Lock()
        self._seen: _Signature = ()
        self._answered: _Signature = ()
        self._checked: Checked | None = None
        self._kept, self._reading = KeptFindings(), KeptReading()
        self._state = DeskState(0, "Reading", "")
        self._page = ""

    @property
    def state(self) -> DeskState:
        """How it stands."""
        return self._state

    @property
    def page(self) -> str:
        """The page as HTML; empty until the draft has been read for the first time."""
        return self._page

    def refresh(self) -> None:
        """Read the draft again if it has changed, and make the page again if an answer has."""
        with self._working:
            draft, answers = self._signature(), self._answers()
            if draft != self._seen:
                self._seen, self._answered = draft, answers
                self._read()
            elif answers != self._answered and self._checked is not None:
                self._answered = answers
                self._make(self._checked)

    def let_stand(self, fingerprint: str) -> None:
        """Let a remark of the page stand. Raises `FabulaError` where there is no such remark."""
        checked = self._on_the_page()
        digits = fingerprint_digits(fingerprint)
        for finding in checked.findings:
            if finding.fingerprint == digits:
                self._project().keep(answer_to(checked.manuscript, finding))
                self.refresh()
                return
        raise _gone()

    def take_back(self, fingerprint: str) -> None:
        """Remark on it again. Raises `FabulaError` where nothing was let stand by that name."""
        self._project().take_back(fingerprint_digits(fingerprint))
        self.refresh()

    def write(self, fingerprints: Collection[str]) -> str:
        """Put the corrections of these remarks into a new draft; say how many, and where.

        Raises `FabulaError` where the draft cannot be written back.
        """
        checked = self._on_the_page()
        wanted = {fingerprint_digits(one) for one in fingerprints}
        found = [f for f in checked.findings if f.fingerprint in wanted]
        if not found:
            raise _gone()
        named = frozenset(finding.check for finding in found)
        done = correct(checked.manuscript, found, named)
        if done.target is None:
            return "Nothing could be written"
        number = counted(len(done.corrected.applied), "correction")
        return f"{number} written to {one_line(done.target.name)}"

    def say(self, rule: Mapping[str, str]) -> None:
        """Correct the cast: ``of`` is a name, ``key`` what is said of it, ``value`` what it is.

        The keys are those of the settings, and ``called``: another name for the same person.
        ``same_as`` and ``called`` need a value; an empty one takes ``pronouns`` back, and
        with ``take_back`` in place of a value any of them. The story is told anew when the
        watcher sees it. Raises `FabulaError` where the settings cannot be changed so.
        """
        name, key, value = rule.get("of", ""), rule.get("key", ""), rule.get("value", "").strip()
        if "take_back" in rule:
            self._project().name(name, key, None)
        elif key == "person":
            self._project().name(name, key, False)
        elif key in ("called", "same_as"):
            if not value or value == name:
                raise FabulaError("another name is needed for that")
            self._project().name(name, "same_as", value)
        else:
            self._project().name(name, key, value or None)

    def _on_the_page(self) -> Checked:
        if self._checked is None:
            raise _gone()
        return self._checked

    def _read(self) -> None:
        try:
            (manuscript,) = manuscripts([self._path], book=self._book)
            checked = check_manuscript(
                manuscript, self._project(), whole_story=True, heed_stet=False,
                kept=self._kept, reading=self._reading, means=self._means, progress=self._tell,
            )  # fmt: skip
            self._checked = checked
            self._make(checked)
        except FabulaError as error:  # the last good page stays
            self._state = DeskState(self._state.version, "", worded_on_page(error))

    def _make(self, checked: Checked) -> None:
        try:
            stet = self._project().let_stand()
        except FabulaError as error:
            self._state = DeskState(self._state.version, "", worded_on_page(error))
            return
        stood: list[Finding] = []
        others: list[Finding] = []
        for finding in checked.findings:
            (stood if finding.fingerprint in stet else others).append(finding)
        self._page = self._html(checked, others, stood)
        self._state = DeskState(self._state.version + 1, "", "")

    def _html(self, checked: Checked, findings: Sequence[Finding], stood: Sequence[Finding]) -> str:
        story = checked.story
        if story is None:
            return ""
        ruled = tuple(Ruled(one.name, one.key, one.value) for one in self._project().names())
        served = Served(tuple(stood), ruled)
        return html_report(story, findings, checked.problems, served=served)

    def _project(self) -> Project:
        return open_project(self._path)

    def _tell(self, step: Step, share: float) -> None:
        said = f"{_SAID[step]}{f' {share:.0%}' if share else ''}"
        self._state = DeskState(self._state.version, said, "")

    def _signature(self) -> _Signature:
        """The draft's files and the settings: by name, time and size."""
        path = Path(self._path)
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        settings = [folder / "fabula.toml" for folder in path.absolute().parents]
        kept = [file for file in files if file.name != "fabula.stet"]
        return _stamps([*kept, *settings])

    def _answers(self) -> _Signature:
        try:
            project = self._project()
        except FabulaError:
            return ()
        return _stamps([project.stet_file, *project.answers])


def _gone() -> FabulaError:
    return FabulaError("that remark is no longer on the page")


def _stamps(files: Sequence[Path]) -> _Signature:
    found = []
    for file in files:
        try:
            about = file.stat()
        except OSError:
            continue
        found.append((str(file), about.st_mtime_ns, about.st_size))
    return tuple(found)

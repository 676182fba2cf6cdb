"""A face is one file that stands on the pipeline: here one that speaks in rhyme-free telegrams."""

import subprocess
import sys
from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.pipeline.checking import check_manuscript
from fabula.pipeline.correcting import correct
from fabula.pipeline.reading import Depth, Step, manuscripts, read_story
from fabula.pipeline.standing import let_stand
from fabula.project.folder import open_project

NEXT = {"is-folder": "SEND FILES"}


class Telegraph:
    """The toy face: what it has to say is in ``sent``."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.steps: list[Step] = []

    def run(self, command: str, path: str, *more: str) -> None:
        try:
            getattr(self, command)(path, *more)
        except FabulaError as error:
            self.say(f"{error} {NEXT.get(error.code, '')}")

    def say(self, text: str) -> None:
        self.sent.append(f"{text.strip().upper()} STOP")

    def progress(self, step: Step, _share: float) -> None:
        self.steps.append(step)

    def check(self, path: str) -> None:
        (manuscript,) = manuscripts([path])
        checked = check_manuscript(manuscript, open_project(path), progress=self.progress)
        for finding in checked.findings:
            self.say(f"{finding.check} {finding.span.text(manuscript.text)} {finding.fingerprint}")
        self.say(f"{len(checked.findings)} found {checked.stood} stand")

    def stand(self, path: str, digits: str) -> None:
        (manuscript,) = manuscripts([path])
        self.say(let_stand(open_project(path), digits, manuscript).note)

    def fix(self, path: str) -> None:
        (manuscript,) = manuscripts([path])
        done = correct(manuscript, check_manuscript(manuscript, open_project(path)).findings)
        self.say(f"wrote {done.target.name if done.target else 'nothing'}")

    def read(self, path: str) -> None:
        (manuscript,) = manuscripts([path])
        self.say(f"{len(read_story(manuscript, Depth.READING).reading.tokens)} words and signs")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fabula.toml").write_text('[check]\nselect = ["doubled-word"]\n')
    path = tmp_path / "draft.md"
    path.write_text("She went to to bed.\n\nHe shut the the gate.\n")
    return path


def test_the_toy_face_does_what_the_others_do(draft: Path) -> None:
    face = Telegraph()
    face.run("check", str(draft))
    assert [line.split()[:2] for line in face.sent] == [
        ["DOUBLED-WORD", "TO"], ["DOUBLED-WORD", "THE"], ["2", "FOUND"],
    ]  # fmt: skip
    assert face.steps == ["checking"]
    face.run("read", str(draft))
    assert face.sent[-1] == "12 WORDS AND SIGNS STOP"
    face.run("stand", str(draft), face.sent[0].split()[-2].lower())
    assert face.sent[-1] == 'DOUBLED-WORD: "TO TO" STOP'
    face.run("check", str(draft))
    assert face.sent[-1] == "1 FOUND 1 STAND STOP"
    face.run("fix", str(draft))
    assert face.sent[-1] == "WROTE DRAFT.CORRECTED.MD STOP"
    assert draft.with_name("draft.corrected.md").read_text().startswith("She went to to bed.")


def test_it_words_the_next_step_itself(draft: Path) -> None:
    face = Telegraph()
    face.run("check", str(draft.parent))
    assert face.sent[0].endswith("AND NOT ONE MANUSCRIPT SEND FILES STOP")
    assert "--" not in face.sent[0]


def test_the_pipeline_knows_no_face_and_prints_nothing(draft: Path) -> None:
    code = (
        "import sys, fabula.pipeline.api, fabula.pipeline.session, fabula.pipeline.standing\n"
        "from fabula.pipeline import api, correcting\n"
        f"checked = api.check({str(draft)!r}); correcting.correct(checked.manuscript, checked.findings)\n"
        "assert not {'click', 'rich', 'fabula.cli'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")

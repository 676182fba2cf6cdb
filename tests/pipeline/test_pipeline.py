"""Read to a depth, check, revise; and the functions of ``import fabula``."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

import fabula
from fabula.checks.framework.runner import Selection
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.pipeline import checking, reading
from fabula.pipeline.checking import check_manuscript, depth_of
from fabula.pipeline.reading import Depth, Means, manuscripts, read_story
from fabula.pipeline.session import Session, SourceEdit
from fabula.project.folder import open_project
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.weights import shipped_weights

TEXT = "Nell went to to the sea. She was late.\n\nShe shut the the gate.\n"
DOUBLED = Selection(select=frozenset({"doubled-word"}))


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "draft.txt"
    path.write_text(TEXT)
    return path


def test_each_depth_reads_so_much_and_no_more() -> None:
    manuscript = from_text(TEXT)
    text, words, whole = (read_story(manuscript, depth) for depth in Depth)
    assert (len(text.reading.tokens), text.characters) == (0, ())
    assert len(words.reading.tokens) > 10
    assert words.characters == ()
    assert [c.name for c in whole.characters] == ["Nell"]
    assert whole.reading.edits is None
    assert read_story(manuscript, Depth.READING, corrections=True).reading.edits is not None


def test_steps_are_told_in_their_order() -> None:
    told: list[tuple[str, float]] = []
    check_manuscript(from_text(TEXT), whole_story=True, selection=DOUBLED,
          progress=lambda step, share: told.append((step, share)))  # fmt: skip
    steps = list(dict.fromkeys(step for step, _ in told))
    assert steps == ["reading", "understanding", "checking"]
    assert ("reading", 1.0) in told


def test_a_selection_says_how_deep_it_needs() -> None:
    assert depth_of(DOUBLED) == (Depth.TEXT, False)
    assert depth_of(Selection(select=frozenset({"all"}))) == (Depth.STORY, True)


def test_given_weights_and_threads_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    given = shipped_weights()
    seen: list[object] = []
    build = build_story

    def watched(*arguments: object, **how: object) -> Story:
        seen.extend((how["weights"], how["threads"]))
        return build(*arguments, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "build_story", watched)
    read_story(from_text(TEXT), means=Means(weights=given, threads=1))
    assert seen == [given, 1]


def test_stories_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: list[weakref.ref[Story]] = []
    read = read_story

    def watched(*arguments: object, **how: object) -> Story:
        story = read(*arguments, **how)  # type: ignore[arg-type]
        alive.append(weakref.ref(story))
        return story

    monkeypatch.setattr(checking, "read_story", watched)
    kept = [check_manuscript(from_text(TEXT), selection=DOUBLED) for _ in range(3)]
    gc.collect()
    assert len(kept) == 3
    assert [one() for one in alive] == [None, None, None]


def test_words_of_the_writer_are_not_misspelled(draft: Path) -> None:
    draft.write_text("She took the definately lamp.\n\nHer neice’s definately blue.\n")
    assert {f.span.text(draft.read_text()) for f in fabula.check(draft).findings} >= {"definately"}
    (draft.parent / "fabula.toml").write_text('words = ["Definately", "neice"]\n')
    marked = [f.span.text(draft.read_text()) for f in fabula.check(draft).findings]
    assert not [words for words in marked if "definately" in words or "neice" in words]


def test_names_of_the_writer_are_spelled_as_they_are(draft: Path) -> None:
    draft.write_text(
        "Tomas came in. Tomas sat down. “Here,” said Tomas.\n\nThen Thomas rose, and Tomas left.\n"
    )
    select = ["name-variant", "spelling"]
    assert [f.check for f in fabula.check(draft, select=select).findings] == ["name-variant"]
    (draft.parent / "fabula.toml").write_text('[names.Tomas]\naliases = ["Thomas"]\n')
    assert fabula.check(draft, select=select).findings == ()
    (draft.parent / "fabula.toml").write_text("[names.Tomas]\n[names.Thomas]\n")
    assert fabula.check(draft, select=select).findings == ()


def test_names_of_the_writer_hold_in_every_output(draft: Path) -> None:
    (draft.parent / "fabula.toml").write_text(
        '[names."Nell Quill"]\naliases = ["Nell"]\npronouns = "they/them"\n'
    )
    (nell,) = fabula.read(draft).characters
    assert (nell.name, nell.aliases, nell.pronouns) == ("Nell Quill", ("Nell",), "they/them")
    checked = fabula.check(draft, whole_story=True)
    assert checked.story is not None
    assert [c.name for c in checked.story.characters] == ["Nell Quill"]


def test_what_cannot_go_together_is_told_with_a_code() -> None:
    for paths, book, code in ((["-", "-"], False, "stdin-twice"), (["-"], True, "stdin-in-book")):
        with pytest.raises(FabulaError) as raised:
            list(manuscripts(paths, book=book))
        assert raised.value.code == code


class TestSession:
    def test_it_is_as_if_the_draft_had_been_so_from_the_start(self) -> None:
        session = Session(TEXT, "draft.txt", selection=DOUBLED)
        assert len(session.checked().findings) == 2
        at = TEXT.index("to to")
        checked = session.revise([
            SourceEdit(Span(at, at + 5), "to"), SourceEdit(Span(0, 4), "Mara and Nell"),
        ])  # fmt: skip
        fresh = check_manuscript(from_text(session.source, path="draft.txt"), selection=DOUBLED)
        assert session.source.startswith("Mara and Nell went to the sea.")
        assert checked.findings == fresh.findings
        assert len(checked.findings) == 1

    def test_nothing_is_done_twice(self) -> None:
        session = Session(TEXT, "draft.txt", selection=DOUBLED)
        assert session.checked() is session.checked()
        assert session.revise([SourceEdit(Span(0, 4), "Nell")]) is session.checked()

    @pytest.mark.parametrize("spans", [[(0, 4), (3, 6)], [(60, 9999)]])
    def test_edits_that_make_no_sense_are_not_made(self, spans: list[tuple[int, int]]) -> None:
        session = Session(TEXT, "draft.txt", selection=DOUBLED)
        with pytest.raises(ValueError, match="an edit at"):
            session.revise(SourceEdit(Span(*span), "x") for span in spans)
        assert session.source == TEXT


class TestPublicFunctions:
    def test_the_import_loads_nothing(self) -> None:
        code = "import sys, fabula; print(sorted(m for m in sys.modules if m.startswith('fabula')))"
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert ran.stdout == "['fabula', 'fabula.telemetry']\n"

    def test_all_that_is_promised_is_there(self) -> None:
        assert {"check", "load", "open_project", "read", "FabulaError"} <= set(dir(fabula))
        for name in fabula.__all__:
            assert getattr(fabula, name) is not None
        with pytest.raises(AttributeError, match="no attribute 'write'"):
            _ = fabula.write

    def test_a_draft_by_its_path_or_as_a_manuscript(self, draft: Path) -> None:
        manuscript = fabula.load(draft)
        assert manuscript.text == TEXT
        by_path = fabula.check(draft, select=["doubled-word"])
        assert by_path.findings == fabula.check(manuscript, select=["doubled-word"]).findings
        with pytest.raises(fabula.FabulaError, match="did you mean"):
            fabula.check(draft, select=["doubled-words"])

    def test_what_is_printed_is_short(self, draft: Path) -> None:
        checked = fabula.check(draft, select=["doubled-word"])
        assert repr(checked) == f"<Checked {draft}: 2 errors in 14 words>"
        assert str(checked).splitlines()[1].startswith("1:11 doubled-word [to to] ")
        draft.write_text("He went to to bed. " * 500)
        lines = str(fabula.check(draft, select=["doubled-word"])).splitlines()
        assert (len(lines), lines[-1]) == (22, "and 480 more")

    def test_settings_and_answers_count(self, draft: Path) -> None:
        (draft.parent / "fabula.toml").write_text('[check]\nselect = ["doubled-word"]\n')
        first = fabula.check(draft).findings[0]
        project = fabula.open_project(draft)
        from fabula.project.stet import StetAnswer

        project.keep(StetAnswer(first.fingerprint))
        again = fabula.check(draft)
        assert (len(again.findings), again.stood) == (1, 1)
        assert open_project(draft).let_stand() == {first.fingerprint}

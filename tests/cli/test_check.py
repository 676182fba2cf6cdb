import json
import zipfile
from pathlib import Path

import pytest

from fabula.checks.framework import registry
from fabula.checks.framework.finding import Finding, Level
from fabula.checks.framework.registry import Registry
from fabula.cli.findings import render_findings
from fabula.export.findings_table import Findings
from fabula.manuscript.spans import Span
from fabula.pipeline.checking import Checked
from fabula.pipeline.reading import manuscripts
from manuscript import documents
from running import Command

DOUBLED = ("--select", "doubled-word")


@pytest.fixture
def _one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is only one check, and it needs no model."""
    only = Registry({"doubled-word": registry.load_checks().get("doubled-word")})
    monkeypatch.setattr("fabula.checks.framework.runner.load_checks", lambda: only)


def test_remarks_stand_by_topic_with_place_words_and_reason(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *DOUBLED, draft)
    assert (ran.code, ran.err) == (1, "")
    lines = [line.strip() for line in ran.out.splitlines()]
    for line in (
        "Grammar",
        "Mara shut [the the] gate behind her and went in.",
        "suggestion: the the → the",
        "Nell went [to to] the sea.",
        "2 errors in 25 words",
        "doubled-word 2",
    ):
        assert line in lines
    places = [line.partition("  ")[0] for line in lines if "doubled-word  " in line]
    assert places == ["CHAPTER ONE, 3:11", "CHAPTER TWO, 9:11"]


def test_continuity_comes_first_and_a_terminal_is_not_flooded(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (manuscript,) = manuscripts([str(draft)])
    rows: list[tuple[str, Level, int]] = [
        ("spelling", "error", 30), ("timeline-conflict", "query", 40), ("echo", "note", 20),
    ]  # fmt: skip
    found = [
        Finding(check, level, Span(at, at + 3), f"{check} at {at}.", fingerprint="0" * 16)
        for check, level, at in rows
    ]
    checked = Checked(manuscript, Findings(found, manuscript))
    shown = render_findings(checked, to_file=False)
    order = [shown.index(f"{check} at") for check in ("timeline-conflict", "spelling", "echo")]
    assert order == sorted(order)
    assert "Continuity" in shown
    monkeypatch.setattr("fabula.cli.findings.MOST_SHOWN", 2)
    assert "echo at" in render_findings(checked, to_file=False)
    monkeypatch.setattr("fabula.cli.findings.is_terminal", lambda _: True)
    capped = render_findings(checked, to_file=False)
    assert "echo at" not in capped
    assert f"and 1 more; all of them on a page: fabula open {draft}" in " ".join(capped.split())
    assert "echo at" in render_findings(checked, to_file=True)


def test_a_clean_draft_has_nothing_to_remark(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text("She went in.\n")
    ran = fabula("check", *DOUBLED, path)
    assert ran.code == 0
    assert "Nothing to remark in 3 words." in ran.out


def test_exit_zero_is_for_scripts_that_only_want_to_look(fabula: Command, draft: Path) -> None:
    assert fabula("check", *DOUBLED, "--exit-zero", draft).code == 0


@pytest.mark.usefixtures("drop_in_note")
def test_level_counts_for_the_exit_code(fabula: Command, draft: Path) -> None:
    assert fabula("check", "--select", "long-word", draft).code == 1
    assert fabula("check", "--select", "long-word", "--level", "query", draft).code == 0
    shown = fabula("check", "--select", "long-word", "--level", "note", draft)
    assert "1 note in 25 words" in shown.out


def test_ignored_checks_are_silent(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *DOUBLED, "--ignore", "doubled-word", draft)
    assert ran.code == 0


def test_an_unknown_check_is_named_with_the_nearest(fabula: Command, draft: Path) -> None:
    ran = fabula("check", "--select", "doubled-words", draft)
    assert ran.code == 2
    assert 'did you mean "doubled-word"?' in ran.err


def test_json_is_the_contract(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *DOUBLED, "--format", "json", draft)
    document = json.loads(ran.out)
    assert ran.code == 1
    assert set(document) == {"schema", "findings"}
    first = document["findings"][0]
    assert (first["line"], first["column"], first["text"]) == (3, 11, "the the")


def test_several_drafts_make_a_line_of_json_each(fabula: Command, draft: Path) -> None:
    other = draft.with_name("other.txt")
    other.write_text("She went in.\n")
    documents = [
        json.loads(line)
        for line in fabula("check", *DOUBLED, "--format", "json", draft, other).out.splitlines()
    ]
    assert [(d["path"], len(d["findings"])) for d in documents] == [
        (str(draft), 2),
        (str(other), 0),
    ]


def test_sarif_holds_all_drafts_in_one_run(fabula: Command, draft: Path) -> None:
    other = draft.with_name("other.txt")
    other.write_text("She went to to bed.\n")
    document = json.loads(fabula("check", *DOUBLED, "--format", "sarif", draft, other).out)
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in document["runs"][0]["results"]
    ]
    assert [Path(uri).name for uri in uris] == ["draft.txt", "draft.txt", "other.txt"]


@pytest.mark.parametrize(
    "options",
    [
        ["--in-place"],
        ["--fix", "--format", "json"],
        ["--comments", "--fix"],
        ["--comments", "--format", "json"],
        ["--comments", "--book"],
        ["--yes"],
        ["-o", "remarks.pdf"],
        ["-o", "remarks.docx"],
        ["--format", "html", "other.txt"],
        ["--level", "fatal"],
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    fabula: Command, draft: Path, options: list[str]
) -> None:
    before = draft.read_bytes()
    ran = fabula("check", draft, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert draft.read_bytes() == before


def test_the_ending_of_the_output_says_its_format(fabula: Command, draft: Path) -> None:
    for ending, sign in {
        "html": "<!doctype html",
        "json": "{",
        "sarif": "{",
        "txt": "draft",
    }.items():
        target = draft.with_name(f"remarks.{ending}")
        assert fabula("check", *DOUBLED, draft, "-o", target).code == 1
        assert sign in target.read_text().lower()[:200]
    target = draft.with_name("remarks.out")
    assert fabula("check", *DOUBLED, draft, "--format", "json", "-o", target).code == 1
    assert json.loads(target.read_text())


def test_places_in_a_word_draft_are_paragraphs(fabula: Command, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    heads = [documents.Paragraph(((title, False),), "heading") for title in ("One", "Two")]
    said = documents.Paragraph((("Mara shut the the gate.", False),))
    path.write_bytes(documents.docx([heads[0], said, heads[1], said, said]))
    ran = fabula("check", *DOUBLED, path)
    assert [line.split("  ")[0] for line in ran.out.splitlines() if "error  " in line] == [
        "One, paragraph 1",
        "Two, paragraph 1",
        "Two, paragraph 2",
    ]


class TestSettings:
    def test_they_are_found_upward_from_the_draft(
        self, fabula: Command, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        deep = draft.parent / "a" / "b"
        deep.mkdir(parents=True)
        moved = draft.rename(deep / draft.name)
        (draft.parent / "fabula.toml").write_text('[check]\nselect = ["doubled-word"]\n')
        monkeypatch.chdir("/")
        assert "2 errors" in fabula("check", moved).out

    def test_the_command_line_goes_before_them(self, fabula: Command, draft: Path) -> None:
        settings = draft.parent / "fabula.toml"
        settings.write_text('[check]\nselect = ["spelling"]\nignore = ["doubled-word"]\n')
        assert "2 errors" in fabula("check", *DOUBLED, draft).out

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("[chek]\n", 'unknown table "chek"; did you mean "check"?'),
            ('[check]\nselects = ["x"]\n', 'did you mean "select"?'),
            ('[check]\nselect = "spelling"\n', "select must be a list"),
            ('[check]\nlevel = "loud"\n', "level must be one of error, query, note"),
            ("check = 3\n", "check must be a table"),
            ("[check\n", "not valid TOML"),
            ('[check]\nignore = ["spilling"]\n', 'did you mean "spelling"?'),
        ],
    )
    def test_a_mistake_in_them_is_one_clear_line(
        self, fabula: Command, draft: Path, text: str, complaint: str
    ) -> None:
        (draft.parent / "fabula.toml").write_text(text)
        ran = fabula("check", draft)
        assert (ran.code, ran.out) == (2, "")
        assert complaint in ran.err
        assert ran.err.count("\n") == 1


class TestFix:
    def test_the_corrections_go_into_a_new_file(self, fabula: Command, draft: Path) -> None:
        before = draft.read_bytes()
        ran = fabula("check", *DOUBLED, "--fix", draft)
        assert ran.code == 0
        assert draft.read_bytes() == before
        corrected = draft.with_name("draft.corrected.txt").read_bytes()
        expected = before.replace(b"the the", b"the").replace(b"to to", b"to")
        assert corrected == expected
        assert "to to → to  doubled-word" in ran.out
        assert "2 corrections written to" in ran.out

    def test_the_writer_is_asked_of_each(
        self, fabula: Command, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft.write_text(
            "Mara shut the the gate.\n\nNell went to to the sea.\n\nShe saw a a gull.\n"
        )
        monkeypatch.setattr("fabula.cli.fix.can_ask", lambda: True)
        answers = iter("nyq")
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
        ran = fabula("check", *DOUBLED, "--fix", draft)
        assert "1 correction written to" in ran.out
        corrected = draft.with_name("draft.corrected.txt").read_text()
        assert corrected == draft.read_text().replace("to to", "to")
        monkeypatch.setattr("click.prompt", lambda *_, **__: pytest.fail("asked"))
        assert "3 corrections written to" in fabula("check", *DOUBLED, "--fix", "-y", draft).out

    def test_each_file_of_a_book_gets_its_own_corrections(
        self, fabula: Command, tmp_path: Path
    ) -> None:
        folder = tmp_path / "book"
        folder.mkdir()
        texts = {
            "1.txt": "Mara shut the the gate.\n",
            "2.md": "Nell *slept*.\n",
            "3.md": "Nell *went* to to the sea, and the the sea rose.\n",
        }
        for name, text in texts.items():
            (folder / name).write_text(text)
        for _ in range(2):  # the second time, what was written the first time is no chapter
            ran = fabula("check", "--book", *DOUBLED, "--fix", "-y", folder)
            assert ran.code == 0
            assert ran.out.count("written to") == 2
        assert {name: (folder / name).read_text() for name in texts} == texts
        assert (folder / "1.corrected.txt").read_text() == "Mara shut the gate.\n"
        assert (folder / "3.corrected.md").read_text() == (
            "Nell *went* to the sea, and the sea rose.\n"
        )
        assert not (folder / "2.corrected.md").exists()
        fabula("check", "--book", *DOUBLED, "--fix", "--in-place", "-y", folder)
        assert (folder / "1.txt").read_text() == "Mara shut the gate.\n"
        assert (folder / "2.md").read_text() == texts["2.md"]

    def test_what_a_copy_would_lose_is_said_before_it_is_made(
        self, fabula: Command, tmp_path: Path
    ) -> None:
        path = tmp_path / "draft.rtf"
        path.write_text(r"{\rtf1 Mara \i shut\i0  the the gate.\par}")
        ran = fabula("check", *DOUBLED, "--fix", path)
        assert "without italics" in ran.err
        assert "save the draft as Word" in ran.err
        assert path.with_name("draft.corrected.txt").read_text().strip() == "Mara shut the gate."

    def test_an_earlier_corrected_file_is_kept(self, fabula: Command, draft: Path) -> None:
        earlier = draft.with_name("draft.corrected.txt")
        earlier.write_text("Mine.\n")
        fabula("check", *DOUBLED, "--fix", draft)
        assert earlier.read_text() == "Mine.\n"
        assert draft.with_name("draft.corrected-2.txt").is_file()

    def test_in_place_keeps_the_permissions(self, fabula: Command, draft: Path) -> None:
        draft.chmod(0o640)
        assert fabula("check", *DOUBLED, "--fix", "--in-place", draft).code == 0
        assert b"the the" not in draft.read_bytes()
        assert draft.stat().st_mode & 0o777 == 0o640
        assert [path.name for path in draft.parent.iterdir()] == [draft.name]

    def test_a_draft_that_changed_meanwhile_is_left_alone(
        self, fabula: Command, draft: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fabula.checks.framework import runner

        run_checks = runner.run_checks

        def meanwhile(*arguments: object, **how: object) -> object:
            draft.write_text("Rewritten.\n")
            return run_checks(*arguments, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(runner, "run_checks", meanwhile)
        ran = fabula("check", *DOUBLED, "--fix", "--in-place", draft)
        assert ran.code == 2
        assert "changed while it was being checked" in ran.err
        assert draft.read_text() == "Rewritten.\n"

    def test_a_word_draft_gets_tracked_changes(self, fabula: Command, tmp_path: Path) -> None:
        path = tmp_path / "draft.docx"
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        words = "<w:p><w:r><w:t>Mara shut the the gate.</w:t></w:r></w:p>"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(
                "word/document.xml",
                f'<w:document xmlns:w="{space}"><w:body>{words}</w:body></w:document>',
            )
        before = path.read_bytes()
        ran = fabula("check", *DOUBLED, "--fix", path)
        assert ran.code == 0
        assert path.read_bytes() == before
        corrected = path.with_name("draft.corrected.docx")
        assert fabula("read", "--format", "plain", corrected).out == "Mara shut the gate."
        assert b"w:delText" in zipfile.ZipFile(corrected).read("word/document.xml")
        assert fabula("check", *DOUBLED, "--fix", "--in-place", path).code == 2

    @pytest.mark.parametrize("suffix", ["docx", "odt"])
    def test_remarks_as_comments(self, fabula: Command, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"draft.{suffix}"
        said = documents.Paragraph((("Mara shut the the gate.", False),))
        path.write_bytes({"docx": documents.docx, "odt": documents.odt}[suffix]([said]))
        before = path.read_bytes()
        ran = fabula("check", *DOUBLED, "--comments", path)
        beside = tmp_path / f"draft.remarks.{suffix}"
        assert (ran.code, path.read_bytes()) == (1, before)
        assert ran.out.startswith(f"1 remark written as comments to {beside}\n")
        assert fabula("read", "--format", "plain", beside).out == "Mara shut the gate."
        named = tmp_path / f"named.{suffix}"
        assert fabula("check", *DOUBLED, "--comments", path, "-o", named).code == 1
        assert fabula("read", "--format", "plain", named).out == "Mara shut the gate."
        assert fabula("check", *DOUBLED, "--comments", path, "-o", path).code == 2
        assert path.read_bytes() == before

    def test_a_text_has_no_comments(self, fabula: Command, draft: Path) -> None:
        ran = fabula("check", *DOUBLED, "--comments", draft)
        assert ran.code == 2
        assert "only Word and OpenDocument drafts can hold comments" in ran.err
        assert "--format html" in ran.err

    def test_nothing_sure_writes_nothing(self, fabula: Command, tmp_path: Path) -> None:
        path = tmp_path / "clean.txt"
        path.write_text("She went in.\n")
        ran = fabula("check", *DOUBLED, "--fix", path)
        assert (ran.code, ran.out) == (
            0,
            "No correction is sure enough to make; 0 remarks left for you.\n",
        )
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("_one_check")
class TestStet:
    def fingerprints(self, fabula: Command, draft: Path) -> list[str]:
        ran = fabula("check", *DOUBLED, "--format", "json", draft)
        return [finding["fingerprint"] for finding in json.loads(ran.out)["findings"]]

    def test_a_remark_let_stand_is_not_made_again(self, fabula: Command, draft: Path) -> None:
        first, second = self.fingerprints(fabula, draft)
        ran = fabula("stet", first[:8], draft)
        assert ran.code == 0
        assert f'Stands: {first}  doubled-word: "the the"' in ran.out
        assert self.fingerprints(fabula, draft) == [second]
        assert "1 remark let stand (stet)" in fabula("check", *DOUBLED, draft).out

    def test_it_holds_when_paragraphs_move_and_text_changes(
        self, fabula: Command, draft: Path
    ) -> None:
        first, second = self.fingerprints(fabula, draft)
        fabula("stet", second, draft)
        paragraphs = draft.read_text().strip().split("\n\n")
        moved = [paragraphs[0], paragraphs[-1], "A new one.", *paragraphs[1:-1]]
        draft.write_text("\n\n".join(moved))
        assert self.fingerprints(fabula, draft) == [first]

    def test_without_a_draft_it_is_kept_in_this_folder(self, fabula: Command, draft: Path) -> None:
        first, second = self.fingerprints(fabula, draft)
        assert fabula("stet", first).code == 0
        assert (draft.parent / "fabula.stet").is_file()
        assert self.fingerprints(fabula, draft) == [second]

    def test_it_can_be_taken_back(self, fabula: Command, draft: Path) -> None:
        first, second = self.fingerprints(fabula, draft)
        fabula("stet", first, draft)
        assert fabula("stet", "--undo", first[:6], draft).code == 0
        assert self.fingerprints(fabula, draft) == [first, second]
        assert fabula("stet", "--undo", first, draft).code == 2

    @pytest.mark.parametrize("given", ["0123456789abcdef", "not-one", "12", "zzzzzzzzzzzzzzzz"])
    def test_a_fingerprint_that_is_none_is_refused(
        self, fabula: Command, draft: Path, given: str
    ) -> None:
        ran = fabula("stet", given, draft)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert not (draft.parent / "fabula.stet").exists()

    def test_a_damaged_stet_file_is_named_with_its_line(self, fabula: Command, draft: Path) -> None:
        (draft.parent / "fabula.stet").write_text("# mine\nwhat is this\n")
        ran = fabula("check", *DOUBLED, draft)
        assert ran.code == 2
        assert "fabula.stet, line 2" in ran.err


def test_explain_and_checks(fabula: Command) -> None:
    listed = fabula("checks").out
    assert "doubled-word" in listed
    assert listed.index("Continuity") < listed.index("timeline-conflict") < listed.index("Grammar")
    page = fabula("explain", "doubled-word").out
    assert page.startswith("# doubled-word\n")
    assert "## Why a reader cares" in page
    assert fabula("explain", "doubled").code == 2

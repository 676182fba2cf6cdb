"""The page as a file: written beside the draft or where it is wanted, and nothing written over."""

from pathlib import Path

from running import Command


def test_a_page_is_written_beside_the_draft_and_none_is_written_over(
    fabula: Command, draft: Path
) -> None:
    first = fabula("report", draft)
    again = fabula("report", draft, "-q")
    assert (first.code, again.code) == (0, 0)
    assert first.out == f"Written to {draft.with_name('draft.report.html')}; open it in a browser\n"
    assert again.out == ""
    pages = [draft.with_name(name) for name in ("draft.report.html", "draft.report-2.html")]
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_it_is_the_page_of_check(fabula: Command, draft: Path) -> None:
    assert fabula("report", draft, "-o", "one.html").code == 0
    assert fabula("check", draft, "-o", "two.html").code == 1
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
    assert b"Doubled word" in Path("one.html").read_bytes()


def test_it_never_writes_over_the_draft_and_wants_a_place_for_what_has_none(
    fabula: Command, draft: Path
) -> None:
    before = draft.read_bytes()
    assert fabula("report", draft, "-o", draft).code == 2
    assert draft.read_bytes() == before
    assert "-o" in fabula("report", "-").err

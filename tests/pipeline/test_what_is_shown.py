"""What the public objects look like at a prompt and in a notebook: short, and without power."""

import html.parser
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import fabula
from browser import chromium, executable
from fabula.pipeline.checking import Checked
from fabula.pipeline.correcting import correct
from fabula.pipeline.session import Session
from fabula.project.settings import parse_settings

HOSTILE = """---
title: "<img src=x onerror=alert(1)> $x$"
author: "Eve \x1b[31m <b>"
---

<script>alert(2)</script> Nell\x1b[2J Quill went to to the sea. “Stay,” said Nell Quill <i>softly</i>.

The the price was $3$ and $4$ & "more" <img src=y onerror=alert(3)>. She shut the the gate.
"""
LONGEST = 1000
"""Code points that are few enough to be looked at."""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft")
    path = folder / "draft.md"
    path.write_text(HOSTILE, encoding="utf-8")
    words = ", ".join(f'"word{chr(97 + n // 26)}{chr(97 + n % 26)}"' for n in range(500))
    (folder / "fabula.toml").write_text(f'words = [{words}]\n[names."Nell Quill"]\n')
    return path


@pytest.fixture(scope="module")
def checked(draft: Path) -> Checked:
    return fabula.check(draft, select=["doubled-word"], whole_story=True)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    path = tmp_path_factory.mktemp("long") / "long.txt"
    path.write_text("\n\n".join(f"Ida Brown saw the the sea. “{n},” said Ida." for n in range(400)))
    return fabula.check(path, select=["doubled-word"], whole_story=True)


def things(checked: Checked) -> Iterator[tuple[str, object]]:
    story = checked.story
    assert story is not None
    yield "checked", checked
    yield "story", story
    yield "reading", story.reading
    for part in fields(story.reading):
        if part.name not in ("text", "sentence_first"):
            yield part.name, getattr(story.reading, part.name)
    for name in ("speech", "quotations", "clauses", "narration", "days", "presence"):
        yield name, getattr(story, name)
    for name, table in story.tables.items():
        yield name, table
    for one in (
        checked.manuscript,
        checked.manuscript.source,
        checked.findings,
        *checked.findings[:3],
    ):
        yield type(one).__name__, one
    yield "project", fabula.open_project(checked.manuscript.path)
    yield "session", Session("word " * 9000, "draft.md")
    yield "correction", correct(checked.manuscript, checked.findings)
    yield "corrected", correct(checked.manuscript, checked.findings).corrected


def test_everything_prints_in_a_few_lines(checked: Checked, long: Checked) -> None:
    for one in (checked, long):
        told = {name: repr(thing) for name, thing in things(one)}
        assert {name: text for name, text in told.items() if len(text) > LONGEST} == {}
        assert {n for n, text in told.items() if not text.replace("\n", "").isprintable()} == set()
        assert {n for n, text in told.items() if text.count("\n") > 5} == set()
    assert len(str(long).splitlines()) == 22


def test_it_says_what_a_thing_is(checked: Checked, draft: Path) -> None:
    assert repr(checked.manuscript).startswith("<Manuscript “<img src=x onerror=alert(1)> $x$”: ")
    assert repr(checked.findings).splitlines()[0] == "<findings: 3 errors>"
    assert repr(checked.findings[0]).startswith("<Finding error doubled-word ")
    assert re.match(r"<Project .*: <Settings .*fabula.toml: the usual checks, 500 words, 1 name>>",
                    repr(fabula.open_project(draft)))  # fmt: skip
    assert (
        repr(parse_settings("", Path("a.toml")))
        == "<Settings a.toml: the usual checks, 0 words, 0 names>"
    )


def test_a_checked_draft_prints_no_command_to_a_terminal(checked: Checked) -> None:
    assert "\x1b" not in str(checked)
    assert str(checked).replace("\n", "").isprintable()


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("what", ["story", "checked", "findings"])
def test_a_page_holds_no_tag_of_the_manuscript(what: str, checked: Checked) -> None:
    thing = {"story": checked.story, "checked": checked, "findings": checked.findings}[what]
    tags = Tags()
    tags.feed(thing._repr_html_())  # type: ignore[union-attr]
    assert set(tags.seen) <= {
        "div",
        "p",
        "strong",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert tags.attributes <= {"class", "style", "dir"}
    assert "\x1b" not in tags.text
    assert "<" in tags.text or what == "findings"


def test_a_page_is_short_however_much_there_is(long: Checked) -> None:
    assert long.story is not None
    assert len(long._repr_html_()) < 40_000
    assert "and 350 more" in long.findings._repr_html_()
    assert len(long.story._repr_html_()) < 20_000


@pytest.mark.skipif(executable() is None, reason="no Chromium here")
def test_nothing_of_a_manuscript_acts_in_a_browser(checked: Checked, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    story = checked.story
    assert story is not None
    body = f"{story._repr_html_()}{checked._repr_html_()}{checked.findings._repr_html_()}"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><script>window.alert = () => {{ window.acted = 1 }}</script>{body}"
    )
    with chromium(tmp_path / "profile") as browser:
        browser.open(page)
        assert browser.js("window.acted === undefined")
        assert browser.js("document.querySelectorAll('img, script, b, i').length") == 1
        assert browser.js("document.querySelectorAll('.mathjax_ignore').length") == 3
        asked = [e for e in browser.events if e["method"] == "Network.requestWillBeSent"]
        assert [e["params"]["request"]["url"] for e in asked] == [page.as_uri()]


def test_findings_become_a_data_frame(checked: Checked) -> None:
    frame = checked.findings.to_polars()
    assert frame["check"].to_list() == ["doubled-word"] * 3
    assert frame["text"].to_list()[0] == "to to"
    assert frame["suggestion"].to_list()[0] == "to"
    assert frame["line"].to_list()[0] == 6
    assert tuple(frame.columns) == tuple(checked.findings.to_pandas().columns)

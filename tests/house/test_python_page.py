"""Every example of the page on Python does what the page says."""

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "python.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def test_every_example_of_the_page_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```pycon\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) > 10
    known: dict[str, Any] = {"__name__": "page"}
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    said: list[str] = []
    for number, block in enumerate(blocks):
        example = doctest.DocTestParser().get_doctest(
            block, known, f"{PAGE.name}:{number}", None, 0
        )
        runner.run(example, out=said.append, clear_globs=False)
        known.update(example.globs)
    if said:
        pytest.fail("".join(said))
    assert runner.summarize(verbose=False).attempted > 30


def test_no_example_of_the_page_goes_unrun() -> None:
    text = PAGE.read_text("utf-8")
    assert set(re.findall(r"^```(\w+)", text, re.MULTILINE)) == {"sh", "pycon"}
    assert text.count(">>> ") == sum(
        b.count(">>> ") for b in re.findall(r"```pycon\n(.*?)```", text, re.S)
    )

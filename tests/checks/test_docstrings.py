"""The docstring of a check is parsed by its fixed headings."""

import pytest

from fabula.checks.framework.docstrings import HEADINGS, DocstringError, parse
from fabula.manuscript.spans import Span

DOC = """A summary line.

What it finds
    One thing, told
    over two lines.

    And another.

Why a reader cares
    Because.

Flagged
    - The cat **sat sat** down.
    - "Go," he said. ¶ "Where?" asked **asked**
      the cat.
      Because: over two paragraphs
      and two lines.

Fine
    - The cat sat.

Known misses
    Dogs.

Source
    A book.
"""


def test_parts_and_examples() -> None:
    doc = parse(DOC)
    assert doc.summary == "A summary line."
    assert doc.finds == "One thing, told over two lines.\n\nAnd another."
    first, second = doc.flagged
    assert first.text == "The cat sat sat down."
    assert first.marked == (Span(8, 15),)
    assert second.text == '"Go," he said.\n\n"Where?" asked asked the cat.'
    assert second.because == "over two paragraphs and two lines."
    assert [e.text for e in doc.fine] == ["The cat sat."]


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_heading_is_asked_for(heading: str) -> None:
    with pytest.raises(DocstringError, match=heading):
        parse(DOC.replace(f"\n{heading}\n", "\n"))


def test_headings_stand_in_order() -> None:
    swapped = (
        DOC.replace("Known misses", "X").replace("Source", "Known misses").replace("X", "Source")
    )
    with pytest.raises(DocstringError, match="order"):
        parse(swapped)


def test_an_empty_part_is_refused() -> None:
    with pytest.raises(DocstringError, match="Known misses"):
        parse(DOC.replace("    Dogs.\n", ""))


def test_an_example_is_a_list_item() -> None:
    with pytest.raises(DocstringError, match="list items"):
        parse(DOC.replace("- The cat sat.", "The cat sat."))

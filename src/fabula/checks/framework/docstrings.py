"""The docstring of a check, parsed: the source of its tests, its page and its help.

A check's docstring has a first line that sums it up and then these headings, each
on a line of its own, in this order::

    What it finds
    Why a reader cares
    Flagged
    Fine
    Known misses
    Source

Under ``Flagged`` and ``Fine`` stand examples, one to a list item. In a flagged
example two asterisks on either side mark words that the check must mark; a
pilcrow stands for a new paragraph; ``Because:`` on a line of its own begins the
reason. Examples are run as tests::

    Flagged
        - She went **to to** the door.
    Fine
        - He had had enough.
          Because: the past perfect of "have" doubles the word by right.
"""

import inspect
import re
from dataclasses import dataclass

from fabula.manuscript.spans import Span

__all__ = ["HEADINGS", "CheckDoc", "DocstringError", "Example", "parse", "to_markdown"]

HEADINGS = (
    "What it finds",
    "Why a reader cares",
    "Flagged",
    "Fine",
    "Known misses",
    "Source",
)

_MARKED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PARAGRAPH = re.compile(r"(?:(?<!\s)\s+)?¶\s*")


class DocstringError(ValueError):
    """The docstring of a check lacks a heading, or has them out of order."""


@dataclass(frozen=True, slots=True)
class Example:
    """A runnable example: its text, the spans marked in it, and the reason given."""

    text: str
    marked: tuple[Span, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class CheckDoc:
    """The parts of a check's docstring."""

    summary: str
    finds: str
    cares: str
    flagged: tuple[Example, ...]
    fine: tuple[Example, ...]
    misses: str
    source: str


def parse(doc: str) -> CheckDoc:
    """Parse a check's docstring; raises `DocstringError` when it is not as it should be."""
    lines = inspect.cleandoc(doc).split("\n")
    if not lines[0].strip():
        raise DocstringError("the docstring has no first line")
    at = {line: number for number, line in enumerate(lines) if line in HEADINGS}
    missing = [heading for heading in HEADINGS if heading not in at]
    if missing:
        raise DocstringError(f"the docstring lacks the heading {missing[0]!r}")
    order = [at[heading] for heading in HEADINGS]
    if order != sorted(order):
        raise DocstringError("the headings of the docstring are out of order")
    ends = [*order[1:], len(lines)]
    parts = ["\n".join(lines[a + 1 : b]) for a, b in zip(order, ends, strict=True)]
    finds, cares, flagged, fine, misses, source = (inspect.cleandoc("\n" + part) for part in parts)
    for heading, part in zip(HEADINGS, (finds, cares, flagged, fine, misses, source), strict=True):
        if not part.strip():
            raise DocstringError(f"nothing stands under the heading {heading!r}")
    return CheckDoc(
        summary=lines[0].strip(),
        finds=_unwrap(finds),
        cares=_unwrap(cares),
        flagged=_examples(flagged),
        fine=_examples(fine),
        misses=_unwrap(misses),
        source=_unwrap(source),
    )


_REACHES = {
    "paragraph": "a paragraph alone, with what the whole book tells of people and habits",
    "scene": "a scene alone, with what the whole book tells of people and habits",
    "book": "the whole book",
}


def to_markdown(
    name: str, level: str, doc: CheckDoc, *, default: bool = True, reach: str = "book"
) -> str:
    """The check's documentation as a Markdown page."""
    when = "on by default" if default else "off unless asked for"
    parts = [
        f"# {name}",
        doc.summary,
        f"Level: {level}, {when}. Reach: {reach} (it looks at {_REACHES[reach]}).",
        "## What it finds",
        doc.finds,
        "## Why a reader cares",
        doc.cares,
        "## Flagged",
        *(_quoted(example, marks=True) for example in doc.flagged),
        "## Fine",
        *(_quoted(example, marks=False) for example in doc.fine),
        "## Known misses",
        doc.misses,
        "## Source",
        doc.source,
    ]
    return "\n\n".join(parts) + "\n"


def _unwrap(text: str) -> str:
    """Hard-wrapped paragraphs on one line each; list items keep their lines."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(re.sub(r"\n(?!\s*- )\s*", " ", p) for p in paragraphs)


def _examples(part: str) -> tuple[Example, ...]:
    items = re.split(r"(?:^|\n)- ", part)
    if items[0].strip():
        raise DocstringError(f"examples are list items, but this is not: {items[0].strip()[:40]!r}")
    return tuple(_example(item) for item in items[1:])


def _example(item: str) -> Example:
    body, _, because = item.partition("\n  Because:")
    flat = " ".join(body.split())
    raw = _PARAGRAPH.sub("\n\n", flat)
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(raw):
        text += raw[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return Example(text + raw[last:], tuple(spans), " ".join(because.split()))


def _quoted(example: Example, *, marks: bool) -> str:
    text = example.text
    for span in reversed(example.marked if marks else ()):
        text = f"{text[: span.start]}**{span.text(text)}**{text[span.end :]}"
    lines = ["> " + line if line else ">" for line in text.split("\n")]
    if example.because:
        lines += [">", f"> *{example.because}*"]
    return "\n".join(lines)

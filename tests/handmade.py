"""A short story made by hand, with its cast, speech, facts and findings: no model is run.

Spans are found by searching for their words, so that the text can be edited freely.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript, Metadata
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.model import (
    Attribute,
    Character,
    Event,
    MentionTable,
    Place,
    Quote,
    Relation,
    Story,
)

TEXT = """CHAPTER ONE

Mara Quill shut the the gate. Her sister Nell Quill watched from the wall, and her grey
eyes gave nothing away.

"You came back." said Nell.

"I said I would," Mara answered.

* * *

Old Harrow counted the sheep. He had a scar, and he told nobody of it.

CHAPTER TWO

Nell looks at the sea with her brown eyes. <b>Bold</b> & "loud" words stood on the wall.
"""

MARA, NELL, HARROW, QUAY = 1, 2, 3, 4


def find(words: str, occurrence: int = 1, *, text: str = TEXT) -> Span:
    """Where the words stand, the first time or a later one."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def manuscript() -> Manuscript:
    """The manuscript of the story, with a title and an author."""
    made = from_text(TEXT, path="the-gate.txt")
    return replace(made, metadata=Metadata(title="The Gate", author="A. Nonymous"))


def mentions(rows: Sequence[tuple[Span, int, int, int]]) -> MentionTable:
    """A table from rows of span, type, kind and entity."""
    ordered = sorted(rows, key=lambda row: (row[0].start, -row[0].end))
    count = len(ordered)
    zeros = np.zeros(count, dtype=np.int32)
    return MentionTable(
        start=np.array([row[0].start for row in ordered], dtype=np.int32),
        end=np.array([row[0].end for row in ordered], dtype=np.int32),
        first=zeros,
        last=zeros,
        head=zeros,
        type=np.array([row[1] for row in ordered], dtype=np.uint8),
        kind=np.array([row[2] for row in ordered], dtype=np.uint8),
        entity=np.array([row[3] for row in ordered], dtype=np.int32),
        score=np.ones(count, dtype=np.float16),
    )


def story() -> Story:
    """The story: two sisters, one old man, a wall."""
    name, noun, pronoun = 0, 1, 2
    rows = [
        (find("Mara Quill"), 0, name, MARA),
        (find("Nell Quill"), 0, name, NELL),
        (find("Her sister Nell Quill"), 0, noun, NELL),
        (find("Her"), 0, pronoun, MARA),
        (Span(find("her grey").start, find("her grey").start + 3), 0, pronoun, NELL),
        (find("Nell", 2), 0, name, NELL),
        (find("Mara", 2), 0, name, MARA),
        (find("Old Harrow"), 0, name, HARROW),
        (Span(find("He had").start, find("He had").start + 2), 0, pronoun, HARROW),
        (find("Nell", 3), 0, name, NELL),
        (find("the wall"), 1, noun, QUAY),
    ]
    return replace(
        bare_story(manuscript()),
        characters=(
            Character(MARA, "Mara Quill", ("Mara",), "she/her"),
            Character(NELL, "Nell Quill", ("Nell",), "she/her"),
            Character(HARROW, "Old Harrow", (), "he/him"),
        ),
        places=(Place(QUAY, "the wall"),),
        mentions=mentions(rows),
        quotes=(
            Quote(find('"You came back."'), 0, NELL, (MARA,), find("said"), "explicit", 0.99),
            Quote(find('"I said I would,"'), 1, MARA, (NELL,), None, "implicit", 0.7),
        ),
        attributes=(
            Attribute(NELL, "eyes", "grey", find("grey"), confidence=0.9),
            Attribute(NELL, "eyes", "brown", find("brown"), confidence=0.9),
            Attribute(HARROW, "scar", "a scar", find("a scar"), said_by=MARA, negated=True),
        ),
        relations=(Relation(NELL, "sibling", MARA, find("sister")),),
        events=(
            Event(find("shut"), "shut", MARA, None),
            Event(find("watched"), "watch", NELL, MARA),
            Event(find("counted"), "count", HARROW, None),
            Event(find("came"), "come", MARA, None, actual=False),
        ),
    )


def findings() -> tuple[Finding, ...]:
    """One of each level, some with evidence, some with an edit."""
    doubled = find("the the")
    return (
        Finding(
            "doubled-word",
            "error",
            doubled,
            "“the” is typed twice.",
            edits=(Edit(Span(doubled.start + 3, doubled.end), ""),),
            confidence=0.95,
            fingerprint="aaaa000000000001",
        ),
        Finding(
            "dialogue-punctuation",
            "error",
            find('back."'),
            "A comma, not a full stop, before the words that say who speaks.",
            edits=(Edit(find('."'), ',"'),),
            fingerprint="aaaa000000000002",
        ),
        Finding(
            "tense-shift",
            "note",
            find("looks"),
            "The scene is told in the past tense.",
            fingerprint="aaaa000000000003",
        ),
        Finding(
            "attribute-conflict",
            "query",
            find("brown eyes"),
            "Nell's eyes are brown here and grey elsewhere.",
            evidence=(Evidence(find("her grey\neyes"), "the narrator, in chapter one"),),
            confidence=0.8,
            fingerprint="aaaa000000000004",
        ),
    )

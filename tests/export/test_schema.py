import json
from collections.abc import Iterator
from typing import Any

import pytest

import handmade
from fabula.checks.framework.check import Problem
from fabula.export.findings_json import findings_document
from fabula.export.schema import Document, DocumentPart, documents
from fabula.export.story_json import story_document
from fabula.language.compose import compose
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.build import build_story

RAN = "Ada NNP 2 nsubj Entity=(PER-name)\nran VBD 0 root lemma=run Event=Yes\n. . 2 punct\n"
MADE: dict[str, list[dict[str, Any]]] = {
    "fabula.story/2": [
        story_document(handmade.story(), words=True),
        story_document(
            bare_story(from_text("[10:32] Ida: hi\n\n[10:33] Jo: (waves) hello. It was Monday."))
        ),
        story_document(
            build_story(*compose("\n".join([RAN] * 5))),
            words=True,
        ),
    ],
    "fabula.findings/1": [
        findings_document(
            handmade.manuscript(),
            handmade.findings(),
            [Problem("echo", "the check failed", "failed")],
        )
    ],
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "number or null": (int, float, type(None)),
    "string or null": (str, type(None)),
    "string or number": (str, int),
    "object": dict,
    "object or null": (dict, type(None)),
    "list": list,
    "list of strings": list,
    "list of numbers": list,
}


def rows(document: dict[str, Any], part: DocumentPart) -> list[dict[str, Any]]:
    found: Any = document
    for name in part.name.split("."):
        found = found.get(name, [])
    return found if part.many else [found]


def held(document: Document, part: DocumentPart) -> Iterator[dict[str, Any]]:
    for made in MADE[document.schema]:
        yield from rows(made, part)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.schema)
def test_what_is_written_down_is_what_is_made(document: Document) -> None:
    for part in document.parts:
        for row in held(document, part):
            assert list(row) == [key.name for key in part.keys]
            for key in part.keys:
                assert isinstance(row[key.name], TYPES[key.type]), (part.name, key.name)
    read = [part.name for part in document.parts if list(held(document, part))]
    unread = MADE[document.schema][0].get("not_read", [])
    # Only an AO3 page has tags; nobody sits down, knows or feels anything in the hand-made story.
    missing = ("manuscript.tags", "states", "facts", "knowledge", "emotions")
    assert [part.name for part in document.parts if part.name not in (*unread, *missing)] == read


def test_parts_of_the_documents_are_those_written_down() -> None:
    story, findings = documents()
    made = MADE[story.schema][0]
    named = [part.name for part in story.parts if "." not in part.name]
    assert list(made) == ["schema", *named, "not_read"]
    assert list(MADE[findings.schema][0]) == ["schema", *(p.name for p in findings.parts)]
    json.dumps(made, allow_nan=False)

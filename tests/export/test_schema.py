import pytest

import handmade
from fabula.checks.framework.check import Problem
from fabula.export.findings_json import findings_document
from fabula.export.schema import DOCUMENTS, Document
from fabula.export.story_json import story_document

MADE = {
    "fabula.story/1": story_document(handmade.story()),
    "fabula.findings/1": findings_document(
        handmade.manuscript(), handmade.findings(), [Problem("echo", "the check failed", "failed")]
    ),
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "number or null": (int, type(None)),
    "string or null": (str, type(None)),
    "string or number": (str, int),
    "object or null": (dict, type(None)),
    "list": list,
    "list of strings": list,
    "list of numbers": list,
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.schema)
def test_what_is_written_down_is_what_is_made(document: Document) -> None:
    made = MADE[document.schema]
    assert list(made) == ["schema", *(part.name for part in document.parts)]
    for part in document.parts:
        rows = made[part.name] if part.many else [made[part.name]]
        assert rows
        for row in rows:
            assert list(row) == [key.name for key in part.keys]
            for key in part.keys:
                assert isinstance(row[key.name], TYPES[key.type]), (part.name, key.name)

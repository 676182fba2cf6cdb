import json
from typing import Any

import pytest

import handmade
from fabula.export.schema import documents
from fabula.export.story_json import manuscript_document, story_document, to_json
from fabula.manuscript.load import from_text
from fabula.story.catalogue import catalogue


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(to_json(story_document(handmade.story())))
    return loaded


CONTRACT = {
    "manuscript": "path title author words sha256 blocks chapters scenes",
    "characters": "id name aliases pronouns narrator mentions",
    "places": "id name mentions",
    "mentions": "start end type kind entity",
    "quotes": "start end turn speaker addressees cue type confidence",
    "attributes": "character kind value start end said_by negated time confidence",
    "relations": "from kind to start end said_by confidence",
    "events": "start end lemma agent patient actual",
}
"""What other programs count on."""

STAGE = {
    "beats": "id scene start end when",
    "states": "beat character kind change value part target target_part emotion channel said_by "
    "start end confidence",
    "facts": "id words subject truth start end",
    "knowledge": "fact character attitude how source beat start end confidence",
}


def test_the_document_has_the_parts_of_the_contract(document: dict[str, Any]) -> None:
    assert document["schema"] == "fabula.story/2"
    assert set(document) >= {"schema", *CONTRACT, *STAGE, "not_read"}


@pytest.mark.parametrize("part", CONTRACT)
def test_every_row_has_the_keys_of_the_contract(document: dict[str, Any], part: str) -> None:
    rows = document[part] if isinstance(document[part], list) else [document[part]]
    assert rows
    for row in rows:
        assert set(row) >= set(CONTRACT[part].split())


@pytest.mark.parametrize("part", STAGE)
def test_the_stage_has_the_keys_of_the_contract(document: dict[str, Any], part: str) -> None:
    (keys,) = ([key.name for key in p.keys] for p in documents()[0].parts if p.name == part)
    assert set(keys) >= set(STAGE[part].split())
    assert document["not_read"] == []


def test_nothing_is_lost_that_the_tables_have() -> None:
    """But for the words of spans, which stand in the text, and each word, until asked for."""
    keys = {
        part.name.rpartition(".")[2]: {key.name for key in part.keys}
        for part in documents()[0].parts
    }
    for table in catalogue():
        if table.name in ("about", "aliases", "addressees", "line_parts"):
            continue  # the first is of the tables; the others are lists in their owners' rows
        wanted = {(c.key or "text").partition(".")[0] for c in table.columns}
        assert wanted - keys[table.name] <= {"text"}


def test_offsets_point_at_the_words() -> None:
    text = handmade.TEXT
    document = story_document(handmade.story())
    quotes = [text[q["start"] : q["end"]] for q in document["quotes"]]
    assert quotes == ['"You came back."', '"I said I would,"']
    eyes = [text[a["start"] : a["end"]] for a in document["attributes"] if a["kind"] == "eyes"]
    assert eyes == ["grey", "brown"]


def test_a_claim_names_who_makes_it() -> None:
    said_by = [a["said_by"] for a in story_document(handmade.story())["attributes"]]
    assert said_by == ["narrator", "narrator", handmade.MARA]


def test_characters_and_places_own_their_mentions() -> None:
    document = story_document(handmade.story())
    text = handmade.TEXT
    nell = next(c for c in document["characters"] if c["name"] == "Nell Quill")
    assert [(text[m["start"] : m["end"]], m["kind"]) for m in nell["mentions"]] == [
        ("Her sister Nell Quill", "noun"),
        ("Nell Quill", "name"),
        ("her", "pronoun"),
        ("Nell", "name"),
        ("Nell", "name"),
    ]
    assert [len(place["mentions"]) for place in document["places"]] == [1]
    assert {m["type"] for m in document["mentions"]} == {"PER", "FAC"}


def test_a_manuscript_alone_has_no_story_parts() -> None:
    document = manuscript_document(from_text("One two.\n\nThree."))
    assert set(document) == {"schema", "manuscript"}
    assert document["manuscript"]["words"] == 3
    assert [b["kind"] for b in document["manuscript"]["blocks"]] == ["paragraph", "paragraph"]

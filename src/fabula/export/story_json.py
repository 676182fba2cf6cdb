"""The story as JSON, schema ``fabula.story/1``. Offsets are code points into the plain text."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from fabula.export.words import WordCount
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story.model import Character, Story

__all__ = ["SCHEMA", "manuscript_document", "story_document", "to_json"]

SCHEMA = "fabula.story/1"
"""Changes only when the shape does."""

Json = dict[str, Any]


def to_json(document: Json, *, indent: int | None = None) -> str:
    """The document as JSON text, one line unless indented, with a line end."""
    return json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def manuscript_document(manuscript: Manuscript) -> Json:
    """The document of a manuscript whose story has not been read: its shape alone."""
    return {"schema": SCHEMA, "manuscript": _manuscript(manuscript)}


def story_document(story: Story) -> Json:
    """The whole story as the contract of ``fabula.story/1`` has it."""
    mentions = list(_mentions(story))
    by_entity: defaultdict[int, list[Json]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention["entity"]].append(
            {"start": mention["start"], "end": mention["end"], "kind": mention["kind"]}
        )
    return {
        **manuscript_document(story.manuscript),
        "characters": [_character(c, by_entity[c.id]) for c in story.characters],
        "places": [
            {"id": place.id, "name": place.name, "mentions": by_entity[place.id]}
            for place in story.places
        ],
        "mentions": mentions,
        "quotes": list(_quotes(story)),
        "attributes": list(_attributes(story)),
        "relations": [
            {"from": r.source, "kind": r.kind, "to": r.target, **_ends(r.span)}
            for r in story.relations
        ],
        "events": [
            {
                **_ends(event.span),
                "lemma": event.lemma,
                "agent": event.agent,
                "patient": event.patient,
                "actual": event.actual,
            }
            for event in story.events
        ],
    }


def _manuscript(manuscript: Manuscript) -> Json:
    return {
        "path": manuscript.path,
        "title": manuscript.title,
        "author": manuscript.author,
        "words": WordCount(manuscript).total,
        "sha256": manuscript.sha256,
        "blocks": [{"kind": b.kind, **_ends(b.span)} for b in manuscript.blocks],
        "chapters": [{"title": c.title, **_ends(c.span)} for c in manuscript.chapters],
        "scenes": [{"chapter": s.chapter, **_ends(s.span)} for s in manuscript.scenes],
    }


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _mentions(story: Story) -> Iterator[Json]:
    table, labels = story.mentions, story.reading.labels
    columns = (table.start, table.end, table.type, table.kind, table.entity)
    for start, end, type_, kind, entity in zip(*(c.tolist() for c in columns), strict=True):
        yield {
            "start": start,
            "end": end,
            "type": labels.entity[type_],
            "kind": labels.kind[kind],
            "entity": entity,
        }


def _character(character: Character, mentions: list[Json]) -> Json:
    return {
        "id": character.id,
        "name": character.name,
        "aliases": list(character.aliases),
        "pronouns": character.pronouns,
        "narrator": character.narrator,
        "mentions": mentions,
    }


def _quotes(story: Story) -> Iterator[Json]:
    for quote in story.quotes:
        yield {
            **_ends(quote.span),
            "speaker": quote.speaker,
            "addressees": list(quote.addressees),
            "cue": _ends(quote.cue) if quote.cue else None,
            "type": quote.type,
            "confidence": round(float(quote.confidence), 4),
        }


def _attributes(story: Story) -> Iterator[Json]:
    for attribute in story.attributes:
        yield {
            "character": attribute.character,
            "kind": attribute.kind,
            "value": attribute.value,
            **_ends(attribute.span),
            "said_by": "narrator" if attribute.said_by is None else attribute.said_by,
            "negated": attribute.negated,
            "confidence": round(float(attribute.confidence), 4),
        }

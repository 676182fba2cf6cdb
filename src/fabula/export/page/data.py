"""The document of data that the page draws from: people, places in the text, stage, time, words.

Everything in it is a number or words of the story. Places are triples: the block, and first
UTF-16 unit and number of units within its words (`fabula.export.page.spots`).
"""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from fabula.display import Markup, one_line
from fabula.export.page.overview import Overview, Strip, overviews_of
from fabula.export.page.repeats import repeats_of
from fabula.export.page.spots import Spots
from fabula.export.page.staged import staged_scenes
from fabula.export.page.timed import timed_scenes
from fabula.manuscript.model import Manuscript
from fabula.story.model import Story
from fabula.story.tables.stage import Knowledge, State, StoryFact

__all__ = ["PAGE_SCHEMA", "as_data_block", "page_document"]

PAGE_SCHEMA = "fabula.page/1"


def page_document(story: Story) -> dict[str, Any]:
    """What the views are drawn from, ready for `as_data_block`."""
    manuscript, spots = story.manuscript, Spots(story.manuscript)
    return {
        "schema": PAGE_SCHEMA,
        "people": [{"id": c.id, "name": one_line(c.name)} for c in story.characters],
        "blocks": _block_shares(manuscript),
        "chapters": _chapters(manuscript),
        "mentions": _mentions(story, spots),
        "overviews": [_overview(manuscript, seen) for seen in overviews_of(story)],
        "scenes": staged_scenes(story, spots),
        "feelings": _feelings(story, spots),
        "time": timed_scenes(story, spots),
        "knowledge": _knowledge(story, spots),
        "repeats": repeats_of(story, spots),
    }


def as_data_block(document: dict[str, Any]) -> Markup:
    """The document as JSON for a ``script`` element that holds data; no word of it can end that."""
    text = json.dumps(document, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _block_shares(manuscript: Manuscript) -> list[int]:
    """Where each block begins, in ten-thousandths of the text."""
    whole = max(len(manuscript.text), 1)
    return [10_000 * block.span.start // whole for block in manuscript.blocks]


def _chapters(manuscript: Manuscript) -> list[dict[str, Any]]:
    whole = max(len(manuscript.text), 1)
    return [
        {
            "title": one_line(chapter.title) or f"Chapter {number}",
            "block": max(manuscript.block_at(chapter.span.start), 0),
            "at": round(chapter.span.start / whole, 5),
        }
        for number, chapter in enumerate(manuscript.chapters, 1)
    ]


def _mentions(story: Story, spots: Spots) -> dict[str, list[int]]:
    """The places of each character's mentions, one after the other; blocks as steps from the last.

    A mention that lies in another of the same person (*Her sister* Nell) is part of it.
    """
    table = story.mentions
    known = {character.id for character in story.characters}
    kept = np.array([entity in known for entity in table.entity.tolist()], np.bool_)
    entities = table.entity[kept]
    places = spots.all(table.start[kept].astype(np.int64), table.end[kept].astype(np.int64))
    found = {}
    for who in known:
        own = places[entities == who]
        if not len(own):
            continue
        reach = own[:, 0] * (1 << 32) + own[:, 1] + own[:, 2]
        outer = np.ones(len(own), np.bool_)
        outer[1:] = reach[1:] > np.maximum.accumulate(reach)[:-1]
        own = own[outer]
        own[:, 0] = np.diff(own[:, 0], prepend=0)
        found[str(who)] = own.reshape(-1).tolist()
    return found


def _overview(manuscript: Manuscript, seen: Overview) -> dict[str, Any]:
    whole = max(len(manuscript.text), 1)

    def strips(rows: Iterable[Strip]) -> list[dict[str, Any]]:
        return [
            {
                "name": one_line(row.name),
                "who": row.who,
                "unit": row.unit,
                "values": [round(value, 1) for value in row.values.tolist()],
                "blocks": np.maximum(manuscript.blocks_at(row.at), 0).tolist(),
            }
            for row in rows
        ]

    return {
        "by": seen.by,
        "titles": list(map(one_line, seen.titles)),
        "shares": [round(start / whole, 5) for start in seen.starts],
        "presence": strips(seen.presence),
        "speech": strips(seen.speech),
        "feeling": strips(seen.feeling),
        "pace": strips(seen.pace),
    }


def _feelings(story: Story, spots: Spots) -> list[list[Any]]:
    """Who, which feeling, how it shows, the word, its place, and how far on in the book."""
    states = [s for s in story.rows(State) if s.kind == "feeling" and s.emotion]
    whole = max(len(story.manuscript.text), 1)
    places = spots.of(state.span for state in states)
    return [
        [s.character, s.emotion, s.channel or "told", one_line(s.value or ""), *place,
         round(s.span.start / whole, 5)]
        for s, place in zip(states, places, strict=True)
    ]  # fmt: skip


def _knowledge(story: Story, spots: Spots) -> dict[str, Any]:
    """The facts that somebody knows or takes to be so, and who holds them from where on."""
    facts = {fact.id: fact for fact in story.rows(StoryFact)}
    rows = [row for row in story.rows(Knowledge) if row.fact in facts]
    told = sorted({row.fact for row in rows}, key=lambda one: facts[one].span)
    where = dict(zip(told, spots.of(facts[one].span for one in told), strict=True))
    return {
        "facts": [
            {"id": one, "words": one_line(facts[one].words), "truth": facts[one].truth,
             "subject": facts[one].subject, "place": where[one]}
            for one in told
        ],
        "held": [
            [row.fact, row.character, row.attitude, row.how, row.source, *place]
            for row, place in zip(rows, spots.of(row.span for row in rows), strict=True)
        ],
    }  # fmt: skip

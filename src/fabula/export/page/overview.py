"""A book seen from above: who is where, who speaks and feels where, and how it runs.

Rows made for showing, from a `Story`, over its stretches: its scenes, its chapters, or
several chapters together where there are too many to be seen side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fabula.arrays import Doubles, Longs
from fabula.display import cut_short
from fabula.manuscript.spans import Span, SpanIndex
from fabula.manuscript.wordcount import WordCount
from fabula.story.model import Story

__all__ = ["Overview", "Strip", "overviews_of"]

_MOST_SCENES = 120
_MOST_CHAPTERS = 80
_MOST_PEOPLE = 16
_LEAST_MENTIONS = 3
"""People of whom less is said are not seen from so far above."""
_TITLE = 40
"""Code points of a chapter's title."""


@dataclass(frozen=True, eq=False)
class Strip:
    """One row: a name, a value for each stretch (0: a gap), and where the value comes from.

    ``unit`` says what is counted ("mentions"); ``at`` are offsets to go to, [N] as the values.
    ``who`` is the character it is of, None for the book.
    """

    name: str
    unit: str
    values: Doubles
    at: Longs
    who: int | None = None

    def __repr__(self) -> str:
        return f"<Strip {self.name}: {self.unit} in {np.count_nonzero(self.values)} stretches>"


@dataclass(frozen=True, slots=True)
class Overview:
    """Stretches (``by``: of which kind) with their titles and offsets, and the strips over them."""

    by: Literal["scene", "chapter"]
    titles: tuple[str, ...]
    starts: tuple[int, ...]
    presence: tuple[Strip, ...]
    speech: tuple[Strip, ...]
    feeling: tuple[Strip, ...]
    pace: tuple[Strip, ...]


def overviews_of(story: Story) -> tuple[Overview, ...]:
    """Look at a story from above, scene by scene and chapter by chapter.

    Scenes are left out where there are too many to be seen side by side, and whatever there
    is only one of.
    """
    manuscript = story.manuscript
    found = []
    if 1 < len(manuscript.scenes) <= _MOST_SCENES:
        scenes = [(f"Scene {n}", scene.span) for n, scene in enumerate(manuscript.scenes, 1)]
        found.append(_overview(story, "scene", scenes))
    if len(manuscript.chapters) > 1 and len(manuscript.chapters) != len(manuscript.scenes):
        found.append(_overview(story, "chapter", _chapters(story)))
    if not found and len(manuscript.chapters) > 1:
        found.append(_overview(story, "chapter", _chapters(story)))
    return tuple(found)


def _overview(
    story: Story, by: Literal["scene", "chapter"], stretches: Sequence[tuple[str, Span]]
) -> Overview:
    index = SpanIndex.of(span for _, span in stretches)
    people = _people(story)
    return Overview(
        by,
        tuple(title for title, _ in stretches),
        tuple(span.start for _, span in stretches),
        tuple(_presence(story, people, index)),
        tuple(_speech(story, people, index)),
        tuple(_feeling(story, people, index)),
        tuple(_pace(story, index)),
    )


def _chapters(story: Story) -> list[tuple[str, Span]]:
    """The chapters, several together of a very long book."""
    chapters = story.manuscript.chapters
    step = -(-len(chapters) // _MOST_CHAPTERS)
    found = []
    for first in range(0, len(chapters), max(step, 1)):
        last = min(first + step, len(chapters)) - 1
        title = cut_short(chapters[first].title, _TITLE) or f"Chapter {first + 1}"
        if last > first:
            title += f" to {cut_short(chapters[last].title, _TITLE) or f'Chapter {last + 1}'}"
        found.append((title, Span(chapters[first].span.start, chapters[last].span.end)))
    return found


def _people(story: Story) -> list[tuple[int, str]]:
    """Those of whom most is said, with their names."""
    ids, counts = np.unique(story.mentions.entity, return_counts=True)
    times = dict(zip(ids.tolist(), counts.tolist(), strict=True))
    known = [c for c in story.characters if times.get(c.id, 0) >= _LEAST_MENTIONS]
    known.sort(key=lambda c: (-times[c.id], c.id))
    return [(c.id, c.name) for c in known[:_MOST_PEOPLE]]


def _presence(
    story: Story, people: Sequence[tuple[int, str]], stretches: SpanIndex
) -> Iterator[Strip]:
    mentions = story.mentions
    for who, name in people:
        at = mentions.start[mentions.entity == who].astype(np.int64)
        yield _strip(name, "mentions", at, np.ones(len(at)), stretches, who)


def _speech(
    story: Story, people: Sequence[tuple[int, str]], stretches: SpanIndex
) -> Iterator[Strip]:
    text = story.manuscript.text
    for who, name in people:
        own = [quote.span for quote in story.quotes if quote.speaker == who]
        if own:
            at = np.array([span.start for span in own], dtype=np.int64)
            words = np.array([len(span.text(text).split()) for span in own], dtype=np.float64)
            yield _strip(name, "words spoken", at, words, stretches, who)


def _feeling(
    story: Story, people: Sequence[tuple[int, str]], stretches: SpanIndex
) -> Iterator[Strip]:
    felt = [move for move in story.stage.moves if move.kind == "feeling"]
    for who, name in people:
        at = np.array([move.span.start for move in felt if move.who == who], dtype=np.int64)
        if len(at):
            yield _strip(name, "feelings", at, np.ones(len(at)), stretches, who)


def _strip(
    name: str,
    unit: str,
    at: Longs,
    weights: Doubles,
    stretches: SpanIndex,
    who: int | None = None,
) -> Strip:
    """The weights of the places ``at``, summed by stretch, with the first place of each."""
    stretch = np.maximum(stretches.all_begun(at), 0)
    values = np.bincount(stretch, weights, minlength=len(stretches)).astype(np.float64)
    first = _starts(stretches)
    first[stretch[::-1]] = at[::-1]
    return Strip(name, unit, values, first, who)


def _starts(stretches: SpanIndex) -> Longs:
    return np.array([stretches.span(n).start for n in range(len(stretches))], dtype=np.int64)


def _pace(story: Story, stretches: SpanIndex) -> Iterator[Strip]:
    count, starts = WordCount(story.manuscript), _starts(stretches)
    spans = map(stretches.span, range(len(stretches)))
    words = np.array([count.within(span) for span in spans], dtype=np.float64)
    yield Strip("Length", "words", words, starts)
    reading = story.reading
    begun = stretches.all_begun(reading.tokens.start[reading.sentence_first])
    sentences = np.bincount(np.maximum(begun, 0), minlength=len(stretches))
    yield Strip("Sentences", "words to a sentence", words / np.maximum(sentences, 1), starts)
    said = [quote.span for quote in story.quotes]
    at = np.array([span.start for span in said], dtype=np.int64)
    text = story.manuscript.text
    lengths = np.array([len(span.text(text).split()) for span in said], dtype=np.float64)
    spoken = _strip("Speech", "", at, lengths, stretches).values
    yield Strip("Speech", "% speech", np.round(100 * spoken / np.maximum(words, 1)), starts)

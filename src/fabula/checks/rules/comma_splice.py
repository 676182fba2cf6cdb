"""Two sentences held together by a comma alone, or by nothing.

What it finds
    A comma between two complete statements with neither a conjunction nor a reason to
    run them together ("He was tired, the road had been long"), and a stop left out
    between them.

Why a reader cares
    The reader takes the second statement for a continuation of the first and has to go
    back for its beginning. Short balanced clauses are another matter: "I came, I saw".

Flagged
    - The old man closed the heavy door behind **him, he** was tired after the long road.
    - She read the letter by the light of the **lamp, it** had come with the morning post.
    - "Well," said the **widow, she** did not put down her knitting.
    - The kettle was **boiling, behind** the curtain she could hear him turning the pages.
    - She took the lamp down from the **hook it** was still warm.
    - "Then come down to the **cellar, we** have found something under the stairs."

Fine
    - He came, he saw, he went home.
      Because: short clauses in a row are a figure.
    - When the rain stopped, they went out.
      Because: the first clause depends on the second.
    - "You're late, you know," she said. The others had gone, she thought.
      Because: a tag or comment belongs to its clause.
    - "Yes," he said, she thought, a little too fast. "Go on," said Ruth, who had not moved.
    - My mother reached up, she had to reach a long way, and took the book.
      Because: the first sentence goes on behind the second.
    - It was not a house, it was a palace.
      Because: what is denied and what is so are set against each other.
    - By the time she had come back with the key, it was raining.
      Because: such nouns open a clause as "when" does.

Known misses
    Short clauses, three in a row, clauses that begin alike, whose comma may be a figure.

Source
    The Chicago Manual of Style, 17th edition, 6.22.
"""

from collections.abc import Iterator

from fabula.checks.dialogue.dialect import narrated_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.grammar.corrections import found, in_speech, report, wrong_words
from fabula.checks.grammar.run_together import RunTogether, run_together
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.language.reading import Reading
from fabula.manuscript.spans import Span

__all__ = ["comma_splice"]

_MESSAGES = {
    True: "Two sentences are joined by a comma alone.",
    False: "Two sentences run together here: a full stop is missing.",
}
_LEAST, _MOST = 0.6, 0.85
_DOUBTED, _MISSED = 0.25, 0.08
"""The chance from which the reader doubts a comma in an older book, and misses a stop."""


@check(level="query", topic="grammar", needs={"reading", "edits"}, reach="book")
def comma_splice(story: StoryView) -> Iterator[Finding]:
    """What the tree shows, and the commas for which the reader alone would put a stop."""
    told: set[int] = set()
    for place in story.derive_from_story(_places, "reading", "edits"):
        told.add(place.token)
        yield _finding(story, place)
    for correction in found(story, "comma-splice", "run-on"):
        ends = correction.fault == "run-on" and not _is_word(story, correction.token)
        if correction.token not in told and not ends:
            yield report(story, correction, _MESSAGES[correction.fault == "comma-splice"])


def _is_word(story: StoryView, token: int) -> bool:
    """Whether a sentence can begin there: before a closing mark a stop is missing, no sentence."""
    return story.reading.words[token][:1].isalnum()


def _places(shared: Shared) -> tuple[RunTogether, ...]:
    if shared.of_book(narrated_in_dialect):
        return ()  # who tells as one talks runs on
    wrong = shared.derive_from_story(wrong_words)
    spoken = shared.derive_from_story(in_speech)
    places = [p for p in run_together(shared.story.reading, wrong, spoken) if _is_whole(shared, p)]
    older = shared.of_manuscript(is_of_older_manner)
    return tuple(place for place in places if not older or place.chance >= _DOUBTED)


def _is_whole(shared: Shared, place: RunTogether) -> bool:
    """Not *it's only the, they go in*: somebody breaks off; nor a missing stop that the reader
    hardly misses, where what follows may say which (*the secret he kept*)."""
    before = shared.story.reading.xpos[place.token - 1]
    if place.comma:
        return before not in ("DT", "IN", "PRP$", "TO", "CC")
    return place.chance >= _MISSED


def _finding(story: StoryView, place: RunTogether) -> Finding:
    reading, i = story.reading, place.token
    starts, ends = reading.tokens.start, reading.tokens.end
    second = i + 1 if place.comma else i
    span = Span(int(starts[i - 1]), int(ends[second]))
    return story.finding(
        span,
        _MESSAGES[place.comma],
        edits=_parted(reading, i, second),
        confidence=round(min(max(place.chance, _LEAST), _MOST), 3),
    )


def _parted(reading: Reading, i: int, second: int) -> tuple[Edit, Edit]:
    """A full stop, and a capital after it."""
    starts, ends = reading.tokens.start, reading.tokens.end
    end = int(ends[i - 1])
    at = int(starts[second])
    first = reading.words[second][0]
    stop = Edit(Span(end, int(ends[i]) if second > i else end), ".")
    return stop, Edit(Span(at, at + 1), first.upper())

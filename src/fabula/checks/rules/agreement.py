"""A verb or noun that does not agree with the words it belongs to.

What it finds
    A verb in the singular with a plural subject, or the other way round ("he walk",
    "their tongues swipes", "there was two"), and a noun whose number goes against the
    word before it ("two man", "these kind", "an old coats").

Why a reader cares
    Agreement is the first thing a reader's ear checks. One miss is a stumble; two on
    a page, and the reader listens for the next instead of to the story.

Flagged
    - Anna **open** the window and looks out at the rain.
    - The boys **was** waiting for him at the corner.
    - The box of old letters **were** under the bed. There **was** two chairs in the room.
    - Each of the windows **were** open.
    - He bought two **ticket** and put them in his pocket.

Fine
    - She asked that he be told at once.
      Because: the subjunctive takes the plain form.
    - "We was only looking, sir," said the boy.
      Because: speech may be in dialect.
    - The family were at breakfast when the letter came.
      Because: a collective noun may take a plural verb.
    - A couple of men were at the bar, and the rest of the chairs were empty.
      Because: quantities take the number of what they count.
    - Neither of them was sorry.
      Because: "neither" is singular.

Known misses
    In speech only what is plain. Subjects far from their verbs are often left alone.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 5 of 5 errors right.

Source
    Subject-verb concord and its exceptions: Quirk et al., A Comprehensive Grammar of
    the English Language (1985), 10.34-50.
"""

from collections.abc import Iterator
from dataclasses import replace

from fabula.checks.dialogue.dialect import narrated_in_dialect, said_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.grammar.corrections import found, report
from fabula.checks.grammar.tree_forms import slips_of_trees
from fabula.language.inflection import match_case
from fabula.manuscript.spans import Span

__all__ = ["agreement"]

_NUMBER = 0.97
"""Confidence in a noun's number at most: of *a kids* the owner may be meant, of *that types* the
other word is wrong, so the writer is asked (`fabula.checks.framework.sure`)."""


@check(level="error", topic="grammar", needs={"reading", "edits", "quotes"}, reach="book")
def agreement(story: StoryView) -> Iterator[Finding]:
    """Verbs and nouns that the reader would put in the other number."""
    told: set[int] = set()
    for span, wanted in story.derive_from_story(_by_tree, "reading", "quotes"):
        told.add(span.start)
        message = f"The verb “{span.text(story.text)}” does not agree with its subject: “{wanted}”?"
        edits = [Edit(span, wanted)]
        yield story.finding(span, message, edits=edits, confidence=0.8, level="query")
    for correction in found(story, "agreement", "number"):
        if int(story.reading.tokens.start[correction.token]) in told:
            continue
        typed = story.reading.words[correction.token]
        wanted = correction.remedy.wanted
        if not wanted:
            message = f"Singular or plural? “{typed}” and the words it goes with disagree."
        elif correction.fault == "number":
            message = f"Singular or plural? “{typed}” goes against the words around it: “{wanted}”?"
        else:
            message = f"The verb “{typed}” does not agree with its subject: “{wanted}”?"
        finding = report(story, correction, message)
        if correction.fault == "number":
            finding = replace(finding, confidence=min(finding.confidence, _NUMBER))
        yield finding


def _by_tree(shared: Shared) -> tuple[tuple[Span, str], ...]:
    """Verbs parted from their subjects, and the form that agrees; none in dialect."""
    if shared.of_book(narrated_in_dialect):
        return ()
    reading = shared.story.reading
    found: list[tuple[Span, str]] = []
    for slip in shared.derive_from_story(slips_of_trees):
        span = Span(int(reading.tokens.start[slip.token]), int(reading.tokens.end[slip.token]))
        if slip.kind == "number" and not said_in_dialect(shared, span.start):
            found.append((span, match_case(slip.wanted, reading.words[slip.token])))
    return tuple(found)

"""A verb in a form that its place does not allow.

What it finds
    Lie and lay, sit and set, rise and raise taken for one another; a past after "had"
    ("had rode") and irregular verbs made regular ("shaked").
    The wrong form after an auxiliary, "to", a preposition, or verbs like "make", "let"
    and "see" ("didn't answered", "made him laughs", "without look"), and a verb that
    leaves the tense of its own sentence ("he turned and walks away").

Why a reader cares
    Such a form is left behind when a sentence is half rewritten, or carried over from
    another language. It stops every reader, even one who could not name the rule.

Flagged
    - He didn't **answered** when she called.
    - It makes him **laughs** every time.
    - She saw him **walks** past the window.
    - He **laid** on the sofa all day, and the cat was **laying** in the sun.
    - The rider had **rode** all night. Nobody **shaked** his hand.

Fine
    - He did answer, but nobody heard him.
      Because: an emphatic "did" takes the plain form.
    - She saw him go down to the river.
      Because: "see" takes an object and a plain verb.
    - He had gone, she said, and would not come back.
      Because: the perfect and the conditional take these forms.
    - "I seen him do it," said the carter.
      Because: speech may be in dialect.

Known misses
    Forms that are right in another dialect are left alone inside speech. A change of
    tense from one sentence to the next belongs to tense-shift.

    Measured: its findings in 83,800 words of contemporary prose (a first draft, part of a
    self-published novel, 54 scenes) were judged by reading; 6 of 6 errors right.

Source
    Huddleston and Pullum, The Cambridge Grammar of the English Language (2002),
    chapters 3 and 14.
"""

from collections.abc import Iterator
from dataclasses import replace

from fabula.checks.dialogue.dialect import narrated_in_dialect, spoken_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.grammar.corrections import found, report
from fabula.checks.grammar.verb_pairs import verb_slips
from fabula.checks.spelling.manner import is_of_older_manner

__all__ = ["verb_form"]

_BEFORE_TENSE_SHIFT = 0.65
"""Where the tense of the whole scene is lost, the writer hears it from `tense-shift`."""


@check(level="error", needs={"reading", "edits"}, reach="book")
def verb_form(story: StoryView) -> Iterator[Finding]:
    """Verbs that the reader would put in another form."""
    yield from _by_rule(story)
    for correction in found(story, "verb-form", "tense"):
        typed = story.reading.words[correction.token]
        wanted = correction.remedy.wanted
        if not wanted:
            message = f"“{typed}” is not a form that fits here; is a word missing beside it?"
        elif correction.fault == "tense":
            message = f"The tense changes at “{typed}”: “{wanted}”?"
        else:
            message = f"“{typed}” is the wrong form of the verb here: “{wanted}”?"
        finding = report(story, correction, message)
        if correction.fault == "tense":
            finding = replace(finding, confidence=min(finding.confidence, _BEFORE_TENSE_SHIFT))
        yield finding


def _by_rule(story: StoryView) -> Iterator[Finding]:
    """What the words beside a verb show; in speech, where many say so, it is asked."""
    if story.of_book(narrated_in_dialect):
        return
    table, older = story.quotations, story.of_manuscript(is_of_older_manner)
    for block in story.manuscript.blocks:
        if block.kind != "paragraph":
            continue
        for slip in verb_slips(block.span.text(story.text), block.span.start):
            row = table.at(slip.span.start)
            if older and slip.said:
                continue
            if row is not None and spoken_in_dialect(story.text[table.start[row] : table.end[row]]):
                continue
            yield story.finding(
                slip.span,
                f"“{slip.span.text(story.text)}” is the wrong form here: “{slip.wanted}”.",
                edits=[Edit(slip.span, slip.wanted)],
                confidence=0.93,
                level="query" if row is not None and slip.said else None,
            )

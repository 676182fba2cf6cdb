"""A verb in a form that its place does not allow.

What it finds
    Lie and lay, sit and set, rise and raise taken for one another; a past after "had"
    ("had rode") or "didn't" ("didn't went") and irregular verbs made regular ("shaked").
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
    - The old boat **sunk** in the harbour. She **seen** his face at the window.
    - The rider had **rode** all night. Nobody **shaked** his hand.
    - They didn't **went** to the fair. It couldn't **stopped** there.
    - You should **went** home. The boat seemed to **came** nearer.
    - It could have **be** worse. She must **had** forgotten the key. It might **been** a fox.
    - The guests began **gather** by the door. He wanted to **sharing** his lunch.

Fine
    - He did answer, but nobody heard him.
      Because: an emphatic "did" takes the plain form.
    - She couldn't put it down, and they wouldn't let her.
      Because: these are plain forms as well as pasts.
    - She saw him go down to the river.
      Because: "see" takes an object and a plain verb.
    - The boat was sunk, and the work done by noon was wasted.
      Because: participles need no past of their own.
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

from fabula.checks.dialogue.dialect import narrated_in_dialect, said_in_dialect
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.text_words import words_of
from fabula.checks.framework.view import Shared, StoryView
from fabula.checks.grammar.corrections import found, report
from fabula.checks.grammar.tree_forms import slips_of_trees
from fabula.checks.grammar.verb_chains import chain_slips
from fabula.checks.grammar.verb_pairs import VerbSlip, verb_slips
from fabula.checks.grammar.without_object import verbs_without_object
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.manuscript.spans import Span

__all__ = ["verb_form"]

_SAID_BY_MANY = frozenset(("seen", "done"))
"""*I seen him*: dialect all over the world, and no slip in speech."""

_BEFORE_TENSE_SHIFT = 0.65
"""Where the tense of the whole scene is lost, the writer hears it from `tense-shift`."""


@check(level="error", topic="grammar", needs={"reading", "edits", "quotes"}, reach="book")
def verb_form(story: StoryView) -> Iterator[Finding]:
    """Verbs that the reader would put in another form."""
    yield from _by_rule(story)
    for correction in found(story, "verb-form", "tense"):
        typed = story.reading.words[correction.token]
        wanted = correction.remedy.wanted
        if not wanted:
            message = f"“{typed}” is not a verb form that fits here; is a word missing beside it?"
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
    spoken = story.quotations.is_quoted
    for slip in story.derive_from_story(_slips, "reading", "quotes"):
        yield story.finding(
            slip.span,
            f"“{slip.span.text(story.text)}” is the wrong form of the verb here: “{slip.wanted}”.",
            edits=[Edit(slip.span, slip.wanted)],
            confidence=0.93,
            level="query" if slip.said and spoken(slip.span.start) else None,
        )


def _slips(shared: Shared) -> tuple[VerbSlip, ...]:
    """The slips that the words or the tree show, each place once, and none in dialect."""
    if shared.of_book(narrated_in_dialect):
        return ()
    found: dict[int, VerbSlip] = {}
    manuscript = shared.story.manuscript
    for block in manuscript.blocks:
        if block.kind == "paragraph":
            for slip in verb_slips(block.span.text(manuscript.text), block.span.start):
                found.setdefault(slip.span.start, slip)
    for slip in chain_slips(manuscript.text, shared.derive(words_of)):
        found.setdefault(slip.span.start, slip)
    tokens = shared.story.reading.tokens
    of_objects = verbs_without_object(shared.story.reading)
    for wrong in (*shared.derive_from_story(slips_of_trees), *of_objects):
        quoted = shared.story.quotations.is_quoted(int(tokens.start[wrong.token]))
        typed = shared.story.reading.words[wrong.token].lower()
        if wrong.kind == "past" and not (quoted and typed in _SAID_BY_MANY):
            span = Span(int(tokens.start[wrong.token]), int(tokens.end[wrong.token]))
            found.setdefault(span.start, VerbSlip(span, wrong.wanted, said=True))
    older = shared.of_manuscript(is_of_older_manner)
    return tuple(
        found[at]
        for at in sorted(found)
        if not (older and found[at].said) and not said_in_dialect(shared, at)
    )

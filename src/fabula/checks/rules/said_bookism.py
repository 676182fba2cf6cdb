"""A dialogue tag that shows off.

What it finds
    Verbs that stand in for "said" and draw the eye to themselves (*ejaculated*,
    *expostulated*), verbs no one can speak by (*smirked*, *shrugged*), and tags
    propped up by an adverb (*said angrily*).

Why a reader cares
    "Said" is invisible; the reader hears the speech. A showy tag makes the reader
    look at the writer, and often tells what the speech has already shown.

Flagged
    - "You are late," **expostulated** the colonel.
    - "I know," he **smirked**.
    - "Put it down," she **said angrily**.
    - "What a day!" **ejaculated** Harriet.

Fine
    - "You are late," said the colonel.
    - "I know," he whispered, and "Hush!" she murmured.
      Because: how loud a voice is cannot always be heard in the words.
    - He smirked. "I know."
      Because: a gesture in a sentence of its own is no tag.
    - "Where?" she asked softly.
      Because: the adverb tells what the words cannot.
    - The colonel expostulated with the driver for an hour.

Known misses
    Whether a showy verb is earned in its place is for the writer to say.

Source
    Renni Browne and Dave King, Self-Editing for Fiction Writers, chapter 5; Elmore
    Leonard's ten rules; the verbs are Levin's (1993) classes 37.3 and 40.
"""

from collections.abc import Iterator
from itertools import zip_longest

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.view import StoryView
from fabula.english.saying import SHOWY_VERBS, WORDLESS_ACTS
from fabula.manuscript.spans import Span
from fabula.quotations.tag_grammar import adverb_after, worded_after
from fabula.quotations.verbs import inflections

__all__ = ["said_bookism"]

_GENTLE = frozenset("quietly softly loudly gently slowly finally again simply only early".split())
"""Adverbs that say what the words cannot: how loud, how fast."""

_VERB = {f: "showy" for v in SHOWY_VERBS for f in inflections(v) if not f.endswith("ing")} | {
    f: "wordless" for v in WORDLESS_ACTS for f in inflections(v) if not f.endswith("ing")
}
_MESSAGES = {
    "showy": "“{}” draws the eye to the tag; “said” would let the speech be heard.",
    "wordless": "Nobody can speak by it: “{}” is a gesture, a sentence of its own.",
    "adverb": "“{}”: does the speech itself not show how it is said?",
}


@check(level="note", topic="style", needs={"text"}, reach="paragraph")
def said_bookism(story: StoryView) -> Iterator[Finding]:
    """The tag after every speech that ends in a comma, question or exclamation mark."""
    text = story.text
    spans = story.quotations.outer_spans
    for (_, end), following in zip_longest(spans, spans[1:]):
        if text[end - 2 : end - 1] not in {",", "?", "!", "—", "-", "…"}:
            continue
        limit = min(
            following[0] if following else len(text),
            story.manuscript.block_span_at(end - 1).end,
        )
        start = end
        while start < limit and text[start] in " \n_*":
            start += 1
        found = _tag(text, start, min(limit, start + 90))
        if found is not None:
            kind, where = found
            words = " ".join(where.text(text).split())
            yield story.finding(where, _MESSAGES[kind].format(words), confidence=0.7)


def _tag(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The kind of tag at the head of the narration after the speech, and where it shows."""
    qualified = adverb_after(text, start, end)
    if qualified is not None:
        tag, (first, last) = qualified
        where = Span(first if tag.is_inverted else tag.verb[0], last)
        return None if text[first:last] in _GENTLE else ("adverb", where)
    tag_words = worded_after(text, start, end)
    if tag_words is None:
        return None
    kind = _VERB.get(text[slice(*tag_words.verb)])
    return None if kind is None else (kind, Span(*tag_words.verb))

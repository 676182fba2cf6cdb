"""How edits are shown: together where they stand together, one by one where they do not."""

from fabula.checks.framework.finding import Edit, Finding
from fabula.export.suggestion import suggestion
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span


def finding(text: str, word: str, by: str) -> Finding:
    spans, at = [], text.find(word)
    while at >= 0:
        spans.append(Span(at, at + len(word)))
        at = text.find(word, at + 1)
    return Finding("spelling", "error", spans[0], "…", edits=tuple(Edit(s, by) for s in spans))


def test_neighbouring_edits_are_shown_in_their_words() -> None:
    text = "The the boat came."
    shown = suggestion(from_text(text), finding(text, "he boat", "he ferry"))
    assert shown == ("he boat", "he ferry")


def test_edits_far_apart_are_not_shown_with_all_that_stands_between() -> None:
    text = "An offense. " + "The river was slow that year. " * 9 + "A second offense."
    shown = suggestion(from_text(text), finding(text, "offense", "offence"))
    assert shown == ("offense (2 places)", "offence")

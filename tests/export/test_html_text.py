import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.checks.framework.finding import LEVELS, Edit, Evidence, Finding
from fabula.export.page.text import Anchor, manuscript_html
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span

TEXT = """THE START

A first <b>paragraph</b> & some words, "quoted" by 'someone'.

* * *

A second one, é ü — with dashes…

The third."""
MANUSCRIPT = from_text(TEXT)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start, draw(st.integers(start + 1, len(TEXT))))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    evidence = draw(st.lists(spans(), max_size=2))
    edits = draw(st.lists(spans(), max_size=1))
    return Finding(
        "spelling",
        draw(st.sampled_from(LEVELS)),
        draw(spans()),
        draw(st.text(max_size=8)),
        evidence=tuple(Evidence(span, "<i>") for span in evidence),
        edits=tuple(Edit(span, "<new>") for span in edits),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(findings(), max_size=6), st.lists(spans(), max_size=3))
def test_marking_never_changes_the_text(found: list[Finding], places: list[Span]) -> None:
    anchors = [Anchor(span, f"s{number}") for number, span in enumerate(places)]
    page = manuscript_html(MANUSCRIPT, found, anchors)
    without_notes = re.sub(r'<div class="notes".*?</div>', "", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]*>", "", without_notes))
    assert words == "".join(block.span.text(TEXT) for block in MANUSCRIPT.blocks)
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<article") == page.count("</article>") == len(found)

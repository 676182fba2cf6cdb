import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import handmade
from fabula.checks.framework.finding import Finding
from fabula.display import element, escaped
from fabula.export.page.report import Ruled, Served, html_report
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story

VOID = {"meta", "input", "br", "hr"}


class Page(HTMLParser):
    """A page taken apart: it must be well formed, with every id once."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "head"} & set(self.open):
            self.text.append(data)


def report() -> str:
    return html_report(handmade.story(), handmade.findings())


def test_ids_are_unique_and_every_link_stays_in_the_page() -> None:
    page = Page(report())
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)


def test_the_whole_manuscript_is_there_and_escaped() -> None:
    html = report()
    words = " ".join("".join(Page(html).text).split())
    for block in handmade.manuscript().blocks:
        assert " ".join(block.span.text(handmade.TEXT).split()) in words
    assert "<b>Bold" not in html


def test_every_finding_has_a_note_and_marked_words() -> None:
    page = Page(report())
    marks = [a for tag, a in page.seen if "mark" in (a.get("class") or "").split() and tag == "a"]
    assert [m["id"] for m in marks if "id" in m] == ["m1", "m2", "m3", "m4"]
    notes = [a["id"] for tag, a in page.seen if tag == "article"]
    assert notes == ["n1", "n2", "n3", "n4"]
    text = "".join(page.text)
    assert all(finding.message in text for finding in handmade.findings())


def test_the_policy_allows_the_pages_own_style_and_script_only() -> None:
    html = report()
    policy = next(
        str(a["content"])
        for tag, a in Page(html).seen
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.findall(r'(?:src|srcset|action)=|url\((?!#)|@import|style="|\son\w+="', html)


def test_overlapping_findings_share_their_words() -> None:
    text = "One two three four five."
    story = bare_story(from_text(text))

    def over(words: str, level: str) -> Finding:
        start = text.index(words)
        return Finding("spelling", level, Span(start, start + len(words)), words)  # type: ignore[arg-type]

    page = Page(html_report(story, [over("two three", "note"), over("three four", "error")]))
    marks = [(a["data-n"], a["class"]) for tag, a in page.seen if tag == "a" and "data-n" in a]
    assert marks == [("1", "mark note"), ("1 2", "mark error"), ("2", "mark error")]
    assert {"m1", "m2"} <= set(page.ids)


def test_a_passage_over_several_paragraphs_is_marked_in_each() -> None:
    text = "First one.\n\nSecond one.\n\nThird one."
    story = bare_story(from_text(text))
    page = Page(html_report(story, [Finding("tense-shift", "error", Span(6, 30), "A passage.")]))
    assert [a["data-n"] for tag, a in page.seen if tag == "a" and "data-n" in a] == ["1"] * 3
    assert page.ids.count("m1") == 1


def test_hostile_text_stays_text() -> None:
    evil = "</script><script>alert(1)</script> \"' \x00 &lt; <img src=x onerror=alert(1)>"
    story = bare_story(from_text(f"{evil} said Nobody.\n\nMore."))
    finding = Finding("spelling", "error", Span(0, 9), evil, fingerprint=evil)
    html = html_report(replace(story, manuscript=replace(story.manuscript, path=evil)), [finding])
    page = Page(html)
    assert [given.get("type") for tag, given in page.seen if tag == "script"] == [
        "application/json",
        None,
    ]
    assert "img" not in [tag for tag, _ in page.seen]
    assert "\x00" not in html


def test_no_findings_and_no_cast_still_make_a_page() -> None:
    text = "".join(Page(html_report(bare_story(from_text("A quiet day.")), [])).text)
    assert "nothing to remark in 3 words" in text
    assert "Nobody is named." in text


def test_the_page_does_not_tell_where_the_draft_lies() -> None:
    story = bare_story(from_text("A quiet day.", path="/home/ann/secret/my draft.txt"))
    html = html_report(story, [])
    assert "<h1" in html
    assert "my draft</h1>" in html
    assert "secret" not in html


def test_markup_is_never_escaped_twice() -> None:
    inner = element("b", "a < b")
    assert element("p", inner, " & c") == "<p><b>a &lt; b</b> &amp; c</p>"
    assert escaped(inner) is inner
    assert element("p", hidden=False, id="x", data_n=3) == '<p id="x" data-n="3"></p>'


def test_facts_that_do_not_agree_are_told_apart() -> None:
    page = html_report(handmade.story(), handmade.findings())
    assert page.count('class="clash"') == 2
    assert 'class="clash"' not in html_report(handmade.story(), ())


def test_a_view_that_has_nothing_to_show_is_no_tab() -> None:
    story = bare_story(from_text("She went out."))
    tabs = [a["data-tab"] for tag, a in Page(html_report(story, ())).seen if "data-tab" in a]
    assert tabs == ["text", "cast", "stage", "feelings", "time", "words"]
    whole = [a["data-tab"] for _, a in Page(report()).seen if "data-tab" in a]
    assert "presence" in whole


def test_remarks_are_filtered_by_level_and_by_topic_continuity_first() -> None:
    seen = [given for tag, given in Page(report()).seen if tag == "input"]
    assert [a["data-show-level"] for a in seen if "data-show-level" in a] == [
        *("error", "query", "note")
    ]
    topics = [a["data-show-topic"] for a in seen if "data-show-topic" in a]
    assert topics == ["continuity", "grammar", "punctuation"]
    assert {a["data-of"] for a in seen if "data-show" in a} == set(topics)


def test_a_cast_can_be_corrected_only_on_a_page_that_is_served() -> None:
    assert "data-rule" not in report().split("<script")[0]
    html = html_report(
        handmade.story(),
        handmade.findings(),
        served=Served(ruled=(Ruled("Old Harrow", "person", "false"),)),
    )
    rules = [
        a["data-rule"]
        for _, a in Page(html).seen
        if a.get("data-rule-of") == "Mara Quill" and "data-rule" in a
    ]
    assert rules == ["called", "same_as", "pronouns", "person"]
    assert "Old Harrow</b> is not a person" in html


def test_headings_leave_no_level_out() -> None:
    chapters = "Chapter 1\n\nIt rained.\n\nChapter 2\n\nIt still rained.\n"
    parts = f"PART ONE\n\n{chapters}\nPART TWO\n\n{chapters}"
    for text, levels in ((chapters, ["h1", "h2", "h2"]), (parts, ["h1", *["h2", "h3", "h3"] * 2])):
        page = html_report(bare_story(from_text(text)), ())
        assert re.findall(r"<(h[1-6])[ >]", page.partition("<body")[2]) == levels

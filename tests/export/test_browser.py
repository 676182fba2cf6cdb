"""The HTML report looked at in a real browser, where there is one."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import browser as browsing
import handmade
from browser import Browser
from fabula.checks.framework.finding import Finding
from fabula.export.page.report import html_report
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story

pytestmark = pytest.mark.skipif(browsing.executable() is None, reason="no Chromium here")

CONTRAST = """
(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const [one, two] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) faint.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return faint;
})()
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing.chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


# The page draws its remarks and lays them out beside the text once it has loaded.
LAID_OUT = """new Promise((done) => {
  const look = (left) => document.getElementById('n1') || !left
    ? setTimeout(done, 250, true) : setTimeout(look, 20, left - 1);
  look(200);
})"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Browser:
    """The report of the story made by hand, just loaded."""
    path = tmp_path / "report.html"
    path.write_text(html_report(handmade.story(), handmade.findings()), encoding="utf-8")
    browser.media()
    browser.width(1400)
    browser.open(path)
    browser.js(LAID_OUT)
    return browser


def complaints(browser: Browser) -> list[str]:
    return [
        str(event["params"])
        for event in browser.events
        if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown", "Audits.issueAdded")
    ]


def requests(browser: Browser) -> list[str]:
    return [
        event["params"]["request"]["url"]
        for event in browser.events
        if event["method"] == "Network.requestWillBeSent"
    ]


def test_it_asks_for_nothing_and_complains_of_nothing(page: Browser, tmp_path: Path) -> None:
    page.press("n")
    page.js("document.fonts.ready && 1")
    assert requests(page) == [(tmp_path / "report.html").as_uri()]
    assert complaints(page) == []


def test_keys_go_from_remark_to_remark(page: Browser) -> None:
    seen = []
    for key in ("n", "n", "ArrowRight", "p", "ArrowLeft", "p", "p"):
        page.press(key)
        seen.append(page.js("document.activeElement.id"))
    assert seen == ["n1", "n2", "n3", "n2", "n1", "n4", "n3"]
    assert page.js("document.getElementById('where').textContent") == "3 of 4"


def test_a_remark_in_hand_shows_its_words_and_its_evidence(page: Browser) -> None:
    page.press("p")
    marked = page.js("[...document.querySelectorAll('main .now')].map((e) => e.textContent.trim())")
    assert marked[:5] == ["her", "grey", "eyes", "brown", "eyes"]
    assert page.js("document.getElementById('m4').getBoundingClientRect().top >= 0")
    page.press("Escape")
    assert page.js("document.querySelectorAll('.now').length") == 0


def test_remarks_can_be_hidden_by_check(page: Browser) -> None:
    page.js("document.querySelector('[data-show=\"doubled-word\"]').click()")
    assert page.js("document.getElementById('n1').checkVisibility()") is False
    assert page.js("document.getElementById('m1').classList.contains('off')") is True
    page.press("n")
    assert page.js("document.activeElement.id") == "n2"
    assert page.js("document.getElementById('where').textContent") == "1 of 3"


def test_levels_and_whole_topics_can_be_hidden(page: Browser) -> None:
    page.js("document.querySelector('[data-show-level=error]').click()")
    shown = "[...document.querySelectorAll('.remark')].filter((n) => !n.hidden).map((n) => n.id)"
    assert page.js(shown) == ["n3", "n4"]
    assert page.js("document.querySelector('[data-count=\"0\"]').textContent") == ""
    page.js("document.querySelector('[data-show-topic=grammar]').click()")
    assert page.js(shown) == ["n4"]
    assert page.js("document.querySelector('[data-show=tense-shift]').checked") is False
    assert page.js("document.querySelector('[data-count=\"1\"]').textContent") == "1 query"


def test_arrow_keys_go_from_tile_to_tile(page: Browser) -> None:
    page.js("document.querySelector('[data-tab=presence]').click()")
    page.js("document.querySelector('.grid td button').focus()")
    here = "document.activeElement.getAttribute('aria-label')"
    seen = [page.js(here)]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.press(key)
        seen.append(page.js(here))
    assert seen == [
        "Nell Quill, Scene 1: 4 mentions",
        "Nell Quill, Scene 3: 1 mentions",
        "Nell Quill, Scene 3: 1 mentions",
        "Nell Quill, Scene 3: 1 mentions",
        "Nell Quill, Scene 1: 4 mentions",
        "Nell Quill, Scene 1: 4 mentions",
    ]
    assert page.js("document.querySelectorAll('.now').length") == 0
    page.press("ArrowRight")
    page.js("document.activeElement.click()")
    assert page.js("document.body.dataset.view") == "text"
    assert page.js("document.activeElement.textContent").startswith("Nell looks at the sea")
    assert page.js("CSS.highlights.get('lit').size") == 4


def test_a_click_on_a_name_lights_up_every_mention(page: Browser) -> None:
    page.js("document.querySelector('[data-who=\"2\"]').click()")
    words = page.js("[...CSS.highlights.get('lit')].map((range) => range.toString())")
    assert words == ["Her sister Nell Quill", "her", "Nell", "Nell"]
    told = "document.querySelector('#lit [role=status]').textContent"
    assert page.js(told) == "Nell Quill: 1 of 4"
    page.js("document.querySelectorAll('#lit button')[1].click()")
    assert page.js(told) == "Nell Quill: 2 of 4"
    assert page.js("document.querySelectorAll('#strip .lit').length") >= 2
    page.js("document.querySelectorAll('#lit button')[2].click()")
    assert page.js("CSS.highlights.get('lit').size") == 0
    assert page.js("document.getElementById('lit').hidden") is True


def test_remarks_make_no_holes_in_the_prose_and_do_not_cover_one_another(
    browser: Browser, tmp_path: Path
) -> None:
    """Thirty remarks on three short paragraphs: the margin is fuller than the text is long."""
    text = "\n\n".join(["The rain fell on the roofs of the town and went on falling."] * 3)
    said = "Something is to be said of these words, at some length, and then some more of it."
    found = [
        Finding("echo", "note", Span(at, at + 3), said, fingerprint=f"{at:016x}")
        for at in range(0, len(text) - 8, len(text) // 30)
    ]
    path = tmp_path / "full.html"
    path.write_text(html_report(bare_story(from_text(text)), found), encoding="utf-8")
    browser.media()
    browser.width(1400)
    browser.open(path)
    rows = "[...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect())"
    box = "({ top, bottom }) => [top, bottom]"
    boxes = page_boxes(browser, f"({rows}).map({box})")
    assert all(after[0] - before[1] < 30 for before, after in pairwise(boxes))
    assert boxes[-1][1] - boxes[0][0] < 200
    for chosen in (None, "n", "n", "p"):
        if chosen:
            browser.press(chosen)
        notes = page_boxes(
            browser,
            "[...document.querySelectorAll('.remark')].map((note) => note.getBoundingClientRect())"
            f".map({box}).sort((one, other) => one[0] - other[0])",
        )
        assert len(notes) == len(found)
        assert all(one[1] <= other[0] for one, other in pairwise(notes))


def page_boxes(browser: Browser, expression: str) -> list[list[float]]:
    boxes: list[list[float]] = browser.js(
        f"new Promise((done) => requestAnimationFrame(() => setTimeout(() => done({expression}), 80)))"
    )
    return boxes


def test_on_a_phone_the_remark_in_hand_alone_is_seen_at_the_foot(page: Browser) -> None:
    page.width(390)
    page.press("n")
    shown = "[...document.querySelectorAll('.remark')].filter((n) => n.checkVisibility())"
    assert page.js(f"{shown}.map((n) => n.id)") == ["n1"]
    assert page.js("document.getElementById('n1').getBoundingClientRect().bottom") == 900
    assert page.js("document.querySelector('main').getBoundingClientRect().top") < 300
    page.press("Escape")
    assert page.js(f"{shown}.length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_in_light_and_dark(page: Browser, scheme: str) -> None:
    page.media(scheme=scheme)
    page.js("for (const part of document.querySelectorAll('details')) part.open = true")
    background = page.js("getComputedStyle(document.body).backgroundColor")
    bright = sum(int(part) for part in background[4:-1].split(",")) / 3
    assert bright > 200 if scheme == "light" else bright < 60
    assert page.js(CONTRAST) == []
    page.js("document.querySelector('h1').style.color = background = 'rgb(128, 128, 128)'")
    assert len(page.js(CONTRAST)) == 1  # the measure itself can tell


def test_it_has_landmarks_and_every_control_a_name(page: Browser) -> None:
    nodes = [
        node
        for node in page.call("Accessibility.getFullAXTree")["nodes"]
        if not node.get("ignored")
    ]
    roles = [node["role"]["value"] for node in nodes]
    for landmark in ("banner", "main", "complementary", "contentinfo"):
        assert roles.count(landmark) == 1, landmark
    assert roles.count("navigation") == 2
    assert roles.count("article") == len(handmade.findings())
    unnamed = [
        node["role"]["value"]
        for node in nodes
        if node["role"]["value"] in ("button", "link", "checkbox", "article", "meter")
        and not node.get("name", {}).get("value", "").strip()
    ]
    assert unnamed == []


@pytest.mark.parametrize("columns", [360, 800, 1400, 2560])
def test_nothing_sticks_out_at_the_side(page: Browser, columns: int) -> None:
    page.width(columns)
    assert page.js("document.scrollingElement.scrollWidth") <= columns


def test_a_remark_stands_beside_its_paragraph(page: Browser) -> None:
    tops = page.js(
        "['n1', 'm1', 'n4', 'm4'].map((id) => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert abs(tops[0] - tops[1]) < 40
    assert abs(tops[2] - tops[3]) < 120
    lefts = page.js(
        "['n1', 'm1'].map((id) => document.getElementById(id).getBoundingClientRect().left)"
    )
    assert lefts[0] > lefts[1]


def test_it_prints_with_its_remarks_and_without_its_buttons(page: Browser) -> None:
    page.media(scheme="dark", medium="print")
    assert page.js("document.querySelector('.tools').checkVisibility()") is False
    assert page.js("document.getElementById('n1').checkVisibility()") is True
    assert page.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.js(CONTRAST) == []
    pdf = base64.b64decode(page.call("Page.printToPDF", printBackground=True)["data"])
    assert pdf.startswith(b"%PDF")


def test_what_the_manuscript_says_is_never_run(browser: Browser, tmp_path: Path) -> None:
    evil = (
        '<img src=x onerror="window.run=1"> </p></script><script>window.run=1</script> '
        '<a href="javascript:window.run=1">here</a> said Nobody.'
    )
    story = bare_story(from_text(evil))
    story = replace(story, manuscript=replace(story.manuscript, path=evil))
    path = tmp_path / "evil.html"
    path.write_text(html_report(story, [Finding("spelling", "error", Span(0, 40), evil)]))
    browser.open(path)
    assert browser.js("window.run") is None
    assert browser.js("document.images.length + document.scripts.length") == 2
    assert requests(browser) == [path.as_uri()]

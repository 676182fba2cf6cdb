"""The views of the page in a real browser: drawn from a story that is read, judged by axe-core."""

import base64
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import browser as browsing
from browser import Browser
from fabula.export.page.report import html_report
from fabula.manuscript.load import from_text
from fabula.pipeline.reading import read_story
from fabula.story.model import Story

pytestmark = pytest.mark.skipif(browsing.executable() is None, reason="no Chromium here")

TEXT = """CHAPTER ONE

Mara Quill sat on the bench by the window with a lamp in her hand. She was afraid of the storm.
Tom Harrow stood in the doorway and looked at her. He wore a grey coat.

"You came back," said Mara.

Tom laughed. He crossed the room and took her hand. Years before, he had promised the lamp to
his brother. Mara stood up. She smiled at him.

"I said I would 🙂," Tom answered.

CHAPTER TWO

The next morning Mara walked to the harbour. She was 34 years old and she was happy. The
herons were screaming, and a screaming heron wheeled over the herons on the pier.

***

Three days later Tom lay on the sofa. Mara looked at him, and Tom wept.
"""

VIEWS = ("text", "cast", "presence", "stage", "feelings", "time", "words")


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story(from_text(TEXT, path="the-lamp.txt"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing.chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, story: Story, tmp_path: Path) -> Browser:
    path = tmp_path / "lamp.html"
    path.write_text(html_report(story, ()), encoding="utf-8")
    browser.media()
    browser.width(1400)
    browser.open(path)
    browser.js("sessionStorage.clear()")
    return browser


def show(page: Browser, view: str) -> None:
    page.js(f"document.querySelector('[data-tab={view}]').click()")
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which a package for tests brings along."""
    found = find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core is not installed here")
    return (Path(next(iter(found.submodule_search_locations))) / "axe.min.js").read_text("utf-8")


def complaints(page: Browser) -> list[str]:
    """What axe-core finds that is serious or worse, in what is shown."""
    found = page.js(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations"
        ".filter(({ impact }) => impact === 'serious' || impact === 'critical')"
        ".map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).slice(0, 3)}`))"
    )
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(page: Browser, axe: str, scheme: str) -> None:
    page.media(scheme=scheme)
    page.js(axe)
    for view in VIEWS:
        show(page, view)
        page.js("for (const part of document.querySelectorAll('details')) part.open = true")
        assert complaints(page) == [], view
    page.js(
        "document.querySelector('#words h2').insertAdjacentHTML('afterend', '<button></button>')"
    )
    assert complaints(page) != []  # it can tell


@pytest.mark.parametrize("columns", [390, 800, 2560])
def test_no_view_sticks_out_at_the_side(page: Browser, columns: int) -> None:
    page.width(columns)
    for view in VIEWS:
        show(page, view)
        assert page.js("document.scrollingElement.scrollWidth") <= columns, view


def test_a_view_is_drawn_when_it_is_opened_and_the_address_says_which(page: Browser) -> None:
    assert page.js("document.querySelector('#stage').childElementCount") == 0
    show(page, "stage")
    assert page.js("location.hash") == "#stage"
    assert page.js("document.querySelector('[aria-current=page]').textContent") == "Stage"
    assert page.js("document.querySelector('main').checkVisibility()") is False
    page.js("history.back()")
    page.js("new Promise((done) => setTimeout(done, 100))")
    assert page.js("document.body.dataset.view") == "text"


def test_the_stage_stands_at_each_beat_as_the_story_has_it(page: Browser, story: Story) -> None:
    """Who is there at a beat, and in what posture, is what `Stage.at` says of its last word."""
    show(page, "stage")
    names = {character.id: character.name for character in story.characters}
    scene = story.manuscript.scenes[0].span
    beats = [span for span, _ in story.stage.beats if scene.start <= span.start < scene.end]
    assert len(beats) > 8
    page.js("document.querySelector('.scrub input').focus()")
    for number, span in enumerate(beats):
        page.js(
            f"(() => {{ const s = document.querySelector('.scrub input'); s.value = {number};"
            " s.dispatchEvent(new Event('input')); })()"
        )
        lines = page.js(
            "[...document.querySelectorAll('.standing li:not(.gone)')].map((li) => li.textContent)"
        )
        figures = [f for f in story.stage.at(span.end - 1) if f.here]
        assert len(lines) == len(figures)
        for line, figure in zip(lines, figures, strict=True):
            assert line.startswith(names.get(figure.who, ""))
            for posture in figure.of("posture"):
                assert f"posture {posture.value}" in line
            assert ("not told" in line) == bool(figure.unknown)
        lit = page.js("[...CSS.highlights.get('beat')].map((range) => range.toString()).join('')")
        assert " ".join(lit.split()) == " ".join(span.text(story.manuscript.text).split())


def test_the_stage_is_scrubbed_by_keys_and_leads_to_its_words(page: Browser) -> None:
    show(page, "stage")
    page.js("document.querySelector('.scrub input').focus()")
    page.js("document.querySelector('.scrub input').value = 0")
    page.js("document.querySelector('.scrub input').dispatchEvent(new Event('input'))")
    before = page.js("document.querySelector('.scrub output').textContent")
    page.call("Input.dispatchKeyEvent", type="keyDown", key="ArrowRight", windowsVirtualKeyCode=39)
    after = page.js("document.querySelector('.scrub output').textContent")
    assert before.startswith("Beat 1 of ")
    assert after.startswith("Beat 2 of ")
    page.js("document.querySelector('.standing .lead').click()")
    assert page.js("CSS.highlights.get('spot').size") == 1


def test_feelings_are_told_and_shown_apart_and_lead_to_their_words(page: Browser) -> None:
    show(page, "feelings")
    said = page.js("[...document.querySelectorAll('#feelings option')].map((one) => one.text)")
    assert any(name.startswith("Mara Quill (") for name in said)
    bands = page.js(
        "[...document.querySelectorAll('.feelings .label')].map((one) => one.textContent)"
    )
    assert {"told", "shown"} & set(bands)
    page.js("document.querySelector('#feelings .lead').click()")
    assert page.js("document.body.dataset.view") == "text"
    assert page.js("[...CSS.highlights.get('spot')][0].toString().length") > 1


def test_time_counts_the_days_that_the_narration_counts(page: Browser) -> None:
    show(page, "time")
    days = page.js(
        "[...document.querySelectorAll('#time tbody tr td:nth-child(2)')].map((td) => td.textContent)"
    )
    assert days == ["day 1", "day 2", "day 5"]
    assert "34" in page.js("document.getElementById('time').textContent")
    assert page.js("document.querySelectorAll('#time .back').length") == 1


@pytest.mark.parametrize("many", [False, True])
def test_who_knows_what_of_few_facts_is_one_table_and_of_many_one_person_at_a_time(
    page: Browser, story: Story, tmp_path: Path, many: bool
) -> None:
    """Five facts that two of nine people hold, or a hundred and five."""
    html = html_report(story, ())
    before, rest = html.split('id="data">')
    text, after = rest.split("</script>", 1)
    data = json.loads(text)
    facts = range(105 if many else 5)
    data["people"] = [{"id": n, "name": f"Person {n}"} for n in range(9)]
    data["knowledge"] = {
        "facts": [
            {"id": n, "words": f"it was {n}", "truth": "so", "subject": None, "place": [2, 0, 4]}
            for n in facts
        ],
        "held": [[n, who, "knows", "saw", None, 2, 0, 4] for n in facts for who in (n % 9, 3)],
    }
    view = (
        '<section id="knowledge" class="drawn" role="main" aria-label="Knowledge" hidden></section>'
    )
    tab = '<a href="#knowledge" data-tab="knowledge">Knowledge</a></nav>'
    made = f'{before}id="data">{json.dumps(data)}</script>{after}'
    if 'data-tab="knowledge"' not in made:
        made = made.replace("</nav>", tab, 1).replace(
            '<section id="words"', f'{view}<section id="words"'
        )
    path = tmp_path / "knowing.html"
    path.write_text(made, encoding="utf-8")
    page.open(path)
    show(page, "knowledge")
    heads = "[...document.querySelectorAll('#knowledge thead th')].map((one) => one.textContent)"
    rows = "document.querySelectorAll('#knowledge tbody tr').length"
    if not many:
        assert page.js(heads) == ["Fact", *(f"Person {n}" for n in (0, 3, 1, 2, 4))]
        assert page.js(rows) == 5
        return
    assert page.js(heads)[:2] == ["Fact", "Person 3"]
    assert page.js(heads)[-1] == "Others"
    assert page.js(rows) == 105
    page.js(
        "(() => { const s = document.querySelector('#knowledge select'); s.value = '0';"
        " s.dispatchEvent(new Event('change')); })()"
    )
    assert page.js(heads) == ["Fact", "Person 0", "Person 3"]
    assert page.js(rows) == 12
    cells = "[...document.querySelectorAll('#knowledge tbody tr:first-child td')].map((td) => td.textContent)"
    assert page.js(cells) == ["knows (saw)", "knows (saw)"]


def test_words_that_come_back_light_up(page: Browser) -> None:
    show(page, "words")
    words = "[...document.querySelectorAll('#words tbody th button')]"
    assert "heron" in page.js(f"{words}.map((one) => one.textContent)")
    page.js(f"{words}.find((one) => one.textContent === 'heron').click()")
    assert page.js("[...CSS.highlights.get('lit')].map((range) => range.toString())") == [
        "herons",
        "heron",
        "herons",
    ]


def test_places_after_a_letter_beyond_the_basic_plane_are_right(
    page: Browser, story: Story
) -> None:
    """A browser counts two units for 🙂; the words after it are still the right ones."""
    document = page.js("document.getElementById('data').textContent")
    people = {one["name"]: one["id"] for one in json.loads(document)["people"]}
    tom = people["Tom Harrow"]
    page.js(f"document.querySelector('[data-who=\"{tom}\"]').click()")
    words = page.js("[...CSS.highlights.get('lit')].map((range) => range.toString())")
    assert "Tom" in words
    table, text = story.mentions, story.manuscript.text
    own = {
        text[s:e] for s, e, w in zip(table.start, table.end, table.entity, strict=True) if w == tom
    }
    assert {" ".join(one.split()) for one in words} <= {" ".join(one.split()) for one in own}


def test_the_page_prints_its_text_from_any_view(page: Browser) -> None:
    show(page, "words")
    page.media(medium="print")
    assert page.js("document.querySelector('main').checkVisibility()") is True
    assert page.js("document.querySelector('#words').checkVisibility()") is False
    assert base64.b64decode(page.call("Page.printToPDF")["data"]).startswith(b"%PDF")

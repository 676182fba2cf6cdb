"""Story pages saved from FanFiction.net, Royal Road, Wattpad and forums; FIMFiction's text files."""

from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript

A = "The lock on the boathouse had been changed, and Wren stood in the reeds with the old key."
B = "She counted the windows twice. In the third one somebody had set a lamp upon the sill."
C = "By morning the reeds were white, and the boat was gone from its ring."

_FANFICTION = f"""<html><head><title>Low Water Chapter 2, a boats fanfic | FanFiction</title></head>
<body><div>FanFiction | unleash your imagination</div><div id=profile_top>
<b class='xcontrast_txt'>Low Water</b> By: <a class='xcontrast_txt' href='/u/7/birch'>birch</a>
<div class='xcontrast_txt'>Wren finds a key.</div><span class='xgray'>Rated: T - Words: 900</span></div>
<div class='storytextp' id='storytextp'><div class='storytext' id='storytext'>
<p><b>A/N: Not beta read.</b></p><p>{A}</p><p>{B}</p><p>{A}</p><hr size=1><p>{C}</p></div></div>
<div id=review_success>Your review has been posted.</div></body></html>"""

_ROYAL_ROAD = f"""<html><head><title>Reeds - Low Water | Royal Road</title></head><body>
<div class="nav">Home Fictions</div><h1 class="font-white">Reeds</h1>
<h3>by <span><a href="/p/1">birch</a></span></h3>
<div class="author-note"><p>New chapters on Fridays.</p></div>
<div class="chapter-inner chapter-content"><p>{A}</p><p>{B}</p></div>
<div class="comment"><p>Great chapter!</p></div></body></html>"""

_WATTPAD = f"""<html><head><title>Low Water - Reeds - Wattpad</title></head><body>
<header><h1 class="h2">Reeds</h1><span class="author">by <a>birch</a></span></header>
<div class="page"><pre><p>{A}</p><p>{B}</p></pre></div></body></html>"""

_POST = '<article class="message" data-author="{}"><h4><a class="username">{}</a></h4>{}<div class="bbWrapper">{}</div><footer>Like Reply</footer></article>'
_FORUM = (
    '<html><head><title>Low Water | Boats Forum</title></head><body><h1 class="p-title-value">Low Water</h1>'
    + _POST.format("birch", "birch", '<span class="threadmarkLabel">Reeds</span>', f"{A}<br>\n<br>\n{B}")
    + _POST.format("sam", "sam", "", "Great chapter!")
    + _POST.format("birch", "birch", '<span class="threadmarkLabel">Ring</span>', C)
    + "</body></html>"
)  # fmt: skip


def _read(folder: Path, name: str, words: str) -> Manuscript:
    (folder / name).write_text(words, encoding="utf-8")
    return load_manuscript(str(folder / name))


def _story(manuscript: Manuscript) -> list[str]:
    return [
        " ".join(block.span.text(manuscript.text).split())
        for block in manuscript.blocks
        if block.kind == "paragraph"
    ]


@pytest.mark.parametrize(
    ("page", "titles", "story", "scenes"),
    [
        (_FANFICTION, [""], [A, B, A, C], 2),
        (_ROYAL_ROAD, ["Reeds"], [A, B], 1),
        (_WATTPAD, ["Reeds"], [A, B], 1),
        (_FORUM, ["Reeds", "Ring"], [A, B, C], 2),
    ],
)
def test_only_the_story_of_a_saved_page(
    tmp_path: Path, page: str, titles: list[str], story: list[str], scenes: int
) -> None:
    manuscript = _read(tmp_path, "a.html", page)
    assert _story(manuscript) == story
    assert [chapter.title for chapter in manuscript.chapters] == titles
    assert (manuscript.title, manuscript.author) == ("Low Water", "birch")
    assert len(manuscript.scenes) == scenes


def test_a_page_that_only_names_such_a_site_is_read_whole(tmp_path: Path) -> None:
    page = f"<html><head><title>On forums</title></head><body><p>{A}</p><p>She liked FanFiction.</p></body></html>"
    assert _story(_read(tmp_path, "a.html", page)) == [A, "She liked FanFiction."]


def test_titles_between_rules_of_slashes(tmp_path: Path) -> None:
    rule = "//" + "-" * 40 + "//"
    head = f"{rule}\n          Low Water\n         -by birch-\n{rule}\n\n"
    chapters = [
        f"{rule}\n          {title}\n{rule}\n\n     {title}\n\n{words}\n\n"
        for title, words in (("Reeds", f"{A}\n\n{B}"), ("Ring", C))
    ]
    manuscript = _read(tmp_path, "a.txt", head + "".join(chapters))
    assert [chapter.title for chapter in manuscript.chapters] == ["Reeds", "Ring"]
    assert (manuscript.title, manuscript.author) == ("Low Water", "birch")
    assert _story(manuscript) == [A, B, C]


@pytest.mark.parametrize("tag", ["p", "div", "h3", "span"])
def test_an_author_named_by_the_class(tmp_path: Path, tag: str) -> None:
    page = f'<html><body><h1>Low Water</h1><{tag} class="author">by Petra Lindqvist</{tag}><h2>Reeds</h2><p>{A}</p><h2>Ring</h2><p>{C}</p></body></html>'
    assert _read(tmp_path, "a.html", page).author == "Petra Lindqvist"


def test_a_title_page_of_two_lines_and_one_before_headings_of_the_format(tmp_path: Path) -> None:
    found = _read(
        tmp_path, "a.txt", f"Low Water\nA novel by Petra Lindqvist\n\n\nONE\n\n{A}\n\nTWO\n\n{C}\n"
    )
    assert (found.title, found.author) == ("Low Water", "Petra Lindqvist")
    rtf = (
        "{\\rtf1{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard LOW WATER\\par by Petra Lindqvist\\par"
        "\\pard\\s1 One\\par\\pard It rained.\\par\\pard\\s1 Two\\par\\pard It hailed.\\par}"
    )
    found = _read(tmp_path, "a.rtf", rtf)
    assert (found.title, found.author) == ("LOW WATER", "Petra Lindqvist")

"""What web pages and books hold beside their words: large letters, numbers, hidden things."""

import html
import re
import zipfile
from pathlib import Path

import pytest

from fabula.manuscript import draft
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import epub, web_book

_RAIN = "The rain had not let up since Tuesday, and the ditch behind the mill was full to its brim."
_FERRY = "Nobody on the ferry looked up when Agnes lit the second lamp and hung it by the door."


def _page(body: str, folder: Path, *, head: str = "", book: bool = False) -> Manuscript:
    """The page as HTML, or as the one page of an EPUB."""
    if book:
        (folder / "a.epub").write_bytes(epub(pages={"a.xhtml": body}, head=head))
        return load_manuscript(str(folder / "a.epub"))
    page = f"<html><head><title>x</title>{head}</head><body>{body}</body></html>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    return load_manuscript(str(folder / "a.html"))


_CAPS = [
    '<p><img class="initial" src="t.gif" alt="T"/>hen it rained.</p>',
    "<p><span class='figleft'><img src='t.png' alt='Decorative capital T'></span>hen it rained.</p>",
    '<div class="drop-cap"><img alt="T" src="a.jpg"></div><p class="noindent">hen it rained.</p>',
    '<p><span class="lettrine">T</span>hen it rained.</p>',
    '<p><span class="dropcap">T</span>\n  hen it rained.</p>',
    '<p class="dropcap">T</p><p>hen it rained.</p>',
    '<p><span style="float: left; font-size: 3em">T</span> hen it rained.</p>',
    '<p><img src="i.png" alt="Then" class="dropcap"> it rained.</p>',
    "<p><img src='t.png' alt='T'>\nhen it rained.</p>",
]


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize("body", _CAPS)
def test_a_large_letter_belongs_to_its_word(body: str, book: bool, tmp_path: Path) -> None:
    body = body.replace("<br>", "<br/>")
    manuscript = _page(f"<h2>The Mill</h2>{body}<p>{_RAIN}</p>", tmp_path, book=book)
    assert manuscript.text == f"The Mill\n\nThen it rained.\n\n{_RAIN}"
    assert [c.title for c in manuscript.chapters] == ["The Mill"]


def test_the_letter_of_an_image_leads_back_to_its_text(tmp_path: Path) -> None:
    manuscript = _page("<p><img src='t.png' alt='Initial T'>hen it rained.</p>", tmp_path)
    source = (tmp_path / "a.html").read_text(encoding="utf-8")
    places = manuscript.source.places(Span(0, 4))
    assert "".join(source[p.source.start : p.source.end] for p in places) == "Then"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>"<img src="i.png" alt="A"> boat!" she cried.</p>', '"A boat!" she cried.'),
        ("<p>He was <img src='x.png' alt='B'>lue.</p>", "He was lue."),
        ("<p><img src='m.png' alt='A map of the island'>They sailed.</p>", "They sailed."),
        ("<p><img class='dropcap' src='i.png' alt='I'> was late.</p>", "I was late."),
        ("<p><img class='dropcap' src='i.png' alt='“I'>t was late.</p>", "“It was late."),
    ],
)
def test_other_images_are_not_letters(body: str, text: str, tmp_path: Path) -> None:
    assert _page(body, tmp_path).text == text


_NUMBERS = [
    ("The ha<span class='pageno'>7</span>rbour slept.", "The harbour slept."),
    ("The <span class='pagenum ws-pagenum' id='7'>7</span> harbour slept.", "The harbour slept."),
    ("The har[Pg 112]bour slept.", "The harbour slept."),
    ("The [Page xii] harbour slept.", "The harbour slept."),
    (
        "The harbour<span epub:type='pagebreak' id='p9' title='9'>9</span> slept.",
        "The harbour slept.",
    ),
    ("The harbour<span role='doc-pagebreak'>[9]</span> slept.", "The harbour slept."),
    ("The harbour<a id='page_31'>{31}</a> slept.", "The harbour slept."),
    ("The harbour slept.<span class='linenum'>15</span>", "The harbour slept."),
    ("The harbour<sup>3</sup> slept.", "The harbour slept."),
    ("The harbour<sup>*</sup> slept.", "The harbour slept."),
    ("The harbour<a href='#fn3'><sup>3</sup></a> slept.", "The harbour slept."),
    ("The harbour<sup><a href='notes.xhtml#n3'>[3]</a></sup> slept.", "The harbour slept."),
    ("The harbour slept.<a href='#note12'>12</a>", "The harbour slept."),
    (
        "The harbour<a class='fnanchor' href='#Footnote_1'>[A]</a> slept.",
        "The harbour slept.",
    ),
    ("The harbour slept.¹²", "The harbour slept."),
    ("The harbour slept,[4] as ever.", "The harbour slept, as ever."),
    ("<ruby>harbour<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> slept.", "harbour slept."),
    ("<ruby><rb>harbour</rb><rtc><rt>x</rt></rtc></ruby> slept.", "harbour slept."),
]


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize(("body", "text"), _NUMBERS)
def test_numbers_of_an_edition_are_not_text(
    body: str, text: str, book: bool, tmp_path: Path
) -> None:
    assert _page(f"<p>{body}</p>", tmp_path, book=book).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<sup>3</sup> boats", "103 boats"),
        ("An area of 30 m<sup>2</sup>.", "An area of 30 m2."),
        ("30 km² of sand", "30 km² of sand"),
        ("the 1<sup>st</sup> of May, M<sup>r</sup> Hale", "the 1st of May, Mr Hale"),
        ("It was page <b>12</b>.", "It was page 12."),
        ("“[Page 12 is missing],” said Hale.", "“[Page 12 is missing],” said Hale."),
        ("See <a href='#hale'>Mr Hale</a>.", "See Mr Hale."),
        ("<span class='folio-wide pagebreak'>A long line of the story itself.</span>", None),
    ],
)
def test_numbers_of_the_story_stay(body: str, text: str | None, tmp_path: Path) -> None:
    wanted = text or "A long line of the story itself."
    assert _page(f"<p>{body}</p>", tmp_path).text == wanted


_HIDDEN = [
    "<p style='visibility:hidden'>Gone.</p>",
    "<p class='spoiler-x'>Gone.</p>",
    "<p id='secret'>Gone.</p>",
    "<aside class='draft'>Gone.</aside>",
    "<template><p>Gone.</p></template>",
    "<svg><title>Gone</title><desc>A lamp.</desc><text>Gone</text></svg>",
    "<figure><img src='a.png' alt='A lamp on a quay'><figcaption>Gone.</figcaption></figure>",
    "<p><a class='anchor' href='#x' aria-hidden='true'>¶</a></p>",
    "<p class='sr-only'>Skip to the story</p>",
    "<p><a href='#top'>Back to top</a></p>",
    "<dialog><p>Gone.</p></dialog>",
    "<div class='footnotes'><p>1. Gone.</p></div>",
    "<noscript>Gone.</noscript>",
]
_SHEET = (
    "<style>/* .kept { display: none } */ .kept{color:red} .spoiler-x { color: red; display:none; }"
    "#secret{display:none} aside.draft, .other{display : none !important} .back{display:none}"
    ".back{display:block} @media print { .kept { display: none } } div .kept{display:none}</style>"
)


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize("body", _HIDDEN)
def test_hidden_words_do_not_leak(body: str, book: bool, tmp_path: Path) -> None:
    kept = f"<p class='kept'>{_RAIN}</p><div><p class='kept back'>{_FERRY}</p></div>"
    manuscript = _page(body + kept, tmp_path, head=_SHEET, book=book)
    assert manuscript.text == f"{_RAIN}\n\n{_FERRY}"


def test_a_linked_style_sheet_of_a_book_hides(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" type="text/css" href="css/book.css"/>'
    files = {"css/book.css": ".cut { display: none }"}
    body = f"<p class='cut'>Gone.</p><p>{_RAIN}</p>"
    (tmp_path / "a.epub").write_bytes(epub(pages={"a.xhtml": body}, head=head, files=files))
    assert load_manuscript(str(tmp_path / "a.epub")).text == _RAIN


def test_what_a_script_will_show_is_read(tmp_path: Path) -> None:
    head = "<style>.chapter{display:none}</style>"
    body = f"<p>Menu</p><div class='chapter'><p>{_RAIN}</p><p>{_FERRY}</p></div>"
    assert _page(body, tmp_path, head=head).text == f"Menu\n\n{_RAIN}\n\n{_FERRY}"


def test_words_said_for_the_ear_stand_for_those_of_the_eye(tmp_path: Path) -> None:
    body = (
        '<p><span aria-hidden="true"><span class="cap">T</span> hen</span>'
        '<span class="visually-hidden">Then</span> it rained.</p>'
    )
    assert _page(body, tmp_path).text == "Then it rained."


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<blockquote><p>Dear Tom,</p><footer>Your Agnes</footer></blockquote>", True),
        ("<article><p>It rained.</p><footer><p>Your Agnes</p></footer></article>", True),
        ("<section><p>It rained.</p><footer><p>Your Agnes</p></footer></section>", True),
        ("<p>It rained.</p><footer><p>Your Agnes</p></footer>", False),
        ("<article><p>It rained.</p><footer>Posted in Stories. Your Agnes</footer></article>", False),
        ("<section><p>It rained.</p></section><footer>© 2019 Your Agnes</footer>", False),
        ("<article><p>It rained.</p><footer>© 2019 Your Agnes</footer></article>", False),
        ("<p>It rained.</p><div class='footer'><p>Your Agnes</p></div>", True),
        ("<p>It rained.</p><div id='page-footer'>Your Agnes, © 2019</div>", False),
        ("<p>It rained.</p><p class='site-footer'>Powered by Your Agnes</p>", False),
    ],
)  # fmt: skip
def test_a_letters_footer_is_text(body: str, kept: bool, tmp_path: Path) -> None:
    assert _page(body, tmp_path).text.endswith("Your Agnes") is kept


_PROSE = "".join(f"<p>{_RAIN}</p><p>{_FERRY}</p>" for _ in range(6))


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize(
    "mark",
    [
        "<p>&#160;</p>",
        "<p></p>",
        "<p><br/></p>",
        "<div>&#160;</div>",
        "<br/>",
        "<hr class='tb'/>",
        "<p class='center'><img src='images/ornament.png' alt=''/></p>",
        "<div><img src='x.png' alt='* * *'/></div>",
        "<p><img src='x.png' class='scenebreak'/></p>",
        "<p>◆ ◆ ◆</p>",
        "<p aria-hidden='true'>* * *</p>",
        "<p class='space-break'></p>",
    ],
)
def test_scene_breaks(mark: str, book: bool, tmp_path: Path) -> None:
    manuscript = _page(f"<h2>One</h2>{_PROSE}{mark}{_PROSE}{mark}{_PROSE}", tmp_path, book=book)
    assert len(manuscript.scenes) == 3
    assert len(manuscript.chapters) == 1


def test_a_blank_after_every_paragraph_is_spacing(tmp_path: Path) -> None:
    body = _PROSE.replace("</p>", "</p><p>&nbsp;</p>")
    assert len(_page(body, tmp_path).scenes) == 1


def test_a_class_that_opens_a_scene(tmp_path: Path) -> None:
    body = f"<p>{_RAIN}</p><p class='after-break'>{_FERRY}</p>"
    manuscript = _page(body, tmp_path)
    assert manuscript.text == f"{_RAIN}\n\n{_FERRY}"
    assert len(manuscript.scenes) == 2


def test_line_breaks_between_speakers_part_paragraphs(tmp_path: Path) -> None:
    body = "<p>“Is it late?” asked Tom.<br>“Very,” said Agnes.<br><br>They went home.</p>"
    assert _page(body, tmp_path).text == (
        "“Is it late?” asked Tom.\n\n“Very,” said Agnes.\n\nThey went home."
    )
    assert _page("<p>Roses are red<br>Violets are blue</p>", tmp_path).text.count("\n") == 1


def _chapters(count: int, level: str = "h2") -> str:
    return "".join(
        f"<{level} id='c{n}'>Chapter {n}</{level}><p>{_RAIN}</p><p>{_FERRY}</p>"
        for n in range(1, count + 1)
    )


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize(
    "contents",
    [
        "<h2>Contents</h2><ul>{links}</ul>",
        "<p>TABLE OF CONTENTS</p><ol>{links}</ol>",
        "<ul>{links}</ul>",
        "<h3>Contents</h3><table>{rows}</table>",
        "<h3>Contents</h3><table>{plain}</table>",
        "<p class='toc'><b>Contents</b></p>{lines}",
        "<div class='toc'>{lines}</div>",
        "<h2>Contents</h2><p>{breaks}</p>",
    ],
)
def test_contents_are_not_text(contents: str, book: bool, tmp_path: Path) -> None:
    numbers = range(1, 6)
    contents = contents.format(
        links="".join(f"<li><a href='#c{n}'>Chapter {n}</a></li>" for n in numbers),
        rows="".join(
            f"<tr><td><a href='#c{n}'>Chapter {n}</a></td><td>The Mill {n}</td>"
            f"<td><a href='#c{n}'>{9 * n}</a></td></tr>"
            for n in numbers
        ),
        plain="".join(f"<tr><td>Chapter {n}</td><td>{9 * n}</td></tr>" for n in numbers),
        lines="".join(f"<p class='toc1'><a href='#c{n}'>Chapter {n}</a></p>" for n in numbers),
        breaks="<br/>".join(f"<a href='#c{n}'>Chapter {n}</a>" for n in numbers),
    )
    manuscript = _page(f"<h1>The Mill</h1>{contents}{_chapters(5)}", tmp_path, book=book)
    titles = [f"Chapter {n}" for n in numbers]
    assert [c.title for c in manuscript.chapters] == titles
    assert manuscript.text.startswith("The Mill\n\nChapter 1\n\nThe rain")


@pytest.mark.parametrize(
    "front",
    [
        "<h1>The Mill</h1><h3>by</h3><h3>Ada Grey</h3>",
        "<h1>The Mill</h1><h2>A Novel</h2><h3>by Ada Grey</h3>",
        "<h1>The Mill</h1><p>by Ada Grey</p>",
        "<h3>The Mill</h3><h3>The Mill</h3>",
        "<h2>The Mill</h2><h2>The Mill</h2>",
    ],
)
def test_titles_over_the_first_chapter_are_no_chapters(front: str, tmp_path: Path) -> None:
    manuscript = _page(front + _chapters(3, "h3"), tmp_path)
    assert [c.title for c in manuscript.chapters] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    if "Ada" in front:
        assert manuscript.author == "Ada Grey"
        assert not any("Ada" in b.span.text(manuscript.text) for b in manuscript.blocks)


def test_a_running_title_is_no_chapter(tmp_path: Path) -> None:
    body = "".join(
        f"<h2>The Mill</h2><h3>{name}</h3><p>{_RAIN}</p><p>{_FERRY}</p>"
        for name in ("Water", "Bread", "Snow")
    )
    assert [c.title for c in _page(body, tmp_path).chapters] == ["Water", "Bread", "Snow"]


_MATTER = [
    ("<section epub:type='{}'><h2>Some Words</h2><p>{}</p></section>", kind)
    for kind in ("imprint", "colophon", "copyright-page", "toc", "index", "loi", "endnotes")
] + [("<section role='doc-{}'><h2>Some Words</h2><p>{}</p></section>", "colophon")]


@pytest.mark.parametrize(("page", "kind"), _MATTER)
def test_matter_told_by_its_type_is_left_out(page: str, kind: str, tmp_path: Path) -> None:
    pages = {"a.xhtml": page.format(kind, _FERRY), "b.xhtml": f"<h2>Water</h2><p>{_RAIN}</p>"}
    (tmp_path / "a.epub").write_bytes(epub(pages=pages))
    manuscript = load_manuscript(str(tmp_path / "a.epub"))
    assert manuscript.text == f"Water\n\n{_RAIN}"


@pytest.mark.parametrize(
    "name",
    ["copyright.xhtml", "Text/Copyright Page.xhtml", "cover.xhtml", "9781234567897_cop_r1.xhtml",
     "imprint.xhtml", "also_by.xhtml", "toc.xhtml", "uncopyright.xhtml"],
)  # fmt: skip
def test_matter_told_by_its_name_is_left_out(name: str, tmp_path: Path) -> None:
    pages = {
        name: f"<h2>Some Words</h2><p>{_FERRY}</p>",
        "b.xhtml": f"<h2>Water</h2><p>{_RAIN}</p>",
    }
    (tmp_path / "a.epub").write_bytes(epub(pages=pages))
    assert load_manuscript(str(tmp_path / "a.epub")).text == f"Water\n\n{_RAIN}"


def test_matter_told_by_guide_landmarks_or_outline_is_left_out(tmp_path: Path) -> None:
    pages = {
        "p1.xhtml": "<p>© Mill Press</p>",
        "p2.xhtml": "<p>Set in Caslon.</p>",
        "p3.xhtml": "<p>The other books of the mill.</p>",
        "p4.xhtml": "<p>For my sister</p>",
        "p5.xhtml": f"<h2>Water</h2><p>{_RAIN}</p>",
        "p6.xhtml": "<h2>Index</h2><p>Agnes, 12</p>",
    }
    guide = {"p1.xhtml": "copyright-page"}
    landmarks = {"p2.xhtml": "colophon"}
    outline = [("p3.xhtml", "Also by Ada Grey"), ("p4.xhtml", "Dedication"), ("p5.xhtml", "Water")]
    data = web_book(pages, guide=guide, landmarks=landmarks, outline=outline)
    (tmp_path / "a.epub").write_bytes(data)
    manuscript = load_manuscript(str(tmp_path / "a.epub"))
    assert manuscript.text == f"For my sister\n\nWater\n\n{_RAIN}"
    assert [c.title for c in manuscript.chapters] == ["Water"]
    assert [b.span.text(manuscript.text) for b in manuscript.blocks] == ["Water", _RAIN]


@pytest.mark.parametrize(
    "half",
    [
        "<section epub:type='halftitlepage'><h2>The Mill</h2></section>",
        "<section epub:type='titlepage'><h1>The Mill</h1><p>By Ada Grey</p></section>",
        "<h1>The Mill</h1>",
        "<h1>The Mill</h1><h2>Ada Grey</h2>",
        "<h1>The Mill</h1><h1>by Ada Grey</h1>",
        "<h1>The Mill</h1><p>by Ada Grey</p>",
    ],
)
@pytest.mark.parametrize("titles", [("Chapter 1", "Chapter 2"), ("I", "II")])
def test_a_half_title_does_not_take_the_first_chapters_title(
    half: str, titles: tuple[str, str], tmp_path: Path
) -> None:
    pages = {"a.xhtml": half}
    for index, title in enumerate(titles):
        pages[f"b{index}.xhtml"] = f"<h1>{title}</h1><p>{_RAIN}</p><p>{_FERRY}</p>"
    (tmp_path / "a.epub").write_bytes(epub(pages=pages))
    assert tuple(c.title for c in load_manuscript(str(tmp_path / "a.epub")).chapters) == titles


def test_several_chapters_in_one_file_by_the_outline(tmp_path: Path) -> None:
    body = (
        f"<p id='one'>{_RAIN}</p><p>{_FERRY}</p>"
        f"<div id='two'><p>Bread</p><p>{_RAIN}</p></div><p>{_FERRY}</p>"
        f"<a id='three'></a><p>{_RAIN}</p>"
        f"<h2 id='four'>Salt</h2><p>{_FERRY}</p>"
    )
    outline = [
        ("a.xhtml#one", "Water"), ("a.xhtml#two", "Bread"), ("a.xhtml#three", "Snow"),
        ("a.xhtml#four", "Salt"),
    ]  # fmt: skip
    (tmp_path / "a.epub").write_bytes(web_book({"a.xhtml": body}, outline=outline))
    manuscript = load_manuscript(str(tmp_path / "a.epub"))
    assert [c.title for c in manuscript.chapters] == ["Water", "Bread", "Snow", "Salt"]


def test_a_page_named_twenty_thousand_times_is_read_once(tmp_path: Path) -> None:
    data = web_book({"a.xhtml": f"<p>{_RAIN}</p>"}, times=20_000)
    (tmp_path / "a.epub").write_bytes(data)
    assert load_manuscript(str(tmp_path / "a.epub")).text == _RAIN


_SITE = (
    "<!DOCTYPE html><html><head><title>{title} | Archive of Our Own</title></head><body>"
    '<div id="outer" class="wrapper"><h1 class="heading"><a href="https://archiveofourown.org/">'
    "<span>Archive of Our Own</span></a></h1><div id='main'>{main}</div></div></body></html>"
)


@pytest.mark.parametrize(
    ("main", "hint"),
    [
        ("<p>This work could have adult content.</p><a href='?view_adult=true'>Yes</a>", "Proceed"),
        ("<h2>Log In</h2><form action='/users/login'><p>User name</p></form>", "login page"),
        ("<p>This work is only available to registered users of the Archive.</p>", "log in there"),
        ("<ol class='work index group'><li>Rain by otherwriter</li></ol>", "a list of works"),
        ("<h2>Error 404</h2><p>The page you were looking for does not exist.</p>", "an error page"),
        ("<p>This work is part of an ongoing challenge and will be revealed soon!</p>", "revealed"),
        ("<h2>Dashboard</h2><p>mbell</p>", "without a work"),
    ],
)
def test_pages_of_an_archive_without_a_work_are_refused(
    main: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(_SITE.format(title="Rain", main=main), encoding="utf-8")
    with pytest.raises(FabulaError, match=hint) as error:
        load_manuscript(str(tmp_path / "a.html"))
    assert "Download" in str(error.value)


def test_a_saved_work_of_several_chapters(tmp_path: Path) -> None:
    chapters = "".join(
        f'<div class="chapter" id="chapter-{n}"><div class="chapter preface group">'
        f'<h3 class="title"><a href="/works/9/chapters/{n}">Chapter {n}</a>: The {n} Lamp</h3>'
        '<div id="summary" class="summary module"><h3 class="heading">Summary:</h3>'
        '<blockquote class="userstuff"><p>Not story.</p></blockquote></div>'
        '<div id="notes" class="notes module"><p>Not story by elsewriter.</p></div></div>'
        '<div class="userstuff module" role="article"><h3 class="landmark heading" id="work">'
        f"Chapter Text</h3><p>{_RAIN}</p></div>"
        '<div class="chapter preface group"><div class="end notes module"><p>No.</p></div></div></div>'
        for n in (1, 2)
    )
    main = (
        '<dl class="work meta group"><dt>Fandom:</dt><dd>Mills</dd></dl><div id="workskin">'
        '<div class="preface group"><h2 class="title heading">The Lamps</h2><h3 class="byline heading">'
        '<a rel="author" href="/users/a">agrey</a>, <a rel="author" href="/users/b">bhill</a></h3>'
        '<div class="notes module"><p>For <a rel="author" href="/users/z">giftee</a></p></div></div>'
        f'<div id="chapters" role="article">{chapters}</div><div class="afterword preface group">'
        '<div id="work_endnotes" class="end notes module"><p>Thanks.</p></div></div></div>'
        '<div id="feedback"><p class="kudos">guest left kudos</p><ol class="thread"><li>'
        '<h4 class="heading byline">reader7</h4><blockquote class="userstuff">Loved it!</blockquote>'
        "</li></ol></div>"
    )
    (tmp_path / "a.html").write_text(_SITE.format(title="The Lamps - agrey", main=main))
    manuscript = load_manuscript(str(tmp_path / "a.html"))
    assert (manuscript.title, manuscript.author) == ("The Lamps", "agrey, bhill")
    titles = ["Chapter 1: The 1 Lamp", "Chapter 2: The 2 Lamp"]
    assert [c.title for c in manuscript.chapters] == titles
    assert manuscript.text == (
        f"The Lamps\n\nagrey, bhill\n\n{titles[0]}\n\n{_RAIN}\n\n{titles[1]}\n\n{_RAIN}"
    )
    story = [b.span.text(manuscript.text) for b in manuscript.blocks]
    assert "agrey, bhill" not in story


def test_a_book_of_more_paragraphs_than_any_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "_MOST_UNITS", 100)
    (tmp_path / "a.epub").write_bytes(epub(pages={"a.xhtml": "<p>a</p>" * 101}))
    with pytest.raises(FabulaError, match="more than 100 paragraphs"):
        load_manuscript(str(tmp_path / "a.epub"))


@pytest.mark.parametrize("book", [False, True])
def test_every_word_leads_back_past_what_is_left_out(book: bool, tmp_path: Path) -> None:
    body = (
        "<h2>Contents</h2><ul>" + "<li><a href='#x'>Water</a></li>" * 3 + "</ul><h2>Water</h2>"
        "<p class='dropcap'>T</p><p>hen it<span class='pagenum'>[4]</span> rained&#8230;</p>"
        f"<p>&#160;</p><p>{_RAIN}<sup>1</sup></p><div class='footnotes'><p>Gone.</p></div>"
    )
    manuscript = _page(body, tmp_path, book=book)
    assert manuscript.text.startswith("Water\n\nThen it rained…\n\n")
    name = "a.epub" if book else "a.html"
    if book:
        with zipfile.ZipFile(tmp_path / name) as file:
            source = file.read("OEBPS/a.xhtml").decode()
    else:
        source = (tmp_path / name).read_text(encoding="utf-8")
    for word in re.finditer(r"\w+…?", manuscript.text):
        places = manuscript.source.places(Span(*word.span()))
        there = "".join(source[p.source.start : p.source.end] for p in places)
        assert html.unescape(there) == word[0]

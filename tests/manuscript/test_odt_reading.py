"""OpenDocument as programs write it: styles, numbers, hidden text, pictures, signs, blanks."""

from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import zipped

PROSE = "The gulls had gone inland before dawn. Ines counted the boats twice and said nothing."
MORE = "Somebody had left the gate open. By noon the whole yard was full of geese."
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
        ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("table", "table"),
    )
)  # fmt: skip


def p(words: str, style: str = "P1") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(words: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def style(name: str, inside: str = "", family: str = "paragraph", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}">{inside}</style:style>'
    )


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def opened(folder: Path, body: str, styles: str = "", common: str = "") -> Manuscript:
    (folder / "a.odt").write_bytes(zipped({
        "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}><office:styles>{common}</office:styles></office:document-styles>",
    }))  # fmt: skip
    return load_manuscript(str(folder / "a.odt"))


HIDDEN = '<style:text-properties text:display="none"/>'
RAISED = '<style:text-properties style:text-position="super 58%"/>'
SIGNS = '<style:text-properties style:font-name="Wingdings"/>'
STYLES = (
    style("Hid", HIDDEN, "text") + style("Kid", "", "text", "Hid") + style("Sup", RAISED, "text")
    + style("Sgn", SIGNS, "text") + style("Dark", HIDDEN)
)  # fmt: skip


def frame(title: str = "", inside: str = "") -> str:
    named = f"<svg:title>{title}</svg:title>" if title else ""
    return f"<draw:frame>{inside}<draw:image/>{named}<svg:desc>{title}</svg:desc></draw:frame>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"Ines {span('TODO ', 'Hid')}left.", "Ines left."),
        (f"Ines {span('TODO ', 'Kid')}left.", "Ines left."),
        (f"the geese{span('12', 'Sup')} slept", "the geese slept"),
        (f"ten km{span('2', 'Sup')} of marsh", "ten km2 of marsh"),
        (f"see you {span('J', 'Sgn')}.", "see you ☺."),
        ("page <text:page-number>7</text:page-number>", "page"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>", "漢"),
        (frame("A map of the quay") + "It rained.", "It rained."),
        (frame("T") + "he gulls had gone.", "The gulls had gone."),
        (frame(inside="<draw:text-box><text:p>T</text:p></draw:text-box>") + "he gulls had gone.", "The gulls had gone."),
        ("soft\u00adly", "softly"),
        ("one<text:line-break/><text:line-break/>Two.", "one\n\nTwo."),
        ("<text:hidden-paragraph text:condition='x' text:is-hidden='false'/>Shown.", "Shown."),
    ],
)  # fmt: skip
def test_runs(inside: str, text: str, tmp_path: Path) -> None:
    manuscript = opened(tmp_path, p(inside), STYLES)
    assert manuscript.text == text


@pytest.mark.parametrize(
    "apart",
    [
        p("Remember the geese.", "Dark"),
        p("<text:hidden-paragraph text:condition='x' text:is-hidden='true'/>Remember the geese."),
        f'<text:section text:display="none">{p("Remember.")}</text:section>',
        f'<text:section text:display="condition" text:is-hidden="true">{p("Remember.")}</text:section>',
    ],
)
def test_hidden_paragraphs_and_sections_are_not_story(apart: str, tmp_path: Path) -> None:
    manuscript = opened(tmp_path, p(PROSE) + apart + p(MORE), STYLES)
    assert manuscript.text == f"{PROSE}\n\n{MORE}"
    shown = f'<text:section text:display="condition">{p("Kept.")}</text:section>'
    assert opened(tmp_path, p(PROSE) + shown).text == f"{PROSE}\n\nKept."


@pytest.mark.parametrize(
    "mark",
    [p(span("v v", "Sgn")), p("\uf09a"), p(frame("Scene break")), p("", "Rule"), p("", "P9")],
)
def test_signs_and_rules_break_a_scene(mark: str, tmp_path: Path) -> None:
    styles = STYLES + style("P9", '<style:paragraph-properties fo:border-bottom="1pt solid"/>')
    styles += style("Rule", parent="Horizontal_20_Line")
    manuscript = opened(tmp_path, p(PROSE) + mark + p(MORE), styles)
    assert manuscript.text == f"{PROSE}\n\n***\n\n{MORE}"


def test_blank_paragraphs_break_scenes(tmp_path: Path) -> None:
    assert len(opened(tmp_path, p(PROSE) * 4 + p(" ") + p(MORE) * 4).scenes) == 2
    assert len(opened(tmp_path, (p(PROSE) + p("")) * 8).scenes) == 1
    cell = f"<table:table><table:table-cell>{p('')}</table:table-cell></table:table>"
    assert len(opened(tmp_path, p(PROSE) * 4 + cell + p(MORE) * 4).scenes) == 1


OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="{}" '
    'style:num-prefix="Chapter " style:num-suffix=":" text:start-value="{}"/></text:outline-style>'
)


@pytest.mark.parametrize(
    ("form", "start", "labels"),
    [("1", 1, ("Chapter 1:", "Chapter 2:")), ("I", 9, ("Chapter IX:", "Chapter X:"))],
)
def test_headings_with_automatic_numbers(
    form: str, start: int, labels: tuple[str, str], tmp_path: Path
) -> None:
    body = h("") + p(PROSE) + h("Geese") + p(MORE)
    manuscript = opened(tmp_path, body, common=OUTLINE.format(form, start))
    assert [c.title for c in manuscript.chapters] == [labels[0], f"{labels[1]} Geese"]
    at = manuscript.text.index("Geese")
    (place,) = manuscript.source.places(Span(at, at + 5))
    assert (place.paragraph, place.run, place.source) == (2, 0, Span(0, 5))


def test_numbers_of_lists_and_as_written(tmp_path: Path) -> None:
    level = (
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    )
    styles = f'<text:list-style style:name="L1">{level}</text:list-style>'
    item = '<text:list text:style-name="L1"><text:list-item>{}</text:list-item></text:list>'
    body = "".join(item.format(h(words)) + p(PROSE) for words in ("", "Geese"))
    body += h("<text:number>iii</text:number>Rope") + p(MORE)
    manuscript = opened(tmp_path, body, styles)
    assert [c.title for c in manuscript.chapters] == ["1.", "2. Geese", "iii Rope"]


@pytest.mark.parametrize(
    "styles",
    [
        style("X", parent="Chapter_20_Title"),
        style("X", parent="Y") + style("Y", parent="Heading_20_1"),
        style("X", parent="Y") + style("Y", parent="X").replace("Y", "Heading 1", 1),
        style("X", '<style:paragraph-properties fo:break-before="page"/><style:text-properties fo:font-size="20pt"/>'),
    ],
)  # fmt: skip
def test_headings_by_styles_of_the_writers_own(styles: str, tmp_path: Path) -> None:
    styles = styles.replace(
        'style:name="Heading 1"', 'style:name="Y" style:display-name="Heading 1"'
    )
    body = "".join(p(title, "X") + p(PROSE) + p(MORE) for title in ("Salt", "Geese"))
    assert [c.title for c in opened(tmp_path, body, styles).chapters] == ["Salt", "Geese"]


def test_a_story_in_text_boxes_only(tmp_path: Path) -> None:
    box = p(frame(inside=f"<draw:text-box>{p(PROSE)}{p(MORE)}</draw:text-box>"))
    assert opened(tmp_path, box).text == f"{PROSE}\n\n{MORE}"
    assert opened(tmp_path, box + p("She left.")).text == "She left."


def test_spaces_counted_in_one_tag_stay_few(tmp_path: Path) -> None:
    many = p("a" + '<text:s text:c="999999999"/>' * 50_000 + "b")
    assert len(opened(tmp_path, many).text) < 100


def test_what_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FabulaError, match="unpacks to more than 20 MB"):
        opened(tmp_path, p("geese ") * 1_500_000)

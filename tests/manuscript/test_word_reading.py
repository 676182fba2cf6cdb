"""Word files as people make them: drop caps, automatic numbers, hidden text, signs, files within."""

import html
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import document_xml, zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROSE = "The gulls had gone inland before dawn. Ines counted the boats twice and said nothing."
MORE = "Somebody had left the gate open. By noon the whole yard was full of geese."


def p(words: str, properties: str = "", look: str = "") -> str:
    words = html.escape(words, quote=False)
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def styled(words: str, style: str) -> str:
    return p(words, f'<w:pStyle w:val="{style}"/>')


def word(
    folder: Path,
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    chunks: dict[str, bytes] | None = None,
) -> Manuscript:
    relations = "".join(
        f'<Relationship Id="c{n}" Type="{_R}/aFChunk" Target="{name}"/>'
        for n, name in enumerate(chunks or {})
    )
    entries: dict[str, str | bytes] = {
        "word/document.xml": document_xml(body).replace(
            "<w:document ", f'<w:document xmlns:r="{_R}" '
        ),
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    entries.update({f"word/{name}": data for name, data in (chunks or {}).items()})
    (folder / "draft.docx").write_bytes(zipped(entries))
    return load_manuscript(str(folder / "draft.docx"))


def titles(manuscript: Manuscript) -> list[str]:
    return [chapter.title for chapter in manuscript.chapters]


def style(identity: str, name: str = "", inside: str = "", family: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{family}" w:styleId="{identity}"><w:name w:val="{name or identity}"/>'
        f"{inside}</w:style>"
    )


HEADING = style("H1", "heading 1")
DROP = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around"/>'


@pytest.mark.parametrize(
    ("first", "rest", "text"),
    [
        (p("T", DROP), p("he gulls had gone."), "The gulls had gone."),
        (p("“W", DROP), p("HO is there?” she asked."), "“WHO is there?” she asked."),
        (p("A", DROP.replace("drop", "margin", 1).replace('Cap="drop"', 'Cap="margin"')), p(" gull came."), "A gull came."),
        (p("T", '<w:framePr w:w="600" w:wrap="around"/>'), p("he gulls had gone."), "The gulls had gone."),
        (p("T", '<w:pStyle w:val="H1"/>' + DROP), p("he gulls had gone."), "The gulls had gone."),
        (
            "<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>T</w:t></w:r></w:p></w:txbxContent>"
            "</w:drawing></w:r><w:r><w:t>he gulls had gone.</w:t></w:r></w:p>", "", "The gulls had gone.",
        ),
        (
            '<w:p><w:r><w:drawing><docPr descr="Drop cap T"/></w:drawing></w:r>'
            "<w:r><w:t>he gulls had gone.</w:t></w:r></w:p>", "", "The gulls had gone.",
        ),
    ],
)  # fmt: skip
def test_a_drop_cap_belongs_to_its_word(first: str, rest: str, text: str, tmp_path: Path) -> None:
    manuscript = word(tmp_path, styled("One", "H1") + first + rest + p(PROSE), styles=HEADING)
    assert manuscript.text == f"One\n\n{text}\n\n{PROSE}"
    assert titles(manuscript) == ["One"]


def test_a_picture_with_a_longer_description_is_no_drop_cap(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:drawing><docPr descr="A map of the quay"/></w:drawing><w:t>it rained.</w:t></w:r></w:p>'
    assert word(tmp_path, body).text == "it rained."


_LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)


def numbered(*levels: tuple[str, str], start: int = 1, override: str = "") -> str:
    inside = "".join(_LEVEL.format(n, start, *level) for n, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="7">{inside}</w:abstractNum>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="4"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )


COUNT = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'


@pytest.mark.parametrize(
    ("form", "start", "labels"),
    [
        (("decimal", "Chapter %1"), 1, ["Chapter 1", "Chapter 2"]),
        (("upperRoman", "%1."), 4, ["IV.", "V."]),
        (("cardinalText", "Chapter %1:"), 20, ["Chapter Twenty:", "Chapter Twenty-one:"]),
        (("ordinalText", "%1 Letter"), 1, ["First Letter", "Second Letter"]),
        (("lowerLetter", "(%1)"), 26, ["(z)", "(aa)"]),
        (("ordinal", "%1 Night"), 11, ["11th Night", "12th Night"]),
    ],
)
def test_headings_with_automatic_numbers(
    form: tuple[str, str], start: int, labels: Sequence[str], tmp_path: Path
) -> None:
    body = p("", '<w:pStyle w:val="H1"/>' + COUNT) + p(PROSE)
    body += p("The Geese", '<w:pStyle w:val="H1"/>' + COUNT) + p(MORE)
    manuscript = word(tmp_path, body, styles=HEADING, numbering=numbered(form, start=start))
    assert manuscript.text == f"{labels[0]}\n\n{PROSE}\n\n{labels[1]} The Geese\n\n{MORE}"
    assert titles(manuscript) == [labels[0], f"{labels[1]} The Geese"]


def test_numbers_of_a_style_start_again_and_are_switched_off(tmp_path: Path) -> None:
    styles = style("H1", "heading 1", '<w:numPr><w:numId w:val="3"/></w:numPr>')
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(
        p("", f'<w:pStyle w:val="H1"/>{own}') + p(PROSE)
        for own in ("", "", COUNT.replace('w:val="3"', 'w:val="4"'))
    ) + p("Afterword", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>') + p(MORE)  # fmt: skip
    manuscript = word(
        tmp_path,
        body,
        styles=styles,
        numbering=numbered(("decimal", "Chapter %1"), override=again),
    )
    assert titles(manuscript) == ["Chapter 1", "Chapter 2", "Chapter 1", "Afterword"]


def test_a_list_item_shows_no_number_and_an_unstyled_chapter_does(tmp_path: Path) -> None:
    item = COUNT.replace('ilvl w:val="0"', 'ilvl w:val="1"')
    body = p("", COUNT) + p("Bread and rope.", item) + p(PROSE) + p("", COUNT) + p(MORE)
    numbering = numbered(("decimal", "Chapter %1"), ("bullet", "•"))
    manuscript = word(tmp_path, body, numbering=numbering)
    assert titles(manuscript) == ["Chapter 1", "Chapter 2"]
    assert "\n\nBread and rope.\n\n" in manuscript.text


@pytest.mark.parametrize(
    "styles",
    [
        style("X", "Chapter Title"),
        style("X", "CSP - Chapter Heading"),
        style("X", "ChapterHead"),
        style("X", "Fancy", '<w:basedOn w:val="Y"/>') + style("Y", "Plain", '<w:basedOn w:val="H1"/>') + HEADING,
        style("X", "Opening", '<w:pPr><w:pageBreakBefore/><w:keepNext/></w:pPr>'),
        style("X", "Überschrift 1"),
        style("X", "Mine", '<w:basedOn w:val="Y"/>') + style("Y", "Own", '<w:basedOn w:val="X"/><w:outlineLvl w:val="0"/>'),
    ],
)  # fmt: skip
def test_headings_by_styles_of_the_writers_own(styles: str, tmp_path: Path) -> None:
    body = "".join(styled(title, "X") + p(PROSE) + p(MORE) for title in ("Salt", "Geese", "Rope"))
    assert titles(word(tmp_path, body, styles=styles)) == ["Salt", "Geese", "Rope"]


@pytest.mark.parametrize(
    "styles",
    [
        style("X", "Chapter Text"),
        style("X", "Chapter First Paragraph"),
        style("X", "Loop", '<w:basedOn w:val="X"/>'),
        style("X", "Body", '<w:basedOn w:val="H1"/><w:outlineLvl w:val="9"/>') + HEADING,
        style("X", "Chapter") + HEADING,
    ],
)
def test_prose_in_styles_of_the_writers_own(styles: str, tmp_path: Path) -> None:
    body = "".join(styled(f"{PROSE} {MORE}", "X") for _ in range(3))
    manuscript = word(tmp_path, body, styles=styles)
    assert [b.kind for b in manuscript.blocks] == ["paragraph"] * 3


VANISH = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    ("styles", "outer", "look", "text"),
    [
        (style("Note", family="character", inside=VANISH), "", '<w:rStyle w:val="Note"/>', "Ines left."),
        (style("Kid", family="character", inside='<w:basedOn w:val="Note"/>') + style("Note", family="character", inside=VANISH),
         "", '<w:rStyle w:val="Kid"/>', "Ines left."),
        (style("Note", family="character", inside=VANISH), "", '<w:rStyle w:val="Note"/><w:vanish w:val="0"/>', "Ines TODO left."),
        # A toggle: hidden within hidden is shown.
        (style("Dark", inside=VANISH) + style("Note", family="character", inside=VANISH),
         '<w:pStyle w:val="Dark"/>', '<w:rStyle w:val="Note"/>', "TODO"),
    ],
)  # fmt: skip
def test_hidden_by_a_style(styles: str, outer: str, look: str, text: str, tmp_path: Path) -> None:
    def run(words: str, look: str = "") -> str:
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'

    body = f"<w:p><w:pPr>{outer}</w:pPr>{run('Ines ')}{run('TODO ', look)}{run('left.')}</w:p>"
    assert word(tmp_path, body, styles=styles).text == text


def test_a_paragraph_hidden_by_its_style_leaves_nothing(tmp_path: Path) -> None:
    body = p(PROSE) + styled("Remember the geese.", "Dark") + p(MORE)
    manuscript = word(tmp_path, body, styles=style("Dark", inside=VANISH))
    assert manuscript.text == f"{PROSE}\n\n{MORE}"


SIGN = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'


@pytest.mark.parametrize(
    "mark",
    [
        '<w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p>',
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="0076"/><w:t xml:space="preserve"> </w:t></w:r></w:p>',
        p("f g f", look=SIGN),
        p("\uf0d9"),
        p("j", '<w:pStyle w:val="Orn"/>'),
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0A8"/><w:sym w:font="Symbol" w:char="F0A8"/></w:r></w:p>',
        '<w:p><w:r><w:drawing><docPr descr="Scene break"/></w:drawing></w:r></w:p>',
    ],
)
def test_signs_of_a_font_break_a_scene(mark: str, tmp_path: Path) -> None:
    ornament = style("Orn", inside='<w:rPr><w:rFonts w:ascii="Bodoni Ornaments"/></w:rPr>')
    manuscript = word(tmp_path, p(PROSE) + mark + p(MORE), styles=ornament)
    assert manuscript.text == f"{PROSE}\n\n***\n\n{MORE}"
    assert len(manuscript.scenes) == 2


def test_signs_inside_a_sentence(tmp_path: Path) -> None:
    inside = (
        "<w:p><w:r><w:t>See you </w:t></w:r>"
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>J</w:t></w:r><w:r><w:t>, at angle </w:t>'
        '<w:sym w:font="Symbol" w:char="F061"/><w:t>.</w:t></w:r></w:p>'
    ).replace("<w:t>", '<w:t xml:space="preserve">')
    manuscript = word(tmp_path, inside)
    assert manuscript.text == "See you ☺, at angle α."
    (stop,) = manuscript.source.places(Span(len(manuscript.text) - 1, len(manuscript.text)))
    assert (stop.run, stop.source) == (2, Span(11, 12))


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "after", "text"),
    [
        ("the geese", "3", " slept.", "the geese slept."),
        ("she said.”", "[12]", "", "she said.”"),
        ("the geese", "1,2", ".", "the geese."),
        ("the geese", "*", ".", "the geese."),
        ("ten km", "2", " of marsh", "ten km2 of marsh"),
        ("the 1", "st", " of May", "the 1st of May"),
        ("x", "2", "", "x2"),
    ],
)
def test_raised_note_numbers(
    before: str, raised: str, after: str, text: str, tmp_path: Path
) -> None:
    run = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    body = f"<w:p>{run.format('', before)}{run.format(RAISED, raised)}{run.format('', after)}</w:p>"
    assert word(tmp_path, body).text == text


def test_note_numbers_by_a_style_and_marks_of_the_writers_own(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Geese</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:t>4</w:t></w:r>'
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>a</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    )
    styles = style("Ref", family="character", inside=f"<w:rPr>{RAISED}</w:rPr>")
    assert word(tmp_path, body, styles=styles).text == "Geese."


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (field("PAGE \\* MERGEFORMAT", "12"), "On they went."),
        (field("SEQ chapter", "on they"), "On they went.on they"),
        ('<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>300</w:t></w:r></w:fldSimple>', "On they went."),
        ('<w:fldSimple w:instr="AUTHOR"><w:r><w:t>Ana</w:t></w:r></w:fldSimple>', "On they went.Ana"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "On they went.漢"),
        ("<w:smartTag><w:r><w:t>!</w:t></w:r></w:smartTag>", "On they went.!"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r>"
         "</w:sdtContent></w:sdt>", "On they went."),
        ("<w:r><w:t>ga\u00adte</w:t></w:r>", "On they went.gate"),
    ],
)  # fmt: skip
def test_what_word_puts_between_words(inside: str, text: str, tmp_path: Path) -> None:
    assert word(tmp_path, f"<w:p><w:r><w:t>On they went.</w:t></w:r>{inside}</w:p>").text == text


def test_a_table_of_contents_as_a_field(tmp_path: Path) -> None:
    begin, end = field("TOC \\o", "\0").split("<w:r><w:t>\0</w:t></w:r>")
    body = (
        f"<w:p>{begin}<w:r><w:t>Salt 1</w:t></w:r></w:p><w:p><w:r><w:t>Geese 9</w:t></w:r>{end}</w:p>"
        + styled("Salt", "H1") + p(PROSE) + styled("Geese", "H1") + p(MORE)
    )  # fmt: skip
    manuscript = word(tmp_path, body, styles=HEADING)
    assert [b.span.text(manuscript.text) for b in manuscript.blocks] == [
        "Salt",
        PROSE,
        "Geese",
        MORE,
    ]
    broken = word(tmp_path, body.replace('fldCharType="end"', 'fldCharType="?"'), styles=HEADING)
    assert PROSE in [b.span.text(broken.text) for b in broken.blocks]


def test_a_page_ends_inside_a_paragraph(tmp_path: Path) -> None:
    page = '</w:t></w:r><w:r><w:br w:type="page"/></w:r><w:r><w:t>'
    body = p("Chapter One") + p(f"{PROSE}@Chapter Two").replace("@", page) + p(MORE)
    manuscript = word(tmp_path, body)
    assert titles(manuscript) == ["Chapter One", "Chapter Two"]
    headed = styled("Salt", "H1") + p(PROSE) + styled("@Geese", "H1").replace("@", page) + p(MORE)
    assert titles(word(tmp_path, headed, styles=HEADING)) == ["Salt", "Geese"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<html><body><p>{PROSE}</p><p>{MORE}</p></body></html>".encode()),
        ("a.rtf", f"{{\\rtf1\\ansi {PROSE}\\par {MORE}\\par}}".encode()),
        ("a.txt", f"{PROSE}\r\n\r\n{MORE}\r\n".encode()),
        ("a.mht", f"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>{PROSE}<p>{MORE}".encode()),
        ("a.docx", zipped({"word/document.xml": document_xml(p(PROSE) + p(MORE))})),
    ],
)
def test_files_within_the_document(name: str, data: bytes, tmp_path: Path) -> None:
    body = p("Chapter One") + '<w:altChunk r:id="c0"/>' + p("She left.")
    manuscript = word(tmp_path, body, chunks={name: data})
    assert manuscript.text == f"Chapter One\n\n{PROSE}\n\n{MORE}\n\nShe left."
    (last,) = manuscript.source.places(Span(len(manuscript.text) - 5, len(manuscript.text)))
    assert (last.part, last.paragraph) == ("word/document.xml", 1)
    at = manuscript.text.index("geese")
    (place,) = manuscript.source.places(Span(at, at + 5))
    assert place.part.startswith(f"word/{name}")


def test_a_document_within_itself_ends(tmp_path: Path) -> None:
    inner = zipped({"word/document.xml": document_xml(p(PROSE))})
    for _ in range(6):
        inner = zipped({
            "word/document.xml": document_xml(p(MORE) + '<w:altChunk r:id="c"/>').replace("<w:document ", f'<w:document xmlns:r="{_R}" '),
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="c" Target="in.docx"/></Relationships>',
            "word/in.docx": inner,
        })  # fmt: skip
    (tmp_path / "a.docx").write_bytes(inner)
    assert re.findall("geese", load_manuscript(str(tmp_path / "a.docx")).text) == ["geese"] * 4


def test_blank_paragraphs_break_scenes(tmp_path: Path) -> None:
    lines = [p(PROSE)] * 4 + [p("  ")] + [p(MORE)] * 4
    assert len(word(tmp_path, "".join(lines)).scenes) == 2
    table = f"<w:tbl><w:tr><w:tc>{p('')}</w:tc></w:tr></w:tbl>"
    assert len(word(tmp_path, "".join(lines).replace(p("  "), table)).scenes) == 1


def test_a_story_in_text_boxes_only(tmp_path: Path) -> None:
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{p(PROSE)}{p(MORE)}</w:txbxContent></w:pict></w:r></w:p>"
    )
    manuscript = word(tmp_path, box)
    assert manuscript.text == f"{PROSE}\n\n{MORE}"
    assert word(tmp_path, box + p("She left.")).text == "She left."


def test_text_after_a_box_keeps_its_place(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Salt </w:t><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict><w:t>and rope.</w:t></w:r></w:p>"
    ).replace("<w:t>", '<w:t xml:space="preserve">')
    manuscript = word(tmp_path, body)
    (rope,) = manuscript.source.places(Span(9, 13))
    assert (manuscript.text, rope.run, rope.source) == ("Salt and rope.", 0, Span(9, 13))

"""Org, novelWriter, FictionBook and flat OpenDocument in other shapes; what is refused, and how."""

from functools import partial
from pathlib import Path

import pytest

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import zipped
from timing import processor_seconds


def _read(folder: Path, name: str, words: str) -> Manuscript:
    (folder / name).write_text(words, encoding="utf-8", newline="")
    return load_manuscript(str(folder / name))


def _maps_back(source: str, manuscript: Manuscript) -> None:
    lines = source.split("\n")
    for at, letter in enumerate(manuscript.text):
        if letter.isalnum():
            (place,) = manuscript.source.places(Span(at, at + 1))
            assert lines[place.line - 1][place.column - 1] == letter


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("She /ran/, *fast*, =very= ~fast~, _so_ +slow+.", "She ran, fast, very fast, so slow."),
        ("A /b c/d and 2*3*4 and snake_case_name, a/b/c.", "A /b c/d and 2*3*4 and snake_case_name, a/b/c."),
        ("“/Go/!” *Edda said*—/softly/.", "“Go!” Edda said—softly."),
        ("See [[https://a.b][the quay]] and [[Edda]].", "See the quay and Edda."),
        ("[[file:gull.png]]\n\nRain.", "Rain."),
        ("Rain.[fn:1] Hail.[fn:: or sleet]\n\n[fn:1] In May.\n\nAnd June.\n\n\nSnow.", "Rain. Hail.\n\nSnow."),
        ("* One\nRain.\n* COMMENT Plans\nGone.\n** Deep\nGone.\n* Two\nHail.", "One\n\nRain.\n\nTwo\n\nHail."),
        ("* One\nRain.\n* Cast :noexport:\nGone.\n* Old :x:ARCHIVE:\nGone.", "One\n\nRain."),
        ("* One\nRain.\n** Footnotes\n[fn:1] Gone.", "One\n\nRain."),
        ("* TODO [#A] One :draft:\nSCHEDULED: <2024-05-01 Wed>\n:LOGBOOK:\nCLOCK: [x]\n:END:\nRain.", "One\n\nRain."),
        ("#+TODO: SKETCH(s) | FINAL\n\n* SKETCH One\nRain.", "One\n\nRain."),
        ("* NASA called\nRain.", "NASA called\n\nRain."),
        ("#+BEGIN_QUOTE\nDear Edda,\ncome.\n#+END_QUOTE\n\n#+begin_src sh\nrm *\n\n* x\n#+end_src\nRain.", "Dear Edda,\ncome.\n\nRain."),
        ("#+begin_comment\nGone.\n#+end_comment\nRain.\n# Gone.\n#+FILETAGS: :x:\nHail.", "Rain.\n\nHail."),
        ("- milk\n- [ ] eggs\n3. rope", "milk\n\neggs\n\n3. rope"),
        ("| Edda | mate |\n|------+------|\n| Jo | cook |", "Edda\n\nmate\n\nJo\n\ncook"),
        ("Rain.\n\n-----\n\nHail.", "Rain.\n\n-----\n\nHail."),
        ("Rain.\n\n* * *\n\nHail.", "Rain.\n\n* * *\n\nHail."),
        ("The harbour sleeps,\\\\\nthe lantern keeps.", "The harbour sleeps,\nthe lantern keeps."),
        ("Rain on <2024-05-01 Wed> {{{name(x)}}}fell.", "Rain on  fell."),
        ("He said :END: and: so.\n:word: he said.", "He said :END: and: so.\n\n:word: he said."),
    ],
)  # fmt: skip
def test_org(source: str, text: str, tmp_path: Path) -> None:
    manuscript = _read(tmp_path, "a.org", source + "\n")
    assert manuscript.text == text
    _maps_back(source, manuscript)


def test_org_outline_is_chapters_and_scenes(tmp_path: Path) -> None:
    source = "* Part One\n** The Quay\nRain.\n*** First\nHail.\n** The Mill\nSnow.\n"
    manuscript = _read(tmp_path, "a.org", source)
    assert [chapter.title for chapter in manuscript.chapters] == ["The Quay", "The Mill"]
    assert len(manuscript.scenes) == 3


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("#! The Ferry\n\n>> By Edda <<\n\n##! Prologue\n\nRain.", "The Ferry\n\nBy Edda\n\nPrologue\n\nRain."),
        ("Rain.\n\n[newpage]\n\n[vspace]\n\n[NEW PAGE]\n\nHail.", "Rain.\n\nHail."),
        ("% Note: gone\n%~ gone\n%Footnote.f1: gone\n@char: Edda, Jo\nRain[footnote:f1] fell.", "Rain fell."),
        ("She [i]ran[/i], **fast**, _so_ ~~slow~~, snake_case_x \\*so\\*.", "She ran, fast, so slow, snake_case_x *so*."),
        ("The harbour sleeps,[br]the lantern keeps", "The harbour sleeps,\nthe lantern keeps"),
        ("Mail edda@quay.org: now. 5% fell.", "Mail edda@quay.org: now. 5% fell."),
        ("> Indented words.\n\nWords < 5.", "Indented words.\n\nWords < 5."),
    ],
)  # fmt: skip
def test_novelwriter(source: str, text: str, tmp_path: Path) -> None:
    manuscript = _read(tmp_path, "a.nwd", source + "\n")
    assert manuscript.text == text
    _maps_back(source, manuscript)


def test_an_old_novelwriter_project_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    (folder / "content").mkdir(parents=True)
    items = "".join(
        f'<item handle="{handle}" parent="None" order="{order}"><name>X</name><type>FILE</type>'
        f"<class>NOVEL</class><layout>SCENE</layout><exported>{exported}</exported></item>"
        for handle, order, exported in (
            ("aaaa", 1, "True"),
            ("bbbb", 0, "True"),
            ("cccc", 2, "False"),
        )
    )
    (folder / "nwProject.nwx").write_text(
        f"<novelWriterXML><project><title>Rain</title></project><content>{items}{items}</content></novelWriterXML>"
    )
    for handle in ("aaaa", "bbbb", "cccc"):
        (folder / "content" / f"{handle}.nwd").write_text(f"### {handle}\n\nWords of {handle}.\n")
    for path in (folder, folder / "nwProject.nwx"):
        manuscript = load_manuscript(str(path))
        assert manuscript.text == "bbbb\n\nWords of bbbb.\n\naaaa\n\nWords of aaaa."
        assert manuscript.title == "Rain"


_FB2 = '<?xml version="1.0"?><FictionBook xmlns="x"><body>{}</body></FictionBook>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<section><title><p>One</p><p>The Quay</p></title><p>Rain.</p></section>", "One\nThe Quay\n\nRain."),
        ("<section><epigraph><p>Sleep.</p><text-author>Anon</text-author></epigraph><p>R&amp;D.</p></section>", "Sleep.\n\nAnon\n\nR&D."),
        ("<section><p>Rain.<a l:href='#n' type='note'>1</a> <a href='x'>Hail</a>.</p></section>", "Rain. Hail."),
        ("<section><poem><stanza><v>The harbour sleeps,</v><v>the lantern keeps</v></stanza></poem></section>", "The harbour sleeps,\nthe lantern keeps"),
        ("<section><image href='#a'/><p>A  <strong>big</strong>\n gull.</p></section>", "A big gull."),
    ],
)  # fmt: skip
def test_fictionbook(body: str, text: str, tmp_path: Path) -> None:
    assert _read(tmp_path, "a.fb2", _FB2.format(body)).text == text


def test_an_empty_line_breaks_a_scene_and_sections_are_chapters(tmp_path: Path) -> None:
    prose = "<p>The kettle sang on the hob. Nobody had come down since the storm.</p>" * 5
    sections = "".join(
        f"<section><title><p>{n}</p></title>{prose}<empty-line/>{prose}</section>"
        for n in ("Dawn", "Dusk")
    )
    manuscript = _read(tmp_path, "a.fb2", _FB2.format(f"<title><p>Rain</p></title>{sections}"))
    assert [chapter.title for chapter in manuscript.chapters] == ["Dawn", "Dusk"]
    assert len(manuscript.scenes) == 4


def test_fictionbook_in_its_old_encoding(tmp_path: Path) -> None:
    page = _FB2.format("<section><p>Café.</p></section>").replace(
        '1.0"?', '1.0" encoding="windows-1252"?'
    )
    (tmp_path / "a.fb2").write_bytes(page.encode("cp1252"))
    assert load_manuscript(str(tmp_path / "a.fb2")).text == "Café."


def test_flat_opendocument_hides_pictures_and_the_names_of_commentators(tmp_path: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    source = (
        f'<office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
        f'xmlns:draw="{names}:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body>'
        "<office:text><text:p>Rain.<office:annotation><dc:creator>Jo</dc:creator><text:p>Why?</text:p>"
        "</office:annotation><draw:frame><draw:image><office:binary-data>aGVsbG8=</office:binary-data>"
        "</draw:image></draw:frame></text:p></office:text></office:body></office:document>"
    )
    manuscript = _read(tmp_path, "a.fodt", source)
    assert (manuscript.text, manuscript.author) == ("Rain.", "")


_LATEX = "% A novel\n\\documentclass[12pt]{memoir}\n\\usepackage{x}\n\\begin{document}\nRain.\n\\end{document}\n"
_ADOC = "= The Ferry\nA. Writer\n:toc:\n\n== One\n\nRain.\n"
_FLAT = '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="x"/>'
_OLD_XML = '<?xml version="1.0"?><w:wordDocument xmlns:w="x"><w:body/></w:wordDocument>'
_SCRIPT = '<?xml version="1.0"?><FinalDraft DocumentType="Script"/>'


@pytest.mark.parametrize(
    "suffix", [".txt", ".md", "", ".xml", ".unheard", ".docx", ".tex", ".adoc"]
)
@pytest.mark.parametrize(
    ("words", "what", "step"),
    [
        (_LATEX, "a LaTeX document", "Pandoc"),
        (_ADOC, "an AsciiDoc document", "Asciidoctor"),
        (_FLAT, "a Word document saved as XML", "save it as .docx"),
        (_OLD_XML, "a Word document saved as XML", "save it as .docx"),
        (_SCRIPT, "a Final Draft script", "export it"),
    ],
)  # fmt: skip
def test_markup_that_is_not_read_is_refused(
    tmp_path: Path, suffix: str, words: str, what: str, step: str
) -> None:
    with pytest.raises(FabulaError) as caught:
        _read(tmp_path, f"a{suffix}", words)
    line = str(caught.value)
    assert what in line
    assert step in line
    assert "\n" not in line


@pytest.mark.parametrize("name", ["a.tex", "a.adoc", "a.asciidoc", "a.fdx"])
def test_parts_of_such_files_are_refused_by_their_suffix(tmp_path: Path, name: str) -> None:
    with pytest.raises(FabulaError, match=r"cannot be read; (convert|export)"):
        _read(tmp_path, name, "Rain, and nothing else.\n")


def test_xml_of_no_known_kind_is_not_read_as_text(tmp_path: Path) -> None:
    with pytest.raises(FabulaError, match="XML of a kind"):
        _read(tmp_path, "a.xml", '<?xml version="1.0"?><TEI><p>Rain.</p></TEI>')


@pytest.mark.parametrize(
    "words",
    [
        "She typed \\documentclass{article} and sighed. Then \\begin{document}, at last.\n",
        "= Rain =\n\nIt fell all day. == she wrote ==\n",
        "He opened <pkg:package> and read <?xml version?>.\n",
        "* Rain fell.\n* So did hail.\n",
        "“%%~name: what is that?” she asked.\n",
    ],
)
def test_a_text_that_mentions_markup_is_text(tmp_path: Path, words: str) -> None:
    assert _read(tmp_path, "a.txt", words).text == words


@pytest.mark.parametrize(
    ("name", "words", "line"),
    [
        ("a.epub", b"Rain.", "broken, or not an EPUB file;"),
        ("a.odt", b"Rain.", "broken, or not an OpenDocument file;"),
        ("a.docx", b"Rain.", "broken, or not a Word file;"),
        ("a.docx", zipped({"word/document.xm": "x"}), "not the whole of a Word file"),
        ("a.odt", zipped({"META-INF/manifest.xml": "x"}), "not the whole of an OpenDocument file"),
        ("a.epub", zipped({"mimetype": "x"}), "not the whole of an EPUB file"),
        ("a.txt", zipped({"META-INF/container.xml": "x"}), "holds an EPUB book;"),
        ("a.txt", zipped({"content.xml": "x"}), "holds an OpenDocument text;"),
        ("a.txt", b"#+TITLE: Rain\n\nHail.\n", "holds an Org file; rename it to end in .org"),
        ("a.txt", _FB2.encode(), "holds a FictionBook; rename it to end in .fb2"),
        ("a.fb2.zip", zipped({"a.fb2": "x", "b.fb2": "x"}), "it holds 2 FictionBooks;"),
    ],
)
def test_refusals_read_as_sentences(tmp_path: Path, name: str, words: bytes, line: str) -> None:
    (tmp_path / name).write_bytes(words)
    with pytest.raises(FabulaError) as caught:
        load_manuscript(str(tmp_path / name))
    assert line in str(caught.value)


_FLOODS = {
    "a.org": [
        "*a ",
        "/a/ ",
        "[[",
        "[[a][",
        "[fn:1] ",
        "| a ",
        "* a\n",
        "- a\n",
        " ",
        "\t",
        ":a:\n",
        "\\\\\n",
    ],
    "a.nwd": ["**a ", "_a", "[b]", "[br]", " ", "\t", "@a: b\n", "a\n", ">>a<<\n", "# a\n"],
    "a.fb2": [
        "<section>",
        "<p>",
        "<v>a</v>",
        "<title><p>",
        "<empty-line/>",
        "<a type='note'>",
        "<",
    ],
}


@pytest.mark.parametrize(
    ("name", "flood"), [(n, f) for n, floods in _FLOODS.items() for f in floods]
)
def test_floods_take_time_in_proportion(name: str, flood: str, tmp_path: Path) -> None:
    head = "<FictionBook><body><section><p>Rain.</p>" if name == "a.fb2" else "Rain.\n\n"
    spent = []
    for size in (6_000, 24_000):
        text = head + flood * (size // len(flood))
        spent.append(processor_seconds(partial(_read, tmp_path, name, text)))
    assert spent[1] < 0.25 + 9 * spent[0], spent

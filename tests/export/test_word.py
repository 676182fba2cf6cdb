import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from lxml import etree

from fabula.checks.framework.finding import Edit, Finding
from fabula.export.corrected import correct_document
from fabula.export.word.package import correct_word
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def word(folder: Path, body: str, name: str = "draft.docx") -> Path:
    path = folder / name
    document = f'<w:document xmlns:w="{W}" xmlns:x="urn:x"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", document)
        package.writestr("word/media/picture.bin", b"\x00\x01")
    return path


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def edit(manuscript: Manuscript, words: str, replacement: str) -> Finding:
    at = manuscript.text.index(words)
    span = Span(at, at + len(words))
    return Finding("spelling", "error", span, "", edits=(Edit(span, replacement),))


def corrected(path: Path, *findings: Finding) -> tuple[Manuscript, etree._Element]:
    """The corrected document, read again, and its tree."""
    result = correct_document(load_manuscript(str(path)), path.read_bytes(), findings, correct_word)
    again = path.with_name("again.docx")
    again.write_bytes(result.data)
    manuscript = load_manuscript(str(again))
    assert manuscript.text == result.after
    with zipfile.ZipFile(io.BytesIO(result.data)) as package:
        assert package.read("word/media/picture.bin") == b"\x00\x01"
        assert package.testzip() is None
        return manuscript, etree.fromstring(package.read("word/document.xml"))


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(node.text) for node in root.iterfind(path, {"w": W})]


def test_a_correction_is_a_tracked_change(tmp_path: Path) -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    path = word(tmp_path, f"<w:p>{run('He ')}{run('sayd it twice.', bold)}</w:p>")
    manuscript, root = corrected(path, edit(load_manuscript(str(path)), "sayd", "said"))
    assert manuscript.text == "He said it twice."
    assert texts(root, ".//w:del/w:r/w:delText") == ["sayd"]
    assert texts(root, ".//w:ins/w:r/w:t") == ["said"]
    assert len(root.findall(".//w:ins/w:r/w:rPr/w:b", {"w": W})) == 1
    assert texts(root, ".//w:p/w:r/w:t") == ["He ", " it twice."]


def test_several_corrections_in_one_run(tmp_path: Path) -> None:
    path = word(tmp_path, f"<w:p>{run('He goed to to the see.')}</w:p>")
    manuscript = load_manuscript(str(path))
    findings = (
        edit(manuscript, "goed", "went"),
        edit(manuscript, " to the", " the"),
        edit(manuscript, "see", "sea"),
    )
    again, root = corrected(path, *findings)
    assert again.text == "He went to the sea."
    ids = [node.get(f"{{{W}}}id") for node in root.iter(f"{{{W}}}ins", f"{{{W}}}del")]
    assert len(ids) == len(set(ids)) == 6


def test_words_over_several_runs(tmp_path: Path) -> None:
    path = word(tmp_path, f"<w:p>{run('He sa')}{run('yd ')}{run('it.')}</w:p>")
    manuscript, _ = corrected(path, edit(load_manuscript(str(path)), "sayd", "said"))
    assert manuscript.text == "He said it."


def test_an_insertion(tmp_path: Path) -> None:
    path = word(tmp_path, f"<w:p>{run('“Come in Tomas.”')}</w:p>")
    manuscript = load_manuscript(str(path))
    at = manuscript.text.index(" Tomas")
    comma = Finding("comma", "error", Span(at, at + 6), "", edits=(Edit(Span(at, at), ","),))
    again, root = corrected(path, comma)
    assert again.text == "“Come in, Tomas.”"
    assert texts(root, ".//w:ins/w:r/w:t") == [","]
    assert texts(root, ".//w:delText") == []


def test_tabs_links_and_insertions_of_others_survive(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:tab/><w:t>One.</w:t></w:r>"
        f'<w:hyperlink x:y="z">{run(" He sayd.")}</w:hyperlink>'
        f'<w:ins w:id="3" w:author="Ann">{run(" She goed.")}</w:ins>'
        f'<w:del w:id="4" w:author="Ann"><w:r><w:delText> Gone.</w:delText></w:r></w:del>'
        "<w:r><w:br/><w:t>Too.</w:t></w:r></w:p>"
    )
    path = word(tmp_path, body)
    manuscript = load_manuscript(str(path))
    again, root = corrected(
        path, edit(manuscript, "sayd", "said"), edit(manuscript, "goed", "went")
    )
    assert again.text == manuscript.text.replace("sayd", "said").replace("goed", "went")
    assert len(root.findall(".//w:hyperlink", {"w": W})) == 1
    assert len(root.findall(".//w:tab", {"w": W})) == 1
    assert len(root.findall(".//w:br", {"w": W})) == 1
    assert texts(root, ".//w:del[@w:author='Ann']//w:delText") == [" Gone."]
    assert root.findall(".//w:ins/w:ins", {"w": W}) == []


@pytest.mark.parametrize("words", ["One,\ntoo", "\tOne", "too.\n\nShe"])
def test_an_edit_over_a_break_or_a_tab_is_left_out(tmp_path: Path, words: str) -> None:
    body = "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>One,</w:t><w:br/><w:t>too.</w:t><w:br/><w:br/><w:t>She.</w:t></w:r></w:p>"
    path = word(tmp_path, body)
    manuscript = load_manuscript(str(path))
    result = correct_document(
        manuscript, path.read_bytes(), [edit(manuscript, words, "x")], correct_word
    )
    assert result.applied == ()
    assert result.after == manuscript.text


def test_media_are_copied_as_they_are_packed(tmp_path: Path) -> None:
    path = word(tmp_path, f"<w:p>{run('He sayd it.')}</w:p>")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        with package.open("word/media/huge.bmp", "w") as picture:
            for _ in range(60):
                picture.write(bytes(1 << 20))
        package.writestr(zipfile.ZipInfo("word/media/small.txt"), b"kept")
    data = path.read_bytes()
    manuscript = load_manuscript(str(path))
    tracemalloc.start()
    result = correct_document(manuscript, data, [edit(manuscript, "sayd", "said")], correct_word)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
    with zipfile.ZipFile(io.BytesIO(result.data)) as package:
        assert package.testzip() is None
        assert package.namelist() == zipfile.ZipFile(io.BytesIO(data)).namelist()
        assert package.getinfo("word/media/huge.bmp").file_size == 60 << 20
        assert package.read("word/media/small.txt") == b"kept"


def test_sizes_behind_the_data_are_written_before_it(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    document = (
        f'<w:document xmlns:w="{W}"><w:body><w:p>{run("He sayd.")}</w:p></w:body></w:document>'
    )
    with path.open("wb") as file, zipfile.ZipFile(cast(BinaryIO, Unseekable(file)), "w") as package:
        package.writestr("word/document.xml", document)
        package.writestr("word/media/picture.bin", b"\x00\x01")
    manuscript, _ = corrected(path, edit(load_manuscript(str(path)), "sayd", "said"))
    assert manuscript.text == "He said."


class Unseekable:
    """A pipe, into which a program writes a zip file with its sizes behind the data."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def test_a_file_within_the_document_is_not_corrected(tmp_path: Path) -> None:
    inner = word(tmp_path, f"<w:p>{run('He sayd it.')}</w:p>", "inner.docx").read_bytes()
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chunk = f'<w:altChunk xmlns:r="{relations}" r:id="c"/>'
    path = word(tmp_path, chunk + f"<w:p>{run('She goed.')}</w:p>")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/in.docx", inner)
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Id="c" Target="in.docx"/></Relationships>',
        )
    manuscript = load_manuscript(str(path))
    assert manuscript.text == "He sayd it.\n\nShe goed."
    findings = [edit(manuscript, "sayd", "said"), edit(manuscript, "goed", "went")]
    result = correct_document(manuscript, path.read_bytes(), findings, correct_word)
    assert result.after == "He sayd it.\n\nShe went."

"""Whatever comes in: one clear line, or a correct reading; never a traceback, a hang, a flood."""

import io
import os
import struct
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from fabula.manuscript import archive, sources
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text, load_book, load_manuscript
from manuscript.documents import container, document_xml, docx, epub, odt, scrivener, zipped

_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def _refused(path: Path, *hints: str) -> str:
    """The one line that the file is refused with."""
    with pytest.raises(FabulaError) as caught:
        load_manuscript(str(path))
    line = str(caught.value)
    assert "\n" not in line
    assert str(path) in line
    for hint in hints:
        assert hint in line
    return line


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_missing(tmp_path: Path) -> None:
    _refused(tmp_path / "none.docx", "no such file")
    _refused(tmp_path / "no" / "folder.txt", "no such file")


def test_folder_as_a_file(tmp_path: Path) -> None:
    _refused(tmp_path, "a folder")


def test_folders_that_other_programs_show_as_files(tmp_path: Path) -> None:
    for name, hint in (("a.pages", "Export To, Word"), ("a.rtfd", "TextEdit")):
        (tmp_path / name).mkdir()
        _refused(tmp_path / name, hint)


def test_folder_without_manuscripts(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    with pytest.raises(FabulaError, match="no manuscripts in this folder"):
        load_book([str(tmp_path)])
    with pytest.raises(FabulaError, match="no files"):
        load_book([])


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.epub", "a.rtf"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n  "])
def test_empty(name: str, data: bytes, tmp_path: Path) -> None:
    _refused(_file(tmp_path, name, data), "empty")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_binary(name: str, tmp_path: Path) -> None:
    noise = bytes(range(256)) * 64
    _refused(_file(tmp_path, name, noise), "not a text file")
    _refused(_file(tmp_path, name, b"\x00" * 5000), "not a text file")


def test_no_story(tmp_path: Path) -> None:
    _refused(_file(tmp_path, "a.html", b"<html><body><script>x</script></body></html>"), "no text")
    _refused(_file(tmp_path, "a.docx", docx(body="<w:p/>")), "no text")


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "password"),
        ("a.pdf", b"%PDF-1.7\n" + b"\0\xff" * 99, "export the manuscript as .docx"),
        ("a.txt", b"%PDF-1.7\n" + b"\0\xff" * 99, "this is a PDF"),
        ("a.pages", zipped({"Index/Document.iwa": b"x"}), "Export To, Word"),
        ("a.mobi", b"\0" * 60 + b"BOOKMOBI" + b"\0" * 99, "convert it to .epub"),
        ("a.wpd", b"\xffWPC" + b"\0" * 99, "save it as .docx"),
        ("a.gdoc", b'{"doc_id": "x"}', "Download, Microsoft Word"),
        ("a.zip", zipped({"story.txt": b"x"}), "unpack it"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", ".png files cannot be read"),
    ],
)
def test_foreign_types(name: str, data: bytes, hint: str, tmp_path: Path) -> None:
    _refused(_file(tmp_path, name, data), hint)


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.txt", docx(), "rename it to end in .docx"),
        ("a.docx", b"{\\rtf1 Hello there.}", "rename it to end in .rtf"),
        ("a.doc", b"{\\rtf1 Hello there.}", "rename it to end in .rtf"),
        ("a.epub", docx(), "rename it to end in .docx"),
        ("a.docx", b"<!DOCTYPE html><html><p>Hello", "rename it to end in .html"),
        ("a.rtf", b"Just words.", "not a Rich Text file"),
        ("a.docx", b"Just words.", "broken, or not a Word file"),
        ("a.docx", zipped({"other.xml": b"<a/>"}), "word/document.xml is missing"),
        ("a.odt", zipped({"other.xml": b"<a/>"}), "content.xml is missing"),
    ],
)
def test_suffix_and_content_disagree(name: str, data: bytes, hint: str, tmp_path: Path) -> None:
    _refused(_file(tmp_path, name, data), hint)


@pytest.mark.parametrize(("name", "build"), [("a.docx", docx), ("a.odt", odt), ("a.epub", epub)])
def test_broken_zip(name: str, build: Callable[[], bytes], tmp_path: Path) -> None:
    whole = build()
    _refused(_file(tmp_path, name, whole[: len(whole) // 2]))
    middle = whole.find(b"PK\x03\x04", 10) + 60
    torn = whole[:middle] + b"\xff" * 40 + whole[middle + 40 :]
    _refused(_file(tmp_path, name, torn))


def test_encrypted_zip(tmp_path: Path) -> None:
    data = bytearray(docx())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        offsets = [info.header_offset for info in file.infolist()]
    for offset in offsets:
        data[offset + 6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    _refused(_file(tmp_path, "a.docx", bytes(data)), "password")


def test_locked_opendocument_and_epub(tmp_path: Path) -> None:
    manifest = (
        '<manifest:file-entry xmlns:manifest="m"><manifest:encryption-data/></manifest:file-entry>'
    )
    locked = zipped({"content.xml": b"\x93\x11", "META-INF/manifest.xml": manifest})
    _refused(_file(tmp_path, "a.odt", locked), "password")
    with zipfile.ZipFile(io.BytesIO(epub())) as file:
        entries: dict[str, str | bytes] = {n: file.read(n) for n in file.namelist()}
    entries["META-INF/encryption.xml"] = (
        '<encryption xmlns="e"><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
        '<CipherData><CipherReference URI="OEBPS/page%201.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    _refused(_file(tmp_path, "a.epub", zipped(entries)), "DRM")


def test_epub_without_container_book_or_pages(tmp_path: Path) -> None:
    _refused(
        _file(tmp_path, "a.epub", zipped({"mimetype": b"application/epub+zip"})), "container.xml"
    )
    nowhere = zipped({"META-INF/container.xml": container("../../etc/passwd")})
    _refused(_file(tmp_path, "b.epub", nowhere), "is missing")
    empty = zipped(
        {"META-INF/container.xml": container("a.opf"), "a.opf": "<package><spine/></package>"}
    )
    _refused(_file(tmp_path, "c.epub", empty), "no pages")


def test_path_tricks_in_zip_entries(tmp_path: Path) -> None:
    outside = tmp_path / "outside.xhtml"
    outside.write_text("<p>Stolen.</p>", encoding="utf-8")
    pages = {"page.xhtml": "<p>Kept.</p>", "../../outside.xhtml": "<p>Wrong.</p>"}
    manuscript = load_manuscript(str(_file(tmp_path, "a.epub", epub(pages=pages))))
    assert manuscript.text == "Kept."


_BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
_EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prolog", [_BOMB, _EXTERNAL])
def test_entities_are_never_expanded(prolog: str, tmp_path: Path) -> None:
    xml = document_xml("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>").replace("?>", "?>" + prolog, 1)
    word = zipped({"[Content_Types].xml": _TYPES, "word/document.xml": xml})
    _refused(_file(tmp_path, "a.docx", word), "declares XML entities")
    content = f'<?xml version="1.0"?>{prolog}<a>&a;</a>'
    _refused(_file(tmp_path, "a.odt", zipped({"content.xml": content})), "declares XML entities")
    opf = zipped({"META-INF/container.xml": f"<?xml version='1.0'?>{prolog}<container/>"})
    _refused(_file(tmp_path, "a.epub", opf), "declares XML entities")
    page = f"{prolog}<html><body><p>Kept &a; &d; here.</p></body></html>"
    manuscript = load_manuscript(str(_file(tmp_path, "a.html", page.encode())))
    assert manuscript.text == "Kept &a; &d; here."
    project = scrivener(tmp_path)
    binder = next(project.glob("*.scrivx"))
    binder.write_text(f"<?xml version='1.0'?>{prolog}<ScrivenerProject>&a;</ScrivenerProject>")
    with pytest.raises(FabulaError, match="declares XML entities"):
        load_manuscript(str(project))


def test_zip_bomb_by_declared_size(tmp_path: Path) -> None:
    data = bytearray(docx())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
        at = data.find(b"PK\x01\x02", at + 1)
    _refused(_file(tmp_path, "a.docx", bytes(data)), "unpacks to more")


@pytest.mark.parametrize("honest", [True, False])
def test_zip_bomb_by_actual_size(
    honest: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 4_000_000)
    body = document_xml("<w:p><w:r><w:t>" + "ha " * 4_000_000 + "</w:t></w:r></w:p>")
    data = bytearray(zipped({"[Content_Types].xml": _TYPES, "word/document.xml": body}))
    if not honest:
        at = data.rfind(b"PK\x01\x02")
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    _refused(_file(tmp_path, "a.docx", bytes(data)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_deep_xml(tmp_path: Path) -> None:
    body = "<w:x>" * 5000 + "</w:x>" * 5000
    _refused(_file(tmp_path, "a.docx", docx(body=body)), "too deep")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<!--" * 100_000),
        ("a.html", b"<a '" * 100_000 + b"x"),
        ("a.html", b'<a "' * 99_999 + b">x"),
        ("a.html", b"<![CDATA[" * 100_000 + b"x"),
        ("a.html", b"<div>" * 100_000 + b"x" + b"</p>" * 100_000),
        ("a.html", b"<textarea>" * 50_000 + b"x"),
        ("a.html", b"&" * 300_000 + b"x"),
        ("a.html", b"<b x=" + b" " * 300_000 + b">x"),
        ("a.html", b"<p>" + b"&#97;" * 20_000),
        ("a.rtf", b"{\\rtf1 " + b"{\\b a}" * 20_000 + b"}"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"x"),
        ("a.rtf", b"{\\rtf1 " + b"\\u8217?" * 60_000 + b"}"),
        ("a.rtf", b"{\\rtf1 x\\bin99999999999 y}"),
        ("a.md", b"*a_ " * 10_000),
        ("a.md", b"> " * 5_000 + b"x"),
        ("a.md", b"<a" * 30_000),
        ("a.md", b"- " * 3_000 + b"x"),
        ("a.txt", b" " * 2_000_000 + b"x"),
        ("a.txt", b"\n" * 2_000_000 + b"x"),
        ("a.txt", b"x" * 3_000_000),
        ("a.txt", b"- " * 1_000_000),
        ("a.txt", b"I.\n\n" * 30_000),
        ("a.txt", b"Chapter One\n\n" * 30_000),
        ("a.txt", b"Contents\n\n" * 30_000 + b"x"),
        ("a.txt", b"x" + b"\r" * 500_000),
    ],
)
def test_hard_input_takes_little_time(name: str, data: bytes, tmp_path: Path) -> None:
    path = _file(tmp_path, name, data)
    started = time.process_time()
    with suppress(FabulaError):
        load_manuscript(str(path))
    assert time.process_time() - started < 8


def test_file_written_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, "a.txt", b"Once.\n")
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            with path.open("ab") as file:
                file.write(b"More words. " * 50)

    original = Path.open

    def slow_open(self: Path, *args: object, **kwargs: object) -> object:
        if args[:1] == ("rb",):
            time.sleep(0.05)
        return original(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", slow_open)
    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        _refused(path, "keeps changing")
    finally:
        stop.set()
        writer.join()


def test_a_file_changed_once_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, "a.txt", b"Before.\n")
    original = Path.open
    calls: list[str] = []

    def open_and_change(self: Path, *args: object, **kwargs: object) -> object:
        calls.append("open")
        if len(calls) == 1:
            (tmp_path / "new.txt").replace(path)
        return original(self, *args, **kwargs)  # type: ignore[call-overload]

    (tmp_path / "new.txt").write_bytes(b"After the change.\n")
    monkeypatch.setattr(Path, "open", open_and_change)
    monkeypatch.setattr(sources, "_TRIES", 3)
    assert load_manuscript(str(path)).text == "After the change.\n"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    _refused(_file(tmp_path, "a.txt", b"word " * 400), "split it")


def test_lone_surrogates_and_control_characters() -> None:
    manuscript = from_text("A \ud800 lone half,\x07 a bell and a\x00 null.\n")
    assert manuscript.text == "A \ufffd lone half,\x07 a bell and a\x00 null.\n"
    manuscript.text.encode("utf-8")


def test_lone_surrogates_in_markup(tmp_path: Path) -> None:
    page = b"<p>A &#xD800; half, &#0; &#99999999; far.</p>"
    load_manuscript(str(_file(tmp_path, "a.html", page))).text.encode("utf-8")
    rich = b"{\\rtf1 A \\u-10179? half.}"
    load_manuscript(str(_file(tmp_path, "a.rtf", rich))).text.encode("utf-8")


def test_special_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    _refused(pipe, "not a file")
    with pytest.raises(FabulaError):
        load_manuscript("")
    with pytest.raises(FabulaError):
        load_manuscript("a\0b.txt")
    with pytest.raises(FabulaError):
        load_manuscript("x" * 5000 + ".txt")


def test_unreadable(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", b"words")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    _refused(path, "may not be read")


def test_scrivener_that_leads_outside(tmp_path: Path) -> None:
    project = scrivener(tmp_path)
    target = project / "Files" / "Data" / "DOC-0" / "content.rtf"
    secret = _file(tmp_path, "secret.rtf", b"{\\rtf1 Secret.}")
    target.unlink()
    target.symlink_to(secret)
    assert "Secret" not in load_manuscript(str(project)).text


def test_scrivener_without_binder(tmp_path: Path) -> None:
    project = tmp_path / "Empty.scriv"
    project.mkdir()
    _refused(project, "no .scrivx file")

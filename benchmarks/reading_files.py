"""How long a million words take to read, and how much memory, for each format.

Run with ``python benchmarks/reading_files.py [--words N] [--out FILE]``. Every
file is generated, then read by a fresh process, so that its peak memory is its
own. The text is drawn from a fixed seed: paragraphs of narration and dialogue
with a heading every 2,500 words, in Word cut into runs as Word cuts them.
"""

import argparse
import html
import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

_WORDS = (
    "the a and of to in that it was he she his her they had with for on at by not but which "
    "from as said would there their could when them been one were some then out up into time "
    "little hand old door light house night water road morning room window voice street river "
    "walked looked turned asked waited remembered carried opened closed followed answered"
).split()
_MOST_SECONDS = 10.0
_MOST_MEGABYTES = 1_000.0
_READ = """
import resource, sys, time
from pathlib import Path
from fabula.manuscript.load import load_manuscript
started = time.perf_counter()
manuscript = load_manuscript(sys.argv[1])
seconds = time.perf_counter() - started
cpu = time.process_time()
status = Path("/proc/self/status")
if status.exists():
    peak = next(int(l.split()[1]) / 1024 for l in status.open() if l.startswith("VmHWM"))
else:
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(seconds, cpu, peak, len(manuscript.text.split()), len(manuscript.chapters))
"""


def paragraphs(words: int, seed: int = 7) -> Iterator[str]:
    """Paragraphs of the asked number of words together; headings begin with "Chapter"."""
    draw = random.Random(seed)
    written = chapter = 0
    while written < words:
        if written >= chapter * 2_500:
            chapter += 1
            yield f"Chapter {chapter}"
        count = draw.randint(8, 90)
        sentence = " ".join(draw.choice(_WORDS) for _ in range(count))
        spoken = draw.random() < 0.4
        yield f"“{sentence.capitalize()},” she said." if spoken else f"{sentence.capitalize()}."
        written += count


def _text(words: int) -> bytes:
    return "\n\n".join(paragraphs(words)).encode()


def _markdown(words: int) -> bytes:
    lines = (f"## {p}" if p.startswith("Chapter ") else p for p in paragraphs(words))
    return "\n\n".join(lines).encode()


def _tagged(paragraph: str) -> str:
    tag = "h2" if paragraph.startswith("Chapter ") else "p"
    return f"<{tag}>{html.escape(paragraph, quote=False)}</{tag}>"


def _html(words: int) -> bytes:
    body = "\n".join(_tagged(p) for p in paragraphs(words))
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'></head>"
    return f"{head}<body>{body}</body></html>".encode()


def _zip(entries: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return buffer.getvalue()


def _word_paragraph(paragraph: str) -> str:
    if paragraph.startswith("Chapter "):
        return (
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
            f"<w:r><w:t>{paragraph}</w:t></w:r></w:p>"
        )
    words = paragraph.split(" ")
    runs = [" ".join(words[i : i + 15]) for i in range(0, len(words), 15)]
    return (
        '<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427">'
        + "".join(
            f'<w:r w:rsidRPr="00B1"><w:rPr><w:rFonts w:ascii="Georgia"/><w:sz w:val="24"/></w:rPr>'
            f'<w:t xml:space="preserve">{html.escape(run)} </w:t></w:r>'
            for run in runs
        )
        + "</w:p>"
    )


def _docx(words: int) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(_word_paragraph(p) for p in paragraphs(words))
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body>'
            "</w:document>",
            "word/styles.xml": f'<w:styles xmlns:w="{space}"><w:style w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
        }
    )


def _odt(words: int) -> bytes:
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text")
    )
    body = "".join(
        f'<text:h text:outline-level="1">{p}</text:h>'
        if p.startswith("Chapter ")
        else f"<text:p>{html.escape(p)}</text:p>"
        for p in paragraphs(words)
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _epub(words: int) -> bytes:
    pages: list[list[str]] = []
    for paragraph in paragraphs(words):
        if paragraph.startswith("Chapter "):
            pages.append([])
        pages[-1].append(_tagged(paragraph))
    numbers = range(len(pages))
    items = "".join(
        f'<item id="p{i}" href="p{i}.xhtml" media-type="application/xhtml+xml"/>' for i in numbers
    )
    spine = "".join(f'<itemref idref="p{i}"/>' for i in numbers)
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="book.opf"/>'
        "</rootfiles></container>",
        "book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for number, page in enumerate(pages):
        entries[f"p{number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>x</title></head><body>{chr(10).join(page)}</body></html>"
        )
    return _zip(entries)


def _rtf(words: int) -> bytes:
    def line(paragraph: str) -> str:
        body = paragraph.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ")
        return f"\\pard\\s{int(paragraph.startswith('Chapter '))} {body}\\par\n"

    head = "{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}\n"
    return (head + "".join(line(p) for p in paragraphs(words)) + "}").encode("ascii")


_FORMATS: dict[str, Callable[[int], bytes]] = {
    ".txt": _text,
    ".docx": _docx,
    ".epub": _epub,
    ".md": _markdown,
    ".html": _html,
    ".odt": _odt,
    ".rtf": _rtf,
}


def measure(suffix: str, words: int, folder: Path) -> tuple[float, float, float, int, int]:
    """Wall seconds, CPU seconds of the whole process, peak MB, words and chapters read."""
    path = folder / f"book{suffix}"
    path.write_bytes(_FORMATS[suffix](words))
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True
    )
    seconds, cpu, peak, read, chapters = done.stdout.split()
    return float(seconds), float(cpu), float(peak), int(read), int(chapters)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="write the table to this file too")
    arguments = parser.parse_args()
    rows = [
        f"# Reading files of {arguments.words:,} words",
        "",
        "Made by `python benchmarks/reading_files.py --out benchmarks/results/reading_files.md`.",
        f"Wanted for .txt, .docx and .epub: at most {_MOST_SECONDS:.0f} s"
        f" and {_MOST_MEGABYTES:.0f} MB.",
        "CPU seconds and peak memory are of the whole process, start included.",
        "",
        "| Format | Words read | Chapters | Seconds | CPU seconds | Peak MB |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for suffix in _FORMATS:
            seconds, cpu, peak, read, chapters = measure(suffix, arguments.words, Path(folder))
            rows.append(
                f"| {suffix} | {read:,} | {chapters} | {seconds:.1f} | {cpu:.1f} | {peak:.0f} |"
            )
            print(rows[-1], flush=True)
    table = "\n".join(rows) + "\n"
    print(table)
    if arguments.out:
        arguments.out.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()

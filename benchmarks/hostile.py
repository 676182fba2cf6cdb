"""Texts that no writer means, a megabyte of each kind: time and memory of a whole check.

    python benchmarks/hostile.py [--size BYTES] [--format txt,md,...] [--kind NAME] [--out FILE]

Each text is checked by ``fabula check`` in a process of its own, ended at twice the limit of
time. A kind is a name in ``tests/hostile_texts.py``; a format is a builder of
``tests/manuscript/documents.py``, so that one added there is tried here, or plain text.
Limits: 60 seconds of the processor and 1 GB for each; a quiet machine takes no longer by the
clock, a busy one may.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile_texts import KINDS, MARKUP  # noqa: E402
from manuscript import documents  # noqa: E402

SECONDS, MEGABYTES = 60, 1024
Builder = Callable[[list[documents.Paragraph]], bytes]
BUILDERS: dict[str, Builder] = {
    "md": documents.markdown,
    "html": documents.html_page,
    "docx": documents.docx,
    "odt": documents.odt,
    "rtf": documents.rtf,
    "epub": documents.epub,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--format", default="txt", help="formats with commas, or all")
    parser.add_argument("--kind", action="append", help="only these kinds")
    parser.add_argument("--out", type=Path, help="also write the table here")
    arguments = parser.parse_args()
    formats = ["txt", *BUILDERS] if arguments.format == "all" else arguments.format.split(",")
    lines = [
        "| kind | format | processor seconds | by the clock | MB | exit | |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for kind, suffix, data in texts(formats, arguments.kind, arguments.size):
            path = Path(folder) / f"hostile.{suffix}"
            path.write_bytes(data)
            lines.append(row(kind, suffix, path))
            print(lines[-1], flush=True)
    if arguments.out:
        head = f"{arguments.size:,} bytes of each kind, {os.cpu_count()} processors\n\n"
        arguments.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def texts(
    formats: list[str], kinds: list[str] | None, size: int
) -> Iterator[tuple[str, str, bytes]]:
    """Every kind in every format, then the floods of each format's own markup."""
    for suffix in formats:
        for kind, make in KINDS.items():
            if kinds and kind not in kinds:
                continue
            text = make(size)
            yield kind, suffix, text.encode() if suffix == "txt" else built(suffix, text)
        for kind, unit in MARKUP.get(suffix, {}).items():
            if not kinds or kind in kinds:
                yield f"markup: {kind}", suffix, flood(suffix, unit * (size // len(unit)))


def built(suffix: str, text: str) -> bytes:
    paragraphs = [documents.Paragraph(((part, False),)) for part in text.split("\n\n") if part]
    return BUILDERS[suffix](paragraphs)


def flood(suffix: str, markup: str) -> bytes:
    head, tail = {"rtf": ("{\\rtf1\\ansi Anna came. ", "}"), "html": ("<p>Anna came.</p>", "")}.get(
        suffix, ("Anna came.\n\n", "")
    )
    return f"{head}{markup}{tail}".encode()


def row(kind: str, suffix: str, path: Path) -> str:
    """Times, peak memory and exit code of one check."""
    command = [sys.executable, "-m", "fabula", "check", "--exit-zero", str(path)]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=bounded
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock, seconds = time.perf_counter() - begun, usage.ru_utime + usage.ru_stime
    megabytes = usage.ru_maxrss / 1024
    sound = seconds < SECONDS and megabytes < MEGABYTES and process.returncode in (0, 2)
    verdict = "" if sound else "over the limit"
    times = f"{seconds:.1f}", f"{clock:.1f}"
    cells = (kind, suffix, *times, f"{megabytes:.0f}", process.returncode, verdict)
    return f"| {' | '.join(map(str, cells))} |"


def bounded() -> None:
    """So much and no more: a text that breaks the limits does not take the machine with it."""
    processors = os.cpu_count() or 1
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS * processors,) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))


if __name__ == "__main__":
    main()

"""Time and memory of whole commands as a book grows: is it linear, and does it fit?

    python benchmarks/long_books.py [--words 10000,100000,1000000] [--command check]
        [--other SRC] [--out FILE]

The text is novels of the fiction collection one after the other, cut at so many words. Every
run is ``fabula check`` (or ``read``) as a process of its own, so that its peak memory is its
own. Processor seconds are summed over all threads, which a busy machine disturbs less than
the clock; a line's last column is its processor seconds per 100,000 words beside those of
the first size. ``--other`` is the ``src`` folder of another version, run in turn with this one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gold import DATA

SRC = Path(__file__).parent.parent / "src"


@dataclass(frozen=True, slots=True)
class Run:
    """One command over one text: seconds by the clock and of the processors; MB at most."""

    version: str
    words: int
    seconds: float
    processor: float
    megabytes: float

    @property
    def pace(self) -> float:
        """Processor seconds per 100,000 words."""
        return self.processor / self.words * 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", default="10000,100000,1000000")
    parser.add_argument("--command", choices=["check", "read"], default="check")
    parser.add_argument("--other", type=Path, help="src folder of a version to compare with")
    parser.add_argument("--out", type=Path, help="also write the table here")
    arguments = parser.parse_args()
    versions = {"this": SRC} | ({"other": arguments.other} if arguments.other else {})
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for words in map(int, arguments.words.split(",")):
            path = Path(folder) / "book.txt"
            path.write_text(long_book(words), encoding="utf-8")
            for version, src in versions.items():
                runs.append(run(version, src, arguments.command, path, words))
    text = table(runs, arguments.command)
    sys.stdout.write(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


def long_book(words: int) -> str:
    """Novels of the collection one after the other, so many words of them."""
    pieces: list[str] = []
    for path in sorted((DATA / "fiction").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pieces.append(opening(text, words))
        words -= len(pieces[-1].split())
        if words <= 0:
            break
    return "\n\n".join(pieces)


def opening(text: str, words: int) -> str:
    """The first so many words of a text, with its own white space."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        here = len(line.split())
        if here >= words:
            return "".join(lines) + " ".join(islice(line.split(), words)) + "\n"
        lines.append(line)
        words -= here
    return text


def run(version: str, src: Path, command: str, path: Path, words: int) -> Run:
    """The command over the text, with the system's count of its processor time and memory."""
    environment = os.environ | {"PYTHONPATH": str(src), "PYTHONHASHSEED": "0"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "fabula", command, str(path), "--format", "json"],
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"fabula {command} ended with {process.returncode} on {words:,} words")
    return Run(
        version,
        words,
        time.perf_counter() - begun,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
    )


def table(runs: list[Run], command: str) -> str:
    """The runs as a table, each beside the first of its version."""
    lines = [
        f"fabula {command}, {os.cpu_count()} processors",
        "",
        "| words | version | seconds | processor seconds | peak MB | pace beside the first |",
        "|---|---|---|---|---|---|",
    ]
    first: dict[str, Run] = {}
    for r in runs:
        pace = r.pace / first.setdefault(r.version, r).pace
        cells = (f"{r.seconds:.1f}", f"{r.processor:.1f}", f"{r.megabytes:,.0f}", f"{pace:.2f}")
        lines.append(f"| {r.words:,} | {r.version} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

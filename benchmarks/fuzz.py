"""Ten thousand mutated files of every format: a reading that holds together, or one clear line.

Usage::

    PYTHONPATH=src:tests python benchmarks/fuzz.py [--files 10000] [--seed 1] [--keep FOLDER]

Each file is one of the test documents (``tests/manuscript/documents.py``), or a larger or
odder one made here, changed at random: bytes spliced, repeated, dropped, cut off; in zip
files and projects also the entries. Whatever is raised but `FabulaError` in one
line, whatever takes more than `MOST_SECONDS` or makes the process grow by more than
`MOST_MEMORY`, is printed with its seed, kept where ``--keep`` says, and fails the run.
"""

import argparse
import io
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_manuscript
from fabula.manuscript.spans import Span
from manuscript.documents import FORMATS, novelwriter, scrivener

MOST_SECONDS = 10.0
"""Processor time for one file, which a busy machine does not stretch; the largest has about
200 kB."""
MOST_MEMORY = 1_000_000_000
"""Growth of the process over the whole run, in bytes."""
_SPLICES = [
    b"", b"\x00", b"\xff\xfe", b"\r", b"\n\n\n\n", b"<", b">", b"&", b"&#x110000;", b"{", b"}",
    b"\\", b"\\'", b"\\u-1?", b"\\bin9 ", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [",
    b"]>", b"```", b"](", b"* ", b"---\n", b"PK\x05\x06", b"\xed\xa0\x80", b"\xc3\xa9", b"</p>",
    b"<w:p>", b"</text:p>", b'"', b" " * 200, b"I.\n\n", b"CONTENTS\n\n", b"Chapter One\n\n",
    b"[[", b"%%", b"{++", b"{{", b":::\n", b"| a | b |\n|---|---|\n", b"[^1]: ", b"> " * 30,
    b"#+begin_quote\n", b":PROPERTIES:\n", b":END:\n", b"\f", b"12\n\n", b"@pov: x\n",
    b"<section>", b"</section>", b"<empty-line/>", b"\xd2\xd3", "\U0001da8b\u2028\u202e".encode(),
]  # fmt: skip


def mutated(data: bytes, draw: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(data) + 1)
        upto = min(len(data), at + draw.choice([0, 1, 1, 4, 40, 400]))
        kind = draw.random()
        if kind < 0.45:
            data = data[:at] + draw.choice(_SPLICES) * draw.choice([1, 1, 1, 50]) + data[upto:]
        elif kind < 0.7:
            data = data[:at] + data[at:upto] * draw.choice([2, 5, 60]) + data[upto:]
        elif kind < 0.85:
            data = data[: max(at - 1, 0)] + bytes([draw.randrange(256)]) + data[at:]
        elif kind < 0.95:
            other = draw.randrange(len(data) + 1)
            data = data[:at] + data[other : other + 500] + data[at:]
        else:
            data = data[:at]
    return data


def mutated_inside(data: bytes, draw: random.Random) -> bytes:
    """A zip file with one of its entries changed, so that the readers are reached."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        victim = draw.choice(old.namelist())
        for name in old.namelist():
            entry = old.read(name)
            new.writestr(name, mutated(entry, draw) if name == victim else entry)
    return buffer.getvalue()


def holds_together(path: Path) -> str:
    """Read it: "read", or "refused" with one line. Raises AssertionError for anything odd."""
    try:
        manuscript = load_manuscript(str(path))
    except FabulaError as error:
        line = str(error)
        assert line, "an empty refusal"
        assert "\n" not in line, "a refusal of several lines"
        return "refused"
    text = manuscript.text
    text.encode("utf-8")
    ends = 0
    for block in manuscript.blocks:
        assert ends <= block.span.start < block.span.end <= len(text), "blocks out of order"
        ends = block.span.end
    places = manuscript.source.places(Span(0, len(text)))
    for first, second in pairwise(places):
        assert first.span.end <= second.span.start, "pieces out of order"
    return "read"


class TooSlowError(Exception):
    """A file took more than `MOST_SECONDS`."""


def _alarm(_: int, frame: FrameType | None) -> None:
    raise TooSlowError("".join(traceback.format_stack(frame)[-3:]))


def _file(folder: Path, draw: random.Random) -> Path:
    """A mutated file of one of the formats, under its own suffix or, at times, another."""
    name = draw.choice(list(FORMATS))
    data = FORMATS[name]()
    if draw.random() < 0.1 and not data.startswith(b"PK"):
        data *= 40
    make: Callable[[bytes, random.Random], bytes] = mutated
    if data.startswith(b"PK") and draw.random() < 0.75:
        make = mutated_inside
    shown = name if draw.random() < 0.9 else draw.choice([*FORMATS, "a", "a.xyz", "a.doc", "a.tex"])
    path = folder / shown
    path.write_bytes(make(data, draw))
    return path


def _project(folder: Path, draw: random.Random) -> Path:
    """A Scrivener or novelWriter project with one of its files changed."""
    made = folder / "project"
    project = draw.choice((scrivener, novelwriter))(made)
    victim = draw.choice(sorted(p for p in project.rglob("*") if p.is_file()))
    victim.write_bytes(mutated(victim.read_bytes(), draw))
    return project


def one(seed: int, keep: Path | None) -> tuple[str, str, float, str]:
    """Make and read the file of a seed: its kind, what came of it, seconds, and the fault."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        make = _project if draw.random() < 0.15 else _file
        path = make(Path(place), draw)
        begun = time.process_time()
        fault = ""
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            outcome = holds_together(path)
        except Exception:  # whatever a reader lets through is a fault
            outcome, fault = "fault", traceback.format_exc()
            if keep is not None and path.is_file():
                (keep / f"{seed}-{path.name}").write_bytes(path.read_bytes())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return path.name, outcome, time.process_time() - begun, fault


def main() -> int:
    """Run; 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGPROF, _alarm)
    one(asked.seed, None)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counts: Counter[tuple[str, str]] = Counter()
    slowest = (0.0, 0, "")
    faults = 0
    begun = time.perf_counter()
    for seed in range(asked.seed, asked.seed + asked.files):
        name, outcome, seconds, fault = one(seed, asked.keep)
        counts[name, outcome] += 1
        slowest = max(slowest, (seconds, seed, name))
        if fault:
            faults += 1
            print(f"seed {seed}, {name}:\n{fault}", file=sys.stderr)
    grown = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    for name in sorted({name for name, _ in counts}):
        row = [counts[name, outcome] for outcome in ("read", "refused", "fault")]
        print(f"{name:16} read {row[0]:5}  refused {row[1]:5}  faults {row[2]:3}")
    print(
        f"{asked.files} files in {time.perf_counter() - begun:.0f} s; slowest {slowest[0]:.2f} s "
        f"(seed {slowest[1]}, {slowest[2]}); memory grew by {grown / 1e6:.0f} MB; {faults} faults"
    )
    return 1 if faults or grown > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())

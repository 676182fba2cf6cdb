"""Time of a shelf beside a loop of single readings, by the number of workers.

    python benchmarks/shelves.py [--books 20] [--workers 1,2,4] [--ray] [--out FILE]

The books are the shortest novels of the fiction collection. Every run is a command as a user
gives it: ``fabula read BOOK --save TABLES`` for one book after the other, and ``fabula shelf``
over all of them with so many workers. ``--ray`` also runs the shelf on a Ray cluster of this
machine, which it starts for each number of workers. The clock is what a user waits for and
means something on a quiet machine alone; processor seconds are summed over all processes.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gold import DATA

SRC = Path(__file__).parent.parent / "src"


@dataclass(frozen=True, slots=True)
class Run:
    """One way to read all books: seconds by the clock, and of the processors."""

    way: str
    seconds: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=20)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--out", type=Path, help="also write the table here")
    arguments = parser.parse_args()
    novels = sorted((DATA / "fiction").glob("*.txt"), key=lambda path: path.stat().st_size)
    books = novels[: arguments.books]
    words = sum(len(book.read_text("utf-8", "replace").split()) for book in books)
    workers = [int(count) for count in arguments.workers.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        runs = [loop(books, Path(folder))]
        runs += [shelf(books, Path(folder), count) for count in workers]
        if arguments.ray:
            runs += [on_ray(books, Path(folder), count) for count in workers]
    text = table(runs, len(books), words)
    sys.stdout.write(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


def loop(books: list[Path], folder: Path) -> Run:
    """One command after the other."""

    def work() -> None:
        for book in books:
            fabula("read", str(book), "--save", str(folder / book.stem), "-q", "-o", os.devnull)

    return timed("a loop of read --save", work)


def shelf(books: list[Path], folder: Path, workers: int) -> Run:
    """One command for all."""
    target = str(folder / f"shelf-{workers}")

    def work() -> None:
        fabula("shelf", *map(str, books), "-o", target, "-q", "--jobs", str(workers))

    return timed(f"shelf --jobs {workers}", work)


def on_ray(books: list[Path], folder: Path, workers: int) -> Run:
    """One command for all, on a cluster of so many cores; its start does not count."""
    environment = {"RAY_worker_niceness": "0", "RAY_USAGE_STATS_ENABLED": "0"}
    ray = ["ray", "start", "--head", "--num-cpus", str(workers), "--include-dashboard", "false"]
    subprocess.run(ray, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)
    target = str(folder / f"ray-{workers}")

    def work() -> None:
        fabula("shelf", *map(str, books), "-o", target, "-q", "--ray", "auto")

    try:
        run = timed(f"shelf --ray, {workers} cores", work)
    finally:
        subprocess.run(["ray", "stop"], check=False, stdout=subprocess.DEVNULL)
    return Run(run.way, run.seconds, float("nan"))  # the cluster's processes are not ours


def timed(way: str, work: Callable[[], None]) -> Run:
    """The work, timed."""
    began, before = time.monotonic(), used()
    work()
    return Run(way, time.monotonic() - began, used() - before)


def used() -> float:
    """Processor seconds of all children that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def fabula(*arguments: str) -> None:
    """Run a command with the sources beside this file."""
    places = os.pathsep.join(filter(None, (str(SRC), os.environ.get("PYTHONPATH", ""))))
    environment = os.environ | {"PYTHONPATH": places}
    subprocess.run([sys.executable, "-m", "fabula", *arguments], env=environment, check=True)


def table(runs: list[Run], books: int, words: int) -> str:
    """The runs beside the first of them."""
    lines = [f"{books} books, {words:,} words", ""]
    lines.append(f"{'':26}{'seconds':>9}{'of the loop':>13}{'words/s':>9}{'processor s':>13}")
    for run in runs:
        lines.append(
            f"{run.way:26}{run.seconds:9.1f}{run.seconds / runs[0].seconds:13.2f}"
            f"{words / run.seconds:9,.0f}{run.processor:13.1f}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

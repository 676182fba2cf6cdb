"""Quotation spans and addressees on PDNC; spans on LitBank too.

    python benchmarks/quotations.py spans [--weights FOLDER]
    python benchmarks/quotations.py addressees [NOVEL ...] [--weights FOLDER ...]
    python benchmarks/quotations.py table [NOVEL ...] [--weights FOLDER ...]

``table`` prints ``results/quotations.md``; the novels named, or all, are those whose
addressees are measured. ``--weights``: the folder that
``fabula_training.quoted_words --out`` filled, so that speech is told from quoted words by
weights that have not seen the novel. ``--listeners``: the folder of
``fabula_training.addressees --out``, and ``--speakers``: that of
``fabula_training.speakers check``, for addressees and speakers in the same way. Without them
the shipped weights are measured, which have learned from all twenty novels.

Protocols. Spans: see `benchmarks/speakers.py`. The signs were thought out on every second
novel by name from the first on; errors in the other ten were never looked at.
Addressees: PDNC lists for every quotation the characters it is said to. Asked are the
quotations, one of whose parts we find to the letter, whose predicted speaker bears one of
the gold speaker's names, and whose addressees are all known characters, up to three of
them (more are whole companies). A predicted addressee is right when one of its names is
one of a gold addressee's. Precision over predicted, recall over gold addressees;
``any``: the share of quotations with at least one addressee right.
"""

import argparse
import ast
import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.quotations import quoted_words
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.speech import addressees
from fabula.story.speech.scorer import Scorer
from gold import DATA
from speakers import Novel, found_spans, joined, litbank, novels, plain, trimmed

FOLDS = 4
MOST_ADDRESSEES = 3
_SHIPPED = dict(quoted_words.SIGNS)


def use_fold(weights: Path | None, number: int) -> None:
    """Tell speech from quoted words by the weights that have not seen the novel."""
    chosen = _SHIPPED if weights is None else _held_out(weights, number)
    quoted_words.SIGNS.clear()
    quoted_words.SIGNS.update(chosen)


def _held_out(weights: Path, number: int) -> dict[str, float]:
    path = weights / f"fold-{number % FOLDS}.json"
    return {str(k): float(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()}


# --- spans ---------------------------------------------------------------------------------


def span_rows(weights: Path | None) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
    """Name, exact and joined figures: every novel, then the halves, all, and LitBank."""
    totals: Counter[tuple[str, str]] = Counter()
    for number, novel in enumerate(novels([])):
        use_fold(weights, number)
        found = found_spans(novel.text)
        exact = {trimmed(novel.text, *part) for q in novel.quotations for part in q.parts}
        counts = {
            **{f"exact {k}": v for k, v in _counts(found, exact).items()},
            **{f"joined {k}": v for k, v in _counts(found, joined(novel)).items()},
        }
        half = "ten novels never looked at" if number % 2 else "ten novels looked at"
        for key in (half, "all twenty"):
            totals.update({(key, k): v for k, v in counts.items()})
        yield novel.name, _figures(counts, "exact"), _figures(counts, "joined")
    use_fold(None, 0)
    for text, gold in litbank():
        low, high = min(s for s, _ in gold), max(e for _, e in gold)
        found = {span for span in found_spans(text) if low <= span[0] and span[1] <= high}
        counts = _counts(found, gold)
        totals.update({("LitBank", f"exact {k}"): v for k, v in counts.items()})
    for key in ("ten novels looked at", "ten novels never looked at", "all twenty", "LitBank"):
        counts = {k: v for (group, k), v in totals.items() if group == key}
        yield key, _figures(counts, "exact"), _figures(counts, "joined")


def _counts(found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> dict[str, int]:
    return {"right": len(found & gold), "found": len(found), "gold": len(gold)}


def _figures(counts: dict[str, int], kind: str) -> dict[str, float]:
    if f"{kind} gold" not in counts:
        return {}
    right, found, gold = (counts[f"{kind} {k}"] for k in ("right", "found", "gold"))
    return {
        "precision": right / max(found, 1),
        "recall": right / max(gold, 1),
        "F1": 2 * right / max(found + gold, 1),
    }


# --- addressees ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the held-out weights are, for what is measured with them."""

    weights: Path | None
    listeners: Path | None
    speakers: Path | None


def addressee_rows(chosen: list[str], held_out: Folders) -> Iterator[tuple[str, Counter[str]]]:
    """Name and counts of every novel, then of all."""
    totals: Counter[str] = Counter()
    names = [novel.name for novel in novels([])]
    for novel in novels(chosen):
        number = names.index(novel.name)
        use_fold(held_out.weights, number)
        if held_out.listeners is not None:
            addressees.WEIGHTS.clear()
            addressees.WEIGHTS.update(_held_out(held_out.listeners, number))
        if held_out.speakers is not None:
            scorer = Scorer.load(held_out.speakers / f"fold-{number % FOLDS}")
            setattr(Scorer, "shipped", staticmethod(lambda own=scorer: own))  # noqa: B010 - mypy
        manuscript = from_text(novel.text)
        counts = addressee_counts(novel, build_story(manuscript, read_manuscript(manuscript)))
        totals.update(counts)
        yield novel.name, counts
    yield "all", totals


def addressee_counts(novel: Novel, story: Story) -> Counter[str]:
    """Quotations asked and answered; addressees given, gold, and right."""
    names = {c.id: {plain(n) for n in (c.name, *c.aliases)} for c in story.characters}
    for character in story.characters:
        if character.narrator:
            names[character.id] |= {"narr", "narrator"}
    text = novel.text
    quotes = {trimmed(text, q.span.start, q.span.end): q for q in story.quotes}
    counts: Counter[str] = Counter()
    for quotation, listed in zip(novel.quotations, listed_addressees(novel.name), strict=True):
        gold = [_names_of(novel, name) for name in listed]
        quote = next(
            (quotes[s] for p in quotation.parts if (s := trimmed(text, *p)) in quotes), None
        )
        if quote is None or quote.speaker is None or not all(gold):
            continue
        if not names[quote.speaker] & _names_of(novel, quotation.speaker):
            continue
        if not 0 < len(gold) <= MOST_ADDRESSEES:
            continue
        given = [names[a] for a in quote.addressees]
        right = sum(any(one & other for other in gold) for one in given)
        counts["asked"] += 1
        counts["answered"] += bool(given)
        counts["given"] += len(given)
        counts["gold"] += len(gold)
        counts["given right"] += right
        counts["gold right"] += sum(any(one & other for other in given) for one in gold)
        counts["any"] += right > 0
    return counts


def listed_addressees(name: str) -> list[list[str]]:
    """The addressees of every quotation of a novel, as PDNC lists them."""
    with (DATA / "pdnc" / name / "quotation_info.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["addressees"] for row in csv.DictReader(file)]
    return [[str(a) for a in ast.literal_eval(row)] if row.startswith("[") else [] for row in rows]


def _names_of(novel: Novel, name: str) -> set[str]:
    """All names of a gold character, by its main name or one that is its alone; else none."""
    if name.startswith("_") or "nknow" in name:
        return set()
    bearers = [name] if name in novel.cast else [m for m, c in novel.cast.items() if name in c[0]]
    return {plain(n) for n in novel.cast[bearers[0]][0]} if len(bearers) == 1 else set()


# --- output --------------------------------------------------------------------------------


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def span_table(weights: Path | None) -> Iterator[str]:
    yield _row(["", "precision", "recall", "F1", "F1, joined"])
    yield "|---|---|---|---|---|"
    for name, exact, whole in span_rows(weights):
        joint = f"{whole['F1']:.3f}" if whole else ""
        yield _row([name, *(f"{v:.3f}" for v in exact.values()), joint])


def addressee_table(chosen: list[str], held_out: Folders) -> Iterator[str]:
    yield _row(["", "quotations", "precision", "recall", "F1", "any right"])
    yield "|---|---|---|---|---|---|"
    for name, counts in addressee_rows(chosen, held_out):
        precision = counts["given right"] / max(counts["given"], 1)
        recall = counts["gold right"] / max(counts["gold"], 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        share = counts["any"] / max(counts["asked"], 1)
        figures = [f"{v:.3f}" for v in (precision, recall, both, share)]
        yield _row([name, f"{counts['asked']:,}", *figures])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("spans", "addressees", "table"))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--weights", type=Path, help="held-out weights of quoted words")
    parser.add_argument("--listeners", type=Path, help="held-out weights of the addressees' signs")
    parser.add_argument("--speakers", type=Path, help="held-out weights of the speakers' scorer")
    options = parser.parse_args()
    if options.what == "table":
        print(_HEAD)
    if options.what in ("spans", "table"):
        for line in span_table(options.weights):
            print(line, flush=True)
    if options.what == "table":
        print(_BETWEEN)
    if options.what in ("addressees", "table"):
        held_out = Folders(options.weights, options.listeners, options.speakers)
        for line in addressee_table(options.names, held_out):
            print(line, flush=True)
    if options.what == "table":
        print(_FOOT)


_HEAD = """\
# Quotation spans and addressees

Project Dialogism Novel Corpus, 20 novels, from raw text. Spans are exact up to marks and
white space at the ends. Every novel is measured with weights that have not seen it nor its
quarter of the novels; errors were looked at in every second novel only. Joined: PDNC cuts
some quotations where another is quoted inside; its parts count as one. LitBank is measured
with the shipped weights.

In more than half of these texts the single marks are lost: blanks or question marks stand for
them. There, and nowhere else, a quotation is given without the talk that is told inside it,
as PDNC has it; where the marks are there PDNC cuts in some novels and not in others, and we
never do.
"""

_BETWEEN = """
Many spans that are found and not in PDNC are speech that it leaves out (crowds, passers-by,
a dream, thoughts in some novels and not in others); the rest are quoted words. Many that are
missed are its cuts at quotations inside.

## Addressees

Of quotations found to the letter and given to the right speaker, with one to three known
addressees in PDNC. Precision over predicted, recall over gold addressees; speakers and
addressees held out. We name those who most likely listen, where PDNC lists everyone who hears.
"""

_FOOT = """
To repeat, with `FABULA_DATA` set, `W`, `L` and `C` folders, `C` as for [speakers](speakers.md):

```sh
python -m fabula_training.quoted_words $FABULA_DATA/pdnc --out W
python -m fabula_training.addressees $FABULA_DATA/pdnc --out L
python benchmarks/quotations.py table --weights W --listeners L --speakers C
```"""

if __name__ == "__main__":
    main()

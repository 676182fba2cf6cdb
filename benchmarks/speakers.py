"""Quotations and their speakers on PDNC and LitBank.

    python benchmarks/speakers.py spans                 quotation spans
    python benchmarks/speakers.py gold [NOVEL ...]      gold quotations and cast given
    python benchmarks/speakers.py novels [NOVEL ...]    end to end, from raw text
    python benchmarks/speakers.py show PATH             every speech of a manuscript

``--weights FOLDER`` measures with other weights of the scorer than the shipped ones.

Protocols. Spans: every part of a PDNC quotation (`quoteByteSpans`, character offsets)
against every outermost speech, exact once the marks and white space at its ends are
dropped (the weights that tell speech from quoted words were fitted on every second
novel by name; the others are held out). Joined: PDNC cuts some quotations where another
is quoted inside; its parts with no outer mark between them count as one. LitBank's
quotations are exact, cut from the novels by aligning tokens.
Gold: names are matched by the cast's aliases and gender; one speaker for a paragraph's
quotations; accuracy by quotation.
End to end: each gold quotation takes the speaker of the predicted speech it overlaps
most, none counting as wrong. Strict: one of the predicted character's names is one of
the gold speaker's (case, titles' full stops and a leading article aside). Majority:
a predicted character counts as the gold speaker it most often coincides with, as
BookNLP is measured. Speakers without identity (unknowable, groups) are left out of both.
Held out: the shipped scorer of speakers has learned from all twenty novels, so with it the
last two protocols show only that it was learned. Held-out figures, for any novel, come
from the weights of ``fabula_training.speakers check --fold K``, which have not seen every
second novel by name from the K-th on: ``novels --fold K --weights CACHE/fold-K``. The
scorer's features were chosen by such figures, the network's size by those of fold 0. The
reader and coreference were trained on LitBank, with 2,000 words of a few of these novels.
"""

import argparse
import ast
import csv
import re
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text, load_manuscript
from fabula.quotations.finder import find_quotations
from fabula.quotations.table import own_words
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.names.gender import of_letter
from fabula.story.speech import find_speakers
from fabula.story.speech.scorer import Scorer
from fabula_training.known_cast import Member, evidence_from_cast
from gold import DATA

REFERENCES = """
Published: end to end BookNLP big .397 strict, .579 majority; gold quotations and cast
BookNLP+ .785, Llama-3-8B .906, ModernBERT-large .945."""

_NOBODY = re.compile(r"^_(?!narr)|unknow", re.I)
Spans = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A gold quotation: the spans of its parts, who says it, how that is told."""

    parts: tuple[tuple[int, int], ...]
    speaker: str
    type: str


@dataclass(frozen=True, slots=True)
class Novel:
    """A PDNC novel: its text, quotations, and cast (main name to all names and gender)."""

    name: str
    text: str
    quotations: tuple[Quotation, ...]
    cast: dict[str, tuple[frozenset[str], str]]


def novels(chosen: list[str]) -> Iterator[Novel]:
    for folder in sorted((DATA / "pdnc").iterdir()):
        if chosen and folder.name not in chosen:
            continue
        quotations = tuple(
            Quotation(
                tuple((int(s), int(e)) for s, e in ast.literal_eval(row["quoteByteSpans"])),
                row["speaker"],
                row["quoteType"],
            )
            for row in _rows(folder / "quotation_info.csv")
        )
        cast = {
            row["Main Name"]: (
                frozenset(ast.literal_eval(row["Aliases"])) | {row["Main Name"]},
                row["Gender"],
            )
            for row in _rows(folder / "character_info.csv")
        }
        text = (folder / "novel_text.txt").read_bytes().decode("utf-8")
        yield Novel(folder.name, text, quotations, cast)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- spans ---------------------------------------------------------------------------------


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\"'“”‘’_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"'“”‘’_"):
        end -= 1
    return start, end


def found_spans(text: str) -> Spans:
    table = find_quotations(from_text(text))
    rows = zip(table.speech.tolist(), own_words(text, table), strict=True)
    return {trimmed(text, *span) for said, spans in rows if said for span in spans}


def measure_spans() -> None:
    totals: Counter[str] = Counter()
    for number, novel in enumerate(novels([])):
        gold = {trimmed(novel.text, *part) for q in novel.quotations for part in q.parts}
        found = found_spans(novel.text)
        score = _count(found, gold)
        half = "PDNC, fitted on" if number % 2 == 0 else "PDNC, held out"
        for key in (half, "PDNC, all"):
            totals.update({f"{key}|{k}": v for k, v in score.items()})
            whole = _count(found, joined(novel))
            totals.update({f"{key}, joined|{k}": v for k, v in whole.items()})
        print(f"{novel.name:30s} {_scores(score)}")
    for text, gold in litbank():
        low, high = min(s for s, _ in gold), max(e for _, e in gold)
        found = {span for span in found_spans(text) if low <= span[0] and span[1] <= high}
        totals.update({f"LitBank|{k}": v for k, v in _count(found, gold).items()})
    halves = ("PDNC, fitted on", "PDNC, held out", "PDNC, all")
    for key in (*halves, *(f"{half}, joined" for half in halves), "LitBank"):
        print(f"{key:30s} {_scores({k: totals[f'{key}|{k}'] for k in ('right', 'found', 'gold')})}")


def joined(novel: Novel) -> Spans:
    """Gold spans, those of one quotation joined where no double mark stands between them."""
    spans: Spans = set()
    for quotation in novel.quotations:
        whole: list[tuple[int, int]] = []
        for start, end in sorted(quotation.parts):
            between = novel.text[whole[-1][1] : start] if whole else '"'
            if '"' in between or "\n\n" in between:
                whole.append((start, end))
            else:
                whole[-1] = (whole[-1][0], end)
        spans |= {trimmed(novel.text, *part) for part in whole}
    return spans


def _count(found: Spans, gold: Spans) -> dict[str, int]:
    return {"right": len(found & gold), "found": len(found), "gold": len(gold)}


def _scores(counts: dict[str, int]) -> str:
    right, found, gold = counts["right"], counts["found"], counts["gold"]
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(found + gold, 1):.3f}"


def litbank() -> Iterator[tuple[str, Spans]]:
    """LitBank excerpts with quotations: raw text of the excerpt, gold spans in it."""
    for path in sorted((DATA / "litbank" / "quotations" / "tsv").glob("*.ann")):
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
        sentences = [line.split() for line in lines]
        novel = DATA / "fiction" / f"{path.stem.removesuffix('_brat')}.txt"
        text = novel.read_text(encoding="utf-8")
        places = _aligned(text, [t for s in sentences for t in s])
        if not places:
            continue
        first = np.cumsum([0, *(len(s) for s in sentences)])
        low, high = places[0][0], places[-1][1]
        gold: Spans = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            if row[0] == "QUOTE":
                start = places[first[int(row[2])] + int(row[3])][0] - low
                end = places[first[int(row[4])] + int(row[5])][1] - low
                gold.add(trimmed(text[low:high], start, end))
        if gold:
            yield text[low:high], gold


def _aligned(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    opening = re.search(r"\s*".join(map(re.escape, "".join(tokens[:40])[:60])), text)
    places: list[tuple[int, int]] = []
    at = opening.start() if opening else len(text)
    for token in tokens:
        start = -1
        for letter in token:
            while at < len(text) and text[at].isspace():
                at += 1
            if at >= len(text) or text[at] != letter:
                return []
            start = at if start < 0 else start
            at += 1
        places.append((start, at))
    return places


# --- gold quotations and cast --------------------------------------------------------------


def measure_gold(chosen: list[str]) -> None:
    totals: Counter[str] = Counter()
    for novel in novels(chosen):
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for quotation, predicted in zip(novel.quotations, with_gold_cast(novel), strict=True):
            for key in ("all", quotation.type.lower()):
                asked[key] += 1
                right[key] += predicted == main_name(novel, quotation.speaker)
        totals.update({f"right|{k}": v for k, v in right.items()})
        totals.update({f"asked|{k}": v for k, v in asked.items()})
        print(f"{novel.name:30s} {right['all'] / asked['all']:.3f}")
    for key in ("explicit", "anaphoric", "implicit", "all"):
        print(f"{key:30s} {totals[f'right|{key}'] / max(totals[f'asked|{key}'], 1):.3f}")
    print(REFERENCES)


def main_name(novel: Novel, speaker: str) -> str:
    """The main name of a quotation's speaker, who is sometimes given by another of their names."""
    if speaker in novel.cast:
        return speaker
    return next((main for main, (names, _) in novel.cast.items() if speaker in names), speaker)


def with_gold_cast(novel: Novel) -> list[str]:
    """The predicted main name of every gold quotation's speaker."""
    manuscript = from_text(novel.text)
    members = []
    for name, (aliases, gender) in novel.cast.items():
        plain = {a.lower().strip("_"): a for a in aliases}
        narrates = bool({"narr", "narrator"} & plain.keys())
        names = [a for key, a in plain.items() if key not in ("narr", "narrator")]
        members.append(Member(name, tuple(sorted(names)), of_letter(gender), narrates))
    flat = sorted((s, e, q) for q, row in enumerate(novel.quotations) for s, e in row.parts)
    starts = [b.span.start for b in manuscript.blocks if b.kind == "paragraph"]
    parts: list[tuple[int, int, int]] = []
    speech_of: dict[int, int] = {}
    number, edge, last = -1, 0, (-1, -1)
    for at, (start, end, quotation) in enumerate(flat):
        limit = flat[at + 1][0] if at + 1 < len(flat) else len(novel.text)
        start = max(start, edge)
        while start > edge and novel.text[start - 1] in "\"'":
            start -= 1
        while end < limit and novel.text[end] in "\"'":
            end += 1
        end = min(end, max(limit, start))
        if end <= start:
            continue
        block = bisect_left(starts, start + 1)
        if quotation != last[0] and block != last[1]:
            number += 1
        parts.append((start, end, number))
        speech_of.setdefault(quotation, number)
        edge, last = end, (quotation, block)
    speakers, _, _ = find_speakers(evidence_from_cast(manuscript, parts, members))
    return [
        members[speakers[speech_of[q]]].name
        if q in speech_of and speakers[speech_of[q]] >= 0
        else ""
        for q in range(len(novel.quotations))
    ]


# --- end to end ----------------------------------------------------------------------------


def measure_novels(chosen: list[str]) -> None:
    totals: Counter[str] = Counter()
    for novel in novels(chosen):
        begin = time.perf_counter()
        manuscript = from_text(novel.text)
        story = build_story(manuscript, read_manuscript(manuscript))
        seconds = time.perf_counter() - begin
        counts = end_to_end(novel, story)
        totals.update(counts)
        print(f"{novel.name:30s} {_end_line(counts)}  {seconds:.0f} s", flush=True)
    print(f"{'all':30s} {_end_line(totals)}")
    print("| confidence | speakers given | of them right |\n|---|---|---|")
    for tenth in range(10):
        given, right = totals[f"sure {tenth}"], totals[f"right of sure {tenth}"]
        if given:
            print(f"| {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f} | {given} | {right / given:.3f} |")
    print(REFERENCES)


def _end_line(counts: Counter[str]) -> str:
    asked = max(counts["asked"], 1)
    return "  ".join(f"{key} {counts[key] / asked:.3f}" for key in ("strict", "majority", "found"))


def end_to_end(novel: Novel, story: Story) -> Counter[str]:
    """Counts of quotations asked, found, and right by either measure."""
    names = {c.id: {plain(n) for n in (c.name, *c.aliases)} for c in story.characters}
    narrators = {c.id for c in story.characters if c.narrator}
    starts = [q.span.start for q in story.quotes]
    counts: Counter[str] = Counter()
    together: dict[int, Counter[str]] = defaultdict(Counter)
    for quotation in novel.quotations:
        if _NOBODY.search(quotation.speaker) or quotation.speaker not in novel.cast:
            continue
        counts["asked"] += 1
        overlap: Counter[int] = Counter()
        sure: dict[int, float] = {}
        for start, end in quotation.parts:
            for at in range(max(0, bisect_left(starts, start) - 1), len(starts)):
                quote = story.quotes[at]
                if quote.span.start >= end:
                    break
                shared = min(end, quote.span.end) - max(start, quote.span.start)
                if shared > 0 and quote.speaker is not None:
                    overlap[quote.speaker] += shared
                    sure[quote.speaker] = quote.confidence
        if not overlap:
            continue
        counts["found"] += 1
        speaker = overlap.most_common(1)[0][0]
        together[speaker][quotation.speaker] += 1
        gold = {plain(n) for n in novel.cast[quotation.speaker][0]}
        narrates = speaker in narrators and bool({"narr", "narrator"} & gold)
        right = bool(names[speaker] & gold) or narrates
        counts["strict"] += right
        tenth = min(int(sure[speaker] * 10), 9)
        counts[f"sure {tenth}"] += 1
        counts[f"right of sure {tenth}"] += right
    counts["majority"] = sum(c.most_common(1)[0][1] for c in together.values())
    return counts


def plain(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def show(path: str) -> None:
    manuscript = load_manuscript(path)
    story = build_story(manuscript, read_manuscript(manuscript))
    names = {c.id: c.name for c in story.characters}
    for quote in story.quotes:
        words = " ".join(quote.span.text(manuscript.text).split())
        to = ", ".join(names[a] for a in quote.addressees)
        who = names[quote.speaker] if quote.speaker is not None else "?"
        head = f"{quote.turn:4d} {quote.confidence:.2f} {quote.type:9s}"
        print(f"{head} {who} to {to or '?'}: {words[:70]}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("spans", "gold", "novels", "show"))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--weights", type=Path, help="a folder of the scorer's weights")
    parser.add_argument("--fold", type=int, choices=range(2), help="only every second novel")
    options = parser.parse_args()
    if options.fold is not None:
        options.names = [n.name for n in novels([])][options.fold :: 2]
    if options.weights:
        scorer = Scorer.load(options.weights)
        setattr(Scorer, "shipped", staticmethod(lambda: scorer))  # noqa: B010 - mypy
    if options.what == "spans":
        measure_spans()
    elif options.what == "gold":
        measure_gold(options.names)
    elif options.what == "novels":
        measure_novels(options.names)
    else:
        for path in options.names:
            show(path)


if __name__ == "__main__":
    main()

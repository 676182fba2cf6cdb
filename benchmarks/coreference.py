"""Coreference on LitBank and casts on PDNC, from raw text, with the shipped model.

LitBank: the development documents (every eighth by name, from the fourth, as training sets
them aside) are cut from the novels' plain text and read like any manuscript. Predicted
mentions; singletons count. Spans are compared as code points.

PDNC: a novel's cast against its list of characters. A predicted character answers to the
gold one whose names (main name and aliases) most of its named mentions bear, or whose name
is its best name. As many pairs as can be are matched one to one, those of more mentions
before others. Recall: matched among gold characters of the
categories major and intermediate. Precision: predicted characters matched to a gold one of
any category, among as many of the most mentioned as the gold list has characters.

    python benchmarks/coreference.py litbank [--all]
    python benchmarks/coreference.py casts [NOVEL ...]
    python benchmarks/coreference.py time
    python benchmarks/coreference.py show PATH ...
"""

import argparse
import ast
import csv
import math
import os
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from coreference_scores import match_casts, score_documents
from fabula.language.read import read_manuscript
from fabula.language.reading import MentionKind
from fabula.manuscript.load import from_text, load_manuscript
from fabula.story.build import build_story
from fabula.story.model import Story
from gold import aligned

DATA = Path(os.environ.get("FABULA_DATA") or Path(__file__).resolve().parents[2] / "shared/data")
HELD_OUT = ("AHandfulOfDust", "NightAndDay", "TheSignOfTheFour", "HowardsEnd", "TheSportOfTheGods")
"""PDNC novels that no excerpt of LitBank is taken from. All their casts but the second's were
read while the rules were written."""

_UNNAMED = re.compile(r"^_|unknow", re.I)


def litbank(name: str) -> tuple[str, list[frozenset[tuple[int, int]]]]:
    """The raw text of a LitBank excerpt, and its chains as sets of spans in it."""
    tokens, spans = _conll(DATA / "litbank" / "coref" / "conll" / f"{name}.conll")
    novel = (DATA / "fiction" / f"{name.removesuffix('_brat')}.txt").read_text(encoding="utf-8")
    text, places = aligned(tokens, novel)
    chains: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for first, last, chain in spans:
        chains[chain].add((places[first][0], places[last][1]))
    return text, [frozenset(c) for c in chains.values()]


def _conll(path: Path) -> tuple[list[str], list[tuple[int, int, str]]]:
    tokens: list[str] = []
    spans: list[tuple[int, int, str]] = []
    opened: dict[str, list[int]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if line.startswith("#") or len(row) < 4:
            continue
        for opens, chain, closes in re.findall(r"(\()?(\d+)(\))?", row[-1]):
            if opens:
                opened[chain].append(len(tokens))
            if closes:
                spans.append((opened[chain].pop(), len(tokens), chain))
        tokens.append(row[3])
    return tokens, spans


def story_of(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


def chains_of(story: Story) -> list[frozenset[tuple[int, int]]]:
    """The predicted chains of a story as sets of spans."""
    chains: dict[int, set[tuple[int, int]]] = defaultdict(set)
    table = story.mentions
    for start, end, entity in zip(
        table.start.tolist(), table.end.tolist(), table.entity.tolist(), strict=True
    ):
        chains[entity].add((start, end))
    return [frozenset(c) for c in chains.values()]


def run_litbank(every: bool) -> None:
    names = sorted(p.stem for p in (DATA / "litbank" / "coref" / "conll").glob("*.conll"))
    names = [n for i, n in enumerate(names) if every or i % 8 == 3]
    pairs = []
    for name in names:
        text, gold = litbank(name)
        pairs.append((gold, chains_of(story_of(text))))
        one = score_documents(pairs[-1:])
        print(f"{name[:44]:<44} CoNLL {one.conll:.3f}  mentions {one.mentions.f1:.3f}")
    scores = score_documents(pairs)
    for label, score in (
        ("mentions", scores.mentions),
        ("MUC", scores.muc),
        ("B-cubed", scores.b_cubed),
        ("CEAF-e", scores.ceaf_e),
    ):
        print(f"{label:<9} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
    print(f"CoNLL F1  {scores.conll:.4f} on {len(pairs)} documents")


def _plain(name: str) -> str:
    plain = re.sub(r"[^\w\s-]", "", name.lower().replace("’", "'").replace("'s", ""))
    return re.sub(r"^(?:(?:the|a|an|my|dear|dearest|old|little|poor)\s+)+", "", plain).strip()


def gold_cast(novel: str) -> list[tuple[str, set[str], str]]:
    """Main name, all names plainly spelled, and category of each listed character."""
    rows = []
    with (DATA / "pdnc" / novel / "character_info.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            main = row["Main Name"]
            if _UNNAMED.search(main):
                continue
            names = {_plain(n) for n in [main, *ast.literal_eval(row["Aliases"])]}
            rows.append((main, names - {"", "_narr"}, row["Category"]))
    return rows


def match_novel(story: Story, novel: str) -> tuple[list[tuple[int, int]], list[list[float]]]:
    """The matched pairs (gold, predicted) of a novel, and the similarities."""
    gold = gold_cast(novel)
    said: dict[int, Counter[str]] = defaultdict(Counter)
    table, text = story.mentions, story.manuscript.text
    name_kind = MentionKind.NAME
    for i in range(len(table)):
        if table.kind[i] == name_kind:
            said[int(table.entity[i])][_plain(text[table.start[i] : table.end[i]])] += 1
    similarity = []
    for _, names, _ in gold:
        row = []
        for character in story.characters:
            counts = said[character.id]
            matched = sum(c for n, c in counts.items() if n in names)
            best = _plain(character.name) in names
            answers = best or 2 * matched > sum(counts.values())
            row.append(1 + math.log1p(matched) / 100 if answers else 0.0)
        similarity.append(row)
    return match_casts(similarity), similarity


def run_casts(novels: list[str]) -> None:
    recall: list[float] = []
    precision: list[float] = []
    for novel in novels:
        story = story_of((DATA / "pdnc" / novel / "novel_text.txt").read_text(encoding="utf-8"))
        pairs, _ = match_novel(story, novel)
        gold = gold_cast(novel)
        wanted = {i for i, (_, _, c) in enumerate(gold) if c in ("major", "intermediate")}
        found = {g for g, _ in pairs}
        top = set(range(min(len(gold), len(story.characters))))
        recall.append(len(found & wanted) / max(1, len(wanted)))
        precision.append(len({p for _, p in pairs} & top) / max(1, len(top)))
        missing = ", ".join(gold[g][0] for g in sorted(wanted - found))
        print(f"{novel:<28} recall {recall[-1]:.3f}  precision {precision[-1]:.3f}  {missing}")
    print(f"mean recall {_mean(recall):.3f}  precision {_mean(precision):.3f}")


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


def _novels(words: int) -> Iterator[str]:
    seen = 0
    for path in sorted((DATA / "fiction").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        take = text.split(" ")[: max(0, words - seen)]
        seen += len(" ".join(take).split())
        yield " ".join(take)
        if seen >= words:
            return


def run_time() -> None:
    for words in (10_000, 100_000, 1_000_000):
        manuscript = from_text("\n\n".join(_novels(words)))
        began = time.perf_counter()
        reading = read_manuscript(manuscript)
        seen = time.perf_counter()
        story = build_story(manuscript, reading)
        done = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{words:>9,} words: reading {seen - began:6.1f} s, story {done - seen:6.1f} s, "
            f"{len(story.characters)} characters, peak {peak:,.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["litbank", "casts", "time", "show"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true", help="training documents too")
    arguments = parser.parse_args()
    if arguments.what == "litbank":
        run_litbank(arguments.all)
    elif arguments.what == "casts":
        run_casts(arguments.names or list(HELD_OUT))
    elif arguments.what == "time":
        run_time()
    else:
        for path in arguments.names:
            manuscript = load_manuscript(path)
            show(build_story(manuscript, read_manuscript(manuscript)))


def show(story: Story) -> None:
    """Print the cast, most mentioned first."""
    counts = Counter(story.mentions.entity.tolist())
    for character in story.characters[:60]:
        also = ", ".join(character.aliases[:6])
        star = " (narrator)" if character.narrator else ""
        print(f"{counts[character.id]:6} {character.name}{star} [{character.pronouns}] {also}")
    print("places:", ", ".join(p.name for p in story.places[:25]))


if __name__ == "__main__":
    main()

"""Write spoiled passages of the held-out novels, for measuring the checks.

    python -m fabula_training.spoil OUT.jsonl [--share 0.05] [--rate 0.15]

One line a novel: its name, the spoiled text, its number of words, and ``gold``, the
spoiled words as (start, end, kind, edit tag). Where a word is left out, the gold covers
the words on both sides of the gap.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from fabula_training.corrections_data import Example, examples
from fabula_training.novels import novel_files

__all__ = ["written"]

SEED = 20


def written(parts: Sequence[Example]) -> tuple[str, list[tuple[int, int, str, str]], int]:
    """Examples as one text, a paragraph each; where its spoiled words stand; its words."""
    text: list[str] = []
    gold: list[tuple[int, int, str, str]] = []
    at = words = 0
    for part in parts:
        last = at
        for i, word in enumerate(part.words):
            gap = " " if part.space_before[i] and i else ""
            start = at + len(gap)
            text.append(gap + word)
            at = start + len(word)
            if part.errors[i]:
                between = part.tags[i].startswith(("insert", "stop:", "join", "comma:insert"))
                gold.append((last if between else start, at, part.kinds[i], part.tags[i]))
            last = start
        text.append("\n\n")
        at += 2
        words += len(part.words)
    return "".join(text), gold, words


def main() -> None:
    """Spoil a share of each held-out novel and write the lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--rate", type=float, default=0.15, help="share of sentences spoiled")
    arguments = parser.parse_args()
    with arguments.out.open("w", encoding="utf-8") as lines:
        for path in novel_files(held_out=True):
            parts = list(examples([path], SEED, rate=arguments.rate, share=arguments.share))
            text, gold, words = written(parts)
            row = {"name": path.stem, "text": text, "words": words, "gold": gold}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

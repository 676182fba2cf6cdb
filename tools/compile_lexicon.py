"""Compile the English word list that the spelling and style checks ship.

    python tools/compile_lexicon.py PATH/TO/scowl/final src/fabula/checks/spelling/words/english.xz

The source is SCOWL (Spell Checker Oriented Word Lists, version 2020.12.07, in
Debian's package ``scowl``), whose licence stands beside the compiled list. The
list is plain text: sections headed ``= KIND SIZE REGION``, a word to a line,
front-coded (a digit says how many letters of the word before are kept), xz-ed.
``SIZE`` is SCOWL's size class, from 10 (the commonest thousand words) to 95.
"""

import lzma
import sys
from collections import defaultdict
from pathlib import Path

SIZES = (10, 20, 35, 40, 50, 55, 60, 70, 80, 95)
NAME_SIZES = (10, 35, 40, 50, 55, 60, 70)
REGIONS = {
    "english": "both",
    "american": "us",
    "british": "gb",
    "british_z": "gb",
    "variant_1": "variant",
    "variant_2": "variant",
    "variant_3": "variant",
    "british_variant_1": "variant",
    "british_variant_2": "variant",
}
ABROAD = {
    "australian": "both",
    "canadian": "both",
    "australian_variant_1": "variant",
    "australian_variant_2": "variant",
    "canadian_variant_1": "variant",
    "canadian_variant_2": "variant",
}
"""What only Australia or Canada has is of no shore: it is known, and never held against a text."""

COMMON_ABROAD = 60
"""The commonest size class of such a word: common there, it is rarely what somebody else meant."""

RANK = {"us": 0, "gb": 0, "both": 1, "variant": 2}
KEPT = "0123456789abcdefghijklmnopqrstuvwxyz"


def read(folder: Path, name: str, size: int) -> list[str]:
    """The words of one SCOWL file, possessives left out; [] when there is none."""
    path = folder / f"{name}.{size}"
    if not path.exists():
        return []
    words = path.read_text(encoding="utf-8").split("\n")
    return [w for w in words if w and not w.endswith("'s")]


def collect(folder: Path) -> dict[tuple[str, int, str], set[str]]:
    """Words by kind, size and region, each word in the first class that has it."""
    sections: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    seen: dict[str, tuple[str, int, str]] = {}
    for regions, least in ((REGIONS, 0), (ABROAD, COMMON_ABROAD)):
        for kinds, sizes, kind in (
            (("words", "contractions"), SIZES, "word"),
            (("upper", "proper-names", "abbreviations"), NAME_SIZES, "name"),
        ):
            for size in sizes:
                for prefix, region in regions.items():
                    for suffix in kinds:
                        for word in read(folder, f"{prefix}-{suffix}", size):
                            place(sections, seen, word, (kind, max(size, least), region))
    return sections


def place(
    sections: dict[tuple[str, int, str], set[str]],
    seen: dict[str, tuple[str, int, str]],
    word: str,
    key: tuple[str, int, str],
) -> None:
    """Put a word in its section; one that is both American and British is of both."""
    old = seen.get(word)
    if old is None:
        seen[word] = key
        sections[key].add(word)
        return
    regions = {old[2], key[2]}
    if regions == {"us", "gb"}:
        merged = (old[0], min(old[1], key[1]), "both")
        sections[old].discard(word)
        seen[word] = merged
        sections[merged].add(word)


def front_coded(words: list[str]) -> list[str]:
    """Each word as the count of letters shared with the one before, and the rest."""
    lines, before = [], ""
    for word in words:
        kept = 0
        while kept < min(len(word), len(before), len(KEPT) - 1) and word[kept] == before[kept]:
            kept += 1
        lines.append(KEPT[kept] + word[kept:])
        before = word
    return lines


def main() -> None:
    """Write the compiled list."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    lines: list[str] = []
    for (kind, size, region), words in sorted(collect(source).items()):
        if words:
            lines += [f"= {kind} {size} {region}", *front_coded(sorted(words))]
    raw = ("\n".join(lines) + "\n").encode()
    target.write_bytes(lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} lines, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""The novels as clean prose, and which of them are held out.

Every tenth novel by sorted file name, from the eighth, is held out from the training of
the corrections: thresholds are set and figures reported on those.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from fabula_training.data import data_folder

__all__ = ["novel_files", "paragraphs"]

HELD_OUT_EVERY = 10
HELD_OUT_REST = 7


def novel_files(folder: Path | None = None, *, held_out: bool = False) -> list[Path]:
    """The novels for training, or those held out."""
    files = sorted(((folder or data_folder()) / "fiction").glob("*.txt"))
    return [f for i, f in enumerate(files) if (i % HELD_OUT_EVERY == HELD_OUT_REST) == held_out]


def paragraphs(path: Path) -> Iterator[str]:
    """The prose paragraphs of a novel: no headings, verse, tables or licence."""
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        joined = re.sub(r"\s+", " ", block.replace("_", "")).strip()
        if len(joined) < 20 or joined.isupper() or "Gutenberg" in joined or "[" in joined:
            continue
        if joined[-1] not in ".!?\"”'’:—-" or (lines[0].startswith("   ") and len(lines) > 1):
            continue
        yield joined

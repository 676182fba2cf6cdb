"""Where ``--save`` writes: the kind of store is told by the path."""

from pathlib import Path

from fabula.export.booknlp import save_booknlp
from fabula.export.store import save_duckdb, save_parquet
from fabula.manuscript.errors import FabulaError
from fabula.story.model import Story

__all__ = ["save_story"]


def save_story(story: Story, path: Path) -> None:
    """Save as DuckDB (``.duckdb``), BookNLP files (``.booknlp``) or a folder of Parquet.

    Raises `FabulaError` for a path that cannot be written or is some other file.
    """
    suffix = path.suffix.lower()
    if suffix == ".duckdb":
        save_duckdb(story, path)
    elif path.exists() and not path.is_dir():
        raise FabulaError(
            f"{path}: a file; save to NAME.duckdb, NAME.booknlp or a folder for Parquet tables."
        )
    elif suffix == ".booknlp":
        save_booknlp(story, path)
    else:
        save_parquet(story, path)

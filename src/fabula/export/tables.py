"""The tables of a story as columns to be stored, those within rows of others included."""

from collections.abc import Mapping

from fabula.story.catalogue import catalogue
from fabula.story.model import Story
from fabula.story.schema import Values

__all__ = ["story_tables"]


def story_tables(story: Story) -> Mapping[str, Mapping[str, Values]]:
    """Every table as columns of equal length, by the names of table and column."""
    return {
        table.name: dict(zip(table.names, table.values(story), strict=True))
        for table in catalogue()
    }

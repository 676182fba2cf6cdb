"""A story at a glance: a few lines for a Python prompt, and a small page for a notebook."""

from collections import Counter
from typing import TYPE_CHECKING

from fabula.display import INERT, Markup, counted, cut_short, element, joined
from fabula.manuscript.look import measures, title_or_path

if TYPE_CHECKING:
    from fabula.story.model import Story

__all__ = ["story_html", "told"]

_NAMED = 5
"""People whom the lines name."""
_LISTED = 20
"""People whom the page lists."""
_NAME = 40
_STYLE = "text-align:left;vertical-align:top;white-space:pre-line"


def told(story: "Story") -> str:
    """The story in three lines."""
    people = [who for who, _ in _by_mentions(story)]
    names = [cut_short(_names(story)[who], _NAME) for who in people[:_NAMED]]
    more = [f"{len(people) - _NAMED:,} more"] if len(people) > _NAMED else []
    lines = [
        f"<Story {title_or_path(story.manuscript)}: {measures(story.manuscript)}",
        f"  people: {', '.join([*names, *more]) or 'nobody named'}",
        f"  {_counts(story)}>",
    ]
    return "\n".join(lines)


def story_html(story: "Story") -> str:
    """The story as a piece of HTML: what it is, and who is in it, most mentioned first."""
    manuscript = story.manuscript
    head = element("strong", title_or_path(manuscript), dir="auto")
    by = f" by {cut_short(manuscript.author, _NAME)}" if manuscript.author else ""
    people = _by_mentions(story)
    speeches = Counter(quote.speaker for quote in story.quotes)
    known = {one.id: one for one in story.characters}
    rows = [
        _row(
            "td",
            cut_short(known[who].name, _NAME),
            cut_short(", ".join(known[who].aliases), 2 * _NAME),
            known[who].pronouns or "",
            f"{mentions:,}",
            f"{speeches[who]:,}",
        )
        for who, mentions in people[:_LISTED]
    ]
    titles = _row("th", "name", "also", "pronouns", "mentions", "quotations")
    cast = [element("table", element("thead", titles), element("tbody", *rows))] if rows else []
    rest = len(people) - _LISTED
    more = [element("p", f"and {rest:,} more")] if rest > 0 else []
    return element(
        "div",
        element("p", head, by, element("br"), f"{measures(manuscript)}; {_counts(story)}"),
        *cast,
        *more,
        class_=INERT,
    )


def _row(tag: str, *cells: str) -> Markup:
    made = (element(tag, cell, dir="auto", style=_STYLE) for cell in cells)
    return element("tr", joined(*made))


def _counts(story: "Story") -> str:
    return ", ".join(
        (
            counted(len(story.mentions), "mention"),
            counted(len(story.quotes), "quotation"),
            counted(len(story.attributes), "attribute"),
            counted(len(story.relations), "relation"),
            counted(len(story.events), "event"),
        )
    )


def _names(story: "Story") -> dict[int, str]:
    return {one.id: one.name for one in story.characters}


def _by_mentions(story: "Story") -> list[tuple[int, int]]:
    """The ids of the people with how often each is mentioned, most first."""
    counts = Counter(story.mentions.entity.tolist())
    pairs = [(one.id, counts[one.id]) for one in story.characters]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

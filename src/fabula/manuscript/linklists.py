"""Tables of contents in pages: runs of links, and what stands under the word Contents."""

from collections.abc import Sequence

from fabula.manuscript.contents import names_contents
from fabula.manuscript.draft import Draft, Unit

__all__ = ["is_list_of_links", "mark_contents"]

_FEWEST = 3
_LONG = 200
_AVERAGE = 70
# Links that lead about a site rather than through a book.
_ABOUT = frozenset(
    "home next previous prev back forward top up index contents << >> < > « » ← →".split()
)


def is_list_of_links(units: Sequence[Unit], links: int, *, named: bool) -> bool:
    """Whether the units of a table or a list, with so many links in it, are contents.

    ``named``: the word Contents stands over it; then links are not needed.
    """
    if not units:
        return False
    lengths = [unit.end - unit.start for unit in units]
    if max(lengths) > _LONG or sum(lengths) > _AVERAGE * len(lengths):
        return False
    if named:
        return len(units) >= 2
    return links >= _FEWEST and links >= 0.4 * len(units)


def mark_contents(draft: Draft) -> None:
    """Mark what is contents among the units of pages, the word Contents over it, a title again."""
    _mark_runs(draft)
    _mark_names(draft)
    _mark_titles_again(draft)


def _mark_runs(draft: Draft) -> None:
    """Three paragraphs in a row that are nothing but links, or one under the word Contents."""
    run: list[Unit] = []
    named = False
    for unit in [*draft.units, None]:
        if unit is not None and unit.linked and unit.kind == "paragraph":
            run.append(unit)
            continue
        if run and (len(run) >= _FEWEST or named or _leads_about(draft, run)):
            for entry in run:
                entry.contents = True
        run = []
        named = unit is not None and _names(draft, unit)


def _leads_about(draft: Draft, run: Sequence[Unit]) -> bool:
    words = " ".join(draft.text[unit.start : unit.end] for unit in run)[:200].casefold()
    return len(words) < 60 and all(
        word.strip("[]|:·•-") in _ABOUT
        or not word.strip("[]|:·•-")
        or word in ("chapter", "page", "table", "of")
        for word in words.split()
    )


def _names(draft: Draft, unit: Unit) -> bool:
    return unit.end - unit.start <= 60 and names_contents(draft.text[unit.start : unit.end])


def _mark_names(draft: Draft) -> None:
    """The word Contents belongs to the contents under it."""
    following: Unit | None = None
    for unit in reversed(draft.units):
        if following is not None and following.contents and _names(draft, unit):
            unit.contents = True
        following = unit


def _mark_titles_again(draft: Draft) -> None:
    """The title over contents and once more over the text is one title."""
    seen: str = ""
    for unit in draft.units:
        if unit.contents or unit.outside:
            continue
        if unit.kind != "heading":
            return
        words = " ".join(draft.text[unit.start : unit.end].casefold().split())
        if words == seen:
            unit.contents = True
        seen = seen or words

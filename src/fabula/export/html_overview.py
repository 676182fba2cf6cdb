"""The overview as HTML: tables of tiles that lead to their words, the darker the more."""

import math
from collections.abc import Sequence

from fabula.display import Markup, element
from fabula.export.overview import Overview, Strip
from fabula.manuscript.model import Manuscript

__all__ = ["overview_html"]

_LEVELS = 5


def overview_html(manuscript: Manuscript, overview: Overview) -> Markup:
    """A section, closed at first; nothing where the book has one stretch alone."""
    if not overview.titles:
        return Markup("")
    tables = [
        _table(manuscript, overview, "Who is where", overview.presence),
        _table(manuscript, overview, "Who speaks", overview.speech),
        _table(manuscript, overview, "How it runs", overview.pace, alone=True),
    ]
    body = element(
        "details",
        element("summary", "Overview: who is where, who speaks, how it runs"),
        element("div", *tables, class_="tables"),
    )
    return element("section", body, class_="overview", aria_label="Overview")


def _table(
    manuscript: Manuscript,
    overview: Overview,
    title: str,
    strips: Sequence[Strip],
    *,
    alone: bool = False,
) -> Markup:
    """``alone``: the strips count different things, so each has shades of its own."""
    if not strips:
        return Markup("")
    most = max(float(strip.values.max()) for strip in strips)
    rows = []
    for strip in strips:
        low, high = (_least(strip), float(strip.values.max())) if alone else (0.0, most)
        rows.append(_row(manuscript, overview, strip, low, high))
    caption = element("caption", title)
    return element(
        "div", element("table", caption, element("tbody", *rows), class_="grid"),
        class_="scroll", tabindex="0", role="region", aria_label=title,
    )  # fmt: skip


def _least(strip: Strip) -> float:
    found = strip.values[strip.values > 0]
    return float(found.min()) if len(found) else 0.0


def _row(
    manuscript: Manuscript, overview: Overview, strip: Strip, low: float, high: float
) -> Markup:
    cells = []
    for title, value, at in zip(
        overview.titles, strip.values.tolist(), strip.at.tolist(), strict=True
    ):
        if not value:
            cells.append(element("td"))
            continue
        share = (value - low) / (high - low) if high > low else 1.0
        level = min(math.floor(math.sqrt(share) * _LEVELS) + 1, _LEVELS)
        says = f"{title}: {value:,.0f} {strip.unit}"
        block = max(manuscript.block_at(at), 0)
        tile = element("a", href=f"#b{block}", title=says, aria_label=f"{strip.name}, {says}")
        cells.append(element("td", tile, class_=f"v{level}"))
    return element("tr", element("th", strip.name, scope="row", dir="auto"), *cells)

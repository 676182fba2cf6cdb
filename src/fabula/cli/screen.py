"""Text for the screen: rendered to a string, coloured only where a terminal will show it."""

import io
import sys
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fabula.cli.output import is_terminal
from fabula.display import one_line
from fabula.manuscript.model import Manuscript

__all__ = ["Renderables", "hanging", "indented", "listed", "name_of", "render"]

Renderables = Iterator[RenderableType]
"""What is drawn on a screen, piece by piece."""

_WIDEST = 100
"""Columns beyond which lines of prose are tiring to read."""


def render(rows: Iterable[RenderableType], *, to_file: bool) -> str:
    """The rows as a string. Colours and the window's width only if standard output is a terminal.

    A file or a pipe gets plain text, wrapped at a fixed width.
    """
    terminal = is_terminal(sys.stdout) and not to_file
    outer = Console(file=sys.stdout)
    width = min(outer.width, _WIDEST) if terminal else _WIDEST
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=max(width, 40),
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        no_color=outer.no_color or not terminal,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for row in rows:
        # Tens of thousands of rows are laid out in seconds only where nothing has to be wrapped.
        plain = None if terminal else _as_it_is(row, console.width)
        if plain is None:
            console.print(row)
        else:
            buffer.write(plain + "\n")
    lines = buffer.getvalue().split("\n")
    return "\n".join(line.rstrip() if not terminal else line for line in lines)


def _as_it_is(row: RenderableType, width: int) -> str | None:
    """A row's text without colours, where every line of it fits; None where it does not."""
    left = row.left if isinstance(row, Padding) else 0
    text = row.renderable if isinstance(row, Padding) else row
    if not isinstance(text, Text) or "\t" in text.plain:
        return None
    lines = text.plain.split("\n")
    if any(cell_len(line) > width - left for line in lines):
        return None
    return "\n".join(" " * left + line for line in lines)


def name_of(manuscript: Manuscript) -> str:
    """What to call a manuscript: its title, or where it came from."""
    source = "standard input" if manuscript.path == "-" else manuscript.path
    return one_line(manuscript.title) or one_line(source)


def indented(text: Text, columns: int) -> Padding:
    """The text with every line set in by that many columns."""
    return Padding(text, (0, 0, 0, columns))


def listed(words: Iterable[str]) -> str:
    """The words as a list in a sentence: "a, b and c"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def hanging(head: Text, body: Text) -> Table:
    """A head with a body beside it, wrapped in its own column."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_row(head, body)
    return table

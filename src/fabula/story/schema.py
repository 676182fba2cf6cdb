"""What a table of the story is, and how one is declared: a dataclass, and a builder.

A kind of row is a frozen dataclass whose fields say what they hold::

    @dataclass(frozen=True, slots=True)
    class Tense:
        \"\"\"The tense a scene is told in.\"\"\"

        scene: Annotated[int, Col("its scene", refers="scenes")]
        tense: Annotated[Literal["past", "present"] | None, Col("what most of its verbs say")]
        span: Span

    @table(Tense, "tenses")
    def tenses(story: Story) -> Iterable[Tense]:
        ...

Nothing else is needed where such a file stands in `fabula.story.tables`: the columns of SQL,
Parquet and data frames, the keys of JSON and the pages of the reference are made of it.
A field is a number, a text, a truth value or a choice of texts, or one of them or None; a
`Span` (offsets and words); or a tuple (a table of its own, see `Each`).
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.spans import Span

if TYPE_CHECKING:
    from fabula.story.model import Story

__all__ = [
    "Builder",
    "Col",
    "Column",
    "Each",
    "Listed",
    "RowTable",
    "SqlType",
    "Table",
    "Values",
    "columns_of",
    "declared",
    "shown_columns",
    "table",
    "table_of",
]

Row = TypeVar("Row")
SqlType = Literal["INTEGER", "VARCHAR", "BOOLEAN", "FLOAT"]
Values = NDArray[np.generic] | Sequence[object]
Builder = Callable[["Story"], Iterable[Row]]
"""Finds the rows of a table in a story."""

_TYPES: dict[type, SqlType] = {int: "INTEGER", str: "VARCHAR", bool: "BOOLEAN", float: "FLOAT"}


@dataclass(frozen=True, slots=True)
class Col:
    """What a field holds. ``key``: its name in JSON, where it has another there.

    ``refers``: the table whose rows it counts; ``entities`` for characters, places and others.
    ``empty``: whose None means somebody ("narrator"), as JSON has it.
    """

    meaning: str
    key: str = ""
    refers: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Each:
    """A field of several values: in JSON a list, in SQL the table ``table`` of such ``row``s.

    That table has the column ``owner``, the number of the row whose field it is, and
    the value, as ``column`` names and ``meaning`` tells it.
    """

    table: str
    row: str
    owner: str
    column: str
    meaning: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its SQL type, and what it holds.

    ``optional``: it may be empty. ``key``: its name in JSON, with a point where it is within
    an object ("cue.start"); None for what JSON leaves out as other columns give it.
    ``choices``: all the texts it may have. ``refers`` and ``empty`` are `Col`'s.
    """

    name: str
    type: SqlType
    meaning: str
    optional: bool = False
    key: str | None = ""
    choices: tuple[str, ...] = ()
    refers: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        if self.key == "":
            object.__setattr__(self, "key", self.name)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in each row, as JSON has it under ``key``: those rows of another table.

    ``owner`` is that table's column with the number of the row; without one, all its rows
    are listed. ``columns`` are those shown, by default all others; one alone gives plain values.
    """

    key: str
    table: str
    meaning: str
    owner: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """A table: its name, what one row is, its columns, and how their values are found.

    ``lists``: what JSON has within each row. ``within``: JSON has it only there, in another's.
    ``apart``: JSON has it in ways of its own. ``long``: a row for every word or sentence, which
    JSON has only where they are asked for. ``single``: one row. ``is_read``: False for what
    this version declares and cannot read yet.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    values: "Callable[[Story], Sequence[Values]]"
    lists: tuple[Listed, ...] = ()
    within: bool = False
    apart: bool = False
    long: bool = False
    single: bool = False
    is_read: bool = True

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, eq=False, kw_only=True)
class RowTable(Table, Generic[Row]):
    """A table whose rows are objects of the dataclass ``kind``, which ``build`` finds.

    ``parts`` are the tables of those fields that are tuples.
    """

    kind: type[Row]
    build: "Builder[Row]"
    parts: tuple[Table, ...] = ()

    def values_of(self, rows: Sequence[Row], text: str) -> list[Values]:
        """The columns of some rows; ``text`` is the manuscript's."""
        return [getter(rows, text) for _, getter in _columns(self.kind)]


_TABLES: dict[type, RowTable[Any]] = {}


def table(
    kind: type[Row], name: str, *, lists: tuple[Listed, ...] = ()
) -> "Callable[[Builder[Row]], RowTable[Row]]":
    """Declare the decorated function as the builder of the table of such rows.

    It gives the rows of a story, in the order of the text; it may ask for others by
    `Story.rows`. ``lists``: rows of other tables that JSON has within each row too.
    """

    def declare(build: "Builder[Row]") -> RowTable[Row]:
        return _declare(kind, name, build, lists=lists, is_read=True)

    return declare


def declared(kind: type[Row], name: str) -> RowTable[Row]:
    """Declare a table that has no builder yet: every output has it, empty, and says so."""
    return _declare(kind, name, lambda _story: (), lists=(), is_read=False)


def table_of(kind: type[Row]) -> RowTable[Row]:
    """The table of such rows; raises LookupError where none is declared."""
    if kind not in _TABLES:
        raise LookupError(f"no table has rows of {kind.__name__}")
    return _TABLES[kind]


def columns_of(kind: type) -> tuple[Column, ...]:
    """The columns that the fields of such rows make, whether or not a story has such a table."""
    return tuple(column for column, _ in _columns(kind) if column.name != "id")


def _declare(
    kind: type[Row],
    name: str,
    build: "Builder[Row]",
    *,
    lists: tuple[Listed, ...],
    is_read: bool,
) -> RowTable[Row]:
    own = [(field, each) for field, each in _marked(kind) if isinstance(each, Each)]
    made = RowTable(
        name=name,
        row=_first_line(kind),
        columns=tuple(column for column, _ in _columns(kind)),
        values=lambda story: made.values_of(story.rows(kind), story.manuscript.text),
        lists=(*(Listed(field, e.table, e.meaning, e.owner) for field, e in own), *lists),
        is_read=is_read,
        kind=kind,
        build=build,
        parts=tuple(_part(kind, field, each) for field, each in own),
    )
    _TABLES[kind] = made
    return made


def _first_line(kind: type) -> str:
    line = (kind.__doc__ or "").strip().partition("\n")[0].rstrip(".").replace("``", "`")
    return line[:1].lower() + line[1:]


_Getter = Callable[[Sequence[Any], str], Values]


def _marked(kind: type) -> list[tuple[str, "Col | Each | None"]]:
    """The fields of a kind of row with what is said of each."""
    hints = get_type_hints(kind, include_extras=True)
    found: list[tuple[str, Col | Each | None]] = []
    for field in dataclasses.fields(kind):
        marks = getattr(hints[field.name], "__metadata__", ())
        found.append((field.name, next((m for m in marks if isinstance(m, Col | Each)), None)))
    return found


def _columns(kind: type) -> tuple[tuple[Column, _Getter], ...]:
    """The columns that the fields of a kind of row make, and how each is filled."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(_derived(kind))
    return _KNOWN[kind]


_KNOWN: dict[type, tuple[tuple[Column, _Getter], ...]] = {}


def _derived(kind: type) -> Iterable[tuple[Column, _Getter]]:
    hints = get_type_hints(kind)
    marks = dict(_marked(kind))
    words: list[tuple[Column, _Getter]] = []
    if "id" not in marks:
        number = Column("id", "INTEGER", "number of the row, from 0")
        yield number, lambda rows, _text: range(len(rows))
    for field, mark in marks.items():
        if isinstance(mark, Each):
            continue
        base, optional = _without_none(hints[field])
        if base is Span:
            yield from _offsets(field, mark, optional=optional)
            if field == "span":
                meaning = Column("text", "VARCHAR", "the words", key=None)
                words = [(meaning, _text_of)]
        elif mark is None:
            raise TypeError(f"{kind.__name__}.{field}: no Col says what it holds")
        else:
            yield _column(kind, field, mark, base, optional=optional), _getter(field)
    yield from words


def _without_none(hint: Any) -> tuple[Any, bool]:
    """The type, and whether it may be None instead."""
    parts = [part for part in get_args(hint) if part is not NoneType]
    if get_origin(hint) is Literal or NoneType not in get_args(hint):
        return hint, False
    if len(parts) != 1:
        raise TypeError(f"a column holds one type, not {hint}")
    return parts[0], True


def _column(kind: type, field: str, mark: Col, base: Any, *, optional: bool) -> Column:
    choices: tuple[str, ...] = ()
    if get_origin(base) is Literal:
        choices, base = tuple(map(str, get_args(base))), str
    elif isinstance(base, type) and issubclass(base, Enum):
        choices, base = tuple(str(_plain(one)) for one in base), str
    if base not in _TYPES:
        raise TypeError(f"{kind.__name__}.{field}: no column can hold {base}")
    return Column(
        field, _TYPES[base], mark.meaning, optional, mark.key, choices, mark.refers, mark.empty
    )


def _getter(field: str) -> _Getter:
    return lambda rows, _text: [_plain(getattr(row, field)) for row in rows]


def _plain(value: Any) -> object:
    """The value, of an enumeration its name as the outputs write it."""
    if not isinstance(value, Enum):
        return cast(object, value)
    return value.value if isinstance(value.value, str) else value.name.lower()


def _offsets(field: str, mark: Col | None, *, optional: bool) -> Iterable[tuple[Column, _Getter]]:
    """The two columns of a span; those of the field ``span`` have no prefix."""
    prefix, path = ("", "") if field == "span" else (f"{field}_", f"{field}.")
    of = f" of {mark.meaning}" if mark else ""
    meanings = {"start": f"first code point{of}", "end": f"code point after the last{of}"}
    for end, meaning in meanings.items():
        column = Column(f"{prefix}{end}_char", "INTEGER", meaning, optional, f"{path}{end}")
        yield column, _end_of(field, end)


def _end_of(field: str, end: str) -> _Getter:
    def found(rows: Sequence[Any], _text: str) -> Values:
        spans = [getattr(row, field) for row in rows]
        return [None if span is None else getattr(span, end) for span in spans]

    return found


def _text_of(rows: Sequence[Any], text: str) -> Values:
    return [text[row.span.start : row.span.end] for row in rows]


def _part(kind: type[Any], field: str, each: Each) -> Table:
    """The table of a field that is a tuple."""
    hint = get_type_hints(kind)[field]
    item = get_args(hint)[0] if get_origin(hint) is tuple else None
    if item not in _TYPES:
        raise TypeError(f"{kind.__name__}.{field}: not a tuple of values of one type")
    columns = (
        Column(each.owner, "INTEGER", f"the {each.owner}'s id", refers=f"{each.owner}s"),
        Column(each.column, _TYPES[item], each.meaning, refers=each.refers),
    )

    def values(story: "Story") -> Sequence[Values]:
        pairs = [
            (getattr(row, "id", number), value)
            for number, row in enumerate(story.rows(kind))
            for value in getattr(row, field)
        ]
        return [owner for owner, _ in pairs], [value for _, value in pairs]

    return Table(each.table, each.row, columns, values, within=True)


def shown_columns(listed: Listed, table: Table) -> tuple[Column, ...]:
    """The columns of the other table that JSON shows in a list of its rows."""
    wanted = listed.columns or tuple(name for name in table.names if name != listed.owner)
    return tuple(c for c in table.columns if c.name in wanted and c.key)

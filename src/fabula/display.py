"""What is shown to people, put together so that nothing of a manuscript can act in it.

On a screen a character of a manuscript could move the cursor or colour the line, in a
page it could be taken for markup; here neither can.
"""

import html
import re

__all__ = [
    "INERT",
    "Markup",
    "capitalised",
    "counted",
    "cut_short",
    "element",
    "escaped",
    "joined",
    "one_line",
]

_VOID = frozenset({"br", "hr", "input", "meta"})

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that HTML forbids, but for white space."""


INERT = "fabula tex2jax_ignore mathjax_ignore"
"""Classes by which a notebook leaves the words alone: two dollars make no formula."""


class Markup(str):
    """Text that is HTML already; any other string is escaped when it is put into an element."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """The text as HTML: markup characters escaped, forbidden characters replaced."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)))


def joined(*children: str, between: str = "") -> Markup:
    """The children one after the other, each escaped unless it is markup."""
    return Markup(escaped(between).join(escaped(child) for child in children))


def element(tag: str, /, *children: str, **attributes: str | int | float | bool | None) -> Markup:
    """An element. Attribute names lose a trailing underscore, and inner ones become hyphens.

    An attribute that is None or False is left out; one that is True stands alone.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def one_line(text: str) -> str:
    """The text on one line, without characters that would move the cursor or colour the screen."""
    flat = " ".join(text.split())
    if flat.isprintable():
        return flat
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)


def cut_short(text: str, longest: int) -> str:
    """The text on one line, and no longer than so many code points."""
    line = one_line(text[: 4 * longest])
    return line if len(line) <= longest else line[: longest - 1] + "…"


def capitalised(text: str) -> str:
    """The text with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 scene", "1,204 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

"""Texts that no writer means: long runs, floods of one mark, crowds of names.

Each kind is made in any length, so that tests may ask for a little of it and the bench
(``benchmarks/hostile.py``) for a megabyte.
"""

import itertools
from collections.abc import Callable, Iterator
from functools import partial

__all__ = ["KINDS", "MARKUP", "hostile", "names"]

_OPENINGS = "Ad Bel Cor Dar El Fen Gar Hol Is Jor Kel Lor Mar Nor Ol Per Quin Ros Sal Tor".split()
_MIDDLES = "a e i o u ari eno ila oba umi ande erro inde onda ulli".split()
_ENDINGS = "n r s th l ck dan lin mond ric ston vin wald wen bert".split()


def names() -> Iterator[str]:
    """Names that are all different, 4,500 short ones first."""
    short = itertools.product(_OPENINGS, _MIDDLES, _ENDINGS)
    yield from map("".join, short)
    yield from map(
        "".join, itertools.product(_OPENINGS, _MIDDLES, ("b", "m", "v"), _MIDDLES, _ENDINGS)
    )


def _repeated(unit: str, size: int) -> str:
    """The unit as often as it goes into so many bytes of UTF-8."""
    return unit * max(1, size // len(unit.encode()))


def _within(unit: str, size: int) -> str:
    """The flood between two paragraphs of prose."""
    return f"Anna came in. “Who is there?” she said.\n\n{_repeated(unit, size)}\n\nTom went out.\n"


def _joined(parts: Iterator[str], size: int) -> str:
    taken: list[str] = []
    length = 0
    for part in parts:
        taken.append(part)
        length += len(part.encode())
        if length >= size:
            break
    return "".join(taken)


def _crowd(size: int) -> str:
    """Thousands of people, each named once in a sentence of their own."""
    return _joined((f"{name} came to the door and smiled at her.\n\n" for name in names()), size)


def _crowd_list(size: int) -> str:
    """Thousands of names in one sentence."""
    return _joined((f"{name}, " for name in names()), size)


def _family(size: int) -> str:
    """Thousands of people of one surname."""
    return _joined((f"{name} Hartwell sat down. {name} was tired.\n\n" for name in names()), size)


def _chapters(size: int) -> str:
    return _joined((f"Chapter {n}\n\nHe went out.\n\n" for n in itertools.count(1)), size)


def _talk(size: int) -> str:
    """A speech to a paragraph, by thousands of speakers."""
    return _joined((f"“I am here,” said {name}.\n\n" for name in names()), size)


_UNITS = {
    "one long word": "abcdefghij",
    "one letter": "x",
    "one capital": "X",
    "one digit": "7",
    "letters and spaces": "a ",
    "the pronoun": "I ",
    "initials": "A. ",
    "initials without space": "J.K.",
    "a title": "Mr. ",
    "a name": "Hartwell ",
    "words with hyphens": "up-",
    "words with stops": "up.",
    "words with underscores": "up_",
    "words with commas": "up,",
    "words with slashes": "up/",
    "words with apostrophes": "o'",
    "words with curly apostrophes": "o’",
    "words with dashes": "up—",
    "words with double hyphens": "up--",
    "words with ellipses": "up...",
    "web addresses": "https://example.com/a/b?c=d&e ",
    "one web address": "https://example.com/",
    "mail addresses": "a.b@c.de",
    "blank lines": "\n",
    "blank lines with spaces": " \n",
    "carriage returns": "\r\n",
    "tabs": "\t",
    "spaces": " ",
    "no-break spaces": "\xa0",
    "form feeds": "\f",
    "straight quotation marks": '"',
    "spaced quotation marks": '" ',
    "opening quotation marks": "“",
    "closing quotation marks": "”",
    "nested quotation marks": "“‘",
    "nested words": "“a ‘b ",
    "unclosed speeches": "“I am here.\n\n",
    "unclosed single speeches": "‘I am here.\n\n",
    "guillemets": "«»",
    "words between marks": '"up" ',
    "words between single marks": "'up' ",
    "backticks": "`",
    "apostrophes": "'",
    "curly apostrophes": "’",
    "apostrophes and spaces": "' ",
    "exclamations": "!?",
    "questions": "? ",
    "full stops": ".",
    "spaced full stops": ". ",
    "ellipses": "…",
    "commas": ",",
    "spaced commas": ", ",
    "semicolons": ";",
    "colons": ":",
    "hyphens": "-",
    "spaced hyphens": "- ",
    "dashes": "—",
    "spaced dashes": "— ",
    "asterisks": "*",
    "spaced asterisks": "* ",
    "lines of asterisks": "***\n\n",
    "underscores": "_",
    "opening brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "raised numbers": "He was ¹ years old at ² o'clock, ³ floors up, ⑤ years ago.¹ ",
    "emoji": "😀",
    "joined emoji": "👩\u200d🚀",
    "combining marks": "\u0301",
    "letters with combining marks": "e\u0301",
    "zero-width spaces": "\u200b",
    "soft hyphens": "a\u00ad",
    "right-to-left marks": "\u202e",
    "Chinese": "春眠不覺曉處處聞啼鳥",
    "Japanese speech": "「行こう」と言った。",
    "Arabic": "مرحبا",
    "numbers": "12,000 ",
    "digits with stops": "1.",
    "dates": "3rd of May ",
    "pluses and signs": "+=<>&%$#@~^|",
    "lines in a paragraph": "He went on and on\n",
    "short lines": "a\n",
    "short paragraphs": "a\n\n",
    "verse": "  O rose, thou art sick,\n",
    "one paragraph": "She went to the door. He looked at her. ",
    "one sentence": "and then she went to the door ",
    "one sentence with commas": "he went, she stayed, ",
    "one speech": "I am here, you know. ",
    "speeches in a paragraph": '"Yes," she said. ',
    "speeches of one person": '"Yes," said Anna Hartwell.\n\n',
    "dash speeches": "— I am here, she said.\n\n",
    "cues without speech": "she said, ",
    "doubled words": "the the ",
    "triple words": "that that that ",
    "slips": "teh recieve ",
    "phrases": "of the of the ",
    "pronouns": "he she it they ",
    "possessives": "Tom's mother's brother's ",
    "kinship": "his sister's husband's aunt ",
    "comings and goings": "Tom left the room. Anna came in. ",
    "deaths": "Tom died. “Yes,” said Tom. ",
    "ages": "Anna was twenty. Anna was thirty. ",
    "times": "On Monday he left. The next day he came. ",
    "capitalised words": "The Old House ",
    "contractions": "didn't he'd ",
    "headings": "Chapter I\n\n",
    "roman numbers": "XIV. ",
    "spellings": "colour color grey gray ",
    "negations": "not never no ",
    "conjunctions": "and or but ",
    "vocatives": "“Hello Tom, yes sir!” ",
    "asides": "(he said) ",
}  # fmt: skip

KINDS: dict[str, Callable[[int], str]] = {
    **{name: partial(_within, unit) for name, unit in _UNITS.items()},
    "thousands of people": _crowd,
    "thousands of names in a sentence": _crowd_list,
    "thousands of one surname": _family,
    "thousands of chapters": _chapters,
    "thousands of speakers": _talk,
}
"""By name: the text of so many bytes, as a reader of plain text gets it."""

MARKUP: dict[str, dict[str, str]] = {
    "md": {
        "emphasis": "*a", "strong": "**a ", "code": "`a", "links": "[a](b) ", "brackets": "[",
        "images": "![", "quotes": "> ", "lists": "- a\n", "headings": "# a\n\n", "tables": "|a",
        "entities": "&#97;", "html": "<b>", "comments": "<!-- ", "rules": "---\n", "fences": "```\n",
        "escapes": "\\*", "footnotes": "[^1]", "indents": "    a\n\n", "deep lists": "- ",
    },
    "html": {
        "entities": "&#97;", "named entities": "&eacute;", "nested": "<div>", "bold": "<b>a</b>",
        "open bold": "<b>", "breaks": "<br>", "paragraphs": "<p>a", "comments": "<!--", "less": "<",
        "ampersands": "&", "lists": "<li>a", "spans": "<span>", "closings": "</p>", "cells": "<td>a",
        "headings": "<h2>a</h2>", "attributes": "<a b=c d=e>", "rules": "<hr>",
    },
    "rtf": {
        "bold": "{\\b a}", "open groups": "{", "closings": "}", "paragraphs": "\\par ", "hex": "\\'e9",
        "unicode": "\\u233?", "words": "\\b\\b0", "tabs": "\\tab ", "lines": "\\line ",
        "nested": "{\\i ", "destinations": "{\\*\\x a}",
    },
}  # fmt: skip
"""By format: floods of its markup, as one unit of each."""


def hostile(kind: str, size: int) -> str:
    """The text of a kind, of about so many bytes of UTF-8."""
    return KINDS[kind](size)

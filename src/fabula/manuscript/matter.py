"""Front and back matter of a book, told by what its pages are called.

The names are those of the EPUB 2 guide (Open Packaging Format 2.0.1, 2.6), of the
files and outlines that Sigil, Calibre, Standard Ebooks, Project Gutenberg, Vellum and
trade publishers make.
"""

import re
from collections.abc import Sequence
from typing import Literal

from fabula.manuscript.draft import Unit

__all__ = ["Matter", "mark_matter", "matter_of_file", "matter_of_kind", "matter_of_title"]

Matter = Literal["dropped", "apart"]

_MOST_WORDS = 1_500
_KINDS: dict[str, Matter] = {
    **dict.fromkeys(
        "cover copyright copyright-page imprint colophon toc loi lot index notes footnotes "
        "endnotes rearnotes bibliography landmarks other-credits other.ads other.copyright "
        "other.colophon page-list".split(),
        "dropped",
    ),
    **dict.fromkeys(
        "title-page titlepage halftitlepage halftitle dedication acknowledgements "
        "acknowledgments glossary".split(),
        "apart",
    ),
}
_FILES: tuple[tuple[re.Pattern[str], Matter], ...] = (
    (
        re.compile(
            r"(?:cover(?:page|image)?|uncopyright|copyright(?:page|notice)?|imprint|colophon|toc|"
            r"(?:tableof)?contents|nav|landmarks|loi|(?:foot|end)notes|jacket|calibrejacket|wrap|"
            r"ads?|adverts?|advertisements?|adcard|backads|(?:also|books)by|otherbooks|newsletter|"
            r"mailinglist|abouttheublisher|aboutpublisher|promo)"
        ),
        "dropped",
    ),
    (
        re.compile(
            r"(?:half)?title(?:page)?|dedication|acknowledge?ments?|about(?:the)?author|praise"
        ),
        "apart",
    ),
)
# Codes in the names of trade publishers' files: 9780000000000_cop_r1.xhtml.
_CODES: dict[str, Matter] = {
    **dict.fromkeys(("cop", "cvi", "cov", "toc", "adc", "col"), "dropped"),
    **dict.fromkeys(("tp", "htp", "ttl", "ded", "ata", "ack"), "apart"),
}
_CODE = re.compile(r"\d{9,13}[\w-]*?[_-](?P<code>[a-z]{2,3})\d*(?:[_-]r\d+)?")
_TITLES: tuple[tuple[re.Pattern[str], Matter], ...] = (
    (
        re.compile(
            r"(?:cover(?: page)?|copyright(?: page| notice| information)?|uncopyright|imprint|"
            r"colophon|(?:table of )?contents|index|landmarks|list of illustrations|credits|"
            r"legal(?: notice)?|(?:also|other (?:books|works|titles)|(?:more )?books) by\b.{0,80}|"
            r"by the same author|about the publisher|advertisements?|newsletter|"
            r"(?:join|sign up for) .{0,40}(?:newsletter|mailing list).{0,40}|"
            r"the full project gutenberg.{0,40}|transcriber['’]?s['’]? (?:end)?notes?)"
        ),
        "dropped",
    ),
    (
        re.compile(
            r"(?:half[ -]?)?title(?: page)?|halftitle(?: page)?|dedication|acknowledge?ments?|"
            r"about the authors?|praise for .{0,80}"
        ),
        "apart",
    ),
)


def matter_of_kind(kind: str) -> Matter | None:
    """What a type of the guide or of the landmarks says of a page."""
    return _KINDS.get(kind.casefold())


def matter_of_file(name: str) -> Matter | None:
    """What a page's file name says, without its folder and suffix."""
    stem = name.rpartition("/")[2].partition(".")[0].casefold()
    code = _CODE.fullmatch(stem)
    if code:
        return _CODES.get(code["code"])
    letters = re.sub(r"[^a-z]", "", stem)
    return next((matter for names, matter in _FILES if names.fullmatch(letters)), None)


def matter_of_title(title: str) -> Matter | None:
    """What a heading, or a line of the book's outline, says of its page."""
    title = " ".join(title.split()).casefold().strip(" .:*—–-")
    if len(title) > 120:
        return None
    return next((matter for names, matter in _TITLES if names.fullmatch(title)), None)


def mark_matter(units: Sequence[Unit], matter: Matter) -> None:
    """Mark the units of a page as matter, if it is short enough to be that."""
    if sum(unit.end - unit.start for unit in units) > 6 * _MOST_WORDS:
        return
    for unit in units:
        unit.outside = True
        unit.contents = unit.contents or matter == "dropped"
        unit.chapter = None

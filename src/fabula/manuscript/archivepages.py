"""Pages of the Archive of Our Own: what in them is the work, and pages that hold none."""

import re

from fabula.manuscript.errors import FabulaError

__all__ = ["has_chapters", "is_archive_page", "is_aside_of_archive", "refuse_without_work"]

_PLACE_ID = re.compile(r"""\bid\s*=\s*["'](?:preface|workskin)["']""")
_CHAPTERS_ID = re.compile(r"""\bid\s*=\s*["']chapters["']""")
_SITE_TITLE = re.compile(
    r"<title[^>]{0,200}>[^<]{0,1000}\barchive of our own\b[^<]{0,200}</title", re.IGNORECASE
)
_SITE_HEADING = re.compile(
    r"""<h1[^>]{0,100}>\s*<a[^>]{0,300}>\s*+(?:<span[^>]{0,80}>\s*+)?archive of our own""",
    re.IGNORECASE,
)
_ASIDES = frozenset(("notes", "summary", "landmark", "endnote-link", "series", "byline-notes"))
_APART = ("preface", "afterword", "endnotes", "work_endnotes")
_HEAD = 200_000
# What the site says on pages that hold no work, and what to do then.
_WITHOUT_WORK = (
    (
        r"could have adult content|view_adult=true|agreed that you are willing to see",
        "the Archive's question about adult content",
        "choose Proceed there",
    ),
    (
        r"only available to registered users|restricted_work|you(?:'|&#39;)ll need to log in",
        "the Archive's notice that the work is for registered users",
        "log in there",
    ),
    (
        r"part of an? (?:ongoing challenge|unrevealed)|will be revealed soon|mystery work",
        "the Archive's notice that the work is not revealed yet",
        "wait until it is",
    ),
    (r"""<form[^>]{0,300}action\s*=\s*["'][^"']{0,200}/login""", "the Archive's login page", ""),
    (
        r"work index group|works? found|<h2[^>]{0,80}>\s*[\d,]+(?:\s*-\s*[\d,]+ of [\d,]+)? works?",
        "a list of works of the Archive",
        "open one work",
    ),
    (r"error (?:404|50\d)|shields are up|page not found", "an error page of the Archive", ""),
)


def is_archive_page(source: str) -> bool:
    """Whether the page is a work of the Archive of Our Own, downloaded or saved."""
    return ("archiveofourown.org" in source or bool(_SITE_TITLE.search(source[:_HEAD]))) and bool(
        _PLACE_ID.search(source)
    )


def has_chapters(source: str) -> bool:
    """Whether the page keeps the work's text in a place of its own."""
    return bool(_CHAPTERS_ID.search(source))


def refuse_without_work(source: str, path: str) -> None:
    """Raise FabulaError for a page of the site that holds no work: a notice, a login, a list."""
    head = source[:_HEAD]
    if has_chapters(source) or not (_SITE_TITLE.search(head) or _SITE_HEADING.search(head)):
        return
    what, first = "a page of the Archive of Our Own without a work", ""
    for pattern, kind, step in _WITHOUT_WORK:
        if re.search(pattern, source, re.IGNORECASE):
            what, first = kind, step
            break
    raise FabulaError(
        f"{path}: this is {what}, not a story; {first + ', ' if first else 'open the work, '}"
        "then choose Download, HTML or EPUB, and read that file"
    )


def is_aside_of_archive(identity: str, classes: set[str]) -> bool:
    """Whether an element is the archive's apparatus: a preface, notes, a summary."""
    return identity.startswith(_APART) or bool(classes & _ASIDES)

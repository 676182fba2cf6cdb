"""Story pages saved from sites that put much around the story: where it stands, and whose it is.

Known are FanFiction.net, Royal Road, Wattpad, and forums that run on XenForo
(SpaceBattles, Sufficient Velocity); the Archive of Our Own has a module of its own.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fabula.manuscript.model import Metadata

__all__ = ["Site", "facts_of_site", "site_of"]

_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its signs. ``places``, ``headings``: ids and classes of elements.

    Of ``title`` and ``author`` the first group that matched counts. ``poster``:
    whose posts are the story, where the page holds those of others.
    """

    sign: re.Pattern[str]
    places: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    title: re.Pattern[str] | None = None
    author: re.Pattern[str] | None = None
    poster: str = ""

    def holds(self, attributes: Mapping[str, str]) -> bool:
        """Whether the element holds the story's text."""
        return bool(self.places & _names(attributes))

    def heads(self, attributes: Mapping[str, str]) -> bool:
        """Whether the element is the title of a chapter."""
        return bool(self.headings & _names(attributes))

    def is_of_others(self, attributes: Mapping[str, str]) -> bool:
        """Whether the element is a post of somebody else."""
        name = attributes.get("data-author", "")
        return bool(name and self.poster) and name != self.poster


def _names(attributes: Mapping[str, str]) -> set[str]:
    return {attributes.get("id", ""), *attributes.get("class", "").split()} - {""}


_SITES = (
    Site(
        re.compile(r"<title[^>]{0,99}>[^<]{0,400}\| FanFiction\s*</title", re.IGNORECASE),
        frozenset(("storytext", "storytextp", "storycontent")),
        title=re.compile(r"""<b class=["']xcontrast_txt["']>([^<]{1,200})</b>"""),
        author=re.compile(
            r"""<a class=["']xcontrast_txt["'] href=["'][^"'>]{0,99}/u/\d[^>]{0,99}>"""
            r"""([^<]{1,80})</a>"""
        ),
    ),
    Site(
        re.compile(r"<title[^>]{0,99}>[^<]{0,400}\| Royal Road\s*</title", re.IGNORECASE),
        frozenset(("chapter-content", "chapter-inner")),
        frozenset(("font-white",)),
        re.compile(r"<title[^>]{0,99}>[^<|]{0,300} - ([^<|]{1,200}?)\s\|"),
        re.compile(
            r"""<h3[^>]{0,99}>\s*by\s*(?:<[^>]{1,200}>\s*){1,3}([^<]{1,80})<""", re.IGNORECASE
        ),
    ),
    Site(
        re.compile(r"<title[^>]{0,99}>[^<]{0,400}- Wattpad\s*</title", re.IGNORECASE),
        title=re.compile(r"<title[^>]{0,99}>([^<]{1,200}?) - [^<]{0,300}- Wattpad"),
    ),
    Site(
        re.compile(r"""class=["'][^"'>]{0,99}\bp-title-value\b(?s:.){0,150000}?\bbbWrapper\b"""),
        frozenset(("bbWrapper",)),
        frozenset(("threadmarkLabel",)),
        re.compile(
            r"""\bp-title-value\b[^>]{0,99}>(?:\s*<span[^<]{0,200}</span>)*\s*([^<]{1,200})<"""
        ),
        re.compile(
            r"""\bdata-author=["']([^"'>]{1,80})["']"""
            r"""|<a[^>]{0,200}class=["'][^"'>]{0,99}\busername\b[^>]{0,300}>"""
            r"""(?:<span[^>]{0,200}>)?([^<]{1,80})<"""
        ),
    ),
)  # fmt: skip


def site_of(source: str) -> Site | None:
    """The site that a page was saved from, or None; only where the page holds the story's place."""
    head = source[:_HEAD]
    for site in _SITES:
        if site.sign.search(head) and (
            not site.places or any(place in source for place in site.places)
        ):
            poster = _first(site.author, head) if "data-author" in head else ""
            return replace(site, poster=poster)
    return None


def facts_of_site(site: Site, source: str, facts: Metadata) -> Metadata:
    """What the page says of the work where the site puts it, over what its head says."""
    head = source[:_HEAD]
    return replace(
        facts,
        title=_first(site.title, head) or facts.title,
        author=_first(site.author, head) or facts.author,
    )


def _first(pattern: re.Pattern[str] | None, head: str) -> str:
    match = pattern.search(head) if pattern else None
    words = next((group for group in match.groups() if group), "") if match else ""
    return " ".join(html.unescape(words).split())

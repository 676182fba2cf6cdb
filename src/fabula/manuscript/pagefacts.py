"""What a page says about itself: title, author, language, and the tags of an archive work."""

import re
from dataclasses import dataclass, field

from fabula.manuscript.markup import attributes_of, scan_markup
from fabula.manuscript.model import Metadata

__all__ = ["page_facts"]

_HEAD = 400_000
_CAUGHT = frozenset(("title", "dt", "dd", "a", "h1", "h2", "h3", "h4", "div", "p", "span"))
_AUTHOR = frozenset(
    ("author", "byline", "author-name", "book-author", "story-author", "doc-author")
)
_BY = re.compile(r"(?:written )?by:? ", re.IGNORECASE)


def page_facts(source: str, *, archive: bool) -> Metadata:
    """The metadata of a page; relationships and characters only from an archive page."""
    facts = _Facts(archive)
    scan_markup(source[:_HEAD], facts)
    if not archive:
        author = facts.author or facts.byline
        return Metadata(facts.title, author if len(author) <= 80 else "", language=facts.language)
    authors = facts.signed or facts.authors
    return Metadata(
        title=facts.heading or facts.title.split(" - ")[0].strip(),
        author=", ".join(dict.fromkeys(authors)) or facts.byline,
        relationships=tuple(dict.fromkeys(facts.tags("relationship"))),
        characters=tuple(dict.fromkeys(facts.tags("character"))),
        language=next(iter(facts.tags("language")), facts.language),
    )


@dataclass
class _Facts:
    """Catches the words of the elements that say something about the work."""

    archive: bool
    title: str = ""
    author: str = ""
    language: str = ""
    heading: str = ""
    byline: str = ""
    authors: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    _tags: dict[str, list[str]] = field(default_factory=dict)
    _caught: list[str] = field(default_factory=list)
    _what: str = ""
    _tag: str = ""
    _label: str = ""
    _linked: bool = False
    # The tag of the byline that is open.
    _signs: str = ""

    def tags(self, label: str) -> list[str]:
        """The tags under a label, in the singular or the plural."""
        return self._tags.get(label, []) + self._tags.get(label + "s", [])

    def start(self, tag: str, rest: str, offset: int, closed: bool) -> None:  # noqa: ARG002
        """A start tag."""
        if tag not in _CAUGHT and tag not in ("meta", "html"):
            return
        attributes = attributes_of(rest)
        if tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang") or ""
        elif tag == "meta":
            name = attributes.get("name", "").casefold()
            if name in ("author", "dc.creator", "dcterms.creator") and not self.author:
                self.author = " ".join(attributes.get("content", "").split())
        else:
            what = self._what_is(tag, attributes)
            if what:
                self._what, self._tag, self._caught = what, tag, []

    def _what_is(self, tag: str, attributes: dict[str, str]) -> str:
        classes = attributes.get("class", "").split()
        if tag == "title":
            return "title"
        if not self.archive:
            named = not self.byline and (
                _AUTHOR & set(classes) or attributes.get("itemprop", "") == "author"
            )
            return "byline" if named else ""
        if tag == "a" and "author" in attributes.get("rel", "").split():
            return "author"
        if tag == "a":
            return "tag" if self._label else ""
        if tag in ("dt", "dd"):
            self._linked = False
            return tag
        if tag == "h1" or (tag == "h2" and "title" in classes):
            return "heading"
        if "byline" in classes:
            self._signs = tag
            return "byline"
        return ""

    def end(self, tag: str) -> None:
        """An end tag."""
        if tag == self._tag and self._what:
            caught = " ".join("".join(self._caught).split())
            self._keep(self._what, caught)
            self._what = self._tag = ""
        if tag == self._signs:
            self._signs = ""
        if tag == "dd":
            self._label = ""

    def _keep(self, what: str, caught: str) -> None:
        if not caught:
            return
        if what == "title":
            self.title = self.title or caught
        elif what == "heading":
            # Over a saved page stands the name of the site.
            if caught.casefold() != "archive of our own":
                self.heading = self.heading or caught
        elif what == "author":
            (self.signed if self._signs else self.authors).append(caught)
        elif what == "byline":
            self.byline = self.byline or _BY.sub("", caught)
        elif what == "dt":
            self._label = caught.rstrip(":").casefold()
        elif what == "tag" or not self._linked:
            self._linked = self._linked or what == "tag"
            self._tags.setdefault(self._label, []).append(caught)

    def text(self, data: str, offset: int) -> None:  # noqa: ARG002
        """Characters."""
        if self._what:
            self._caught.append(data)

    def reference(self, data: str, offset: int, length: int) -> None:  # noqa: ARG002
        """Characters written as a reference."""
        self.text(data, 0)

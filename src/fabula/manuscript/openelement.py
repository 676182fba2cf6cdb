"""An element of a page that is open, and what its attributes say of the text inside."""

from collections.abc import Mapping
from dataclasses import dataclass

from fabula.manuscript.archivepages import is_aside_of_archive
from fabula.manuscript.elements import HEADINGS
from fabula.manuscript.pagelook import PLAIN_LOOK, TextLook
from fabula.manuscript.sitepages import Site

__all__ = ["OpenElement", "mark_archive", "mark_site"]


@dataclass(slots=True)
class OpenElement:
    """An element that is open: what it means for the text inside it.

    ``skip``: not story. ``apart``: nothing inside can be story either.
    ``front``: front matter of an archive chapter, where only its heading is
    story. ``story``: an archive chapter's own text. ``outside``: text of the
    author that is no part of the story. ``breaks``, ``blank``: how many units
    there were when an element opened that stands for a scene break, or that
    is a blank line if nothing comes of it; else -1. ``lists``: how many there
    were, and ``links`` how many links, when a table or a list opened. ``signs``:
    the kind of font of signs that its letters are set in. ``alone``: it is a paragraph.
    ``look``: its own look; ``size``, ``bold``, ``italic``, ``centred``, ``aside``: with those
    around it.
    """

    tag: str
    skip: bool = False
    apart: bool = False
    level: int = 0
    linked: bool = False
    pre: bool = False
    front: bool = False
    story: bool = False
    outside: bool = False
    contents: bool = False
    textual: bool = False
    cap: bool = False
    signs: str = ""
    alone: bool = False
    breaks: int = -1
    blank: int = -1
    lists: int = -1
    links: int = 0
    look: TextLook = PLAIN_LOOK
    size: float = 1.0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    aside: bool = False


def mark_site(opened: OpenElement, attributes: Mapping[str, str], site: Site) -> None:
    """Only the story's place and the chapters' titles are story; other people's posts are not."""
    if site.is_of_others(attributes):
        opened.skip = opened.apart = True
    elif site.holds(attributes):
        opened.skip = False
    elif site.heads(attributes) and opened.skip:
        opened.skip, opened.level, opened.alone = False, opened.level or 2, True


def mark_archive(opened: OpenElement, attributes: Mapping[str, str]) -> None:
    """Preface, notes and summaries of the archive are not story; chapter headings are."""
    identity, classes = attributes.get("id", ""), set(attributes.get("class", "").split())
    if opened.story:
        # The site's own "Chapter Text" stands over the author's first words.
        opened.skip = opened.apart = "landmark" in classes and opened.tag in HEADINGS
    elif identity == "chapters":
        opened.skip = opened.front = False
    elif is_aside_of_archive(identity, classes):
        opened.skip = opened.apart = True
    elif classes & {"meta", "preface"}:
        opened.skip = opened.front = True
    elif opened.front:
        opened.skip = opened.skip and opened.tag not in ("h2", "h3")
        opened.outside = opened.outside or "byline" in classes
    elif "userstuff" in classes:
        opened.story = True

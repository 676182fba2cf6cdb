"""The story in a page of HTML or XHTML: its paragraphs, headings and breaks."""

import re
from collections import Counter
from collections.abc import Mapping

from fabula.manuscript import dropcaps, elements
from fabula.manuscript.archivepages import has_chapters
from fabula.manuscript.contents import names_contents
from fabula.manuscript.draft import DraftBuilder
from fabula.manuscript.elements import BLOCKS, HEADINGS, VOID
from fabula.manuscript.headings import is_break
from fabula.manuscript.linklists import is_list_of_links
from fabula.manuscript.markup import attribute_place, attributes_of, scan_markup
from fabula.manuscript.model import BlockKind
from fabula.manuscript.openelement import OpenElement, mark_archive, mark_site
from fabula.manuscript.pagelook import Spacing, usual_space
from fabula.manuscript.signs import sign
from fabula.manuscript.sitepages import Site
from fabula.manuscript.stylesheet import PageStyles, embedded_styles

__all__ = ["NUMBERS", "Page", "open_chapter", "scan_page"]

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SHY = re.compile("[\xad\u200b]")
_DEEPEST = 4_000
_AHEAD = 500
# A word with a capital of its own, which no large letter before it begins.
_NEW_WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ][a-zß-öø-ÿ’']")
_INLINE = frozenset(("span", "b", "strong", "big", "font"))
_TO_SPACE = str.maketrans("\n\r\t\f", "    ")
_SPACERS = frozenset(("", "p", "div", "body", "blockquote", "center", "section", "article"))
_LISTS = frozenset(("table", "ul", "ol", "dl", "menu"))
_SET_ASIDE = frozenset(("blockquote", "li", "dd", "dt", "td", "th", "pre"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_TEXTUAL = frozenset(("blockquote", "section", "article", "aside", "figure", "q"))
# Numbers of pages and of notes that a web edition has typed into the text itself.
NUMBERS = re.compile(
    r"(?<=\s)\[(?:[Pp]g\.?|[Pp]age|p\.)\s?(?:\d{1,4}|[ivxlc]{1,7})\]\s"
    r"|\[(?:[Pp]g\.?|[Pp]age|p\.)\s?(?:\d{1,4}|[ivxlc]{1,7})\]"
    r"|(?<=[a-z.,;:!?”’\"'])(?<!\bm)(?<!\b[kcm]m)(?<!\bft)(?<!\bmi)(?<!\bmc)"
    r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?!\w)|\[\d{1,3}\](?!\w))"
)


def scan_page(
    source: str,
    builder: DraftBuilder,
    *,
    archive: bool = False,
    site: Site | None = None,
    base: int = 0,
    styles: PageStyles | None = None,
    anchors: Mapping[str, str] | None = None,
) -> None:
    """Send the story of a page, which stands at an offset of its part, to the builder.

    ``archive``: the page is of the Archive of Our Own, whose preface, notes and
    summaries are not story. ``site``: only what it keeps in the places of the story,
    and the titles of chapters, is. ``styles``: rules of the page's style sheets beside its
    own. ``anchors``: titles of the chapters that begin at elements with these ids.
    """
    own = styles or PageStyles()
    if "<style" in source or "<STYLE" in source:
        own = own.copy()
        own.add(embedded_styles(source))
    if own.hides_any and _hides_most(source, own):
        own = own.shown()
    page = Page(
        builder,
        source,
        archive=archive,
        base=base,
        styles=own,
        anchors=anchors or {},
        usual=usual_space(source, lambda rest: own.look("p", attributes_of(rest) if rest else {})),
    )
    if site is not None and site.places:
        page.only(site)
    scan_markup(source, page)
    page.finish()


def _hides_most(source: str, styles: PageStyles) -> bool:
    """Whether the rules would hide most of the words: then a script shows them."""
    letters: list[int] = []
    for rules in (styles, styles.shown()):
        page = Page(DraftBuilder(""), source, archive=False, base=0, styles=rules, anchors={})
        scan_markup(source, page)
        page.finish()
        letters.append(page.words)
    return letters[0] < 0.5 * letters[1]


class Page:
    """Takes the events of one page. A block element or two line breaks end a paragraph."""

    def __init__(
        self,
        builder: DraftBuilder,
        source: str,
        *,
        archive: bool,
        base: int,
        styles: PageStyles,
        anchors: Mapping[str, str],
        usual: float = 1.0,
    ) -> None:
        self._builder = builder
        self._source = source
        self._base = base
        self._archive = archive
        self._site: Site | None = None
        self._styles = styles
        self._spacing = Spacing(usual)
        self._anchors = anchors
        self._anchor: str | None = None
        self._stack = [OpenElement("", skip=archive and has_chapters(source))]
        self._counts: Counter[str] = Counter()
        self._spaced = True
        self._letters = self._linked = self._links = 0
        self._paragraph = 0
        self._tail = ""
        self._cap = ""
        self._held = False
        # A letter in an element of its own at the beginning, which nothing calls a drop cap.
        self._cut = ""
        self._spoken = self._muted = False
        # Whether the paragraph has letters, and signs of a font of them.
        self._letter = self._sign = False
        # Whether the large letter is an image's text and all there is yet.
        self._imaged = False
        # Whether an image stood after the latest text.
        self._pictured = False
        self._scene = False
        # How many units there are after the word Contents.
        self._named = -1
        self.words = 0

    def only(self, site: Site) -> None:
        """Take nothing but what stands in the site's places of the story."""
        self._site = site
        self._stack[0].skip = True

    def start(self, tag: str, rest: str, offset: int, closed: bool) -> None:
        """A start tag."""
        if tag == "br":
            self._line_break(offset, len(rest) + 4)
            return
        if tag in BLOCKS:
            self._held = self._held and tag in ("p", "div", "span")
            self._end_block()
            if self._stack[-1].tag == "p":
                self._pop()
            self._stack[-1].blank = -1
        if tag == "hr":
            self._rule(rest, offset)
            return
        if tag == "img":
            self._image(rest, offset)
            return
        if tag in VOID or len(self._stack) > _DEEPEST:
            return
        after = offset + len(tag) + len(rest) + 2
        self._open(tag, attributes_of(rest) if len(rest) > 1 else {}, after)
        if closed:
            self.end(tag)

    def _open(self, tag: str, attributes: dict[str, str], after: int) -> None:
        above = self._stack[-1]
        apart = above.apart or self._is_apart(tag, attributes, after)
        skip = above.skip or apart
        opened = OpenElement(
            tag,
            skip,
            apart,
            HEADINGS.get(tag, above.level),
            above.linked or (tag == "a" and "href" in attributes),
            above.pre or tag == "pre",
            above.front,
            above.story,
            above.outside,
            above.contents,
            above.textual or tag in _TEXTUAL,
            above.cap,
            above.signs,
        )
        if not skip:
            self._set(opened, above, attributes)
            if attributes:
                self._mark(opened, attributes, after)
            if tag == "p":
                opened.blank = len(self._builder.units)
            elif tag in _LISTS:
                opened.lists, opened.links = len(self._builder.units), self._links
            elif tag == "a" and "href" in attributes:
                self._links += 1
        if self._archive and attributes and not apart:
            mark_archive(opened, attributes)
        elif self._site is not None and attributes and not apart:
            mark_site(opened, attributes, self._site)
        self._stack.append(opened)
        self._counts[tag] += 1

    def _set(self, opened: OpenElement, above: OpenElement, attributes: dict[str, str]) -> None:
        """Note how an element is set, by the style sheets and by itself."""
        tag, look = opened.tag, self._styles.look(opened.tag, attributes)
        opened.look = look
        opened.size = above.size * (look.size or (1.2 if tag == "big" else 1.0))
        opened.bold = tag in ("b", "strong") or above.bold if look.bold is None else look.bold
        italic = tag in _ITALIC or above.italic
        opened.italic = italic if look.italic is None else look.italic
        centred = tag == "center" or attributes.get("align") == "center" or above.centred
        opened.centred = centred if look.centred is None else look.centred
        opened.aside = above.aside or tag in _SET_ASIDE or (tag in BLOCKS and bool(look.aside))
        if tag in BLOCKS:
            self._spacing.passes(tag, look.above)

    def _is_apart(self, tag: str, attributes: dict[str, str], after: int) -> bool:
        def inside() -> str | None:
            return elements.words_inside(self._source, after, tag)

        if self._stack[-1].skip and not self._archive and self._site is None:
            return True
        if elements.is_dropped(tag, attributes, inside, self._tail):
            return True
        if tag == "footer":
            textual = self._stack[-1].textual
            return elements.is_page_footer(self._source, after, inside_text=textual)
        if tag in ("div", "section", "p") and attributes and elements.is_named_footer(attributes):
            here = self._source
            if elements.is_page_footer(here, after, inside_text=True, closing=f"</{tag}"):
                return True
        if self._pictured and elements.is_caption(tag, attributes):
            return True
        if not attributes:
            return False
        if self._styles.rules and self._styles.hide(tag, attributes):
            return True
        ahead = self._source[after : after + _AHEAD]
        if "aria-hidden" in attributes:
            mute = elements.is_mute(attributes, inside, ahead, spoken=self._spoken)
            self._muted = self._muted or mute
            return mute
        if elements.is_spoken(attributes) and not (self._archive and tag in HEADINGS):
            self._spoken = self._muted or elements.has_mute(ahead)
            return not self._spoken
        return False

    def _mark(self, opened: OpenElement, attributes: dict[str, str], after: int) -> None:
        """Note what the attributes of an element that is story say of the text inside."""
        classes = attributes.get("class", "")
        font = elements.signs_font(attributes)
        opened.signs = opened.signs if font is None else font
        if not opened.level:
            opened.level = elements.heading_level(
                opened.tag,
                attributes,
                lambda: elements.line_inside(self._source, after, opened.tag),
            )
        if opened.tag in BLOCKS and classes:
            if elements.BREAK_CLASS.search(classes):
                opened.breaks = len(self._builder.units)
            if opened.tag in ("p", "div") and elements.OPENS_SCENE.search(classes):
                self._scene = True
            opened.contents = opened.contents or elements.is_contents(opened.tag, attributes)
        if not opened.level and dropcaps.is_drop_cap(attributes):
            opened.cap = True
        if any(kind in elements.MATTER_APART for kind in elements.kinds_of(attributes)):
            opened.outside = True
        if self._anchors:
            for name in (attributes.get("id", ""), attributes.get("name", "")):
                if name in self._anchors:
                    self._end_block()
                    self._anchor = self._anchors[name]

    def end(self, tag: str) -> None:
        """An end tag."""
        if tag in BLOCKS or (self._stack[-1].alone and self._stack[-1].tag == tag):
            self._end_block()
        if self._counts[tag] <= 0:
            return
        while len(self._stack) > 1:
            if self._pop().tag == tag:
                return

    def _pop(self) -> OpenElement:
        closed = self._stack.pop()
        self._counts[closed.tag] -= 1
        if closed.tag in BLOCKS and not closed.skip:
            self._spacing.passes(closed.tag, closed.look.below)
        tail = self._tail.strip()
        if closed.cap and not self._stack[-1].cap and dropcaps.LETTER.fullmatch(tail):
            self._cap = tail
        elif closed.tag in _INLINE and not closed.level and dropcaps.LETTER.fullmatch(tail):
            self._cut = tail
        builder = self._builder
        if not builder.pending:
            if closed.breaks == len(builder.units):
                builder.add("***", 0, 0)
                builder.end("break")
            elif closed.blank == len(builder.units):
                builder.blank()
        if 0 <= closed.lists < len(builder.units):
            self._close_list(closed)
        return closed

    def _close_list(self, closed: OpenElement) -> None:
        units = self._builder.units[closed.lists :]
        if all(unit.contents for unit in units):
            return
        named = closed.lists == self._named
        if is_list_of_links(units, self._links - closed.links, named=named):
            for unit in units:
                unit.contents = True

    def text(self, data: str, offset: int) -> None:
        """Characters as they stand."""
        top = self._stack[-1]
        if top.skip:
            return
        if top.pre:
            self._add_pre(data, offset)
            return
        at = 0
        for match in _SPACES.finditer(data):
            if match.end() - match.start() == 1 and not (
                match.start() == at and self._spaced and at == 0
            ):
                continue
            self._add(data[at : match.start()], offset + at)
            if not self._spaced:
                self._add(" ", offset + match.start(), match.end() - match.start())
            at = match.end()
        self._add(data[at:], offset + at)

    def reference(self, data: str, offset: int, length: int) -> None:
        """Characters written as a reference."""
        if not self._stack[-1].skip and data not in ("\xad", "\u200b"):
            self._add(data, offset, length)

    def _add_pre(self, data: str, offset: int) -> None:
        """Preformatted text keeps its lines; a blank line ends a paragraph."""
        at = 0
        for match in re.finditer(r"\r\n?|\n", data):
            self._add(data[at : match.start()], offset + at)
            self._line_break(offset + match.start(), match.end() - match.start())
            at = match.end()
        self._add(data[at:], offset + at)

    def _add(self, text: str, offset: int, length: int | None = None) -> None:
        if not text:
            return
        if length is None and ("\xad" in text or "\u200b" in text):
            at = 0
            for match in _SHY.finditer(text):
                self._add(text[at : match.start()], offset + at)
                at = match.end()
            self._add(text[at:], offset + at)
            return
        if length is None:
            text = text.translate(_TO_SPACE)
        if self._cap:
            text, offset, length = self._after_cap(text, offset, length)
            if not text:
                return
        elif self._cut:
            if text.isspace():
                return
            letter, self._cut = self._cut, ""
            stripped = text.lstrip()
            if len(stripped) < len(text) and dropcaps.is_cut_off(letter, stripped):
                offset, text = offset + len(text) - len(stripped), stripped
        if self._stack[-1].signs and not text.isspace():
            self._add_signs(text, offset, length)
            return
        self._spaced = text[-1] == " "
        if not text.isspace():
            self._letter = True
            self._letters += len(text)
            self._linked += len(text) if self._stack[-1].linked else 0
        self._tail = (self._tail + text[-8:])[-8:]
        top = self._stack[-1]
        self._builder.size, self._builder.bold = top.size, top.bold
        self._builder.italic = top.italic
        self._builder.add(text, self._base + offset, length, paragraph=self._paragraph)

    def _add_signs(self, text: str, offset: int, length: int | None) -> None:
        """Letters of a font of signs: what they show."""
        kind = self._stack[-1].signs
        self._spaced = False
        for at, letter in enumerate(text):
            seen = sign(letter, kind)
            self._letter = self._letter or (bool(seen) and seen.isalnum())
            self._sign = self._sign or not letter.isspace()
            place = self._base + offset + (at if length is None else 0)
            self._builder.add(
                seen, place, 1 if length is None else length, paragraph=self._paragraph
            )

    def _line_break(self, offset: int, length: int) -> None:
        if self._stack[-1].skip:
            return
        self._stack[-1].blank = -1
        if not self._builder.pending:
            self._builder.blank()
            return
        self._builder.add("\n", self._base + offset, length, paragraph=self._paragraph)
        self._spaced = True

    def _rule(self, rest: str, offset: int) -> None:
        if self._stack[-1].skip:
            return
        attributes = attributes_of(rest) if len(rest) > 1 else {}
        if attributes and elements.is_dropped("hr", attributes, lambda: "", ""):
            return
        self._builder.add("***", self._base + offset, len(rest) + 4)
        self._builder.end("break")

    def _image(self, rest: str, offset: int) -> None:
        """An image shows a letter, or an ornament between scenes, or nothing of the story."""
        top = self._stack[-1]
        if top.skip:
            return
        attributes = attributes_of(rest)
        if "hidden" in attributes:
            return
        if attributes.get("alt") and not top.level and not self._tail.strip(dropcaps.QUOTES + " "):
            marked = top.cap or dropcaps.is_drop_cap(attributes)
            place = attribute_place(rest, "alt")
            found = dropcaps.image_letter(rest[place[0] : place[1]], marked=marked)
            if found:
                at = offset + len("<img") + place[0] + found[0]
                alone = not self._builder.pending
                self._add(self._source[at : at + found[1] - found[0]], at)
                self._cap, self._imaged = self._tail.strip(), alone
                return
        top.blank = -1
        self._pictured = True
        alone = is_break(attributes.get("alt", "")) or elements.is_separator(attributes)
        if alone and not self._builder.pending:
            for opened in reversed(self._stack):
                if opened.tag in BLOCKS or not opened.tag:
                    opened.breaks = len(self._builder.units)
                    break

    def _after_cap(self, text: str, offset: int, length: int | None) -> tuple[str, int, int | None]:
        """What follows a large letter, without the space between them where it parts a word."""
        stripped = text.lstrip()
        letter, apart = self._cap, len(stripped) < len(text)
        if len(letter.strip(dropcaps.QUOTES)) > 1:
            self._cap, self._held = "", False
            return text, offset, length
        if self._imaged and self._held and stripped and _NEW_WORD.match(stripped):
            # The image stood over a paragraph that has its own first letter.
            self._builder.drop()
            self._cap, self._held, self._imaged, self._tail = "", False, False, ""
            return stripped, offset + len(text) - len(stripped), length
        if not stripped:
            # Wait for the word; the space counts if the letter is one of its own.
            self._held = True
            return "", offset, length
        own = dropcaps.is_own_word(letter, stripped)
        if own and (apart or self._held):
            self._builder.add(" ", self._base + offset, 0, paragraph=self._paragraph)
        self._cap, self._held = "", False
        if apart and length is None:
            return stripped, offset + len(text) - len(stripped), length
        return text, offset, length

    def _holds_cap(self, top: OpenElement) -> bool:
        """Whether a paragraph of one large letter goes on in the next one."""
        if not self._builder.pending:
            return False
        if self._held:
            return True
        self._held = (
            (top.cap or (self._imaged and bool(self._cap)))
            and not top.level
            and bool(dropcaps.LETTER.fullmatch(self._tail.strip()))
        )
        if self._held:
            self._cap, self._spaced = self._tail.strip(), True
        return self._held

    def _end_block(self) -> None:
        top = self._stack[-1]
        builder = self._builder
        if self._holds_cap(top):
            return
        linked = self._linked > 0 and self._linked >= self._letters
        written = self._letters > 0
        self.words += self._letters
        self._spaced, self._letters, self._linked, self._tail = True, 0, 0, ""
        self._cap, self._held, self._spoken, self._muted = "", False, False, False
        signs = self._sign and not self._letter
        self._letter = self._sign = self._imaged = False
        self._cut = ""
        if signs:
            builder.drop()
            builder.add("***", 0, 0)
            builder.end("break")
            return
        if not builder.pending:
            return
        kind: BlockKind = "heading" if top.level else "paragraph"
        first = len(builder.units)
        if written and self._scene:
            builder.opens_scene, self._scene = True, False
        builder.centred = top.centred
        if written and self._spacing.stands_off(aside=top.aside or top.centred):
            builder.blank()
        if builder.end(kind, top.level, linked=linked) is None:
            if top.tag in _SPACERS and not top.skip:
                top.blank = -1
                builder.blank()
            return
        self._paragraph += 1
        self._pictured = False
        if names_contents(builder.latest):
            self._named = len(builder.units)
        for unit in builder.units[first:]:
            unit.outside, unit.contents = top.outside, top.contents and unit.kind != "heading"
        if self._anchor is not None:
            open_chapter(builder, first, self._anchor)
            self._anchor = None

    def finish(self) -> None:
        """The page is over."""
        for opened in self._stack:
            opened.cap = False
        self._held = False
        self._end_block()
        self._builder.size, self._builder.bold, self._builder.centred = 0.0, False, False
        self._builder.italic = False


def open_chapter(builder: DraftBuilder, first: int, title: str) -> None:
    """Open a chapter at a unit: it is the heading itself, or the title is the navigation's."""
    if first >= len(builder.units) or builder.units[first].kind == "heading":
        return
    unit = builder.units[first]
    words = builder.short_texts(first).get(unit.start)
    if words == " ".join(title.casefold().split()):
        unit.kind, unit.level = "heading", 1
    else:
        unit.chapter = title

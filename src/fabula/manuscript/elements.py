"""Which elements of a page are not story: numbers of pages and notes, hidden things, chrome."""

import html
import re
from collections.abc import Callable, Mapping

from fabula.manuscript.headings import is_break, is_title, read_heading
from fabula.manuscript.signs import font_of_signs
from fabula.manuscript.stylenames import kind_of_name
from fabula.manuscript.stylesheet import hides

__all__ = [
    "BLOCKS",
    "BREAK_CLASS",
    "HEADINGS",
    "MATTER_APART",
    "OPENS_SCENE",
    "VOID",
    "has_mute",
    "heading_level",
    "is_caption",
    "is_contents",
    "is_dropped",
    "is_mute",
    "is_named_footer",
    "is_page_footer",
    "is_separator",
    "is_spoken",
    "kinds_of",
    "line_inside",
    "signs_font",
    "words_inside",
]

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HEADINGS = {f"h{n}": n for n in range(1, 7)}
_SKIPPED = frozenset(
    "head script style template noscript nav svg math iframe object audio video canvas select "
    "button textarea datalist rt rp rtc title xmp".split()
)
# Kinds of EPUB (epub:type, and ARIA's doc- roles) that are apparatus, not text of the author:
# EPUB 3 Structural Semantics Vocabulary 1.1, Digital Publishing WAI-ARIA Module 1.1.
_MATTER_DROPPED = frozenset(
    "imprint colophon copyright-page copyright toc toc-brief landmarks page-list pagelist loi lot "
    "loa lov index index-group other-credits credits contributors errata revision-history "
    "bibliography cover pagebreak footnote footnotes endnote endnotes rearnote rearnotes note "
    "noteref backlink annoref".split()
)
# The author's own words to the reader, but no part of the story.
MATTER_APART = frozenset(
    "titlepage title-page halftitlepage halftitle fulltitlepage dedication acknowledgments "
    "acknowledgements acknowledgment seriespage glossary about-author praise".split()
)
_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:(?:foot|end|rear|side)-?_?notes?(?:-?(?:text|body|list|item|content|container|"
    r"section|area|ref(?:erence)?|link|anchor|number))?|note-?ref|fn-?(?:ref|anchor|body|text)?|"
    r"references|mw-references-wrap|reflist|MsoFootnote(?:Text|Reference)|MsoEndnoteText|"
    r"transnote|tnote|tn)(?:$|\s)",
    re.IGNORECASE,
)
_CHROME_CLASS = re.compile(
    r"(?:^|\s)(?:noprint|ws-noexport|mw-editsection|mw-jump-link|pg-boilerplate|"
    r"site-(?:header|footer|navigation)|share(?:daddy|-buttons)?|social-(?:share|links)|"
    r"comments-area|post-navigation|breadcrumbs?|cookie-(?:notice|banner)|skip-link|calibre_jacket)"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(r"pg-(?:header|footer|machine-header|start-separator|end-separator)")
_FOOTER_NAME = re.compile(r"(?:^|\s)(?:page-?|site-?)?footer(?:$|\s)", re.IGNORECASE)
_NUMBER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:page-?_?(?:num(?:ber)?s?|nos?|break|marker)|pg-?_?(?:num|no|break)|folio|pb|"
    r"new-?page|line-?_?(?:num(?:ber)?s?|nos?)|ln|(?:verse|poem)-?_?(?:num(?:ber)?s?|nos?)|"
    r"vnum|marginnum(?:ber)?)(?:$|[\s\d_-])",
    re.IGNORECASE,
)
_NUMBER_ID = re.compile(r"(?:page|pg|p)[_.-]?[\divxlc]+", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\[({<|*~–—-]*\s*+(?:p(?:age|g)?s?|l(?:ine)?|fol)?\.?\s*+(?:\d{1,4}[rv]?|[ivxlcdm]{1,9})"
    r"(?:\s*+[-–/]\s*+\d{1,4})?\s*+[\])}>|*~–—-]*",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(
    r"[\[(]\s*(?:[Nn]ote\s*)?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[*†‡§¶#‖]{1,4})\s*[\])]"
    r"|\d{1,3}|[*†‡§¶‖]{1,4}|\[?(?:fn|n)\.?\s?\d{1,3}\]?"
)
_BACK = re.compile(
    r"[\[(]?(?:(?:back|return|jump|skip|go)\s+to\s+(?:the\s+)?(?:top|start|(?:table\s+of\s+)?contents"
    r"|text|main\s+(?:content|text)|index|chapter\s+list)|[↩↑⏎^⤴]\ufe0e?)[\])]?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[\s\d(])(?:[kcmd]?m|mc|ft|mi|yd|in|[xyznre])$|\d$")
_SPOKEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|a11y-hidden)(?:$|\s)"
)
_SPOKEN_AHEAD = re.compile(
    r"""class\s*=\s*["'][^"'>]{0,80}(?:sr-only|visually-?hidden|screen-?reader)""", re.IGNORECASE
)
_MUTE_AHEAD = re.compile(r"""aria-hidden\s*=\s*["']?true""", re.IGNORECASE)
BREAK_CLASS = re.compile(
    r"(?:scene|section|thought|space)[-_]?break|(?:^|[\s_-])(?:separator|ornament|divider|asterism)",
    re.IGNORECASE,
)
OPENS_SCENE = re.compile(
    r"(?:^|[\s_-])(?:(?:scene|section|thought|space)[-_]?break|(?:after|post)[-_]?break|"
    r"(?:new|begin|first|open)[-_]?(?:scene|section)|(?:scene|section)[-_]?(?:start|open(?:ing)?|"
    r"first))(?:$|\s)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"(?:scene|section|thought|chapter)[\s_-]?(?:break|divider|separator)|separator|divider|"
    r"ornament|fleuron|flourish|asterism|dinkus|\bsep\b|(?:^|[/_-])(?:break|sep|hr|rule|tailpiece)"
    r"[\d_-]*\.",
    re.IGNORECASE,
)
_CONTENTS_CLASS = re.compile(
    r"(?:^|\s)(?:toc(?:[-_]?(?:entry|item|line|chapter|part|level)?[-_]?\d*)|tableofcontents|"
    r"table-of-contents|MsoToc\d)(?:$|\s)",
    re.IGNORECASE,
)
_CHROME_FOOTER = re.compile(
    r"©|&copy;|\(c\)|copyright|all rights reserved|powered by|privacy|terms of|posted (?:in|by|on)|"
    r"filed under|tagged|leave a (?:comment|reply)|share this|last modified|<nav|<form|comments?\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:^|\s)(?:fig)?caption(?:-text|ed)?(?:$|\s)|wp-caption", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_FAMILY = re.compile(r"font-family\s*:\s*([^;,]{1,80})", re.IGNORECASE)
_INNER = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|section|blockquote)[\s>]")
_NEAR = 300
_LONGEST_HEADING = 160
_ENDS = '.,;:"”’'
_FOOTER = 3_000

Peek = Callable[[], str | None]


def words_inside(source: str, opened: int, tag: str) -> str | None:
    """The words of a small element whose start tag ends at an offset; None if it is larger."""
    near = source[opened : opened + _NEAR + len(tag) + 3]
    closed = near.lower().find(f"</{tag}")
    if closed < 0:
        return None
    return html.unescape(_TAG.sub("", near[:closed])).strip()


def line_inside(source: str, opened: int, tag: str) -> str | None:
    """Like `words_inside`, for an element that holds no other paragraph."""
    words = words_inside(source, opened, tag)
    if not words:
        return words
    near = source[opened : opened + _NEAR + len(tag) + 3].lower()
    return None if _INNER.search(near, 0, near.find(f"</{tag}")) else words


def kinds_of(attributes: Mapping[str, str]) -> list[str]:
    """What an element is by ``epub:type`` and by the roles of digital publishing."""
    kinds = attributes.get("epub:type", "").casefold().split()
    for role in attributes.get("role", "").casefold().split():
        if role.startswith("doc-"):
            kinds.append(role[4:])
    return kinds


def is_dropped(tag: str, attributes: Mapping[str, str], inside: Peek, tail: str) -> bool:
    """Whether nothing inside the element is story.

    ``inside`` gives its words if they are few; ``tail`` is the end of the
    paragraph's text before it, empty at its beginning.
    """
    if tag in _SKIPPED or (tag == "dialog" and "open" not in attributes):
        return True
    if tag == "sup" or "super" in attributes.get("style", ""):
        mark = inside()
        if tail and mark and _NOTE_MARK.fullmatch(mark):
            return not _UNIT.search(tail.rstrip("\n"))
    if not attributes:
        return False
    if "hidden" in attributes or hides(attributes.get("style", "")):
        return True
    if any(kind in _MATTER_DROPPED for kind in kinds_of(attributes)):
        return True
    if attributes.get("role") in ("banner", "navigation", "search", "contentinfo"):
        return True
    return (
        _is_chrome(tag, attributes)
        or _is_number(attributes, inside)
        or (tag == "a" and _is_mark(attributes, inside, tail))
    )


def _is_chrome(tag: str, attributes: Mapping[str, str]) -> bool:
    classes = attributes.get("class", "")
    if _BOILERPLATE.fullmatch(attributes.get("id", "")):
        return True
    if not classes or tag in HEADINGS:
        return bool(classes) and bool(_CHROME_CLASS.search(classes))
    return bool(_NOTE_CLASS.search(classes) or _CHROME_CLASS.search(classes))


def _is_number(attributes: Mapping[str, str], inside: Peek) -> bool:
    """The number of a page or a line, as web editions show them."""
    if _NUMBER_CLASS.search(attributes.get("class", "")):
        words = inside()
        return words is not None and (not words or bool(_NUMBER.fullmatch(words)))
    if _NUMBER_ID.fullmatch(attributes.get("id", "") or attributes.get("name", "")):
        words = inside() or ""
        return bool(words and _NUMBER.fullmatch(words)) and not words.isalpha()
    return False


def _is_mark(attributes: Mapping[str, str], inside: Peek, tail: str) -> bool:
    """A link that is the number of a note, or leads back to the top."""
    if "#" not in attributes.get("href", ""):
        return False
    words = inside()
    if not words:
        return False
    return bool(_BACK.fullmatch(words) or (tail.strip() and _NOTE_MARK.fullmatch(words)))


def is_mute(attributes: Mapping[str, str], inside: Peek, ahead: str, *, spoken: bool) -> bool:
    """Whether ``aria-hidden`` marks decoration here, or what is said for the ear beside it.

    ``ahead``: the source that follows; ``spoken``: the paragraph has had such words.
    """
    if attributes.get("aria-hidden", "").casefold() != "true":
        return False
    words = inside()
    if words is None:
        return False
    if spoken or _SPOKEN_AHEAD.search(ahead):
        return True
    return len(words) < 4 and not any(letter.isalpha() for letter in words) and not is_break(words)


def is_caption(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the element describes an image, where one stands before it."""
    return tag == "figcaption" or bool(_CAPTION.search(attributes.get("class", "")))


def is_spoken(attributes: Mapping[str, str]) -> bool:
    """Whether the element is for the ear alone."""
    return bool(_SPOKEN.search(attributes.get("class", "")))


def has_mute(ahead: str) -> bool:
    """Whether something for the eye alone follows."""
    return bool(_MUTE_AHEAD.search(ahead))


def is_separator(attributes: Mapping[str, str]) -> bool:
    """Whether an image is an ornament between scenes, by its text, class or name."""
    names = (attributes.get(name, "") for name in ("alt", "class", "src", "title"))
    return any(_SEPARATOR.search(name[-120:]) for name in names)


def heading_level(tag: str, attributes: Mapping[str, str], inside: Peek) -> int:
    """The level of a paragraph that its class or its role makes a heading; 0 for none.

    A class only says so of few words: programs name the whole chapter's box after it, too.
    """
    names = attributes.get("class", "").split()
    role = attributes.get("role", "") == "heading"
    if tag not in ("p", "div") or not (names or role):
        return 0
    kinds = [kind_of_name(name) for name in names]
    level = next((kind.level for kind in kinds if kind.what == "heading"), 0)
    if role:
        level = level or int(attributes.get("aria-level", "2")[:1].strip() or 2)
    if not level:
        return 0
    words = inside() or ""
    if not 0 < len(words) <= _LONGEST_HEADING or "\n\n" in words:
        return 0
    worded = read_heading(words) is not None or is_title(words)
    return level if worded or words[-1] not in _ENDS else 0


def signs_font(attributes: Mapping[str, str]) -> str | None:
    """The kind of font of signs that the element sets (see `font_of_signs`); None if no font."""
    style = attributes.get("style", "")
    font = attributes.get("face", "")
    if not font and "font-family" in style:
        match = _FAMILY.search(style)
        font = match[1] if match else ""
    return font_of_signs(font.strip(" \"'")) if font.strip() else None


def is_contents(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the element is an entry of a table of contents, or a table of them."""
    return tag not in HEADINGS and bool(_CONTENTS_CLASS.search(attributes.get("class", "")))


def is_named_footer(attributes: Mapping[str, str]) -> bool:
    """Whether an element is called a footer, though it is a plain one."""
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return _FOOTER_NAME.search(named) is not None


def is_page_footer(
    source: str, opened: int, *, inside_text: bool, closing: str = "</footer"
) -> bool:
    """Whether a ``footer`` is the page's rather than a letter's or a story's own.

    ``inside_text``: it stands in a quotation, a section or an article. ``closing``: how it ends.
    """
    if not inside_text:
        return True
    near = source[opened : opened + _FOOTER]
    closed = near.lower().find(closing)
    near = near[:closed] if closed >= 0 else near
    return bool(_CHROME_FOOTER.search(near)) or near.count("<a ") > 2

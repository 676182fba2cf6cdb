"""What Markdown programs add to Markdown: blotted out where it is no story, offsets unchanged.

Sources: the manuals of Obsidian, Pandoc, kramdown, Hugo, Jekyll, CriticMarkup,
MultiMarkdown and GitHub. Each step replaces markup by `NOTHING` of the same length, so
that what is left stands where it stood; the reader of Markdown drops `NOTHING`.
"""

import re
from dataclasses import dataclass, field

from fabula.manuscript.asides import is_note_number
from fabula.manuscript.headings import is_title, read_heading

__all__ = ["NOTHING", "PARTS", "Dialect", "read_dialect"]

# Punctuation of SignWriting, which no story holds: to Markdown, punctuation beside emphasis.
NOTHING = "\U0001da8b"
PARTS = "\U0001da8a"
"""Stands between two cells of a table: a paragraph ends here."""

_OURS = str.maketrans({NOTHING: "\ufffd", PARTS: "\ufffd"})
_VISIBLE = re.compile(r"[^\n]")
_DEEPEST_QUOTE = 8
_LONGEST_CHANGE = 50_000
_DEEPEST_INDENT = 24

_WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n|]{0,300}?)(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
_RAW_INLINE = re.compile(r"(?<!`)`[^`\n]{1,1000}`\{=[A-Za-z0-9]{1,20}\}")
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)"""
_ATTRIBUTE = rf"(?:[.#][A-Za-z_][\w:.-]*|[A-Za-z_][\w:.-]*={_VALUE})"
_ATTRIBUTES = rf"\{{:?[ \t]*(?:{_ATTRIBUTE}|-)(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}"
_BRACED = re.compile(rf"{_ATTRIBUTES}|\{{:[^{{}}\n]{{0,200}}\}}")
_SPANNED = re.compile(rf"\[([^\[\]\n]*)\]{_ATTRIBUTES}")
_TEMPLATE = re.compile(
    r"\{%-?\s*(?P<tag>comment|endcomment)?(?:[^%\n{]|%(?!\})|\{(?!%)){0,1000}%\}"
    r"|\{\{[^{}\n]{0,1000}\}\}"
    r"|<%(?:[^%<]|%(?!>)|<(?!%)){0,1000}%>"
)
_NOTE_INLINE = re.compile(r"\^\[[^\[\]\n]{0,2000}\]")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]+(?:=[^=\n]+)*)(?<=\S)==(?!=)")
_BLOCK_ID = re.compile(r"(?:(?<=[ \t])|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
_LINES = re.compile(
    r"^[ \t]*(?:"
    r":{3,}[^\n]*"  # fences of Pandoc's divs
    r"|\\[A-Za-z]+\*?(?:\[[^\]\n]*\]|\{[^}\n]*\})*"  # TeX
    r"|\[(?:toc|TOC)\]"
    r"|[a-z][\w-]{0,30}::(?:[ \t][^\n]*)?"  # fields of Dataview
    r"|/[^\n]{1,200}\.(?:md|txt|markdown|png|jpe?g|gif|csv)"  # iA Writer
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
    r"|(?:import|export)[ \t][^\n]{1,200}[ \t]from[ \t]+[\"'][^\"'\n]+[\"'];?"  # MDX
    r"|#[a-z][\w/-]*(?:[ \t]+#[A-Za-z][\w/-]*)*|#[A-Za-z][\w/-]*(?:[ \t]+#[A-Za-z][\w/-]*)+"  # tags
    r")[ \t]*$",
    re.MULTILINE,
)
_CONTENTS_MARK = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+[^\n]{1,80}\n[ \t]*\{:[ \t]*toc\b[^}\n]*\}", re.MULTILINE
)
_LINK_ITEM = re.compile(
    r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^\[\]\n]+\]\((?:#|[^()\s]+\.(?:md|html))[^()\n]*\)"
    r"|\[\[[^\[\]\n]+\]\])[ \t]*$"
)
_FEWEST_LINKS = 2
_INLINE_FIELD = re.compile(r"[ \t]?[\[(][A-Za-z][\w -]{0,30}::[^\[\]()\n]{0,200}[\])]")
_CITED = re.compile(r"[ \t]?\[-?@[\w:.-]{1,80}[^\[\]\n]{0,100}\]")
_LOWERED = re.compile(r"(?<=\w)~([^\s~]{1,12})~(?!~)")
_RAISED = re.compile(r"(?<=[^\s^])\^([^\s^\[\]]{1,12})\^(?!\^)")
_INSERTED = re.compile(r"(?<!\+)\+\+(?=[^\s+])([^+\n]+)(?<=\S)\+\+(?!\+)")
_REMARK_DIV = re.compile(r":{3,}[ \t]*\{[^}\n]*\.callout-(?:note|tip|warning|caution|important)\b")
_DIV_END = re.compile(r":{3,}[ \t]*$")
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(\[[ xX/-]\])(?=[ \t])", re.MULTILINE)
_NOTHING_AND_SPACE = re.compile(rf"(?<!\S){NOTHING}+[ \t]")
_EMPTY_LINE = re.compile(rf"^([ \t>]*){NOTHING}[{NOTHING} \t]*$", re.MULTILINE)
_HIDDEN = re.compile(r"%%")
_COMMENT = re.compile(r"<!--")
_CRITIC = re.compile(r"\{(?:\+\+|--|~~|>>|==)")
_CRITIC_ENDS = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}
_PREFIX = re.compile(r"^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+", re.MULTILINE)
_DEEP = re.compile(rf"^([ \t]{{{_DEEPEST_INDENT},}})([-*+]|\d{{1,9}}[.)])(?=[ \t])", re.MULTILINE)
_MARKER = re.compile(r">|[-*+](?=[ \t])|\d{1,9}[.)]")
_TITLE_BLOCK = re.compile(r"%(?!%)[ \t]?([^\n]*)\n")
_TITLE_MORE = re.compile(r"[ \t]+(\S[^\n]*)\n")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]+(\S[^\n]*)\n|[ \t]+\S[^\n]*\n")
_FIELD_NAMES = frozenset(
    "title subtitle author authors date format copyright keywords css language lang "
    "affiliation revision bibliography".split()
) | {"base header level", "latex input", "latex mode", "quotes language", "word count"}
_TIGHT_HEADING = re.compile(r"(?:(?<=\n\n)|\A)(#{1,6})(?=[^\s#])([^\n]{1,100})(?=\n[ \t]*\n|\n?\Z)")

_FENCE = re.compile(r" {0,3}(`{3,})[ \t]*([^`\n]*)$")
_PROGRAMS = re.compile(
    r"\{=|(?:\{?\.?)(?:dataview|dataviewjs|query|mermaid|tasks|toc|button|css|js|javascript|html"
    r"|yaml|json|toml|latex|tex|python|bash|sh|lua|chart|timeline|leaflet)\b",
    re.IGNORECASE,
)
_NOTE_TEXT = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:")
_CALLOUT = re.compile(r"[ \t]{0,3}>[ \t]*(\[!(\w++)[^\]\n]*+\][+-]?)")
# Remarks to oneself; a callout of another kind ("quote", "letter") is story.
_REMARKS = frozenset(
    "note abstract summary tldr info todo tip hint important success check done question help faq "
    "warning caution attention failure fail missing danger error bug example".split()
)
_TABLE_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_CELL_END = re.compile(r"(?<!\\)\|")
_LINE_BLOCK = re.compile(r"[ \t]{0,3}\|(?=[ \t]|$)(?=[^|]*$)")
_DEFINITION = re.compile(r"( {0,3}):(?=[ \t]{1,3}\S)")


@dataclass(slots=True)
class Dialect:
    """Markdown with what is no story blotted out; as long as it was.

    ``apart``: numbers of the lines whose end ends a paragraph. ``headings``: levels
    of headings that have no space behind their hashes, by line number. ``title``
    and ``author`` are those of a title block.
    """

    text: str
    apart: frozenset[int] = frozenset()
    headings: dict[int, int] = field(default_factory=dict)
    title: str = ""
    author: str = ""


def read_dialect(body: str) -> Dialect:
    """Blot out what programs add to Markdown; time is linear in the length of the text."""
    text = body.translate(_OURS) if NOTHING in body or PARTS in body else body
    found = Dialect(text)
    text = _title_block(text, found)
    text = _inline(_lists_and_boxes(_critic(_hidden(_comments(text)))))
    text = _by_line(text, found)
    text = _LINES.sub(_blotted, text)
    if "#" in text:
        text = _tight_headings(text, found)
    text = _shallow(text)
    if NOTHING in text:
        text = _NOTHING_AND_SPACE.sub(_blotted, text)
        text = _EMPTY_LINE.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
    found.text = text
    return found


def _blot(text: str) -> str:
    return _VISIBLE.sub(NOTHING, text)


def _blotted(match: re.Match[str]) -> str:
    return _blot(match[0])


def _title_block(text: str, found: Dialect) -> str:
    """The title block of Pandoc (``% title``) or MultiMarkdown (``Title: ...``) at the head."""
    fields: list[str] = []
    at = 0
    while len(fields) < 3 and (match := _TITLE_BLOCK.match(text, at)):
        fields.append(" ".join(match[1].split()))
        at = match.end()
        while len(fields) < 3 and (more := _TITLE_MORE.match(text, at)):
            fields[-1] = f"{fields[-1]} {more[1].strip()}".strip()
            at = more.end()
    if fields:
        found.title, found.author = fields[0], ", ".join(fields[1:2]).replace("; ", ", ")
        return _blot(text[:at]) + text[at:]
    return _fields(text, found)


def _fields(text: str, found: Dialect) -> str:
    at = 0
    known = False
    while match := _FIELD.match(text, at):
        name = (match[1] or "").casefold()
        if at == 0 and name not in _FIELD_NAMES:
            return text
        known = known or name in ("title", "author", "authors")
        if name == "title":
            found.title = match[2].strip()
        elif name in ("author", "authors"):
            found.author = match[2].strip()
        at = match.end()
    if not known or (at < len(text) and text[at] != "\n"):
        found.title = found.author = ""
        return text
    return _blot(text[:at]) + text[at:]


def _comments(text: str) -> str:
    """Comments of HTML over several paragraphs; one that never ends is no comment."""
    pieces: list[str] = []
    at = passed = 0
    for match in _COMMENT.finditer(text):
        start = match.start()
        if start < passed:
            continue
        # "<!-->" is a whole comment.
        end = text.find("-->", start + 2)
        if end < 0:
            pieces.append(text[at:start])
            pieces.append(text[start:].replace("<!--", NOTHING * 4))
            return "".join(pieces)
        if text.find("\n\n", start, end) >= 0:
            pieces += (text[at:start], _blot(text[start : end + 3]))
            at = end + 3
        passed = end + 3
    return "".join(pieces) + text[at:] if pieces else text


def _hidden(text: str) -> str:
    """Comments of Obsidian: ``%%`` within a paragraph, or from one line to another."""
    marks = [match.start() for match in _HIDDEN.finditer(text)]
    pieces: list[str] = []
    at = index = 0
    while index + 1 < len(marks):
        start, end = marks[index], marks[index + 1]
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
        if text.find("\n\n", start, end) >= 0 and not (alone and _opens_block(text, start, end)):
            if alone:
                # A line of Ulysses that is a comment.
                stop = text.find("\n", start)
                pieces += (text[at:start], _blot(text[start:stop]))
                at = stop
            index += 1
            continue
        pieces += (text[at:start], _blot(text[start : end + 2]))
        at = end + 2
        index += 2
    if index < len(marks) and marks[index] >= at:
        start = marks[index]
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if alone and text[start + 2 : stop].strip():
            pieces += (text[at:start], _blot(text[start:stop]))
            at = stop
    return "".join(pieces) + text[at:] if pieces else text


def _opens_block(text: str, start: int, end: int) -> bool:
    """Whether ``%%`` at a line's beginning opens a comment of several paragraphs, up to ``end``.

    Two such lines with words behind each mark are two comments of one line.
    """
    stop = text.find("\n", start)
    if not text[start + 2 : stop].strip():
        return True
    closes_line = text[text.rfind("\n", 0, end) + 1 : end].strip(" \t>")
    after = text.find("\n", end)
    behind = text[end + 2 : len(text) if after < 0 else after].strip()
    return bool(closes_line) or not behind


def _critic(text: str) -> str:
    """CriticMarkup as accepted: additions stay, deletions and comments go."""
    if "{" not in text:
        return text
    pieces: list[str] = []
    ends: dict[str, int] = {}
    at = 0
    for match in _CRITIC.finditer(text):
        start, mark = match.start(), match[0]
        if start < at:
            continue
        end = ends.get(mark, 0)
        if 0 <= end < match.end():
            end = ends[mark] = text.find(_CRITIC_ENDS[mark], match.end())
        if end < 0 or end - start > _LONGEST_CHANGE:
            continue
        first, last = _kept(text, mark, match.end(), end)
        pieces += (text[at:start], _blot(text[start:first]), text[first:last])
        pieces.append(_blot(text[last : end + 3]))
        at = end + 3
    return "".join(pieces) + text[at:] if pieces else text


def _kept(text: str, mark: str, start: int, end: int) -> tuple[int, int]:
    """What of a change stays: half-open range."""
    if mark in ("{++", "{=="):
        return start, end
    arrow = text.find("~>", start, end) if mark == "{~~" else -1
    return (arrow + 2, end) if arrow >= 0 else (end, end)


def _inline(text: str) -> str:
    if "{" in text or "<%" in text:
        text = _RAW_INLINE.sub(_blotted, text)
        text = _templates(text)
        text = _SPANNED.sub(lambda m: NOTHING + m[1] + NOTHING * (m.end() - m.end(1)), text)
        text = _BRACED.sub(_blotted, text)
    if "::" in text:
        text = _INLINE_FIELD.sub(_blotted, text)
    if "[@" in text or "[-@" in text:
        text = _CITED.sub(_blotted, text)
    if "[[" in text:
        text = _WIKILINK.sub(_link_text, text)
    if "^" in text:
        text = _BLOCK_ID.sub(_blotted, _NOTE_INLINE.sub(_blotted, text))
        text = _RAISED.sub(_raised, text)
    if "~" in text:
        text = _LOWERED.sub(lambda m: NOTHING + m[1] + NOTHING, text)
    if "++" in text:
        text = _INSERTED.sub(lambda m: NOTHING * 2 + m[1] + NOTHING * 2, text)
    if "==" in text:
        text = _HIGHLIGHT.sub(lambda m: NOTHING * 2 + m[1] + NOTHING * 2, text)
    if "[" in text:
        text = _TASK.sub(lambda m: m[1] + NOTHING * 3, text)
    return text


def _raised(match: re.Match[str]) -> str:
    """Raised words without their marks; nothing of the number of a note."""
    if is_note_number(match[1], match.string[max(0, match.start() - 20) : match.start()]):
        return _blot(match[0])
    return NOTHING + match[1] + NOTHING


def _link_text(match: re.Match[str]) -> str:
    """What a link within a vault shows: its other name, or its target."""
    if match[1] or not (match[2] or match[3]) or match[2].strip("_").casefold() == "toc":
        return NOTHING * len(match[0])
    start, end = (match.start(3), match.end(3)) if match[3] else (match.start(2), match.end(2))
    shown = match.string[start:end]
    if not match[3] and "#" in shown:
        page, _, section = shown.partition("#")
        start, end = (start, start + len(page)) if page else (end - len(section), end)
        shown = page or section
    return NOTHING * (start - match.start()) + shown + NOTHING * (match.end() - end)


def _templates(text: str) -> str:
    """Tags of Liquid, Hugo and Templater; what stands in a comment of Liquid."""
    pieces: list[str] = []
    at = 0
    comment = -1
    for match in _TEMPLATE.finditer(text):
        if comment >= 0:
            if match["tag"] == "endcomment":
                pieces += (text[at:comment], _blot(text[comment : match.end()]))
                at, comment = match.end(), -1
            continue
        if match["tag"] == "comment":
            comment = match.start()
            continue
        pieces += (text[at : match.start()], _blot(match[0]))
        at = match.end()
    return "".join(pieces) + text[at:] if pieces else text


def _by_line(text: str, found: Dialect) -> str:
    """Notes, fences, callouts, tables, definitions, and verse in bars."""
    if not any(sign in text for sign in ("[^", "```", "[!", "|", "\n:", "\n :")):
        return text
    lines = text.split("\n")
    _notes(lines)
    _fences(lines)
    _callouts(lines)
    apart = _tables(lines) if "|" in text else set[int]()
    for number, line in enumerate(lines):
        mark = _DEFINITION.match(line)
        if mark and number:
            lines[number] = f"{mark[1]}{NOTHING}{line[mark.end() :]}"
            apart.add(number - 1)
    found.apart = frozenset(apart)
    return "\n".join(lines)


def _lists_and_boxes(text: str) -> str:
    """Tables of contents, and boxes of remarks to oneself."""
    if "{:" in text:
        text = _CONTENTS_MARK.sub(_blotted, text)
    if not any(sign in text for sign in ("](", "]]", ".callout-")):
        return text
    lines = text.split("\n")
    _link_lists(lines)
    _remark_divs(lines)
    return "\n".join(lines)


def _link_lists(lines: list[str]) -> None:
    """Lists of nothing but links within the manuscript, which are its contents."""
    run: list[int] = []
    for number, line in enumerate([*lines, "."]):
        if _LINK_ITEM.match(line):
            run.append(number)
        elif line.strip():
            if len(run) >= _FEWEST_LINKS:
                for index in run:
                    lines[index] = " " * len(lines[index])
            run = []


def _remark_divs(lines: list[str]) -> None:
    """Quarto's boxes of remarks to oneself, which are divs of a class."""
    opened = -1
    for number, line in enumerate(lines):
        if opened < 0 and _REMARK_DIV.match(line):
            opened = number
        elif opened >= 0 and _DIV_END.match(line):
            for index in range(opened, number + 1):
                lines[index] = " " * len(lines[index])
            opened = -1


def _notes(lines: list[str]) -> None:
    """The texts of footnotes, with the indented paragraphs that go on with them."""
    inside = blank = False
    for number, line in enumerate(lines):
        if _NOTE_TEXT.match(line):
            inside, blank = True, False
        elif not line.strip():
            blank = True
            continue
        elif blank:
            inside = inside and line.startswith(("    ", "\t"))
        if inside:
            lines[number] = " " * len(line)


def _fences(lines: list[str]) -> None:
    """The marks of a fence; and what is in it, where that is for a program."""
    opened, marks, program = -1, "", False
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened < 0:
            opened, marks = number, fence[1]
            program = bool(_PROGRAMS.match(fence[2].strip()))
        elif len(fence[1]) >= len(marks) and not fence[2].strip():
            gone = range(opened, number + 1) if program else (opened, number)
            for index in gone:
                lines[index] = " " * len(lines[index])
            opened = -1


def _callouts(lines: list[str]) -> None:
    """Callouts: remarks to oneself go, of others only the mark."""
    remark = False
    for number, line in enumerate(lines):
        mark = _CALLOUT.match(line)
        if mark:
            remark = mark[2].casefold() in _REMARKS
            if not remark:
                start, end = mark.span(1)
                lines[number] = line[:start] + NOTHING * (end - start) + line[end:]
        elif not line.lstrip().startswith(">"):
            remark = False
        if remark:
            lines[number] = " " * len(line)


def _tables(lines: list[str]) -> set[int]:
    """Let every cell of a table be a paragraph; and take the bars from before verse.

    Returns the numbers of the lines that end a paragraph.
    """
    apart: set[int] = set()
    inside = False
    for number, line in enumerate(lines):
        if "|" not in line:
            inside = False
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not inside and "|" in following and _TABLE_RULE.match(following):
            inside = True
        if inside:
            rule = _TABLE_RULE.match(line)
            lines[number] = NOTHING * len(line) if rule else _cells(line)
            apart.add(number)
        elif bar := _LINE_BLOCK.match(line):
            lines[number] = line[: bar.end() - 1] + NOTHING + line[bar.end() :]
    return apart


def _cells(line: str) -> str:
    return _CELL_END.sub(PARTS, line)


def _tight_headings(text: str, found: Dialect) -> str:
    """Headings of old Markdown, without a space behind the hashes, where they read as headings."""
    pieces: list[str] = []
    at = number = counted = 0
    for match in _TIGHT_HEADING.finditer(text):
        words = match[2].strip().rstrip("#").strip()
        if not words[:1].isalnum() or not (is_title(words) or read_heading(words)):
            continue
        number += text.count("\n", counted, match.start())
        counted = match.start()
        found.headings[number] = len(match[1])
        pieces += (text[at : match.start()], NOTHING * len(match[1]))
        at = match.end(1)
    return "".join(pieces) + text[at:] if pieces else text


def _shallow(text: str) -> str:
    """Quotations in quotations, and lists in lists, no deeper than a parser follows."""
    text = _DEEP.sub(lambda m: m[1] + NOTHING * len(m[2]), text)
    return _PREFIX.sub(_cut_prefix, text)


def _cut_prefix(match: re.Match[str]) -> str:
    prefix = match[0]
    if len(prefix) < 2 * _DEEPEST_QUOTE or match.string[match.end() : match.end() + 1] in "*-+\n":
        return prefix
    marks = list(_MARKER.finditer(prefix))
    if len(marks) <= _DEEPEST_QUOTE:
        return prefix
    at = marks[_DEEPEST_QUOTE].start()
    return prefix[:at] + re.sub(r"\S", NOTHING, prefix[at:])

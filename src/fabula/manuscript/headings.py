"""Lines that head a chapter, and marks that break a scene."""

import re
from dataclasses import dataclass
from typing import Literal

from fabula.english.function_words import SMALL_IN_TITLES
from fabula.english.numbers import ORDINAL_TEENS, ORDINAL_TENS, ORDINAL_UNITS, TEENS, TENS, UNITS
from fabula.english.tables import alternation
from fabula.english.writing import NAMED_PARTS

__all__ = [
    "Heading",
    "Rank",
    "is_aside",
    "is_break",
    "is_title",
    "opens_with_heading",
    "read_heading",
    "spell",
]

Rank = Literal["part", "chapter", "named", "number"]

# What novels call their parts and chapters, from the tables of contents of
# nineteenth- and twentieth-century fiction.
_PARTS = r"book|part|volume|vol\.?|phase|act|narrative"
_CHAPTERS = r"chapter|chap\.?|letter|stave|canto|episode|adventure|scene|section"
_NAMED = rf"(?:the\s+|author[’']?s\s+|authors[’']\s+)?(?:{alternation(NAMED_PARTS)})"


def _spelled() -> dict[str, int]:
    words = {word: n for n, word in enumerate(UNITS + TEENS, 1)}
    words |= {word: n for n, word in enumerate(ORDINAL_UNITS + ORDINAL_TEENS, 1)}
    for index, (ten, ordinal) in enumerate(zip(TENS, ORDINAL_TENS, strict=True), 2):
        words[ten], words[ordinal] = 10 * index, 10 * index
        for unit in range(1, 10):
            for joint in "-", " ":
                words[f"{ten}{joint}{UNITS[unit - 1]}"] = 10 * index + unit
                words[f"{ten}{joint}{ORDINAL_UNITS[unit - 1]}"] = 10 * index + unit
    for word, n in list(words.items()):
        if n < 100 and not word.endswith(("st", "nd", "rd", "th")):
            for start in "hundred", "one hundred", "a hundred":
                words[f"{start} and {word}"] = words[f"{start} {word}"] = 100 + n
    words |= {"hundred": 100, "one hundred": 100, "a hundred": 100, "last": 0, "final": 0}
    return words


_SPELLED = _spelled()
_ORDINALS = frozenset(ORDINAL_UNITS + ORDINAL_TEENS + ORDINAL_TENS)


def spell(number: int, *, ordinal: bool = False) -> str:
    """The number in words, "twenty-one" or "twenty-first"; empty beyond a hundred or so."""
    for word, value in _SPELLED.items():
        if value == number and number and (word.split("-")[-1] in _ORDINALS) == ordinal:
            return word
    return ""


_SPELLED_PATTERN = "|".join(sorted(_SPELLED, key=len, reverse=True))
_ROMAN = r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
# As writers miscount: XIIX, IXX, IIX. Only in capitals.
_MISTAKEN_ROMAN = r"(?-i:[IVXLC]{2,10})"
_DIGITS = r"\d{1,3}(?:st|nd|rd|th)?"
_NUMBER = rf"(?:the\s+)?(?P<number>{_DIGITS}|{_SPELLED_PATTERN}|{_ROMAN}|{_MISTAKEN_ROMAN})"
_AFTER = r"(?P<gap>[\s_*]*(?:[.:,;—–)\]_*-]+[\s_*]*|\s+|$))(?P<title>.*)"

_NUMBERED = re.compile(
    rf"[\[(_*]*(?:the\s+)?(?P<word>{_PARTS}|{_CHAPTERS})\s+(?:no\.?\s*)?{_NUMBER}(?![^\W_]|['’]){_AFTER}",
    re.IGNORECASE | re.DOTALL,
)
_ORDERED = re.compile(
    rf"[\[(_*]*(?:the\s+)?(?P<number>{_SPELLED_PATTERN}|{_DIGITS})\s+(?P<word>{_PARTS}|{_CHAPTERS})(?![^\W_]|['’]){_AFTER}",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(
    rf"[\[(_*]*(?P<word>{_NAMED})(?![^\W_]|['’]){_AFTER}", re.IGNORECASE | re.DOTALL
)
_BARE = re.compile(
    rf"[\[(_*~—–-]*\s*(?P<number>\d{{1,3}}|{_ROMAN}|{_MISTAKEN_ROMAN}|{_SPELLED_PATTERN})"
    r"(?![^\W_]|['’])(?P<gap>[\s_*]*(?:[.:—–)~\]_*-]+[\s_*]*|\n\s*|\s{1,2}|$))(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(r"[\[(_*~—–\s-]*+([^\W\d_]+|\d+)")
_STARTS = frozenset(
    [word for name in _SPELLED for word in re.split("[- ]", name)]
    + re.findall("[a-z]{3,}", f"{_PARTS} {_CHAPTERS} {_NAMED}")
    + ["acknowledgments", "acknowledgements"]
)
_PART_WORDS = re.compile(_PARTS, re.IGNORECASE)

_MARKS = (
    "*#~_=•·∙●○◦◆◇■□▪▫★☆✦✧✩✪✱✲✳✴✵✶✷✸✹✺✻✼✽⁂⁎❖❦❧☙❀❁❂❃❄❅❆❇❈❉❊❋❥♠♣♥♦♡♢♤♧⚜✿☾☽∞≈§¤†‡+^@&|/\\<>-‐‑‒–—―:.…"
)
_BREAK = re.compile(rf"(?=.*[^\s.…:])[\s{re.escape(_MARKS)}oO0xX]+|\s*[.…](?:\s+[.…]){{2,}}\s*")
_BREAK_MARK = re.compile(rf"[{re.escape(_MARKS)}]|[oO0]{{2,}}|[xX](?:\s+[xX])+|\b[xX]{{3,}}\b")
_NOT_BREAK = re.compile(r"x{1,2}|X+\.?|[oO]{1,2}|0+|[-–—]?[0oOxX]|[.…:]+|[@&|/\\<>:+^.]")
# Writers on the web say it in words: "--LINE BREAK--", "[scene break]", "(time skip)".
_WORDED_BREAK = re.compile(
    rf"(?P<before>[\s{re.escape(_MARKS)}()\[\]{{}}xXoO]*?)"
    r"(?:(?:scene|section|line|page|time|paragraph)[\s_-]?(?:break|skip|divider|jump|change)s?|linebreak)"
    rf"(?P<after>[\s{re.escape(_MARKS)}()\[\]{{}}xXoO]*)",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(r"\[\s*(?:Illustrations?|Transcriber)\b", re.IGNORECASE)
_TERMINAL = re.compile(r"[,;:]$|--$|—$")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading line says: its rank, its number (-1 for none), its word and its title."""

    rank: Rank
    word: str
    number: int
    title: str
    style: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        """What stays the same between the table of contents and the heading itself."""
        return self.word, self.number, self.title.casefold() if self.number < 0 else ""


def is_break(line: str) -> bool:
    """Whether the line is a scene break: asterisks, a hash, a rule, an ornament."""
    if len(line) > 120:
        return False
    line = line.strip()
    if not line:
        return False
    if line[-1] in "kKpPeE)]}" or line[0] in "-~*([{=":
        worded = _WORDED_BREAK.fullmatch(line) if len(line) <= 60 else None
        if worded is not None:
            return line.isupper() or bool(worded["before"].strip() and worded["after"].strip())
    if line[0].isalnum() and line[0] not in "oO0xX":
        return False
    if not _BREAK.fullmatch(line) or _NOT_BREAK.fullmatch(line):
        return False
    return bool(_BREAK_MARK.search(line)) or line.startswith((".", "…"))


def is_title(line: str) -> bool:
    """Whether a short line is set as a title: capitals throughout, or on every long word."""
    if len(line) > 100 or _TERMINAL.search(line.strip()):
        return False
    if line[:1] in '"“‘«' and not (line.isupper() and " " in line.strip()):
        return False
    words = _WORD.findall(line)
    if not words or len(words) > 16:
        return False
    if not any(word[0].isupper() for word in words):
        return False
    # Prose that goes on in the next line breaks off at a small word; a title does not.
    if words[-1][0].islower():
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word.casefold() in SMALL_IN_TITLES for word in words
    )


def opens_with_heading(line: str) -> bool:
    """Whether the line alone is a chapter heading with nothing after its number."""
    heading = read_heading(line)
    if heading is None or heading.rank == "named":
        return False
    return heading.rank != "number" and (not heading.title or is_title(heading.title))


def _may_head(text: str) -> bool:
    """Whether the first word can begin a heading; nearly all prose is settled here."""
    first = _FIRST.match(text)
    if first is None:
        return False
    word = first[1].casefold()
    return word in _STARTS or word[0].isdecimal() or not word.strip("ivxlc")


def read_heading(text: str) -> Heading | None:
    """What the paragraph says if it is worded as a heading, else None.

    A bare number is a heading only where others continue it; that is for the
    caller to see. Prose that begins like a heading ("Part one of the plan") is not one.
    """
    text = text.strip()
    if len(text) > 400 or not _may_head(text) or text.count("\n") > 5:
        return None
    for pattern in _NUMBERED, _ORDERED:
        match = pattern.match(text)
        if match and _fits(match):
            return _numbered(match)
    match = _CALLED.match(text)
    if match and _fits_name(match):
        return Heading(
            "named", " ".join(match["word"].casefold().split()), -1, _tidy(match["title"])
        )
    match = _BARE.fullmatch(text)
    if match and _fits_bare(match):
        title = _tidy(match["title"])
        style = _style(match["number"]) + ("+" if title else "")
        return Heading("number", "", _value(match["number"]), title, style)
    return None


def _numbered(match: re.Match[str]) -> Heading:
    word = match["word"].casefold().rstrip(".")
    rank: Rank = "part" if _PART_WORDS.fullmatch(match["word"]) else "chapter"
    word = {"chap": "chapter", "vol": "volume"}.get(word, word)
    return Heading(
        rank, word, _value(match["number"]), _tidy(match["title"]), _style(match["number"])
    )


def _tidy(title: str) -> str:
    return " ".join(title.split()).strip("_*[]() ")


def _fits(match: re.Match[str]) -> bool:
    """Whether what follows the number can be a title rather than the rest of a sentence."""
    title = match["title"].strip()
    if match.string[:1].islower() and not match["word"].isupper():
        return False
    if not title:
        return not match["gap"].rstrip().endswith((",", ";"))
    if (
        {":", "—", "–"} & set(match["gap"])
        and "\n" not in match["gap"]
        and match["word"][0].isupper()
    ):
        return len(title) <= 300
    if "\n" in match["gap"]:
        return is_title(" ".join(title.split()))
    if match["gap"].strip(" _*"):
        return _reads_as_title(title, match["word"].isupper())
    return is_title(title)


def _reads_as_title(title: str, shouted: bool) -> bool:
    """A title after a full stop or colon, or on the next line, may run like a sentence."""
    if is_title(title):
        return True
    if title[:1] in '"“‘«':
        return len(title) < 80 and title[-1:] in '"”’».!?'
    first = title.lstrip("_*[(")[:1]
    return len(title) <= (300 if shouted else _LONGEST) and (first.isupper() or first.isdecimal())


def _fits_name(match: re.Match[str]) -> bool:
    word, title = match["word"], match["title"].strip()
    if not (word[:1].isupper() or match.string[:1] in "[(_*"):
        return False
    if word.casefold().removeprefix("the ") in ("note", "notes", "extracts"):
        # Only a heading when it is set as one: these words begin sentences and titles too.
        return word.isupper() and not title
    if not title:
        return True
    return bool(match["gap"].strip(" _*\n") or "\n" in match["gap"]) and is_title(title)


def _fits_bare(match: re.Match[str]) -> bool:
    number, title = match["number"], match["title"].strip()
    if number.isalpha() and not number.isupper() and number.casefold() not in _SPELLED:
        return False
    if not title:
        return number.casefold() not in {"last", "final"} and not (
            number.islower() and number.isalpha()
        )
    if number.casefold() in _SPELLED:
        return False
    apart = bool(match["gap"].strip(" _*")) or number.isdecimal() or title.isupper()
    return len(title) <= 100 and is_title(title) and apart


def _style(number: str) -> str:
    if number[:1].isdecimal():
        return "digits"
    return "spelled" if number.casefold() in _SPELLED else "roman"


_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _value(number: str) -> int:
    number = " ".join(number.casefold().split())
    if number[:1].isdecimal():
        return int(re.sub(r"\D", "", number))
    if number in _SPELLED:
        return _SPELLED[number]
    values = [_ROMAN_VALUES[letter] for letter in number]
    return sum(
        -value if value < max(values[i + 1 :], default=0) else value
        for i, value in enumerate(values)
    )


def is_aside(text: str) -> bool:
    """Whether the paragraph is a bracketed note of an edition, like ``[Illustration]``."""
    return bool(_ILLUSTRATION.match(text)) and text.rstrip().endswith("]")

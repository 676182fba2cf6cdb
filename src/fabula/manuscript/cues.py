"""What a line of chat, script or play looks like: who speaks, what they say, what is only told.

One line is looked at alone here; whether a manuscript is written in such lines is for
`fabula.manuscript.spoken` to see, from its habit. The forms are those of chat logs and
messengers (IRC, Discord, WhatsApp exports, chat fiction), of screenplays (Cole and Haag,
*The Complete Guide to Standard Script Formats*), and of printed plays.
"""

import re
from dataclasses import dataclass
from typing import Literal

from fabula.english.abbreviations import NEVER_NAMES
from fabula.english.saying import LEADING_FORMS
from fabula.english.writing import LABELS, PAPERS

__all__ = ["CHAT_FORMS", "OWN_LINE", "Cue", "Form", "is_transition", "name_key", "read_cue"]

Form = Literal[
    "bracket", "angle", "stamped", "arrow", "colon", "stop", "small stop",
    "header", "own", "own colon", "own stop",
]  # fmt: skip
CHAT_FORMS: frozenset[Form] = frozenset(("bracket", "angle", "stamped", "arrow", "header"))
"""Forms that only chats have; prose never stands so."""
OWN_LINE: frozenset[Form] = frozenset(("header", "own", "own colon", "own stop"))
"""Forms whose cue has a line to itself; what is said stands below."""

_LONGEST_NAME = 40
_LOOK = 120

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:Today|Yesterday)(?:\s+at)?),?\s+"
_STAMP = rf"(?:{_DATE})?{_CLOCK}"
_PICTURES = "[\u2190-\u2bff\ufe0f\u200d\u2764\U0001f000-\U0001faff]+"
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?"
_SMALL = r"(?:of|the|de|la|le|du|von|van|der|and|&|\#?\d{1,3})"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|{_SMALL}(?=[ ]|\W|$))){{0,4}}?(?:[ ]?{_PICTURES})?"
_HANDLE = rf"(?=[^\s:]*[^\W\d_])[^\s:;,.!?()\[\]{{}}<>|\"“”«»*/\\]{{1,30}}(?:[ ]{_PICTURES})?"
_CAPITALS = r"[^\W\d_a-zß-öø-ÿ](?:[^\W_a-zß-öø-ÿ]|[’'.&#-]|[ ](?=[^\W_])|/(?=[^\W_])){0,38}"
_CLOSE = "[*_]{0,3}"
_EXTENSION = r"[(\[][^()\[\]\n]{1,60}[)\]]"

_BRACKET = re.compile(
    rf"(?:{_STAMP}\s+)?(?:\[|(?P<brace>\{{))(?P<name>[^\[\]{{}}\n]{{1,40}})(?(brace)\}}|\])(?P<mark>\s?[:>-])?\s+(?=\S)"
)
_ANGLE = re.compile(
    rf"(?:[\[(]?{_STAMP}[\])]?\s*+[-–—|]?\s*+)?<(?P<name>[^<>\n]{{1,40}})>:?\s+(?=\S)"
)
_STAMPED = re.compile(
    rf"[\[(]?{_STAMP}[\])]?\s*+(?:[-–—|]\s*+)?"
    rf"(?P<name>{_NAME}|{_HANDLE}|\+\d[\d ]+)\s?[:>]\s+(?=\S)"
)
_STAMPED_AFTER = re.compile(
    rf"(?P<mark>[*_]{{0,3}})(?P<name>{_NAME}|{_HANDLE}){_CLOSE}"
    rf"(?:\s*+[(\[]{_STAMP}[)\]]{_CLOSE}\s?:?|,\s{_STAMP}\s?:)\s+(?=\S)"
)
_ARROW = re.compile(rf"(?P<name>{_NAME}|{_HANDLE})\s?(?:>{{1,2}}|»|\|)\s+(?=\S)")
_COLON = re.compile(
    rf"(?P<mark>[*_]{{0,3}})(?P<name>@?(?:{_NAME}|{_HANDLE})){_CLOSE}"
    rf"(?:\s?[*_]{{0,2}}{_EXTENSION}[*_]{{0,2}})?\s?:{_CLOSE}(?:\s+(?=\S)|(?=[\"“]))"
)
_STOP = re.compile(
    rf"(?P<mark>[*_]{{0,3}})"
    rf"(?P<name>{_CAPITALS}(?<![.])|{_WORD}(?<![.])(?:[ ]{_WORD}(?<![.])){{0,2}}){_CLOSE}"
    rf"(?:,?\s?[*_]{{0,2}}{_EXTENSION}[*_]{{0,2}}|,\s[*_][^*_\n]{{1,60}}[*_])?\.{_CLOSE}(?:\s*+[—–-]{{1,2}}\s*+|\s+)(?=\S)"
)
_HEADER = re.compile(
    rf"(?:(?:From|FROM):\s+(?P<sender>[^\n:]{{1,40}})"
    rf"|(?P<mark>[*_]{{0,3}})(?P<name>{_NAME}|{_HANDLE}){_CLOSE}\s*+[,—–|-]?\s*+[(\[]?{_STAMP}[)\]]?:?"
    rf"|[(\[]?{_STAMP}[)\]]?\s*+[,—–|-]?\s*+(?P<late>{_NAME}|{_HANDLE}):?)"
)
_OWN = re.compile(
    rf"(?P<mark>[*_]{{0,3}})@?(?P<name>{_CAPITALS}(?<![.])){_CLOSE}(?:\s*+{_EXTENSION})?"
    rf"(?:\s*+\((?:CONT|cont|Cont)[^()]{{0,6}}\))?\s*+[.:]?{_CLOSE}\s*+\^?"
)
_OWN_COLON = re.compile(
    rf"(?P<mark>[*_]{{0,3}})(?P<name>{_NAME}){_CLOSE}(?:\s*+{_EXTENSION})?\s?(?:(?P<colon>:)|\.){_CLOSE}"
)
# "OSGOOD. No.": a cue with what is said, not a name of two words.
_STOPPED = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}\.\s|[^\W\d_][a-zß-öø-ÿ]{4,}\.\s")
_LETTER = re.compile(r"[^\W\d_]")
_TIME = re.compile(_STAMP)

_ARTICLES = frozenset(("a", "an", "the"))
_PRONOUNS = frozenset("me you him her us them i he she we they".split())
_TRANSITION = re.compile(
    r"(?:[A-Z]{3,10} )?(?:CUT|FADE|DISSOLVE|WIPE|IRIS) (?:TO|IN|OUT|BACK)(?: [A-Z]{2,12}){0,3}[.:]?"
    r"|INTERCUT[A-Z ]{0,30}[.:]?|THE END[.]?"
)
_SLUG = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A line that may say who speaks: offsets in the text.

    ``name``: the name's own words. ``end``: where the cue ends and what is said begins; for
    the forms of `OWN_LINE` the end of the line. ``key``: the name as it is compared.
    ``capitals``: it is written in them.
    """

    form: Form
    start: int
    end: int
    name: tuple[int, int]
    key: str
    capitals: bool


def name_key(name: str) -> str:
    """A name as it is compared: small letters, without pictures and marks around it."""
    return " ".join(re.sub(_PICTURES, "", name).casefold().split()).strip("*_@.:' ")


def is_transition(line: str) -> bool:
    """Whether the line says how a script goes on to its next scene: CUT TO:, FADE OUT."""
    return len(line) <= 40 and _TRANSITION.fullmatch(line.strip()) is not None


def read_cue(text: str, start: int, end: int) -> Cue | None:
    """What the line ``text[start:end]`` is as a cue, or None; blanks at its edges are gone."""
    line = text[start : min(end, start + _LOOK)]
    short = end - start <= _LOOK
    return (
        _chat(line, start)
        or (_own_line(line, start) if short else None)
        or (_led(_COLON, "colon", line, start) if ":" in line else None)
        or (_stopped(line, start) if "." in line[: _LONGEST_NAME + 60] else None)
    )


def _chat(line: str, start: int) -> Cue | None:
    if line[0] in "[({<" or line[0].isdigit():
        bracket = _BRACKET.match(line)
        if bracket and (bracket["mark"] or not _TIME.fullmatch(bracket["name"])):
            found = _cue("bracket", bracket, start)
            if found is not None and (bracket["mark"] or _is_handle(bracket["name"])):
                return found
        return (
            _led(_ANGLE, "angle", line, start)
            or _led(_STAMPED, "stamped", line, start)
            or _header(line, start)
        )
    if ">" in line or "»" in line or "|" in line:
        found = _led(_ARROW, "arrow", line, start)
        if found is not None:
            return found
    if any(letter.isdigit() for letter in line[:80]):
        return _led(_STAMPED_AFTER, "stamped", line, start) or _header(line, start)
    return _header(line, start) if line[:5].casefold() == "from:" else None


def _is_handle(name: str) -> bool:
    """Whether words in brackets are a name by their look: no sentence, no number alone."""
    words = name.split()
    return len(words) <= 3 and all(w[:1].isupper() or not w.isalpha() for w in words)


def _led(pattern: re.Pattern[str], form: Form, line: str, start: int) -> Cue | None:
    match = pattern.match(line)
    return None if match is None else _cue(form, match, start)


def _stopped(line: str, start: int) -> Cue | None:
    match = _STOP.match(line)
    if match is None:
        return None
    set_apart = match["name"].isupper() or bool(match["mark"])
    return _cue("stop" if set_apart else "small stop", match, start)


def _header(line: str, start: int) -> Cue | None:
    match = _HEADER.fullmatch(line.strip())
    if match is None:
        return None
    group = next(g for g in ("sender", "name", "late") if match[g])
    return _cue("header", match, start, group)


def _own_line(line: str, start: int) -> Cue | None:
    match = _OWN.fullmatch(line)
    if match is not None and not is_transition(line) and not _SLUG.match(line):
        return _cue("own", match, start)
    match = _OWN_COLON.fullmatch(line)
    if match is None or (match["name"].isupper() is False and _STOPPED.match(match["name"])):
        return None
    return _cue("own colon" if match["colon"] or match["mark"] else "own stop", match, start)


def _cue(form: Form, match: re.Match[str], start: int, group: str = "name") -> Cue | None:
    name, key = match[group], name_key(match[group])
    if not _names(name, key) or (form not in CHAT_FORMS and _sentence_like(name)):
        return None
    low, high = match.span(group)
    place = (start + low, start + high)
    return Cue(form, start, start + match.end(), place, key, name.isupper())


def _names(name: str, key: str) -> bool:
    """Whether the words before the mark can be somebody's name."""
    if len(name) > _LONGEST_NAME or not _LETTER.search(name) or not key:
        return False
    words = key.replace(".", " ").split()
    if not words or words[-1] in LEADING_FORMS or words[-1] in PAPERS:
        return False
    if len(words) == 1 and words[0] in NEVER_NAMES:
        return False
    if key in LABELS or (words[0] in LABELS and words[0] not in _ARTICLES):
        return False
    return len(words) == 1 or words[0] not in _PRONOUNS


def _sentence_like(name: str) -> bool:
    return name.endswith((",", ";")) or len(name.split()) > 5

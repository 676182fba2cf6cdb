"""How writers of serials and fan fiction word their notes to readers, and how archives head works.

The words were gathered from the forms that FanFiction.net, LiveJournal, Wattpad, SpaceBattles
and the Archive of Our Own offer, and from the habits their writers share; none of them
is a rule of a site.
"""

import re

from fabula.english.tables import alternation
from fabula.english.writing import WARNED_OF

__all__ = [
    "addresses_readers",
    "ends_note",
    "field_of",
    "is_byline",
    "is_inline_note",
    "is_label",
    "opens_note",
    "reads_as_note",
]

_EDGE = r"[\s*_~(\[{<>=#–—-]{0,8}"
_PERSON = r"(?:author|writer|translator|beta|archivist|uploader|poster|editor|mod)"
_INITIALS = r"(?:A\s?/\s?N|A\.\s?N\.)"
_LABEL = (
    rf"(?:{_INITIALS}s?|(?:(?:ending|opening|end|chapter|story)\s+)?{_PERSON}(?:['’]?s['’]?)?\s+"
    rf"(?:end\s?)?notes?|notes?\s+from\s+(?:the|your)\s+{_PERSON}|(?:end|chapter\s+end)\s+notes?|"
    rf"a\s+note\s+(?:to|for)\s+(?:my|the|all)\s+readers|disclaimers?|legal\s+stuff|"
    rf"beta(?:['’]?d|ed|-?read(?:er)?s?)?(?:\s+by)?)"
)
_OPENS = re.compile(
    rf"{_EDGE}(?:{_INITIALS}(?![\w'’])|{_LABEL}\s*(?:\#?\d{{1,3}}\s*)?[*_]{{0,3}}\s?[:–—-])",
    re.IGNORECASE,
)
_CAPITALS = re.compile(rf"{_EDGE}AN\s*[:–—-]")
_IS_LABEL = re.compile(
    rf"{_EDGE}{_LABEL}\s*(?:\#?\d{{1,3}})?[\s:.*_~)\]}}<>=–—-]{{0,8}}", re.IGNORECASE
)
_INLINE = re.compile(rf"{_EDGE}{_INITIALS}(?![\w'’])", re.IGNORECASE)
_OWNS = re.compile(
    r"(?:\b(?:I|we)\s+(?:still\s+|sadly\s+|obviously\s+|unfortunately\s+)?(?:do\s+not|don['’]t|"
    r"own\s+nothing)\b[^.!?]{0,40}?\bown\b[^.!?]{0,60}?\b(?:characters?|rights?|franchise|series|"
    r"anything|any\s+of|these|them|plot|song|lyrics)\b"
    r"|\b(?:I|we)\s+own\s+nothing\b|\b(?:all|recogni[sz]able|these|the\s+main)\s+(?:\w+\s+){0,3}"
    r"characters?\b[^.!?]{0,60}\bbelongs?\s+(?:solely\s+)?to\b|\ball\s+rights\s+(?:belong|go)\s+to\b"
    r"|\bno\s+(?:copyright\s+infringement|profit|money)\b[^.!?]{0,30}\b(?:intended|made|being\s+made)\b)",
    re.IGNORECASE,
)
_OWNS_NAME = re.compile(
    r"(?:[Ii]|[Ww]e)\s+(?:still\s+|sadly\s+)?(?:do\s+not|don['’]t)\s+own\s+(?:[A-Z][\w'’-]+\s*){1,5}[.!]?"
)
_POSTED = re.compile(
    rf"{_EDGE}(?:(?:originally|first|cross-?|re-?)\s?)?"
    r"(?:posted|published|uploaded|submitted|archived|updated)\s?"
    r"(?:(?:by|to)\s+@?[\w.-]{2,40}(?:\s*$|\s+(?:on|at|in|for)\s|\s*[,|•·–—-]\s*\S)"
    r"|(?:on|at)\s++(?=[^.!?]*\d)[^.!?]{4,60}$|:\s*\S)",
    re.IGNORECASE,
)
_FORUM = re.compile(
    r"(?:threadmarks?\b.{0,60}|last\s+edited:?\s.{0,60}|reader\s+mode|click\s+to\s+(?:expand|shrink)[.…]*"
    r"|[\w .-]{2,30}\s(?:said|wrote):\s*[↑⬆]|(?:likes|reactions|awards|views|reviews|favs|follows)"
    r":\s*[\d,]+.{0,60})",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"{_EDGE}(?:written\s+)?by:?\s+@?(?P<name>[\w.-]{{2,40}})[\s*_~)\]]{{0,4}}", re.IGNORECASE
)
_FIELD = re.compile(
    r"[\s*_~]{0,4}(?P<name>title|author|pen\s?name|username|rating|rated|pairings?|ships?|"
    r"relationships?|fandoms?|genres?|categor(?:y|ies)|warnings?|(?:content|trigger)\s+warnings?|"
    r"cw|tw|spoilers?|summary|characters?|word\s?count|words|length|chapters?|status|language|"
    r"archived?|feedback|distribution|series|prequel|sequel|prompt|recipient|gift\s+for|written\s+for|"
    r"beta(?:\s?-?reader)?s?|disclaimers?|notes?|published|updated|posted|date|source|url|"
    r"e-?mail|timeline|universe|tags?|completed?|story\s?id)[*_~]{0,3}\s*:[*_~]{0,3}\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# Fields that stand in no story by themselves.
_PLAIN_FIELDS = re.compile(
    r"pairings?|ships?|fandoms?|rat(?:ing|ed)|spoilers?|word\s?count|"
    r"(?:content|trigger)\s+warnings?|cw|tw|disclaimers?|beta.*|summary|genres?",
    re.IGNORECASE,
)
# Words that only speak to readers of a serial; one is enough in a short paragraph.
_SERIAL = re.compile(
    r"\b(?:please|pls|plz)\s+(?:\w+\s+){0,3}(?:review|vote|favou?rite|comment)\b|\br\s?&\s?r\b|"
    r"\bread\s+(?:and|&|n)\s+review\b|\bleave\s+(?:\w+\s+){0,3}(?:reviews?|comments?|kudos)\b|"
    r"\b(?:comments?|reviews?)\s+(?:and|&|or)\s+(?:kudos|favou?rites|follows|reviews?|comments?)\b|"
    r"\breviews?\s+(?:are|make|feed|keep)\b|\b(?:votes?|comments?|reviews?|subscribe)\W+"
    r"(?:(?:and|&|or)\s+)?(?:votes?|comments?|reviews?|subscribe|share|follow|like)\b|"
    r"\blike\W+(?:and\s+)?(?:comment|subscribe)\b|"
    r"\bdon['’]?t\s+forget\s+to\s+(?:vote|comment|review|like|subscribe|follow)\b|"
    r"\b(?:next|new)\s+(?:chapter|update)\s+(?:will|should|coming|up|soon)\b|"
    r"\b(?:see\s+you|until)\s+(?:\w+\s+){0,3}next\s+(?:chapter|update)\b|"
    r"\bthank\w*\s+(?:\w+\s+){0,4}(?:for|to)\s+(?:\w+\s+){0,4}(?:reviews|reviewers|reviewed|"
    r"reviewing|kudos|favou?rites|comments|followers)\b|"
    r"\bthank\w*\s+(?:\w+\s+){0,5}beta(?:s|[- ]?readers?)?\b|\bbeta[- ]readers?\b|"
    r"\b(?:un)?beta(?:['’]d|ed|-read)\b|\b(?:this|my|the|first|new)\s+fic\b|"
    r"\b(?:find|follow|join|support)\s+me\s+(?:over\s+)?(?:on|at)\s+(?:my\s+)?"
    r"(?:tumblr|twitter|ao3|wattpad|patreon|ko-?fi|livejournal|dreamwidth|discord|instagram)\b|"
    r"\bwritten\s+(?:for|as\s+part\s+of)\s+(?:\w+\s+){0,4}(?:exchange|challenge|fest|prompts?|bingo|"
    r"big\s?bang|secret\s+santa|yuletide|kink\s?meme|week\s+\d+)\b|\bcross-?posted\s+(?:to|on|at|from)\b|"
    r"\b(?:do\s+not|don['’]?t)\s+(?:re-?post|copy|translate|re-?upload)\b[^.!?]{0,40}\b(?:work|story|fic|"
    r"sites?|permission)\b|\bfixed\s+(?:\w+\s+){0,2}typos\b|\bthanks\s+guys\b|"
    r"\bno\s+flames\b|\bconstructive\s+criticism\b",
    re.IGNORECASE,
)
# Words that a letter in a story could have too; two are needed.
_POLITE = re.compile(
    r"(?P<thanks>\bthank(?:s|\s+you)\s+(?:\w+\s+){0,4}for\s+(?:\w+\s+){0,2}reading\b)"
    r"|(?P<think>\b(?:let|tell)\s+me\s+(?:know\s+)?what\s+you(?:\s+guys|\s+all)?\s+(?:think|thought)\b)"
    r"|(?P<hope>\bhope\s+(?:that\s+)?(?:you|y['’]all|everyone)(?:\s+guys|\s+all)?\s+(?:\w+\s+)?(?:like|enjoy)\w*\b)"
    r"|(?P<chapter>\b(?:this|last|the\s+next|next)\s+chapter\b)"
    r"|(?P<update>\bupdat(?:e|es|ed|ing)\b)|(?P<story>\bthis\s+(?:story|fic)\b)"
    r"|(?P<guys>\b(?:hi|hey|hello)(?:\s*,)?\s+(?:guys|everyone|everybody|all|readers|peeps|y['’]all)\b)"
    r"|(?P<site>\b(?:tumblr|ao3|wattpad|patreon|ko-?fi|livejournal|ff\.?net)\b)"
    r"|(?P<fic>\b(?:one-?shot|fan-?fic\w*|ficlet|drabble|songfic)\b)|(?P<kudos>\bkudos\b)"
    r"|(?P<sorry>\bsorry\s+(?:\w+\s+){0,4}(?:wait|delay|late|long|short)\b)",
    re.IGNORECASE,
)
_ENDS_NOTE = re.compile(
    rf"{_EDGE}(?:(?:and\s+)?(?:now,?\s+)?(?:on\s+(?:with|to)|enjoy)\s+(?:the|this)\s+"
    rf"(?:story|chapter|fic|show|reading)|enjoy|end\s+(?:of\s+)?(?:{_INITIALS}|{_PERSON}['’]?s?\s+notes?))"
    r"[\s!.:)\]*_~–—-]{0,8}",
    re.IGNORECASE,
)
# Whole paragraphs at a chapter's end that only a serial's readers are told.
_FAREWELL = re.compile(
    rf"{_EDGE}(?:(?:so,?\s+|please\s+|and\s+)?let\s+me\s+know\s+what\s+you(?:\s+guys|\s+all)?\s+"
    r"(?:think|thought)|thank(?:s|\s+you)\s+(?:\w+\s+){0,2}for\s+reading|(?:I\s+)?hope\s+you\s+(?:all\s+)?"
    r"(?:liked|enjoyed)\s+(?:it|this|the\s+chapter)|until\s+next\s+time\W{1,4}[~–—-]\s?[\w.-]{2,30})"
    r"[\s!.:;)\]*_~^<3–—-]{0,8}",
    re.IGNORECASE,
)
_WARNING = re.compile(rf"\b(?:{alternation(WARNED_OF)})\b", re.IGNORECASE)
_QUOTES = '"“‘«„'
_SHORT_WORDS = 60


def opens_note(words: str) -> bool:
    """Whether a paragraph says of itself that it is a note to readers: ``A/N``, a disclaimer."""
    head = words[:200]
    return bool(_OPENS.match(head) or _CAPITALS.match(head))


def is_label(words: str) -> bool:
    """Whether the words are nothing but the label of a note."""
    if len(words) > 60:
        return False
    return bool(_IS_LABEL.fullmatch(words)) or words.strip("*_~ ") == "AN:"


def is_inline_note(words: str) -> bool:
    """Whether a paragraph is marked as the author's by the initials that nothing else has."""
    return bool(_INLINE.match(words[:40]))


def field_of(line: str) -> tuple[str, str, bool] | None:
    """Name and value of a field of an archive's header, and whether it needs no other by it."""
    match = _FIELD.fullmatch(line) if len(line) <= 1500 else None
    if match is None:
        return None
    name = " ".join(match["name"].casefold().split())
    plain = bool(_PLAIN_FIELDS.fullmatch(name))
    if name.startswith("warning"):
        plain = bool(_WARNING.search(match["value"]))
    return name, match["value"].strip(" *_~"), plain


def is_byline(words: str) -> str:
    """The account after "by" where that is the whole paragraph, else an empty string."""
    match = _BYLINE.fullmatch(words) if len(words) <= 60 and not words.endswith(".") else None
    return match["name"] if match else ""


def addresses_readers(words: str) -> bool:
    """Whether a paragraph speaks to the readers of a serial, and says so plainly."""
    if words[:1] in _QUOTES or len(words) > 3_000:
        return False
    if len(words) <= 300 and (
        _POSTED.match(words) or _FORUM.fullmatch(words) or _OWNS_NAME.fullmatch(words)
    ):
        return True
    if _OWNS.search(words) or (len(words) <= 120 and _FAREWELL.fullmatch(words)):
        return True
    serial = len(_SERIAL.findall(words))
    polite = len({match.lastgroup for match in _POLITE.finditer(words)})
    if serial + polite >= 2:
        return True
    return serial == 1 and len(words.split()) <= _SHORT_WORDS


def reads_as_note(words: str) -> bool:
    """Whether a paragraph within a note goes on with it: it has any word for readers."""
    if words[:1] in _QUOTES:
        return False
    return addresses_readers(words) or bool(_POLITE.search(words) or _SERIAL.search(words))


def ends_note(words: str) -> bool:
    """Whether a paragraph sends the readers on to the story."""
    return len(words) <= 80 and bool(_ENDS_NOTE.fullmatch(words))

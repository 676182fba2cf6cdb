"""Dialogue tags where it is known who is mentioned beside the quotation.

``," said Anna`` and ``Anna said, "`` are told by a verb of saying; after a comma that ends
the quotation any clause is a tag, whatever its verb. The subject is one of those mentioned.
"""

import re
from collections.abc import Callable, Sequence

from fabula.english.abbreviations import BEFORE_NAMES
from fabula.english.function_words import BEFORE_AN_OBJECT
from fabula.english.saying import BARE_VERBS, PLAINEST_VERBS
from fabula.english.tables import alternation
from fabula.quotations.tags import Tag, TagPlace
from fabula.quotations.verbs import MANNER_VERBS, SPEECH_VERBS, inflections

__all__ = ["Mentioned", "sentence_end", "sentence_start", "tag_after_among", "tag_before_among"]

Mentioned = Callable[[int, int], Sequence[tuple[int, int, int]]]
"""Who is mentioned between two offsets, in order: start, end and number of each mention."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TITLES = alternation(word.capitalize() for word in BEFORE_NAMES)
_ABBREVIATION = re.compile(rf"(?:\b(?:{_TITLES}|[A-Z]))\.$")
_STOP = re.compile(r"[.!?;][\"”'’)\]]*\s+|\n\s*\n")
_REACH = 160  # code points of narration read on either side of a quotation
# After a full stop only these make a tag of "Anna repeated": the others are beats as often.
_PLAIN = frozenset(form for verb in PLAINEST_VERBS for form in inflections(verb))
_VERBS = SPEECH_VERBS | MANNER_VERBS
_OWN = re.compile(
    r"(?:['’]s?|\ss)\s+(?:\w+\s+)?(?!voice|tone|face|eyes?|lips|answer|reply|words?|hand)\w"
)
_NOT_SUBJECT = re.compile(
    rf"\b(?:{alternation(BEFORE_AN_OBJECT)}|\w+ing|\w+ed|"
    r"saw|heard|took|made|told|gave|let)\s{1,9}(?:the|a|an|his|"
    r"her|my|their|our|dear|poor|old|young)?\s{0,9}$",
    re.I,
)
_OBJECTS = frozenset("him her me us them his my their our".split())
_HEARD = re.compile(
    r"\b(?:hear|hears|heard|hearing|let|made|make|bade)\s{1,9}"
    r"(?:the|a|an|his|her|my|their|our|dear|poor|old|young)?\s{0,9}$"
)


def sentence_start(text: str, start: int, end: int) -> int:
    """Where the last sentence of ``text[start:end]`` begins, titles (Mr.) not counted as ends."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ABBREVIATION.search(
            text, max(start, stop.start() - 5), stop.start() + 1
        ):
            at = stop.end()
    return at


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the first sentence of ``text[start:end]`` ends, titles (Mr.) not counted as ends."""
    for stop in _STOP.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, stop.start() - 5), stop.start() + 1):
            return stop.end()
    return end


def tag_after_among(
    text: str, start: int, end: int, mentioned: Mentioned, *, place: TagPlace, lead: str
) -> Tag | None:
    """The tag at the head of ``text[start:end]``, the narration after a quotation.

    ``lead``: the character that ends the quotation.
    """
    end = min(end, start + _REACH)
    words = [m.span() for m in _WORD.finditer(text, start, end)][:9]
    if not words or text[start : words[0][0]].strip(" \n\t-—–,_*)(") not in ("",):
        return None
    people = mentioned(start, end)
    head = text[slice(*words[0])]
    open_end = lead in (",", "-", "—", "–", "?", "!", "…", "")
    if head in _VERBS or (lead == "," and head.islower() and head.endswith(("ed", "s"))):
        sure = 1.0 if head in SPEECH_VERBS else 0.8
        for person in people:
            between = text[words[0][1] : person[0]]
            if re.search(r"[.,;:!?]", between) or between.count(" ") + between.count("\n") > 3:
                break
            if person[0] > words[0][0] and not _owns(text, person):
                return _tag(text, words[0][0], person, place, sure)
        if head in SPEECH_VERBS:
            return None
    for person in people[:1]:
        if len([w for w in words if w[0] < person[0]]) > 2 or _owns(text, person):
            return None
        stop = person[1]
        verb = next((w for w in words if w[0] >= stop and text[slice(*w)] in SPEECH_VERBS), None)
        between = text[stop : verb[0]] if verb else ""
        if verb and not re.search(r"[.;:!?]", between) and between.count(" ") <= 6:
            beside = not between.strip() and text[slice(*verb)] in _PLAIN
            sure = 1.0 if lead in (",", "-", "—") else 0.75 if open_end or beside else 0.5
            return _tag(text, verb[0], person, place, sure)
        if lead == ",":
            return _tag(text, -1, person, place, 0.7)
    return None


def tag_before_among(
    text: str, start: int, end: int, mentioned: Mentioned, *, place: TagPlace
) -> Tag | None:
    """The tag in the last sentence of ``text[start:end]``, the narration up to a quotation."""
    lead = text[start:end].rstrip(" \n\t_*")
    if not lead:
        return None
    begin = sentence_start(text, start, start + len(lead))
    ending = lead[-1]
    if ending in ".!?;" or end - begin > 3 * _REACH:
        return None
    words = [m.span() for m in _WORD.finditer(text, max(begin, end - 2 * _REACH), end)]
    verb = next((w for w in reversed(words) if text[slice(*w)] in SPEECH_VERBS), None)
    people = mentioned(begin, end)
    if not people:
        return None
    if verb is not None:
        before = [person for person in people if person[1] <= verb[0]]
        subject = _subject(text, before, begin, text[slice(*verb)]) if before else people[0]
        return _tag(text, verb[0], subject, place, 0.95 if ending in ",:" else 0.7)
    if ending in ":,—-":
        return _tag(text, -1, people[0], place, 0.5 if ending == ":" else 0.3)
    return None


def _tag(text: str, verb: int, person: tuple[int, int, int], place: TagPlace, sure: float) -> Tag:
    """The tag with a verb that begins at an offset, -1 for none, and somebody for subject."""
    start, end, number = person
    if verb < 0:
        return Tag(start, end, (start, start), (start, end), place, sure, number)
    stop = verb
    while stop < len(text) and text[stop].isalpha():
        stop += 1
    return Tag(min(start, verb), max(end, stop), (verb, stop), (start, end), place, sure, number)


def _owns(text: str, person: tuple[int, int, int]) -> bool:
    """Whether the mention only owns the subject: Anna's mother is not Anna; her voice is."""
    return _OWN.match(text, person[1]) is not None


def _subject(
    text: str, before: Sequence[tuple[int, int, int]], start: int, verb: str
) -> tuple[int, int, int]:
    """Who of those mentioned before the verb, nearest first, can be its subject."""
    nearest = before[-1][0]
    if verb in BARE_VERBS and _HEARD.search(text, max(start, nearest - 30), nearest):
        return before[-1]  # "Anna heard Bert say"
    for person in reversed(before):
        at, end, _ = person
        if text[at:end].lower() in _OBJECTS or _owns(text, person):
            continue
        if not _NOT_SUBJECT.search(text, max(start, at - 30), at):
            return person
    return before[0]

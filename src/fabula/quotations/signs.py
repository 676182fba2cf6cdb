"""What a quotation and the words around it show of whether someone says it.

Each sign is a plain yes or no, named as `fabula.quotations.quoted_words` weighs it: how
the quotation stands in its paragraph, what leads up to it, how it ends, whether it
reads like a letter, verse, or speech turned into narration.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fabula.english.changes import UNREAL
from fabula.english.function_words import (
    BEFORE_UNSAID,
    DETERMINERS_BEFORE_QUOTED,
    PREPOSITIONS_BEFORE_QUOTED,
)
from fabula.english.inflection import PREDICATES_AFTER_QUOTED
from fabula.english.kin import SIGNING
from fabula.english.pronouns import FIRST_AND_SECOND
from fabula.english.saying import SURE_FORMS, UTTERANCES
from fabula.english.tables import alternation
from fabula.english.writing import DOCUMENTS, NAMING
from fabula.quotations.tags import find_tag
from fabula.quotations.verbs import SPEECH_VERBS

__all__ = ["Passage", "signs_of"]

_MARKS_AND_BLANKS = "\"“”„'‘’«»‹›`_* \t\r\n"
_NEAR = 200  # code points looked at on either side; all that a sign needs
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SALUTATION = re.compile(r"(?:my\s+)?(?:dear|dearest)\b[^.!?]{0,40}(?:[,:]?(?:--|—)|,$|:$)", re.I)
_VALEDICTION = re.compile(
    r"(?:(?:believe me|i (?:am|remain)|with (?:much )?love|ever|yours?)\b[^.!?]{0,60},$"
    r"|yours? (?:\w+ ){0,4}(?:truly|faithfully|affectionately|sincerely|ever|friend|servant)"
    r"|p\.\s?s\.)",
    re.I,
)
_SIGNATURE = re.compile(
    rf"(?:\b(?:[Yy]ours(?:,? \w+){{0,3}}|[Yy]our (?:\w+ ){{0,3}}(?:{alternation(SIGNING)})"
    r"),?\s+[A-Z_]\S*(?:\s+[A-Z]\S*){0,3}|\b[A-Z]\.\s?(?:[A-Z]\.){1,9}|"
    r"(?:^|[\s_*])[A-Z]{2,30}(?:[\s.]{1,9}[A-Z]{2,30}){1,9})[.,_*]*$"
)
_THOUGHT = re.compile(
    r"\b(?:thought|thinks?|thinking|reflected|reflects|mused|wondered|pondered|"
    r"to (?:him|her|my)self)\b"
)
_UNREAL = re.compile(rf"\b(?:{alternation(UNREAL)})\b")
_UNREAL_AFTER = re.compile(
    r"[\s,;]*(?:[A-Z][\w'’]*\s)?(?:\w+\s)?(?:seemed to|would have|might have|was written|"
    r"was printed|would say|would ask|(?:was|were) (?:her|his|the) thought"
    r"|nothing of the (?:kind|sort))|[\s,;]*(?:This|That|The|These|Those) (?:\w+ )?"
    r"(?:sentences?|words|phrases?|thoughts?)\b|[\s,;]*These were (?:the )?words\b"
)
_AUXILIARY = re.compile(
    rf"\b(?:{alternation(BEFORE_UNSAID)})\s+(?:have\s+|be\s+|"
    r"be able to\s+)?(?:\w+ly\s+)?([a-z]+)\b"
)
_WRITTEN = re.compile(
    r"[\s,;]*(?:(?:the|this|her|his|it|she|he|I|they|[A-Z]\w+)\s+)?(?:[\w_]+\s+){0,2}?"
    r"(?:wrote|writes|ran|quoted|scrawled|scribbled|it said|said the _"
    r"|the (?:note|letter|message|telegram|paper) \w+)\b"
)
_ADDRESS = re.compile(rf"\b(?:{alternation(FIRST_AND_SECOND)})\b", re.I)
_ABSENT = re.compile(r"\b(?:he|she|they|him|her|hers|his|them|their)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|would|could|should|did|might|\w+ed)\b")
_PRESENT = re.compile(r"\b(?:is|are|am|has|will|shall|can|does|do|don)\b|['’](?:m|re|ll|ve)\b")
_LISTING = re.compile(r"[\s,;]*(?:and|or|nor)(?:\s+\w+ly)?[\s,]*")
_PARTICLE = re.compile(r"\b(\w+)\s+(?:out|aloud|back|up|again|in|forth)[,:]?$")
_SENTENCE = re.compile(r"[.!?][\"”'’)]?\s")
_TALK = frozenset({"after speech", "speech opens paragraph"})
_LINE = 50  # code points; a line of verse is shorter, one of prose set in lines is longer
_LONG_LINE = 60  # where there are lines enough to tell


@dataclass(frozen=True)
class Passage:
    """The outer quotations ``spans`` of the paragraph ``text[low:high]``, in order.

    ``lead``: the narration that ends the paragraph before; "" where that ends in a
    quotation, or there is none. ``ending``: the last words of the last quotation where
    later paragraphs take it up. ``follow``: the narration after it where it, or the last
    paragraph that takes it up, has none. ``more``: how many paragraphs take it up.
    """

    text: str
    low: int
    high: int
    spans: Sequence[tuple[int, int]]
    lead: str = ""
    ending: str = ""
    follow: str = ""
    more: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the paragraph is one quotation and nothing else."""
        if len(self.spans) != 1:
            return False
        start, end = self.spans[0]
        around = self.text[self.low : start] + self.text[end : self.high]
        return not around.strip(_MARKS_AND_BLANKS)

    @cached_property
    def is_verse(self) -> bool:
        """Whether the paragraph is printed as verse."""
        return _lines(self.text, self.low, self.high, (self.low, self.high), _LONG_LINE) > 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation and the narration beside it, up to the quotations before and after.

    ``ending``: its last words, or those of the last paragraph that takes it up. ``cued``:
    the narration says who speaks. ``opens``/``closes``: it opens or closes its paragraph.
    """

    quoted: str
    words: list[str]
    before: str
    after: str
    ending: str
    cued: bool
    opens: bool
    closes: bool


def signs_of(passage: Passage, at: int, after_speech: bool, after_words: bool = False) -> set[str]:
    """The names of the signs that the quotation ``passage.spans[at]`` shows.

    ``after_speech``: the quotation before it in the paragraph is speech. ``after_words``:
    the paragraph before is wholly quoted words that are none.
    """
    text, low, high, spans = passage.text, passage.low, passage.high, passage.spans
    start, end = spans[at]
    left = spans[at - 1][1] if at else low
    right = spans[at + 1][0] if at + 1 < len(spans) else high
    quoted = text[start:end].strip(_MARKS_AND_BLANKS)
    closes = at + 1 == len(spans) and not text[end:high].strip()
    place = _Place(
        quoted=quoted,
        words=_WORD.findall(quoted),
        before=text[max(left, start - _NEAR) : start].rstrip(" \t\r\n_*"),
        after=text[end : min(right, end + _NEAR)],
        ending=(passage.ending if closes else "").strip(_MARKS_AND_BLANKS) or quoted,
        cued=find_tag(text, end, right, side="after") is not None
        or find_tag(text, left, start, side="before") is not None,
        opens=at == 0 and not text[low:start].strip(" \t\r\n_*"),
        closes=closes,
    )
    signs = {"always", *_shape(place), *_beside(place), *_unreal(place), *_document(place, passage)}
    signs.add(_before_sign(place))
    signs.add(_after_sign(text[end : min(high, end + _NEAR)]))
    if place.before:
        signs.update(_words_before(place))
    if at:
        signs.update(_series(text[left:start], after_speech, opens=spans[0][0] - low <= 2))
    if passage.is_verse or _lines(text, low, high, (start, end), _LINE):
        signs.add("verse")
    if closes and passage.more:
        signs.add("goes on" if passage.more < 3 else "goes on long")
    if after_words and passage.is_whole:
        signs.add("paragraph of words before")
    if place.cued:
        signs.add("cue")
    return _joined(signs, place)


def _shape(place: _Place) -> Iterator[str]:
    count = len(place.words)
    yield f"{count} words" if count < 4 else "4-7 words" if count < 8 else "8+ words"
    yield _end_sign(place.quoted)
    if count > 1 and all(w[0].isupper() or len(w) < 4 for w in place.words):
        yield "title case"
    if count > 1 and place.quoted == place.quoted.upper() != place.quoted.lower():
        yield "capitals"
    if _SALUTATION.match(place.quoted) or _VALEDICTION.match(place.quoted):
        yield "letter"
    if _SIGNATURE.search(place.ending, max(0, len(place.ending) - _NEAR)):
        yield "signature"
    if _ADDRESS.search(place.quoted):
        yield "first or second person"


def _end_sign(quoted: str) -> str:
    last = quoted[-1:]
    if last in ".!?…":
        return "ends sentence" if last == "." else "ends in exclamation"
    if last in ",;:":
        return "ends in comma"
    return "ends in dash" if last in "-—–" else "ends bare"


def _before_sign(place: _Place) -> str:
    if place.opens:
        return "opens paragraph"
    if not place.before:
        return "after quotation"
    last = place.before[-1]
    if last in ".!?":
        return "sentence before"
    kinds = {",": "comma before", ":": "colon before", "-": "dash before", "—": "dash before"}
    return kinds.get(last, "word before" if last.isalnum() else "other before")


def _after_sign(after: str) -> str:
    if not after.strip():
        return "closes paragraph"
    if after[0] in ".,;:!?)":
        return "mark after"
    head = after.lstrip(" \t\r\n_*-—–")
    return "small letter after" if head[:1].islower() else "capital after"


def _words_before(place: _Place) -> Iterator[str]:
    """Signs in the last words before a quotation in running text."""
    last = [w.lower() for w in _WORD.findall(place.before[-40:])[-3:]]
    particle = _PARTICLE.search(place.before)
    if particle and particle[1] in SPEECH_VERBS:
        yield "verb of saying before"
    elif last[-1:] == ["of"] and not UTTERANCES.isdisjoint(last):
        yield "utterance of"
    elif last and place.before[-1].isalnum():
        yield _word_sign(last[-1])
    if not NAMING.isdisjoint(last):
        yield "naming word"


def _word_sign(word: str) -> str:
    if word in DETERMINERS_BEFORE_QUOTED:
        return "determiner before"
    if word in PREPOSITIONS_BEFORE_QUOTED:
        return "preposition before"
    if word in SURE_FORMS:
        return "verb of saying before"
    return "verb of speech before" if word in SPEECH_VERBS else "plain word before"


def _beside(place: _Place) -> Iterator[str]:
    """Signs in the sentence just before and after: thoughts, predicates."""
    before = _SENTENCE.split(place.before[-60:])[-1]
    after = re.split(r"[.!?](?:\s|$)", place.after[:60])[0]
    if _THOUGHT.search(before[-25:]) or _THOUGHT.search(after[:25]):
        yield "thought"
    first = _WORD.search(after)
    if (
        first
        and first.group() in PREDICATES_AFTER_QUOTED
        and not after[: first.start()].strip(" \n-")
    ):
        yield "predicate after"


def _unreal(place: _Place) -> Iterator[str]:
    """Signs of words that nobody says now: might have said, seemed to say, used to say."""
    sentence = _SENTENCE.split(place.before)[-1]
    if _UNREAL.search(sentence[-70:]):
        yield "unreal before"
    if _UNREAL_AFTER.match(place.after):
        yield "unreal after"
    verb = max(_AUXILIARY.finditer(sentence[-60:]), key=lambda m: m.end(), default=None)
    if verb and verb[1] in SPEECH_VERBS and len(_WORD.findall(verb.string[verb.end() :])) < 4:
        yield "unreal verb before"


def _document(place: _Place, passage: Passage) -> Iterator[str]:
    """Signs of a letter, an inscription, a song: what leads up to it, and what follows."""
    lead = passage.lead if place.opens else place.before
    words = [w.lower() for w in _WORD.findall(_SENTENCE.split(lead)[-1])][-14:]
    named = not DOCUMENTS.isdisjoint(words)
    if place.opens and lead[-1:] in (":", "—", "-"):
        yield "lead ends in colon"
        if named:
            yield "document in lead"
    elif named and not place.opens:
        yield "document before, cue" if place.cued else "document before"
    if _WRITTEN.match(place.after[:60]):
        yield "written, after"
    follow = passage.follow if place.closes else ""
    words = [w.lower() for w in _WORD.findall(_SENTENCE.split(follow.lstrip())[0])][:14]
    if not DOCUMENTS.isdisjoint(words):
        yield "document follows"


def _series(between: str, after_speech: bool, *, opens: bool) -> Iterator[str]:
    """Signs in the quotation before, of the same paragraph."""
    kind = "speech" if after_speech else "words"
    if opens:
        yield "speech opens paragraph"
    if not between.strip():
        yield f"after {kind}"
    elif _LISTING.fullmatch(between):
        yield f"listed after {kind}"


def _lines(text: str, low: int, high: int, within: tuple[int, int], longest: int) -> int:
    """How many lines end inside a span of the paragraph, if most end as those of verse do.

    They are no longer than ``longest``, and the next begins with a capital or stands in.
    """
    breaks = short = 0
    at = text.find("\n", *within)
    while at >= 0:
        line = text[max(low, text.rfind("\n", low, at) + 1) : at].strip()
        following = text[at + 1 : min(high, at + 80)]
        head = following.strip().lstrip("\"'“”‘’_(*")[:1]
        talk = line[-1:] in ('"', "”") and following.lstrip()[:1] in ('"', "“")
        breaks += 1
        short += len(line) <= longest and not talk and (head.isupper() or following[:2].isspace())
        at = text.find("\n", at + 1, within[1])
    return breaks if short * 4 >= breaks * 3 else 0


def _joined(signs: set[str], place: _Place) -> set[str]:
    """The signs, with those that only mean something together."""
    if place.opens and place.closes:
        signs.add("whole paragraph")
    elif _is_reported(place):
        led_up_to = place.cued or place.opens or place.before[-1:] in (",", ":")
        signs.add("reported" if led_up_to or signs & _TALK else "reported alone")
    if "word before" in signs:
        for ending in ("bare", "in exclamation"):
            if f"ends {ending}" in signs:
                signs.add(f"ends {ending}, word before")
    if place.quoted[:1].islower() and not place.cued and place.before:
        signs.add("small letter")
    return signs


def _is_reported(place: _Place) -> bool:
    """Whether the narrator's persons and tense stand in it: "He must go; he was late"."""
    quoted = place.quoted
    return (
        len(place.words) > 4
        and not _ADDRESS.search(quoted)
        and not _PRESENT.search(quoted)
        and bool(_ABSENT.search(quoted) and _PAST.search(quoted))
    )

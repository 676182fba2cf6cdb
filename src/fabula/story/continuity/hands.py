"""What takes a free hand, of somebody who has none: both are full, pressed down, or tied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.body import BODY_PARTS
from fabula.english.looks import STRANDS
from fabula.english.possession import TAKEN_UP
from fabula.english.stage import (
    FREEING_HANDS,
    HAND_SIGNS,
    TIED_HAND_SIGNS,
    UNTYING,
    WITHOUT_HANDS,
)
from fabula.manuscript.spans import Span
from fabula.story.continuity.bodies import BodyClash
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    matches_near,
    meant_by,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["full_hands"]

_TIED = "tied|bound|cuffed|handcuffed|strapped|lashed|roped|taped|chained|manacled|trussed"
_HANDS = "hands|wrists|palms|arms|fists"
_FULL = re.compile(
    r"\b[Bb]oth\s(?:of\s)?(?P<a>her|his|my)\shands\swere\sfull\b|\b(?P<b>[Hh]er|[Hh]is|[Mm]y)\shands\swere\sfull\b"
    r"|\ba\s[^.,;]{2,30}\sin\s(?:each|either)\shand\b|\bin\sone(?:\shand)?(?:,|\sand)\s[^.;]{2,40}\sin\sthe\sother\b"
    r"|\b(?:in|under|on)\s(?:the\scrook\sof\s)?one\s(?:hand|arm)\b[^.;]{2,60}\b(?:in|under|on)\sthe\sother\b"
    r"|\ba\s(?:\w+\s)?(?:crate|box|tray|baby|pile|stack|basket|load|sack|child)\b[^.;,]{0,30}\sin\s(?P<c>her|his|my)\sarms\b"
    r"|\b(?:in|on|under|over)\s(?P<h>his|her|my)\s(?P<side>left|right)\s(?:hand|arm)\b[^.;]{2,60}\b(?:in|on|under|over)\s(?:his|her|my)\s(?!(?P=side))(?:left|right)\b"
    rf"|\bboth\s(?:(?P<d>his|her|my)\s)?(?:{_HANDS})\s(?:(?:flat|pressed|braced|firmly|tight|hard)\s)?(?:on|against|under|over|round|around)\b"
    rf"|\b(?P<tied>{_TIED})\s(?:(?P<e>his|her|my)|(?P<of>[A-Z]\w+)['’]s?)\s(?:{_HANDS})\b"
    rf"|\b(?P<f>[Hh]is|[Hh]er|[Mm]y)\s(?:{_HANDS})\s(?:were|had\sbeen|being|still)\s(?:\w+\s)?(?P<tied2>{_TIED})\b"
    rf"|\bwith\s(?P<g>his|her|my)\s(?:{_HANDS})\s(?P<tied3>{_TIED})\b"
)
_SIGNS = frozenset({"hand", "hands", "wrists", "palms", "arms", "arm", "fists", "other"})
_ONE_FREE = re.compile(
    r"\b(?:free\shand|one\shand|one-handed|other\sarm|under\s(?:one|his|her|my)\sarm)\b"
)
_PARTS = BODY_PARTS | STRANDS | {"hair", "tears", "sweat", "it"}
_UNLOADING = frozenset({"relieve", "seize", "unload", "take"})
_TAKEN = TAKEN_UP | _UNLOADING
_REACH = 2500


@dataclass(frozen=True, slots=True)
class _Full:
    who: int
    span: Span
    tied: bool


def full_hands(story: Story) -> Iterator[BodyClash]:
    """The first thing each one does that takes a hand, while both are said not to be free."""
    for match in matches_near(story, _FULL, _SIGNS, 120, 60):
        if story.speech.at(match.start()) is not None:
            continue
        who = _whose(story, match)
        span = Span(*match.span())
        if who is None or is_of_another_time(story, span):
            continue
        groups = match.groupdict()
        tied = bool(groups["tied"] or groups["tied2"] or groups["tied3"])
        second = _use(story, _Full(who, span, tied))
        if second is not None:
            state = "with tied hands" if tied else "with both hands full"
            yield BodyClash(None if who == NARRATOR else who, state, span, second)


def _use(story: Story, full: _Full) -> Span | None:
    for act in story.acts.after(full.span.end, _REACH):
        at = int(story.reading.tokens.start[act.token])
        if not is_one_scene(story, full.span.start, at):
            return None
        if act.when not in ("now", "before"):
            continue
        who = doer(story, act)
        if _frees(story, act, full, who):
            return None
        if who == full.who and act.when == "now" and _wants_hand(story, act, full.tied):
            told = story.speech.narration(full.span.end, at)
            return None if _ONE_FREE.search(told) else story.acts.span(act.token)
    return None


def _by_pronoun(story: Story, act: Act) -> bool:
    """Whether it is a pronoun of nobody known that acts, or nobody told."""
    subject = story.clauses.subject(act.token)
    return subject < 0 or story.reading.upos[subject] == "PRON"


def _frees(story: Story, act: Act, full: _Full, who: int | None) -> bool:
    """Whether a hand may be free after an act: something is put down, taken, or untied."""
    if full.tied:
        return act.lemma in UNTYING
    unknown = _by_pronoun(story, act)  # whose link may be wrong
    if act.lemma in _TAKEN and who != full.who:
        off = any(way in ("from", "off", "of") for _, way in story.acts.obliques(act.token))
        return (who is not None or unknown) and (off or act.lemma in _UNLOADING)
    return act.lemma in FREEING_HANDS and (who == full.who or unknown)


def _wants_hand(story: Story, act: Act, tied: bool) -> bool:
    words, acts = story.clauses.words, story.acts
    objects = {words[t] for t in acts.objects(act.token)}
    ways = {words[t] for t, _ in acts.obliques(act.token)}
    if not tied and "hand" in ways and _with_other(story, act):
        return True
    if ways & WITHOUT_HANDS:
        return False
    kind = HAND_SIGNS.get(act.lemma)
    if kind == "sign":
        return not objects - {"hand", "hands", "arm", "goodbye", *_PARTS}
    if kind == "body":
        return bool((objects | ways) & _PARTS - {"it"})
    if kind == "hands":
        return "hands" in objects or "arms" in objects
    return tied and act.lemma in TIED_HAND_SIGNS and bool(objects)


def _with_other(story: Story, act: Act) -> bool:
    """ "Snatched it up with his free hand"."""
    for t, way in story.acts.obliques(act.token):
        if story.clauses.words[t] in ("hand", "arm") and way in ("with", "in"):
            before = {story.clauses.words[u] for u in story.clauses.dependents(t)}
            if before & {"other", "free", "spare", "third"}:
                return True
    return False


def _whose(story: Story, match: re.Match[str]) -> int | None:
    """Whose hands they are: by the pronoun, or by the subject of the sentence."""
    if match["of"]:
        return story.acts.person(story.clauses.token_at(match.start("of")))
    for name, word in match.groupdict().items():
        if word and not name.startswith(("tied", "side")):
            return meant_by(story, match.start(name), word)
    token = story.clauses.token_at(match.start())
    begin, end = story.clauses.sentence(token)
    for t in range(begin, end):
        if story.reading.deprels[t].startswith("nsubj"):
            if story.clauses.words[t] == "i":
                return NARRATOR
            person = story.acts.person(t)
            if person is not None:
                return person
    return None

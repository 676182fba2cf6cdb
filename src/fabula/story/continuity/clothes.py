"""Who takes off, or has on, what has been taken off already."""

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.clothes import FOOTWEAR, OUTER_GARMENTS, WORN_AND_MOVING
from fabula.english.stage import PUTTING_ON, TAKING_OFF, WEARING, WORN
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.model import Story
from fabula.story.stage.acts import Act
from fabula.story.stage.belongings import meant

__all__ = ["OffTwice", "off_twice"]

_SORTS = {
    **dict.fromkeys(OUTER_GARMENTS, "coat"),
    **dict.fromkeys(FOOTWEAR, "shoes"),
    **dict.fromkeys(("gloves", "mittens", "gauntlets"), "gloves"),
    **dict.fromkeys(("scarf", "muffler"), "scarf"),
    **dict.fromkeys(("apron", "pinafore"), "apron"),
}
_HANGING = frozenset({"hang", "drape", "fling", "throw", "toss", "drop"})
_ON_A_PEG = frozenset({"hook", "peg", "hanger", "rack", "stand", "nail", "chair", "banister"})
_LEAVING_BY = frozenset({"leave", "put", "stand", "place", "line", "set", "kick"})
_BY_THE_DOOR = frozenset({"mat", "door", "step", "doorstep", "rack", "porch", "hall", "doormat"})
_OF_A_SHOE = frozenset({"toe", "toes", "heel", "heels", "tip", "toecap", "sole", "soles"})
_UNDER = frozenset({"jacket", "blazer"})
_AWAY = frozenset({"go", "leave", "walk", "come", "run", "drive", "hurry", "return", "step"})
_OUT = frozenset({"out", "outside", "off", "away", "back", "in", "home"})
_APART = 120
"""How far apart, in code points, the same is put on twice, and not told of again."""
_REACH = 12_000
"""How far, in code points, clothes taken off are kept in mind."""


@dataclass(frozen=True, slots=True)
class OffTwice:
    """Somebody takes off a coat (shoes, gloves) at ``first``, and again at ``second``.

    ``worn``: or wears it there; ``on``: or puts it on both times.
    """

    who: int | None
    sort: str
    first: Span
    second: Span
    worn: bool = False
    on: bool = False


def off_twice(story: Story) -> Iterator[OffTwice]:
    """Each time somebody takes off a coat or shoes that they took off in the same scene.

    They have neither put it on again nor gone out since.
    """
    off: dict[tuple[int, str], tuple[Span, int]] = {}
    on: dict[tuple[int, str], tuple[Span, int]] = {}
    text, words = story.manuscript.text, story.clauses.words
    for act in story.acts.all:
        who = doer(story, act)
        if who is None or act.when not in ("now", "before"):
            continue
        if act.lemma in _AWAY and story.acts.particles(act.token) & _OUT:
            off = {key: held for key, held in off.items() if key[0] != who}
            on = {key: held for key, held in on.items() if key[0] != who}
        garment = _garment(story, act)
        if garment is None:
            yield from _worn(story, act, off)
            continue
        sort, change = _SORTS[story.clauses.words[garment]], _change(story, act, garment)
        scene = story.manuscript.scene_at(int(story.reading.tokens.start[act.token]))
        if change == "on":
            off.pop((who, sort), None)
            yield from _on_twice(story, act, garment, (who, sort), on)
        elif change == "off" and act.when == "now" and _own(story, garment, who):
            span = story.acts.span(act.token, garment)
            before = off.get((who, sort))
            noun = words[garment]
            under = before is not None and noun in _UNDER and noun not in before[0].text(text)
            before = None if under else before  # a jacket, from under a coat
            off[who, sort] = (span, scene)
            on.pop((who, sort), None)
            if before and before[1] == scene and span.start - before[0].end < _REACH:
                together = story.reading.tokens.sentence[act.token]
                last = int(story.reading.tokens.start[int(story.reading.sentence_first[together])])
                if before[0].end <= last and act.lemma not in _HANGING | _LEAVING_BY:
                    yield OffTwice(None if who < 0 else who, sort, before[0], span)


def _on_twice(
    story: Story,
    act: Act,
    garment: int,
    key: tuple[int, str],
    on: dict[tuple[int, str], tuple[Span, int]],
) -> Iterator[OffTwice]:
    """What somebody puts on who has buttoned or put on the same before, and not taken it off."""
    who, sort = key
    words, way = story.clauses.words, story.acts.way(garment)
    if act.when != "now" or not _own(story, garment, who) or act.lemma in ("grab", "fetch"):
        return
    span = story.acts.span(act.token, garment)
    scene = story.manuscript.scene_at(span.start)
    puts = act.lemma in PUTTING_ON and (way in ("into", "on") or "on" in _led(story, act))
    before = on.get(key)
    on[key] = (span, scene)
    if not puts or before is None or before[1] != scene:
        return
    near = _APART < span.start - before[0].end < _REACH
    if near and before[0].text(story.manuscript.text).split()[-1] == words[garment]:
        on.pop(key)
        yield OffTwice(None if who < 0 else who, sort, before[0], span, on=True)


def _worn(
    story: Story, act: Act, off: dict[tuple[int, str], tuple[Span, int]]
) -> Iterator[OffTwice]:
    """What shows that shoes or a coat taken off are on: his boots creak, he taps a toe."""
    if act.when != "now" or not off:
        return
    words, clauses = story.clauses.words, story.clauses
    subject = clauses.subject(act.token)
    shown = [subject] if subject >= 0 and act.lemma in WORN_AND_MOVING else []
    for part in (*story.acts.objects(act.token), *(t for t, _ in story.acts.obliques(act.token))):
        if words[part] in _OF_A_SHOE:
            shown += clauses.dependents(part, ("nmod",))
    for garment in shown:
        possessors = clauses.dependents(garment, ("nmod:poss",))
        sort = _SORTS.get(words[garment])
        if sort is None or not possessors:
            continue
        own = NARRATOR if words[possessors[0]] == "my" else story.acts.person(possessors[0])
        before = off.get((own, sort)) if own is not None else None
        span = story.acts.span(act.token, garment)
        if before is None or span.start - before[0].end > _REACH:
            continue
        if story.manuscript.scene_at(span.start) == before[1]:
            off.pop((own, sort))  # type: ignore[arg-type]
            yield OffTwice(None if own == NARRATOR else own, sort, before[0], span, worn=True)


def _garment(story: Story, act: Act) -> int | None:
    """The coat or the shoes that an act is done to."""
    words = story.clauses.words
    found = [t for t in story.acts.objects(act.token) if words[t] in _SORTS]
    if act.lemma in TAKING_OFF | PUTTING_ON and _led(story, act) & {"off", "on"}:
        for t in story.acts.objects(act.token):
            thing = meant(story.acts, t, WORN, nobody=True)
            found += [thing] if thing not in (-1, t) and words[thing] in _SORTS else []
    found += [t for t, way in story.acts.obliques(act.token)
              if way in ("of", "off", "out", "into", "on") and words[t] in _SORTS]  # fmt: skip
    return found[0] if found else None


def _led(story: Story, act: Act) -> set[str]:
    """The particles of a verb, the word after "it" or "them" among them: "peeled them off"."""
    words = story.clauses.words
    own = (t for t in story.acts.objects(act.token) if words[t] in ("it", "them"))
    return story.acts.particles(act.token).union(*(words[t + 1 : t + 2] for t in own))


def _change(story: Story, act: Act, garment: int) -> str:
    particles = _led(story, act) | {story.clauses.words[act.token + 1]}
    way = story.acts.way(garment)
    if act.lemma in PUTTING_ON and ("on" in particles or way in ("into", "on")):
        return "on"
    if act.lemma in WEARING or act.lemma in ("button", "zip", "fasten", "grab", "fetch"):
        return "on"
    shrugged = act.lemma in ("shrug", "slip", "wriggle", "struggle") and way in ("of", "out")
    if act.lemma in TAKING_OFF and "off" in particles:
        return "off"
    if act.lemma in ("doff", "shed") or (shrugged and act.lemma in TAKING_OFF | {"wriggle"}):
        return "off"
    if act.lemma in ("have", "get") and story.clauses.words[garment + 1 : garment + 2] == ("off",):
        return "off"
    places = {story.clauses.words[t] for t, way in story.acts.obliques(act.token) if way != "of"}
    if act.lemma in _LEAVING_BY and places & _BY_THE_DOOR:
        return "off"
    if act.lemma == "hang" and places:
        return "off"
    pegs = {story.clauses.words[t] for t, _ in story.acts.obliques(act.token)}
    if act.lemma in _HANGING and pegs & _ON_A_PEG:
        return "off"
    return ""


def _own(story: Story, garment: int, who: int) -> bool:
    """Whether the clothes are the wearer's own, by "her" or "the"."""
    possessors = story.clauses.dependents(garment, ("nmod:poss",))
    if not possessors:
        return bool(story.clauses.dependents(garment, ("det",)))
    if who < 0:
        return story.clauses.words[possessors[0]] == "my"
    owner = story.acts.person(possessors[0])
    return owner in (who, None)

"""What somebody knows who cannot, or is told anew who knows: names, secrets, news, whereabouts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fabula.english.changes import NOT_TAKEN_IN
from fabula.english.minds import BY_WHICH_ONE_LEARNS, STARTLED
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import is_one_scene
from fabula.story.model import Quote, Story

__all__ = ["KnowledgeSlip", "knowledge_slips"]

_I_AM = re.compile(
    r"(?:\A[“\"‘']|[.!?]\s)(?:I['’]m|I\sam|[Mm]y\sname(?:['’]s|\sis)|[Cc]all\sme|[Ii]t['’]s(?=\s[A-Z][a-z]+[.,!]?[”\"’'])|[Tt]he\sname['’]s)\s(?P<name>[A-Z][a-z]+)(?:[.,!]|\s[A-Z])"
)
_OF_WHAT = r"(?:about|of)\s(?:the|his|her|my|their)\s"
_SECRET = re.compile(
    rf"\b(?:(?:did\snot|didn['’]t|never|had\snot|hadn['’]t)\s(?:\w+ly\s)?(?:tell|told|breathed\sa\sword\sto|said\sa\sword\sto)\s(?:anyone|anybody|a\s(?:living\s)?soul|[A-Z]\w+)"
    rf"|(?:told|had\stold|has\stold)\s(?:nobody|no\sone|not\sa\ssoul)"
    rf"|had\s(?:not\s)?(?:kept|mentioned|spoken|said)\s(?:nothing|anything|not\sa\sword))\s(?:\w+\s)?{_OF_WHAT}(?P<noun>\w+)\b"
    rf"|\b[Nn]o(?:body|\sone)\s(?:else\s)?(?:knew|had\sheard|had\sbeen\stold)\s(?:yet\s)?{_OF_WHAT}(?P<noun2>\w+)\b"
)
_WHERE_OF = re.compile(r"\s(?:in|at|with|to|from)\s(?:the\s)?(?P<name>[A-Z]\w+)")
"""The place or person that a secret is further told by: "the job in Toronto"."""
_LEARNS = re.compile(rf"\b(?:{alternation(BY_WHICH_ONE_LEARNS)})\b", re.IGNORECASE)
_LOST = re.compile(rf"\b(?:{alternation(NOT_TAKEN_IN)})\b", re.IGNORECASE)
_STARTLED = re.compile(rf"\b(?:{alternation(STARTLED)})\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:again|once\smore|repeat\w*|liked\ssaying|jok\w+|pretend\w*|play\w*\salong|rehears\w+)\b"
)
_NEWS = re.compile(
    r"\b(?:I['’]m|I\sam|I['’]ve|[Hh]e['’]s|[Ss]he['’]s|[Ww]e['’]re|they['’]re)\s(?:\w+\s?){1,6}"
)
_KIN = {
    **dict.fromkeys(("dad", "father"), "father"),
    **dict.fromkeys(("mum", "mom", "mother"), "mother"),
    **{kin: kin for kin in ("brother", "sister", "husband", "wife")},
}
_WHO = rf"(?P<kin>{alternation(_KIN)})"
_IS_AT = re.compile(
    rf"\b(?:[Yy]our|[Mm]y)\s{_WHO}\b[^?]*?(?:['’]s|\sis)\s(?:in|at|with)\s", re.IGNORECASE
)
_WHERE = re.compile(rf"\b[Ww]here(?:['’]s|\sis)\s(?:my\s|your\s)?{_WHO}\b", re.IGNORECASE)
_DEAD = re.compile(
    rf"\b(?:[Yy]our|[Mm]y)\s{_WHO}(?:['’]s\sdead|\sis\sdead|\sdied|\spassed\saway|\swas\skilled)\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    rf"\b(?:[Dd]oes|[Ii]s|[Hh]ow['’]s|[Hh]ow\sis|[Ww]ill|[Cc]an|[Ww]here['’]s|[Ww]here\sis)\s(?:your|my)\s{_WHO}\b(?!\s(?:dead|buried))",
    re.IGNORECASE,
)
_MARRIED = re.compile(
    r"\b(?:[Ii]s|[Ww]as)\s(?:[A-Z]\w+\s?){1,2}\s?married\b|\b(?:[Dd]id|[Hh]ad)\s(?:he|she|[A-Z]\w+)\s(?:have\s)?a\s(?:wife|husband)\b"
)
_TOLD = re.compile(r"\btold\s(?P<who>her|him|me|them|[A-Z]\w+)\b[^.]{0,60}\.(?P<rest>[^\n]{0,240})")
_SPOUSE = re.compile(r"\b(?:a|his|her)\s(?:wife|husband)\b")
_NEAR = 500
_REACH = 12_000
_FAR = 40_000


@dataclass(frozen=True, slots=True)
class KnowledgeSlip:
    """``who`` knows or asks at ``second`` what by ``first`` they cannot know, or know already."""

    how: Literal["name", "secret", "news", "where", "dead", "married"]
    who: int | None
    what: str
    first: Span
    second: Span


def knowledge_slips(story: Story) -> Iterator[KnowledgeSlip]:
    """Each name, secret, piece of news and question that does not fit what was told."""
    quotes = tuple(story.quotes)
    yield from _names_too_soon(story, quotes)
    yield from _secrets(story)
    yield from _told_anew(story, quotes)
    yield from _asked_of_kin(story, quotes)
    yield from _asked_of_marriage(story, quotes)


def _names_too_soon(story: Story, quotes: Sequence[Quote]) -> Iterator[KnowledgeSlip]:
    """Somebody is called by a name that the book has first from their own mouth, later."""
    text = story.manuscript.text
    for k, quote in enumerate(quotes):
        given = _I_AM.search(quote.span.text(text))
        if given is None:
            continue
        name = given["name"]
        at = quote.span.start + given.start("name")
        before = [m.start() for m in re.finditer(rf"\b{name}\b", text[:at])]
        if len(before) != 1 or not is_one_scene(story, before[0], at):
            continue
        called = next((q for q in quotes[:k] if q.span.start <= before[0] < q.span.end), None)
        if called is None or called.turn == quote.turn:
            continue
        spoken_to = re.match(rf"{name}[,.!?]", text[before[0] :]) and re.search(
            r"[,“\"‘'](?:\s?|\s(?:Mr|Mrs|Miss|Ms|Dr|Captain|Professor|Sergeant|Father)\.?\s)\Z",
            text[: before[0]],
        )
        told = story.speech.narration(max(0, before[0] - _REACH), at)
        if spoken_to and not _LEARNS.search(told[-_REACH:]):
            yield KnowledgeSlip(
                "name",
                called.speaker,
                name,
                Span(at, at + len(name)),
                Span(before[0], before[0] + len(name)),
            )


def _secrets(story: Story) -> Iterator[KnowledgeSlip]:
    """What nobody was told, in the mouth of somebody else."""
    text = story.manuscript.text
    for match in _SECRET.finditer(text):
        noun = match["noun"] or match["noun2"]
        token_end = match.end()
        if story.speech.at(match.start()) is not None:
            continue
        keeper = _last_named(story, match.start())
        further = _WHERE_OF.match(text, token_end)
        for quote in story.speech.begun_within(token_end, token_end + _REACH):
            if quote.speaker in (None, keeper) or not is_one_scene(
                story, match.start(), quote.span.start
            ):
                continue
            said = re.search(rf"\b(?:that|the|your)\s{noun}\b", quote.span.text(text))
            if said is None and further is not None:
                said = _names_it(story, quote, further["name"])
            if said is None:
                continue
            if not _may_have_learned(story, keeper, token_end, quote.span.start):
                start = quote.span.start + said.start()
                yield KnowledgeSlip(
                    "secret",
                    quote.speaker,
                    noun,
                    Span(*match.span()),
                    Span(start, start + len(said[0])),
                )
            break


def _names_it(story: Story, quote: Quote, name: str) -> re.Match[str] | None:
    """Where a speech has the name that belongs to the secret, and nobody has said it before."""
    text = story.manuscript.text
    said = re.search(rf"\b[Yy]ou\b[^.!]*\b{name}\b", quote.span.text(text))
    if said is None:
        return None
    before = re.finditer(rf"\b{name}\b", text[: quote.span.start])
    return said if all(story.speech.at(m.start()) is None for m in before) else None


def _may_have_learned(story: Story, keeper: int | None, low: int, high: int) -> bool:
    """Whether the narration tells of a way in which another than the keeper learns of it."""
    text, clauses = story.manuscript.text, story.clauses
    for match in _LEARNS.finditer(text, low, high):
        if story.speech.at(match.start()) is not None:
            continue
        token = clauses.token_at(match.start())
        if story.reading.upos[token] != "VERB":
            return True
        status = clauses.status(token, token + 1)
        denied = status is not None and status.negated
        tells = story.reading.lemmas[token].lower() in ("tell", "say")
        by_keeper = keeper is not None and story.acts.person(clauses.subject(token)) == keeper
        if not denied and not (by_keeper and not tells):
            return True
    return False


def _last_named(story: Story, offset: int) -> int | None:
    named = story.presence.named_between(max(0, offset - _NEAR), offset)
    return named[-1][1] if named else None


def _told_anew(story: Story, quotes: Sequence[Quote]) -> Iterator[KnowledgeSlip]:
    """The same news, in the same words, to somebody whom it startles twice."""
    text = story.manuscript.text
    told: dict[tuple[str, int], Span] = {}
    for quote in quotes:
        if quote.speaker is None:
            continue
        said = quote.span.text(text)
        for match in _NEWS.finditer(said):
            words = re.sub(r"[^\w\s]", "", match[0].lower()).strip()
            start = quote.span.start + match.start()
            span = Span(start, start + len(match[0].rstrip()))
            first = told.get((words, quote.speaker))
            if first is None:
                told[words, quote.speaker] = span
                continue
            after = story.speech.narration(quote.span.end, quote.span.end + 220)
            once = story.speech.narration(first.end, first.end + 500)
            between = text[first.end : span.start]
            far = _NEAR // 2 < len(between) < _REACH and once.strip()
            explained = _LOST.search(between) or _REPEATED.search(between[-200:] + after)
            if far and _STARTLED.search(after) and not explained:
                yield KnowledgeSlip("news", quote.speaker, words, first, span)


def _asked_of_kin(story: Story, quotes: Sequence[Quote]) -> Iterator[KnowledgeSlip]:
    """Where is Dad? after "your father is in the Royal"; "does your mother play?" of one dead."""
    text = story.manuscript.text
    topics: tuple[tuple[Literal["where", "dead"], re.Pattern[str], re.Pattern[str]], ...] = (
        ("where", _IS_AT, _WHERE),
        ("dead", _DEAD, _LIVES),
    )
    for k, quote in enumerate(quotes):
        said = quote.span.text(text)
        for how, tells, asks in topics:
            asked = asks.search(said)
            if asked is None or "?" not in said:
                continue
            kin = _KIN[asked["kin"].lower()]
            first = _told_to(story, quotes, k, how, tells, kin)
            if first is not None:
                start = quote.span.start + asked.start()
                yield KnowledgeSlip(
                    how, quote.speaker, kin, first, Span(start, start + len(asked[0]))
                )


def _told_to(
    story: Story, quotes: Sequence[Quote], k: int, how: str, tells: re.Pattern[str], kin: str
) -> Span | None:
    """Where the one who asks was told of their kin, or somebody told them of their own."""
    text, asker = story.manuscript.text, _speaker(story, quotes[k])
    for quote in reversed(quotes[max(0, k - 60) : k]):
        teller = _speaker(story, quote)
        if quote.turn == quotes[k].turn and asker is not None:
            continue
        if teller is None or teller == asker or not _can_differ(story, teller, quotes[k]):
            continue
        told = tells.search(_whole_turn(story, quote))
        if told is None or _KIN[told["kin"].lower()] != kin:
            continue
        if quotes[k].span.start - quote.span.end > _REACH:
            return None
        if not is_one_scene(story, quote.span.start, quotes[k].span.start):
            return None
        between = text[quote.span.end : quotes[k].span.start]
        mine = told[0].lower().startswith("my")
        asks_yours = re.search(rf"\byour\s{kin}", quotes[k].span.text(text).lower()) is not None
        if how == "dead" and mine != asks_yours:
            continue
        if not _LOST.search(between) and not re.search(rf"\bstep{kin}\b", between):
            return quote.span
    return None


def _speaker(story: Story, quote: Quote) -> int | None:
    """Who speaks; nobody known where "he said" stands beside the speech of a "she"."""
    said = _pronoun(story, quote)
    own = next((c.pronouns for c in story.characters if c.id == quote.speaker), None)
    return None if said and own and not own.startswith(said) else quote.speaker


def _pronoun(story: Story, quote: Quote) -> str:
    cue = "" if quote.cue is None else quote.cue.text(story.manuscript.text).lower()
    found = re.search(r"\b(?:he|she)\b", cue)
    return found[0] if found else ""


def _can_differ(story: Story, teller: int, asking: Quote) -> bool:
    """Whether somebody else than the teller asks, where nobody knows who does: by the pronoun."""
    said = _pronoun(story, asking)
    own = next((c.pronouns for c in story.characters if c.id == teller), None)
    return _speaker(story, asking) is not None or bool(said and own and not own.startswith(said))


def _whole_turn(story: Story, quote: Quote) -> str:
    text = story.manuscript.text
    near = [
        q
        for q in story.speech.begun_within(quote.span.start - _NEAR, quote.span.end + _NEAR)
        if q.turn == quote.turn
    ]
    return " ".join(q.span.text(text).strip('"“”‘’') for q in near) or quote.span.text(text)


def _asked_of_marriage(story: Story, quotes: Sequence[Quote]) -> Iterator[KnowledgeSlip]:
    """ "Was he married?" by one who has been told of his wife."""
    text = story.manuscript.text
    for quote in quotes:
        asked = _MARRIED.search(quote.span.text(text))
        if asked is None or quote.speaker is None:
            continue
        start = quote.span.start + asked.start()
        for match in _TOLD.finditer(text, max(0, start - _FAR), start):
            spouse = _SPOUSE.search(match["rest"])
            if spouse is None or story.speech.at(match.start()) is not None:
                continue
            if _means(story, match.start("who"), quote.speaker) and not _LOST.search(
                text, match.end(), start
            ):
                yield KnowledgeSlip(
                    "married",
                    quote.speaker,
                    "the marriage",
                    Span(*match.span()),
                    Span(start, start + len(asked[0])),
                )
                break


def _means(story: Story, offset: int, who: int) -> bool:
    """Whether a mention at an offset may mean somebody: by its link, or by who is named there."""
    k = int(story.mentions.start.searchsorted(offset))
    if (
        k < len(story.mentions)
        and int(story.mentions.start[k]) == offset
        and int(story.mentions.entity[k]) == who
    ):
        return True
    return any(one == who for _, one in story.presence.named_between(offset - _NEAR * 3, offset))

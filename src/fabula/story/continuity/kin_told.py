"""Questions about somebody's kin that they have answered before: where he lives, what she does."""

import re
from collections.abc import Iterator, Sequence

from fabula.english.changes import NOT_TAKEN_IN
from fabula.english.kin import KIN, KIN_PRONOUNS, ONE_OF_A_KIND
from fabula.english.numbers import NUMBERS
from fabula.english.people import OCCUPATIONS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.answers import AskedAgain
from fabula.story.continuity.surroundings import people_in, sentence_around
from fabula.story.model import Quote, Story

__all__ = ["asked_of_kin_again"]

_N = rf"(?:{alternation(NUMBERS)}|\d+)(?:-(?:{alternation(NUMBERS)}))?"
_OWN = alternation(sorted(KIN, key=len, reverse=True))
_MY = re.compile(rf"\b[Mm]y\s(?:\w+\s)?(?P<kin>{_OWN})\b")
_LIVES = re.compile(
    r"(?:['’]s|\sis|\slives|\s(?:has|runs|owns)\s(?:a|an|the)\s\w+)\s(?:now\s|still\s|over\s|up\s|down\s|out\s)?(?:in|at|near)\s[A-Z]"
)
_DOES = re.compile(
    r"(?:['’]s|\sis|\sworks\sas)\s(?:a|an|the|only\sa|just\sa)\s(?:\w+\s){0,2}?(?P<trade>\w+)\b"
)
_AGED = re.compile(rf"(?:['’]s|\sis)\s(?:only\s|just\s|nearly\s)?(?:{_N})(?=[.,;!]|\syears\sold\b)")
_TRADE = re.compile(r"\w+(?:keeper|smith|monger|wright|maker|fisherman|policeman|postman)\Z")
_ABOUT = rf"(?:he|she|your\s(?:\w+\s)?(?P<kin>{_OWN}))"
_ASKS = {
    "lives": re.compile(rf"\b[Ww]here\s(?:does|is)\s{_ABOUT}(?:\slive\b|\sliving\b)"),
    "aged": re.compile(rf"\b[Hh]ow\sold\sis\s{_ABOUT}\b"),
    "does": re.compile(
        rf"\b[Ww]hat\s(?:does|do)\s{_ABOUT}\sdo\b(?=\?|\sfor\sa\sliving|\sfor\sa\sjob)"
    ),
}
_TOPICS = {"lives": "where the {} lives", "does": "what the {} does", "aged": "how old the {} is"}
_NOT_NEW = re.compile(r"\b(?:again|remind|forg[oe]t\w*|really|repeat|now)\b", re.IGNORECASE)
_NOT_TAKEN_IN = re.compile(rf"\b(?:{alternation(NOT_TAKEN_IN)})\b", re.IGNORECASE)
_NEAR = 600
_LATELY = 150
"""How far before "he" in a question, in code points, it is said who that is."""
_REACH = 40_000
_KinTold = tuple[int, str, str, Span]
"""The number of the quotation, its topic, the kin, and the words that tell it."""


def asked_of_kin_again(story: Story) -> Iterator[AskedAgain]:
    """Each question about one of the kin of somebody who has told it the one who asks."""
    quotes = tuple(story.quotes)
    told: list[_KinTold] = []
    for k, quote in enumerate(quotes):
        said = quote.span.text(story.manuscript.text)
        if told and "?" in said:
            yield from _asked(story, quotes, k, told)
        if _MY.search(said):
            told += _tells(story, quotes, k)


def _tells(story: Story, quotes: Sequence[Quote], k: int) -> Iterator[_KinTold]:
    """What a turn says of "my brother", in the sentence itself or of "he" right after."""
    text, turn = story.manuscript.text, quotes[k].turn
    for quote in (q for q in quotes[k : k + 3] if q.turn == turn):
        for match in _MY.finditer(text, quote.span.start, quote.span.end):
            kin = _kin(match["kin"])
            for topic, form in (("lives", _LIVES), ("does", _DOES), ("aged", _AGED)):
                for at in (match.end(), *_goes_on(text, quote, quotes, kin, match.end())):
                    made = form.match(text, at)
                    if made and (topic != "does" or _is_trade(made["trade"])):
                        yield k, topic, kin, Span(match.start(), made.end())
                        break
        return


def _goes_on(text: str, quote: Quote, quotes: Sequence[Quote], kin: str, low: int) -> Iterator[int]:
    """Where "he" begins a sentence of the same turn, who is the kin just spoken of."""
    pronoun = KIN_PRONOUNS.get(kin, "").partition("/")[0].capitalize()
    if not pronoun:
        return
    ends = [q.span.end for q in quotes if q.turn == quote.turn and q.span.start < low + _NEAR]
    for match in re.finditer(rf"\b{pronoun}(?=['’]s|\s)", text[low : max(ends)]):
        yield low + match.end()


def _is_trade(word: str) -> bool:
    return word.lower() in OCCUPATIONS or _TRADE.match(word.lower()) is not None


def _asked(
    story: Story, quotes: Sequence[Quote], k: int, told: list[_KinTold]
) -> Iterator[AskedAgain]:
    text, quote = story.manuscript.text, quotes[k]
    for topic, form in _ASKS.items():
        asked = form.search(text, quote.span.start, quote.span.end)
        if asked is None or quote.speaker is None or _NOT_NEW.search(_question(text, asked)):
            continue
        kin = _whom(text, quotes[max(0, k - 3) : k + 1], quote, asked)
        for at, what, whose, span in reversed(told):
            teller = quotes[at].speaker
            if what != topic or whose != kin or teller == quote.speaker:
                continue
            if asked.start() - span.end > _REACH or not _heard(quotes, at, k):
                continue
            if not _forgets(story, quote.speaker, span.end, asked.start()):
                who = -1 if teller is None else teller
                spans = span, Span(*asked.span())
                yield AskedAgain(quote.speaker, who, _TOPICS[topic].format(kin), *spans)
            break


def _question(text: str, asked: re.Match[str]) -> str:
    """The question from its first asking word to its mark."""
    return text[asked.start() : text.find("?", asked.start()) + 1]


def _whom(text: str, quotes: Sequence[Quote], quote: Quote, asked: re.Match[str]) -> str | None:
    """Of which kin it is asked: "your father", or "this brother. Where does he live?"."""
    if asked["kin"]:
        return _kin(asked["kin"])
    near = [q for q in quotes if q.turn == quote.turn and q.span.start <= quote.span.start]
    low = max(near[0].span.start, asked.start() - _LATELY)
    said = text[low : asked.start()]
    named = re.findall(rf"\b(?:[Yy]our|[Tt]his|[Tt]hat|[Tt]he|[Aa])\s(?:\w+\s)?({_OWN})\b", said)
    kin = _kin(named[-1]) if named else None
    pronoun = re.search(r"\b(?:he|she)\b", asked[0])
    fits = kin and pronoun and KIN_PRONOUNS.get(kin, "").startswith(pronoun[0])
    return kin if fits else None


def _kin(word: str) -> str:
    """One word for those who are one: "dad" is "father"."""
    return ONE_OF_A_KIND.get(word.lower(), word.lower())


def _heard(quotes: Sequence[Quote], at: int, k: int) -> bool:
    """Whether the one who asks was spoken to, or spoke right before or after."""
    told, asker = quotes[at], quotes[k].speaker
    if asker in told.addressees:
        return True
    before = [q for q in quotes[max(0, at - 4) : at] if q.turn != told.turn][-1:]
    after = [q for q in quotes[at + 1 : min(k, at + 4)] if q.turn != told.turn][:1]
    return any(
        q.speaker == asker and abs(q.span.start - told.span.start) < _NEAR for q in before + after
    )


def _forgets(story: Story, who: int, low: int, high: int) -> bool:
    """Whether the narration says of the one who asks that they may not have taken it in."""
    clauses = story.clauses
    for match in _NOT_TAKEN_IN.finditer(story.manuscript.text, low, high):
        if story.speech.at(match.start()) is not None:
            continue
        subject = clauses.subject(clauses.token_at(match.start()))
        if subject >= 0 and story.acts.person(subject) == who:
            return True
        if subject < 0 and who in people_in(story, sentence_around(story, match.start())):
            return True
    return False

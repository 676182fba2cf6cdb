"""From an edit tag to the words it concerns and the smallest edit that mends them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fabula.checks.framework.finding import Edit
from fabula.checks.spelling.belief import belief, is_broken_off
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.slips import is_stretched
from fabula.english.contractions import WITHOUT_APOSTROPHE
from fabula.english.inflection import VERB_OF_NOUN
from fabula.english.spelling import TOGETHER, WRITTEN_APART
from fabula.language.inflection import adjective_of, inflect, match_case
from fabula.language.reading import Reading
from fabula.language.soundalikes import SOUNDALIKES
from fabula.manuscript.spans import Span

__all__ = ["Remedy", "remedy"]

_CLITICS = {
    "nt": "n't", "m": "'m", "re": "'re", "ve": "'ve", "ll": "'ll", "s": "'s", "d": "'d",
}  # fmt: skip
_VOWELS = "aeiou"
_NUMBERED = frozenset("a an this that these those".split())


@dataclass(frozen=True, slots=True)
class Remedy:
    """The words concerned, what should stand there (empty if that cannot be said), the edit.

    ``wanted`` may name alternatives where there is no single edit.
    """

    span: Span
    wanted: str = ""
    edit: Edit | None = None


def remedy(reading: Reading, i: int, tag: str) -> Remedy | None:
    """What mends the token, or None where the tag makes no sense at this word.

    A remedy without an edit marks the words alone: that something is wrong can be sure
    where the right word is not.
    """
    kind, _, wanted = tag.partition(":")
    if kind == "form":
        if wanted in ("NN", "NNS"):
            return _numbered(reading, i, _form(reading, i, wanted))
        gerund = wanted == "VBG" and i > 0 and reading.words[i - 1].lower() == "to"
        return _replaced(reading, i, _form(reading, i, wanted), before=int(gerund))
    if kind == "word":
        return _word(reading, i, wanted)
    if kind == "alike":
        return _replaced(reading, i, wanted)
    if kind == "insert-before":
        return _inserted(reading, i, wanted)
    make = _OTHERS.get(tag)
    return make(reading, i) if make else None


def _span(reading: Reading, first: int, last: int) -> Span:
    """The span of the tokens from first to last, both included."""
    tokens = reading.tokens
    return Span(int(tokens.start[first]), int(tokens.end[last]))


def _marked(reading: Reading, i: int) -> Remedy:
    """The token, with nothing said of what should stand there."""
    return Remedy(_span(reading, i, i))


def _replaced(reading: Reading, i: int, word: str, before: int = 0) -> Remedy:
    """The token (and so many before it) replaced by a word, in its case."""
    here = reading.words[i]
    word = match_case(word, here) if here != "I" or _opens(reading, i) else word
    if not word or word == here:
        return _marked(reading, i)
    span = _span(reading, i - before, i)
    return Remedy(span, word, Edit(span, word))


def _numbered(reading: Reading, i: int, word: str) -> Remedy:
    """The noun in its other number; what is marked begins at the determiner it goes against,
    for in "a logs" either may be the slip."""
    mended = _replaced(reading, i, word)
    first = i - 1
    while first > i - 4 and first > 0 and reading.xpos[first] == "JJ":
        first -= 1
    same = first >= 0 and reading.tokens.sentence[first] == reading.tokens.sentence[i]
    if not same or reading.words[first].lower() not in _NUMBERED:
        return mended
    return replace(mended, span=_span(reading, first, i))


def _form(reading: Reading, i: int, wanted: str) -> str:
    """The form that a tag like VBD or RB asks for; empty if the word has none."""
    low, lemma = reading.words[i].lower(), reading.lemmas[i].lower()
    known = lexicon().knows
    if wanted == "to-VB":
        return f"to {lemma}" if known(lemma) else ""
    if wanted.startswith("VB"):
        if low in VERB_OF_NOUN and wanted == "VB":
            return VERB_OF_NOUN[low]
        return _known(inflect(lemma, wanted))
    if wanted in ("NN", "NNS"):
        return _known(inflect(lemma, wanted))
    if wanted == "JJ":
        return adjective_of(low, known)
    if wanted == "RB":
        stem = lemma if low.endswith("ing") else low
        adverb = inflect(stem, "RB")
        return adverb if lexicon().listed(adverb) else ""
    return _known(inflect(low, wanted))


_LISTED = 70
"""The rarest size class of a word that is offered: no remedy is a word built by rule."""


def _known(word: str) -> str:
    return word if word and lexicon().listed(word, _LISTED) else ""


def _word(reading: Reading, i: int, wanted: str) -> Remedy:
    """A function word in place of this one; what is left of a contraction goes with it."""
    if wanted == "it" and reading.words[i].lower() == "its":
        return _marked(reading, i)  # *I know its today*: as often "it's" is meant
    word = "I" + wanted[1:] if wanted == "i" or wanted.startswith("i'") else wanted
    last = i
    if i + 1 < len(reading.tokens) and _is_tail(reading, i + 1):
        if _delete_follows(reading, i + 1):
            last = i + 1
        elif "'" in word:
            return _marked(reading, i)
    span = _span(reading, i, last)
    here = span.text(reading.text)
    if here != "I" or _opens(reading, i):
        word = match_case(word, here)
    if "’" in reading.text:
        word = word.replace("'", "’")
    return Remedy(span) if word == here else Remedy(span, word, Edit(span, word))


def _is_tail(reading: Reading, i: int) -> bool:
    """Whether the token is the second half of a contraction."""
    joined = reading.tokens.start[i] == reading.tokens.end[i - 1]
    return bool(joined) and reading.words[i][:1] in "'’"


def _delete_follows(reading: Reading, i: int) -> bool:
    return reading.labels.edits[int(reading.proofread().tag[i])] == "delete"


def _opens(reading: Reading, i: int) -> bool:
    """Whether the token begins its sentence."""
    sentence = int(reading.tokens.sentence[i])
    return int(reading.sentence_first[sentence]) == i


def _inserted(reading: Reading, i: int, wanted: str) -> Remedy | None:
    """A word missing before the token: the words on both sides, and the insertion."""
    opens = _opens(reading, i) or i == 0
    first = i if opens or not reading.words[i - 1][:1].isalpha() else i - 1
    last = i if first < i or i + 1 >= len(reading.tokens) else i + 1
    span = _span(reading, first, last)
    if wanted in ("noun", "verb"):
        return Remedy(span, wanted)
    here = reading.words[i]
    if wanted in ("a", "an"):
        wanted = "an" if here[:1].lower() in _VOWELS else "a"
    word = "I" if wanted == "i" else wanted
    at = int(reading.tokens.start[i])
    if opens and here[:1].isupper():
        name = reading.xpos[i] in ("NNP", "NNPS") or here == "I"
        lowered = here if name else here[:1].lower() + here[1:]
        begin = _span(reading, i, i)
        return Remedy(span, word, Edit(begin, f"{word[:1].upper()}{word[1:]} {lowered}"))
    tight = i > 0 and int(reading.tokens.end[i - 1]) == at
    if tight and not here[:1].isalpha():
        return Remedy(span, word, Edit(Span(at, at), f" {word}"))
    return Remedy(span, word, Edit(Span(at, at), f"{word} "))


def _deleted(reading: Reading, i: int) -> Remedy | None:
    """The token and the space before it (after it, where it opens the sentence) removed.

    Of a word typed twice both are marked.
    """
    if _is_tail(reading, i):
        return _plural(reading, i - 1)
    tokens = reading.tokens
    span = _span(reading, i, i)
    if _opens(reading, i) or i == 0:
        if i + 1 >= len(tokens):
            return None
        following = reading.words[i + 1]
        end = int(tokens.end[i + 1])
        opened = match_case(following, reading.words[i])
        return Remedy(span, "", Edit(Span(span.start, end), opened))
    cut = Edit(Span(int(tokens.end[i - 1]), span.end), "")
    twice = reading.words[i].lower() == reading.words[i - 1].lower()
    return Remedy(_span(reading, i - 1, i) if twice else span, "", cut)


def _confused(reading: Reading, i: int) -> Remedy | None:
    """A sound-alike of the word: the edit if there is one only, else the choice."""
    options = SOUNDALIKES.get(reading.words[i].lower(), ())
    if not options:
        return _marked(reading, i)
    if len(options) == 1:
        return _replaced(reading, i, options[0])
    return Remedy(_span(reading, i, i), "” or “".join(options))


def _misspelt(reading: Reading, i: int) -> Remedy | None:
    """A typing error: one that is a word all the same, or one slip away from a word."""
    word = reading.words[i]
    if not word.isalpha():
        return None
    known = lexicon()
    low = word.lower()
    if known.listed(low):
        rather = known.meant_by_rare(low)
        return _replaced(reading, i, rather.word if rather else "")
    plain = word.islower() or (word.istitle() and _opens(reading, i))
    if not plain or len(word) < 3 or known.knows(low) or known.is_name(low) or is_stretched(low):
        return None
    start, end = int(reading.tokens.start[i]), int(reading.tokens.end[i])
    meant = known.suggest(low)
    believed = belief(low, meant)
    if believed == "none" or (believed == "likely" and word.istitle()):
        return None
    return None if is_broken_off(reading.text, start, end) else _replaced(reading, i, meant[0].word)


def _possessive(reading: Reading, i: int) -> Remedy | None:
    """'s after the word."""
    here = reading.words[i]
    end = int(reading.tokens.end[i])
    if not here.isalpha() or "-" in (
        reading.text[end : end + 1],
        reading.text[end - len(here) - 1],
    ):
        return None
    mark = "’" if "’" in reading.text else "'"
    tail = mark if reading.xpos[i] in ("NNS", "NNPS") and here.endswith("s") else f"{mark}s"
    last = i + 1 if i + 1 < len(reading.tokens) else i
    return Remedy(_span(reading, i, last), here + tail, Edit(Span(end, end), tail))


def _plural(reading: Reading, i: int) -> Remedy | None:
    """The word and the 's after it written as a plain plural."""
    if i + 1 >= len(reading.tokens) or not _is_tail(reading, i + 1):
        return None
    word = _known(inflect(reading.words[i].lower(), "NNS"))
    if not word:
        return None
    span = _span(reading, i, i + 1)
    word = match_case(word, reading.words[i])
    return Remedy(span, word, Edit(span, word))


def _apostrophe(reading: Reading, i: int) -> Remedy | None:
    """The apostrophe that was left out: a name's possessive, or a contraction."""
    low = reading.words[i].lower()
    span = _span(reading, i, i)
    mark = "’" if "’" in reading.text else "'"
    if reading.text[max(span.start - 1, 0)] in "'’‘":
        return None
    if low in _CLITICS and i > 0 and int(reading.tokens.end[i - 1]) == span.start:
        whole = _span(reading, i - 1, i)
        word = reading.words[i - 1] + _CLITICS[low].replace("'", mark)
        return Remedy(whole, word, Edit(whole, word))
    if low in WITHOUT_APOSTROPHE:
        word = match_case(WITHOUT_APOSTROPHE[low], reading.words[i]).replace("'", mark)
        return Remedy(span, word, Edit(span, word))
    owner = _owner(reading, i)
    if not owner:
        return _marked(reading, i)
    word = owner + mark + "s"
    return Remedy(span, word, Edit(span, word))


def _owner(reading: Reading, i: int) -> str:
    """The singular of a plural that lacks its apostrophe: *parishes*, *parish*; "" if unsure."""
    here = reading.words[i]
    if not here.lower().endswith("s") or len(here) < _SHORTEST:
        return ""
    known = lexicon()
    endings = ((here[:-1], ""), (here[:-2], "es"), (here[:-3] + "y", "ies"))
    for owner, ending in endings:
        low = owner.lower()
        name = here[:1].isupper() and known.is_name(low)
        if here.lower().endswith(ending) and (known.listed(low, _LISTED) or name):
            plural = inflect(low, "NNS") == here.lower()
            if plural or name:
                return owner
    return here[:-1] if here[:1].isupper() and not known.knows(here.lower()) else ""


_SHORTEST = 3


def _split(reading: Reading, i: int) -> Remedy | None:
    """Two words; *onto* is one wherever it is not a slip that another check tells."""
    low = reading.words[i].lower()
    apart = TOGETHER.get(low, "") if low != "onto" else ""
    return _replaced(reading, i, apart) if apart else None


def _join(reading: Reading, i: int) -> Remedy | None:
    """The word written together with the one before."""
    if i == 0:
        return None
    joined = reading.words[i - 1] + reading.words[i]
    span = _span(reading, i - 1, i)
    if joined.lower() not in WRITTEN_APART:
        return Remedy(span)
    return Remedy(span, joined, Edit(span, joined))


def _splice(reading: Reading, i: int) -> Remedy | None:
    """A comma between two sentences, with a semicolon in its place."""
    if reading.words[i] != "," or i == 0 or i + 1 >= len(reading.tokens):
        return None
    comma = _span(reading, i, i)
    return Remedy(_span(reading, i - 1, i + 1), ";", Edit(comma, ";"))


def _run_on(reading: Reading, i: int) -> Remedy | None:
    """The stop that is missing before the token."""
    if i == 0 or not reading.words[i - 1][-1:].isalnum():
        return None
    end = int(reading.tokens.end[i - 1])
    mark = "." if reading.words[i][:1].isupper() and reading.words[i] != "I" else ";"
    return Remedy(_span(reading, i - 1, i), mark, Edit(Span(end, end), mark))


def _comma(reading: Reading, i: int) -> Remedy | None:
    """The comma that is missing before the token."""
    if i == 0 or not (reading.words[i - 1][-1:].isalnum() and reading.words[i][:1].isalnum()):
        return None
    end = int(reading.tokens.end[i - 1])
    return Remedy(_span(reading, i - 1, i), ",", Edit(Span(end, end), ","))


def _no_comma(reading: Reading, i: int) -> Remedy | None:
    """The comma struck out."""
    if reading.words[i] != "," or i == 0 or i + 1 >= len(reading.tokens):
        return None
    return Remedy(_span(reading, i - 1, i + 1), "", Edit(_span(reading, i, i), ""))


def _small(reading: Reading, i: int) -> Remedy | None:
    here = reading.words[i]
    if not here[:1].isupper() or here == "I" or here[1:2].isupper():
        return None
    return _recased(reading, i, here[0].lower() + here[1:])


def _capital(reading: Reading, i: int) -> Remedy | None:
    """A capital; the first word of all may be the middle of a sentence."""
    here = reading.words[i]
    if i == 0 or not here[:1].islower():
        return None
    return _recased(reading, i, here[0].upper() + here[1:])


def _recased(reading: Reading, i: int, word: str) -> Remedy:
    span = _span(reading, i, i)
    return Remedy(span, word, Edit(Span(span.start, span.start + 1), word[0]))


def _question(reading: Reading, i: int) -> Remedy | None:
    return _other_mark(reading, i, ".", "?")


def _no_question(reading: Reading, i: int) -> Remedy | None:
    return _other_mark(reading, i, "?", ".")


def _other_mark(reading: Reading, i: int, typed: str, mark: str) -> Remedy | None:
    """The mark that ends the sentence put in place of another."""
    if reading.words[i] != typed or i == 0:
        return None
    return Remedy(_span(reading, i - 1, i), mark, Edit(_span(reading, i, i), mark))


_OTHERS: dict[str, Callable[[Reading, int], Remedy | None]] = {
    "delete": _deleted,
    "confused": _confused,
    "spell": _misspelt,
    "possessive": _possessive,
    "plural-not-possessive": _plural,
    "apostrophe": _apostrophe,
    "split": _split,
    "join": _join,
    "comma-to-stop": _splice,
    "stop:insert": _run_on,
    "comma:insert": _comma,
    "comma:delete": _no_comma,
    "case:lower": _small,
    "case:upper": _capital,
    "stop-to-question": _question,
    "question-to-stop": _no_question,
}

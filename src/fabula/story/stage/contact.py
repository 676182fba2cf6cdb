"""Contact by the order of words: a part of a body and, right after it, the body it is on.

The tree often ties a phrase of description to the wrong noun ("and Jo by the fire with her hand
over her mouth"); the words between the two parts tell as much: nothing but adverbs, a form of
"be" or of a verb of pressing, and a preposition of contact.
"""

from collections.abc import Container, Iterator

from fabula.english.stage import CONTACT_WAYS, LIMBS, PRESSED, SPOTS
from fabula.story.stage.acts import Acts

__all__ = ["laid_on", "mutual", "noun_after", "part_after"]

_BETWEEN = 5
"""Words between a part and the preposition."""
_WITHIN = 6
"""Words of the noun phrase after the preposition."""
_PASSED = frozenset({"ADV", "AUX", "PART"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_OF_SOMEBODY = frozenset({"his", "hers", "mine", "yours", "theirs"})
_STILL = frozenset({"hair", "side", "skin", "back", "lap"})
"""Parts that only are touched."""
_MEETING = frozenset({"to", "in", "against"})
_NEAR = frozenset({"to", "at"})
_HANDS = frozenset("hand hands finger fingers palm palms fist fists thumb knuckles".split())


def laid_on(acts: Acts) -> Iterator[tuple[int, int]]:
    """Each part of a body in the narration that lies on a body; and that body's token."""
    for part in acts.parts:
        if acts.clauses.words[part] in LIMBS and acts.clauses.words[part] not in _STILL:
            found = _end(acts, part)
            if found >= 0:
                yield part, found


def mutual(acts: Acts) -> Iterator[int]:
    """The first of two parts that meet in two people: "shoulder to shoulder", "hand in hand"."""
    words = acts.clauses.words
    for part in acts.parts:
        pair = words[part + 1 : part + 3]
        same = len(pair) == 2 and pair[0] in _MEETING and pair[1] == words[part]
        if same and words[part] in LIMBS:
            yield part


def part_after(acts: Acts, token: int, ways: Container[str]) -> int:
    """The part of a body that a noun is at, on or under by the words right after it; -1 for none.

    ("The book clutched to her chest", "a cloth still over one shoulder".)
    """
    words, upos = acts.clauses.words, acts.story.reading.upos
    _, stop = acts.clauses.sentence(token)
    seen = 0
    for at in range(token + 1, min(token + 1 + _BETWEEN, stop)):
        if words[at] in ways and upos[at] in ("ADP", "SCONJ", "ADV"):
            noun = noun_after(acts, at, stop)
            return noun if noun >= 0 and acts.is_part(noun) else -1
        held = acts.story.reading.lemmas[at].lower() in PRESSED and upos[at] == "VERB"
        seen += held
        if seen > 1 or not (held or upos[at] in _PASSED):
            return -1
    return -1


def _end(acts: Acts, part: int) -> int:
    words, reading = acts.clauses.words, acts.story.reading
    _, stop = acts.clauses.sentence(part)
    for token in range(part + 1, min(part + 1 + _BETWEEN, stop)):
        if (words[token] in CONTACT_WAYS and words[token] != "about") or (
            words[token] in _NEAR and words[part] in _HANDS
        ):
            noun = noun_after(acts, token, stop)
            is_in = words[token] in ("in", "at", "under", "along", "through")
            whole = noun >= 0 and not acts.is_part(noun)
            return -1 if whole and is_in else noun
        pressed = reading.lemmas[token].lower() in PRESSED and reading.upos[token] == "VERB"
        if not pressed and reading.upos[token] not in _PASSED:
            return -1
    return -1


def noun_after(acts: Acts, preposition: int, stop: int) -> int:
    """The part of a body or the person that a preposition is followed by; -1 where it is neither.

    "On the top of her head" is on her head, "between my mother's shoulder blades" on these.
    """
    words, upos = acts.clauses.words, acts.story.reading.upos
    token, end = preposition + 1, min(preposition + 1 + _WITHIN, stop)
    while token < end:
        word = words[token]
        following = words[token + 1] if token + 1 < end else ""
        if word in LIMBS and acts.is_part(token):
            return token + 1 if following in LIMBS else token
        owns = following in ("'s", "’s") and upos[token] in ("NOUN", "PROPN", "PRON")
        if owns or (following == "of" and word in SPOTS):
            token += 2
        elif upos[token] in _BEFORE_NOUN or _is_possessor(acts, token):
            token += 1
        else:
            return token if _is_somebody(acts, token) else -1
    return -1


def _is_possessor(acts: Acts, token: int) -> bool:
    return acts.story.reading.deprels[token] in ("nmod:poss", "compound") or (
        acts.story.reading.xpos[token] == "PRP$"
    )


def _is_somebody(acts: Acts, token: int) -> bool:
    pronoun = acts.story.reading.upos[token] in ("PRON", "PROPN")
    return pronoun and (acts.person(token) is not None or acts.clauses.words[token] in _OF_SOMEBODY)

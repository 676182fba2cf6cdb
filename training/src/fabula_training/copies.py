"""Copies of scenes in other guises, whose gold stays known.

`renamed` gives people other names, `recast` other pronouns, and can make whoever the story
is seen by its "I" or "you". Each changes words in place and moves the annotation along.
What stands in the way of a clean change stays as it was: a copy may read a little oddly,
and never means somebody else.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fabula.english.given_names import FEMININE_NAMES, MASCULINE_NAMES
from fabula.language.reading import Reading
from fabula_training.scenes import Line, Mention, Person, Scene

__all__ = ["FORMS", "edited", "guises", "invented_name", "recast", "renamed"]

Edit = tuple[int, int, str]

FORMS: Mapping[str, tuple[str, str, str, str, str]] = {
    "he": ("he", "him", "his", "his", "himself"),
    "she": ("she", "her", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themself"),
    "xe": ("xe", "xem", "xyr", "xyrs", "xemself"),
    "ze": ("ze", "zir", "zir", "zirs", "zirself"),
    "fae": ("fae", "faer", "faer", "faers", "faerself"),
    "ey": ("ey", "em", "eir", "eirs", "emself"),
    "it": ("it", "it", "its", "its", "itself"),
    "I": ("I", "me", "my", "mine", "myself"),
    "you": ("you", "you", "your", "yours", "yourself"),
    "we": ("we", "us", "our", "ours", "ourselves"),
}
"""Pronouns by set: subject, object, determiner, possessive, reflexive."""

_COUNTERPARTS = """man woman, men women, boy girl, boys girls, brother sister, father mother,
son daughter, husband wife, uncle aunt, nephew niece, dad mum, daddy mummy, dad mom,
grandfather grandmother, grandpa grandma, grandad nan, boyfriend girlfriend, guy girl, lad lass,
king queen, prince princess, gentleman lady, sir ma'am, mr ms, mr mrs, mr miss, actor actress,
waiter waitress, bloke woman, lord lady, widower widow, stepfather stepmother, grandson
granddaughter, landlord landlady, groom bride, god goddess, monk nun"""
_PAIRS = [
    (him, her) for him, her in (p.split() for p in _COUNTERPARTS.replace("\n", " ").split(", "))
]
_TO_HER = dict(reversed(_PAIRS))
_TO_HIM = {b: a for a, b in reversed(_PAIRS)}

_WORDS_AS_NAMES = """Patience Justice Bishop Hunter Death Mercy Faith Rain River Sky Chance Will
Art Dusk Winter Summer Echo Ash Fox Wolf Raven Storm Blue Grey Sage Clay Flint Stone Reed Wren
Dawn Rook Hawk Star Shade Nine Seven Two Lark Bear Duke King Pepper Ginger Honey Sunday Friday
April June Angel Grace Hope Joy Glory Prudence Constance Sorrow Silence Memory Destiny Harmony
Liberty Phoenix Ember Cricket Moth Tiger Button Biscuit Patch Stitch Tuck Dash Chip Bolt Rocket
Marshal Major Sergeant Doc Judge Deacon Dean Prince Baron Earl Page Butler Mason Miller Archer"""
_NAMES_THAT_ARE_WORDS = tuple(_WORDS_AS_NAMES.split())
_KEPT_IN_NAMES = frozenset(w for pair in _PAIRS for w in pair) | frozenset(
    "the a of de van von captain sergeant doctor dr professor officer auntie aunty granny gran "
    "papa mama father mother cousin old young big little fat nurse constable inspector saint st "
    "mam mama mammy mom mommy da papa pa nana nanna gramps baba amma appa abla chachan lady sir "
    "madame madam coach chef detective commander lieutenant major colonel general".split()
)

_ONSETS = "b br c ch d dr f g gr h j k kh l m n p r s sh t th tr v w y z x q zh".split()
_VOWELS = "a e i o u ae ai ei ia ee ou y aa ö é".split()
_CODAS = ["", "", "", "n", "r", "l", "s", "th", "sh", "k", "m", "nd", "x", "v", "ng"]


def edited(scene: Scene, edits: Iterable[Edit]) -> Scene:
    """The scene with the ranges replaced; of two that overlap the first counts.

    Annotations keep to their words: no edit may cross the edge of one.
    """
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    out: list[str] = []
    moved: list[tuple[int, int, int]] = []  # old start, old end, new start
    at = size = 0
    for start, end, new in kept:
        out += [scene.text[at:start], new]
        size += start - at
        moved.append((start, end, size))
        size += len(new)
        at = end
    out.append(scene.text[at:])
    shift = _Shift(kept)
    return replace(
        scene,
        text="".join(out),
        mentions=tuple(Mention(shift(m.start), shift(m.end), m.who) for m in scene.mentions),
        lines=tuple(Line(shift(q.start), shift(q.end), q.speaker, q.to) for q in scene.lines),
    )


class _Shift:
    """Where a place of the old text lies in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def __call__(self, place: int) -> int:
        moved = place
        for start, end, new in self._edits:
            if end <= place:
                moved += len(new) - (end - start)
            elif start < place:
                moved += start - place
            else:
                break
        return moved


# --- names ---------------------------------------------------------------------------------


def invented_name(rng: random.Random) -> str:
    """A name of no language: "Thaeli", "Zhou'ra", "Q"."""
    if rng.random() < 0.06:
        return rng.choice("ABCDEFGHJKLMNOPQRSTVWXYZ")
    parts = [
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
        for _ in range(rng.choice((1, 2, 2, 2, 3)))
    ]
    mark = rng.choice(("", "", "", "", "", "'", "-"))
    name = mark.join([parts[0], "".join(parts[1:])]) if len(parts) > 1 else parts[0]
    return name[:1].upper() + (
        name[1:]
        if mark != "-"
        else "-".join(p.capitalize() if rng.random() < 0.5 else p for p in name[1:].split("-"))
    )


def _given_names() -> dict[str, tuple[str, ...]]:
    return {
        "he": tuple(sorted(MASCULINE_NAMES - FEMININE_NAMES)),
        "she": tuple(sorted(FEMININE_NAMES - MASCULINE_NAMES)),
    }


def new_name(rng: random.Random, pronouns: str) -> str:
    """A name for somebody: one that goes with the pronouns, an invented one, or a word."""
    bank = _given_names().get(pronouns)
    chance = rng.random()
    if bank and chance < 0.5:
        return rng.choice(bank).capitalize()
    return invented_name(rng) if chance < 0.8 else rng.choice(_NAMES_THAT_ARE_WORDS)


def renamed(scene: Scene, rng: random.Random, *, only: Iterable[str] | None = None) -> Scene:
    """The scene with other names for its people, or for those of the ids.

    Each word of a name becomes another wherever it stands with its capital; titles, words
    for kin and small words stay. A word that two people share becomes one word again.
    """
    chosen = set(scene.people if only is None else only)
    words: dict[str, str] = {}
    taken = set(re.findall(r"\w+", scene.text))
    for id_, person in scene.people.items():
        pronouns = person.pronouns.partition("/")[0]
        for word in _name_words(person):
            if id_ in chosen and word not in words:
                new = new_name(rng, pronouns)
                while new in taken:
                    new = new_name(rng, pronouns) + rng.choice(("", "a", "n", "el"))
                taken.add(new)
                words[word] = new
    if not words:
        return scene
    inside = _covered(scene)
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w’'])(?:{either})(?!\w)")
    edits = [
        (m.start(), m.end(), words[m.group()])
        for m in pattern.finditer(scene.text)
        if inside[m.start()] or not _opens_sentence(scene.text, m.start())
    ]
    people = {
        id_: replace(
            p,
            name=pattern.sub(lambda m: words[m.group()], p.name),
            aliases=tuple(pattern.sub(lambda m: words[m.group()], a) for a in p.aliases),
        )
        for id_, p in scene.people.items()
    }
    return replace(edited(scene, edits), people=people)


def _name_words(person: Person) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        for written in name.split():
            word = re.sub(r"['’]s$", "", written.strip(".,;’'"))
            if word[:1].isupper() and word.lower() not in _KEPT_IN_NAMES:
                yield word


def _covered(scene: Scene) -> list[bool]:
    out = [False] * (len(scene.text) + 1)
    for mention in scene.mentions:
        out[mention.start : mention.end] = [True] * (mention.end - mention.start)
    return out


def _opens_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \n“\"‘'*—-(")
    return not before or before[-1] in ".!?…:" or "\n" in text[len(before) : at]


# --- pronouns ------------------------------------------------------------------------------


class _Words:
    """The words of a reading by where they begin, and the verbs their subjects agree with."""

    def __init__(self, reading: Reading) -> None:
        tokens = reading.tokens
        self.reading = reading
        self.at = {s: i for i, s in enumerate(tokens.start.tolist())}
        self.ends = tokens.end.tolist()
        self.starts = tokens.start.tolist()
        self.heads = tokens.head.tolist()
        self.children: dict[int, list[int]] = {}
        for child, head in enumerate(self.heads):
            self.children.setdefault(head, []).append(child)

    def case(self, token: int) -> int:
        """Which of the five forms of `FORMS` a pronoun is."""
        word, tag = self.reading.words[token].lower(), self.reading.xpos[token]
        if word.endswith(("self", "selves")):
            return 4
        if word in ("mine", "hers", "theirs", "yours", "ours", "xyrs", "zirs"):
            return 3
        if tag == "PRP$" or word in ("my", "your", "their", "our", "its", "xyr"):
            return 2 if self._has_noun(token) else 3
        if word in ("i", "he", "she", "they", "we", "xe", "ze"):
            return 0
        subject = self.reading.deprels[token].startswith("nsubj")
        return 0 if subject and word in ("you", "it") else 1

    def _has_noun(self, token: int) -> bool:
        return self.reading.deprels[token] in ("nmod:poss", "det", "det:poss") or (
            self.reading.words[token].lower() != "his"
        )

    def agreement(self, token: int, person: str) -> Iterator[Edit]:
        """Edits that make the verb of a singular subject agree with another person."""
        if not self.reading.deprels[token].startswith("nsubj"):
            return
        verb = self.heads[token]
        for t in [verb, *self.children.get(verb, [])]:
            if t < 0 or (t != verb and not self.reading.deprels[t].startswith(("aux", "cop"))):
                continue
            new = _agreeing(
                self.reading.words[t], self.reading.xpos[t], self.reading.lemmas[t], person
            )
            if new is not None:
                yield self.starts[t], self.ends[t], new

    def pronoun_edits(self, token: int, forms: str) -> Iterator[Edit]:
        """Edits that put a pronoun of another set in the place of one."""
        old, case = self.reading.words[token], self.case(token)
        new = FORMS[forms][case]
        if old[:1].isupper() and (old != "I" or self.opens(token)):
            new = new[:1].upper() + new[1:]
        yield self.starts[token], self.ends[token], new
        yield from self.agreement(token, forms)

    def opens(self, token: int) -> bool:
        """Whether a word begins a sentence, as far as marks show."""
        return _opens_sentence(self.reading.text, self.starts[token])


def _agreeing(word: str, tag: str, lemma: str, person: str) -> str | None:
    lower = word.lower().replace("’", "'")
    many = person in ("they", "you", "we")
    if person not in ("they", "you", "I", "we"):
        return None
    known = {
        "was": "were" if many else None,
        "is": "are" if many else "am",
        "'s": None
        if tag != "VBZ"
        else {
            "be": "’re" if many else "’m",
            "have": "’ve",
        }.get(lemma),
        "has": "have",
        "does": "do",
        "isn't": None,
    }
    if lower in known:
        return known[lower]
    if tag == "VBZ" and lower.endswith("s") and lemma.isalpha():
        return lemma
    return None


def _single(scene: Scene, words: _Words, who: str) -> Iterator[tuple[Mention, int]]:
    """The mentions of one person that are one word, with the word."""
    for mention in scene.mentions:
        token = words.at.get(mention.start, -1)
        if mention.who == (who,) and token >= 0 and words.ends[token] == mention.end:
            yield mention, token


_THIRD = frozenset(w for s in ("he", "she", "they", "xe", "ze", "fae", "ey") for w in FORMS[s])


def recast(
    scene: Scene, reading: Reading, sets: Mapping[str, str], teller: str = "", tells: str = "I"
) -> Scene:
    """The scene with other pronouns for some people, and perhaps told by one of them.

    ``reading``: of the scene's text. ``sets``: for each id a set of `FORMS`; nouns that tell
    a gender go with it, names stay (see `renamed`). ``teller``: outside speech this person
    becomes "I", or "you" when ``tells`` is that.
    """
    words = _Words(reading)
    said = _spoken(scene)
    edits: list[Edit] = []
    for mention in scene.mentions:
        who = mention.who[0] if len(mention.who) == 1 else ""
        told = who == teller != "" and not said[mention.start]
        forms = tells if told else sets.get(who, "")
        token = words.at.get(mention.start, -1)
        if forms and token >= 0 and words.ends[token] == mention.end:
            if reading.words[token].lower() in _THIRD:
                edits += words.pronoun_edits(token, forms)
            elif told and reading.xpos[token] in ("NNP", "NN"):
                edits += _name_edits(scene, words, token, forms)
        if who in sets and not told:
            edits += _noun_edits(scene, mention, sets[who])
    people = dict(scene.people)
    for who, forms in sets.items():
        people[who] = replace(people[who], pronouns="/".join(FORMS[forms][:2]))
    if teller:
        people[teller] = replace(people[teller], narrator=tells == "I")
    return replace(edited(scene, edits), people=people)


def _spoken(scene: Scene) -> list[bool]:
    said = [False] * (len(scene.text) + 1)
    for line in scene.lines:
        said[line.start : line.end] = [True] * (line.end - line.start)
    return said


def _noun_edits(scene: Scene, mention: Mention, forms: str) -> Iterator[Edit]:
    """Edits that make a mention's own nouns go with a set of pronouns; not those nested in it."""
    other = {"she": _TO_HER, "he": _TO_HIM}.get(forms, {})
    inner = [
        m
        for m in scene.mentions
        if m is not mention and mention.start <= m.start and m.end <= mention.end
    ]
    for found in re.finditer(r"[^\W\d_]+", scene.text[mention.start : mention.end]):
        start, end = mention.start + found.start(), mention.start + found.end()
        new = other.get(found.group().lower())
        if new and not any(m.start <= start < m.end for m in inner):
            yield start, end, new.capitalize() if found.group()[:1].isupper() else new


def _name_edits(scene: Scene, words: _Words, token: int, forms: str) -> Iterator[Edit]:
    """Edits that put a pronoun in the place of a name outside speech."""
    start, end = words.starts[token], words.ends[token]
    relation = words.reading.deprels[token]
    if scene.text[end : end + 2] in ("'s", "’s") and relation == "nmod:poss":
        # The mention has to end where the edit does: only marks outside it are taken in.
        return
    case = 0 if relation.startswith("nsubj") or relation == "root" else 1
    new = FORMS[forms][case]
    yield start, end, new.capitalize() if words.opens(token) else new
    if case == 0:
        yield from words.agreement(token, forms)


# --- mixing --------------------------------------------------------------------------------


def guises(scene: Scene, reading: Reading, rng: random.Random) -> Scene:
    """One copy of a scene: most often people re-gendered, sometimes retold, always renamed.

    Of the copies that are re-gendered most have people share their pronouns, and one in
    three somebody who takes they or a new pronoun.
    """
    own = {w: p.pronouns.partition("/")[0] for w, p in scene.people.items()}
    free = [w for w, forms in own.items() if forms in ("he", "she") and not _kin_by_name(scene, w)]
    sets: dict[str, str] = {}
    if free and rng.random() < 0.7:
        shared = rng.choice(("he", "she"))
        sets = {w: shared if rng.random() < 0.75 else rng.choice(("he", "she")) for w in free}
        if rng.random() < 0.35:
            sets[rng.choice(free)] = rng.choice(("they", "they", "they", "xe", "ze", "fae", "ey"))
        sets = {w: forms for w, forms in sets.items() if forms != own[w]}
    teller = ""
    if scene.pov and not any(p.narrator for p in scene.people.values()) and rng.random() < 0.3:
        teller = scene.pov
    copy = recast(scene, reading, sets, teller, rng.choice(("I", "I", "you")))
    return renamed(copy, rng)


def _kin_by_name(scene: Scene, who: str) -> bool:
    """Whether somebody is called Mum or Dad: re-gendered they would be the other one."""
    person = scene.people[who]
    return any(n.split()[0].lower() in _KEPT_IN_NAMES for n in (person.name, *person.aliases))

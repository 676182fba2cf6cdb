"""Period prose as modern drafts write it: names, dashes, closed compounds, present tense.

What comes out is clean text, so that the corrections learn neither to flag modern
drafts nor to correct them into another century.
"""

import re
from collections.abc import Sequence
from random import Random

from fabula.language.inflection import inflect, match_case
from fabula_training.lexicon import Lexicon

__all__ = ["modern_marks", "modern_names", "modern_spelling", "to_present"]

Words = tuple[list[str], list[bool], list[str]]
"""Words, white space before each, Penn tag of each."""

_COMPOUNDS = {
    "to-day": "today", "to-night": "tonight", "to-morrow": "tomorrow", "good-bye": "goodbye",
    "good-by": "goodbye", "any-body": "anybody", "some-thing": "something", "arm-chair": "armchair",
    "bed-room": "bedroom", "shew": "show", "shewed": "showed", "shewn": "shown",
    "connexion": "connection", "waist-coat": "waistcoat", "down-stairs": "downstairs",
    "up-stairs": "upstairs", "eye-brows": "eyebrows", "every-day": "everyday",
}  # fmt: skip
_COMPOUND = re.compile(r"\b(?:" + "|".join(_COMPOUNDS) + r")\b", re.IGNORECASE)
_CLOSED = {
    (first, second): first + second
    for first in ("any", "some", "every")
    for second in ("one", "thing", "body", "where")
} | {("for", "ever"): "forever", ("mean", "while"): "meanwhile", ("can", "not"): "cannot"}
_MALE = frozenset(
    (
        "John William James George Charles Henry Thomas Edward Robert Joseph Arthur Frederick "
        "Walter Frank Albert Philip Edgar Ralph Harry Jack Tom Dick Peter Paul Richard Samuel "
        "David Daniel Hugh Stephen Michael Martin Roger Gilbert Cecil Basil Harold Herbert "
        "Laurence Lawrence Leonard Stanley Sidney Cuthbert Archibald Theodore Gabriel Silas "
        "Nathaniel Jonathan Simon Anthony Newland Dorian Tarzan Huck Pip Clym Angel Alexander "
        "Andrew Benjamin Edmund Francis Gerald Godfrey Julian Lionel Louis Mark Matthew Maurice "
        "Oliver Oscar Percy Reginald Rupert"
    ).split()
)
_FEMALE = frozenset(
    (
        "Mary Elizabeth Jane Anne Anna Emma Alice Margaret Catherine Charlotte Sarah Ellen Emily "
        "Fanny Lucy Dorothea Rosamond Amelia Becky Tess Carrie Maggie Isabella Helen Harriet "
        "Louisa Lydia Julia Maria Martha Matilda Rachel Rebecca Sophia Susan Agnes Amy Beth Meg Jo "
        "Marilla Clara Edith Eleanor Esther Ethel Florence Frances Gertrude Grace Hetty Ida Kate "
        "Kitty Laura Lily Linda Lizzie Mabel Marianne May Mercy Mina Molly Nancy Nelly Olive Pearl "
        "Phoebe Polly Rose Ruth Sally Sybil Thea Ursula Violet Virginia Winifred Dora Ada Evelina"
    ).split()
)
_MODERN_MALE = (
    "Liam Noah Ethan Lucas Mason Logan Aiden Tyler Kyle Derek Sam Marcus Chris Jake Ryan Dylan "
    "Josh Luke Finn Leo Theo Kai Jamal Diego Mateo Ravi Hiro Wei Omar Tariq Dmitri Sven Jonas "
    "Elias Silas Atlas Cole Jace Blaine Kurt Draco Remus Regulus Percival Nico Jason Castor Zane "
    "Asher Rhys Declan"
).split()
_MODERN_FEMALE = (
    "Mia Zoe Chloe Ava Olivia Madison Harper Riley Kayla Brianna Jess Tess Alexis Iris Lena Nora "
    "Maya Priya Aisha Mei Yuki Sakura Elena Sofia Camila Ximena Freya Astrid Quinn Rowan Skye "
    "Hermione Luna Ginny Katniss Arya Sansa Daenerys Clarke Lexa Raven Octavia Izzy Clary Willow "
    "Tara Kara Frances"
).split()
_SUBJECT_SINGULAR = frozenset("he she it".split())
_SUBJECT_PLURAL = frozenset("they we you i".split())
_ASIDE = frozenset(("RB", "RBR"))
_IRREGULAR_PRESENT = {"was": ("is", "are", "am"), "were": ("is", "are", "am"),
                      "had": ("has", "have", "have"),
                      "did": ("does", "do", "do")}  # fmt: skip
_INVARIANT = frozenset("put set let cut hit shut hurt cast burst spread cost".split())
_AUXILIARIES = frozenset("be been being is are was were had have has having am got get".split())
_MODAL_PRESENT = {"could": "can", "would": "will", "might": "may"}


def modern_spelling(text: str) -> str:
    """The text with its period spellings (to-day, shew) as they are written now."""
    return _COMPOUND.sub(lambda m: match_case(_COMPOUNDS[m.group().lower()], m.group()), text)


def modern_marks(
    words: Sequence[str], spaces: Sequence[bool], tags: Sequence[str], r: Random
) -> Words:
    """Dashes, open compounds and possessives as they are written now."""
    dash = r.choice(("—", "—", "–", "-", "--"))
    spaced = dash in "–-"
    out: Words = ([], [], [])
    possessive_alone = r.random() < 0.5
    i = 0
    after_dash = False
    while i < len(words):
        word, space, tag = words[i], spaces[i], tags[i]
        is_dash = word.strip("-—–") == "" and (len(word) > 1 or word in "—–")
        low = word.lower()
        pair = (low, words[i + 1].lower()) if i + 1 < len(words) else ("", "")
        if is_dash:
            word, space = dash, spaced or space
        elif pair in _CLOSED and not _counts(words, tags, i + 2):
            word, tag = match_case(_CLOSED[pair], word), "NN"
            i += 1
        elif (
            low in ("'s", "’s") and tag == "POS" and possessive_alone and words[i - 1].endswith("s")
        ):
            word = word[0]
        elif after_dash and spaced:
            space = True
        after_dash = is_dash
        out[0].append(word)
        out[1].append(space)
        out[2].append(tag)
        i += 1
    return out


def _counts(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether "one" before i is a number: every one of them, some one place."""
    return i < len(words) and (words[i].lower() == "of" or tags[i] in ("NN", "NNS", "JJ"))


def modern_names(words: list[str], r: Random, chosen: dict[str, str]) -> None:
    """Replace first names of the period by modern ones, the same for the same all through."""
    for i, word in enumerate(words):
        if word in _MALE or word in _FEMALE:
            if i and words[i - 1] in ("Mr.", "Mrs.", "Miss", "Sir", "Lady", "Lord", "St.", "King"):
                continue
            if word not in chosen:
                chosen[word] = r.choice(_MODERN_MALE if word in _MALE else _MODERN_FEMALE)
            words[i] = chosen[word]


def _subject(words: Sequence[str], tags: Sequence[str], i: int) -> str:
    """What the subject of the finite verb at i is.

    "s" singular, "p" plural, "i" for I, "c" shared with an earlier verb, "" unclear.
    """
    j = i - 1
    while j >= 0 and (
        tags[j] in _ASIDE or words[j].lower() in ("n't", "never", "then", "also", "just")
    ):
        j -= 1
    if j < 0:
        return ""
    low, tag = words[j].lower(), tags[j]
    if low in _SUBJECT_SINGULAR or low in (
        "this",
        "that",
        "there",
        "who",
        "which",
        "one",
        "nobody",
    ):
        return "s" if low not in ("who", "which", "there", "that") else ""
    if low in _SUBJECT_PLURAL:
        return "i" if low == "i" else "p"
    before = [w.lower() for w in words[max(j - 4, 0) : j]]
    if tag in ("NNP", "NN", "NNS") and not {"and", "or", "of", ","} & set(before):
        return "p" if tag == "NNS" else "s"
    if low in ("and", "but", "or"):
        return "c"
    return ""


def to_present(
    words: Sequence[str], tags: Sequence[str], quoted: Sequence[bool], lex: Lexicon
) -> tuple[list[str], list[str]] | None:
    """A past-tense sentence as present-tense narration: its words and tags.

    Only the narration changes. None if some verb's subject is unclear, for then the
    agreement would be a guess; or if the sentence has no past-tense verb.
    """
    out, new_tags = list(words), list(tags)
    last = ""
    changed = 0
    for i, tag in enumerate(tags):
        low = words[i].lower()
        if quoted[i]:
            last = ""
            continue
        if low in _MODAL_PRESENT and tag == "MD":
            if i + 1 < len(words) and words[i + 1].lower() == "have":
                return None
            out[i] = match_case(_MODAL_PRESENT[low], words[i])
            continue
        if tag in ("VBZ", "VBP") or _maybe_past(words, tags, i):
            return None
        if tag != "VBD":
            if low in (";", ":") or tag in ("WDT", "WP"):
                last = ""
            continue
        subject = _subject(words, tags, i)
        if subject == "c":
            subject = last
        if not subject:
            return None
        last = subject
        present = _present_form(low, subject, lex)
        if not present:
            return None
        out[i] = match_case(present, words[i])
        new_tags[i] = "VBZ" if subject == "s" else "VBP"
        changed += 1
    return (out, new_tags) if changed else None


def _maybe_past(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether the word at i may be a past tense that the tagger took for something else."""
    low = words[i].lower()
    if low == "used" and i + 1 < len(words) and words[i + 1] == "to":
        return True
    if low in _INVARIANT and tags[i] != "VBD":
        return i == 0 or words[i - 1].lower() != "to"
    if tags[i] != "VBN" or i == 0:
        return False
    if tags[i - 1] in ("PRP", "WP", "WDT", "NNP") or words[i - 1] in ("who", "which"):
        return True
    return words[i - 1].lower() in ("and", ",", "or", "but", "then") and not any(
        w.lower() in _AUXILIARIES for w in words[max(i - 8, 0) : i]
    )


def _present_form(low: str, subject: str, lex: Lexicon) -> str:
    if low in _IRREGULAR_PRESENT:
        return _IRREGULAR_PRESENT[low]["spi".index(subject)]
    lemma = lex.verb(low)
    if not lemma or lemma == "be":
        return ""
    return inflect(lemma, "VBZ" if subject == "s" else "VBP")

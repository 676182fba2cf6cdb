"""Readings by hand: a short notation for test stories and examples.

One word a line, white space between the columns, an empty line between sentences::

    # text = “Go home,” said Magnus.
    “       ``
    Go      VB   0  root
    home    RB   2  advmod
    ,       ,
    ”       ''
    said    VBD  2  parataxis  lemma=say Event=Yes
    Magnus  NNP  6  nsubj      Entity=(PER-name)
    .       .

Columns: form, Penn tag, number of the head in the sentence (0 for the root),
relation, then ``key=value`` items: ``lemma``, ``upos``, keys of MISC as
`fabula.language.conllu` gives them, and features (``Number=Plur``). What is left
out is filled in: the lemma is the lower-cased form (names keep their letters),
the universal tag and features follow from the Penn tag, a word without a head
hangs on the root as ``punct`` or ``dep``, and the first verb, or else the first
word, is the root where none is named. Spacing follows ``# text`` where it
stands, else one space follows each word but before closing marks and clitics
and after opening marks.
``# newpar`` and ``# block = heading|break`` work as in CoNLL-U.
"""

import re
from collections.abc import Sequence

from fabula.english.pronouns import PERSON_NUMBER_GENDER
from fabula.language.conllu import from_conllu
from fabula.language.reading import Reading
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.model import Manuscript

__all__ = ["compose"]

_MISC = ("Edit", "Entity", "Error", "Event", "SpaceAfter")
_TIGHT = re.compile(r"(?:[,.;:!?)\]’”…]+|['’](?:s|m|d|ll|re|ve)|n['’]t)\Z")
_OPENING = ("“", "‘", "(", "[")

_UPOS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ",
    "JJR": "ADJ", "JJS": "ADJ", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
    "NNPS": "PROPN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "WDT": "PRON", "WP": "PRON", "WP$": "DET", "WRB": "ADV", "ADD": "X", "AFX": "X", "LS": "X",
    "GW": "X", "XX": "X",
}  # fmt: skip
"""Penn tag -> universal tag; every other tag is punctuation."""

_FEATS = {
    "JJ": "Degree=Pos", "JJR": "Degree=Cmp", "JJS": "Degree=Sup", "NN": "Number=Sing",
    "NNS": "Number=Plur", "NNP": "Number=Sing", "NNPS": "Number=Plur", "MD": "VerbForm=Fin",
    "VB": "VerbForm=Inf", "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin", "VBG": "VerbForm=Ger",
    "VBN": "Tense=Past|VerbForm=Part", "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}  # fmt: skip


_Word = tuple[str, str, int | None, str, dict[str, str]]


def compose(notation: str, *, path: str = "<composed>") -> tuple[Manuscript, Reading]:
    """The manuscript and the reading that the short notation describes.

    Raises:
        FabulaError: a line that cannot be read, or a sentence that is no tree.
    """
    lines: list[str] = []
    comments: list[str] = []
    words: list[_Word] = []
    first = True
    for line in [*notation.splitlines(), ""]:
        stripped = line.strip()
        if not words and (stripped.startswith("# ") or stripped == "#"):
            comments.append(stripped)
        elif stripped:
            words.append(_word(stripped, path))
        elif words:
            if first:
                comments.append("# newpar")
                first = False
            lines += _sentence(words, comments)
            words, comments = [], []
    return from_conllu("\n".join(lines) + "\n", path=path)


def _word(line: str, path: str) -> _Word:
    columns = line.split()
    rest = columns[2:]
    head = int(rest.pop(0)) if rest and rest[0].isdecimal() else None
    deprel = rest.pop(0) if rest and "=" not in rest[0] else ""
    if len(columns) < 2 or any("=" not in item for item in rest):
        raise FabulaError(f"{path}: cannot read {line!r}: form, tag, head, relation, key=value")
    items = dict(item.partition("=")[::2] for item in rest)
    return columns[0], columns[1], head, deprel, items


def _sentence(words: Sequence[_Word], comments: Sequence[str]) -> list[str]:
    root = _root(words)
    text = next((c.partition("=")[2].strip() for c in comments if c.startswith("# text")), None)
    spaced = _spacing([w[0] for w in words], text)
    rows = [c for c in comments if not c.startswith("# text")]
    for i, (form, tag, head, deprel, items) in enumerate(words):
        upos = items.get("upos") or _universal(tag, deprel)
        feats = _features(form, tag, items)
        lemma = items.get("lemma") or (form if upos == "PROPN" else form.lower())
        misc = {key: items[key] for key in _MISC if key in items}
        if not spaced[i]:
            misc["SpaceAfter"] = "No"
        above = head if head is not None else (0 if i == root else root + 1)
        relation = deprel or ("root" if above == 0 else "punct" if upos == "PUNCT" else "dep")
        last = "|".join(f"{k}={v}" for k, v in sorted(misc.items())) or "_"
        rows.append(
            "\t".join((str(i + 1), form, lemma, upos, tag, feats, str(above), relation, "_", last))
        )
    return [*rows, ""]


def _root(words: Sequence[_Word]) -> int:
    """The word named as root, else the first verb without a head, else the first such word."""
    named = [i for i, w in enumerate(words) if w[2] == 0]
    free = [i for i, w in enumerate(words) if w[2] is None]
    verbs = [i for i in free if words[i][1].startswith("VB")]
    return [*named, *verbs, *free, 0][0]


def _spacing(forms: Sequence[str], text: str | None) -> list[bool]:
    if text is None:
        return _usual_spacing(forms)
    spaced, at = [], 0
    for form in forms:
        at = text.index(form, at) + len(form) if form in text[at:] else at
        spaced.append(at >= len(text) or text[at].isspace())
    return spaced


def _usual_spacing(forms: Sequence[str]) -> list[bool]:
    straight = 0
    spaced = []
    for form, following in zip(forms, [*forms[1:], ""], strict=True):
        straight += form == '"'
        opens = form in _OPENING or (form == '"' and straight % 2 == 1)
        closes = following == '"' and straight % 2 == 1
        spaced.append(not (opens or closes or _TIGHT.match(following)))
    return spaced


def _universal(tag: str, deprel: str) -> str:
    relation = deprel.split(":")[0]
    if tag.startswith("VB") and relation in ("aux", "cop"):
        return "AUX"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    if tag in ("DT", "WDT") and relation in ("nsubj", "obj", "obl", "nmod", "root", "conj"):
        return "PRON"
    if tag in ("WDT", "WP$") and relation in ("det", "nmod"):
        return "DET" if tag == "WDT" else "PRON"
    return _UPOS.get(tag, "PUNCT")


def _features(form: str, tag: str, items: dict[str, str]) -> str:
    feats = dict(f.split("=") for f in _FEATS.get(tag, "").split("|") if f)
    if tag.startswith("PRP") and form.lower() in PERSON_NUMBER_GENDER:
        parts = [*PERSON_NUMBER_GENDER[form.lower()].split(), "", ""]
        feats = {"Gender": parts[2], "Number": parts[1], "Person": parts[0], "PronType": "Prs"}
        if tag == "PRP$":
            feats["Poss"] = "Yes"
    feats |= {k: v for k, v in items.items() if k not in _MISC and k not in ("lemma", "upos")}
    return "|".join(f"{k}={v}" for k, v in sorted(feats.items()) if v) or "_"

"""Which gender the language of a text gives to a name, a noun or a pronoun.

A character's gender here is only what the pronouns of the text say or would say:
F for she, M for he. Titles and pronouns of the text come first; the list of given names
(United States Census Bureau, 1990, public domain) is a hint for names that no pronoun
stands near. Nouns of one gender are the usual English ones (Quirk et al., *A
Comprehensive Grammar of the English Language*, 5.104-5.107).
"""

from functools import cache
from importlib.resources import files

__all__ = [
    "NOUN_GENDER",
    "PRONOUNS",
    "given_name_gender",
    "likely_gender",
    "pronoun_set",
]

PRONOUNS: dict[str, tuple[int, str, bool]] = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), (1, "", False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves", "ourself"), (1, "", True)),
    **dict.fromkeys(
        (
            "you your yours yourself ye yeh yer ya yuh yo thou thee thy thine thyself ee 'ee youse "
            "yourn y' u ur"
        ).split(),
        (2, "", False),
    ),
    "yourselves": (2, "", True),
    **dict.fromkeys(
        ("he", "him", "his", "himself", "'im", "'e", "hisself", "hisn"), (3, "M", False)
    ),
    **dict.fromkeys(("she", "her", "hers", "herself", "'er", "hern"), (3, "F", False)),
    **dict.fromkeys(("it", "its", "itself", "'t", "hit"), (3, "N", False)),
    **dict.fromkeys(
        ("they", "them", "their", "theirs", "themselves", "'em", "em", "themself", "theirselves"),
        (3, "", True),
    ),
    **dict.fromkeys(("ze", "zir", "xe", "xem", "xyr", "hir", "fae", "faer"), (3, "X", False)),
}
"""Personal pronoun, lower case, to its person, gender (M, F, N, X or open) and whether plural."""

_FEMININE = (
    "woman women lady ladies girl girls mother mothers mamma mama mum mom mummy sister sisters "
    "daughter daughters wife wives aunt aunts auntie niece nieces grandmother grandma granny queen "
    "queens princess duchess countess baroness empress heroine actress waitress widow widows bride "
    "maid maids maiden maidens nun nuns governess hostess mistress spinster girlfriend landlady "
    "housekeeper nurse nurses heiress lass lassie wench housemaid parlourmaid maidservant "
    "stepmother stepdaughter goddess witch witches priestess ma'am madam miss housewife schoolgirl "
    "stewardess matron dame gentlewoman charwoman washerwoman laundress milkmaid seamstress "
    "dressmaker authoress murderess mademoiselle madame goddaughter godmother granddaughter "
    "barmaid chambermaid nursemaid abbess sorceress enchantress hen cow mare ewe bitch vixen"
)
_MASCULINE = (
    "man men gentleman gentlemen boy boys father fathers papa dad daddy brother brothers son sons "
    "husband husbands uncle uncles nephew nephews grandfather grandpa king kings prince princes "
    "duke earl count baron emperor hero actor waiter widower bridegroom groom monk monks host "
    "master bachelor boyfriend landlord butler footman footmen coachman lad lads fellow fellows "
    "chap chaps guy guys bloke sir squire lord lords soldier soldiers sailor sailors officer "
    "priest priests clergyman parson vicar curate rector bishop captain colonel general major "
    "lieutenant sergeant admiral policeman postman fisherman workman workmen huntsman nobleman "
    "countryman tradesman englishman frenchman irishman scotchman dutchman stepfather stepson "
    "godfather godson grandson schoolboy manservant wizard god abbot friar shepherd blacksmith "
    "constable cowboy cowboys bull stallion rooster cock ram"
)

NOUN_GENDER: dict[str, str] = {
    **dict.fromkeys(_FEMININE.split(), "F"),
    **dict.fromkeys(_MASCULINE.split(), "M"),
}
"""Head noun, lower case, to the gender it tells."""

_SETS = {"F": "she/her", "M": "he/him", "N": "it/its", "T": "they/them"}


@cache
def _given_names() -> dict[str, str]:
    genders: dict[str, str] = {}
    gender = ""
    text = (files("fabula.story") / "given_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            gender = "F" if line == "[feminine]" else "M"
            continue
        genders.update(dict.fromkeys(line.split(), gender))
    return genders


def given_name_gender(name: str) -> str:
    """M or F for a given name (lower case) that mostly one gender bears, else nothing."""
    return _given_names().get(name, "")


def likely_gender(title: str, hint: str, he: float, she: float) -> str:
    """The gender of a name: its title's, else what pronouns near it and the hint make likely.

    ``title``: the gender its title tells. ``hint``: that of the given name, worth three
    pronouns. ``he`` and ``she``: how often each pronoun follows the name. Nothing when the
    evidence is thin or split.
    """
    if title:
        return title
    he += 3.0 if hint == "M" else 0.0
    she += 3.0 if hint == "F" else 0.0
    total = he + she
    if total < 2.0 or 0.3 < she / total < 0.7:
        return ""
    return "F" if she > he else "M"


def pronoun_set(he: int, she: int, it: int, they: int, *, person: bool = True) -> str | None:
    """The pronouns a character uses, by how often each stands for them, or None.

    Singular they must be used at least three times and more often than he and she together,
    because a "they" is easily a group that was taken for one of its members.
    """
    best = max(("M", he), ("F", she), key=lambda pair: pair[1])
    if they >= 3 and they > 2 * (he + she):
        return _SETS["T"]
    if it > 2 * best[1] and it >= (5 if person else 1):
        return _SETS["N"]
    return _SETS[best[0]] if best[1] else None

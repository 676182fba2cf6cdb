"""Cues that name somebody by kinship: who "her mother" or "Anna's husband" can be.

Names show families: people of one surname belong together, and titles tell the married
and the elder ("Mrs.") from the others ("Miss"), by English usage ("Titles and Forms of
Address", A. & C. Black).
"""

import re
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats
from fabula.english.kin import ELDER_MEN, ELDER_WOMEN, YOUNGER_MEN, YOUNGER_WOMEN
from fabula.english.titles import TITLES, TITLES_OF_ELDER_MEN, TITLES_OF_ELDER_WOMEN
from fabula.story.names.gender import Gender
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["RELATIVES", "Families"]

RELATIVES = ("kin of owner", "kin by title", "not kin by title", "owner of kin")
"""Names of the columns that `Families.rows` fills."""

_FAMILY, _FITS, _UNFIT, _OWNER = range(len(RELATIVES))
_ROLES = {
    **dict.fromkeys(ELDER_WOMEN, (Gender.SHE, True)),
    **dict.fromkeys(ELDER_MEN, (Gender.HE, True)),
    **dict.fromkeys(YOUNGER_WOMEN, (Gender.SHE, False)),
    **dict.fromkeys(YOUNGER_MEN, (Gender.HE, False)),
}
_MARRIED = {Gender.SHE: TITLES_OF_ELDER_WOMEN, Gender.HE: TITLES_OF_ELDER_MEN}
_MAIDEN = frozenset(("miss", "mademoiselle", "mlle"))
_MOST = 12  # people of one surname that are looked at
_OWNED = re.compile(r"(?:(?P<his>his)|(?P<her>her)|(?P<name>[A-Z].*?)(?:['’]s?|\ss))\s", re.S)


class Families:
    """The surnames and titles of everybody in a book."""

    def __init__(self, evidence: SpeechEvidence) -> None:
        self.evidence = evidence
        self.surnames: list[frozenset[str]] = []
        self.titles: list[frozenset[str]] = []
        self.bearers: dict[str, list[int]] = {}
        for names in evidence.entity_names:
            surnames, titles = set(), set()
            for name in names:
                titled = len(name) > 1 and name[0] in TITLES
                if titled:
                    titles.add(name[0])
                if titled or len(name) > 1:
                    surnames.add(name[-1])
            for surname in sorted(surnames):
                known = self.bearers.setdefault(surname, [])
                if len(known) < _MOST:
                    known.append(len(self.surnames))
            self.surnames.append(frozenset(surnames))
            self.titles.append(frozenset(titles))

    def kin(self, subject: int, recent: Sequence[int]) -> list[int]:
        """Whom a subject named by kinship can mean by surname and gender."""
        role = self._role(subject)
        if role is None or not self.surnames:
            return []
        owners = self._owners(subject, recent)
        genders = self.evidence.entity_gender
        return [
            entity
            for owner in sorted(owners)
            for surname in sorted(self.surnames[owner])
            for entity in self.bearers[surname]
            if entity not in owners and genders[entity] == role[0]
        ]

    def _role(self, subject: int) -> tuple[Gender, bool] | None:
        """Gender of a subject named by kinship, and whether married or elder."""
        evidence = self.evidence
        start, end = int(evidence.mention_start[subject]), int(evidence.mention_end[subject])
        words = evidence.text[start:end].lower().split()
        return _ROLES.get(words[-1]) if words else None

    def rows(self, subject: int, recent: Sequence[int], entities: Sequence[int]) -> Floats | None:
        """The columns of the candidates of a speech whose cue has this subject. [n, 4]

        ``recent``: who spoke or was spoken to lately, latest first. None when the subject
        is not named by kinship.
        """
        evidence = self.evidence
        role = self._role(subject)
        if role is None or not self.surnames:
            return None
        gender, elder = role
        owners = self._owners(subject, recent)
        rows = np.zeros((len(entities), len(RELATIVES)), dtype=np.float32)
        for row, entity in enumerate(entities):
            if entity in owners:
                rows[row, _OWNER] = 1
                continue
            own = self.titles[entity]
            if evidence.entity_gender[entity] == gender:
                family = any(self.surnames[entity] & self.surnames[o] for o in owners)
                rows[row, _FAMILY] = family
                fits = own & _MARRIED[gender] if elder else not own & _MARRIED[Gender.SHE]
                rows[row, _FITS] = bool(fits)
                rows[row, _UNFIT] = not fits or (elder and bool(own & _MAIDEN))
        return rows

    def _owners(self, subject: int, recent: Sequence[int]) -> set[int]:
        """Whose relation the subject is: who is named, else the likely ones of the gender."""
        evidence = self.evidence
        start, end = int(evidence.mention_start[subject]), int(evidence.mention_end[subject])
        owned = _OWNED.match(evidence.text, start, end)
        if owned is None:
            return set()
        gender = Gender.HE if owned["his"] else Gender.SHE if owned["her"] else Gender.OPEN
        inner = subject + 1
        owners: set[int] = set()
        while inner < len(evidence.mention_start) and evidence.mention_start[inner] < end:
            entity = int(evidence.mention_entity[inner])
            if evidence.mention_start[inner] == start and entity >= 0:
                owners.add(entity)
            inner += 1
        if gender:
            near = [e for e in recent if evidence.entity_gender[e] == gender]
            owners.update(near[:1])
        return owners

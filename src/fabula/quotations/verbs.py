"""Verbs that introduce speech, as English fiction uses them.

The list was put together from the classes *say*, *tell*, *manner of speaking*,
*talk* and *chitchat* of Levin, "English Verb Classes and Alternations" (1993,
section 37), and the verbs of expression that stand in for "said" beside a
quotation (sigh, smile, laugh, nod).
"""

from fabula.english.saying import ACTS_FOR_SAYING, IRREGULAR_FORMS, SAYING_VERBS

__all__ = ["MANNER_VERBS", "SPEECH_VERBS", "inflections"]


def inflections(lemma: str) -> tuple[str, ...]:
    """The finite forms and the -ing form of a verb, by the ordinary spelling rules."""
    if lemma in IRREGULAR_FORMS:
        return (lemma, *IRREGULAR_FORMS[lemma])
    if lemma.endswith("ee"):
        return (lemma, lemma + "s", lemma + "d", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    short = len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in "aeiou"
    if short and (len(lemma) < 5 or lemma in _DOUBLING) and lemma[-3] not in "aeiou":
        stem = lemma + lemma[-1]
        return (lemma, third, stem + "ed", stem + "ing")
    return (lemma, third, lemma + "ed", lemma + "ing")


# Longer verbs whose last syllable is stressed or that double their consonant all the same.
_DOUBLING = frozenset({"admit", "concur", "demur", "submit", "shrug", "scrub", "quip"})

SPEECH_VERBS: frozenset[str] = frozenset(f for v in SAYING_VERBS for f in inflections(v)) - {
    "put",
    "lie",
    "read",
}
"""Every inflected form of a verb that introduces speech. Words that are mostly
something else in their bare form are left out."""

MANNER_VERBS: frozenset[str] = frozenset(f for v in ACTS_FOR_SAYING for f in inflections(v))
"""Forms of verbs that accompany speech and sometimes stand in for "said"."""

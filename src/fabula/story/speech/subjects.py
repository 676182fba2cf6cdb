"""Who acts in a clause, told by the words beside a mention: enough where there is no parse.

``Anna turned``, ``said Anna`` and ``Anna, smiling, had risen`` have Anna as their subject;
``to Anna``, ``Anna's`` have not.
"""

import re

from fabula.story.speech_verbs import SPEECH_VERBS

__all__ = ["OBJECT", "OTHER", "SUBJECT", "role_of"]

# What `role_of` says: ruled by a preposition or owning something; not told; a subject.
OBJECT = 0
OTHER = 1
SUBJECT = 2

# Irregular pasts, from any English grammar's list; regular ones end in -ed.
_PAST = """
am are arose ate awoke bade beat became began bent bit blew bore bought bound broke brought built
burst came cast caught chose clung could crept cried cut dared dealt did does drank drew drove dwelt
fed fell felt fled flew flung forbore forgot fought found froze gave goes got grew ground had has
heard held hid hit hung hurt is kept knelt knew laid lay leant leapt led left lent let lit lost made
may meant met might must needs ought overheard paid put ran rang read reached rode rose said sang
sank sat saw seems sent set shall shone shook shot should shrank shut slept slid slipt smelt spoke
spent sprang spread stole stood strode struck stuck sung swam swept swore swung taught thought
threw told took tore trod turns understood undertook upset used was wept went were will withdrew
woke won wore would wrote
"""
_VERB = rf"(?:(?:{'|'.join(_PAST.split())})\b|[a-z]{{2,}}ed\b|'d\b|'ll\b)"
_ADVERB = (
    r"(?:(?:[a-z]+ly|also|alone|always|at last|at once|both|even|first|here|himself|herself|"
    r"however|indeed|just|meanwhile|more|never|not|now|often|quite|rather|"
    r"seldom|soon|still|then|therefore|there|thus|too|yet)\s+)"
)
_ACTS = re.compile(rf"(?:,[^,.;:!?\"“”]{{1,60}},)?\s+{_ADVERB}{{0,2}}{_VERB}")
_OWNS = re.compile(r"['’]s?\b|['’](?=\s+[a-z])|\s+s\b")
_RULED = re.compile(
    r"\b(?:about|above|across|after|against|among|amongst|around|as|at|before|behind|below|beneath|"
    r"beside|besides|between|beyond|by|concerning|for|from|in|into|like|near|of|off|on|onto|over|past|"
    r"round|than|through|to|toward|towards|under|unlike|until|upon|with|within|without|"
    r"[a-z]{3,}ing)\s+(?:(?:the|a|an|his|her|my|their|our|dear|poor|old|young|little)\s+){0,2}\Z"
)
_SAID = re.compile(rf"\b(?:{'|'.join(sorted(SPEECH_VERBS))})\s+(?:the\s+|old\s+|poor\s+){{0,2}}\Z")
_OBJECT_FORMS = frozenset(("him", "her", "me", "us", "them", "his", "my", "their", "our"))


def role_of(text: str, start: int, end: int) -> int:
    """What the mention ``text[start:end]`` is in its clause: one of the three roles."""
    if _OWNS.match(text, end) or text[start:end].lower() in _OBJECT_FORMS:
        return OBJECT
    before = text[max(0, start - 40) : start]
    ruled = _RULED.search(before) is not None
    if not ruled and (_ACTS.match(text, end, end + 110) or _SAID.search(before)):
        return SUBJECT
    return OBJECT if ruled else OTHER

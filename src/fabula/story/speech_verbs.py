"""Verbs that introduce speech, as English fiction uses them.

The list was put together from the classes *say*, *tell*, *manner of speaking*,
*talk* and *chitchat* of Levin, "English Verb Classes and Alternations" (1993,
section 37), and the verbs of expression that stand in for "said" beside a
quotation (sigh, smile, laugh, nod).
"""

__all__ = ["MANNER_VERBS", "SPEECH_VERBS", "inflections"]

_SAY = """
acknowledge add admit admonish advise affirm agree allege announce answer apologize apologise
argue ask assent assert assure aver avow babble banter bark bawl beg begin bellow beseech blab
bleat bluster blurt boast boom brag bray breathe broach burble cackle call caution chant
chatter chide chime chirp chorus claim coax comfort command comment complain concede conclude
concur confess confide confirm congratulate console continue contradict contribute coo correct
counsel counter cough croak croon cry curse declaim declare decree decide demand demur deny
describe dictate direct disagree disclose divulge drawl drone echo ejaculate emphasize emphasise
encourage end enjoin enquire enthuse entreat enunciate exclaim exhort explain explode expostulate
falter finish fume gabble gasp gibber goad greet grizzle groan growl grumble grunt guess gulp gurgle
gush hazard hesitate hint hiss holler hoot howl hypothesize implore inform inquire insist instruct
insinuate interject interpose interpolate interrogate interrupt intervene intimate intone invite
jabber jeer jest joke lament laugh lecture lie lisp maintain mention moan mock mouth mumble murmur
muse mutter note nag object observe offer opine order persist pipe plead pledge pray proceed
proclaim profess prompt pronounce propose protest purr put quaver query question quip quote rage
ramble rant rasp rattle read reason reassure rebuke recall recite recollect recommend recount
reflect rejoin relate remark remind remonstrate repeat reply report reproach reprove request resume
retaliate retort return reveal roar rumble say scoff scold scream screech shout shriek sigh simper
sing slur snap snarl sneer snicker snigger snort sob soothe speak specify speculate splutter
sputter squawk squeak squeal stammer state storm stutter submit suggest summon supplement supply
surmise swear taunt tease tell testify thank think threaten thunder tremble trill tut urge utter
venture volunteer vouch vow wail warn wheedle wheeze whimper whine whisper wish wonder worry write
yap yell yelp
"""

_MANNER = """
agree beam blink blush chuckle frown giggle glare grimace grin gesture laugh nod pause pout scowl
shrug sigh smile smirk sniff snort stare swallow wince wink
"""

_IRREGULAR = {
    "begin": ("begins", "began", "beginning", "begun"),
    "beseech": ("beseeches", "besought", "beseeched", "beseeching"),
    "forbid": ("forbids", "forbade", "forbidding"),
    "put": ("puts", "put", "putting"),
    "read": ("reads", "read", "reading"),
    "say": ("says", "said", "saying", "saith", "sayeth"),
    "sing": ("sings", "sang", "singing"),
    "speak": ("speaks", "spoke", "speaking", "spake"),
    "swear": ("swears", "swore", "swearing"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "write": ("writes", "wrote", "writing"),
    "quip": ("quips", "quipped", "quipping"),
    "quote": ("quotes", "quoted", "quoting", "quoth"),
}


def inflections(lemma: str) -> tuple[str, ...]:
    """The finite forms and the -ing form of a verb, by the ordinary spelling rules."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma])
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

SPEECH_VERBS: frozenset[str] = frozenset(f for v in _SAY.split() for f in inflections(v)) - {
    "put",
    "lie",
    "read",
}
"""Every inflected form of a verb that introduces speech. Words that are mostly
something else in their bare form are left out."""

MANNER_VERBS: frozenset[str] = frozenset(f for v in _MANNER.split() for f in inflections(v))
"""Forms of verbs that accompany speech and sometimes stand in for "said"."""

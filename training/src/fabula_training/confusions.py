"""The closed lists of the corrections: edit tags, function words confused or left out.

Sources: the error types of the NUCLE and ERRANT annotation schemes (Dahlmeier et al.
2013; Bryant et al. 2017); the commonly confused words of the Purdue Online Writing
Lab; the errors of speed typing (Damerau 1964: transposition, omission, insertion,
substitution).
"""

__all__ = [
    "CAUSATIVES",
    "CONFUSIONS",
    "EDIT_TAGS",
    "FORMS",
    "INSERTABLE",
    "MASS_NOUNS",
    "NEIGHBOURS",
    "PREPOSITIONS",
    "SUPERFLUOUS_AFTER",
]

_RIGHT_WRONG = """
then:than|than:then|there:their,they're|their:there,they're,there's|they're:their,there|its:it's
it's:its|your:you're,you|you're:your|whose:who's|who's:whose|to:too,two,t|too:to|two:too|of:off,have,or,on,if
off:of|have:of,has,had|where:were,we're|were:where,we're,was|we're:were,where|a:an,the|an:a,and,on
the:he,they,then,a,this|and:an,any,as|or:of,our|was:were,saw,as,is|is:are,his,it,was|are:is,our,were
am:is,are|has:have,had,as|had:has,have,hand,ha|do:does,to|does:do,dose|did:does,do|this:these,his,thing
these:this|that:than,those,hat|those:that,this|much:many|many:much|less:fewer|i:me|me:i,my|he:him,the,she
him:he,his,them|she:her,he|her:she,here,he|they:the,them,then|them:they,then,him|we:us|us:we,as|his:he,is,her,this
my:me,by|our:are,or,out|on:one,in,at,of|one:on,won|in:on,at,it,is|at:on,in,as|for:to,four,of|from:form,of
with:by,wit,which,without|into:in,to,onto|by:with,buy,be|as:at,has,is|if:it,of|it:is,in,if,its
himself:him,hisself,herself,themselves|herself:her,himself|themselves:them,theirselves,themself
myself:me,my|would:will,could|will:would|could:can,would|can:could|who:how,which|which:who,witch
what:that,want|when:went,then|not:know,now,no|no:know,now|now:know,not|know:now,no|knew:new
through:threw,though|though:through,thought,tough|thought:though,through,taught|here:hear|hear:here
let's:lets|well:good|good:well|be:been,by,being|been:being,be|how:who|other:another|another:other
every:ever|ever:every|most:must|must:most|between:among|up:on|out:our|before:after|so:too,such|such:so
while:when|want:won't,what|said:say,sad|were:is
""".strip()

CONFUSIONS: dict[str, tuple[str, ...]] = {}
"""Right function word -> what drafts have in its place."""

for _entry in _RIGHT_WRONG.replace("\n", "|").split("|"):
    _right, _wrong = _entry.split(":")
    CONFUSIONS[_right] = tuple(dict.fromkeys(CONFUSIONS.get(_right, ()) + tuple(_wrong.split(","))))

FORMS = ("VB", "VBP", "VBZ", "VBD", "VBG", "VBN", "NN", "NNS", "JJ", "RB", "JJR", "JJS")

INSERTABLE = tuple(
    (
        "the a an to of in on at with from for into by about over and that as than who which it he "
        "she they i you we him her them me us his their my your its is are was were be been has "
        "have had do did not one up out if what so"
    ).split()
)
"""Closed-class words that can be named where they are missing."""

EDIT_TAGS: tuple[str, ...] = (
    "keep",
    "delete",
    *(f"form:{form}" for form in FORMS),
    "form:to-VB",
    *(f"word:{word}" for word in CONFUSIONS),
    *(f"insert-before:{word}" for word in INSERTABLE),
    "insert-before:noun",
    "insert-before:verb",
    "confused",
    "spell",
    "possessive",
    "plural-not-possessive",
    "apostrophe",
    "split",
    "join",
    "comma:insert",
    "comma:delete",
    "comma-to-stop",
    "stop-to-comma",
    "stop-to-question",
    "question-to-stop",
    "stop:insert",
    "case:lower",
    "case:upper",
)
"""Every edit tag, "keep" first.

``form:X``: this word in the form of Penn tag X (``form:to-VB``: "to" and the plain
verb). ``word:X``: the word X instead. ``insert-before:X``: X is missing before this
token, ``noun`` and ``verb`` when it cannot be named. ``confused``: a sound-alike of
this word was meant (`fabula.language.soundalikes`). ``spell``: a typing error.
``possessive``: 's is missing after this word; ``plural-not-possessive``: this word and
the 's after it are a plain plural; ``apostrophe``: an apostrophe is missing inside.
``split``: two words; ``join``: one word with the one before. ``comma:insert`` and
``stop:insert``: before this token. The others say what becomes of this mark or of the
first letter.
"""

CAUSATIVES = frozenset("make let see watch hear feel help have".split())
"""Verbs that take an object and a plain verb."""

PREPOSITIONS = ("in", "on", "at", "to", "for", "of", "with", "from", "into", "by", "over", "about")

SUPERFLUOUS_AFTER: dict[str, tuple[str, ...]] = {
    "enter": ("into", "in", "to"),
    "discuss": ("about",),
    "approach": ("to", "at"),
    "reach": ("to", "at"),
    "answer": ("to",),
    "ask": ("to",),
    "tell": ("to",),
    "marry": ("with", "to"),
    "meet": ("to",),
    "kiss": ("to", "on"),
    "call": ("to", "at"),
    "follow": ("to", "after"),
    "touch": ("to", "on"),
    "watch": ("at", "to"),
    "see": ("at", "to"),
    "leave": ("from", "to"),
    "hug": ("to",),
    "help": ("to",),
    "join": ("to", "with"),
    "miss": ("to",),
    "resemble": ("to", "like"),
    "regret": ("about",),
    "contact": ("to", "with"),
    "thank": ("to",),
    "love": ("to", "with"),
    "pull": ("at",),
}
"""Verb -> prepositions that drafts put before its object and that do not belong there."""

MASS_NOUNS = frozenset(
    (
        "information advice furniture luggage equipment homework music traffic luck weather "
        "laughter courage happiness sadness anger knowledge patience sunshine evidence progress "
        "money hair news silence love emotion breath clothing jewelry jewellery food help "
        "behaviour behavior vulnerability"
    ).split()
) - {"news", "love", "emotion", "breath", "silence", "help", "hair"}
"""Nouns without a plural, which drafts give one."""

NEIGHBOURS: dict[str, str] = {
    letter: row[max(i - 1, 0) : i] + row[i + 1 : i + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i, letter in enumerate(row)
}
"""Key -> the keys beside it."""

"""The words that say what people look like, are, and are to one another.

Sources: colour words after Berlin and Kay, Basic Color Terms (1969), with the eye
colours of the Martin-Schultz scale and the hair colours of the Fischer-Saller scale
and their everyday English names (Wikipedia, "Eye color", "Human hair color");
kin terms after Murdock, Kin Term Patterns (1970); occupations after the group titles
of the International Standard Classification of Occupations (ILO, ISCO-08) and the
household and service trades of Booth's Occupations of the People (1886); adjectives
of nationality after ISO 3166 and Wikipedia, "List of adjectival and demonymic forms
for countries and nations".
"""

__all__ = [
    "AGE_WORDS",
    "BODY",
    "BUILD",
    "COLOURS",
    "FACE_PARTS",
    "FEATURES",
    "GARMENTS",
    "HEIGHT",
    "INTENSIFIERS",
    "KIN",
    "KIN_PRONOUNS",
    "MARKS",
    "MATERIALS",
    "NATIONALITIES",
    "NUMBERS",
    "OCCUPATIONS",
    "PERSON_NOUNS",
    "SHADES",
    "SYMMETRIC",
    "VALUES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COLOURS = _words(
    """black white red green yellow blue brown purple pink orange grey gray
    amber aquamarine ash ashen auburn azure beige blond blonde bronze brunette brunet
    buff butterscotch caramel carroty cerulean chestnut chocolate cinnamon cobalt coffee
    copper coppery coral cornflower crimson ebony emerald fair flaxen ginger gingery gold
    golden hazel hoary honey indigo inky iron-grey iron-gray ivory jade jet jet-black
    lavender lilac mahogany maroon mauve mousy mousey navy ochre olive onyx platinum
    raven russet ruddy rust rusty sable salt-and-pepper sandy sapphire scarlet sepia
    silver silvery slate straw strawberry tan tawny teal titian topaz turquoise umber
    vermilion violet walnut steel steely smoky milky cocoa obsidian
    greenish bluish blueish brownish greyish grayish reddish yellowish blackish whitish
    grizzled greying graying snow-white snowy sorrel""",
)
"""Words that name a colour of eyes, hair, skin or cloth."""

SHADES = _words(
    """dark light pale deep bright clear soft vivid rich warm cold cool dull faded
    brilliant brighter dusky sky sea forest ice icy midnight coal bottle moss ocean
    honey blood wheat corn nut dirty dusty pearl gun-metal gunmetal sky-blue royal
    china periwinkle mouse snow""",
)
"""Words that shade a colour; alone, only "dark", "light" and "pale" say something of one."""

INTENSIFIERS = _words(
    """very quite rather so too most really truly almost nearly somewhat slightly
    extremely unusually remarkably strikingly wonderfully beautifully perfectly always
    startlingly intensely particularly now still also such a an of the as naturally""",
)
"""Words that may stand inside a description and add nothing to its value."""

_EYES = _words(
    """large big small little round narrow almond almond-shaped slanted slanting deep-set
    sunken beady piercing heavy-lidded hooded wide-set close-set mismatched""",
)
_HAIR = _words(
    """long short cropped close-cropped curly curled curling straight wavy thick thin fine
    coarse frizzy unruly shaggy tousled shoulder-length waist-length braided plaited
    spiky thinning receding wiry silky lank tangled matted bobbed""",
)
_BEARD = _words("long short thick thin bushy pointed trimmed full scrubby forked curly")
_SKIN = _words(
    """dark light pale fair swarthy tanned sallow freckled olive ruddy rosy sunburnt
    sunburned weather-beaten weatherbeaten wrinkled smooth sun-browned bronzed pallid
    pockmarked pock-marked leathery florid""",
)
_NOSE = _words(
    """long short snub hooked aquiline crooked broken straight flat large big small sharp
    pointed roman upturned broad thin bulbous beaked retrousse""",
)
_FACE = _words(
    """long round oval square thin narrow broad freckled wrinkled lined weathered plump
    heart-shaped angular bony pockmarked pock-marked scarred clean-shaven bearded""",
)
_VOICE = _words(
    """deep low high high-pitched hoarse husky shrill soft loud gravelly nasal rough musical
    thin reedy booming gruff raspy resonant rich harsh squeaky melodious sonorous""",
)
_HANDS = _words("large big small slender long thin rough delicate broad bony calloused callused")
_TEETH = _words("crooked white yellow gold golden even large small missing broken false rotten")
_FIGURE = _words("tall short slender slim slight stout broad large small plump full thin lean")

FEATURES: dict[str, str] = {
    **dict.fromkeys(("eyes", "eye", "irises", "iris"), "eyes"),
    **dict.fromkeys(
        ("hair", "locks", "curls", "tresses", "ringlets", "mane", "braids", "plaits", "braid"),
        "hair",
    ),
    **dict.fromkeys(
        ("beard", "moustache", "mustache", "moustaches", "whiskers", "goatee", "sideburns"),
        "beard",
    ),
    **dict.fromkeys(("skin", "complexion"), "skin"),
    **dict.fromkeys(("eyebrows", "eyebrow", "brows"), "eyebrows"),
    "nose": "nose",
    "face": "face",
    "voice": "voice",
    **dict.fromkeys(("hands", "fingers"), "hands"),
    "teeth": "teeth",
    **dict.fromkeys(("figure", "build", "frame", "physique"), "build"),
}
"""Nouns of what a person has -> the kind of attribute said of it."""

VALUES: dict[str, frozenset[str]] = {
    "eyes": COLOURS | _EYES | {"dark", "light", "pale"},
    "hair": COLOURS | _HAIR | {"dark", "light", "pale"},
    "beard": COLOURS | _BEARD | {"dark", "light"},
    "skin": COLOURS | _SKIN,
    "eyebrows": COLOURS | {"dark", "bushy", "thick", "thin", "arched", "heavy"},
    "nose": _NOSE,
    "face": _FACE,
    "voice": _VOICE,
    "hands": _HANDS,
    "teeth": _TEETH,
    "build": _FIGURE,
}
"""Kind of attribute -> the words that can be its value."""

HEIGHT = _words(
    "tall short tallish shortish towering diminutive petite tiny lanky gangling gangly giant "
    "stunted dwarfish undersized"
)
BUILD = _words(
    """thin slim slender slight lean skinny stout plump fat portly burly stocky thickset
    thick-set broad-shouldered square-shouldered narrow-shouldered heavyset heavy-set muscular
    brawny wiry bony gaunt scrawny corpulent obese rotund chubby sturdy stooped bow-legged
    hunchbacked big-boned long-legged round-shouldered lithe willowy buxom""",
)

MARKS: dict[str, str] = {
    **dict.fromkeys(("scar", "scars", "cicatrice"), "scar"),
    "birthmark": "birthmark",
    "mole": "mole",
    **dict.fromkeys(("tattoo", "tattoos"), "tattoo"),
    "limp": "limp",
    "dimple": "dimple",
    **dict.fromkeys(("patch", "eyepatch", "eye-patch"), "eyepatch"),
}
"""Nouns of marks on a body -> kind."""

FACE_PARTS = _words(
    """cheek cheekbone chin jaw brow forehead temple eyebrow nose lip mouth ear eyelid
    neck throat""",
)
BODY = FACE_PARTS | _words(
    """eye eyes shoulder arm forearm elbow wrist hand palm thumb finger chest breast ribs
    stomach belly back hip thigh leg knee shin calf ankle foot side scalp head face hands
    arms legs collarbone knuckles""",
)

GARMENTS = _words(
    """dress gown frock robe robes coat overcoat greatcoat jacket cloak cape mantle shawl
    suit shirt blouse skirt trousers breeches pants jeans waistcoat vest sweater jumper
    cardigan hat bonnet cap hood scarf veil gloves boots shoes slippers stockings apron
    uniform tie cravat necktie kimono sari tunic hoodie t-shirt shorts pyjamas pajamas
    habit cassock bathrobe nightgown petticoat turban helmet spectacles glasses monocle
    pince-nez sunglasses earrings""",
)
MATERIALS = _words(
    """silk satin velvet woollen woolen wool cotton linen leather muslin lace tweed flannel
    fur denim serge calico gingham straw felt broadcloth brocade chiffon gold-rimmed
    horn-rimmed steel-rimmed long short old new plain shabby ragged""",
)

AGE_WORDS = _words("elderly middle-aged teenage aged")

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: dict[str, int] = {
    **{w: i for i, w in enumerate(_UNITS, 1)},
    **{w: i for i, w in enumerate(_TEENS, 10)},
    **{w: 10 * i for i, w in enumerate(_TENS, 2)},
    **{f"{t}-{u}": 10 * i + k for i, t in enumerate(_TENS, 2) for k, u in enumerate(_UNITS, 1)},
    "hundred": 100,
}
"""Number words up to a hundred; "twenty-six" stands as one entry."""

PERSON_NOUNS = _words(
    """man woman boy girl lad lass lady gentleman fellow child person youth stranger figure
    maiden youngster guy teenager creature baby kid widow bachelor giant""",
)

OCCUPATIONS = _words(
    """accountant actor actress admiral ambassador apothecary apprentice architect artist
    astronomer attorney author baker banker barber barmaid barrister bishop blacksmith
    bookkeeper bookseller brewer bricklayer builder butcher butler captain carpenter
    cashier chambermaid chaplain chemist clergyman clerk coachman cobbler colonel
    composer constable cook cooper corporal curate dancer deacon dentist detective
    doctor draper dressmaker driver duke editor engineer farmer ferryman fireman
    fisherman florist footman gamekeeper gardener general glover goldsmith governess
    grocer groom guard gunsmith haberdasher hairdresser hatter historian housekeeper
    housemaid hunter innkeeper inspector janitor jeweller jeweler jockey journalist judge
    jurist knight labourer laborer landlady landlord laundress lawyer lecturer librarian
    lieutenant locksmith maid major manager mason mathematician mechanic merchant midwife
    miller milliner miner minister missionary monk musician nun nurse optician organist
    painter parson pastor pedlar peddler pharmacist philosopher photographer physician
    physicist pianist pilot pirate playwright plumber poet policeman policewoman porter
    postman postmaster preacher priest principal printer private professor programmer
    publican publisher rabbi ranger rector reporter sailor salesman saleswoman scholar
    schoolmaster schoolmistress schoolteacher scientist sculptor seaman seamstress
    secretary sergeant sexton sheriff shepherd shoemaker shopkeeper singer smith soldier
    solicitor spy squire stable-boy steward stockbroker student surgeon surveyor tailor
    tanner teacher tinker tobacconist tutor undertaker usher vet veterinarian vicar
    violinist waiter waitress watchmaker weaver wheelwright woodcutter writer""",
)

NATIONALITIES: dict[str, str] = {
    **{w.lower(): w for w in (
        "American Argentine Australian Austrian Belgian Brazilian British Canadian Chilean "
        "Chinese Cuban Czech Danish Dutch Egyptian English Finnish French German Greek "
        "Hungarian Icelandic Indian Iranian Irish Israeli Italian Jamaican Japanese Kenyan "
        "Korean Lebanese Mexican Moroccan Nigerian Norwegian Pakistani Persian Polish "
        "Portuguese Romanian Russian Scottish Scotch Serbian Spanish Swedish Swiss Syrian "
        "Thai Turkish Ukrainian Vietnamese Welsh"
    ).split()},
    "englishman": "English", "englishwoman": "English", "frenchman": "French",
        "frenchwoman": "French", "irishman": "Irish", "irishwoman": "Irish",
        "scotsman": "Scottish", "scotchman": "Scottish", "scotswoman": "Scottish",
        "scot": "Scottish", "scotch": "Scottish", "welshman": "Welsh",
        "welshwoman": "Welsh", "dutchman": "Dutch", "spaniard": "Spanish", "dane": "Danish",
        "swede": "Swedish", "finn": "Finnish", "pole": "Polish", "turk": "Turkish",
        "briton": "British",
}  # fmt: skip
"""Adjectives and nouns of nationality, lower-cased -> the adjective."""

KIN: dict[str, str] = {
    **dict.fromkeys(
        "brother sister sibling twin stepbrother stepsister half-brother half-sister brothers "
        "sisters siblings twins".split(),
        "sibling",
    ),
    **dict.fromkeys(
        "father mother parent papa mamma mama dad daddy mum mummy mom mommy stepfather "
        "stepmother step-mother step-father parents".split(),
        "parent",
    ),
    **dict.fromkeys(
        "son daughter child children sons daughters stepson stepdaughter".split(), "child"
    ),
    **dict.fromkeys("wife husband spouse bride bridegroom widow widower".split(), "spouse"),
    **dict.fromkeys(
        "grandfather grandmother grandpa grandma granny grandparent grandparents".split(),
        "grandparent",
    ),
    **dict.fromkeys("grandson granddaughter grandchild grandchildren".split(), "grandchild"),
    **dict.fromkeys("uncle aunt auntie aunts uncles".split(), "aunt or uncle"),
    **dict.fromkeys("nephew niece nephews nieces".split(), "niece or nephew"),
    **dict.fromkeys("cousin cousins".split(), "cousin"),
    **dict.fromkeys(
        "brother-in-law sister-in-law father-in-law mother-in-law "
        "son-in-law daughter-in-law".split(),
        "in-law",
    ),
    **dict.fromkeys("fiance fiancee fiancé fiancée betrothed".split(), "betrothed"),
    **dict.fromkeys("lover sweetheart boyfriend girlfriend".split(), "lover"),
    **dict.fromkeys("friend friends companion comrade confidante chum mate".split(), "friend"),
    **dict.fromkeys("enemy rival foe enemies rivals".split(), "enemy"),
    **dict.fromkeys("neighbour neighbor neighbours neighbors".split(), "neighbour"),
    **dict.fromkeys("employer boss master".split(), "employer"),
    **dict.fromkeys(
        "servant maid valet butler housekeeper employee footman coachman secretary assistant "
        "governess manservant".split(),
        "employee",
    ),
    **dict.fromkeys("colleague partner colleagues partners".split(), "colleague"),
    **dict.fromkeys("teacher tutor".split(), "teacher"),
    **dict.fromkeys("pupil student apprentice".split(), "pupil"),
    **dict.fromkeys("guardian godfather godmother".split(), "guardian"),
    **dict.fromkeys("ward godson goddaughter godchild".split(), "ward"),
}
"""Nouns of relation -> kind of relation."""

KIN_PRONOUNS: dict[str, str] = {
    **dict.fromkeys(
        """brother stepbrother half-brother father papa dad daddy stepfather step-father son
        stepson husband bridegroom widower grandfather grandpa grandson uncle nephew
        brother-in-law father-in-law son-in-law fiance fiancé boyfriend master manservant
        godfather godson footman valet butler coachman brothers sons uncles nephews""".split(),
        "he/him",
    ),
    **dict.fromkeys(
        """sister stepsister half-sister mother mama mamma mum mummy mom mommy stepmother
        step-mother daughter stepdaughter wife bride widow grandmother granny grandma
        granddaughter aunt auntie niece sister-in-law mother-in-law daughter-in-law fiancee
        fiancée girlfriend maid housekeeper governess godmother goddaughter
        sisters daughters aunts nieces""".split(),
        "she/her",
    ),
}
"""Nouns of relation that tell the pronoun of whom they mean."""

SYMMETRIC = frozenset(
    {"sibling", "spouse", "cousin", "in-law", "betrothed", "lover", "friend", "enemy"}
    | {"neighbour", "colleague"}
)
"""Relations that hold both ways, so that two people can simply be "friends"."""

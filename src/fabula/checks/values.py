"""When two values said of one thing can both be true: "hazel" and "greenish" can.

Each value stands for a set of basic values; two values conflict when both sets are
known and share nothing. Words of two basic values ("golden green") stand for both.
Colours fall into the basic terms of Berlin and Kay (1969); the neighbours a describer
may confuse (auburn with brown, amber with brown) after the Fischer-Saller and
Martin-Schultz scales.
"""

import re

__all__ = ["compatible"]


def _table(text: str) -> dict[str, frozenset[str]]:
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {word: frozenset(basic.split()) for words, _, basic in rows for word in words.split()}


_EYES = _table(
    """
    blue azure sapphire cerulean cobalt cornflower periwinkle bluish blueish sky: blue
    turquoise aquamarine teal: blue green
    green emerald jade greenish bottle moss: green
    hazel: brown green hazel
    olive: green brown
    brown chestnut chocolate coffee cocoa mahogany brownish nut walnut umber: brown
    amber topaz honey gold golden tawny bronze copper caramel yellow yellowish: amber brown
    black jet ebony inky onyx obsidian coal jet-black: black brown
    grey gray steel steely slate silver silvery greyish grayish smoky pearl: grey
    slate steel steely sea: blue
    violet lavender lilac indigo purple: violet blue
    dark: brown black blue green grey violet hazel dark
    light pale: blue grey green hazel light amber
    """
)
_EYES |= {w: frozenset({"blue", "grey"}) for w in ("slate", "steel", "steely")}
_EYES |= {"sea": frozenset({"blue", "green", "grey"})}

_HAIR = _table(
    """
    black raven jet ebony inky sable onyx jet-black coal blackish: black
    dark: black brown
    brown brunette brunet chocolate walnut coffee nut umber mousy mousey mouse brownish: brown
    chestnut auburn mahogany russet bronze sorrel: brown red
    red ginger gingery copper coppery carroty titian rust rusty scarlet reddish crimson: red
    strawberry sandy: red blond
    blond blonde golden gold yellow fair flaxen straw wheat corn platinum honey yellowish: blond
    honey caramel tawny amber: blond brown
    light pale: blond brown
    white snow snowy snow-white hoary whitish ivory: white
    grey gray silver silvery iron-grey iron-gray grizzled greying graying: grey white
    slate ash ashen greyish grayish steel salt-and-pepper: grey white
    green blue purple pink violet orange: dyed
    """
)  # fmt: skip
_HAIR |= {w: frozenset({"blond", "brown"}) for w in ("honey", "caramel", "tawny", "amber")}
_HAIR |= {"ash": frozenset({"blond", "grey", "white"}), "platinum": frozenset({"blond", "white"})}
_TEXTURE = _table(
    """
    curly curled curling frizzy ringlets: curly
    wavy: curly straight
    straight lank: straight
    """
)
_SKIN = _table(
    """
    dark swarthy black brown ebony mahogany tawny: dark
    tanned bronzed sunburnt sunburned olive sallow dusky golden: dark fair
    pale fair white light ivory pallid porcelain: fair
    """
)
_HEIGHT = _table(
    """
    tall tallish towering giant lanky gangling gangly: tall
    short shortish diminutive petite tiny stunted dwarfish undersized: short
    """
)
_BUILD = _table(
    """
    fat plump stout portly burly corpulent obese rotund chubby buxom: heavy
    heavyset heavy-set thickset thick-set stocky: heavy
    thin slim slender slight lean skinny bony gaunt scrawny lithe willowy: thin
    """
)  # fmt: skip
_TABLES = {
    "eyes": (_EYES,),
    "hair": (_HAIR, _TEXTURE),
    "beard": (_HAIR,),
    "skin": (_SKIN,),
    "height": (_HEIGHT,),
    "build": (_BUILD,),
}
_SHADED = frozenset({"dark", "light", "pale"})
_MARKS = frozenset({"scar", "birthmark", "mole", "tattoo", "eyepatch", "injury"})
_SIDE = re.compile(r"\b(left|right)\b(?: (\w+))?")
_WORD = re.compile(r"[a-z]+(?:-and-pepper)?")


def compatible(kind: str, one: str, other: str) -> bool:
    """Whether both values can be true of one person at one time."""
    if kind in ("handedness", "nationality"):
        return one == other
    if kind in _MARKS:
        return _same_side(one, other)
    return not any(
        a and b and not a & b
        for a, b in ((_basic(one, t), _basic(other, t)) for t in _TABLES.get(kind, ()))
    )


def _basic(value: str, table: dict[str, frozenset[str]]) -> frozenset[str]:
    """The union over the words; a shade counts only where no colour stands with it."""
    words = [w for w in _WORD.findall(value) if w in table]
    colours = [table[w] for w in words if w not in _SHADED]
    return frozenset[str]().union(*(colours or (table[w] for w in words)))


def _same_side(one: str, other: str) -> bool:
    """Marks conflict only where they are on two sides of one part of the body."""
    a, b = _SIDE.search(one), _SIDE.search(other)
    if not a or not b or a[2] != b[2]:
        return True
    return a[1] == b[1]

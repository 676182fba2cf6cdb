"""Numbers as word processors write them before a heading: 3, III, c, three, third."""

from fabula.manuscript.headings import spell

__all__ = ["numeral"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 3_999
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def numeral(number: int, style: str) -> str:
    """The number in a style of Word's (``w:numFmt``), or of OpenDocument (``1 i I a A``).

    An unknown style gives digits, and one without a sign (``none``, ``bullet``) nothing.
    """
    if style in ("none", "bullet", ""):
        return ""
    if style in ("upperRoman", "lowerRoman", "I", "i") and 0 < number <= _MOST:
        roman = _roman(number)
        return roman.upper() if style in ("upperRoman", "I") else roman
    if style in ("upperLetter", "lowerLetter", "A", "a") and 0 < number <= _MOST:
        # After z come aa, bb, cc.
        letters = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letters.upper() if style in ("upperLetter", "A") else letters
    if style in ("cardinalText", "ordinalText"):
        return spell(number, ordinal=style == "ordinalText").capitalize() or str(number)
    if style == "ordinal":
        teen = 10 <= number % 100 < 20
        return f"{number}{'th' if teen else _SUFFIXES.get(number % 10, 'th')}"
    return f"{number:02}" if style == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters

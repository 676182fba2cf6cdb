"""Fonts whose letters are signs: what they show, and that a line of them breaks a scene."""

import re

__all__ = ["font_of_signs", "is_private", "sign", "signs_shown"]

# Fonts of ornaments, which have no letters at all.
_ORNAMENTS = re.compile(
    r"wingdings|webdings|dingbats|ornament|monotype sorts|marlett|embellishment|fleuron|vignettes",
    re.IGNORECASE,
)
# Adobe's encoding of the font Symbol, as far as letters and common signs go.
# Source: Adobe Glyph mapping symbol.txt (Unicode, Inc.).
_SYMBOL = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {
    '"': "∀", "$": "∃", "'": "∋", "*": "∗", "-": "−", "@": "≅", "\xa3": "≤", "\xa5": "∞",
    "\xa7": "♣", "\xa8": "♦", "\xa9": "♥", "\xaa": "♠", "\xab": "↔", "\xac": "←", "\xad": "↑",
    "\xae": "→", "\xaf": "↓", "\xb0": "°", "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×",
    "\xb7": "•", "\xb8": "÷", "\xb9": "≠", "\xbc": "…", "\xd7": "⋅",
}  # fmt: skip
# Source: Unicode's mapping of Wingdings (L2/12-368): the signs that people set inside sentences.
_WINGDINGS = {
    "J": "☺", "K": "😐", "L": "☹", "l": "●", "n": "■", "q": "❑", "u": "◆", "v": "❖", "w": "⬥",
    "\xa7": "▪", "\xa8": "◻", "\xab": "★", "\xb6": "✰", "\xd8": "➢", "\xdf": "←", "\xe0": "→",
    "\xe1": "↑", "\xe2": "↓", "\xe7": "⇐", "\xe8": "➔", "\xf0": "⇨", "\xfc": "✔", "\xfb": "✗",
}  # fmt: skip
_PRIVATE = 0xF000


def font_of_signs(font: str) -> str:
    """``signs`` for a font of ornaments, ``symbol`` for Symbol, else an empty string."""
    if _ORNAMENTS.search(font):
        return "signs"
    return (
        "symbol" if font.casefold().strip() in ("symbol", "symbol mt", "standard symbols l") else ""
    )


def is_private(letter: str) -> bool:
    """Whether the letter stands for a place in a font of signs (U+F020 to U+F0FF)."""
    return "\uf020" <= letter <= "\uf0ff"


def sign(letter: str, kind: str) -> str:
    """The sign that a letter shows in a font of that kind; empty where none is known."""
    if is_private(letter):
        letter = chr(ord(letter) - _PRIVATE)
    if letter.isspace() or letter > "\xff":
        return letter
    if kind == "symbol":
        return _SYMBOL.get(letter, letter if letter < "\x7f" else "")
    return _WINGDINGS.get(letter, "")


def signs_shown(letters: str, kind: str) -> list[str]:
    """For each letter the sign that it shows in a font of that kind (empty: an ordinary font)."""
    if not kind:
        return [sign(letter, "signs") if is_private(letter) else letter for letter in letters]
    return [sign(letter, kind) for letter in letters]

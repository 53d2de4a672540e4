"""Which characters a class holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

#: Whether a character is in a class.
Class = Callable[[str], bool]

_NAME_START = (
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2FF),
    (0x370, 0x37D),
    (0x37F, 0x1FFF),
    (0x200C, 0x200D),
    (0x2070, 0x218F),
    (0x2C00, 0x2FEF),
    (0x3001, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD),
    (0x10000, 0xEFFFF),
)

#: The blocks of \p{IsBasicLatin} and its like; the scripts of Europe and the common symbols.
BLOCKS: dict[str, tuple[int, int]] = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "IPAExtensions": (0x0250, 0x02AF),
    "SpacingModifierLetters": (0x02B0, 0x02FF),
    "CombiningDiacriticalMarks": (0x0300, 0x036F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Armenian": (0x0530, 0x058F),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "Devanagari": (0x0900, 0x097F),
    "Bengali": (0x0980, 0x09FF),
    "Gurmukhi": (0x0A00, 0x0A7F),
    "Gujarati": (0x0A80, 0x0AFF),
    "Tamil": (0x0B80, 0x0BFF),
    "Thai": (0x0E00, 0x0E7F),
    "Georgian": (0x10A0, 0x10FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "BoxDrawing": (0x2500, 0x257F),
    "GeometricShapes": (0x25A0, 0x25FF),
    "MiscellaneousSymbols": (0x2600, 0x26FF),
    "Dingbats": (0x2700, 0x27BF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
}

_CATEGORY = re.compile("L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?")


def _name_start(char: str) -> bool:
    if char < "\u0080":
        return char.isalpha() or char in "_:"
    code = ord(char)
    return any(low <= code <= high for low, high in _NAME_START)


def _name(char: str) -> bool:
    return (
        _name_start(char)
        or char in "-.\u00b70123456789"
        or "\u0300" <= char <= "\u036f"
        or char in "\u203f\u2040"
    )


def negated(inner: Class) -> Class:
    """All characters that `inner` does not hold."""
    return lambda char: not inner(char)


_ESCAPES: dict[str, Class] = {
    "s": lambda char: char in " \t\n\r",
    "d": lambda char: unicodedata.category(char) == "Nd",
    "w": lambda char: unicodedata.category(char)[0] not in "PZC",
    "i": _name_start,
    "c": _name,
}


def escape(letter: str) -> Class | None:
    """`\\s`, `\\D` and their like."""
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    inner = _ESCAPES.get(letter.lower())
    return None if inner is None else negated(inner)


def named(name: str) -> Class | None:
    """`\\p{Lu}`, `\\p{IsCyrillic}`"""
    if _CATEGORY.fullmatch(name):
        return lambda char: unicodedata.category(char).startswith(name)
    block = BLOCKS.get(name.removeprefix("Is")) if name.startswith("Is") else None
    if block is None:
        return None
    low, high = block
    return lambda char: low <= ord(char) <= high


def span(low: str, high: str, *, ignore_case: bool) -> Class:
    """`[a-z]`"""
    if not ignore_case:
        return lambda char: low <= char <= high
    return lambda char: any(low <= variant <= high for variant in variants(char))


def variants(char: str) -> set[str]:
    """A character in both cases."""
    return {char, char.lower(), char.upper()}


def alike(one: str, other: str) -> bool:
    """Whether two characters (or texts) differ by case at most."""
    return one.lower() == other.lower() or one.upper() == other.upper()


def union(classes: Iterable[Class]) -> Class:
    """All characters that one of the classes holds."""
    held = tuple(classes)
    return held[0] if len(held) == 1 else lambda char: any(each(char) for each in held)


def difference(held: Class, without: Class) -> Class:
    """`[a-z-[aeiou]]`"""
    return lambda char: held(char) and not without(char)

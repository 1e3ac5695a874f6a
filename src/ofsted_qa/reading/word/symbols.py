"""The signs that Word prints from its fonts of symbols, as characters.

Symbol's are those of the Unicode Consortium's table for that font (MAPPINGS/VENDORS/ADOBE/symbol.txt); Wingdings' are
the ticks, crosses, boxes, bullets and arrows of tables and forms, by the shapes that the font draws there, in
characters that other fonts hold. Other signs of these fonts are ornaments, and are left out.
"""

from __future__ import annotations

from ofsted_qa.reading.decoding import visible

_PRIVATE = 0xF000  # Word adds this to the codes of fonts of symbols
_SYMBOL = {
    0x2D: "\u2212", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "\u00d7", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x75: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str, code: str) -> str:
    """The character that a font shows for a code in hexadecimal ("F0FC"), "" where none stands for it."""
    try:
        number = int(code[:6], 16)
    except ValueError:
        return ""
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(number & 0xFF, "")
    if _PRIVATE <= number < _PRIVATE + 0x100 or not 0x20 < number < 0x110000:  # noqa: PLR2004 (what characters have)
        return ""
    return visible(chr(number))

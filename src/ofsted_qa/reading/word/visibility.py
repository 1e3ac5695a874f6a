"""Says which words of a Word file a reader cannot see: hidden ones, letters too small, ink of the ground's colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_qa.reading.word.elements import is_on, value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

#: What is known of a run's type, by the names of WordprocessingML; what is missing is not said.
Look = dict[str, str]
#: A ground whose colour is not known: a picture, a pattern, a style of a table. Words on it count as seen.
PATTERN = "pattern"
PAPER = "FFFFFF"

_SMALLEST = 4  # half-points; smaller print is a trick, as in PDF files
_EVEN = 14  # of 255 shades, as in PDF files: ink that differs less from its ground is not seen
_SWITCHES = ("b", "vanish")
#: The colours that a highlighter has (ISO/IEC 29500-1, 17.18.40).
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400",
    "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip


def look(properties: Element | None) -> Look:
    """What properties of a run say of its type."""
    found: Look = {}
    if properties is None:
        return found
    for one in properties:
        if one.tag in _SWITCHES:
            found[one.tag] = "on" if is_on(one) else ""
        elif one.tag in {"u", "sz", "color", "highlight"}:
            found[one.tag] = one.get("val", "")
        elif one.tag == "shd":
            found["shd"] = filling(one) or ""
    return found


def filling(shade: Element | None) -> str | None:
    """The colour that a `shd` element lays behind words, `PATTERN` for a mixed one, None for none."""
    kind = value(shade, of="val")
    if shade is None or kind in {None, "nil"}:
        return None
    colour = shade.get({"clear": "fill", "solid": "color"}.get(kind or "", ""))
    if kind not in {"clear", "solid"}:
        return PATTERN
    return colour if colour and _shades(colour) else None


def is_unseen(look_of_run: Look, grounds: Sequence[str | None]) -> bool:
    """Whether words of a look cannot be seen; `grounds` are the colours behind them, the nearest first."""
    size = look_of_run.get("sz", "")
    if look_of_run.get("vanish") or (size.isascii() and size.isdecimal() and int(size[:9]) < _SMALLEST):
        return True
    marked = _HIGHLIGHTS.get(look_of_run.get("highlight", ""))
    ground = next((one for one in (marked, look_of_run.get("shd"), *grounds) if one), PAPER)
    ink = _shades(look_of_run.get("color", ""))
    if ink is None and marked:  # Word turns automatic ink white on a dark ground, but not under a highlighter
        ink = (0, 0, 0)
    behind = _shades(ground)
    if ink is None or behind is None:
        return False
    return max(abs(one - other) for one, other in zip(ink, behind, strict=True)) < _EVEN


def _shades(colour: str) -> tuple[int, int, int] | None:
    """Red, green and blue of "FF00A0", None for "auto" and the like."""
    try:
        return None if len(colour) != len(PAPER) else (int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16))
    except ValueError:
        return None

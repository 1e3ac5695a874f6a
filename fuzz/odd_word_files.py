"""Makes Word files with elements in odd places and of odd values, now and then with damaged bytes."""  # noqa: INP001

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    import random

_OFFICE = "http://schemas.openxmlformats.org"
_NAMESPACES = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:mc="{_OFFICE}/markup-compatibility/2006"'
#: What usually stands in an element; a part in `_ODD` is any element of the list.
_USUAL = {
    "body": "p p p tbl sdt",
    "p": "pPr r r r ins del moveTo hyperlink sdt fldSimple mc:AlternateContent",
    "r": "t t t rPr br tab sym fldChar instrText noBreakHyphen footnoteReference endnoteReference drawing",
    "pPr": "numPr pStyle outlineLvl rPr shd framePr",
    "rPr": "rStyle b vanish sz color shd highlight u del",
    "numPr": "numId ilvl",
    "tbl": "tr tr tblPr sdt",
    "tr": "tc tc trPr",
    "trPr": "del ins hidden",
    "tc": "p p tcPr tbl",
    "tcPr": "vMerge hMerge shd",
    "sdt": "sdtContent sdtPr",
    "sdtContent": "p r tc",
    "drawing": "txbxContent mc:AlternateContent",
    "txbxContent": "p tbl",
    "mc:AlternateContent": "mc:Choice mc:Fallback",
    **dict.fromkeys(("ins", "del", "moveTo", "hyperlink", "fldSimple", "mc:Choice", "mc:Fallback"), "r r p drawing"),
    "numbering": "abstractNum abstractNum num num",
    "abstractNum": "lvl lvl lvl numStyleLink",
    "lvl": "start numFmt lvlText lvlRestart isLgl pStyle",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "styles": "style style docDefaults",
    "style": "name basedOn pPr rPr",
    "docDefaults": "rPrDefault",
    "rPrDefault": "rPr",
    **dict.fromkeys(("footnotes", "endnotes"), "footnote endnote"),
    **dict.fromkeys(("footnote", "endnote"), "p p"),
}
_NAMES = sorted({name for names in _USUAL.values() for name in names.split()})
_VALUES = (
    "0|1|0|1|2|9|-1|99999999999|FFFFFF|000000|auto|restart|begin|separate|end|%1.|%1.%2|(%3)|%9%9|bullet|lowerRoman"
    "|lowerLetter|heading 1|toc 1|clear"
).split("|")
_ATTRIBUTES = "val val val numId abstractNumId ilvl styleId type id fill char font fldCharType".split()
_ODD = 0.05
_DEEPEST = 9


def odd_word_file(text: str, chance: random.Random) -> bytes:
    """A Word file with pieces of a text in it."""
    parts = {name: _root(name, text, chance) for name in ("document", "numbering", "styles", "footnotes", "endnotes")}
    return _damaged(_packed(parts), chance)


def _root(name: str, text: str, chance: random.Random) -> bytes:
    words = "".join(character for character in text if character.isprintable() and character not in "<&]")

    def element(within: str, depth: int) -> str:
        usual = _USUAL.get(within, "").split()
        local = chance.choice(_NAMES if not usual or chance.random() < _ODD else usual)
        tag = local if ":" in local else f"w:{local}"
        if local == "t":
            start = chance.randrange(len(words) + 1)
            return f"<w:t>{words[start : start + chance.choice((2, 20, 80))]}</w:t>"
        given = dict.fromkeys(chance.choices(_ATTRIBUTES, k=chance.randrange(4)))
        attributes = "".join(f' w:{name}="{chance.choice(_VALUES)}"' for name in given)
        deeper = depth < _DEEPEST and (local in _USUAL or chance.random() < _ODD)
        count = chance.randint(1, 3) if deeper else 0
        return f"<{tag}{attributes}>{''.join(element(local, depth + 1) for _ in range(count))}</{tag}>"

    top = "body" if name == "document" else name
    held = "".join(element(top, 0) for _ in range(chance.randrange(8)))
    inner = f"<w:body>{held}</w:body>" if top == "body" else held
    return f"<w:{name} {_NAMESPACES}>{inner}</w:{name}>".encode("utf-8", "replace")


def _packed(parts: dict[str, bytes]) -> bytes:
    relations = "".join(f'<Relationship Type="x/{name}" Target="{name}.xml"/>' for name in parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{relations}</Relationships>',
        )
    return buffer.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    if chance.randrange(8):
        return data
    whole = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(whole)

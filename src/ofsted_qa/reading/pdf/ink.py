"""What the ink of a scanned page tells: how far it is askew, and the size, weight and bullets of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DARK = 0.55  # of the way from the ground to the darkest ink: darker pixels are ink
_SHADES = 40  # of 255 by which the ink of a page must differ from its ground
_STEEPEST = 0.06  # rise over run: a page askew by more than three degrees is not made level
_SLOPE_STEP = 0.001
_MOST_SAMPLES = 60_000  # pixels of ink that the slope is measured on
_LETTER_ROWS = 0.4  # of the row with most ink: rows with more make up the height of the small letters
_INKED_ROWS = 0.12  # of the row with most ink: rows with more belong to the letters or figures of a short line
_FEW = 4  # characters: in a shorter line the rows do not tell its small letters
_X_HEIGHT = 0.52  # of the type size: height of a small letter, in Arial; Times has 0.45, Tahoma 0.55
_CAPITAL = 0.72  # of the type size: height of capitals and figures
_SMALL_LETTERS = frozenset("acemnorsuvwxz")
_BULLET_REACH = 3.2  # in type sizes: how far left of a line its bullet stands
_BULLET = (0.15, 0.75)  # in type sizes: width and height of a bullet


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a line: its size and base line in pixels, and the mean width of its strokes in sizes."""

    size: float
    baseline: float
    stroke: float


def share_inked(picture: NDArray[np.uint8]) -> float:
    """The share of a page, a grey picture, that is ink; a blank page has none, however grey its paper."""
    return float(_ink(picture).mean())


def slope(picture: NDArray[np.uint8]) -> float:
    """By how much the lines of a page fall to the right (rise over run): where the rows of ink are sharpest."""
    down, across = np.nonzero(_ink(picture))
    if not len(down):
        return 0.0
    step = -(-len(down) // _MOST_SAMPLES)
    down, across = down[::step], across[::step] - picture.shape[1] / 2
    candidates = np.arange(-_STEEPEST, _STEEPEST + _SLOPE_STEP / 2, _SLOPE_STEP)
    sharpness = [_sharpness(down - across * candidate) for candidate in candidates]
    best = int(np.argmax(sharpness))
    within = 0 < best < len(candidates) - 1
    return round(float(candidates[best]), 4) if within else 0.0


def levelled(picture: NDArray[np.uint8], fall: float) -> NDArray[np.uint8]:
    """A page with its columns moved so that its lines lie level; the column in the middle stays."""
    height, width = picture.shape
    moved = np.rint((np.arange(width) - width / 2) * fall).astype(int)
    rows = np.arange(height)[:, None] + moved[None, :]
    level: NDArray[np.uint8] = picture[rows.clip(0, height - 1), np.arange(width)[None, :]]
    return level


def type_of(picture: NDArray[np.uint8], text: str, left: float, top: float, right: float, bottom: float) -> Type:
    """The type of the line with these words in this box of a level page, in pixels.

    The rows with most ink are as high as the small letters are; where there are none, as high as capitals.
    """
    box = _ink(picture[_whole(top) : _whole(bottom) + 1, _whole(left) : _whole(right) + 1])
    rows = box.sum(axis=1)
    if not rows.any():
        return Type((bottom - top) * 0.75, bottom - 0.25 * (bottom - top), 0.0)
    small = len(text) >= _FEW and bool(_SMALL_LETTERS & set(text))
    first, last = _band(rows, _LETTER_ROWS if small else _INKED_ROWS)
    size = float(last - first + 1) / (_X_HEIGHT if small else _CAPITAL)
    band = box[first : last + 1]
    starts = int(band[:, 0].sum()) + int((band[:, 1:] & ~band[:, :-1]).sum())
    return Type(size, _whole(top) + float(last) + 1, float(band.sum()) / starts / size)


def _band(rows: NDArray[np.int64], share: float) -> tuple[int, int]:
    """The first and the last of the rows that hang together and hold most ink; the lines above and below peep in."""
    dense = np.nonzero(rows >= share * rows.max())[0]
    breaks = np.nonzero(np.diff(dense) > 1 + len(rows) // 12)[0] + 1
    best = max(np.split(dense, breaks), key=lambda band: int(rows[band].sum()))
    return int(best[0]), int(best[-1])


def bullet(picture: NDArray[np.uint8], left: float, baseline: float, size: float) -> tuple[float, float] | None:
    """Where a bullet before a line begins and ends, in pixels from the left; None if there is none.

    A bullet is one small blot by itself, with paper on both sides of it.
    """
    first = _whole(left - _BULLET_REACH * size)
    box = _ink(
        picture[_whole(baseline - 0.9 * size) : _whole(baseline + 0.2 * size), first : _whole(left - 0.2 * size)]
    )
    inked = np.nonzero(box.any(axis=0))[0]
    blots = np.split(inked, np.nonzero(np.diff(inked) > 1)[0] + 1)
    blots = [blot for blot in blots if len(blot) and blot[-1] < box.shape[1] - 1]  # the line's own first letter
    if len(blots) != 1 or not blots[0][0]:
        return None
    begin, end = int(blots[0][0]), int(blots[0][-1]) + 1
    blot = box[:, begin:end]
    rows = np.nonzero(blot.any(axis=1))[0]
    width, height = end - begin, int(rows[-1] - rows[0]) + 1
    least, most = (bound * size for bound in _BULLET)
    solid = blot.sum() > 0.5 * width * height  # a disc fills three quarters, a letter a third
    if not (least <= width <= most and least <= height <= most and solid):
        return None
    return float(first + begin), float(first + end)


def _ink(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    if picture.size == 0:
        return np.zeros(picture.shape, dtype=bool)
    ground, darkest = float(np.median(picture)), float(picture.min())
    if ground - darkest < _SHADES:
        return np.zeros(picture.shape, dtype=bool)
    return picture < ground - (ground - darkest) * _DARK


def _sharpness(rows: NDArray[np.float64]) -> float:
    counts = np.bincount(np.rint(rows - rows.min()).astype(int)).astype(float)
    return float((counts**2).sum())


def _whole(value: float) -> int:
    return max(0, int(value))

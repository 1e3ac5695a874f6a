"""Reads lines of words off a picture (OCR). The only module that knows RapidOCR, which the extra `ocr` installs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: The longer side of a picture, in pixels: about 170 to the inch of an A4 page. RapidOCR shrinks larger ones to it.
LONGEST_SIDE = 2000
_DETECTED_SIDE = 1280  # pixels in which lines are looked for: fewer take less time, and found the same lines
_PARAMETERS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,  # what is doubtful comes back with its doubt
    "Global.max_side_len": LONGEST_SIDE,
    "Global.use_cls": False,  # lines upside down come from a page fed in upside down, and are read with doubt
    "Det.limit_type": "max",
    "Det.limit_side_len": _DETECTED_SIDE,
    # Files are read by as many processes as there are cores.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it was read, in pixels from the top left corner of the picture.

    `edges` holds where each character begins, and where the last ends: one more number than characters.
    `confidence` is the model's mean for its words, from 0 to 1.
    """

    text: str
    confidence: float
    edges: tuple[float, ...]
    top: float
    bottom: float


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None


def read_lines(picture: NDArray[np.uint8]) -> list[ReadLine]:
    """The lines of words on a grey picture of shape (height, width), in no particular order.

    Raises:
        ImportError: the extra is not installed.
    """
    found = _engine()(np.stack([picture] * 3, axis=-1), return_word_box=True)
    if found.boxes is None:
        return []
    read = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
    return [_line(box, text, float(score), words) for box, text, score, words in read if text.strip()]


@cache
def _engine() -> Any:  # noqa: ANN401 (typed by a library that not every installation has)
    from rapidocr import RapidOCR  # noqa: PLC0415 (an extra, and slow to import)

    return RapidOCR(params=_PARAMETERS)


def _line(box: NDArray[np.float32], text: str, score: float, words: Sequence[tuple[str, float, Any]]) -> ReadLine:
    text = " ".join(text.split())
    left, top = box.min(axis=0).tolist()
    right, bottom = box.max(axis=0).tolist()
    places = [place for word, _, corners in words for place in _places(word, corners)]
    letters = sum(not character.isspace() for character in text)
    if len(places) != letters:  # the words are not those of the text: spread it evenly
        step = (right - left) / len(text)
        places = [(left + step * at, left + step * (at + 1)) for at, one in enumerate(text) if not one.isspace()]
    edges: list[float] = []
    at = iter(places)
    end = left
    for character in text:
        begin, after = (end, end) if character.isspace() else next(at)
        begin = max(begin, end)
        edges.append(begin)
        end = max(after, begin)
    counted = sum(len(word) for word, _, _ in words)
    sure = sum(len(word) * confidence for word, confidence, _ in words) / counted if counted else score
    return ReadLine(text, float(sure), (*edges, end), top, bottom)


def _places(word: str, corners: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """Where the letters of a word begin and end: evenly within its box."""
    left = float(min(corner[0] for corner in corners))
    right = float(max(corner[0] for corner in corners))
    letters = len("".join(word.split()))
    step = (right - left) / max(letters, 1)
    return [(left + step * at, left + step * (at + 1)) for at in range(letters)]

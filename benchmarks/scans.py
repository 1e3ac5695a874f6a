"""How well scanned pages are read: pages of PDFs made into pictures, straight, askew and poor, and read again."""  # noqa: INP001

# Run it with the Python of the environment: python benchmarks/scans.py FOLDER [--pages N]
# The truth is what the same page gives when its text is read. Errors are counted in characters (Levenshtein) of the
# text with its white space and quotation marks made alike, words as a bag. Logos, which only the picture shows, and
# the order of tables count as errors. Seconds are of one process, on the clock of its processor time.

from __future__ import annotations

import argparse
import io
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from ofsted_qa.reading.pdf import PdfReader
from ofsted_qa.values import Source, UnreadableDocumentError

PAGE = 2  # the third of each file: the first is a letterhead or cover
ALIKE = str.maketrans("’‘“”–—", "''\"\"--")
#: dots per inch, degrees askew, blur in pixels, noise in shades (standard deviation), quality of JPEG
CONDITIONS = {
    "300 dpi, straight": (300, 0.0, 0.0, 0.0, 90),
    "200 dpi, straight": (200, 0.0, 0.0, 0.0, 90),
    "200 dpi, 1 degree askew": (200, 1.0, 0.0, 0.0, 80),
    "200 dpi, askew, blurred, noisy": (200, -0.6, 1.0, 18.0, 50),
    "100 dpi, askew, blurred, noisy": (100, 0.6, 1.0, 18.0, 40),
    "72 dpi, blurred, noisy": (72, 0.6, 1.2, 24.0, 30),
    "60 dpi, blurred, noisy": (60, 0.6, 1.4, 30.0, 25),
}


def scanned(page: pdfium.PdfPage, dpi: int, askew: float, blur: float, noise: float, quality: int) -> bytes:
    """A PDF of one page that is a picture of a page."""
    image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    image = image.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
    if noise:
        pixels = np.asarray(image, dtype=float) * 0.8 + 25
        pixels += np.random.default_rng(0).normal(0.0, noise, pixels.shape)
        image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    out = io.BytesIO()
    image.save(out, "PDF", resolution=dpi, quality=quality)
    return out.getvalue()


def single(document: pdfium.PdfDocument, index: int) -> bytes:
    """A PDF of one page of another, as it is."""
    one = pdfium.PdfDocument.new()
    one.import_pages(document, [index])
    out = io.BytesIO()
    one.save(out)
    return out.getvalue()


def read(data: bytes) -> str:
    """The words of a PDF, white space and quotation marks made alike; none where it is kept out."""
    try:
        text = PdfReader().read(data, Source("a.pdf", "a.pdf", ".")).text
    except UnreadableDocumentError:
        return ""
    return re.sub(r"\s+", " ", text.translate(ALIKE)).strip()


def main() -> None:
    """Read every page in every condition, and print a line for each condition."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=8)
    given = parser.parse_args()
    files = [path for path in sorted(given.folder.glob("*.pdf")) if path.read_bytes().startswith(b"%PDF-")]
    documents = [pdfium.PdfDocument(path) for path in files]
    long = [document for document in documents if len(document) > PAGE]
    chosen = long[:: max(1, len(long) // given.pages)][: given.pages]
    truths = [read(single(document, PAGE)) for document in chosen]
    print("| condition | character errors | words read | kept out | seconds a page |\n| --- | --- | --- | --- | --- |")  # noqa: T201
    for name, condition in CONDITIONS.items():
        errors = letters = right = words = kept_out = 0
        seconds = 0.0
        for document, truth in zip(chosen, truths, strict=True):
            data = scanned(document[PAGE], *condition)
            started = time.process_time()
            text = read(data)
            seconds += time.process_time() - started
            if not text:
                kept_out += 1
                continue
            errors += Levenshtein.distance(truth, text)
            letters += len(truth)
            right += (Counter(truth.split()) & Counter(text.split())).total()
            words += len(truth.split())
        figures = f"{errors / letters:.4f} | {right / words:.4f}" if letters else "– | –"
        print(f"| {name} | {figures} | {kept_out} of {len(chosen)} | {seconds / len(chosen):.1f} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

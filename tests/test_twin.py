"""The twin of the starter papers: nothing of the original's names, amounts and days, and every source in its place."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from evals.twin.__main__ import PAPERS, main, write
from evals.twin.swaps import decide
from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.suite import load_suite
from ofsted_qa.reading import read_document
from ofsted_qa.understanding import understand
from starter_papers import CORPUS, paper
from starter_papers import PAPERS as PAPERS_OF_CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofsted_qa.values import Document

STARTER = CORPUS.parent / "evals" / "starter-papers.toml"
NAMES = (
    "dudley medway tameside oakman turnross higham samuels butcher ridney o'brien o’brien peacock brunton bruntonreed "
    "drew ryan hancock tamside dudly medwey turnros samuals peacok barbra express&star express-and-star"
).split()
AMOUNTS = ["1.3", "8.6", "11.6", "7"]


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (folder / PAPERS).iterdir()}


def _asked(suite: Path) -> list[str]:
    """The words of a suite, less the names of its cases and keys."""
    kept = [line for line in suite.read_text("utf-8").splitlines() if not re.match(r"id = |key = ", line)]
    return [re.sub(r'document = "[^"]*"', "", line) for line in kept]


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_every_source_stands_in_the_twin_papers_and_nothing_of_the_original_is_left(seed: int, tmp_path: Path) -> None:
    twin = write(CORPUS, STARTER, tmp_path, seed)
    suite, original = load_suite(twin), load_suite(STARTER)
    named = {one.key: read_document(tmp_path / PAPERS / one.file, tmp_path) for one in suite.documents}
    assert {one.key: one.sha256 for one in suite.documents} == {key: document.id for key, document in named.items()}
    assert [(case.id, case.kind) for case in suite.cases] == [(case.id, case.kind) for case in original.cases]
    for case in suite.cases:
        for source in case.sources:
            assert places(source.sentence, named[source.document].text), (case.id, source.sentence)
        assert not (set(case.question.split()) & {"Dudley", "Medway", "Tameside"})
    everything = "\n".join([*_texts(tmp_path), *_texts(tmp_path).values(), *_asked(twin)])
    for name in NAMES:
        written = re.escape(name).replace("\\&", " \\& ")
        assert not re.search(rf"(?<![a-z]){written}(?![a-z])", everything, re.IGNORECASE), name
    for amount in AMOUNTS:
        assert not re.search(rf"(?<![\d.]){re.escape(amount)}\s?m(?:illion)?\b", everything), amount
    assert "27 and 28 November" not in everything


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_twin_paper_is_understood_as_its_original_is(seed: int, tmp_path: Path) -> None:
    texts = [*(path.read_text("utf-8") for path in CORPUS.glob("*.txt")), STARTER.read_text("utf-8")]
    swaps = decide(texts, seed)
    write(CORPUS, STARTER, tmp_path, seed)
    for name in PAPERS_OF_CORPUS:
        original, twin = paper(name), understand(read_document(tmp_path / PAPERS / swaps.apply(name), tmp_path))
        assert _known(twin, str) == _known(original, swaps.apply), name


def _known(document: Document, swap: Callable[[str], str]) -> dict[str, object]:
    """What is known of a document, with everything swapped; what a grade is and when something was is left out."""
    profile = document.profile
    return {
        "authority": swap(profile.authority or ""),
        "kind": (profile.kind, profile.framework),
        "title": swap(profile.title),
        "meeting": profile.meeting,
        "people": [(one.role, swap(one.name)) for one in profile.people],
        "dated": (bool(profile.published), bool(profile.visit_start), len(profile.warnings)),
        "judged": [(one.area, one.given_here) for one in profile.judgements],
        "voices": [(one.voice.role, swap(one.voice.name or "")) for one in document.sentences],
    }


def test_the_seed_decides(tmp_path: Path) -> None:
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(CORPUS, STARTER, tmp_path / folder, seed)
    assert _texts(tmp_path / "a") == _texts(tmp_path / "b")
    assert _texts(tmp_path / "a") != _texts(tmp_path / "c")


def test_one_thing_is_swapped_alike_wherever_and_however_it_is_written() -> None:
    swaps = decide(["On 27th June 2018 £1.3m (1.3 million) for 2018/19, the Act 2004 and the Act of 2006"], 1)
    dudley = swaps.apply("Dudley")
    assert swaps.apply("DUDLEY's dudley.gov.uk") == f"{dudley.upper()}'s {dudley.lower()}.gov.uk"
    assert swaps.apply("Children Act 2004, Acts Act of 2006") == "Children Act 2004, Acts Act of 2006"
    assert swaps.apply("£1.3m") == "£" + swaps.apply("1.3 million").replace(" million", "m")
    start, end = re.findall(r"\d+", swaps.apply("2018/19"))
    assert int(start) % 100 + 1 == int(end)
    assert re.search(r"\d+(th|st|nd|rd) June 20(19|20)$", swaps.apply("27th June 2018"))
    assert swaps.apply("a 'good' rating; staff morale is good") == "a 'outstanding' rating; staff morale is good"
    assert swaps.apply("Brunton-Reed").replace("-", "").lower() == swaps.apply("bruntonreed")


def test_the_twin_is_toml_with_the_floors_of_the_suite(tmp_path: Path) -> None:
    twin = tomllib.loads(write(CORPUS, STARTER, tmp_path, 1).read_text("utf-8"))
    assert twin["suite"]["floors"] == tomllib.loads(STARTER.read_text("utf-8"))["suite"]["floors"]


def test_what_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["twin", str(tmp_path / "none"), str(STARTER), str(tmp_path)])
    assert main() == 2
    assert len(capsys.readouterr().err.splitlines()) == 1

"""The invented papers: written alike each time, true to their truth, and read as the truth says."""

from __future__ import annotations

import tomllib
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from evals.invented.__main__ import QUESTIONS, write
from evals.invented.content import papers
from ofsted_qa.evaluation.matching import places
from ofsted_qa.evaluation.suite import CaseKind, load_suite
from ofsted_qa.parsing import parsed
from ofsted_qa.reading import is_readable
from ofsted_qa.values import Document
from stated_truth import misplaced, share_right, wrong

ROOT = Path(__file__).resolve().parents[1]
TRUTH = {
    fact["file"]: fact
    for fact in tomllib.loads((ROOT / "evals" / "truth" / "invented-papers.toml").read_text("utf-8"))["documents"]
}

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers, truth and questions."""
    out = tmp_path_factory.mktemp("invented")
    write(out)
    return out


@pytest.fixture(scope="module")
def documents(written: Path) -> dict[str, Document]:
    files = [(path, written) for path in sorted((written / "papers").iterdir())]
    return {one.source.name: one for one in parsed(files) if isinstance(one, Document)}


#: Shares of papers of which a field is wholly right, below which the reading has become worse.
LEAST = {
    "authority": 0.88,
    "kind": 1.0,
    "framework": 1.0,
    "title": 1.0,
    "date": 1.0,
    "visit": 1.0,
    "warned": 1.0,
    "given": 1.0,
    "reported": 1.0,
    "portfolio_holder": 1.0,
    "presenting_officer": 1.0,
    "author": 1.0,
    "contact": 1.0,
    "chair": 1.0,
    "inspector": 1.0,
    "signatory": 1.0,
    "addressee": 1.0,
}
#: Shares of the sentences of a format that stand word for word where they should.
LEAST_IN_PLACE = {".pdf": 0.98, ".docx": 1.0}


def test_the_papers_are_written_alike_each_time(written: Path, tmp_path: Path) -> None:
    write(tmp_path)
    for path in (written / "papers").iterdir():
        assert (tmp_path / "papers" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_truth_kept_here_is_that_of_the_papers(written: Path) -> None:
    assert tomllib.loads((written / "truth.toml").read_text("utf-8")) == {"documents": list(TRUTH.values())}


def test_the_papers_are_as_many_and_as_various_as_they_should_be() -> None:
    formats = [paper.file.rpartition(".")[2] for paper in papers()]
    assert formats.count("pdf") >= 6
    assert formats.count("docx") >= 5
    for name, fact in TRUTH.items():
        assert len(fact["sentences"]) >= 5, name
    assert sum("ends_on" in one for fact in TRUTH.values() for one in fact["sentences"]) >= 4


def test_the_questions_are_well_formed_and_name_the_files_that_were_written(written: Path) -> None:
    suite = load_suite(written / QUESTIONS.name)
    for document in suite.documents:
        data = (written / "papers" / document.file).read_bytes()
        assert sha256(data).hexdigest() == document.sha256
    kinds = Counter(case.kind for case in suite.cases)
    assert set(kinds) == set(CaseKind)
    assert len(suite.cases) >= 90
    assert kinds[CaseKind.UNANSWERABLE] >= 25


def test_every_source_stands_in_the_paper_that_it_names(written: Path, documents: dict[str, Document]) -> None:
    suite = load_suite(written / QUESTIONS.name)
    named = {document.key: document.file for document in suite.documents}
    for case in suite.cases:
        for source in case.sources:
            if named[source.document] in documents:
                assert places(source.sentence, documents[named[source.document]].text), (case.id, source.sentence)


def test_every_paper_is_read_for_which_there_is_a_reader(documents: dict[str, Document]) -> None:
    assert set(documents) == {name for name in TRUTH if is_readable(Path(name))}


@pytest.mark.parametrize("field", LEAST)
def test_what_is_known_of_a_paper(field: str, documents: dict[str, Document]) -> None:
    truth = {name: TRUTH[name] for name in documents}
    assert share_right(truth, documents, field) >= LEAST[field], wrong(truth, documents, field)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_sentences_stand_word_for_word_in_their_place(suffix: str, documents: dict[str, Document]) -> None:
    if not is_readable(Path(f"paper{suffix}")):
        pytest.skip(f"there is no reader for {suffix} yet")
    read = {name: document for name, document in documents.items() if name.endswith(suffix)}
    lost = {name: found for name, document in read.items() if (found := misplaced(document, TRUTH[name]))}
    sentences = sum(len(TRUTH[name]["sentences"]) for name in read)
    assert 1 - sum(map(len, lost.values())) / sentences >= LEAST_IN_PLACE[suffix], lost

from dataclasses import replace

from evaluation_fakes import DOCUMENT, MONEY, SIGNATURE, VISIT, case, unanswerable

from ofsted_qa.evaluation.fitting import NotRun, Ready, Rejected, fit
from ofsted_qa.evaluation.suite import Case, Suite, SuiteDocument
from ofsted_qa.evaluation.suite_file import SuiteHead
from ofsted_qa.values import Document

OTHER_ID = "0" * 64


def suite_of(*cases: Case) -> Suite:
    return Suite(
        suite=SuiteHead(name="letters", title="Letters", description="Two letters."),
        documents=(
            SuiteDocument(key="letter", file="letter.txt", sha256=DOCUMENT.id),
            SuiteDocument(key="other", file="other.txt", sha256=OTHER_ID),
        ),
        cases=cases,
    )


def only(asked: Case, *documents: Document) -> Ready | NotRun | Rejected:
    (fitted,) = fit(suite_of(asked), {document.id: document for document in documents})
    return fitted


def test_the_evidence_is_where_the_sentence_stands_although_the_line_breaks() -> None:
    ready = only(case(), DOCUMENT)
    assert isinstance(ready, Ready)
    (evidence,) = ready.evidence
    assert [evidence.meets(passage) for passage in (VISIT, MONEY, SIGNATURE)] == [False, False, True]


def test_words_that_recur_are_evidence_everywhere() -> None:
    ready = only(case(sources=[{"document": "letter", "sentence": "Jenny Turnross"}]), DOCUMENT)
    assert isinstance(ready, Ready)
    assert [ready.evidence[0].meets(passage) for passage in (VISIT, MONEY, SIGNATURE)] == [True, False, True]


def test_evidence_is_not_met_by_a_passage_of_another_document() -> None:
    ready = only(case(), DOCUMENT)
    assert isinstance(ready, Ready)
    assert not ready.evidence[0].meets(replace(SIGNATURE, document_id=OTHER_ID))


def test_a_sentence_that_is_not_in_its_document_rejects_the_case_with_the_reason() -> None:
    rejected = only(case(sources=[{"document": "letter", "sentence": "Yours faithfully"}]), DOCUMENT)
    assert isinstance(rejected, Rejected)
    assert rejected.case.id == "letter-signatory"
    assert rejected.reason == "source sentence is not in letter.txt: 'Yours faithfully'"


def test_a_case_needs_the_documents_of_its_sources_alone() -> None:
    assert isinstance(only(case(), DOCUMENT), Ready)
    assert only(case(), replace(DOCUMENT, id=OTHER_ID)) == NotRun(case(), ("letter.txt",))


def test_a_case_without_sources_needs_every_document() -> None:
    assert only(unanswerable(), DOCUMENT) == NotRun(unanswerable(), ("other.txt",))
    assert isinstance(only(unanswerable(), DOCUMENT, replace(DOCUMENT, id=OTHER_ID)), Ready)

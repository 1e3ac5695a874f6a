from __future__ import annotations

from dataclasses import replace

from made_up import asked, council_paper, judged, letter

from ofsted_qa.answering.composing import cite, cites, short, written
from ofsted_qa.answering.extents import Chosen, Judged
from ofsted_qa.passages import passages
from ofsted_qa.values import Span
from starter_papers import understood


def test_citations_are_cut_and_numbered_from_one() -> None:
    document = letter()
    chosen = [_whole(judged(document, words)) for words in ("Caseloads", "Staff morale")]
    citations = cite(chosen, passages(document))
    assert [(one.number, one.quote) for one in citations] == [
        (1, "Caseloads have fallen."),
        (2, "Staff morale is good."),
    ]
    assert written(citations) == "“Caseloads have fallen.” [1]\n“Staff morale is good.” [2]"


def test_what_is_said_before_a_quotation_stands_outside_it() -> None:
    document = letter()
    chosen = [_whole(judged(document, words)) for words in ("Caseloads", "Staff morale")]
    citations = cite(chosen, passages(document))
    assert written(citations, {2: "Good. "}) == "“Caseloads have fallen.” [1]\nGood. “Staff morale is good.” [2]"
    assert [cites(one, chosen[:1]) for one in citations] == [True, False]


def test_a_run_over_several_passages_is_a_citation_for_each() -> None:
    document = council_paper()
    first, *_, last = passages(document)
    one = judged(document, "£2.5m")
    citations = cite([Chosen(one, first.start, last.end)], passages(document))
    assert [citation.passage_id for citation in citations] == [passage.id for passage in passages(document)]


def test_only_the_documents_own_passages_are_cited() -> None:
    document = letter()
    citations = cite([_whole(judged(document, "Caseloads"))], [*passages(council_paper()), *passages(document)])
    assert [one.document for one in citations] == ["letter.txt"]


def test_whom_a_document_quotes_is_named_unless_the_quotation_does() -> None:
    document = council_paper()
    quoted = judged(document, "Managers")
    sentence = quoted.candidate.sentence
    whole = cite([_whole(quoted)], passages(document))
    assert written(whole) == '“Ofsted said: "Managers do not challenge delay in adoption."” [1]'
    part = cite([Chosen(quoted, sentence.start + len('Ofsted said: "'), sentence.end - 1)], passages(document))
    assert written(part) == "Ofsted: “Managers do not challenge delay in adoption.” [1]"


def test_one_figure_of_two_is_no_short_answer_where_they_are_compared() -> None:
    text = "A place cost £61,300 in 2024, compared with £24,800 in a maintained school in the year before."
    document = understood(f"Dudley Council\n\n{text}\n", "paper.txt")
    place = document.text.index("£61,300")
    one = replace(judged(document, "A place"), words=Span(place, place + 7))
    citations = cite([_whole(one)], passages(document))
    assert short(asked("How much did a place cost in Dudley in 2024?"), [_whole(one)], citations) == {
        1: "£61,300 [1]\n"
    }
    for question in (
        "How much does a place in Dudley cost compared with a maintained school?",
        "How has the cost of a place in Dudley changed?",
        "By how much has the cost in Dudley risen since 2023?",
    ):
        assert short(asked(question), [_whole(one)], citations) == {}


def test_a_figure_of_another_date_than_asked_is_no_short_answer() -> None:
    text = "The cost of places in 2023/24 was £38.6 million, set beside £31.2 million that it came to in 2022/23."
    document = understood(f"Dudley Council\n\n{text}\n", "paper.txt")
    for year, figure, read in (("2022/23", "£38.6 million", False), ("2023/24", "£38.6 million", True)):
        place = document.text.index(figure)
        one = replace(judged(document, "The cost"), words=Span(place, place + len(figure)))
        citations = cite([_whole(one)], passages(document))
        said = short(asked(f"How much did places in Dudley cost in {year}?"), [_whole(one)], citations)
        assert said == ({1: f"{figure} [1]\n"} if read else {})


def _whole(one: Judged) -> Chosen:
    return Chosen(one, one.candidate.sentence.start, one.candidate.sentence.end)

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers import DUDLEY, entry

from ofsted_qa.index.nodes import passage_metadata, passage_node
from ofsted_qa.values import DocumentKind, Profile, Topic

PROFILE = Profile(
    authority="Dudley", kind=DocumentKind.MONITORING_VISIT_LETTER, published=date(2017, 3, 23), title="Letter"
)


def test_metadata_is_what_a_filter_asks_for() -> None:
    paper = entry("letter.txt", DUDLEY, PROFILE)
    assert passage_metadata(paper.document, paper.passages[1]) == {
        "document_id": paper.document.id,
        "file_name": "letter.txt",
        "start": 46,
        "end": 91,
        "heading": "Findings",
        "kind": "monitoring_visit_letter",
        "authority": "Dudley",
        "date": 20170323,
        "page": 1,
        "paragraph": "2.1",
    }


def test_the_topics_of_a_passage_can_be_filtered_by() -> None:
    paper = entry("letter.txt", DUDLEY, PROFILE)
    passage = replace(paper.passages[1], topics=(Topic.RISKS, Topic.MONEY))
    metadata = passage_metadata(paper.document, passage)
    assert {key: value for key, value in metadata.items() if key.startswith("about_")} == {
        "about_risks": True,
        "about_money": True,
    }


def test_what_is_not_known_is_left_out() -> None:
    paper = entry("article.txt", DUDLEY)
    document = replace(paper.document, pages=(), blocks=())
    metadata = passage_metadata(document, paper.passages[0])
    assert metadata.keys() == {"document_id", "file_name", "start", "end", "heading", "kind"}


@pytest.mark.stack
def test_a_node_has_the_words_the_offsets_and_the_source() -> None:
    paper = entry("letter.txt", DUDLEY, PROFILE)
    passage = paper.passages[2]
    node = passage_node(paper.document, passage, [0.0, 1.0])
    assert node.node_id == passage.id
    assert node.text == passage.text == paper.document.text[node.start_char_idx : node.end_char_idx]
    assert node.ref_doc_id == paper.document.id
    assert node.get_embedding() == [0.0, 1.0]
    assert node.metadata["authority"] == "Dudley"
    assert node.get_content("embed") == passage.text

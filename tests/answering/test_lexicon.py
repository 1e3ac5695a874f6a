from __future__ import annotations

from ofsted_qa.answering import lexicon
from ofsted_qa.values import DocumentKind, VoiceRole


def test_kinds_of_document_are_named_by_their_longest_name() -> None:
    kinds, spans = lexicon.kinds_named("what does the cabinet report say, and the article?")
    assert kinds == {DocumentKind.COUNCIL_REPORT, DocumentKind.NEWS}
    assert spans == [(14, 28), (42, 49)]


def test_a_name_within_a_word_is_none() -> None:
    assert lexicon.kinds_named("in newsletters and particles") == (frozenset(), [])


def test_the_minutes_of_a_meeting_are_a_kind_and_conference_minutes_are_none() -> None:
    assert lexicon.kinds_named("who was absent, by the minutes of june?")[0] == {DocumentKind.MINUTES}
    assert lexicon.kinds_named("how many conference minutes are late?")[0] == frozenset()


def test_speakers_come_in_the_order_of_the_question() -> None:
    named = lexicon.speakers_named("did the council tell inspectors?")
    assert [role for role, _, _ in named] == [VoiceRole.COUNCIL, VoiceRole.OFSTED]


def test_roles_are_asked_for_in_peoples_own_words() -> None:
    assert lexicon.roles_asked("who signed it?")[0] == {"signatory"}
    assert lexicon.roles_asked("who cares?")[0] == frozenset()


def test_a_glossary_term_has_other_names_only_where_it_stands_whole() -> None:
    assert frozenset({"lscb"}) in lexicon.glossary_stems(("local", "safeguard", "children", "board"))["board"]
    assert lexicon.glossary_stems(("morale",)) == {}


def test_everyday_words_stand_for_what_documents_write_and_not_the_other_way_round() -> None:
    asked = lexicon.content_stems("kids kicked out of school", [])
    assert frozenset({"exclus"}) in lexicon.glossary_stems(asked)["kick"]
    assert "exclus" not in lexicon.glossary_stems(("exclus",))
    assert all(name and all(written) for name, written in lexicon.everyday())


def test_words_of_asking_and_what_is_settled_are_no_content() -> None:
    assert lexicon.content_stems("please explain the caseloads of Dudley", [(32, 38)]) == ("caseload",)


def test_greetings_are_no_content() -> None:
    assert lexicon.content_stems("hello, thanks", []) == ()


def test_who_directs_childrens_services_is_asked_by_name_of_the_office() -> None:
    for question in ("who is the dcs?", "who's plymouth's dcs", "who was the director of children's services in hull?"):
        assert lexicon.roles_asked(question)[0] == {"director"}, question
    for question in (
        "who told the director of children's services?",
        "who is the assistant director of children's services?",
        "who is the deputy dcs?",
        "who is advising the dcs?",
    ):
        assert lexicon.roles_asked(question)[0] == set(), question
    assert lexicon.roles_asked("who is the dcs and who signed the letter?")[0] == {"director", "signatory"}

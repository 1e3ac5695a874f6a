from pathlib import Path

import pytest
from evaluation_fakes import DOCUMENT, SUITE

from ofsted_qa.evaluation.suite import Suite, load_suite, split
from ofsted_qa.values import NoteKind, SuiteError, VoiceRole


def load(folder: Path, text: str) -> Suite:
    path = folder / "letter.toml"
    path.write_text(text, encoding="utf-8")
    return load_suite(path)


def test_a_suite_is_loaded_as_it_is_written(tmp_path: Path) -> None:
    suite = load(tmp_path, SUITE.replace('voice = "ofsted"', 'voice = "ofsted"\nnotes = ["disagreement"]'))
    first, second, third, _ = suite.cases
    assert suite.suite.floors == {"fact_recall": 0.5}
    assert first.facts == (("Jenny Turnross",),)
    assert first.voice is VoiceRole.OFSTED
    assert first.notes == (NoteKind.DISAGREEMENT,)
    assert second.history == ("Who signed?",)
    assert (first.must_answer, first.must_refuse) == (True, False)
    assert (third.must_answer, third.must_refuse) == (False, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "money"', 'kind = "money"\nanswer = "x"', "case money: unknown key 'answer'"),
        ('kind = "money"\n', "", "case money: kind is missing"),
        ('id = "money"\n', "", "case number 4: id is missing"),
        ('id = "money"', 'id = "Money"', "case Money: id: "),
        ('kind = "money"', 'kind = "cash"', "case money: kind: Input should be "),
        ('status = ["not_in_documents"]', 'status = ["refused"]', "case letter-grade: status.0: Input"),
        ('status = ["not_in_documents"]', "status = []", "case letter-grade: status: "),
        ('status = ["not_in_documents"]', 'status = ["error"]', "case letter-grade: an error is never"),
        ('status = ["not_in_documents"]', 'status = ["answered"]', "case letter-grade: must be answered"),
        ('wrong = ["good"]', 'facts = [["good"]]', "case letter-grade: accepts no answer"),
        ('wrong = ["good"]', 'voice = "ofsted"', "case letter-grade: a voice is that of a fact"),
        ('facts = [["good"]]', "facts = [[]]", "case morale: facts.0: "),
        ('facts = [["good"]]', 'facts = [[" "]]', "case morale: facts.0.0: "),
        ('voice = "ofsted"', 'voice = "inspector"', "case signatory: voice: "),
        ('id = "money"', 'id = "morale"', "case morale: stands in the suite 2 times"),
        ('sources = [{document = "letter", sentence = "The', 'sources = [{document = "l", sentence = "The',
         "case money: there is no document with the key 'l'"),
        (f'sha256 = "{DOCUMENT.id}"', 'sha256 = "abc"', "document letter: sha256: "),
        (f'sha256 = "{DOCUMENT.id}"', "", "document letter: sha256 is missing"),
        ('name = "letter"', 'name = "letter"\nversion = 2', "suite: unknown key 'version'"),
        ('title = "The letter"', "", "suite: title is missing"),
        ("[[documents]]", "[extra]\n[[documents]]", "unknown key 'extra'"),
        ("[suite]", "[suite", "is not TOML"),
    ],
)  # fmt: skip
def test_a_suite_that_is_not_well_formed_is_refused_in_one_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in SUITE
    with pytest.raises(SuiteError) as caught:
        load(tmp_path, SUITE.replace(old, new, 1))
    assert message in str(caught.value)
    assert "letter.toml: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_entry_that_is_no_table_is_refused(tmp_path: Path) -> None:
    head = SUITE[: SUITE.index("[[cases]]")]
    with pytest.raises(SuiteError, match="case number 1: "):
        load(tmp_path, "cases = [1]\n" + head)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"absent\.toml: cannot be read \(No such file"):
        load_suite(tmp_path / "absent.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SuiteError, match="is not TOML"):
        load_suite(path)


def test_the_first_byte_of_the_hash_decides_the_split() -> None:
    # SHA-256 of "morale" begins with an even byte, that of "signatory" with an odd one.
    assert [split(case_id) for case_id in ("morale", "signatory")] == ["tune", "report"]

from pathlib import Path

import pytest
from truth_fakes import TRUTH

from ofsted_qa.evaluation.truth import load_truth
from ofsted_qa.values import SuiteError

TRUTHS = Path(__file__).parents[2] / "evals" / "truth"


@pytest.mark.parametrize("path", sorted(TRUTHS.glob("*.toml")), ids=lambda path: path.name)
def test_the_truth_files_are_well_formed(path: Path) -> None:
    assert load_truth(path).suite.name == path.stem


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("authority = 1.0", "autority = 1.0", "floor autority is not the name of a field"),
        ('kind = "monitoring_visit_letter"', 'kind = "letter"', "document letter.pdf: kind: Input should be"),
        ("warnings = []", "warning = []", "document letter.pdf: unknown key 'warning'"),
        ('date = "2018-03-02"', 'date = "2 March"', "document letter.pdf: date:"),
    ],
)
def test_a_file_that_is_not_well_formed_is_refused_in_one_line(
    old: str, new: str, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / "letters.toml"
    path.write_text(TRUTH.replace(old, new), "utf-8")
    with pytest.raises(SuiteError) as refused:
        load_truth(path)
    assert complaint in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1

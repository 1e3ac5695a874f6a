from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.models import OnnxSpanReader, onnx_reader
from ofsted_qa.values import LabelledText, ModelError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack

LABEL = "Kent, council report, 3 June 2019. Staffing"
PASSAGES = [
    LabelledText(LABEL, "Ann Hill became director of children's services in May 2019. She came from Surrey."),
    LabelledText(LABEL, "The refuse lorries were repainted in green last winter."),
    LabelledText("", ""),
    LabelledText(LABEL, "The council spent money on many things. " * 80),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_the_answer_is_cut_out_of_the_passage_that_holds_it(cache: Path) -> None:
    readings = OnnxSpanReader(cache).read("Who became director of children's services?", PASSAGES)
    assert len(readings) == len(PASSAGES)
    assert PASSAGES[0].text[readings[0].start : readings[0].end] == "Ann Hill"
    assert readings[0].span > 0 > readings[1].span
    assert readings[0].answers > 0.5 > readings[1].answers


def test_a_passage_is_read_alike_alone_and_among_others(cache: Path) -> None:
    reader = OnnxSpanReader(cache)
    question = "Who became director?"
    together = reader.read(question, PASSAGES[:2])
    alone = [reader.read(question, [one])[0] for one in PASSAGES[:2]]
    for one, other in zip(together, alone, strict=True):
        if one.span > 0:  # where nothing answers, which words come nearest says nothing
            assert (one.start, one.end) == (other.start, other.end)
        assert one.answers == pytest.approx(other.answers, abs=0.05)  # integers are scaled by the batch


def test_nothing_to_read_gives_nothing(cache: Path) -> None:
    assert OnnxSpanReader(cache).read("Who?", []) == []


def test_a_broken_installation_is_one_plain_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_reader, "packaged_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"^the reader of this package cannot be loaded: .+$"):
        OnnxSpanReader(tmp_path).read("Who?", PASSAGES)


def test_reading_waits_for_nothing_heavy(cache: Path) -> None:
    OnnxSpanReader(cache).read("the graph is kept from here on", PASSAGES)
    script = (
        "import sys; from pathlib import Path; from ofsted_qa.models import span_reader;"
        "from ofsted_qa.settings import Settings; from ofsted_qa.values import LabelledText;"
        "span_reader(Settings(cache=Path(sys.argv[1]))).read('Who?', [LabelledText('', 'Ann spoke.')]);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'llama_index', 'onnx', 'chromadb'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(cache)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")

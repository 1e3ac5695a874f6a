from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ofsted_qa.models import OnnxSpanReader, onnx_reader
from ofsted_qa.values import LabelledText

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.stack

PASSAGES = [LabelledText("Kent", "Ann Hill came in May 2019. She is the director."), LabelledText("", "Nobody came.")]
QUESTION = "Who came in May 2019?"


def test_packed_weights_read_as_the_network_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from training.encoding import encoded, tensors
    from training.examples import Example
    from training.network import ReaderNetwork
    from training.pack import pack

    torch.manual_seed(5)
    network = ReaderNetwork().eval()
    path = tmp_path / "reader.safetensors"
    pack(network.state_dict(), path, {"made_by": "a test"})
    assert path.stat().st_size < 15_000_000
    monkeypatch.setattr(onnx_reader, "own_weights", lambda: path)
    ours = OnnxSpanReader(tmp_path).read(QUESTION, PASSAGES)
    batch = encoded([Example(QUESTION, one.label, one.text, -1, -1) for one in PASSAGES])
    with torch.no_grad():
        *_, answers = network(*tensors(batch, "cpu")[:4])
    theirs = torch.sigmoid(answers).numpy()
    assert np.allclose([one.answers for one in ours], theirs, atol=0.08)


def test_scores_are_those_of_squad() -> None:
    from training.scoring import f1, scored

    assert f1("the Council, in May", "council in may") == 1.0
    assert f1("", "") == 1.0
    assert f1("Ann", "") == 0.0
    readings = [("Ann Hill", 2.0, 0.9, ["Ann Hill", "Ann"]), ("Kent", 1.0, 0.2, []), ("Bob", -3.0, 0.1, [])]
    found = scored(readings, 0.0)
    assert (found.answered_f1, found.unanswered) == (100.0, 50.0)
    assert found.exact == pytest.approx(200 / 3)


def test_packed_weights_can_be_trained_on(tmp_path: Path) -> None:
    import torch

    from training.network import ReaderNetwork
    from training.pack import pack, unpack

    torch.manual_seed(6)
    network, other = ReaderNetwork(), ReaderNetwork()
    path = tmp_path / "reader.safetensors"
    pack(network.state_dict(), path, {})
    unpack(path, other)
    left = other.state_dict()
    for name, value in network.state_dict().items():
        assert torch.allclose(value, left[name], atol=float(value.abs().max()) / 60), name

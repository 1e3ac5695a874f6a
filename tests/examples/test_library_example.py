from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from starter_papers import CORPUS, DUDLEY_LETTER

pytestmark = pytest.mark.stack

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "library.py"


def test_the_example_prints_quotations_and_passages(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / DUDLEY_LETTER).write_bytes((CORPUS / DUDLEY_LETTER).read_bytes())
    done = subprocess.run(
        [sys.executable, EXAMPLE, papers, tmp_path / "index", "Who signed the letter to Dudley?"],
        env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    status, *lines = done.stdout.splitlines()
    assert status == "answered"
    assert any(line.startswith("“") and DUDLEY_LETTER in line for line in lines)
    passages = [line for line in lines if re.match(rf"0\.\d{{4}} {re.escape(DUDLEY_LETTER)} \d+-\d+$", line)]
    assert len(passages) == 3

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest

from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from starter_papers import CORPUS, PAPERS

if TYPE_CHECKING:
    from pathlib import Path

# How long one example takes says more of what else the machine does than of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def starter_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the five papers of corpus/, made with the packaged model; only read it."""
    index = tmp_path_factory.mktemp("starter") / "index"
    report = Library.open(Settings(index=index)).add([CORPUS / name for name in PAPERS])
    assert len(report.added) == len(PAPERS)
    return index

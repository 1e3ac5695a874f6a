from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ofsted_qa.settings import PACKAGED_MODEL, Settings


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OFSTED_QA_{name.upper()}", raising=False)


def test_defaults() -> None:
    settings = Settings()
    assert (settings.index, settings.embedder) == (Path("index"), PACKAGED_MODEL)


def test_arguments_win_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ofsted-qa.toml").write_text('index = "file"\nembedder = "file"\ntop_passages = 7\n')
    monkeypatch.setenv("OFSTED_QA_INDEX", "environment")
    monkeypatch.setenv("OFSTED_QA_EMBEDDER", "environment")
    settings = Settings(index=Path("argument"))
    assert (str(settings.index), settings.embedder, settings.top_passages) == ("argument", "environment", 7)


@pytest.mark.parametrize("text", ["unknown = 1", "top_passages = 0", "top_passages = 'many'"])
def test_a_file_with_a_wrong_setting_is_refused(text: str) -> None:
    Path("ofsted-qa.toml").write_text(text)
    with pytest.raises(ValidationError):
        Settings()

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_qa.faces.cli.options import open_library, settings_with
from ofsted_qa.values import BadInputError, NoIndexError


def test_the_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFSTED_QA_INDEX", "from-environment")
    assert settings_with(None).index == Path("from-environment")
    assert settings_with(Path("named")).index == Path("named")


def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFSTED_QA_TOP_PASSAGES", "many")
    with pytest.raises(BadInputError, match=r"the setting top_passages cannot be used: .*integer"):
        settings_with(None)


def test_a_settings_file_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ofsted-qa.toml").write_text("index = ", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"the settings file ofsted-qa.toml cannot be read"):
        settings_with(None)


def test_opening_reads_nothing_before_it_is_asked(tmp_path: Path) -> None:
    library = open_library(tmp_path / "none")
    with pytest.raises(NoIndexError):
        library.documents()
    assert not (tmp_path / "none").exists()

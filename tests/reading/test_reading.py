from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_qa import reading
from ofsted_qa.reading import is_readable, read_document
from ofsted_qa.values import UnreadableDocumentError


def test_the_ending_chooses_the_reader() -> None:
    assert is_readable(Path("a.TXT"))
    assert is_readable(Path("a.md"))
    assert is_readable(Path("a.PDF"))
    assert not is_readable(Path("a.xls"))
    assert not is_readable(Path("README"))


def test_a_file_is_read_with_its_source(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Mr Hale")
    document = read_document(path, tmp_path)
    assert (document.text, document.source.name, document.source.path) == ("Dear Mr Hale", "letter.txt", str(path))


def test_what_cannot_be_read_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"no reader for \.xls"):
        read_document(tmp_path / "a.xls", tmp_path)
    with pytest.raises(UnreadableDocumentError, match="No such file"):
        read_document(tmp_path / "gone.txt", tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableDocumentError, match="not a file"):
        read_document(tmp_path / "pipe.txt", tmp_path)
    (tmp_path / "large.txt").write_text("large")
    monkeypatch.setattr(reading, "_LARGEST", 4)
    with pytest.raises(UnreadableDocumentError, match="larger than"):
        read_document(tmp_path / "large.txt", tmp_path)

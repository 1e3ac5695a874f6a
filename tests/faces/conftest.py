from __future__ import annotations

import pytest
from fake_library import FakeLibrary

from ofsted_qa.library import Library


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """The fake that every command opens in place of a library."""
    fake = FakeLibrary()
    monkeypatch.setattr(Library, "open", lambda _settings: fake)
    return fake

from __future__ import annotations

import pytest

from ofsted_qa.faces.web.access.passwords import LONGEST, fingerprint, fits, hashed, new_secret
from ofsted_qa.values import BadInputError


def test_a_password_fits_itself_alone() -> None:
    kept = hashed("twelve letters")
    assert "twelve" not in kept
    assert fits("twelve letters", kept)
    assert not fits("twelve Letters", kept)
    assert not fits("", kept)
    assert not fits("x" * (LONGEST + 1), kept)


def test_the_same_password_is_kept_differently_each_time() -> None:
    assert hashed("twelve letters") != hashed("twelve letters")


def test_nothing_fits_where_nothing_is_kept() -> None:
    assert not fits("twelve letters", None)


@pytest.mark.parametrize("password", ["", "eleven chars"[:11], "x" * (LONGEST + 1)])
def test_a_password_that_is_too_short_or_long_is_refused(password: str) -> None:
    with pytest.raises(BadInputError, match="12 to 1,000 characters"):
        hashed(password)


def test_a_secret_is_long_and_never_the_same() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert len(one) >= 43
    assert one not in fingerprint(one)

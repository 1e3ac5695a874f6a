from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from ofsted_qa.faces.web.access import Accounts
from ofsted_qa.values import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "a long password"  # noqa: S105 - of nobody


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.json"


def test_a_user_is_kept_without_the_password_for_the_owner_alone(path: Path) -> None:
    assert Accounts(path).add_user("ann", PASSWORD, administrator=True)
    assert PASSWORD not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    accounts = Accounts(path)
    found = accounts.signed_in("ann", PASSWORD)
    assert found is not None
    assert (found.name, found.administrator) == ("ann", True)
    assert accounts.signed_in("ann", "another password") is None
    assert accounts.signed_in("bob", PASSWORD) is None


def test_a_running_server_sees_a_change_at_once(path: Path) -> None:
    running, command = Accounts(path), Accounts(path)
    command.add_user("ann", PASSWORD, administrator=False)
    assert running.signed_in("ann", PASSWORD)
    assert not command.add_user("ann", "another password", administrator=False)
    assert running.signed_in("ann", PASSWORD) is None
    command.remove_user("ann")
    assert running.users() == {}


def test_a_user_without_a_password_cannot_sign_in_with_one(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add_user("ann", None, administrator=True)
    assert accounts.signed_in("ann", "") is None
    assert accounts.users()["ann"].administrator


def test_a_token_is_given_once_and_known_until_it_is_removed(path: Path) -> None:
    accounts = Accounts(path)
    secret = accounts.add_token("reporting")
    assert secret not in path.read_text("utf-8")
    held = Accounts(path).bearer(secret)
    assert held is not None
    assert held.name == "reporting"
    assert accounts.bearer(secret + "x") is None
    assert accounts.bearer("") is None
    with pytest.raises(BadInputError, match="already"):
        accounts.add_token("reporting")
    accounts.remove_token("reporting")
    assert Accounts(path).bearer(secret) is None


def test_users_and_tokens_do_not_touch_each_other(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add_token("ann")
    accounts.add_user("ann", PASSWORD, administrator=False)
    accounts.remove_token("ann")
    assert list(Accounts(path).users()) == ["ann"]


@pytest.mark.parametrize("name", ["", " ann", "ann\n", "../ann", "<b>", "x" * 101])
def test_a_name_that_could_mislead_is_refused(path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match="a name has"):
        Accounts(path).add_user(name, PASSWORD, administrator=False)
    assert not path.exists()


def test_a_file_that_is_missing_or_damaged_is_one_line_and_lets_nobody_in(path: Path) -> None:
    with pytest.raises(BadInputError, match="there is no users file"):
        Accounts(path).users()
    for damaged in ("", "[]", '{"users": {}}', '{"users": {"ann": 1}, "tokens": {}}', "{"):
        path.write_text(damaged, "utf-8")
        with pytest.raises(BadInputError, match="cannot be read"):
            Accounts(path).signed_in("ann", PASSWORD)


def test_what_is_not_there_cannot_be_removed(path: Path) -> None:
    accounts = Accounts(path)
    accounts.add_user("ann", PASSWORD, administrator=False)
    with pytest.raises(BadInputError, match="there is no user bob"):
        accounts.remove_user("bob")
    with pytest.raises(BadInputError, match="there is no token ann"):
        accounts.remove_token("ann")

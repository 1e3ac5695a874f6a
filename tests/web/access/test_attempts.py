from __future__ import annotations

from ofsted_qa.faces.web.access.attempts import Attempts

ANN, HERE = "name ann", "address 192.0.2.1"


class _Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_each_failure_makes_the_next_wait_longer_up_to_a_minute() -> None:
    clock = _Clock()
    attempts = Attempts(clock)
    waits = []
    for _ in range(10):
        attempts.failed([ANN])
        waits.append(attempts.wait([ANN]))
        clock.now += waits[-1]
        assert attempts.wait([ANN]) == 0
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_name_waits_from_any_address_and_an_address_with_any_name() -> None:
    attempts = Attempts(_Clock())
    for _ in range(3):
        attempts.failed([ANN, HERE])
    assert attempts.wait([ANN, "address 192.0.2.2"]) > 0
    assert attempts.wait(["name bob", HERE]) > 0
    assert attempts.wait(["name bob", "address 192.0.2.2"]) == 0


def test_many_who_share_an_address_and_sign_in_rightly_never_wait() -> None:
    attempts = Attempts(_Clock())
    for person in range(50):
        keys = [f"name {person}", HERE]
        assert attempts.wait(keys) == 0
        attempts.failed(keys)
        attempts.succeeded(*keys)


def test_a_right_password_does_not_forgive_an_address_its_wrong_ones() -> None:
    attempts = Attempts(_Clock())
    for _ in range(5):
        attempts.failed([ANN, HERE])
    attempts.failed(["name bob", HERE])
    attempts.succeeded("name bob", HERE)
    assert attempts.wait(["name bob", HERE]) > 0


def test_failures_are_forgotten_after_a_while() -> None:
    clock = _Clock()
    attempts = Attempts(clock)
    for _ in range(5):
        attempts.failed([ANN])
    clock.now += 1_000
    attempts.failed([ANN])
    assert attempts.wait([ANN]) == 0


def test_what_is_remembered_is_bounded() -> None:
    attempts = Attempts(_Clock())
    for number in range(10_100):
        attempts.failed([f"name {number}"])
    assert len(attempts._failed) == 10_000

from __future__ import annotations

from ofsted_qa.faces.web.access.sessions import IDLE, LONGEST, Sessions


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_session_is_its_users_until_it_is_ended() -> None:
    sessions = Sessions()
    secret = sessions.begin("ann")
    assert sessions.user(secret) == "ann"
    assert sessions.user(secret + "x") is None
    assert sessions.user("") is None
    sessions.end(secret)
    assert sessions.user(secret) is None


def test_a_session_ends_when_it_is_not_used() -> None:
    clock = _Clock()
    sessions = Sessions(clock)
    secret = sessions.begin("ann")
    for _ in range(3):
        clock.now += IDLE - 1
        assert sessions.user(secret) == "ann"
    clock.now += IDLE
    assert sessions.user(secret) is None


def test_a_session_ends_after_a_working_day_however_much_it_is_used() -> None:
    clock = _Clock()
    sessions = Sessions(clock)
    secret = sessions.begin("ann")
    while clock.now + 600 < LONGEST:
        clock.now += 600
        assert sessions.user(secret) == "ann"
    clock.now = LONGEST
    assert sessions.user(secret) is None


def test_the_secret_itself_is_not_held() -> None:
    sessions = Sessions()
    assert sessions.begin("ann") not in sessions._held


def test_ended_sessions_are_forgotten() -> None:
    clock = _Clock()
    sessions = Sessions(clock)
    for _ in range(10):
        sessions.begin("ann")
    clock.now = LONGEST
    sessions.begin("bob")
    assert len(sessions._held) == 1

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ofsted_qa.faces.web.responses import page_response, tell_what_is_wrong
from ofsted_qa.values import BusyError, NoIndexError


def test_a_page_that_is_none_is_a_page_all_the_same() -> None:
    assert page_response(None).status_code == 404
    assert page_response("half a pair: \ud800").status_code == 200


@pytest.mark.parametrize("error", [NoIndexError("there is no <index>"), BusyError("too much <is> asked")])
def test_what_a_person_can_act_on_is_said_and_no_fault_of_the_program(error: Exception) -> None:
    application = FastAPI()
    tell_what_is_wrong(application)

    @application.get("/")
    def failing() -> None:
        raise error

    response = TestClient(application).get("/")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert str(error).replace("<", "&lt;").replace(">", "&gt;") in response.text

"""The description: the operations as an OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic.json_schema import models_json_schema

from ofsted_qa.faces.api.operations import OPERATIONS, Operation
from ofsted_qa.faces.api.shapes import ProblemShape
from ofsted_qa.version import __version__

if TYPE_CHECKING:
    from pydantic import BaseModel

JsonSchema = dict[str, Any]

#: Statuses that every operation may answer with in place of a result, and what they mean.
PROBLEMS = {
    400: "What was sent cannot be used, or names what is not there.",
    401: "No token, or one that is not known.",
    413: "The request is too large.",
    415: "The body is not said to be JSON.",
    429: "Too many requests: try again after the seconds of Retry-After.",
    500: "The program has a fault.",
    503: "There is no index, its vectors cannot be reached, or answering took too long: try again later.",
}
_TOKEN = {"type": "http", "scheme": "bearer", "description": "Made by `ofsted-qa tokens add NAME`."}
_SCHEMAS = "#/components/schemas/{model}"


def description(address: str, *, tokens: bool) -> JsonSchema:
    """The OpenAPI 3.1 document of the operations, which stand below `address` ("/api").

    `tokens` says whether a token is asked for.
    """
    models: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [(ProblemShape, "serialization")]
    models += [(one.shape, "serialization") for one in OPERATIONS]
    models += [(one.request, "validation") for one in OPERATIONS if not one.in_address]
    _, schemas = models_json_schema(models, ref_template=_SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ofsted_qa",
            "version": __version__,
            "summary": "Quotations out of inspection letters, reports and council papers, with their sources",
            "description": "Read only: nothing that is asked changes a document.",
        },
        "servers": [{"url": address}],
        "security": [{"token": []}] if tokens else [],
        "paths": {f"/{one.name}": {"get" if one.in_address else "post": _described(one)} for one in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": _TOKEN} if tokens else {},
        },
    }


def _described(operation: Operation) -> JsonSchema:
    shape: JsonSchema = {"$ref": _SCHEMAS.format(model=operation.shape.__name__)}
    result = {"type": "array", "items": shape} if operation.many else shape
    problem = {"application/json": {"schema": {"$ref": _SCHEMAS.format(model=ProblemShape.__name__)}}}
    described: JsonSchema = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "responses": {
            "200": {"description": operation.summary, "content": {"application/json": {"schema": result}}},
            **{str(status): {"description": words, "content": problem} for status, words in PROBLEMS.items()},
        },
    }
    if operation.in_address:
        described["parameters"] = _parameters(operation)
    else:
        schema = {"$ref": _SCHEMAS.format(model=operation.request.__name__)}
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return described


def _parameters(operation: Operation) -> list[JsonSchema]:
    """The fields of a request as parameters of an address, where a field that is not given is left out."""
    fields = operation.request.model_json_schema().get("properties", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": field.get("description", ""),
            "schema": next(one for one in field["anyOf"] if one.get("type") != "null"),
        }
        for name, field in fields.items()
    ]

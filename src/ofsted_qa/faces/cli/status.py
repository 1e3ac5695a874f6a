"""The command status: what is installed, what is in the index and whether it can be used."""

import platform
from importlib.metadata import PackageNotFoundError, version

from ofsted_qa import models
from ofsted_qa.faces.cli.options import AsJson, Index, settings_with
from ofsted_qa.faces.cli.printing import complain, show, show_json
from ofsted_qa.faces.rendering import JsonObject
from ofsted_qa.index import ChromaServer, Condition, State, condition
from ofsted_qa.settings import Settings
from ofsted_qa.values import ModelError
from ofsted_qa.version import __version__

_UNUSABLE = 2
_PACKAGES = ("chromadb", "llama-index-core", "sentence-transformers", "onnxruntime", "gradio")
_KIB = 1024


def status(*, as_json: AsJson = False, index: Index = None) -> int:
    """Say what is installed, what is in the index and whether it can be used.

    Every part of the index is looked through. That there is no index is no error; the exit code is 2 if
    it is damaged, or if its vectors cannot be reached: the Chroma server that the settings name does not
    answer, or the index is in a folder that cannot be written to.
    """
    settings = settings_with(index)
    found = condition(settings.index, ChromaServer(settings.chroma) if settings.chroma else None)
    stated = _stated(settings, found)
    if as_json:
        show_json(stated)
    else:
        show("\n".join(_lines(stated)))
    if found.state in {State.READY, State.MISSING}:
        return 0
    complain(f"the index is damaged: {found.reason}" if found.state is State.DAMAGED else str(found.reason))
    return _UNUSABLE


def _stated(settings: Settings, found: Condition) -> JsonObject:
    """The status as docs/commands.md promises it."""
    manifest = found.manifest
    embedder, fault = _embedder(settings)
    return {
        "program": __version__,
        "python": platform.python_version(),
        "packages": {package: _version(package) for package in _PACKAGES},
        "index": {
            "path": str(settings.index.resolve()),
            "state": found.state.value,
            "reason": found.reason,
            "generation": found.generation,
            "created": manifest and manifest.created,
            "made_by": manifest and manifest.program,
            "embedder": manifest and manifest.embedder,
            "documents": manifest.documents if manifest else 0,
            "passages": manifest.passages if manifest else 0,
            "bytes": {
                "record": found.sizes.record,
                "vectors": found.sizes.vectors,
                "keyword": found.sizes.keyword,
                "vocabulary": found.sizes.vocabulary,
                "total": found.sizes.total,
            },
            "writer": found.writer,
            "vectors_served": bool(manifest and manifest.served),
        },
        "settings": {
            "embedder": embedder,
            "fault": fault,
            "fits_index": embedder == manifest.embedder if manifest else None,
            "chroma": settings.chroma or None,
            "log": settings.log or None,
        },
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _embedder(settings: Settings) -> tuple[str, str | None]:
    """The name of the settings' embedder as an index remembers it, and what is wrong with it, if anything."""
    try:
        return models.question_embedder(settings).name, None
    except ModelError as error:
        return settings.embedder, str(error)


def _lines(stated: JsonObject) -> list[str]:
    """The status for a person."""
    index, settings = stated["index"], stated["settings"]
    place = "on a Chroma server" if index["vectors_served"] else "in the index folder"
    packages = (f"{package} {number or 'not installed'}" for package, number in stated["packages"].items())
    lines = [
        f"ofsted-qa {stated['program']}, Python {stated['python']}",
        f"With: {', '.join(packages)}",
        f"Index: {index['path']}",
        f"State: {_state(index, settings)}",
        f"Vectors: {settings['chroma'] or place}",
        f"Writer: {index['writer'] or 'none; the lock is free'}",
        f"Embedder of the settings: {settings['embedder']}" + (f" ({settings['fault']})" if settings["fault"] else ""),
        f"Log: {settings['log'] or 'off'}",
    ]
    if index["created"]:
        lines[4:4] = [
            f"Generation: {index['generation']}, made {index['created']} by version {index['made_by']}",
            f"Holds: {index['documents']:,} documents, {index['passages']:,} passages",
            f"Embedder of the index: {index['embedder']}",
            f"On disk: {', '.join(f'{part} {_size(count)}' for part, count in index['bytes'].items())}",
        ]
    return lines


def _state(index: JsonObject, settings: JsonObject) -> str:
    if index["state"] == State.MISSING:
        return "there is no index yet: run `ofsted-qa ingest` first"
    if index["state"] == State.READY and not settings["fits_index"]:
        return "whole, but made with another embedder than that of the settings: questions are refused"
    return str(index["state"])


def _size(count: int) -> str:
    """Bytes in the unit that a person reads: KiB or MiB."""
    kib = count / _KIB
    return f"{kib:,.0f} KiB" if kib < _KIB else f"{kib / _KIB:,.1f} MiB"

"""The vectors of an index on a Chroma server that runs elsewhere, for several processes or machines at once.

Each generation has a collection of its own, filled under another name and renamed when it is whole, so that
nobody sees half of one. A collection that the server has lost is filled again from the vectors that the
generation keeps in its folder: our record is the truth here too.
"""

from __future__ import annotations

import secrets
import time
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ofsted_qa.index.chroma import add_all, configuration, nearest_in
from ofsted_qa.values import BadInputError, OfstedQaError, UnreachableVectorsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    import numpy as np
    from llama_index.core.schema import TextNode
    from numpy.typing import NDArray

#: Seconds. A search takes milliseconds, a batch of 5,000 passages some seconds.
TIMEOUT = 30.0
_HEARTBEAT_TIMEOUT = 5.0
#: A server that is being restarted is waited for this long, in steps of `_STEP` seconds.
PATIENCE = 3.0
_STEP = 0.2
_PREFIX = "ofsted-qa"
_HTTPS_PORT, _HTTP_PORT = 443, 80


class ChromaServer:
    """A Chroma server by its address. Nothing is asked of it until something is needed."""

    def __init__(self, address: str) -> None:
        """Name the server: `http://host:port`, or https.

        Raises:
            BadInputError: the address is none.
        """
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise BadInputError(f"{address} is no address of a Chroma server: OFSTED_QA_CHROMA is http://HOST:PORT")
        self.address = f"{parts.scheme}://{parts.netloc}"
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = port or (_HTTPS_PORT if self._secure else _HTTP_PORT)
        self._client: Any = None

    def check(self) -> None:
        """See that the server answers.

        Raises:
            UnreachableVectorsError: it does not; the message names its address.
        """
        import httpx  # noqa: PLC0415 (what is embedded must not wait for it)

        try:
            httpx.get(f"{self.address}/api/v2/heartbeat", timeout=_HEARTBEAT_TIMEOUT).raise_for_status()
        except httpx.HTTPError as error:
            raise UnreachableVectorsError(self.silent(error)) from error

    def silent(self, error: Exception) -> str:
        """One line that says that the server does not answer, and what to do."""
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return (
            f"the Chroma server at {self.address} does not answer ({reason}): start it, or unset OFSTED_QA_CHROMA "
            "and run `ofsted-qa ingest`, which brings the vectors into the index folder"
        )

    def client(self) -> Any:  # noqa: ANN401 (chromadb is imported late)
        """Chroma's client, made at its first use.

        Raises:
            OfstedQaError: the server does not answer.
        """
        if self._client is None:
            self.check()  # Chroma's own client would wait for ever
            self._client = self._connected()
        return self._client

    def _connected(self) -> Any:  # noqa: ANN401
        import chromadb  # noqa: PLC0415 (heavy: most of a second)
        from chromadb.config import Settings  # noqa: PLC0415

        settings = Settings(_env_file=None, anonymized_telemetry=False)
        try:
            client = chromadb.HttpClient(self._host, self._port, ssl=self._secure, settings=settings)
            # Chroma has no setting for it, waits for ever without, and leaves its connections open.
            for api in (client._server, client._admin_client._server):  # noqa: SLF001
                api._session.timeout = TIMEOUT  # noqa: SLF001
                weakref.finalize(self, api._session.close)  # noqa: SLF001
        except Exception as error:  # its errors have no kind in common with httpx's
            raise OfstedQaError(self.silent(error)) from error
        return client

    def build(self, name: str, nodes: Iterable[TextNode]) -> None:
        """Make a collection of nodes that carry their embeddings; it is seen under its name when it is whole.

        One that another process has finished meanwhile is left as it is.

        Raises:
            OfstedQaError: the server does not answer, or could not take them all.
        """
        client = self.client()
        aside = f"{name}-{secrets.token_hex(4)}"
        try:
            collection = client.create_collection(aside, embedding_function=None, configuration=configuration())
            added = add_all(collection, nodes)
            whole = collection.count() == added
            if whole and name not in self._names():
                collection.modify(name=name)
            else:
                client.delete_collection(aside)
        except Exception as error:
            with suppress(Exception):
                client.delete_collection(aside)
            raise OfstedQaError(f"{self.silent(error)}; the index is as it was") from error
        if not whole:
            raise OfstedQaError(f"the Chroma server at {self.address} did not keep all {added} passages")

    def clear(self, prefix: str, keep: Collection[str]) -> None:
        """Remove the collections whose names begin with `prefix` and with none of the names to keep.

        What cannot be removed now is removed the next time.
        """
        with suppress(Exception):
            for name in self._names():
                if name.startswith(f"{prefix}-") and not any(name.startswith(kept) for kept in keep):
                    self.client().delete_collection(name)

    def _names(self) -> list[str]:
        return [collection.name for collection in self.client().list_collections()]


def collection_name(identity: str, generation: str = "") -> str:
    """The name of a generation's collection; without a generation, what those of an index begin with."""
    return "-".join(part for part in (_PREFIX, identity, generation) if part)


class ServedIndex:
    """The collection of one generation on a server."""

    def __init__(self, server: ChromaServer, name: str, nodes: Callable[[], Iterable[TextNode]]) -> None:
        """`nodes` gives the passages with their vectors, for a collection that the server does not have."""
        self._server = server
        self._name = name
        self._nodes = nodes
        self._collection: Any = None

    def nearest(
        self, vector: NDArray[np.float32], limit: int, document_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The passages nearest to a vector, as `VectorIndex.nearest` gives them.

        A server that is just being restarted is waited for; a collection that it has lost is made again.

        Raises:
            OfstedQaError: the server does not answer.
        """
        if limit < 1 or (document_ids is not None and not document_ids):
            return []
        try:
            return nearest_in(self._opened(), vector, limit, document_ids)
        except OfstedQaError:
            raise
        except Exception:  # noqa: BLE001 (lost, restarting or gone: its errors have no kind in common)
            self._collection = None
            self._wait()
        try:
            return nearest_in(self._opened(), vector, limit, document_ids)
        except OfstedQaError:
            raise
        except Exception as error:
            self._collection = None
            raise OfstedQaError(self._server.silent(error)) from error

    def _opened(self) -> Any:  # noqa: ANN401
        if self._collection is None:
            client = self._server.client()
            if self._name not in {collection.name for collection in client.list_collections()}:
                self._server.build(self._name, self._nodes())
            self._collection = client.get_collection(self._name, embedding_function=None)
        return self._collection

    def _wait(self) -> None:
        """Wait until the server answers.

        Raises:
            OfstedQaError: it does not within `PATIENCE` seconds.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._server.check()
            except OfstedQaError:
                if time.monotonic() > end:
                    raise
                time.sleep(_STEP)
            else:
                return

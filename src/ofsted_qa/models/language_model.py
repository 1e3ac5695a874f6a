"""Any language model of llama-index behind one method, with limits on its time; and which one a setting names."""

from __future__ import annotations

import os
import re
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: "ollama/llama3.1:8b", "ollama/NAME@http://host:11434", "openai-like/NAME@http://host:8080/v1".
_WRITTEN = re.compile(r"(?P<kind>ollama|openai-like)/(?P<name>[^\s@]+)(?:@(?P<address>https?://\S+))?")
_MODULES = {"ollama": "llama_index.llms.ollama", "openai-like": "llama_index.llms.openai_like"}
_EXTRAS = {"ollama": "ollama", "openai-like": "openai"}
_OLLAMA = "http://127.0.0.1:11434"  # where `ollama serve` listens
_NAMELESS = frozenset({"", "unknown"})  # what llama-index calls a model without a name
_MOST_TOKENS = 600  # six sentences are about 200
_CONTEXT = 8_192  # tokens: more than any answer's evidence, and little memory


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: until the first words (a server may load the model first), between words, and for all of it."""

    first: float = 60.0
    between: float = 20.0
    total: float = 120.0


class LanguageModel:
    """A llama-index LLM; it is made when it is first asked."""

    def __init__(self, name: str, make: Callable[[], Any], limits: Limits | None = None) -> None:
        """`make` gives the llama-index LLM."""
        self.name = name
        self._make = make
        self._limits = limits or Limits()

    def stream(self, instructions: str, material: str) -> Iterator[str]:
        """What the model writes, piece by piece as it comes.

        It is read in a thread of its own: a model that says nothing more, or never ends, is left alone.

        Raises:
            ModelError: it fails or takes too long; the message is a phrase that goes on "it …".
        """
        pieces: Queue[str | Exception | None] = Queue()
        unwanted = Event()
        Thread(target=self._read, args=(instructions, material, pieces, unwanted), daemon=True).start()
        deadline = monotonic() + self._limits.total
        patience = self._limits.first
        try:
            while True:
                piece = _next(pieces, min(patience, deadline - monotonic()), patience, self._limits.total)
                if piece is None:
                    return
                yield piece
                patience = self._limits.between
        finally:
            unwanted.set()

    def _read(self, instructions: str, material: str, pieces: Queue[str | Exception | None], unwanted: Event) -> None:
        """Put what comes into the queue, then None or the fault."""
        try:
            from llama_index.core.llms import ChatMessage, MessageRole  # noqa: PLC0415 - heavy

            messages = [
                ChatMessage(role=MessageRole.SYSTEM, content=instructions),
                ChatMessage(role=MessageRole.USER, content=material),
            ]
            with closing(self._make().stream_chat(messages)) as responses:
                for response in responses:
                    if unwanted.is_set():
                        return
                    if response.delta:
                        pieces.put(response.delta)
            pieces.put(None)
        except Exception as error:  # noqa: BLE001 - a client raises whatever the network makes of it
            pieces.put(error)


def _next(pieces: Queue[str | Exception | None], wait: float, patience: float, total: float) -> str | None:
    """The next piece, None at the end.

    Raises:
        ModelError: none came in time, or a fault did. Its words are not shown: a server may put anything into them.
    """
    try:
        piece = pieces.get(timeout=max(0.0, wait))
    except Empty:
        if wait < patience:
            raise ModelError(f"it did not come to an end within {total:g} seconds") from None
        raise ModelError(f"it said nothing for {patience:g} seconds") from None
    if isinstance(piece, Exception):
        raise ModelError(f"it failed ({type(piece).__name__})") from piece
    return piece


def named_llm(written: str, limits: Limits | None = None) -> LanguageModel:
    """The language model that a setting names; nothing is imported yet, and no server is asked.

    Raises:
        ModelError: the setting is of no form that is known, or the extra that it needs is not installed.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if not match or (match["kind"] == "openai-like" and not match["address"]):
        raise ModelError(
            f"the language model {written} is not known: write ollama/NAME, ollama/NAME@ADDRESS or"
            " openai-like/NAME@ADDRESS (such as openai-like/qwen2.5@http://127.0.0.1:8080/v1)"
        )
    kind, name, address = match["kind"], match["name"], match["address"]
    if not _is_installed(_MODULES[kind]):
        raise ModelError(f"the language model {written} needs: pip install 'ofsted-qa[{_EXTRAS[kind]}]'")
    given = limits or Limits()
    if kind == "ollama":
        return LanguageModel(f"{kind}/{name}", lambda: _ollama(name, address or _OLLAMA, given), given)
    return LanguageModel(f"{kind}/{name}", lambda: _openai_like(name, address, given), given)


def wrapped_llm(llm: Any, limits: Limits | None = None) -> LanguageModel:  # noqa: ANN401 - llama-index has no types
    """A llama-index LLM that an application has made."""
    name = str(llm.metadata.model_name)
    return LanguageModel(type(llm).__name__ if name in _NAMELESS else name, lambda: llm, limits)


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _ollama(name: str, address: str, limits: Limits) -> Any:  # noqa: ANN401
    from llama_index.llms.ollama import Ollama  # noqa: PLC0415 - heavy, and an extra

    return Ollama(
        model=name,
        base_url=address,
        temperature=0.0,
        context_window=_CONTEXT,
        request_timeout=limits.first,
        additional_kwargs={"num_predict": _MOST_TOKENS},
    )


def _openai_like(name: str, address: str, limits: Limits) -> Any:  # noqa: ANN401
    """A client of an OpenAI-compatible server; its key is that of OPENAI_API_KEY, if it wants one."""
    from llama_index.llms.openai_like import OpenAILike  # noqa: PLC0415 - heavy, and an extra

    return OpenAILike(
        model=name,
        api_base=address,
        api_key=os.environ.get("OPENAI_API_KEY") or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=_MOST_TOKENS,
        max_retries=0,
        timeout=limits.first,
    )

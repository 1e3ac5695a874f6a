"""Runs any sentence-transformers model, on torch: for bulk work, and for models other than the packaged."""

from __future__ import annotations

import json
import logging
from hashlib import file_digest, sha256
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ofsted_qa.models.packaged import packaged_folder
from ofsted_qa.settings import PACKAGED_MODEL
from ofsted_qa.values import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: The files that decide a model's vectors, as against its description.
_SUFFIXES = frozenset({".bin", ".json", ".safetensors", ".txt"})


class SentenceTransformerEmbedder:
    """A model by its name (the packaged model's, or one of the hub's) or by the path of its folder.

    Nothing is loaded before the first text. `name` is the model's name; for a folder it is the folder's
    with a digest of its files, so that an index notices a model that was trained further in its place.
    """

    def __init__(self, model: str) -> None:
        """Remember the model.

        Raises:
            ModelError: the files of a model by path cannot be read.
        """
        self.name = model
        self._model = model
        self._loaded: Any = None
        # A fast tokenizer refuses a second thread ("Already borrowed"), and so does loading.
        self._lock = Lock()
        if model == PACKAGED_MODEL:
            self._model = str(packaged_folder())
        elif (folder := Path(model).expanduser()).is_dir():
            self._model = str(folder)
            self.name = f"{folder.resolve().name}-{_fingerprint(folder)}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts: float32, shape (len(texts), dimensions), each row of length one.

        A model that is on this machine is loaded without the network; another is fetched by its name.

        Raises:
            ModelError: the model cannot be loaded.
        """
        with self._lock:
            self._loaded = self._loaded or self._load()
            # An empty batch has no dimensions of its own: take a text's and drop the text.
            vectors = self._loaded.encode(list(texts) or [""], normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)[: len(texts)]

    def _load(self) -> Any:  # noqa: ANN401 - sentence-transformers is not type-checked
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy

        # The bar over the weights has no other switch; it would break into a caller's own.
        import_module("transformers.utils.logging").disable_progress_bar()
        for library in ("sentence_transformers", "transformers"):
            logging.getLogger(library).setLevel(logging.ERROR)
        try:
            try:
                return SentenceTransformer(self._model, local_files_only=True)
            except OSError:
                if Path(self._model).is_dir():
                    raise
                return SentenceTransformer(self._model)
        except Exception as error:
            raise _cannot_load(self._model, error) from error


def _cannot_load(model: str, error: Exception) -> ModelError:
    """One line of whatever the libraries raise: they have no common exception."""
    return ModelError(f"the embedding model {model} cannot be loaded: {str(error).partition(chr(10))[0]}")


def _fingerprint(folder: Path) -> str:
    """A digest of a model's files, in the folder and in those of the modules that it lists."""
    digest = sha256()
    try:
        listed = folder / "modules.json"
        modules = json.loads(listed.read_bytes()) if listed.exists() else []
        folders = {folder, *(folder / module["path"] for module in modules)}
        for file in sorted(file for each in folders for file in each.glob("*") if file.suffix in _SUFFIXES):
            digest.update(file.relative_to(folder).as_posix().encode())
            with file.open("rb") as stream:
                digest.update(file_digest(stream, "sha256").digest())
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _cannot_load(str(folder), error) from error
    return digest.hexdigest()[:12]

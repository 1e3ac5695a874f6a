"""Runs `ofsted-qa` with the fake embedder, for tests of whole processes that need no model."""

from __future__ import annotations

import sys

from fakes import HashEmbedder
from ofsted_qa import models
from ofsted_qa.faces.cli.main import main


def use_fake_embedder() -> None:
    """Put the fake in place of both embedders."""
    for name in ("question_embedder", "ingest_embedder"):
        setattr(models, name, lambda _settings: HashEmbedder())


if __name__ == "__main__":
    use_fake_embedder()
    sys.exit(main())

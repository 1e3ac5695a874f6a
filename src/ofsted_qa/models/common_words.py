"""Words that are English, whether or not a document holds them."""

from __future__ import annotations

import json
from functools import cache

from ofsted_qa.models.packaged import packaged_folder


@cache
def common_words() -> frozenset[str]:
    """The words that the packaged model knows whole, in lower case.

    Its vocabulary holds a word whole where the text that it was made from held it often (Wu et al. 2016,
    arXiv:1609.08144): "reply" and "rely" are there, "replly" is not.

    Raises:
        OSError: the model's tokenizer cannot be read.
    """
    vocabulary = json.loads((packaged_folder() / "tokenizer.json").read_bytes())["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha())

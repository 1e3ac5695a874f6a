"""A passage as a llama-index node, for its vector stores and for applications that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from llama_index.core.schema import TextNode
    from numpy.typing import NDArray

    from ofsted_qa.index.record import Entry
    from ofsted_qa.values import Document, Passage


def passage_node(document: Document, passage: Passage, embedding: list[float] | None = None) -> TextNode:
    """A node with the passage's id, words and offsets, and the metadata that a filter may ask for.

    Metadata: document_id, file_name, start, end (characters), heading, kind, and where they are known
    authority, date (an integer, yyyymmdd: Chroma compares only numbers), page and paragraph of the
    passage's first character; and True for each topic that it is about, as "about_risks". What is not known
    is left out, for Chroma takes no None.
    """
    from llama_index.core.schema import (  # noqa: PLC0415 (heavy: over a second)
        NodeRelationship,
        RelatedNodeInfo,
        TextNode,
    )

    metadata = passage_metadata(document, passage)
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        # What a node is embedded by is its words: nobody's embedder should see ids and offsets.
        excluded_embed_metadata_keys=list(metadata),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id)},
        embedding=embedding,
    )


def passage_nodes(entries: Sequence[Entry], vectors: Mapping[str, NDArray[np.float32]]) -> Iterator[TextNode]:
    """A node for every passage of the entries; `vectors` gives for each document id an array (passages, dimensions)."""
    for entry in entries:
        for passage, vector in zip(entry.passages, vectors[entry.document.id], strict=True):
            yield passage_node(entry.document, passage, vector.tolist())


def passage_metadata(document: Document, passage: Passage) -> dict[str, str | int]:
    """What stands beside a passage in a vector store, as `passage_node` says."""
    profile = document.profile
    page = document.page_at(passage.start)
    known: dict[str, str | int | None] = {
        "document_id": document.id,
        "file_name": document.source.name,
        "start": passage.start,
        "end": passage.end,
        "heading": passage.heading,
        "kind": profile.kind.value,
        "authority": profile.authority,
        "date": int(f"{profile.published:%Y%m%d}") if profile.published else None,
        "page": page.number if page else None,
        "paragraph": document.paragraph_at(passage.start),
    }
    about: dict[str, str | int] = {f"about_{topic.value}": True for topic in passage.topics}
    return {key: value for key, value in known.items() if value is not None} | about

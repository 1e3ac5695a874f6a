"""The index: our own record of documents, and the keyword and vector indexes that are built from it."""

from ofsted_qa.index.chroma_server import ChromaServer
from ofsted_qa.index.condition import Condition, State, condition
from ofsted_qa.index.generation import Generation, Listed, Manifest
from ofsted_qa.index.nodes import passage_node
from ofsted_qa.index.record import Entry
from ofsted_qa.index.salvage import Survivors
from ofsted_qa.index.store import IndexStore

__all__ = [
    "ChromaServer",
    "Condition",
    "Entry",
    "Generation",
    "IndexStore",
    "Listed",
    "Manifest",
    "State",
    "Survivors",
    "condition",
    "passage_node",
]

"""Retrieval: a question → ranked passages."""

from ofsted_qa.retrieval.retriever import HybridRetriever, Retrieved

__all__ = ["HybridRetriever", "Retrieved"]

"""Answering: a question → verbatim sentences with their citations, or the word that the documents do not say."""

from ofsted_qa.answering.engine import AnswerEngine

__all__ = ["AnswerEngine"]

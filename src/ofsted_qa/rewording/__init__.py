"""Rewording: an answer in a language model's words, each sentence held against the words that it cites, or dropped."""

from ofsted_qa.rewording.rewriting import reword

__all__ = ["reword"]

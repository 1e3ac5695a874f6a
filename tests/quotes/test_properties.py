"""Any sentence of any document is verbatim; with one word changed it is not, unless that stands somewhere too."""

from __future__ import annotations

from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ofsted_qa.quotes import QuoteChecker
from ofsted_qa.quotes.folding import fold
from ofsted_qa.quotes.grams import words_of
from ofsted_qa.quotes.parts import bare, readings
from ofsted_qa.values import Document, Sentence, Verdict
from starter_papers import PAPERS, paper

WORDS = ["not", "some", "good", "inadequate", "12", "children", "the", "improved", "never", "most", "is", "zebra"]


@cache
def _checker() -> QuoteChecker:
    return QuoteChecker([paper(name) for name in PAPERS])


@cache
def _sentences() -> list[tuple[Document, Sentence]]:
    return [
        (document, sentence)
        for document in _checker().corpus.documents
        for sentence in document.sentences
        if bare(document.slice(sentence))
    ]


#: Which sentence: a number, so that a failure prints no whole document.
places = st.integers(0, 10_000)


@given(places, st.sampled_from(["as it is", "on one line", "curly", "upper first", "within marks"]))
@settings(deadline=None, max_examples=150)
def test_any_sentence_of_any_document_is_verbatim(which: int, how: str) -> None:
    document, sentence = _sentences()[which % len(_sentences())]
    text = document.slice(sentence)
    pasted = {
        "as it is": text,
        "on one line": " ".join(text.split()),
        "curly": text.replace("'", "’").replace(" - ", " – "),
        "upper first": text[0].swapcase() + text[1:],
        "within marks": f"“{text}”",
    }[how]
    verdict = _checker().check(pasted)
    assert verdict.verdict is Verdict.VERBATIM, verdict.reason
    assert verdict.places >= 1


@given(places, st.integers(0, 1_000), st.sampled_from(WORDS), st.sampled_from(["change", "drop", "add"]))
@settings(deadline=None, max_examples=150)
def test_a_sentence_with_one_word_changed_is_not(which: int, place: int, word: str, how: str) -> None:
    document, sentence = _sentences()[which % len(_sentences())]
    text = fold(document.slice(sentence)).text
    spans = [(start, end) for _, start, end in words_of(text)]
    # At the ends a word may be left off, or added before a word that stands elsewhere alone.
    inner = spans[1:-1] if how == "drop" else spans[1:] if how == "add" else spans
    assume(inner)
    start, end = inner[place % len(inner)]
    changed = {
        "change": f"{text[:start]}{word}{text[end:]}",
        "drop": f"{text[:start]}{text[end:]}",
        "add": f"{text[:start]}{word} {text[start:]}",
    }[how]
    assume(all(bare(one).lower() not in _checker().corpus.text.lower() for one in readings(changed)))
    verdict = _checker().check(changed)
    assert verdict.verdict is not Verdict.VERBATIM, (changed, verdict.matches[0].text)

"""Looking for wordings in texts: white space, quotation marks and dashes are folded, offsets are kept."""

import re
from functools import lru_cache

from ofsted_qa.values import Span

#: Characters that a typist and a printer use for one another.
_VARIANTS = (
    "'`\u00b4\u2018\u2019\u02bc\u2032",
    '"\u201c\u201d\u201e\u2033',
    "-\u2010\u2011\u2012\u2013\u2014\u2212",
)

#: The marks of citations in an answer's text: without them the fact "1" would stand in every answer.
_CITATION_MARK = re.compile(r"\s?\[\d+\]")


def places(run: str, text: str) -> tuple[Span, ...]:
    """Every place of a run of words in a text, as offsets into that text; the case must be the same."""
    return tuple(Span(match.start(), match.end()) for match in re.finditer(_pattern(run), text))


def says(text: str, wording: str) -> bool:
    """Whether a text holds a wording in any case, from word border to word border.

    A number must be the whole number: "8" is said neither by "1.8" nor by "£8.6m".
    """
    return _bordered(wording).search(text) is not None


def without_citation_marks(text: str) -> str:
    """An answer's text without its citation numbers, "[1]"."""
    return _CITATION_MARK.sub("", text)


@lru_cache(maxsize=4096)
def _bordered(wording: str) -> re.Pattern[str]:
    before = r"(?<!\w)(?<!\d[.,])" if wording[0].isdigit() else r"(?<!\w)"
    after = r"(?!\w)(?![.,]\d)" if wording[-1].isdigit() else r"(?!\w)"
    return re.compile(before + _pattern(wording) + after, re.IGNORECASE)


def _pattern(run: str) -> str:
    return r"\s+".join("".join(map(_any_of, word)) for word in run.split())


def _any_of(character: str) -> str:
    alike = next((variants for variants in _VARIANTS if character in variants), character)
    return f"[{re.escape(alike)}]" if len(alike) > 1 else re.escape(alike)

"""Pages: the form that takes a quotation or a text, the verdicts on it, and a paper beside its sources; no script."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from ofsted_qa.faces.web.pages import QUOTATIONS_ADDRESS, page_of, passage_address, title_of
from ofsted_qa.faces.wording import (
    finding_in_words,
    outcome_in_words,
    reference_in_words,
    speaker_in_words,
    verdict_in_words,
)
from ofsted_qa.values import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_qa.values import Change, Finding, QuoteMatch, QuoteVerdict, Trace, TracedFinding

_TITLE = "Check what inspectors said"
_WHO = "Ofsted, the inspectors, the council, a name; leave it empty to ask for the words alone."


def form_page(quote: str = "", said_by: str = "", result: str = "") -> str:
    """The form, filled with what was given, and below it the result of the last check."""
    form = (
        f'<form method="post" action="{QUOTATIONS_ADDRESS}" enctype="multipart/form-data" accept-charset="utf-8">'
        '<p><label for="quote">A quotation, or a whole text</label>'
        f'<textarea id="quote" name="quote" rows="6">{escape(quote)}</textarea></p>'
        f'<p><label for="said_by">Said by (for one quotation). {escape(_WHO)}</label>'
        f'<input id="said_by" name="said_by" value="{escape(said_by)}"></p>'
        '<p><label for="file">Or a file: text, Word or PDF</label><input id="file" name="file" type="file"></p>'
        '<p><button name="what" value="quotation">Check this quotation</button> '
        '<button name="what" value="text">Check every quotation and claim in the text or file</button></p></form>'
    )
    kept = "<p>What you give is checked and not kept.</p>"
    return page_of(_TITLE, f"{result}{form}{kept}")


def problem(reason: str) -> str:
    """Why nothing was checked."""
    return f'<p class="warning" role="alert">{escape(reason)}</p>'


def verdict_section(verdict: QuoteVerdict) -> str:
    """The verdict on one quotation, with its places; the nearest thing stands apart and says that it is not it."""
    title = f'<h2 class="verdict">{escape(verdict_in_words(verdict.verdict))}</h2>'
    who = f" words of {escape(verdict.said_by)}" if verdict.said_by else " these words"
    asked = f"<p>You asked about{who}:</p><blockquote>{escape(verdict.quote)}</blockquote>"
    more = f"<p>{len(verdict.matches)} of {verdict.places:,} places are shown.</p>"
    return (
        f'<section aria-label="Verdict">{title}<p>{escape(verdict.reason)}</p>{asked}'
        f"{''.join(map(_place, verdict.matches))}{more if verdict.places > len(verdict.matches) else ''}"
        f"{_nearest(verdict.nearest)}</section>"
    )


def findings_section(findings: Sequence[Finding]) -> str:
    """How many of each verdict, then each quotation and claim of a text with its verdict and best place."""
    counts = Counter(one.verdict.verdict for one in findings)
    listed = "".join(f"<li>{escape(verdict_in_words(verdict))}: {count}</li>" for verdict, count in counts.items())
    none = "<p>The text holds no quotation, and nothing that Ofsted is said to have found.</p>"
    return (
        f'<section aria-label="Verdicts"><h2>{len(findings)} checked</h2>{f"<ul>{listed}</ul>" if listed else none}'
        f"{''.join(map(_finding, findings))}</section>"
    )


def trace_page(traced: Trace) -> str:
    """A paper's quotations and findings beside the inspectors' own sentences."""
    sources = ", ".join(escape(title_of(one)) for one in traced.sources)
    held = (
        f"Held against: {sources}."
        if sources
        else "The index holds no document of the inspectors' own on this council."
    )
    none = "" if traced.findings else "<p>The paper quotes and reports nothing of inspectors.</p>"
    body = f"<p>{held}</p>{none}{''.join(map(_traced, traced.findings))}"
    return page_of(f"What it takes from inspectors: {title_of(traced.document)}", body)


def _finding(finding: Finding) -> str:
    verdict = finding.verdict
    best = "".join(map(_place, verdict.matches[:1]))
    return (
        f'<section class="finding"><h3>{escape(verdict_in_words(verdict.verdict))}</h3>'
        f"<blockquote>{escape(finding.text)}</blockquote><p>{escape(finding_in_words(finding))}. "
        f"{escape(verdict.reason)}</p>{best}{_nearest(verdict.nearest)}</section>"
    )


def _traced(finding: TracedFinding) -> str:
    source = f"<h4>The inspectors</h4>{_place(finding.source)}" if finding.source else ""
    return (
        f'<section class="finding"><h3>{escape(outcome_in_words(finding.outcome))}</h3>'
        f"<p>{escape(finding.reason)}</p><h4>The paper</h4>{_place(finding.said)}{source}</section>"
    )


def _nearest(match: QuoteMatch | None) -> str:
    if match is None:
        return ""
    warning = "<p><strong>Not the quotation.</strong> The nearest thing:</p>"
    return f'<section class="nearest">{warning}{_place(match)}</section>'


def _place(match: QuoteMatch) -> str:
    """A run of a document marked within its sentence, how it differs, who says it, and a link to where it stands."""
    before, _, after = match.context.partition(match.text)
    words = f"{escape(before)}<mark>{escape(match.text)}</mark>{escape(after)}"
    link = passage_address(match.document_id, match.start, match.end)
    difference = f'<p class="difference">{_difference(match.diff)}</p>' if match.diff else ""
    return (
        f'<blockquote>{words}</blockquote>{difference}<p class="facts">{escape(speaker_in_words(match))}. '
        f'<a href="{link}">{escape(reference_in_words(match))}</a></p>'
    )


def _difference(diff: Sequence[Change]) -> str:
    """Words that are the document's alone struck out, those that are the quotation's alone underlined."""
    parts: list[str] = []
    for one in diff:
        if one.kind is ChangeKind.SAME:
            parts.append(escape(one.document))
            continue
        parts += [f"<del>{escape(one.document)}</del>"] if one.document else []
        parts += [f"<ins>{escape(one.quote)}</ins>"] if one.quote else []
    return f"The difference: {' '.join(parts)}"

"""Ask what inspectors found, and read the answer out with citations that are slices of the documents."""

from importlib import import_module
from typing import TYPE_CHECKING

from ofsted_qa.version import __version__

if TYPE_CHECKING:
    from ofsted_qa.library import Library
    from ofsted_qa.retrieval import Retrieved
    from ofsted_qa.settings import Settings
    from ofsted_qa.values import (
        Answer,
        Citation,
        DocumentKind,
        Filters,
        Finding,
        OfstedQaError,
        Question,
        QuoteMatch,
        QuoteVerdict,
        Status,
        Trace,
        Verdict,
    )

__all__ = [
    "Answer",
    "Citation",
    "DocumentKind",
    "Filters",
    "Finding",
    "Library",
    "OfstedQaError",
    "Question",
    "QuoteMatch",
    "QuoteVerdict",
    "Retrieved",
    "Settings",
    "Status",
    "Trace",
    "Verdict",
    "__version__",
]

_HOMES = {"Library": "library", "Retrieved": "retrieval", "Settings": "settings"}

# Hidden from type checkers, which would take it to mean that the package has every name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A public name, imported from its module when it is first asked for: the package alone stays light."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'values')}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, also those that are not imported yet."""
    return sorted({*globals(), *__all__})

"""Errors that a user can act on: each message is one plain line."""


class OfstedQaError(Exception):
    """Base of every error that the faces show as one line, with exit code 2."""


class BadInputError(OfstedQaError):
    """What the user gave cannot be used: a path, a question, a filter, a batch line."""


class UnreadableDocumentError(OfstedQaError):
    """A file cannot be read as a document; an ingest reports it and goes on."""


class NoIndexError(OfstedQaError):
    """There is no index at the place named."""


class IndexMismatchError(OfstedQaError):
    """The index was made by another embedder or another version of this program."""


class UnreachableVectorsError(OfstedQaError):
    """The vectors of a whole index cannot be searched now: their server is silent, or their folder is read-only."""


class IndexLockedError(OfstedQaError):
    """Another process is writing to the index; the message names it."""


class BusyError(OfstedQaError):
    """Too much is being asked at once, or answering takes too long: trying again later may help."""


class ModelError(OfstedQaError):
    """A model cannot be loaded, reached or used."""


class SuiteError(OfstedQaError):
    """An evaluation suite is not well formed; the message names the case."""

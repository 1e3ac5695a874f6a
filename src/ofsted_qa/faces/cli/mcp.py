"""The command mcp: the library as tools of a language model's client."""

from ofsted_qa.faces.cli.options import Index, open_library
from ofsted_qa.faces.mcp import serve_mcp


def mcp(*, index: Index = None) -> None:
    """Serve the documents to a language model's client (Model Context Protocol).

    On standard input and output: the client starts this command and ends it. The tools only read.
    """
    library = open_library(index)
    library.documents()  # without an index there is nothing to serve
    serve_mcp(library)

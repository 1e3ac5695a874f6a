"""The library as tools of a language model's client, by the Model Context Protocol."""

from ofsted_qa.faces.mcp.server import serve_mcp

__all__ = ["serve_mcp"]

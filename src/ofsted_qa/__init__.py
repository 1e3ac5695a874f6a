"""Ask what inspectors found, and read the answer out with citations that are slices of the documents."""

__version__ = "0.1.0"

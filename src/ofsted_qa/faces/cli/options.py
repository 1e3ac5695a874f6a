"""Options that several commands share, and the settings that they change."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from ofsted_qa.faces import naming
from ofsted_qa.library import Library
from ofsted_qa.settings import Settings
from ofsted_qa.values import BadInputError

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Index = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="The folder of the index; by default that of OFSTED_QA_INDEX or the settings file, or index.",
    ),
]


def settings_with(index: Path | None) -> Settings:
    """The settings, with the index folder that an option names.

    Raises:
        BadInputError: the environment or the settings file holds a value that is none.
    """
    try:
        return Settings() if index is None else Settings(index=index)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = ".".join(map(str, fault["loc"]))
        raise BadInputError(f"the setting {name} cannot be used: {fault['msg']}") from error
    except (OSError, ValueError) as error:  # a file that is not TOML is a ValueError
        raise BadInputError(f"the settings file ofsted-qa.toml cannot be read: {error}") from error


def open_library(index: Path | None) -> Library:
    """The library of the settings, with the index folder that an option names.

    Raises:
        BadInputError: the environment or the settings file holds a value that is none.
        ModelError: the settings name an embedding model whose files cannot be read.
    """
    return Library.open(settings_with(index))


def authority_named(library: Library, written: str) -> str:
    """The authority's own name, by any name that it goes by.

    Raises:
        BadInputError: no authority, or more than one, goes by this name.
    """
    return naming.authority_named(library.documents(), written)

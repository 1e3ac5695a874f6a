"""The command forget: deletes what the log holds of the past."""

from pathlib import Path
from typing import Annotated

import typer

from ofsted_qa.event_log import STANDARD_ERROR
from ofsted_qa.event_log import forget as forget_lines
from ofsted_qa.faces.cli.options import AsJson, settings_with
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.values import BadInputError


def forget(
    *,
    days: Annotated[
        int, typer.Option(metavar="N", min=0, help="Keep the lines of the last N days; 0 deletes all.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Delete the lines of the log, all or the older ones, and the questions with them.

    Older lines than the setting log_days says (30 days) go by themselves while the log is written to. Copies that
    something else has made (log rotation, back-ups) are not touched.
    """
    log = settings_with(None).log
    if not log or log == STANDARD_ERROR:
        raise BadInputError("no log file is named: set OFSTED_QA_LOG, or log in ofsted-qa.toml")
    try:
        deleted = forget_lines(Path(log), days)
    except OSError as error:
        raise BadInputError(f"the log {log} cannot be changed: {error.strerror}") from error
    if as_json:
        show_json({"deleted": deleted})
    else:
        show(f"Deleted: {deleted} lines of {log}")

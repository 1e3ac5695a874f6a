"""The command forget: deletes what is kept of questions: in the log, and in what people said of answers."""

from pathlib import Path
from typing import Annotated

import typer

from ofsted_qa.event_log import STANDARD_ERROR
from ofsted_qa.event_log import forget as forget_lines
from ofsted_qa.faces.cli.options import AsJson, Index, settings_with
from ofsted_qa.faces.cli.printing import show, show_json
from ofsted_qa.faces.web.feedback import feedback_file
from ofsted_qa.values import BadInputError


def forget(
    *,
    days: Annotated[
        int, typer.Option(metavar="N", min=0, help="Keep the lines of the last N days; 0 deletes all.")
    ] = 0,
    as_json: AsJson = False,
    index: Index = None,
) -> None:
    """Delete what is kept of questions, all or the older ones: lines of the log, and what people said of answers.

    Older lines of the log than the setting log_days says (30 days) go by themselves while it is written to; what
    people said of answers (feedback.jsonl in the folder of the index) stays until this command. Copies that something
    else has made (log rotation, back-ups) are not touched.
    """
    settings = settings_with(index)
    feedback = feedback_file(settings.index)
    files = [feedback] if feedback.is_file() else []
    if settings.log and settings.log != STANDARD_ERROR:
        files.append(Path(settings.log))
    if not files:
        raise BadInputError(
            "there is nothing to delete: no log file is named (OFSTED_QA_LOG, or log in ofsted-qa.toml), and nobody "
            f"has said anything of an answer in {settings.index}"
        )
    deleted = {file: _forgotten(file, days) for file in files}
    if as_json:
        show_json({"deleted": sum(deleted.values())})
    else:
        show("\n".join(f"Deleted: {count} lines of {file}" for file, count in deleted.items()))


def _forgotten(file: Path, days: int) -> int:
    try:
        return forget_lines(file, days)
    except OSError as error:
        raise BadInputError(f"{file} cannot be changed: {error.strerror}") from error

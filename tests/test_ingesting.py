from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_qa.index import Entry
from ofsted_qa.ingesting import IngestReport, Plan, plan
from ofsted_qa.values import BadInputError

LETTER = "Dear Mr Hale\n\nMonitoring visit of Dudley\n\nAll is well."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("Paper A of Dudley.")
    (folder / "b.txt").write_text("Paper B of Dudley.")
    return folder


def _names(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).name for path in paths]


def _changes(report: IngestReport) -> tuple[list[str], list[str], list[str], list[str]]:
    """What was added, unchanged, updated and removed."""
    return (
        _names(report.added),
        _names(report.unchanged),
        _names(report.updated),
        _names(report.removed),
    )


def _texts(planned: Plan) -> list[str]:
    return sorted(entry.document.text for entry in planned.entries)


def test_added_then_unchanged(folder: Path) -> None:
    first = plan([folder], ())
    assert _changes(first.report) == (["a.txt", "b.txt"], [], [], [])
    assert first.report.changed
    second = plan([folder], first.entries)
    assert _changes(second.report) == ([], ["a.txt", "b.txt"], [], [])
    assert not second.report.changed
    assert second.entries == first.entries


def test_progress_counts_the_files(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    plan([folder], (), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_updated(folder: Path) -> None:
    before = plan([folder], ()).entries
    (folder / "a.txt").write_text("Paper A, second version.")
    planned = plan([folder], before)
    assert _changes(planned.report) == ([], ["b.txt"], ["a.txt"], [])
    assert _texts(planned) == ["Paper A, second version.", "Paper B of Dudley."]


def test_an_entry_of_older_rules_is_made_anew(folder: Path) -> None:
    before = [Entry(entry.document, ()) for entry in plan([folder], ()).entries]
    assert _changes(plan([folder], before).report)[2] == ["a.txt", "b.txt"]


def test_a_file_that_has_gone_leaves_with_its_folder_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "papers2"
    other.mkdir()
    (other / "c.txt").write_text("Paper C.")
    before = plan([folder, other], ()).entries
    (folder / "a.txt").unlink()
    (other / "c.txt").unlink()
    planned = plan([folder], before)
    assert _changes(planned.report) == ([], ["b.txt"], [], ["a.txt"])
    assert _texts(planned) == ["Paper B of Dudley.", "Paper C."]
    assert _changes(plan([folder / "b.txt"], before).report) == ([], ["b.txt"], [], [])


def test_a_renamed_file_is_updated(folder: Path) -> None:
    before = plan([folder], ()).entries
    (folder / "a.txt").rename(folder / "z.txt")
    planned = plan([folder], before)
    assert _changes(planned.report) == ([], ["b.txt"], ["z.txt"], [])
    assert len(planned.entries) == 2


def test_the_same_content_under_two_names_is_one_document(folder: Path) -> None:
    (folder / "copy.txt").write_text("Paper A of Dudley.")
    planned = plan([folder], ())
    assert _changes(planned.report)[0] == ["a.txt", "b.txt"]
    (skipped,) = planned.report.skipped
    assert skipped.text == f"the same content as {folder / 'a.txt'}"
    again = plan([folder], planned.entries)
    assert _changes(again.report)[1] == ["a.txt", "b.txt"]
    assert not again.changed
    (document,) = [entry.document for entry in planned.entries if entry.document.copies]
    assert _names((document.source.path, *(file.path for file in document.copies))) == ["a.txt", "copy.txt"]


@pytest.fixture
def twice(folder: Path, tmp_path: Path) -> tuple[Path, Plan]:
    """Another folder with a copy of a.txt, and the state after both folders are read."""
    other = tmp_path / "papers2"
    other.mkdir()
    (other / "copy.txt").write_text("Paper A of Dudley.")
    return other, plan([folder, other], ())


def test_a_document_stays_while_one_of_its_files_does(folder: Path, twice: tuple[Path, Plan]) -> None:
    other, before = twice
    (folder / "a.txt").unlink()
    planned = plan([folder], before.entries)
    assert _changes(planned.report) == ([], ["b.txt"], ["copy.txt"], [])
    assert planned.entries[0].document.source.path == str(other / "copy.txt")
    (other / "copy.txt").unlink()
    assert _changes(plan([other], planned.entries).report) == ([], [], [], ["copy.txt"])


def test_a_document_leaves_with_the_last_of_its_files(folder: Path, twice: tuple[Path, Plan]) -> None:
    other, before = twice
    (folder / "a.txt").unlink()
    (other / "copy.txt").unlink()
    planned = plan([folder], before.entries)  # the copy is in no folder that is read, and holds nothing any more
    assert _changes(planned.report) == ([], ["b.txt"], [], ["a.txt"])
    assert _texts(planned) == ["Paper B of Dudley."]


def test_a_copy_that_goes_or_changes_is_forgotten(twice: tuple[Path, Plan]) -> None:
    other, before = twice
    (other / "copy.txt").write_text("Paper C.")
    changed = plan([other], before.entries)
    assert _changes(changed.report) == ([], [], ["copy.txt"], [])
    assert _texts(changed) == ["Paper A of Dudley.", "Paper B of Dudley.", "Paper C."]
    (other / "copy.txt").unlink()
    gone = plan([other], before.entries)
    assert _changes(gone.report) == ([], [], [], [])
    for planned in (changed, gone):
        assert planned.changed
        assert not any(entry.document.copies for entry in planned.entries)


def test_a_file_whose_copy_holds_its_document_may_change(folder: Path, twice: tuple[Path, Plan]) -> None:
    _, before = twice
    (folder / "a.txt").write_text("Paper A, second version.")
    planned = plan([folder], before.entries)
    assert _changes(planned.report) == ([], ["b.txt"], ["a.txt"], [])
    assert _texts(planned) == ["Paper A of Dudley.", "Paper A, second version.", "Paper B of Dudley."]


def test_a_file_that_takes_anothers_content_loses_its_own(folder: Path) -> None:
    before = plan([folder], ()).entries
    (folder / "b.txt").write_text("Paper A of Dudley.")
    planned = plan([folder], before)
    assert _changes(planned.report) == ([], ["a.txt"], [], ["b.txt"])
    assert _texts(planned) == ["Paper A of Dudley."]


def test_two_files_that_change_places_both_stay(folder: Path) -> None:
    before = plan([folder], ()).entries
    (folder / "a.txt").write_text("Paper B of Dudley.")
    (folder / "b.txt").write_text("Paper A of Dudley.")
    planned = plan([folder], before)
    assert {entry.document.source.name: entry.document.text for entry in planned.entries} == {
        "a.txt": "Paper B of Dudley.",
        "b.txt": "Paper A of Dudley.",
    }
    assert not planned.report.removed


def test_a_bad_file_stops_nothing_and_leaves_its_older_self(folder: Path) -> None:
    before = plan([folder], ()).entries
    (folder / "a.txt").write_bytes(b"%PDF-1.7")
    planned = plan([folder], before)
    (failed,) = planned.report.failed
    assert (Path(failed.path).name, failed.text) == ("a.txt", "this is not a whole PDF file")
    assert planned.entries == before


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    (folder / ".hidden.txt").write_text("Hidden.")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.txt").write_text("Hidden too.")
    (folder / "sub").mkdir()
    (folder / "sub" / "d.txt").write_text("Paper D.")
    assert _changes(plan([folder], ()).report)[0] == ["a.txt", "b.txt", "d.txt"]


def test_what_is_no_document_is_skipped_with_its_reason(folder: Path) -> None:
    for name in ("sources.toml", "README.md", "Readme.txt", "photo.png", "Makefile"):
        (folder / name).write_text(f"About {name}.")
    report = plan([folder], ()).report
    assert {Path(one.path).name: one.text for one in report.skipped} == {
        "Makefile": "no reader for files without an ending",
        "README.md": "it is about the folder, and no document",
        "Readme.txt": "it is about the folder, and no document",
        "photo.png": "no reader for .png",
        "sources.toml": "no reader for .toml",
    }
    assert not report.failed


def test_a_readme_named_by_itself_is_read(folder: Path) -> None:
    (folder / "README.md").write_text("About the folder.")
    assert _changes(plan([folder / "README.md"], ()).report)[0] == ["README.md"]
    assert "README.md" in _changes(plan([folder, folder / "README.md"], ()).report)[0]


def test_links_are_no_trap(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    report = plan([folder], ()).report
    assert _changes(report)[0] == ["a.txt", "b.txt"]
    assert _names(tuple(one.path for one in report.failed)) == ["gone.txt"]
    assert _names(tuple(one.path for one in report.skipped)) == ["link.txt"]


def test_relative_absolute_and_folder_name_the_same_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    absolute, relative, roundabout = folder / "a.txt", Path("a.txt"), Path("../papers/a.txt")
    planned = plan([relative, absolute, roundabout, folder], ())
    assert _changes(planned.report) == (["a.txt", "b.txt"], [], [], [])
    assert _changes(plan([roundabout], planned.entries).report) == ([], ["a.txt"], [], [])


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="there is no file or folder"):
        plan([tmp_path / "nothing"], ())


def test_warnings_are_told_each_time(folder: Path) -> None:
    report = plan([folder], plan([folder], ()).entries).report
    assert [one.text for one in report.warnings] == ["no date is printed in this document"] * 2


def test_a_name_that_is_no_text_fails(folder: Path) -> None:
    (folder / os.fsdecode(b"bad\xff.txt")).write_text("Paper.")
    (failed,) = plan([folder], ()).report.failed
    assert failed.text == "its name holds broken characters"
    assert failed.path.endswith("bad?.txt")


def test_a_folder_that_cannot_be_opened_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "d.txt").write_text(LETTER)
    before = plan([folder], ()).entries
    scan = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    planned = plan([folder], before)
    assert _changes(planned.report) == ([], ["a.txt", "b.txt"], [], [])
    (failed,) = planned.report.failed
    assert (failed.path, failed.text) == (str(folder / "sub"), "Permission denied")
    assert len(planned.entries) == 3

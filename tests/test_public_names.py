"""What `import ofsted_qa` offers: light to import, typed, and found when first asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import ofsted_qa
from ofsted_qa.library import Library
from ofsted_qa.values import Question

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
from pathlib import Path

from ofsted_qa import Answer, Library, Question, Settings

library: Library = Library.open(Settings(index=Path("index"), log="-"))
answer: Answer = library.ask(Question("Who signed the letter?"))
quotes: list[str] = [citation.quote for citation in answer.citations]
offsets: list[int] = [found.passage.start for found in library.search(Question("caseloads"), limit=3)]
"""

# What our own parts are made of is not followed, which would take most of a minute.
CONFIGURATION = """
[mypy]
strict = true
[mypy-bm25s.*,chromadb.*,llama_index.*,onnx.*,onnxruntime.*,sentence_transformers.*,Stemmer.*,tokenizers.*]
follow_imports = skip
"""


def test_public_names_are_the_real_things() -> None:
    assert ofsted_qa.Library is Library
    assert ofsted_qa.Question is Question
    for name in ofsted_qa.__all__:
        assert getattr(ofsted_qa, name) is not None
    assert set(ofsted_qa.__all__) <= set(dir(ofsted_qa))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Nonsense"):
        getattr(ofsted_qa, "Nonsense")  # noqa: B009 - mypy knows that it is not there


@pytest.mark.stack
def test_the_package_alone_imports_nothing_else() -> None:
    program = "import sys, ofsted_qa; print(*(name for name in sys.modules if name.startswith('ofsted_qa')), end='')"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert sorted(done.stdout.split()) == ["ofsted_qa", "ofsted_qa.version"]


@pytest.mark.stack
@pytest.mark.parametrize(
    ("line", "fault"),
    [("", None), ("number: int = answer.text", "Incompatible types"), ("from ofsted_qa import Nonsense", "Nonsense")],
    ids=["right", "wrong type", "wrong name"],
)
def test_a_strict_program_of_a_user_sees_our_types(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, line: str, fault: str | None
) -> None:
    program = tmp_path / "program.py"
    program.write_text(f"{PROGRAM}{line}\n", "utf-8")
    configuration = tmp_path / "mypy.ini"
    configuration.write_text(CONFIGURATION, "utf-8")
    cache = tmp_path_factory.getbasetemp() / "mypy-cache"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", f"--config-file={configuration}", f"--cache-dir={cache}", program],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) is (fault is None), done.stdout + done.stderr
    assert fault is None or fault in done.stdout

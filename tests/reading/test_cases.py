"""Readers of small texts against prose files of cases: a title, what is written, and what is read or said of it."""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding
from planpress.model.sources import Place, SourceFile
from planpress.reading import sources
from planpress.reading.admission import page, refusal
from planpress.reading.decoding import decode, stand_in
from planpress.reading.documents import ProjectDocument
from planpress.reading.locations import located
from planpress.reading.plan_files import named
from planpress.reading.sources.formats import Refused
from planpress.reading.validation import read_document
from planpress.reading.written_forms import read_capacity, read_rating
from planpress.reading.yaml_text import compose, resolve
from tests.reading.prose import FOLDER, Case, cases, spelled


def shown(text: str) -> str:
    """A text in which only what can be seen stands for itself."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"\\u{ord(sign):04x}" for sign in text)


def said(findings: Iterable[Finding]) -> str:
    return "\n".join(shown(str(finding)).replace("content/", "") for finding in findings) or "nothing"


def names(text: str) -> str:
    """One path a line, from the plan's folder on."""
    return said(named(sorted(f"content/{spelled(line)}" for line in text.splitlines())))


def references(text: str) -> str:
    """What `models.table` says, one a line: the file, the heading and the format."""
    return "\n".join(map(reference, text.splitlines()))


def reference(written: str) -> str:
    try:
        found = sources.refer(written, Place("project.yml", 3, 10))
    except Refused as problem:
        return said([problem.finding])
    return f"{found.file}, {found.heading}, {found.format.id}"


def locations(text: str, root: Path) -> str:
    """An mkdocs.yml beside a base.yml to inherit from: the plan's folder, docs_dir, and the folder of the pages."""
    (root / "base.yml").write_text("plugins:\n  - planpress: {plan: docs/inherited}\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    try:
        found = located(root)
    except PlanpressError as problem:
        return str(problem)
    return f"{found.folder}, {found.docs}, {found.pages or 'top'}"


def admitted(text: str) -> str:
    """What a change brings, one path a line, from the plan's folder on."""
    found = [refusal(f"content/{spelled(line)}", b"x") for line in text.splitlines()]
    return "\n".join("taken" if finding is None else said([finding]) for finding in found)


def front_matter(text: str) -> str:
    written, findings = page("content/a.md", text)
    return f"{shown(written)}{said(findings)}"


def scalars(text: str) -> str:
    """One plain scalar a line."""
    return "\n".join(repr(resolve(spelled(line))) for line in text.split("\n")[:-1])


def traps(text: str) -> str:
    """One YAML text a line."""
    found = [compose(spelled(line)).problems for line in text.splitlines()]
    return "\n".join("; ".join(problem.message for problem in problems) or "nothing" for problems in found)


def decoded(text: str) -> str:
    """The bytes of a file, as Python writes them."""
    read, findings = decode(SourceFile("x", ast.literal_eval(text)))
    return f"{read!r}\n{said(findings)}"


def stand_ins(text: str) -> str:
    """The path of a file, and its text below."""
    path, _, text = text.partition("\n")
    found = stand_in(path, spelled(text).encode())
    return said([] if found is None else [found])


def documents(text: str) -> str:
    """A project.yml."""
    return said(read_document(text, "p/project.yml", ProjectDocument)[2])


def ratings(text: str) -> str:
    return "\n".join(repr(read_rating(compose(line).data)) for line in text.splitlines())


def capacities(text: str) -> str:
    return "\n".join(repr(read_capacity(compose(line).data)) for line in text.splitlines())


READERS: dict[str, Callable[..., str]] = {
    reader.__name__: reader
    for reader in (names, references, locations, admitted, front_matter, scalars, traps, decoded, stand_ins, documents)
} | {"ratings": ratings, "capacities": capacities}
CASES = [case for file in sorted((FOLDER / "cases").glob("*.md")) for case in cases(f"cases/{file.name}")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case, tmp_path: Path) -> None:
    reader = READERS[re.sub(r"cases/(\w+)\.md", r"\1", case.file)]
    given = (case.input, tmp_path) if reader is locations else (case.input,)
    assert reader(*given) == case.expected

"""None of the words that were given up is left in what planpress says by itself: in its sources, and in what it makes of
plans. What authors wrote is theirs."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml

from planpress.formats.output_options import uncoloured
from planpress.formats.status_text import as_text
from planpress.model.report import Report
from planpress.packets.meeting_lookup import whole_plan
from planpress.packets.packet_contents import compose as packet_of
from planpress.packets.typst_data import plain
from planpress.reading.disk import DiskTree
from planpress.sections.plan.glossary import TERMS
from planpress.workflows.check_plan import check, conclude
from tests.comparing.building import BASE, compared
from tests.conftest import ROOT
from tests.formats.test_diffs import MIXED, shown
from tests.golden.renew import composed

RETIRED: list[list[str]] = yaml.safe_load(Path(__file__).with_name("retired.yml").read_text("utf-8"))
_FOUND = re.compile("|".join(f"(?:{pattern})" for pattern, _ in RETIRED), re.IGNORECASE)

PACKAGE, TEMPLATES = ROOT / "generator/planpress", ROOT / "templates"
FOR_AUTHORS = ("description", "documentation")
"""The arguments that hold what authors read of keys and kinds: schemas and docs."""
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_TEXT_OF_SCRIPT = re.compile(r'"[^"\n]* [^"\n]*"|`[^`]* [^`]*`')


def retired(text: str) -> list[tuple[str, str]]:
    """The retired words in a text, each with what stands around it."""
    words = " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).replace("\u00a0", " ").split())
    return [(found[0], words[max(found.start() - 24, 0) : found.end() + 16]) for found in _FOUND.finditer(words)]


@pytest.mark.parametrize(("pattern", "sample"), RETIRED, ids=[sample[:30] for _, sample in RETIRED])
def test_each_is_found(pattern: str, sample: str) -> None:
    """A check that finds nothing must be able to: each pattern has a text in which it is found."""
    assert re.search(pattern, sample, re.IGNORECASE)
    assert retired(f"<p>{sample}</p>")


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module, with their lines: every literal with a blank in it that is no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    docs = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg in FOR_AUTHORS]
    apart = alone | {id(part) for value in docs for part in ast.walk(value)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in apart else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and " " in text:
            yield node.lineno, text


def test_none_is_left_in_the_sources() -> None:
    """Literals of the package, but for the writer of docs for authors, and the texts of templates and scripts."""
    left = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "write_docs.py"
        for line, text in said(path)
        for _, words in retired(text)
    ]
    for path in sorted(one for one in TEMPLATES.rglob("*") if one.suffix in (".j2", ".typ", ".js", ".html")):
        text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
        parts = _TEXT_OF_SCRIPT.findall(text) if path.suffix == ".js" else [text]
        left += [f"{path.relative_to(ROOT)}: {words}" for part in parts for _, words in retired(part)]
    for name in ("sections/plan/method.md", "sections/plan/glossary.md"):
        left += [f"{name}: {words}" for _, words in retired((PACKAGE / name).read_text(encoding="utf-8"))]
    assert left == []


def test_the_glossary_has_at_most_twelve_terms() -> None:
    """In the order of the alphabet, each with one sentence or two; every line of its file is one."""
    terms = [term for term, _ in TERMS]
    assert 0 < len(terms) <= 12
    assert terms == sorted(terms) and len({*terms}) == len(terms)
    lines = (PACKAGE / "sections/plan/glossary.md").read_text(encoding="utf-8").strip().split("\n")[2:]
    assert len(lines) == len(terms)


def judged_at(root: Path) -> Report:
    return conclude(check(DiskTree(root), lambda: date(2019, 6, 1)))


def made_of(report: Report) -> Iterator[tuple[str, str]]:
    """What is made of a plan, by what it is: pages, packet, findings, the terminal."""
    yield from composed(report).items()
    packet = packet_of(report, whole_plan(report), None, lambda path: None)
    yield "packet", json.dumps(plain(packet), ensure_ascii=False)
    yield "findings", "\n".join(one.message for one in report.findings)
    yield "status", as_text(report, uncoloured)


@pytest.mark.parametrize("plan", [".", "tests/plans/decided", "tests/plans/three"])
def test_none_is_left_in_what_is_made_of_a_plan(plan: str) -> None:
    """Pages, the packet's data, findings and the terminal. Words that the authors of the plan use do not count in it."""
    root = ROOT / plan
    written = " ".join(path.read_text("utf-8", "replace") for path in (root / "content").rglob("*.*"))
    own = {words.lower() for words, _ in retired(written.replace("rule: threshold", ""))}
    left = {f"{name}: {around}" for name, text in made_of(judged_at(root)) for words, around in retired(text)
            if words.lower() not in own}  # fmt: skip
    assert left == set()


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_none_is_left_in_a_comparison(form: str) -> None:
    """The terminal's words and the comment on a pull request, of a change with everything in it."""
    comment = shown(compared(BASE, MIXED), form).replace('"threshold"', "")  # a rule of that name
    assert retired(comment) == []

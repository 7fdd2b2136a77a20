"""The house style, as far as a program can tell."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.process

PACKAGE = ROOT / "generator" / "planpress"
LONGEST = 250
"""The lines of a module."""


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository, as git has them."""
    done = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def awkward(source: str) -> Iterator[str]:
    """The docstrings of a module that begin as no English sentence does."""
    for node in ast.walk(ast.parse(source)):
        text = node.value.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else None
        if isinstance(text, str) and re.match(r"\s*(Of|Past|So many|So far)\b", text):
            yield text


def test_docstrings_begin_in_plain_word_order() -> None:
    """No docstring begins with Of, Past or So many."""
    assert list(awkward('def f():\n    """Of two, the first."""')) == ["Of two, the first."]
    assert {str(path): found for path in tracked("*.py") if (found := [*awkward(path.read_text("utf-8"))])} == {}


SPLIT = re.compile(r"\bcan[ _]not\b|_can_" + "not", re.IGNORECASE)


def test_cannot_is_one_word() -> None:
    """In code, templates, docs and the demonstration plan."""
    assert SPLIT.search("it can" + " not") and SPLIT.search("test_it_can" + "_not_be")
    texts = {path: path.read_bytes().decode(errors="replace") for path in tracked(":!requirements", ":!tests/bad_input")}
    assert [str(path) for path, text in texts.items() if SPLIT.search(text)] == []


def test_no_two_modules_have_one_name() -> None:
    """A name in a traceback or an import says which module it is; nothing is a heap of useful things."""
    names = Counter(path.name for path in tracked("generator/*.py"))
    assert [name for name, count in names.items() if count > 1 and name not in ("__init__.py", "__main__.py")] == []
    assert "utils.py" not in names


def test_no_two_public_classes_have_one_name() -> None:
    """What a sentence about the code calls a thing is one thing."""
    words = (line.split() for path in tracked("generator/*.py") for line in path.read_text("utf-8").splitlines())
    named = Counter(line[1].partition("(")[0].rstrip(":") for line in words if line[:1] == ["class"])
    assert [name for name, count in named.items() if count > 1 and not name.startswith("_")] == []


def test_modules_are_short() -> None:
    """A module is read in one sitting; the exceptions may only shrink, and one that is short or gone leaves the list."""
    lines = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in tracked("generator/*.py")}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}

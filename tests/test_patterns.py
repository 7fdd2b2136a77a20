"""Every regular expression of the package takes as many more steps as a text is longer, whatever the text."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

import planpress
from tests.backtracking import STEEP, Mode, growth

PACKAGE = Path(planpress.__file__).parent
FUNCTIONS = ("compile", "sub", "subn", "match", "search", "fullmatch", "findall", "finditer", "split")

MADE = {
    "lints/lint.py": "the name of a metric, escaped",
    "files/staging.py": "the name of the site's folder, escaped",
    "packets/pdf.py": "the name of a folder, escaped",
    "packets/plan_chapters.py": "a term of the glossary",
    "reading/sources/csv_table.py": "a separator, in classes of characters alone; the pattern with commas is looked at",
}
"""Files with a pattern that is made as the program runs, and of what."""


def modes(source: str, name: str) -> set[Mode]:
    """How a pattern is used in its file: from one place of a text, or looked for everywhere in it."""
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\b", source))
    searching = {"search", "sub", "subn", "findall", "finditer", "split"}
    found: set[Mode] = {mode for mode in get_args(Mode) if used & ({mode} | (searching if mode == "search" else set()))}
    return found or {"search"}


def patterns() -> Iterator[tuple[str, re.Pattern[Any], Mode]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "re." not in source:
            continue
        where = path.relative_to(PACKAGE).as_posix()
        calls = [node for node in ast.walk(ast.parse(source)) if is_of_re(node)]
        if not calls:
            continue
        module = import_module(f"planpress.{where.removesuffix('.py').replace('/', '.').removesuffix('.__init__')}")
        known = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
        listed = [part for value in vars(module).values() if isinstance(value, tuple) for part in within(value)]
        for name, pattern in known.items():
            for mode in sorted(modes(source, name)):
                yield f"{where} {name} {mode}", pattern, mode
        for number, pattern in enumerate(listed):
            yield f"{where} {number} in a list", pattern, "fullmatch"
        seen = {pattern.pattern for pattern in [*known.values(), *listed]}
        for call in calls:
            written = call.args[0]
            if isinstance(written, ast.Constant) and written.value not in seen and call.func.attr != "compile":  # type: ignore[attr-defined]
                mode = call.func.attr if call.func.attr in ("match", "fullmatch") else "search"  # type: ignore[attr-defined]
                yield f"{where} line {call.lineno}", re.compile(written.value), mode


def within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from within(part)


def is_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in FUNCTIONS
    )


ALL = {name: (pattern, mode) for name, pattern, mode in patterns()}


@pytest.mark.parametrize("name", ALL)
def test_a_pattern_is_linear(name: str) -> None:
    ratio, text = growth(*ALL[name])
    assert ratio < STEEP, f"{ALL[name][0].pattern}: {ratio:.1f} times the steps for {text}"


@pytest.mark.parametrize(
    ("pattern", "mode"),
    [
        (r"(a+)+b", "match"), (r"a*a*b", "match"), (r"(?:a|ab|b)*c", "fullmatch"), (r"(x+x+)+y", "search"),
        (r"\s*x", "search"), (r"[0-9]+\.", "search"), (r"<!--.*?-->", "search"), (r"url\(\s*[\"']?\s*(?!#|[\"'\s])", "search"),
        (r"a*+x", "search"), (r"(.*)(.*)x", "match"),
    ],
)  # fmt: skip
def test_one_that_is_not_is_found(pattern: str, mode: Mode) -> None:
    assert growth(re.compile(pattern), mode)[0] >= STEEP


@pytest.mark.parametrize(
    ("pattern", "mode"),
    [
        (r"a*b", "match"), (r"\s++x", "match"), (r"[a-z]+-\d+", "fullmatch"), (r"(?<!a)a+b", "search"), (r"\d{1,9}x", "search"),
        (r"\"[^\"]*\"", "search"), (r"(?>a+)b?", "search"),
    ],
)  # fmt: skip
def test_one_that_is_linear_is_not(pattern: str, mode: Mode) -> None:
    assert growth(re.compile(pattern), mode)[0] < STEEP


def test_every_pattern_is_looked_at() -> None:
    """One that is made as the program runs cannot be read here; it is named, with what it is made of."""
    made = set()
    for path in PACKAGE.rglob("*.py"):
        where = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {node for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)}
        made |= {where for call in inside if is_of_re(call) and not isinstance(call.args[0], ast.Constant)}  # type: ignore[attr-defined]
    assert made == set(MADE)
    assert len(ALL) > 100

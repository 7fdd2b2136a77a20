"""What `check` passes, every command bears: each number and each day of the schemas at its ends, and between."""

import gzip
import os
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from planpress.charts.engine.drawing import draw
from planpress.files.caches import FolderStore
from planpress.model.fields import LARGEST, SMALLEST
from tests import repositories
from tests.bounds import (
    FILES,
    MEETING_FILE,
    PLAN_FILE,
    PROJECT_FILE,
    Files,
    Leaf,
    Step,
    base,
    leaves,
    put,
    spots,
    written,
)
from tests.conftest import ROOT, call_planpress, run_planpress
from tests.everything import checked, commands, wrong

NEAR_ONE = [1 - 10.0**-digits for digits in (7, 8, 10, 12, 15)] + [1 - 2.0**-53, 1 + 2.0**-52]
NUMBERS: list[float] = [
    0, -0.0, 1, -1, 2, 7, 12, *NEAR_ONE, 5e-324, 2.2250738585072014e-308, 1e-300, SMALLEST, 1e-16, 1e-7, 1e6, 2**53 + 1, 1e16,
    LARGEST, -LARGEST, 1e100, 1e308, 1.7976931348623157e308, -1.7976931348623157e308,
]  # fmt: skip
DAYS = [
    "0001-01-01", "0001-01-02", "0204-05-01", "0999-12-31", "1582-10-10", "1899-12-31", "1969-12-31", "1970-01-01",
    "1979-12-31", "2000-02-29", "2019-05-31", "2019-06-02", "2038-01-20", "2106-02-08", "9999-12-30", "9999-12-31",
]  # fmt: skip
VALUES: dict[str, list[Any]] = {"number": NUMBERS, "day": DAYS}
LEAVES = [leaf for file in FILES for leaf in leaves(file)]
TEXTS = {
    "recall > {}": ["0", "-0.0", "1e-50", "5e-324", "0.9999999", "0.9999999999999999", "1e50", "1e308", "1e999"],
    "{} * latency": ["0", "1e-300", "0.9999999999999999", "1e50", "1e300"],
}
"""Texts in which there is a number, 0.5, and what else it could be."""


@dataclass(frozen=True)
class Case:
    """A plan with something at its bounds, and what that is."""

    name: str
    files: Files

    @property
    def passes(self) -> bool:
        return not checked(written(self.files)).failed()


def changed(leaf: Leaf, steps: tuple[Step, ...], value: object) -> Case:
    """The plan with one value at one place; the name of a meeting's file is its day."""
    files = base(leaf)
    put(files[FILES[leaf.file]], steps, value)
    if leaf.file == "meeting" and steps == ("date",):
        files[f"content/meetings/{value}-june.yml"] = files.pop(MEETING_FILE)
    return Case(f"{leaf.file}: {'.'.join(map(str, steps))} = {value!r}", files)


def alone(leaf: Leaf, most: int | None = None) -> Iterator[Case]:
    """One value after the other, at the first so many places of a leaf."""
    data = base(leaf)[FILES[leaf.file]]
    for steps in spots(data, leaf)[:most]:
        yield from (changed(leaf, steps, value) for value in VALUES[leaf.kind])


def with_one_more(case: Case, leaf: Leaf, drawn: random.Random, value: object) -> Case:
    """The plan with a value at one more place, a drawn one, where that passes; else as it was."""
    files = deepcopy(case.files)
    data = files[FILES[leaf.file]]
    places = spots(data, leaf)
    if not places:
        return case  # what it stood in was replaced by a number
    steps = drawn.choice(places)
    put(data, steps, value)
    more = Case(f"{case.name} {leaf.file}:{'.'.join(map(str, steps))}={value!r}", files)
    return more if more.passes else case


def bear(case: Case, **named: Any) -> None:
    """Every command says something of the plan, and no number of it is none."""
    try:
        found = wrong(commands(written(base()), written(case.files), **named))
    except Exception as problem:
        raise AssertionError(f"{case.name}: {type(problem).__name__}: {problem}") from problem
    assert found == [], case.name


def test_the_schemas_are_read() -> None:
    """Every file has its leaves, through references, lists, mappings and alternatives."""
    names = {str(leaf) for leaf in LEAVES}
    assert len(LEAVES) > 50
    assert names >= {
        "plan:as_of", "plan:scales.*.bounds.0", "plan:capacity.person_weeks", "project:impact.*.ratings.*", "project:accuracy.now",
        "project:rules.*.beta", "project:models.rows.0.*", "project:baselines.0.measured", "meeting:agenda.0.minutes",
    }  # fmt: skip


@pytest.mark.parametrize("leaf", LEAVES, ids=str)
def test_each_is_reached(leaf: Leaf) -> None:
    """For each leaf there is a value that `check` passes: else nothing behind it would be tried. Where this fails for a
    new key, the plan in tests/plans/bounds needs one."""
    assert any(case.passes for case in alone(leaf, 1))


@pytest.mark.parametrize(
    ("path", "steps", "value"),
    [
        (PROJECT_FILE, ("accuracy", "required"), 0.9999999),
        (PROJECT_FILE, ("accuracy", "required"), 1 - 2.0**-53),
        (PROJECT_FILE, ("accuracy", "design", 0, "required"), 0.9999999),
        (PROJECT_FILE, ("baselines", 0, "values", "precision"), SMALLEST),
        (PROJECT_FILE, ("models", "rows", 0, "latency"), LARGEST),
        (PLAN_FILE, ("cost_per_nine",), 1_000_000),
        (PLAN_FILE, ("teams", "robots", "people"), LARGEST),
        (PLAN_FILE, ("as_of",), "0001-01-01"),
        (PLAN_FILE, ("as_of",), "9999-12-31"),
    ],
)
def test_what_fell_once(path: str, steps: tuple[Step, ...], value: object) -> None:
    """A traceback, or a number that is none, before."""
    files = base()
    put(files[path], steps, value)
    case = Case(f"{path} {steps} {value}", files)
    assert case.passes
    bear(case)


@pytest.mark.parametrize("value", [0, 1 - 2.0**-53, SMALLEST, LARGEST, -LARGEST, *DAYS[::4]], ids=repr)
def test_wherever_it_is_borne(value: object) -> None:
    """Many of the plan's values at one bound together."""
    drawn, kind = random.Random(1), "day" if isinstance(value, str) else "number"
    case = Case(f"{value!r} at", base())
    for leaf in drawn.sample(LEAVES, len(LEAVES)):
        case = with_one_more(case, leaf, drawn, value) if leaf.kind == kind else case
    bear(case)


@pytest.mark.parametrize("value", [1e51, -1e51, 1e-51, 5e-324, 1.7976931348623157e308])
def test_no_number_beyond_the_bounds_passes(value: float) -> None:
    """A finding that quotes it, wherever it stands."""
    for leaf in LEAVES:
        if leaf.kind == "number":
            case = next(alone(leaf, 1))
            put(case.files[FILES[leaf.file]], spots(base(leaf)[FILES[leaf.file]], leaf)[0], value)
            assert not case.passes, leaf


def test_an_accuracy_short_of_one_never_reads_as_one() -> None:
    """Computed with what was written, and shown so that it is that."""
    files = base()
    put(files[PROJECT_FILE], ("accuracy", "required"), 0.9999999)
    said = list(commands(written(base()), written(files)))
    (explained,) = [text for name, text in said if name == "explain p.cost"]
    assert "= ((1 - 0.9) / (1 - 0.9999999)) ^ 1" in explained and re.search(r"^ *required +0\.9999999 ", explained, re.MULTILINE)
    pages = "".join(text for name, text in said if name == "build projects/p/index.md")
    assert "Reaching 99.99999\u00a0% from" in pages
    assert "required 100 %" not in pages


@pytest.mark.slow
@pytest.mark.parametrize("leaf", LEAVES, ids=str)
def test_every_value_at_every_place(leaf: Leaf) -> None:
    """Each alone."""
    for case in alone(leaf):
        if case.passes:
            bear(case)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_numbers_in_texts(text: str) -> None:
    """A threshold and a formula."""
    for number, rule in product(TEXTS[text], base()[PROJECT_FILE]["rules"]):  # type: ignore[attr-defined]
        project = {**base()[PROJECT_FILE], "decide_by": rule}
        files = written({**base(), PROJECT_FILE: project})
        assert text.format("0.5") in files[PROJECT_FILE]
        files[PROJECT_FILE] = files[PROJECT_FILE].replace(text.format("0.5"), text.format(number))
        if not checked(files).failed():
            assert wrong(commands(written(base()), files)) == [], (number, rule)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_several_at_once(seed: int) -> None:
    """Drawn values at drawn places, under a drawn rule, with the charts drawn."""
    drawn = random.Random(seed)
    files = base()
    files[PROJECT_FILE]["decide_by"] = drawn.choice(list(files[PROJECT_FILE]["rules"]))
    files[PLAN_FILE]["priority"]["method"] = drawn.choice(["geometric", "weighted-sum", "topsis"])
    case = Case(f"seed {seed}:", files)
    for leaf in drawn.sample(LEAVES, len(LEAVES)):
        case = with_one_more(case, leaf, drawn, drawn.choice(VALUES[leaf.kind]))
    bear(case, draw=lambda figures: draw(figures, FolderStore(Path(os.devnull))))


SLOW_DAYS = [pytest.param(day, marks=pytest.mark.slow) for day in ("0001-01-01", "1969-12-31", "9999-12-31")]


def site_of(folder: Path, day: str) -> Path:
    """A plan of that day on disk, committed, so that log has something to walk."""
    files = base()
    files[PLAN_FILE]["as_of"] = day
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    repositories.start(folder, {**written(files), "mkdocs.yml": f"{settings}site_url: https://example.org/\n"})
    return folder


@pytest.mark.process
@pytest.mark.parametrize("day", ["0204-05-01", "2106-02-08", *SLOW_DAYS])
def test_a_site_of_any_day(day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sitemap has the day; its archive, which holds seconds since 1970 in four bytes, has the nearest that it can."""
    repositories.alone(tmp_path / "home", monkeypatch)
    plan = site_of(tmp_path / "plan", day)
    done = run_planpress("build", cwd=plan)
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"<lastmod>([^<]*)", (plan / "site" / "sitemap.xml").read_text())) == {day}
    assert gzip.decompress((plan / "site" / "sitemap.xml.gz").read_bytes()) == (plan / "site" / "sitemap.xml").read_bytes()
    pages = list((plan / "site").rglob("*.html"))
    assert len(pages) > 5
    assert [page.name for page in pages if wrong(iter([(page.name, page.read_text(encoding="utf-8"))]))] == []


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_a_packet_and_a_history_of_any_day(day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a PDF, and as text."""
    repositories.alone(tmp_path / "home", monkeypatch)
    plan = site_of(tmp_path / "plan", day)
    repositories.write(plan, written(base()))
    repositories.commit(plan, "another day")
    for command in (["packet"], ["log"], ["log", "p"], ["diff", "HEAD~1", "HEAD"], ["diff", "HEAD", "HEAD~1"]):
        done = call_planpress(*command, cwd=plan)
        assert done.returncode == 0, (command, done.stderr)
        assert wrong(iter([("", done.stdout)])) == []

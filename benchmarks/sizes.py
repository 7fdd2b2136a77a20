"""The measurements on a plan of one size."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Sample, python, rounds, run
from benchmarks.workload import write_plan

MKDOCS = Path(__file__).resolve().parent.parent / "mkdocs.yml"

SIDES = ("plain", "warm", "cold", "check", "export")


@dataclass(frozen=True, slots=True)
class Measured:
    """The samples of every side for a plan of so many projects, in rounds."""

    projects: int
    samples: Mapping[str, list[Sample]]


def measure(projects: int, folder: Path, count: int, say: Callable[[str], None]) -> Measured:
    """Write a plan and its equal pages below `folder`, then run each side `count` times, in turn."""
    ours, plain = folder / f"plan-{projects}", folder / f"plain-{projects}"
    write_plan(ours, projects)
    shutil.copy(MKDOCS, ours)
    plain.mkdir()
    say(f"{projects} projects: writing equal pages")
    run(python("-m", "benchmarks.equal", ours, plain), MKDOCS.parent)
    say(f"{projects} projects: {count} round{'s' if count > 1 else ''} of {', '.join(SIDES)}")
    planpress = python("-m", "planpress")

    def build(command: list[str], at: Path, *, cache: bool) -> Sample:
        shutil.rmtree(at / "site", ignore_errors=True)
        if not cache:
            shutil.rmtree(at / ".cache", ignore_errors=True)
        return run(command, at)

    sides: dict[str, Callable[[], Sample]] = {
        "cold": lambda: build([*planpress, "build"], ours, cache=False),
        "plain": lambda: build(python("-m", "mkdocs", "build", "--quiet"), plain, cache=False),
        "warm": lambda: build([*planpress, "build"], ours, cache=True),
        "check": lambda: run([*planpress, "check"], ours),
        "export": lambda: run([*planpress, "export"], ours),
    }
    run([*planpress, "check"], ours)  # writes the bytecode
    return Measured(projects, rounds(sides, count))

"""What was measured, as plain text, each figure beside its target."""

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.measuring import Sample, megabytes, processor, ratio, seconds
from benchmarks.sizes import SIDES, Measured

_SAID = {
    "plain": "plain Material, equal pages",
    "warm": "planpress build, charts kept",
    "cold": "planpress build, no chart kept",
    "check": "planpress check",
    "export": "planpress export",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, its value with its unit, and the most that it may be; None where there is no target."""

    name: str
    value: float
    unit: str = ""
    target: float | None = None

    def line(self) -> str:
        """The figure as a line of the report."""
        digits = 0 if self.unit == " ms" else 2
        verdict = ""
        if self.target is not None:
            reached = "reached" if self.value <= self.target else "missed"
            verdict = f"   at most {self.target:g}{self.unit}: {reached}"
        return f"  {self.name:<58}{self.value:>8.{digits}f}{self.unit:<3}{verdict}"


def text(sizes: Sequence[Measured], help_runs: Sequence[Sample]) -> str:
    """The whole report."""
    figures = [*_ratios(sizes), *_growth(sizes), *_alone(sizes, help_runs)]
    lines = [_machine(), "", "Figures", *(figure.line() for figure in figures)]
    for measured in sizes:
        lines += ["", *_table(measured)]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"


def _ratios(sizes: Sequence[Measured]) -> Iterator[Figure]:
    """Against plain Material. The targets hold at 200 projects."""
    for measured in sizes:
        for side, target in (("warm", 1.0), ("cold", 3.0)):
            value = ratio(measured.samples[side], measured.samples["plain"])
            name = f"{_SAID[side]} / plain Material, {measured.projects} projects"
            yield Figure(name, value, target=target if measured.projects == 200 else None)


def _growth(sizes: Sequence[Measured]) -> Iterator[Figure]:
    """Times of one size against those of the next smaller. The target is for 200 to 1000 projects."""
    for small, large in pairwise(sizes):
        for side in ("warm", "cold", "plain"):
            value = seconds(large.samples[side]) / seconds(small.samples[side])
            ours = side != "plain" and (small.projects, large.projects) == (200, 1000)
            name = f"growth, {small.projects} to {large.projects} projects: {_SAID[side]}"
            yield Figure(name, value, target=5.5 if ours else None)


def _alone(sizes: Sequence[Measured], help_runs: Sequence[Sample]) -> Iterator[Figure]:
    for measured in sizes:
        if measured.projects == 200:
            yield Figure("planpress check, 200 projects", seconds(measured.samples["check"]), " s", 1.0)
    yield Figure("planpress --help", 1000 * seconds(help_runs), " ms", 150)


def _table(measured: Measured) -> Iterator[str]:
    rounds = len(measured.samples["plain"])
    yield f"{measured.projects} projects, {rounds} round{'s' if rounds > 1 else ''}"
    yield f"  {'':<34}{'seconds':>9}{'processor':>11}{'/ plain':>9}{'peak MB':>9}"
    plain = processor(measured.samples["plain"])
    for side in SIDES:
        samples = measured.samples[side]
        times = f"{seconds(samples):>9.2f}{processor(samples):>11.2f}{processor(samples) / plain:>9.2f}"
        yield f"  {_SAID[side]:<34}{times}{megabytes(samples):>9.0f}"

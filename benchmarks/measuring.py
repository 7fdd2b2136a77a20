"""Runs a command in a process of its own, and says what it took."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Protocol

# Bytecode is written and read again, as on anybody's machine; MkDocs and Material keep their notices to themselves.
_DROPPED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME", "PYTHONDEVMODE")
_SET = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds by the clock, of processor time of all its processes, and the peak of the largest one in MB."""

    seconds: float
    processor: float
    megabytes: float


class Side(Protocol):
    """A command to be measured."""

    def __call__(self) -> Sample: ...


def python(*arguments: str | Path) -> list[str]:
    """The command line of this interpreter."""
    return [sys.executable, *map(str, arguments)]


def run(command: Sequence[str], folder: Path) -> Sample:
    """Run a command in `folder`. Raises RuntimeError with what it said where it fails."""
    with TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {process.returncode}\n{said.read().decode(errors='replace')}")
    # Linux counts the peak in kilobytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Sample(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def rounds(sides: Mapping[str, Side], count: int) -> dict[str, list[Sample]]:
    """Run every side in turn, `count` times, every other time in reverse: what else the machine does falls on all."""
    found: dict[str, list[Sample]] = {name: [] for name in sides}
    for number in range(count):
        for name in reversed(list(sides)) if number % 2 else list(sides):
            found[name].append(sides[name]())
    return found


def ratio(above: Sequence[Sample], below: Sequence[Sample]) -> float:
    """How many times as long: the median of the ratios of the rounds."""
    return median(one.seconds / other.seconds for one, other in zip(above, below, strict=True))


def seconds(samples: Sequence[Sample]) -> float:
    """The median of the seconds by the clock."""
    return median(sample.seconds for sample in samples)


def processor(samples: Sequence[Sample]) -> float:
    """The median of the seconds of processor time."""
    return median(sample.processor for sample in samples)


def megabytes(samples: Sequence[Sample]) -> float:
    """The largest peak."""
    return max(sample.megabytes for sample in samples)


def _environment() -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name not in _DROPPED}, **_SET}

"""python -m benchmarks.diffing [N]: how long `planpress diff` takes for one edited project of N, and for one weight.

Each command is a process of its own in a repository with one commit; *cold* has no outlines kept from an earlier run.
Seconds of processor time, user and system, are steadier than the clock on a machine that does other things too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.workload import write_plan

ROUNDS = 5


def main(projects: int) -> None:
    """Print one line a case: the medians of processor time and of the clock."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_plan(root, projects)
        for command in (
            ["init", "-q"],
            ["add", "-A"],
            ["-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-qm", "b"],
        ):
            subprocess.run(["git", "-C", folder, *command], check=True)
        project = root / "content" / "projects" / "project-0000" / "project.yml"
        plan = root / "content" / "plan.yml"
        kept = root / ".git" / "planpress-outlines.json"
        with Edited(project, '"value": 1,', '"value": 4,'):
            report("one rating, cold", root, lambda: kept.unlink(missing_ok=True))
            report("one rating, warm", root, lambda: None)
        with Edited(plan, '"weight": 3', '"weight": 2'):
            report("one weight", root, lambda: None)


class Edited:
    """A file with its first `old` replaced, as long as it lasts."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.text = path, path.read_text(encoding="utf-8")
        assert old in self.text
        self.changed = self.text.replace(old, new, 1)

    def __enter__(self) -> None:
        self.path.write_text(self.changed, encoding="utf-8")

    def __exit__(self, *problem: object) -> None:
        self.path.write_text(self.text, encoding="utf-8")


def report(name: str, root: Path, before: Callable[[], None]) -> None:
    """Run a case ROUNDS times, after one run that wrote the bytecode."""
    processor, clock = [], []
    for number in range(ROUNDS + 1):
        before()
        used, begun = _used(), time.perf_counter()
        command = [sys.executable, "-m", "planpress", "diff", "HEAD", "--format", "json"]
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
        if number:
            processor.append(_used() - used)
            clock.append(time.perf_counter() - begun)
    middle = ROUNDS // 2
    print(f"{name:20} processor {sorted(processor)[middle]:.2f} s, clock {sorted(clock)[middle]:.2f} s")


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

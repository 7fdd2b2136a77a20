"""python -m benchmarks.diffing [N]: how long `planpress diff` takes for one edited project of N, and for one weight.

Each command is a process of its own in a repository with one commit.
Seconds of processor time, user and system, are steadier than the clock on a machine that does other things too. Memory
is held against that of `planpress check`, which reads the plan once.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
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
        with Edited(project, r'"value": \d,', '"value": 5,'):
            peaks = [report("one rating", root)]
        with Edited(plan, r'"weight": 3', '"weight": 2'):
            peaks.append(report("one weight", root))
        reading = report("check, for memory", root, "check")
        shares = ", ".join(f"{peak / reading:.2f}" for peak in peaks)
        print(f"memory of each comparison, as a share of that of one reading: {shares}; at most 2 is asked for")


class Edited:
    """A file with the first text of the pattern `old` replaced, as long as it lasts."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.changed = re.sub(old, new, self.text, count=1)
        assert self.changed != self.text

    def __enter__(self) -> None:
        self.path.write_text(self.changed, encoding="utf-8")

    def __exit__(self, *problem: object) -> None:
        self.path.write_text(self.text, encoding="utf-8")


def report(name: str, root: Path, *command: str) -> float:
    """Run a case ROUNDS times, after one run that wrote the bytecode; give the most memory that a run took, in MB."""
    runs = []
    for _ in range(ROUNDS + 1):
        runs.append(run(root, *(command or ("diff", "HEAD", "--format", "json"))))
    processor, clock, memory = (sorted(run[at] for run in runs[1:]) for at in range(3))
    middle = ROUNDS // 2
    figures = f"processor {processor[middle]:.2f} s, clock {clock[middle]:.2f} s, peak {memory[-1]:.0f} MB"
    print(f"{name:20} {figures}", flush=True)
    return memory[-1]


def run(root: Path, *command: str) -> tuple[float, float, float]:
    """Seconds of processor time and of the clock that a command took with git's, and its resident memory in MB."""
    begun = time.perf_counter()
    started = subprocess.Popen([sys.executable, "-m", "planpress", *command], cwd=root, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, command
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

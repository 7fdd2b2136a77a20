"""python -m benchmarks.history [N] [COMMITS]: how long `planpress log` takes for so many commits to a plan.

The plan has N projects. Every commit edits one of them, a rating, a measured value or a text in turn; every twentieth
edits a weight in plan.yml. *Cold* has nothing kept from an earlier run, *next* one commit more than was kept, *warm*
everything. Each command is a process of its own. Seconds of processor time, user and system, hold better than the clock
on a machine that does other things too.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.workload import write_plan

PLANPRESS = ("-m", "planpress")
ON_PAGES = 100
_PAGES = """
import sys
from pathlib import Path
from planpress.history import with_history
from planpress.workflows.check_plan import check_folder, conclude
root = Path.cwd()
with_history(conclude(check_folder(root)), root, int(sys.argv[1]))
"""
"""What a build does before it composes pages: read, judge, and look back so many commits."""

AUTHOR = ("-c", "user.name=b", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")


def main(projects: int, commits: int) -> None:
    """Print one line a case: processor time, the clock, and commits per second of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_plan(root, projects)
        _git(root, "init", "-q")
        _commit(root, "begin")
        edits = _edits(root, Random(20190601))
        for number in range(commits):
            next(edits)
            _commit(root, f"edit {number}")
        kept = root / ".git" / "planpress-history.json"
        everything = ["log", "--format", "json", "--max", str(commits + 2)]
        report("nothing to do", root, PLANPRESS, ["--version"], commits)
        for name, kept_before in (("pages without", False), ("pages, cold", False), ("pages, warm", True)):
            if not kept_before:
                kept.unlink(missing_ok=True)
            report(name, root, ["-c", _PAGES], ["0" if name == "pages without" else str(ON_PAGES)], ON_PAGES)
        kept.unlink()
        report("log, cold", root, PLANPRESS, everything, commits)
        report("log, warm", root, PLANPRESS, everything, commits)
        print(f"{'kept':20} {kept.stat().st_size / 1e6:.1f} MB")
        next(edits)
        _commit(root, "one more")
        report("log, next", root, PLANPRESS, everything, commits + 1)
        report("log of one, warm", root, PLANPRESS, ["log", "project-0001", "--max", str(commits + 2)], commits + 1)


def report(name: str, root: Path, program: Sequence[str], arguments: Sequence[str], commits: int) -> None:
    """Run one case once: what is kept makes a second run another case."""
    used, begun = _used(), time.perf_counter()
    command = [sys.executable, *program, *arguments]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    processor, clock = _used() - used, time.perf_counter() - begun
    pace = f"{commits / processor:.0f} commits/s"
    print(f"{name:20} processor {processor:.2f} s, clock {clock:.2f} s, {pace}", flush=True)


def _edits(root: Path, random: Random) -> Iterator[None]:
    """One edit after the other, for ever."""
    rating = r'"value": (\d)\b'
    every = sorted((root / "content" / "projects").glob("*/project.yml"))
    files = [file for file in every if re.search(rating, file.read_text(encoding="utf-8"))]
    number = 0
    while True:
        number += 1
        if number % 20 == 0:
            _replace(root / "content" / "plan.yml", r'"weight": (\d+)', random)
            yield
            continue
        file = random.choice(files)
        kind = ("rating", "value", "text", "rating")[number % 4]
        if kind == "rating":
            _replace(file, rating, random)
        elif kind == "value":
            table = next(path for path in file.parent.iterdir() if path.name not in ("project.yml", "plan.md"))
            _replace(table, r"0\.(\d\d)", random)
        else:
            narrative = file.parent / "plan.md"
            narrative.write_text(f"{narrative.read_text(encoding='utf-8')}\nEdit {number}.\n", encoding="utf-8")
        yield


def _replace(path: Path, pattern: str, random: Random) -> None:
    """Another number in the place of one of those that the pattern finds."""
    text = path.read_text(encoding="utf-8")
    found = random.choice(list(re.finditer(pattern, text)))
    digits = found[1]
    other = str(1 + (int(digits) + random.randrange(1, 4)) % 4) if len(digits) == 1 else f"{random.randrange(10, 99)}"
    start, end = found.span(1)
    path.write_text(f"{text[:start]}{other}{text[end:]}", encoding="utf-8")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *AUTHOR, "-C", str(root), *arguments], check=True)


def _commit(root: Path, message: str) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "--allow-empty", "-m", message)


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(given[0] if given else 50, given[1] if len(given) > 1 else 200)

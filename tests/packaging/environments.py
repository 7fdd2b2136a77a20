"""New environments with planpress in them, and what it makes there of one plan."""

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT, copy_plan
from tests.repositories import commit, git

COMMANDS = (
    ("check", "--format", "json"), ("build",), ("render", "rendered"), ("packet", "--output", "packet.pdf"), ("export", "--output", "plan.json"),
    ("diff", "HEAD~1", "HEAD", "--format", "json"), ("diff", "HEAD~1", "--format", "markdown"), ("log", "--format", "json"), ("explain", "pose"),
)  # fmt: skip
FRAMES = """
import planpress
report = planpress.load(".")
for name in ("ranking", "models", "values", "baselines", "findings"):
    frame = getattr(planpress.frames, name)(report)
    assert len(frame), name
    for column in frame.columns:
        if frame[column].dtype == object:
            assert {type(value) for value in frame[column]} <= {str, type(None)}, (name, column)
    print(frame.to_csv())
print(planpress.frames.table(report, "pose").to_csv())
"""


def run(*command: str | Path, cwd: Path) -> str:
    """What a program writes, without what this process has set up for Python; it must end well."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL_ENV"))}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


def plan(folder: Path) -> Path:
    """The demonstration plan with two commits, and with ratings whose sum is another number where it is rounded twice."""
    copy_plan(folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "one")
    file = folder / "content" / "projects" / "pose" / "project.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count("product_friction: {value: [2, 3, 4]") == 1
    ratings = "product_friction: {ratings: {a: 1.8, b: 4.6, c: 1.4}"
    file.write_text(text.replace("product_friction: {value: [2, 3, 4]", ratings), encoding="utf-8")
    commit(folder, "two")
    return folder


def everything(python: Path, folder: Path) -> Mapping[str, str]:
    """What every command makes of the plan in `folder`: a hash of each file, by its path, and of what is printed."""
    printed = {" ".join(command): run(python, "-m", "planpress", *command, cwd=folder) for command in COMMANDS}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not {".git", ".cache"} & set(path.parts))
    made = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {**{name: hashlib.sha256(text.encode()).hexdigest() for name, text in printed.items()}, **made}


def locked(python: str | Path, folder: Path) -> Path:
    """The interpreter of a new environment with what requirements/site.txt names, and with this checkout."""
    run(python, "-m", "venv", folder, cwd=ROOT)
    pip = (folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q", "install")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "site.txt", cwd=ROOT)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, cwd=ROOT)
    return folder / "bin" / "python"

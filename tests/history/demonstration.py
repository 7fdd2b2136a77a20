"""A made-up history of the demonstration plan: what might have led to it, in the fourteen commits of demonstration.yml."""

from pathlib import Path

import yaml

from tests.conftest import copy_plan
from tests.repositories import commit, git

COMMITS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
HOSTILE = str(COMMITS[-1]["commit"])
"""The first line of one message, as a stranger may write it."""


def make(root: Path) -> Path:
    """The repository, at the last commit: what is there then is the demonstration plan."""
    projects = copy_plan(root) / "content" / "projects"
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text(".cache/\n/site/\n", encoding="utf-8")
    move(root, "content/projects/pose", "content/projects/pose-estimation")
    (projects / "demand").rename(root / ".demand")
    for made in COMMITS:
        for old, new in made.get("move", {}).items():
            move(root, old, new)
        pose = "pose" if (projects / "pose").is_dir() else "pose-estimation"
        for file, pairs in made.get("edit", {}).items():
            edit(root / "content" / file.replace("POSE", f"projects/{pose}"), pairs)
        commit(root, made["commit"], f"{made['day']}T12:00:00+0000")
    return root


def move(root: Path, old: str, new: str) -> None:
    """Give a folder another name, also where projects depend on it."""
    (root / old).rename(root / new)
    names = [f"depends_on: [{path.rpartition('/')[2]}]" for path in (old, new)]
    for project in (root / "content" / "projects").glob("*/project.yml"):
        project.write_text(project.read_text(encoding="utf-8").replace(*names), encoding="utf-8")


def edit(path: Path, pairs: list[list[str]]) -> None:
    """Replace texts, each of which stands there once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (path, old)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]))

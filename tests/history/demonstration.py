"""A made-up history of the demonstration plan: what might have led to it, in fourteen commits."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import copy_plan
from tests.repositories import commit, git

HOSTILE = "net-e, <script>alert(1)</script> @everyone #12 | `code` [link](http://example.org)"
"""The first line of one message, as a stranger may write it."""


class Plan:
    """The demonstration plan in a repository, with edits that are committed one after the other."""

    def __init__(self, root: Path) -> None:
        self.root = copy_plan(root)
        self.pose = "pose-estimation"
        git(root, "init", "-q", "-b", "main")
        (self.root / ".gitignore").write_text(".cache/\n/site/\n", encoding="utf-8")

    def edit(self, file: str, *pairs: tuple[str, str]) -> None:
        """Replace texts, each of which stands there once."""
        path = self.root / "content" / file.replace("POSE", f"projects/{self.pose}")
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (file, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str, day: str) -> str:
        return commit(self.root, message, f"{day}T12:00:00+0000")


def make(root: Path) -> Path:
    """The repository, at the last commit: what is there then is the demonstration plan."""
    plan = Plan(root)
    projects = root / "content" / "projects"
    (projects / "pose").rename(projects / plan.pose)
    for other in projects.glob("*/project.yml"):
        text = other.read_text(encoding="utf-8")
        other.write_text(text.replace("depends_on: [pose]", f"depends_on: [{plan.pose}]"), encoding="utf-8")
    shutil.move(projects / "demand", root / ".demand")
    plan.edit(
        "POSE/project.yml",
        ("decide_by: grasp", "decide_by: position_first"),
        ("learned_pipeline: {value: 5", "learned_pipeline: {value: 3"),
        ("data_availability: {value: 4", "data_availability: {value: 2"),
    )
    rows = (
        "net-c,0.97,61,300,0.001,wide\n",
        "net-d,1.03,58,300,0.003,wide\n",
        "net-e,1.25,57,320,0.01,wide\n",
    )
    plan.edit("POSE/models.csv", *((row, "") for row in rows))
    plan.edit("plan.yml", ("  data_availability:\n    weight: 3", "  data_availability:\n    weight: 1"))
    plan.commit("Plan of the first half-year", "2019-01-14")
    plan.edit("POSE/project.yml", ("data_availability: {value: 2", "data_availability: {value: 3"))
    plan.commit("The arm labels its own attempts", "2019-02-11")
    shutil.move(root / ".demand", projects / "demand")
    plan.commit("Add demand forecasting", "2019-02-25")
    plan.edit("POSE/project.yml", ("decide_by: position_first", "decide_by: grasp"))
    plan.commit("Position becomes a threshold, angle is optimised", "2019-04-08")
    plan.edit("POSE/project.yml", ("effort: {person_weeks", "efort: {person_weeks"))
    plan.commit("wip", "2019-04-09")
    plan.edit("POSE/project.yml", ("efort: {person_weeks", "effort: {person_weeks"))
    plan.edit("POSE/models.csv", ("net-b,0.88,60,300,0.001,tight\n", f"net-b,0.88,60,300,0.001,tight\n{rows[1]}"))
    plan.commit("net-d on the wide crop", "2019-04-12")
    plan.edit("POSE/project.yml", ('["position_error < 1"]', '["position_error < 0.7"]'))
    plan.commit("The new gripper needs 0.7 cm", "2019-04-24")
    plan.edit("POSE/project.yml", ('["position_error < 0.7"]', '["position_error < 1"]'))
    plan.commit("Keep the old gripper", "2019-05-02")
    plan.edit("POSE/project.yml", ("safety review, passed: true", "safety review, passed: false"))
    plan.commit("Machine safety review: not passed", "2019-05-06")
    plan.edit("POSE/project.yml", ("safety review, passed: false", "safety review, passed: true"))
    plan.commit("Light curtain installed, review passed", "2019-05-10")
    plan.edit("plan.yml", ("  data_availability:\n    weight: 1", "  data_availability:\n    weight: 3"))
    plan.commit("Data is what stops us: weigh it three times", "2019-05-16")
    git(root, "mv", f"content/projects/{plan.pose}", "content/projects/pose")
    for other in projects.glob("*/project.yml"):
        text = other.read_text(encoding="utf-8")
        other.write_text(text.replace(f"depends_on: [{plan.pose}]", "depends_on: [pose]"), encoding="utf-8")
    plan.pose = "pose"
    plan.edit(
        "POSE/project.yml",
        ("learned_pipeline: {value: 3", "learned_pipeline: {value: 5"),
        ("data_availability: {value: 3", "data_availability: {value: 4"),
    )
    plan.commit("Shorter id; the filters and the lookup table go as well", "2019-05-21")
    plan.edit("POSE/models.csv", (rows[1], f"{rows[0]}{rows[1]}"))
    plan.commit("net-c", "2019-05-28")
    plan.edit("POSE/models.csv", (rows[1], f"{rows[1]}{rows[2]}"))
    plan.commit(HOSTILE, "2019-06-01")
    return root


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]))

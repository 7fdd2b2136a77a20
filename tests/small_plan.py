"""The smallest plan that has no findings, its files by name, and a way to write it with others in their place."""

from collections.abc import Mapping
from pathlib import Path

from planpress.workflows.check_plan import Checked

Files = Mapping[str, str | bytes | None]

P = "content/plan.yml"
FOLDER = "content/projects/p/"
Q, T, N = FOLDER + "project.yml", FOLDER + "models.csv", FOLDER + "plan.md"

PLAN = """\
schema: 1
title: A plan
as_of: 2019-06-01
scales:
  effort: {bounds: [1, 5]}
impact:
  worth: {weight: 1, scale: effort}
feasibility:
  data: {weight: 1, scale: effort}
metrics:
  precision: {better: higher, range: [0, 1]}
  recall: {better: higher, range: [0, 1]}
"""
PROJECT = """\
schema: 1
title: A project
owner: Kim
stage: planning
effort: {person_weeks: 3}
impact: {worth: 4}
feasibility: {data: 3}
"""
MODELS = f"""\
{PROJECT}models: {{table: models.csv}}
rules: {{best: {{rule: metric, metric: precision}}}}
decide_by: best
baselines:
  - {{id: script, kind: scripted, values: {{precision: 0.5}}}}
  - {{id: people, kind: human, rung: domain-experts, people: 3, values: {{precision: 0.9}}}}
waivers: [{{kind: uncertainty, because: single values, until: 2020-01-01}}]
"""
CSV = "model,precision,recall\nnet-1,0.8,0.7\nnet-2,0.7,0.8\n"


def table(written: str) -> str:
    """The project with models, its table elsewhere."""
    return MODELS.replace("models.csv", written)

M = "content/meetings/2019-06-01-planning.yml"
MEETING = """\
schema: 1
title: Planning
agenda:
  - {project: p, question: Go on?}
"""


def write(root: Path, files: Files) -> Path:
    """The plan and the project without findings below `root`, with `files` in their place or beside them."""
    for name, content in {P: PLAN, Q: PROJECT, **files}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def said(checked: Checked) -> tuple[str, ...]:
    """The findings as lines, the project's folder left out."""
    return tuple(str(finding).removeprefix(FOLDER) for finding in checked.findings)

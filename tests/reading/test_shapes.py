"""Tables as people export them, each in a plan of its own: what is found in it, and whom the rule chooses.

The files of a case stand below lines `--- name`.
"""

import re
from pathlib import Path

import pytest

from planpress.model.tables import Spread
from planpress.model.wording import number
from planpress.workflows.check_plan import check_folder, conclude
from tests.reading.prose import FOLDER, Case, cases, spelled
from tests.small_plan import FOLDER as PROJECT
from tests.small_plan import P

PLAN = """\
schema: 1
title: T
as_of: 2026-11-01
scales: {effort: {bounds: [1, 5]}}
impact: {worth: {scale: effort}}
feasibility: {data: {scale: effort}}
"""
BEFORE = """\
schema: 1
title: Sample
stage: planning
effort: {person_weeks: 2}
owner: Kim
impact: {worth: 3}
feasibility: {data: 3}
"""
CASES = [case for file in sorted((FOLDER / "shapes").glob("*.md")) for case in cases(f"shapes/{file.name}")]


def files_of(text: str) -> dict[str, str]:
    """The files of a case by their names."""
    _, *parts = re.split(r"^--- (.+)\n", spelled(text), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def read(root: Path, files: dict[str, str]) -> str:
    """What is found in a plan with these files as its only project, and for each rule whom it chooses and from what."""
    written = {P: PLAN, **{f"{PROJECT}{name}": text for name, text in files.items()}}
    written[f"{PROJECT}project.yml"] = BEFORE + files["project.yml"]
    for name, text in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    checked = check_folder(root, {})
    offset = BEFORE.count("\n")
    lines = [
        re.sub(r"^project\.yml:(\d+)", lambda at: f"project.yml:{int(at[1]) - offset}", str(finding).removeprefix(PROJECT))
        for finding in checked.findings
        if finding.code not in ("PP401", "PP402", "PP440")  # of the plan, not of its table
    ]
    errors = checked.plan is None or checked.failed()
    for evaluation in () if errors else conclude(checked).evaluations.values():
        for rule in evaluation.rules:
            lines.append(f"{rule.id}: {', '.join(rule.winners) or 'none'}")
        table = evaluation.project.table
        for model in table.models if table else ():
            values = [f"{name}={number(value)}{error(model.spreads.get(name))}" for name, value in model.values.items()]
            notes = "".join(f"; {name}: {text}" for name, text in model.notes.items())
            lines.append(f"  {model.name}: {', '.join(values[:6])}{notes}")
        lines += [f"  baseline {one.id}: {dict(one.values)}" for one in evaluation.project.baselines]
    return "\n".join(line.rstrip() for line in lines)


def error(spread: Spread | None) -> str:
    if spread is None:
        return ""
    return f" ± {spread.se:.3g}" if spread.se is not None else f" in {spread.ends}" if spread.ends else " once"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_shapes(case: Case, tmp_path: Path) -> None:
    assert read(tmp_path, files_of(case.input)) == case.expected

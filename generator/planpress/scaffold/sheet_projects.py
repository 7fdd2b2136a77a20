"""The files of projects that come from the rows of a sheet: as `planpress new` writes them, filled in."""

import html
import re
from collections.abc import Iterable, Mapping

from planpress.model.plan import Plan
from planpress.model.wording import number
from planpress.reading.sheets import SheetProject
from planpress.scaffold.new_plan import project_files, yaml_text

_MARKS = re.compile(r"([\\`*_\[\]|~])")


def files_of_row(project: SheetProject, plan: Plan, sheet: str) -> dict[str, str]:
    """The files of a row's project by their names; what is no key of project.yml stands in plan.md, as a table below
    the name of its `sheet`. That comes first: whoever is killed between the two leaves no project without it."""
    files = project_files(project.id, str(project.values["title"]), plan)
    text = files["project.yml"].replace("\nstage: planning", "\n# stage: planning")  # which the sheet does not say
    for key, value in project.values.items():
        if key != "title":
            text = _with_value(text, key, value)
    notes = _table(project.notes, sheet) if project.notes else ""
    return {"plan.md": f"{files['plan.md'].rstrip()}\n{notes}", "project.yml": text}


def _with_value(text: str, key: str, value: object) -> str:
    """The text of a project.yml with a value in the place of what it has or offers for a key, else below its owner."""
    group, _, name = key.rpartition(".")
    lines = text.split("\n")
    start = lines.index(f"{group}:") if group else 0
    at = next((at for at, line in enumerate(lines) if at > start and _offers(line, group, name)), None)
    if at is None:
        at = next(at for at, line in enumerate(lines, start=1) if line.startswith("owner:"))
        lines.insert(at, "")
    lines[at] = f"{'  ' if group else ''}{name}: {_yaml(value)}"
    return "\n".join(lines)


def _offers(line: str, group: str, name: str) -> bool:
    """Whether a line is that of a key, be it in a comment. A factor's question may begin as its rating does."""
    if group:
        return line.startswith(f"  # {name}: ") and line.split()[3:4] == ["#"]
    return line.startswith((f"{name}:", f"# {name}:"))


def _yaml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    return number(value) if isinstance(value, float) else yaml_text(str(value))


def _table(notes: Iterable[tuple[str, str]], sheet: str) -> str:
    rows = "".join(f"| {_cell(head)} | {_cell(text)} |\n" for head, text in notes)
    return f"\n## From {_cell(sheet)}\n\n| Column | Value |\n|---|---|\n{rows}"


def _cell(text: str) -> str:
    """A text as a cell of Markdown that shows it and nothing else; its line ends are breaks."""
    lines = filter(None, map(str.strip, text.split("\n")))
    return "<br>".join(_MARKS.sub(r"\\\1", html.escape(line, quote=False)) for line in lines)

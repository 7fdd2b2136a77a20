"""The files that `planpress init` and `planpress new` write: enough to build at once, nothing over what is there."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from planpress.model.errors import PlanpressError, reason
from planpress.model.location import Location
from planpress.model.plan import Factor, Plan
from planpress.model.wording import listed, number, visible

SCHEMAS = ".planpress"
IGNORED = ".gitignore"

_PLAN = """\
# yaml-language-server: $schema={schema}
schema: 1
title: {title}
capacity: 3                  # how many projects can be carried; or {{person_weeks: 60}}

scales:
  effort:                    # every rating is made on a scale with ends that you declare
    bounds: [1, 5]
    levels:
      1: a year's work, or nobody knows how
      2: several months
      3: a month or two
      4: a few weeks
      5: days, with what is there
  worth:
    bounds: [1, 5]
    levels:
      1: nobody would notice
      2: a convenience
      3: saves hours every week
      4: changes how a team works
      5: makes something possible that is not today

impact:                      # the y-axis: what is it worth?
  cheap_prediction: {{weight: 1, scale: worth, question: "What would become worth doing if prediction cost next to nothing?"}}
  learned_pipeline: {{weight: 1, scale: worth, question: "Is there a complicated, hand-made pipeline that could be learned from data?"}}
  product_friction: {{weight: 1, scale: worth, question: "Where does the product make people wait, type or search?"}}

feasibility:                 # the x-axis: how cheap is it? Data counts most, as the cost drivers' base
  data_availability: {{weight: 3, scale: effort, question: "How hard is it to get the data, and to label it?"}}
  accuracy_requirement: {{weight: 2, scale: effort, question: "How often must it be right to be useful, and what does a mistake cost?"}}
  problem_difficulty: {{weight: 1, scale: effort, question: "Is there good published work on similar problems?"}}

metrics:                     # what several projects measure; a project may add its own
  precision: {{label: Precision, better: higher, range: [0, 1]}}
  recall: {{label: Recall, better: higher, range: [0, 1]}}
  latency: {{label: Latency, better: lower, unit: ms}}
"""  # noqa: E501

_SETTINGS = """\
site_name: {title}
docs_dir: content
site_dir: site
use_directory_urls: false    # links end in .html: pages lead to each other from a folder (file://) too

theme:
  name: material
  font: false                # the reader's own fonts: no page asks another host for anything
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Switch to dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Switch to light mode}}
  features: [navigation.footer, navigation.top]

plugins: [search, tags, planpress]

markdown_extensions:
  - tables
  - toc: {{permalink: true}}

extra:
  generator: false
"""

_IGNORED = """\
/site/
/.site.planpress-*
/.cache/
"""

_PROJECT = """\
# yaml-language-server: $schema={schema}
schema: 1
title: {title}
summary:                     # one or two sentences
owner:                       # a team of plan.yml, or a person
stage: planning              # planning, data, training or deploying

impact:                      # ratings: a number, [low, high], [low, likely, high], or {{anna: 4, ben: 3}}
{impact}
feasibility:
{feasibility}
# When there are models to compare, put them into models.csv beside this file and say which rule decides:
#
# models: {{table: models.csv}}
# rules:
#   threshold: {{rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}}
# baselines:
#   - {{id: rules, kind: scripted, label: What the script of rules reaches, values: {{precision: 0.7, recall: 0.5}}}}
#
# planpress schema project lists every other key.
"""

_NARRATIVE = """\
## What it is

## What we know

## What would change our mind
"""


def start_plan(
    folder: Path,
    schemas: Mapping[str, str],
    further: Mapping[Path, str] | None = None,
    location: Location | None = None,
) -> tuple[Path, ...]:
    """Write a plan to start from into `folder`, which may exist, with the `schemas` that its editor needs, by name, and
    `further` files. With a `location` the plan goes there, into the site that `folder` has already, whose schemas stay.

    Raises PlanpressError where a file is in the way.
    """
    name, there = visible(folder.resolve().name), location or Location()
    schema = _schema("plan", there.folder)
    files = {there.plan: _PLAN.format(title=_plan_title(name), schema=schema)}
    if location is None:
        files["mkdocs.yml"] = settings_to_start_from(name)
    if location is None or not (folder / IGNORED).exists():
        files[IGNORED] = _IGNORED
    made = {f"{SCHEMAS}/{name}.schema.json": text for name, text in schemas.items()}
    files |= {path: text for path, text in made.items() if location is None or not (folder / path).exists()}
    return write_new({**{folder / path: text for path, text in files.items()}, **(further or {})})


def not_ignored(text: str) -> Iterator[str]:
    """What to add to a .gitignore with this text, line by line as it is printed."""
    missing = [line for line in _IGNORED.splitlines()[1:] if line not in text]
    if missing:
        yield "add to .gitignore:"
        yield from missing


def _schema(name: str, folder: str) -> str:
    """The way from a folder of the plan's to a schema that its editor needs."""
    return posixpath.relpath(f"{SCHEMAS}/{name}.schema.json", folder)


def settings_to_start_from(name: str) -> str:
    """The mkdocs.yml of a new plan whose folder has this name."""
    return _SETTINGS.format(title=_plan_title(name))


def start_project(root: Path, name: str, plan: Plan) -> tuple[Path, ...]:
    """Write the files of a new project, with the plan's own factors to rate. Raises PlanpressError where it exists."""
    place = f"{plan.location.projects}/{name}"
    folder = root / place
    if folder.exists() or folder.is_symlink():
        raise PlanpressError(f"{place} is there already; choose another id")
    impact, feasibility = _factors(plan.impact, plan), _factors(plan.feasibility, plan)
    schema = _schema("project", place)
    project = _PROJECT.format(title=_title(name), impact=impact, feasibility=feasibility, schema=schema)
    return write_new({folder / "project.yml": project, folder / "plan.md": _NARRATIVE})


def write_new(files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files that are not there yet, all of them or none. Raises PlanpressError where one is in the way."""
    there = [path for path in files if path.exists() or path.is_symlink()]
    if there:
        are = "is" if len(there) == 1 else "are"
        raise PlanpressError(f"{listed(map(str, there))} {are} there already; nothing was written")
    written: list[Path] = []
    made: list[Path] = []
    try:
        for path, text in files.items():
            _make_folder(path.parent, made)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as problem:
        for path in written:
            path.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):  # somebody else's file has come into it
                path.rmdir()
        where = problem.filename or os.path.commonpath([path.parent for path in files])
        raise PlanpressError(f"cannot write {where}: {reason(problem)}") from None
    return tuple(written)


def _plan_title(folder: str) -> str:
    """The title of a plan in a folder of this name: "Our ML plan" of our-plan, "Robotics ML plan" of robotics."""
    words = [word for word in folder.replace("-", " ").replace("_", " ").split() if word.lower() not in ("ml", "plan")]
    return _title(" ".join([*words, "ML plan"]))


def _title(name: str) -> str:
    """An id as a title in quotes, which YAML reads as JSON does."""
    words = name.replace("-", " ").replace("_", " ")
    return json.dumps(f"{words[:1].upper()}{words[1:]}".strip(), ensure_ascii=False)


def _factors(factors: Mapping[str, Factor], plan: Plan) -> str:
    """The factors as lines to fill in: a blank rating is no rating, and says so as a warning."""
    lines = []
    for name, factor in factors.items():
        scale = plan.scales.get(factor.scale)
        low, high = map(number, scale.bounds) if scale else ("?", "?")
        question = f", {' '.join(factor.question.split())}" if factor.question else ""
        lines.append(f"  # {name}: {high}".ljust(40) + f"# {low} to {high}{question}")
    return "\n".join(lines)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; those that were not there are added to `made`."""
    if folder.is_dir():
        return
    _make_folder(folder.parent, made)
    folder.mkdir(exist_ok=True)
    made.append(folder)

"""The files that `planpress init` and `planpress new` write: enough to build at once, nothing over what is there.

A plan that comes into a site which is there already goes into its docs; what to add to mkdocs.yml is told its owner.
"""

import json
import math
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from textwrap import wrap
from typing import Any

from planpress.files.bundled_templates import filled_template
from planpress.model.errors import PlanpressError, reason
from planpress.model.feasibility import HARD_LABELS
from planpress.model.location import Location
from planpress.model.metrics import Scale
from planpress.model.plan import Factor, Plan
from planpress.model.sources import PAGE_ENDINGS
from planpress.model.wording import listed, number, visible

SCHEMAS = ".planpress"
IGNORED = ".gitignore"
_FOLDERS = ("plan", "ml-plan", "planpress-plan")
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_BLOCK = re.compile(r"^plugins:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*([ \t]*)(-[ \t]|\S)", re.MULTILINE)
_FLOW = re.compile(r"^plugins:[ \t]*\[(.*)\][ \t]*(?:#.*)?$", re.MULTILINE)


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
    files = {there.plan: filled_template("start/plan.yml", {"TITLE": _plan_title(name), "SCHEMA": schema})}
    if location is None:
        files["mkdocs.yml"] = settings_to_start_from(name)
    if location is None or not (folder / IGNORED).exists():
        files[IGNORED] = filled_template("start/gitignore", {})
    made = {f"{SCHEMAS}/{name}.schema.json": text for name, text in schemas.items()}
    files |= {path: text for path, text in made.items() if location is None or not (folder / path).exists()}
    return write_new({**{folder / path: text for path, text in files.items()}, **(further or {})})


def not_ignored(text: str) -> Iterator[str]:
    """What to add to a .gitignore with this text, line by line as it is printed."""
    missing = [line for line in filled_template("start/gitignore", {}).splitlines()[1:] if line not in text]
    if missing:
        yield "add to .gitignore:"
        yield from missing


def settings_to_start_from(name: str) -> str:
    """The mkdocs.yml of a new plan whose folder has this name."""
    return filled_template("start/mkdocs.yml", {"TITLE": _plan_title(name)})


def start_project(root: Path, name: str, plan: Plan) -> tuple[Path, ...]:
    """Write the files of a new project, with the plan's own factors to rate. Raises PlanpressError where it exists."""
    place = f"{plan.location.projects}/{name}"
    folder = root / place
    if folder.exists() or folder.is_symlink():
        raise PlanpressError(f"{place} is there already; choose another id")
    return write_new({folder / file: text for file, text in project_files(name, _title_of(name), plan).items()})


def project_files(name: str, title: str, plan: Plan) -> dict[str, str]:
    """The files of a new project by their names, with the plan's own factors to rate."""
    words = {
        "TITLE": yaml_text(title),
        "SCHEMA": _schema("project", f"{plan.location.projects}/{name}"),
        "IMPACT": _factors(plan.impact, plan),
        "FEASIBILITY": _factors(plan.feasibility, plan),
    }
    return {file: filled_template(f"start/{file}", words) for file in ("project.yml", "plan.md")}


def write_new(files: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files that are not there yet, all of them or none. Raises PlanpressError where one is in the way."""
    there = [path for path in files if path.exists() or path.is_symlink()]
    if there:
        are, them = ("is", "it") if len(there) == 1 else ("are", "them")
        way_out = f"move {them} away or rename {them}, and run the command again"
        raise PlanpressError(f"{listed(map(str, there))} {are} there already; nothing was written; {way_out}")
    written, made = list[Path](), list[Path]()
    try:
        for path, text in files.items():
            for folder in reversed([above for above in path.parents if not above.is_dir()]):
                folder.mkdir(exist_ok=True)
                made.append(folder)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except BaseException as problem:  # an interruption too
        for path in written:
            path.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):  # somebody else's file has come into it
                path.rmdir()
        if not isinstance(problem, OSError):
            raise
        where = problem.filename or os.path.commonpath([path.parent for path in files])
        raise PlanpressError(f"cannot write {where}: {reason(problem)}") from None
    return tuple(written)


def place_for(root: Path, docs: str) -> Location:
    """Where a new plan goes in the site at `root`: into `docs`, or into a folder below where that has pages already.

    Raises PlanpressError where all such folders are taken.
    """
    files = (path.relative_to(root / docs) for path in (root / docs).rglob("*") if path.name.endswith(PAGE_ENDINGS))
    if all(any(part.startswith(".") for part in path.parts) for path in files):
        return Location(docs, docs, "")
    for name in _FOLDERS:
        if not os.path.lexists(root / docs / name):
            return Location(f"{docs}/{name}", docs, name)
    taken = ", ".join(f"{docs}/{name}" for name in _FOLDERS)
    raise PlanpressError(
        f"{taken} are there already; name a folder of your own in mkdocs.yml, planpress: {{plan: {docs}/NAME}} below"
        " plugins, and run planpress init again"
    )


def additions(text: str, settings: Mapping[str, Any], location: Location) -> Iterator[str]:
    """What to add to an mkdocs.yml with this `text` and these `settings`, line by line as it is printed."""
    yield from _plugin(text, settings, location)
    if isinstance(settings.get("nav"), list):
        yield "and below nav, for the portfolio:"
        yield f"  - Plan: {_scalar(location.page('index.md'))}"


def _schema(name: str, folder: str) -> str:
    """The way from a folder of the plan's to a schema that its editor needs."""
    return posixpath.relpath(f"{SCHEMAS}/{name}.schema.json", folder)


def _plan_title(folder: str) -> str:
    """The title of a plan in a folder of this name: "Our ML plan" of our-plan, "Robotics ML plan" of robotics."""
    words = [word for word in folder.replace("-", " ").replace("_", " ").split() if word.lower() not in ("ml", "plan")]
    return yaml_text(_title_of(" ".join([*words, "ML plan"])))


def _title_of(name: str) -> str:
    """An id as a title."""
    words = name.replace("-", " ").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}".strip()


def yaml_text(text: str) -> str:
    """A text in quotes, which YAML reads as it is: what it would take for a line end, or cannot hold, is spelt out."""
    shown = json.dumps(text, ensure_ascii=False)
    return shown if shown.isprintable() else "".join(one if one.isprintable() else _spelt(one) for one in shown)


def _spelt(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _factors(factors: Mapping[str, Factor], plan: Plan) -> str:
    """The factors as lines to fill in below their questions: one that is not rated says so as a warning."""
    return "\n".join(line for name, factor in factors.items() for line in _factor(name, factor, plan))


def _factor(name: str, factor: Factor, plan: Plan) -> Iterator[str]:
    scale, asked = plan.scales.get(factor.scale), [factor.question or "", *factor.ask]
    rating = number(_middle(scale)) if scale else "?"
    if factor.driver == "difficulty":
        kinds = listed(HARD_LABELS, "or")
        asked.append(f"Is it hard by its {kinds}? Then write {{value: {rating}, hard: [output]}}.")
    for line in wrap(" ".join(" ".join(asked).split()), 116, break_long_words=False, break_on_hyphens=False):
        yield f"  # {line}"
    ends = " … ".join(f"{number(end)} {scale.levels.get(end, '')}".strip() for end in scale.bounds) if scale else "?"
    best = f" ({number(scale.bounds[0])} is best)" if scale and scale.better == "lower" else ""
    yield f"  # {name}: {rating}".ljust(40) + f"# {' '.join(ends.split())}{best}"


def _middle(scale: Scale) -> float:
    """The middle of a scale, or the level that has words nearest to it: of two the one that promises less."""
    middle = math.fsum(scale.bounds) / 2
    return min(scale.levels or (middle,), key=lambda level: (abs(level - middle), scale.utility(level)))


def _plugin(text: str, settings: Mapping[str, Any], location: Location) -> Iterator[str]:
    own = "" if location.folder == location.docs else f"{{plan: {_scalar(location.folder)}}}"
    entry = f"planpress: {own}" if own else "planpress"
    block, flow = _BLOCK.search(text), _FLOW.search(text)
    if settings.get("plugins") is None:
        yield "add to mkdocs.yml, where search is MkDocs' own, which it leaves out once plugins are listed:"
        yield "plugins:"
        yield "  - search"
        yield f"  - {entry}"
    elif block is not None and block[2].startswith("-"):
        yield "add to mkdocs.yml, below plugins:"
        yield f"{block[1]}- {entry}"
    elif block is not None:
        yield "add to mkdocs.yml, below plugins:"
        yield f"{block[1]}planpress: {own or '{}'}"
    elif flow is not None:
        others = f"{flow[1].strip().rstrip(',')}, " if flow[1].strip() else ""
        yield "write in mkdocs.yml, in the place of its line of plugins:"
        yield f"plugins: [{others}{f'{{{entry}}}' if own else entry}]"
    else:
        yield "add to the list of plugins that mkdocs.yml has or inherits:"
        yield f"  - {entry}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes where it needs them; JSON is YAML."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)

"""What a site's own mkdocs.yml says, where it has the plan, and which plan a folder or a file belongs to.

The settings are read as plain YAML; nothing in them is obeyed."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from planpress.model.errors import PlanpressError, reason
from planpress.model.location import Location, Tagged, own_settings
from planpress.model.wording import quoted
from planpress.reading.decoding import stand_in
from planpress.reading.disk import DiskTree

USUAL = Location()
"""Where a plan lies that no mkdocs.yml places."""


def has_plan(root: Path) -> bool:
    return (root / located(root).plan).is_file()


def located(root: Path) -> Location:
    """Where the plan of the folder `root` lies: where its mkdocs.yml has it, else in content/.

    Raises PlanpressError for an mkdocs.yml that cannot be understood.
    """
    found = located_by(root, read_settings(root) if settings_file(root).is_file() else {})
    if found is None:
        return USUAL
    # A content/ that no mkdocs.yml speaks of is a plan too.
    return found if (root / found.plan).is_file() or not (root / USUAL.plan).is_file() else USUAL


def located_by(root: Path, settings: Mapping[str, Any], docs: Any = None) -> Location | None:
    """Where settings have the plan, in the docs_dir `docs` or else in theirs; None where they name no plugin."""
    own = own_settings(settings)
    if own is None:
        return None
    return location(root, docs or settings.get("docs_dir", "docs"), own.get("plan"), own.get("pages"))


def location(root: Path, docs: Any, plan: Any = None, pages: Any = None) -> Location:
    """The location below `root` that settings mean: `docs_dir`, and below planpress `plan` and `pages`.

    Raises PlanpressError for what is no path, for a plan outside docs_dir and for pages outside the site.
    """
    docs = _path("docs_dir", docs)
    docs = Path(os.path.relpath(docs, root)).as_posix() if os.path.isabs(docs) else docs
    folder = docs if plan is None else _path("plan", plan)
    if folder != docs and not folder.startswith(f"{docs}/"):
        raise PlanpressError(
            f"{SETTINGS}: plan is {quoted(folder)}, which is not in docs_dir {quoted(docs)}; what is published with"
            f" the plan must lie there, as in plan: {docs}/ml"
        )
    below = folder[len(docs) + 1 :] if pages is None else _path("pages", pages)
    if below.startswith(("/", "..")):
        raise PlanpressError(f"{SETTINGS}: pages is {quoted(below)}; name a folder of the site, as in pages: ml")
    return Location(folder, docs, "" if below == "." else below)


def _path(name: str, written: Any) -> str:
    if not isinstance(written, str) or not written:
        example = {"docs_dir": "docs", "pages": "ml"}.get(name, "docs/ml")
        way_out = f"write it as a path, as in {name}: {example}"
        raise PlanpressError(f"{SETTINGS}: {name} is {quoted(str(written))}; {way_out}")
    return posixpath.normpath(written.replace("\\", "/"))


class NoPlanError(PlanpressError):
    """There is no plan where one was looked for."""


def find_root(start: Path) -> Path:
    """The nearest folder upward from `start` that has a plan: content/plan.yml, or one that its mkdocs.yml places.

    Raises NoPlanError where none has, and PlanpressError for an mkdocs.yml on the way that cannot be understood.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / USUAL.plan).is_file() or has_plan(candidate):
            return candidate
        place = located(candidate)
        if place != USUAL:
            if _left_out_plan(candidate, place.plan) is not None:
                raise left_out(place.plan, candidate)
            raise NoPlanError(
                f'there is no {place.plan} in "{candidate}", where its {SETTINGS} has the plan;'
                " write it, or name the plan's folder below planpress, as in plan: docs/ml"
            )
    if (sparse := _left_out_plan(folder, USUAL.plan)) is not None:
        raise left_out(USUAL.plan, sparse)
    sites = (candidate for candidate in (folder, *folder.parents) if settings_file(candidate).is_file())
    if (site := next(sites, None)) is not None and own_settings(read_settings(site)) is None:
        raise NoPlanError(
            f'the {settings_file(site).name} in "{site}" does not list the plugin planpress; where the site has a plan,'
            " add below plugins, with its folder: - planpress: {plan: docs/plan}; to start one: planpress init DIR"
        )
    raise NoPlanError(
        f'no {USUAL.plan} in "{start}" or above; go to the plan\'s folder, name it with --root,'
        " or start one: planpress init DIR"
    )


def _left_out_plan(start: Path, plan: str) -> Path | None:
    from planpress.reading.git.plan_state import left_out_plan  # where there is no plan: it takes long to import

    return left_out_plan(start, plan)


def left_out(plan: str, root: Path) -> NoPlanError:
    """What to raise where a sparse checkout leaves out the plan.yml at the path `plan` from `root`."""
    return NoPlanError(f'a sparse checkout leaves out {plan} in "{root}"; git sparse-checkout disable')


def roots_of(files: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of the plans that files belong to, each once, sorted; a file in no plan's folder belongs to none.

    The files need not exist any more.
    """
    # Not resolved: a link in a plan is a file of that plan, wherever it leads.
    folders = {Path(os.path.abspath(file)).parent for file in files}
    plan = cache(_plan_folder)  # settings are read once, however many files are below them
    owners = set[Path]()
    for folder in folders:
        holding = (root for root in folder.parents if (own := plan(root)) is not None and folder.is_relative_to(own))
        owners.update(islice(holding, 1))  # the nearest
    return tuple(sorted(owners))


def _plan_folder(root: Path) -> Path | None:
    """The folder with the plan of the site at `root`; None where there is none, or none that can be found."""
    try:
        location = located(root)
    except PlanpressError:
        location = USUAL  # what is wrong with the settings is said where the plan is read
    return Path(os.path.abspath(root / location.folder)) if (root / location.plan).is_file() else None


def plan_at(root: Path) -> DiskTree:
    """The plan of the folder `root`, where the site's settings have it."""
    return DiskTree(root, location=located(root))


SETTINGS = "mkdocs.yml"


def read_settings(root: Path) -> dict[str, Any]:
    """The settings in the mkdocs.yml below `root` and in those that it inherits; {} where there is none.

    Raises PlanpressError for what is no YAML, and where a setting that is needed has a form that no engine takes.
    """
    file = settings_file(root)
    settings = _read(file) if file.is_file() else {}
    inherited = 0
    while "INHERIT" in settings:
        file = file.parent / str(settings.pop("INHERIT"))
        inherited += 1
        if inherited > _MOST_INHERITED:
            raise PlanpressError(f"{SETTINGS} inherits from more than {_MOST_INHERITED} files, or from itself")
        settings = _merged(_read(file), settings)
    for name, kinds, words in _FORMS:
        if name in settings and not isinstance(settings[name], kinds):
            raise PlanpressError(f"{SETTINGS}: {name} must be {words}")
    return settings


def settings_file(root: Path) -> Path:
    """Where MkDocs looks for the settings of the site at `root`, whether or not they are there."""
    other = root / "mkdocs.yaml"
    return other if other.is_file() and not (root / SETTINGS).is_file() else root / SETTINGS


def inherited(file: Path) -> str | None:
    """The file that a file of settings inherits from, as it is written there."""
    parent = _read(file).get("INHERIT")
    return None if parent is None else str(parent)


def settings_of(data: bytes, name: str = SETTINGS) -> dict[str, Any]:
    """The settings that a file of this `name` says itself. Raises PlanpressError for what is no YAML."""
    if (found := stand_in(name, data)) is not None:
        line = f":{found.place.line}" if found.place.line else ""
        raise PlanpressError(f"{name}{line}: {found.message}")
    try:
        settings = yaml.load(data.decode("utf-8"), Loader=_Loader)  # a SafeLoader
    except UnicodeDecodeError:
        raise PlanpressError(f"{name}: not UTF-8; save it as UTF-8") from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line = f":{mark.line + 1}:{mark.column + 1}" if mark is not None else ""
        raise PlanpressError(f"{name}{line}: not YAML: {problem.problem}") from None
    except (yaml.YAMLError, RecursionError) as problem:
        raise PlanpressError(f"{name}: {' '.join(str(problem).split())}") from None
    if not isinstance(settings, dict):
        raise PlanpressError(f"{name} holds no settings; planpress init DIR writes one to copy")
    return settings


_MOST_INHERITED = 10
_FORMS = (
    ("theme", (str, dict), "a name or a mapping"),
    ("plugins", (list, dict), "a list"),
    ("extra_css", list, "a list"),
    ("extra_javascript", list, "a list"),
)


def _read(file: Path) -> dict[str, Any]:
    if file.exists() and not file.is_file():  # a pipe or a device would be read for ever
        raise PlanpressError(f"{file.name} is not a regular file")
    try:
        return settings_of(file.read_bytes(), file.name)
    except OSError as problem:
        raise PlanpressError(f"{file.name}: {reason(problem)}") from None


def _merged(parent: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs does: mappings are merged key by key, anything else is the own one's."""
    merged = {**parent, **own}
    for name in parent.keys() & own.keys():
        if isinstance(parent[name], dict) and isinstance(own[name], dict):
            merged[name] = _merged(parent[name], own[name])
    return merged


_Reader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Reader):  # type: ignore[misc]
    """Reads plain YAML; a tag that it does not know is kept, never obeyed."""


def _kept(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.ScalarNode):
        return Tagged(node.tag, loader.construct_scalar(node))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.MappingNode)
    return Tagged(node.tag, loader.construct_mapping(node, deep=True))


_Loader.add_multi_constructor("", _kept)

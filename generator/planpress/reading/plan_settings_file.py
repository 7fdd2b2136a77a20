"""What a site's own mkdocs.yml says. It is read as plain YAML; nothing in it is obeyed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from planpress.model.errors import PlanpressError, reason
from planpress.model.location import Tagged
from planpress.reading.decoding import stand_in

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

"""mkdocs.yml: what a plan's own says, and the one that goes with rendered pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from planpress.model.errors import PlanpressError, reason

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag that only the engine understands, as `!ENV SITE_URL`: kept as it is written."""

    tag: str
    value: Any


def read_settings(root: Path) -> dict[str, Any]:
    """The settings in the mkdocs.yml below `root` and in those that it inherits; {} where there is none.

    Raises PlanpressError for what is no YAML, and where a setting that is needed has a form that no engine takes.
    """
    file = root / SETTINGS
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


def inherited(file: Path) -> str | None:
    """The file that a file of settings inherits from, as it is written there."""
    parent = _read(file).get("INHERIT")
    return None if parent is None else str(parent)


_MOST_INHERITED = 10
_FORMS = (
    ("theme", (str, dict), "a name or a mapping"),
    ("plugins", (list, dict), "a list"),
    ("extra_css", list, "a list"),
    ("extra_javascript", list, "a list"),
)


def _read(file: Path) -> dict[str, Any]:
    try:
        settings = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # a SafeLoader
    except OSError as problem:
        raise PlanpressError(f"{file.name}: {reason(problem)}") from None
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise PlanpressError(f"{file.name}: {' '.join(str(problem).split())}") from None
    if not isinstance(settings, dict):
        raise PlanpressError(f"{file.name} holds no settings; planpress init shows one to start from")
    return settings


def _merged(parent: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs does: mappings are merged key by key, anything else is the own one's."""
    merged = {**parent, **own}
    for name in parent.keys() & own.keys():
        if isinstance(parent[name], dict) and isinstance(own[name], dict):
            merged[name] = _merged(parent[name], own[name])
    return merged


def rendered_settings(
    own: Mapping[str, Any], title: str, nav: Sequence[Any], style: str, scripts: Sequence[str], *, overrides: bool
) -> str:
    """The mkdocs.yml of rendered pages: a plan's own settings without the plugin, and with what the pages need."""
    settings = {**_DEFAULTS, "site_name": title, **own}
    theme = settings["theme"]
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    theme.setdefault("font", False)
    if overrides:
        theme["custom_dir"] = "overrides"
    deferred = [{"path": path, "defer": True} for path in scripts]
    settings |= {
        "docs_dir": "docs",
        "site_dir": "site",
        # Links inside finished HTML are not rewritten by an engine, and these are right everywhere: from a folder too.
        "use_directory_urls": False,
        "theme": theme,
        "plugins": [plugin for plugin in _entries(settings["plugins"]) if _name(plugin) != "planpress"],
        "extra_css": [*settings.get("extra_css", []), style],
        "extra_javascript": [*settings.get("extra_javascript", []), *deferred],
    }
    settings.setdefault("nav", list(nav))
    settings.pop("hooks", None)
    head = "# Written by planpress render, which writes it anew; change the plan's own mkdocs.yml.\n"
    return head + yaml.dump(settings, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def sealed_settings(own: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Settings under which pages of a stranger can be built, and the names of what was left out.

    Hooks, and every plugin and extension that is not known to do nothing but show a text, are: some run what a page
    says, read the files that it names or fetch its addresses.
    """
    left_out = [f"hooks: {hook}" for hook in own.get("hooks") or ()]
    settings: dict[str, Any] = {"docs_dir": "content", "hooks": []}
    for name, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        entries = _entries(own[name]) if name in own else ["search"] if name == "plugins" else []
        settings[name] = [_plain(entry) for entry in entries if _name(entry) in known]
        left_out += [f"{name}: {_name(entry)}" for entry in entries if _name(entry) not in known]
    if "planpress" not in map(_name, settings["plugins"]):  # the change brings the first plan into somebody's site
        settings["plugins"].append("planpress")
    if "site_dir" in own:
        settings["site_dir"] = own["site_dir"]
    return settings, tuple(left_out)


def site_folder(place: Path, site_dir: str) -> Path:
    """Where the site of an untrusted change goes. Raises PlanpressError where a link of the change leads it away."""
    site = place / site_dir
    if not Path(site_dir).is_absolute() and not site.parent.resolve().is_relative_to(place.resolve()):
        raise PlanpressError(f"site_dir {site_dir} leads out of {place}; take the link away, or choose another folder")
    return site


_PLUGINS = {"search", "tags", "planpress", "material/search", "material/tags"}
_EXTENSIONS = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "md_in_html",
    "nl2br", "sane_lists", "smarty", "tables", "toc", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
}  # fmt: skip


def _plain(entry: Any) -> Any:
    """An entry without functions of its own for blocks of code, which may run what is in them."""
    if isinstance(entry, dict) and _name(entry) == "pymdownx.superfences":
        options = next(iter(entry.values())) or {}
        return {"pymdownx.superfences": {name: value for name, value in options.items() if name != "custom_fences"}}
    return entry


_DEFAULTS: Mapping[str, Any] = {
    "theme": {"name": "material"},
    "plugins": ["search", "tags"],
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "footnotes",
        "md_in_html",
        "tables",
        {"toc": {"permalink": True}},
    ],
}


def _entries(plugins: Any) -> list[Any]:
    """Plugins as a list, whether they were written as a list or as a mapping."""
    return [{name: value} for name, value in plugins.items()] if isinstance(plugins, dict) else list(plugins or [])


def _name(plugin: Any) -> str:
    return str(next(iter(plugin))) if isinstance(plugin, dict) else str(plugin)


class _Loader(yaml.SafeLoader):
    """Reads plain YAML; a tag that it does not know is kept, never obeyed."""


class _Dumper(yaml.SafeDumper):
    """Writes what _Loader reads."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _kept(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.ScalarNode):
        return Tagged(node.tag, loader.construct_scalar(node))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.MappingNode)
    return Tagged(node.tag, loader.construct_mapping(node, deep=True))


def _written(dumper: yaml.SafeDumper, tagged: Tagged) -> yaml.Node:
    if isinstance(tagged.value, list):
        return dumper.represent_sequence(tagged.tag, tagged.value)
    if isinstance(tagged.value, dict):
        return dumper.represent_mapping(tagged.tag, tagged.value)
    return dumper.represent_scalar(tagged.tag, str(tagged.value))


_Loader.add_multi_constructor("", _kept)
_Dumper.add_representer(Tagged, _written)

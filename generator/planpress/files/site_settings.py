"""mkdocs.yml: what a plan's own says, and the one that goes with rendered pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from planpress.model.errors import PlanpressError
from planpress.model.location import Location, Tagged, entries, name_of


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
        "plugins": [plugin for plugin in entries(settings["plugins"]) if name_of(plugin) != "planpress"],
        "extra_css": [*settings.get("extra_css", []), style],
        "extra_javascript": [*settings.get("extra_javascript", []), *deferred],
    }
    settings.setdefault("nav", list(nav))
    settings.pop("hooks", None)
    head = "# Written by planpress render, which writes it anew; change the plan's own mkdocs.yml.\n"
    return head + yaml.dump(settings, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def sealed_settings(own: Mapping[str, Any], location: Location) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Settings under which pages of a stranger can be built, and the names of what was left out.

    Hooks, and every plugin and extension that is not known to do nothing but show a text, are: some run what a page
    says, read the files that it names or fetch its addresses.
    """
    left_out = [f"hooks: {hook}" for hook in own.get("hooks") or ()]
    settings: dict[str, Any] = {"docs_dir": location.docs, "hooks": []}
    for name, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        written = entries(own[name]) if name in own else ["search"] if name == "plugins" else []
        settings[name] = [_plain(entry) for entry in written if name_of(entry) in known]
        left_out += [f"{name}: {name_of(entry)}" for entry in written if name_of(entry) not in known]
    if "planpress" not in map(name_of, settings["plugins"]):  # the change brings the first plan into somebody's site
        settings["plugins"].append({"planpress": {"plan": location.folder, "pages": location.pages or "."}})
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
    if isinstance(entry, dict) and name_of(entry) == "pymdownx.superfences":
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


class _Dumper(yaml.SafeDumper):
    """Writes what _Loader reads."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written(dumper: yaml.SafeDumper, tagged: Tagged) -> yaml.Node:
    if isinstance(tagged.value, list):
        return dumper.represent_sequence(tagged.tag, tagged.value)
    if isinstance(tagged.value, dict):
        return dumper.represent_mapping(tagged.tag, tagged.value)
    return dumper.represent_scalar(tagged.tag, str(tagged.value))


_Dumper.add_representer(Tagged, _written)

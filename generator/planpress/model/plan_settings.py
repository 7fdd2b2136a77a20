"""Values of a site's mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag that only the engine understands, as `!ENV SITE_URL`: kept as it is written."""

    tag: str
    value: Any


def entries(plugins: Any) -> list[Any]:
    """Plugins as a list, whether they were written as a list or as a mapping."""
    return [{name: value} for name, value in plugins.items()] if isinstance(plugins, dict) else list(plugins or [])


def name_of(entry: Any) -> str:
    """The name of a plugin or an extension that may have settings of its own."""
    return str(next(iter(entry))) if isinstance(entry, dict) else str(entry)


def own_settings(settings: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What settings say below `planpress`, {} where that is nothing; None where they do not name the plugin."""
    found = next((one for one in entries(settings.get("plugins")) if one and name_of(one) == "planpress"), None)
    own = found["planpress"] if isinstance(found, dict) else None
    return None if found is None else own if isinstance(own, dict) else {}

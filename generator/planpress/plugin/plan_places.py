"""Where a plan is in a site, and what the site depends on; and the environment that MkDocs reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from planpress.files.bundled_templates import template_folders
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.plugin.page_events import Settings
from planpress.reading import epoch
from planpress.reading.locations import location
from planpress.sandbox.checkout import TEMPLATES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def root_of(config: MkDocsConfig) -> Path:
    """The plan's root: the folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def located(config: MkDocsConfig, settings: Settings) -> Location:
    """Where the plan is, by the settings. Raises PlanpressError where it is not there."""
    root = root_of(config)
    # MkDocs does not follow links on the way to docs_dir.
    given = Path(os.path.abspath(config.config_file_path)).parent
    found = location(given, config.docs_dir, settings.plan, settings.pages)
    if not (root / found.plan).is_file():
        way_out = "name the folder that has it below planpress, as in plan: docs/ml, or start one: planpress init ."
        raise PlanpressError(f"there is no {found.plan}; {way_out}")
    return found


def watched(config: MkDocsConfig) -> list[Path]:
    """What a site depends on, whether it is there or not."""
    root = root_of(config)
    own = [Path(path) for path in (config.config_file_path, config.theme.custom_dir) if path]
    return [Path(config.docs_dir), root / TEMPLATES, *template_folders(root), *own]


class WrongEnvironmentError(PluginError):
    """A variable of the environment that no build can do with."""

    exit_code = 2


def settle_epoch() -> None:
    """MkDocs takes any SOURCE_DATE_EPOCH for a number, an empty one too. Raises WrongEnvironmentError."""
    try:
        epoch.settle(os.environ)
    except PlanpressError as problem:
        raise WrongEnvironmentError(str(problem)) from None

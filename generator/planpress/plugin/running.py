"""The commands that run MkDocs, with the plugin told what they know already."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from planpress.files.site_settings import sealed_settings, site_folder
from planpress.formats.faults import fault_beside
from planpress.model.errors import PlanpressError
from planpress.plugin.events import PlanpressPlugin
from planpress.plugin.guarding import guard
from planpress.reading.locations import settings_file as found_at
from planpress.workflows.check_plan import Checked
from planpress.workflows.publish_site import Publication

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from planpress.sandbox.admission_gate import At
    from planpress.sandbox.checkout import UntrustedCheckout

_OWN = (PlanpressError, MemoryError, RecursionError)
"""What the command line, or the parent of a build that is not trusted, knows to say."""


def build_site(root: Path, checked: Checked, *, strict: bool = False, against: str | None = None) -> Publication:
    """What `mkdocs build` does, with a plan that was checked already: the same bytes.

    With `against`, a revision, the site says what changes of that. Raises PlanpressError where it cannot be done.
    """
    return _build(load_settings(root, strict=strict), checked, against=against, strict=strict)


def build_sealed(
    sealed: UntrustedCheckout,
    checked: Checked,
    at: At,
    say: Callable[[str], None],
    *,
    strict: bool,
    against: str | None = None,
) -> Publication:
    """What `build_site` does, of a stranger's change: with nothing of the base's settings that obeys a page's text."""
    from mkdocs.utils.yaml import yaml_load

    with open(settings_file(sealed.root), "rb") as file:
        settings, left_out = sealed_settings(yaml_load(file), sealed.location)
    settings["site_dir"] = str(site_folder(sealed.place, str(settings.get("site_dir", "site"))))
    if left_out:
        say(f"left out, as the change is not trusted: {', '.join(left_out)}")
    return _build(load_settings(sealed.root, strict=strict, **settings), checked, (sealed, at), against, strict=strict)


def _build(
    config: MkDocsConfig,
    checked: Checked,
    sealed: tuple[UntrustedCheckout, At] | None = None,
    against: str | None = None,
    *,
    strict: bool,
) -> Publication:
    from mkdocs.commands.build import build

    plugin = plugin_of(config)
    plugin.checked, plugin.sealed, plugin.against = checked, sealed, against
    plugin.strict = strict or None  # the command line is above what mkdocs.yml says
    config.plugins.on_startup(command="build", dirty=False)
    # MkDocs counts warnings in strict mode with a handler of its own, which keeps Python from printing them.
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(shown)
    try:
        build(config)
    except Abort as problem:
        raise PlanpressError(_stopped(problem)) from None
    except PluginError as problem:
        raise PlanpressError(str(problem)) from None
    except Exception as problem:
        if isinstance(problem, _OWN) or getattr(problem, "errno", None):
            raise
        # The plugin's own events raise errors of MkDocs alone.
        raise PlanpressError(f"the site is as it was: {fault_beside(problem)}") from problem
    finally:
        logging.getLogger("mkdocs").removeHandler(shown)
        config.plugins.on_shutdown()
    return plugin.publication


def _stopped(problem: Abort) -> str:
    """Why MkDocs stopped: strict mode says what it counted, an error of a plugin's was logged right before."""
    why = str(problem.args[0] if problem.args else "MkDocs stopped")
    if "BuildError" not in why:
        return f"the site is as it was: {why}"
    return "the build has stopped" if "the site is as it was" in str(problem.__cause__) else "the site is as it was"


def settings_file(root: Path) -> Path:
    """mkdocs.yml of a plan. Raises PlanpressError where there is none."""
    file = found_at(root)
    if not file.is_file():
        raise PlanpressError(f'no mkdocs.yml in "{root}"; planpress init DIR writes one to copy')
    return file


def load_settings(root: Path, *, strict: bool, **settings: Any) -> MkDocsConfig:
    # Material prints an announcement about MkDocs 2 on import; versions are pinned below it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    guard()
    from mkdocs.config import load_config

    try:
        config = load_config(str(settings_file(root)), strict=strict or None, **settings)
    except (Abort, ConfigurationError) as problem:
        raise PlanpressError(f"mkdocs.yml: {problem}") from None
    if "planpress" not in config.plugins:
        raise PlanpressError("mkdocs.yml does not name the plugin; add planpress below plugins")
    return config


def plugin_of(config: MkDocsConfig) -> PlanpressPlugin:
    plugin = config.plugins["planpress"]
    assert isinstance(plugin, PlanpressPlugin)
    return plugin

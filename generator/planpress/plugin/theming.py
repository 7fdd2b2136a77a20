"""What planpress adds to the theme: its parts and the site's own over them, a style sheet and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue

from planpress.publishing import SCRIPTS, STYLE
from planpress.writing.bundled import template_folders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def add_to_theme(config: MkDocsConfig, root: Path) -> None:
    """Adds them to the settings of a build."""
    folders = [str(folder / "theme") for folder in template_folders(root)]
    config.theme.dirs[:0] = [folder for folder in folders if Path(folder).is_dir()]
    if STYLE not in config.extra_css:
        config.extra_css.append(STYLE)
    for path in SCRIPTS:
        script = ExtraScriptValue(path)
        script.defer = True
        if script not in config.extra_javascript:
            config.extra_javascript.append(script)

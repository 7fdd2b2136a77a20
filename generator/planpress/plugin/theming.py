"""What planpress adds to the theme, for its own pages alone: a style sheet and parts of its own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File
from mkdocs.utils import get_theme_dir, normalize_url

from planpress.files.bundled_templates import bundled_templates, template_folders
from planpress.workflows.publish_site import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as SitePage

_OURS, _HOSTS = "planpress-own", "planpress-host"
_EITHER = """\
{{% if planpress_page %}}{{% include "{ours}/{name}" %}}{{% else %}}{{% include "{hosts}/{name}" %}}{{% endif %}}"""


def add_to_theme(config: MkDocsConfig, root: Path) -> None:
    """Puts the parts of the theme that a site keeps in templates/theme over those of the theme, for every page."""
    bundled = bundled_templates()
    folders = [str(folder / "theme") for folder in template_folders(root) if folder != bundled]
    config.theme.dirs[:0] = [folder for folder in folders if Path(folder).is_dir() and folder not in config.theme.dirs]


def assets(config: MkDocsConfig, files: Files) -> Iterator[File]:
    """The style sheet and the scripts, where the site has none of its own."""
    theme = bundled_templates() / "theme"
    for full in sorted(theme.rglob("*")):
        path = full.relative_to(theme).as_posix()
        if full.is_file() and full.suffix != ".html" and files.get_file_from_path(path) is None:
            yield File.generated(config, path, abs_src_path=str(full))


def set_in_parts(env: Environment, config: MkDocsConfig) -> None:
    """Lets pages with `planpress_page` in their context have planpress's own parts of Material, and others Material's.

    A part that the site has in a folder of its own is the site's on every page.
    """
    from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, PrefixLoader

    material = get_theme_dir("material")
    if material not in config.theme.dirs or env.loader is None:
        return
    own = [Path(folder) for folder in config.theme.dirs[: config.theme.dirs.index(material)]]
    theme = bundled_templates() / "theme"
    switches = {
        name: _EITHER.format(ours=_OURS, hosts=_HOSTS, name=name)
        for name in (path.relative_to(theme).as_posix() for path in sorted((theme / "partials").glob("*.html")))
        if not any((folder / name).is_file() for folder in own)
    }
    prefixed = PrefixLoader({_OURS: FileSystemLoader(str(theme)), _HOSTS: env.loader})
    env.loader = ChoiceLoader([DictLoader(switches), prefixed, env.loader])


def furnish(context: Any, page: SitePage | None, config: MkDocsConfig, *, ours: bool) -> None:
    """What a template needs for a page with parts of planpress's."""
    own = copy.copy(config)  # and not the host's: its other pages have no use for the style sheet
    own.extra_css = [*config.extra_css, STYLE]
    context["config"] = own
    context["extra_css"] = [*context.get("extra_css", ()), normalize_url(STYLE, page, context.get("base_url", ""))]
    context["planpress_page"] = ours

"""What some other plugins need to know of planpress's pages, which are made in the build: they are in no repository and
in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import translate
from glob import escape
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as SitePage

log = get_plugin_logger("planpress")

_DATES = ("git_revision_date", "git_creation_date", "git_site_revision_date")


def settle(config: MkDocsConfig, paths: Iterable[str]) -> None:
    """Keeps the pages at `paths` from plugins that ask git when a page was written, and else take the build's clock.

    What a plugin can do for them in part only is logged.
    """
    globs = [escape(path) for path in paths]
    for key, plugin in config.plugins.items():
        if not isinstance(plugin, BasePlugin):  # a hook
            continue
        name, settings = key.partition(" #")[0], plugin.config
        if name == "rss":
            ours = "|".join(translate(glob) for glob in globs)
            settings["match_path"] = f"(?!{ours})(?:{settings['match_path']})"
            log.info("rss: pages of the plan are in no feed, as git knows no date of theirs")
        elif name.startswith("git-") and isinstance(settings.get("exclude"), list):
            settings["exclude"] = [*settings["exclude"], *globs]
            log.info(f"{name}: pages of the plan are left out, as git does not know them")
        elif name == "i18n":
            log.info("i18n: pages of the plan are in one language and stand in each as they are")


def undate(page: SitePage) -> None:
    """Takes out dates that plugins took from the build's clock, as git knows no such page."""
    for name in [name for name in page.meta if name.startswith(_DATES)]:
        del page.meta[name]


def in_languages(files: Files, made: Mapping[str, File], config: MkDocsConfig) -> dict[str, File]:
    """The same files again where i18n has made others of them, which it looks for in docs_dir.

    A page is in each language, as one that nobody has translated.
    """
    i18n: Any = config.plugins.get("i18n")
    if i18n is None:
        return dict(made)
    listed, language = i18n.i18n_files_per_language, i18n.current_language
    listed[language] = [file for file in listed[language] if file.src_uri not in made]
    found = {}
    for path, file in made.items():
        if path in files.src_uris:
            files.remove(files.src_uris[path])
        if file.is_documentation_page():
            alternates = {each: _in(each, file, i18n, config) for each in i18n.build_languages}
            file = alternates[language]  # noqa: PLW2901
            file.alternates = alternates  # type: ignore[attr-defined]
            listed[language].append(file)
        files.append(file)
        found[path] = file
    return found


def _in(language: str, file: File, i18n: Any, config: MkDocsConfig) -> File:
    found: Any = File.generated(config, file.src_uri, content=file.content_string, inclusion=file.inclusion)
    found.abs_src_path = file.abs_src_path
    if language != i18n.default_language:
        found.dest_uri = f"{language}/{found.dest_uri}"
    found.locale, found.locale_alternate_of, found.localization = i18n.default_language, language, None
    found.norm_src_uri, found.alternates = found.src_uri, {}
    made: File = found
    return made

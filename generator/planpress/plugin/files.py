"""The files of a site: what a plan is made from is taken out, and what is made of it is added."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from planpress.files.bundled_templates import leads_out
from planpress.model.errors import PlanpressError, needing
from planpress.model.location import Location
from planpress.model.report import Report
from planpress.model.site_pages import PACKET, Download
from planpress.model.wording import visible
from planpress.plugin.theming import assets
from planpress.reading.decoding import LONGEST_POINTER, pointer
from planpress.workflows.publish_site import Publication, is_source, left_out, project_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def take_out(
    files: Files,
    root: Path,
    config: MkDocsConfig,
    publication: Publication,
    say: Callable[[str], None],
    *,
    hosts: bool = False,
) -> None:
    """Takes out definitions, and what cannot or must not be published, which is told to `say`.

    Links that lead out of the site are refused in the plan's folder, and with `hosts` among the host's pages too.
    """
    docs, folder, top = publication.location.docs, publication.location.folder, root / publication.location.bounds
    for file in list(files):
        refused = hosts or f"{docs}/{file.src_uri}".startswith(f"{folder}/")
        if is_source(file.src_uri, publication.report.plan) or ".git" in file.src_uri.split("/"):
            files.remove(file)
        elif refused and file.src_dir == config.docs_dir and leads_out(top, Path(str(file.abs_src_path))):
            say(left_out(f"{docs}/{file.src_uri}"))
            files.remove(file)
        elif file.src_dir == config.docs_dir and not os.path.isfile(str(file.abs_src_path)):
            # Whoever copies a pipe waits for a writer, and for ever.
            say(f"{docs}/{visible(file.src_uri)} is not a file that can be published; take it out")
            files.remove(file)
        elif refused and (instead := _pointer(file)) is not None:
            say(f"{docs}/{visible(file.src_uri)}: {instead}")


def add(
    files: Files,
    config: MkDocsConfig,
    publication: Publication,
    packet: tuple[Download, bytes] | None,
    say: Callable[[str], None],
) -> dict[str, File]:
    """Adds everything that planpress publishes; returns what it makes of the plan, by the paths of the files.

    What the site has of its own at the same address stays, and `say` is told so.
    """
    made: dict[str, File] = {}
    own = {file.dest_uri: file.src_uri for file in files if file.inclusion.is_included()}

    def is_free(path: str) -> bool:
        there = own.get(File.generated(config, path, content="").dest_uri)
        if there is not None:
            there = f"{publication.location.docs}/{there}"
            say(f"{visible(there)} is hand-written and stands in the place of planpress's own {path}")
        return there is None

    for path, page in publication.pages.items():
        inclusion = InclusionLevel.UNDEFINED if page.in_navigation else InclusionLevel.NOT_IN_NAV
        if config.exclude_docs and config.exclude_docs.match_file(path):
            say(f"exclude_docs names {path}, which is shown all the same, as others lead to it; move its project away")
        if is_free(path):
            made[path] = _file(config, path, page.markdown, publication.location, inclusion)
    for path, text in publication.files.items():
        if is_free(path):
            made[path] = _file(config, path, text, publication.location)
    if packet is not None:
        made[packet[0].path] = _file(config, packet[0].path, packet[1], publication.location)
    for file in (*made.values(), *assets(config, files)):
        files.append(file)
    return made


def leave_unlisted(made: Mapping[str, File], config: MkDocsConfig) -> None:
    """A host that lists its pages itself is not warned of pages of the plan that it leaves out."""
    for path, file in made.items():
        if config.nav is not None and path not in str(config.nav):
            file.inclusion = InclusionLevel.NOT_IN_NAV


def printed(report: Report, root: Path, say: Callable[[str], None]) -> tuple[Download, bytes]:
    """The packet of the whole plan; what it could not set is told to `say`."""
    with needing('"packet: true"', "packet", ", or take packet out of mkdocs.yml"):
        from planpress.packets.meeting_lookup import whole_plan
        from planpress.workflows.print_packet import packet
    location = report.plan.location
    path = location.page(PACKET)
    if (root / location.docs / path).exists():
        raise PlanpressError(f'"packet: true" writes {path}; rename the {location.docs}/{path} that is there')
    made = packet(report, whole_plan(report), root)
    for words in made.unset():
        say(words)
    return Download(path, made.pages, len(made.pdf)), made.pdf


def _pointer(file: File) -> str | None:
    """What to say of a picture or another file of the plan that is only a pointer to one."""
    full = Path(str(file.abs_src_path))
    if file.is_documentation_page() or not full.is_file() or full.stat().st_size > LONGEST_POINTER:
        return None
    return pointer(file.src_uri, full.read_bytes())


def _file(
    config: MkDocsConfig,
    path: str,
    content: str | bytes,
    location: Location,
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> File:
    """A file, with the definition that it is made from: some plugins take it for granted that each has a source."""
    file = File.generated(config, path, content=content, inclusion=inclusion)
    root = Path(config.config_file_path).parent
    sources = (root / project_file(path, "project.yml", location), root / location.plan)
    file.abs_src_path = next((str(source) for source in sources if source.is_file()), None)
    return file

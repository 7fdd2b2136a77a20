"""Sites that were written before lists of what is written were kept, and where these are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote

from planpress.files.carrying import contents
from planpress.files.site_lists import LISTS

_FIXED = {
    "404.html", "content-security-policy.txt", "diff.json", "packet.pdf", "plan.json", "sitemap.xml", "sitemap.xml.gz",
    "tags.json",
}  # fmt: skip
_FOLDERS = ("assets/javascripts/", "assets/planpress/", "assets/stylesheets/", "search/")


def earlier_site(folder: Path) -> frozenset[str] | None:
    """What MkDocs wrote into a folder, as far as that can be told by the search index and by fixed names; None where it
    holds no site of MkDocs'."""
    if not {"404.html", "search", "assets"} <= set(os.listdir(folder)):
        return None
    files = contents(folder).files
    return frozenset(path for path in files if path in _FIXED or path.startswith(_FOLDERS)) | _pages(folder)


def with_cache(root: Path) -> Path | None:
    """The folder with the cache; None where a link leads that away, as one of a stranger's change could."""
    real = Path(os.path.realpath(root))
    return root if Path(os.path.realpath(root / LISTS)).is_relative_to(real) else None


def _pages(folder: Path) -> set[str]:
    """The files of the pages that a site's search index names."""
    try:
        index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
        places = {unquote(str(entry["location"]).partition("#")[0]) for entry in index["docs"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()
    return {f"{place}index.html" if place == "" or place.endswith("/") else place for place in places}

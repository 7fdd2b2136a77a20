"""The MkDocs plugin, and the commands that run MkDocs. The only package that imports mkdocs."""

from planpress.plugin.events import PlanpressPlugin
from planpress.plugin.running import build_sealed, build_site
from planpress.plugin.serving import serve_site

__all__ = ["PlanpressPlugin", "build_sealed", "build_site", "serve_site"]

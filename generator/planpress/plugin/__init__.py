"""The MkDocs plugin, and the commands that run MkDocs. The only package that imports mkdocs."""

from mkdocs.config.base import ValidationError

from planpress.model.errors import MissingExtraError

try:
    from planpress.plugin.events import PlanpressPlugin
    from planpress.plugin.running import build_sealed, build_site
    from planpress.plugin.serving import serve_site
except ModuleNotFoundError as problem:
    if (problem.name or "").startswith("planpress"):
        raise

    class _MissingPackageError(ValidationError, ModuleNotFoundError):
        """For MkDocs something in mkdocs.yml that does not hold, which it says in one line."""

    package = (problem.name or "").partition(".")[0]
    said = str(MissingExtraError("the plugin planpress", package, "site"))
    raise _MissingPackageError(said, name=package) from None

__all__ = ["PlanpressPlugin", "build_sealed", "build_site", "serve_site"]

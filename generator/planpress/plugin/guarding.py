"""The last catch in MkDocs: what nobody foresaw in an event of the plugin ends the build with one line."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import CombinedEvent

from planpress import __version__
from planpress.formats.faults import DEBUG, fault, of_the_system
from planpress.model.errors import MissingExtraError, PlanpressError

Plugin = TypeVar("Plugin")


def guarded(plugin: type[Plugin]) -> type[Plugin]:
    """The same class; each of its events raises errors of MkDocs alone."""
    for name, event in list(vars(plugin).items()):
        if isinstance(event, CombinedEvent):
            setattr(plugin, name, CombinedEvent(*map(_in_one_line, event.methods)))
        elif name.startswith("on_"):
            setattr(plugin, name, _in_one_line(event))
    return plugin


def _in_one_line(event: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(event)
    def handled(*given: Any, **named: Any) -> Any:
        try:
            return event(*given, **named)
        # Too little memory or stack has a finding of its own where a stranger's change is built.
        except (MkDocsException, MemoryError, RecursionError):
            raise
        except PlanpressError as problem:
            raise PluginError(str(problem)) from None
        except OSError as problem:
            raise PluginError(of_the_system(problem)) from None
        except ModuleNotFoundError as problem:
            raise PluginError(str(MissingExtraError("the site", problem.name, "site"))) from None
        except Exception as problem:
            if os.environ.get(DEBUG):
                logging.getLogger("mkdocs").error("", exc_info=problem)
            raise PluginError(fault(problem, __version__)) from None

    return handled

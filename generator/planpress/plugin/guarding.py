"""What goes wrong in MkDocs, in words that harm nobody: an event ends with one line, and records drive no terminal."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import CombinedEvent

from planpress import __version__
from planpress.formats.faults import DEBUG, fault, of_the_system
from planpress.model.errors import MissingExtraError, PlanpressError
from planpress.model.wording import logged

Plugin = TypeVar("Plugin")
_usual = logging.getLogRecordFactory()


def guarded(plugin: type[Plugin]) -> type[Plugin]:
    """The same class; each of its events raises errors of MkDocs alone."""
    for name, event in list(vars(plugin).items()):
        if isinstance(event, CombinedEvent):
            setattr(plugin, name, CombinedEvent(*map(_in_one_line, event.methods)))
        elif name.startswith("on_"):
            setattr(plugin, name, _in_one_line(event))
    return plugin


def guard() -> None:
    """From here on every record of this process is harmless: MkDocs quotes pages in its messages, escapes and all."""
    logging.setLogRecordFactory(_harmless)


def release() -> None:
    """Records are made as they were before `guard`."""
    logging.setLogRecordFactory(_usual)


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


def _harmless(*given: Any, **named: Any) -> logging.LogRecord:
    """A record as it usually is, and its texts harmless, whichever logger and handler it goes through."""
    record: logging.LogRecord = _usual(*given, **named)
    with suppress(TypeError, ValueError, KeyError):  # values that do not fit: logging says so, quoted
        record.msg, record.args = logged(record.getMessage()), None
    if record.exc_info:
        record.exc_text = logged(logging.Formatter().formatException(record.exc_info))
    return record

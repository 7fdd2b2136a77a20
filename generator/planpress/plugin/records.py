"""What MkDocs and its plugins log, as texts: a page's words neither drive a terminal nor command a CI service.

MkDocs quotes pages in its messages, the target of a broken link with the line ends and escapes that were written in it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from planpress.model.wording import logged


class _Guard:
    """Makes records as `usual` does, and their texts harmless, whichever logger and handler they go through."""

    def __init__(self, usual: Any) -> None:
        self.usual = usual

    def __call__(self, *arguments: Any, **named: Any) -> logging.LogRecord:
        record: logging.LogRecord = self.usual(*arguments, **named)
        with suppress(TypeError, ValueError, KeyError):  # values that do not fit: logging says so, quoted
            record.msg, record.args = logged(record.getMessage()), None
        if record.exc_info:
            record.exc_text = logged(logging.Formatter().formatException(record.exc_info))
        return record


def guard() -> None:
    """From here on every record of this process is harmless."""
    usual = logging.getLogRecordFactory()
    if not isinstance(usual, _Guard):
        logging.setLogRecordFactory(_Guard(usual))


def release() -> None:
    """Records are made as they were before `guard`."""
    current = logging.getLogRecordFactory()
    if isinstance(current, _Guard):
        logging.setLogRecordFactory(current.usual)

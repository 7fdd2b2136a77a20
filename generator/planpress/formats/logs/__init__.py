"""ROOM: the formats of a history, one per file. To add one: a file, a line in FORMATS, a case in tests/history."""

from collections.abc import Callable, Mapping

from planpress.formats.logs.log_json import as_json
from planpress.formats.logs.log_markdown import as_markdown
from planpress.formats.logs.log_text import as_text
from planpress.formats.output_options import Paint
from planpress.model.timelines import History

FORMATS: Mapping[str, Callable[[History, Paint], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}

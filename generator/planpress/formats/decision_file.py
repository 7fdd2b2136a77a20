"""A file of decisions, as `planpress decide` writes it."""

from collections.abc import Sequence

from planpress.formats.yaml_output import as_yaml
from planpress.model.decision import MeetingDecision

HEAD = "# planpress decide writes this file as a whole: an edit stays, a comment does not.\n"
_LAST = ("model", "settles", "until", "by", "because", "overrides")
_KEYS = ("number", "projects", "date", "question", "decision", *_LAST)


def as_file(decisions: Sequence[MeetingDecision]) -> bytes:
    """The file that holds these decisions and nothing else."""
    data = {"schema": 1, "decisions": [_entry(decision) for decision in decisions]}
    return f"{HEAD}{as_yaml(data)}".encode()


def _entry(decision: MeetingDecision) -> dict[str, object]:
    """A decision as it is written: what was left out stays out."""
    values = {key: getattr(decision, key) for key in _KEYS}
    written = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return {key: value for key, value in written.items() if key == "projects" or value not in (None, [])}

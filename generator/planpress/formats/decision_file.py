"""A file of decisions, as `planpress decide` writes it."""

from collections.abc import Sequence

import yaml

from planpress.model.decision import MeetingDecision
from planpress.reading.yaml_text import resolve

HEAD = "# planpress decide writes this file as a whole: an edit stays, a comment does not.\n"
_LAST = ("model", "settles", "until", "by", "because", "overrides")
_KEYS = ("number", "projects", "date", "question", "decision", *_LAST)


def as_file(decisions: Sequence[MeetingDecision]) -> bytes:
    """The file that holds these decisions and nothing else."""
    data = {"schema": 1, "decisions": [_entry(decision) for decision in decisions]}
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return f"{HEAD}{text}".encode()


def _entry(decision: MeetingDecision) -> dict[str, object]:
    """A decision as it is written: what was left out stays out."""
    values = {key: getattr(decision, key) for key in _KEYS}
    written = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return {key: value for key, value in written.items() if key == "projects" or value not in (None, [])}


class _Dumper(yaml.SafeDumper):
    """Block style, and in quotes whatever YAML 1.1 or 1.2 would not read as the text that it is."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    odd = not text.isprintable() or not isinstance(resolve(text), str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if odd else None)


_Dumper.add_representer(str, _text)

"""YAML as planpress writes it: what it reads back is what was written, to readers of YAML 1.1 as well."""

from __future__ import annotations

import math
from typing import Any

import yaml

from planpress.reading.yaml_text import resolve


def as_yaml(data: Any, *, flow: bool | None = False) -> str:
    """One document: in block style, with `flow` in one line, with None in block style but for what holds no other
    lists and mappings."""
    width = math.inf if flow else 120
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=width, default_flow_style=flow)


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

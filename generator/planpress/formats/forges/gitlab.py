"""GitLab's code quality report: a list of what is at which line.

https://docs.gitlab.com/ci/testing/code_quality. GitLab drops a report in which one item has no severity, no fingerprint
or no line, and shows one of two items with the same fingerprint.
"""

from collections.abc import Sequence
from typing import Any

from planpress.formats.forges.remarks import Level, Remark, with_fingerprints
from planpress.formats.json_values import printable

SEVERITIES: dict[Level, str] = {"error": "critical", "warning": "minor", "note": "info"}


def code_quality(remarks: Sequence[Remark]) -> str:
    """The report; what belongs to a file as a whole stands at its first line."""
    return printable([_item(remark, fingerprint) for remark, fingerprint in with_fingerprints(remarks)])


def _item(remark: Remark, fingerprint: str) -> dict[str, Any]:
    return {
        "description": remark.text,
        "check_name": remark.topic.id,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[remark.level],
        "location": {"path": remark.place.path, "lines": {"begin": max(remark.place.line, 1)}},
    }

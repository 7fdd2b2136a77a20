"""SARIF 2.1.0, the format of results that code scanning of forges and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from planpress.formats.forges.remarks import Remark, RemarkTopic, with_fingerprints
from planpress.formats.json_values import printable
from planpress.formats.output_options import OutputOptions

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "planpress/v1"


def sarif_log(category: str, remarks: Sequence[Remark], topics: Sequence[RemarkTopic], options: OutputOptions) -> str:
    """One run with its rules and results. `category` keeps what `check` and what `diff` say apart on a forge."""
    index = {topic.id: at for at, topic in enumerate(topics)}
    run = {
        "tool": {
            "driver": {
                "name": "planpress",
                **({"semanticVersion": options.version} if options.version else {}),
                "rules": [_rule(topic) for topic in topics],
            }
        },
        "automationDetails": {"id": f"planpress/{category}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(remark, index, fingerprint) for remark, fingerprint in with_fingerprints(remarks)],
    }
    return printable({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(topic: RemarkTopic) -> dict[str, Any]:
    text = topic.documentation.strip() or topic.name
    return {
        "id": topic.id,
        "name": "".join(word.capitalize() for word in topic.name.replace("-", " ").split()),
        "shortDescription": {"text": topic.name},
        "help": {"text": text, "markdown": text},
    }


def _result(remark: Remark, index: dict[str, int], fingerprint: str) -> dict[str, Any]:
    place = remark.place
    column = {"startColumn": place.column} if place.column else {}
    region = {"region": {"startLine": place.line, **column}} if place.line else {}
    return {
        "ruleId": remark.topic.id,
        "ruleIndex": index[remark.topic.id],
        "level": remark.level,
        "message": {"text": remark.text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"},
                    **region,
                }
            }
        ],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }

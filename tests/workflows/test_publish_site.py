"""Which files below content/ a site publishes as they stand."""

from __future__ import annotations

import pytest

from planpress.workflows.publish_site import is_definition


@pytest.mark.parametrize(
    ("path", "definition"),
    [
        ("plan.yml", True),
        ("projects/pose/project.yml", True),
        ("projects/pose/plan.md", True),
        ("meetings/2019-06-03-planning.yml", True),
        ("meetings/planning.yaml", True),
        ("meetings/2019/x.yml", True),
        ("meetings/notes.pdf", False),
        ("meetings/notes.md", False),
        ("meetings.yml", False),
        ("projects/pose/models.csv", False),
        ("notes/plan.yml", False),
    ],
)
def test_definitions_are_not_published(path: str, definition: bool) -> None:
    """What a plan is made from stays off the site, meetings included; what lies beside it does not."""
    assert is_definition(path) == definition

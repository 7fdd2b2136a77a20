"""Which files below content/ a site publishes as they stand."""

import pytest

from planpress.workflows.publish_site import is_definition
from tests.case_files import cases

CASES = cases(__file__)


@pytest.mark.parametrize(("path", "definition"), CASES["test_definitions_are_not_published"])
def test_definitions_are_not_published(path: str, definition: bool) -> None:
    """What a plan is made from stays off the site, meetings included; what lies beside it does not."""
    assert is_definition(path) == definition

"""Which files below content/ a site publishes as they stand."""

import pytest

from planpress.workflows.publish_site import is_source
from tests.case_files import cases
from tests.lints.building import plan, project


@pytest.mark.parametrize(("path", "definition"), cases(__file__)["test_definitions_are_not_published"])
def test_definitions_are_not_published(path: str, definition: bool) -> None:
    """What a plan is made from stays off the site, meetings included; what lies beside it does not."""
    assert is_source(path, plan(project("pose"))) == definition

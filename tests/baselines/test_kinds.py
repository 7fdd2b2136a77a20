"""METHOD section 3: the kinds of baselines, what each bounds, and what its documentation must say."""

import re

import pytest

from planpress import baselines
from planpress.baselines import BaselineKind
from tests.case_files import cases

CASES = cases(__file__)

each_kind = pytest.mark.parametrize("kind", baselines.ALL, ids=lambda kind: kind.id)


def test_the_kinds() -> None:
    """Two are external, four internal; a requirement is a target, people are the ceiling, the rest make the floor."""
    assert [(kind.id, kind.external, kind.role) for kind in baselines.ALL] == [
        ("requirement", True, "target"),
        ("published", True, "floor"),
        ("scripted", False, "floor"),
        ("simple-ml", False, "floor"),
        ("mean-prediction", False, "floor"),
        ("human", False, "ceiling"),
    ]


@each_kind
def test_documentation(kind: BaselineKind) -> None:
    """A page begins with the kind's id and a name, and says more than its heading."""
    head, text = kind.documentation.split("\n", 1)
    assert re.fullmatch(rf"# {kind.id}: .+", head)
    assert len(text.split()) > 10


@each_kind
def test_the_question_ends_a_sentence(kind: BaselineKind) -> None:
    """A page that has no such baseline asks for it: `No scripted baseline: what does a script of rules reach?`"""
    assert re.fullmatch(r"[a-z][^?]+\?", kind.question)


@pytest.mark.parametrize(("kind", "fact"), CASES["test_the_facts_are_in_the_documentation"])
def test_the_facts_are_in_the_documentation(kind: str, fact: str) -> None:
    """What the lecture teaches of each kind stands on its page."""
    assert fact in " ".join(baselines.BY_ID[kind].documentation.split())

"""How sure a choice is, in the sentences of a page, over a file of small tables."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.sections import Subject
from planpress.sections.how_sure import sure_text
from tests.conftest import ROOT
from tests.planning import judged
from tests.sections.test_verdict import PLAN

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("how_sure.yml").read_text("utf-8"))


def said(case: dict[str, Any]) -> str:
    rule = case.get("rule", {"rule": "metric", "metric": "recall"}) | ({"matters": case["matters"]} if "matters" in case else {})
    models = {"rows": case["rows"], **{key: case[key] for key in ("uncertainty", "cost") if key in case}}
    project = yaml.safe_dump({"models": models, "rules": {"best": rule}}, sort_keys=False)
    return str(sure_text(Subject("p", judged(PLAN, {"p": project}))))


@pytest.mark.parametrize("name", CASES)
def test_the_sentences(name: str) -> None:
    assert said(CASES[name]) == CASES[name]["says"]


@pytest.mark.parametrize("name", CASES)
def test_each_sentence_is_short_and_has_no_symbol(name: str) -> None:
    """A reader who knows no statistics understands it."""
    for sentence in re.split(r"(?<=\.) ", said(CASES[name])):
        assert len(sentence.split()) <= 20
        assert not re.search(r"[±<>=√σα²%]", sentence)


def test_the_example_of_the_page_says_what_the_page_says() -> None:
    """docs/how-sure.md: its table gives its sentences, and with ten times the images one of the models is the best."""
    page = (ROOT / "docs" / "how-sure.md").read_text("utf-8")
    head, *lines = page.partition("```csv\n")[2].partition("```")[0].split()
    written = [dict(zip(head.split(","), line.split(","), strict=True)) for line in lines]
    promised = re.search(r"the page says: \*(.*?)\*", page)
    assert promised is not None
    for times, says in ((1, promised[1]), (10, "Clearly best. The next, net-2, is 0.020 behind, more than chance explains.")):
        rows = [{"model": one["model"], "recall": float(one["accuracy"]), "n": times * int(one["images"])} for one in written]
        assert said({"rows": rows, "uncertainty": {"recall": {"n": "n"}}}) == says

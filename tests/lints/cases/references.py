"""References between projects, and to teams, infrastructure, baselines and models."""

from __future__ import annotations

from planpress.model.project import DiagnosisRequest, Screen, Uses
from tests.lints.building import EXPERTS, SCRIPT, measured, plan, project
from tests.lints.cases.case import Case


def diagnosed(model: str = "net-1", against: str | None = None) -> DiagnosisRequest:
    return DiagnosisRequest(model, "precision", against=against)


OUT = (Screen("privacy review", passed=False, because="voices"),)

CASES = (
    Case(
        "PP204",
        "a misspelt team",
        plan(project(uses=Uses(teams=("speech", "preception")))),
        ('pose#uses/teams/1: error PP204 unknown team "preception" (did you mean "perception"?)',),
    ),
    Case(
        "PP204",
        "no teams are declared",
        plan(project(uses=Uses(teams=("speech",))), teams={}),
        ('pose#uses/teams/0: error PP204 unknown team "speech"; declare it under teams in content/plan.yml',),
    ),
    Case("PP204", "an owner may be a person", plan(project(owner="Kim", uses=Uses(teams=("speech",))))),
    Case(
        "PP205",
        "unknown infrastructure",
        plan(project(uses=Uses(infrastructure=("gpu-farm",)))),
        ('pose#uses/infrastructure/0: error PP205 unknown infrastructure "gpu-farm"; known here: label-tool',),
    ),
    Case("PP205", "known infrastructure", plan(project(uses=Uses(infrastructure=("label-tool",))))),
    Case(
        "PP206",
        "an unknown project",
        plan(project(depends_on=("invoices", "call")), project("calls")),
        (
            'pose#depends_on/0: error PP206 unknown project "invoices"; known here: calls',
            'pose#depends_on/1: error PP206 unknown project "call" (did you mean "calls"?)',
        ),
    ),
    Case(
        "PP206",
        "itself, which is no circle",
        plan(project(depends_on=("pose",))),
        ('pose#depends_on/0: error PP206 "pose" depends on itself; take it out of depends_on',),
    ),
    Case("PP206", "a project whose files have errors", plan(project(depends_on=("calls",)), unreadable=("calls",))),
    Case(
        "PP207",
        "an unknown baseline: that it has no value is not said as well",
        plan(measured(diagnosis=diagnosed(against="expert"))),
        ('pose#diagnosis/against: error PP207 unknown baseline "expert" (did you mean "experts"?)',),
    ),
    Case("PP207", "a known baseline", plan(measured(diagnosis=diagnosed(against="experts")))),
    Case("PP207", "no baseline is named", plan(measured(diagnosis=diagnosed()))),
    Case(
        "PP208",
        "an unknown model",
        plan(measured(diagnosis=diagnosed(model="net-7"))),
        ('pose#diagnosis/model: error PP208 unknown model "net-7" (did you mean "net-2"?)',),
    ),
    Case("PP208", "there is no table to look in", plan(project(diagnosis=diagnosed(model="net-7")))),
    Case(
        "PP209",
        "a circle of two is said once, from its least name",
        plan(project("b", depends_on=("a",)), project("a", depends_on=("b",))),
        ("a#depends_on/0: error PP209 dependency circle: a -> b -> a; take one of these out of depends_on",),
    ),
    Case(
        "PP209",
        "two circles that share a project; what leads there or away is in neither",
        plan(
            project("a", depends_on=("z", "b", "c")),
            project("b", depends_on=("a",)),
            project("c", depends_on=("d",)),
            project("d", depends_on=("a",)),
            project("y", depends_on=("a",)),
            project("z"),
        ),
        (
            "a#depends_on/1: error PP209 dependency circle: a -> b -> a; take one of these out of depends_on",
            "a#depends_on/2: error PP209 dependency circle: a -> c -> d -> a; take one of these out of depends_on",
        ),
    ),
    Case(
        "PP209",
        "two ways to the same project",
        plan(
            project("a", depends_on=("b", "c")),
            project("b", depends_on=("d",)),
            project("c", depends_on=("d",)),
            project("d"),
        ),
    ),
    Case(
        "PP218",
        "two baselines with one id",
        plan(measured(baselines=(EXPERTS, SCRIPT, EXPERTS))),
        ('pose#baselines/2/id: error PP218 another baseline has the id "experts"; give each its own',),
    ),
    Case(
        "PP218",
        "the same id in two projects",
        plan(measured(id="a", baselines=(EXPERTS,)), measured(id="b", baselines=(EXPERTS,))),
    ),
    Case(
        "PP421",
        "it depends on a project that is out of the order",
        plan(project(depends_on=("calls",)), project("calls", screens=OUT)),
        (
            "pose#depends_on/0: warning PP421 "
            '"calls" is screened out, "privacy review: voices"; settle the screen, or do without it',
        ),
    ),
    Case(
        "PP421",
        "it is out of the order itself",
        plan(project(depends_on=("calls",), screens=OUT), project("calls", screens=OUT)),
    ),
    Case(
        "PP421",
        "the other one passed",
        plan(project(depends_on=("calls",)), project("calls", screens=(Screen("privacy review", passed=True),))),
    ),
)

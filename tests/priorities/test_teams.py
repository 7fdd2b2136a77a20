"""Capacity by the weeks of teams: who is in, and what is asked against what there is."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.deciding import loads
from planpress.document.blocks import Paragraph, Table
from planpress.model.report import Report
from planpress.model.text import Text
from planpress.priorities.team_capacity import lines_by_team
from planpress.sections.plan.resources import resources
from tests.planning import AXES, judged

PLAN = f"{AXES}capacity: {{teams: true}}\nteams: {{a: {{weeks: 10}}, b: {{weeks: 4}}, free: {{}}}}\n"


def planned(*projects: str) -> Report:
    """Projects in the order of their priority, the first one first, unless they say otherwise."""
    texts = {}
    for at, text in enumerate(projects):
        worth = round(1 - at / 100, 2)
        texts[f"p{at}"] = f"{'' if 'impact' in text else f'impact: {{worth: {worth}}}'}\nfeasibility: {{ease: 1}}\n{text}"
    return judged(PLAN, texts)


def lines(report: Report) -> list[str | None]:
    return [entry.line for entry in report.ranking.ordered]


TIED = "impact: {worth: 0.5}\n"
CASES = {
    "one takes what another lacks, and a later one fits": (
        ["effort: {person_weeks: 8}\nuses: {teams: {a: 8}}", "effort: {person_weeks: 5}\nuses: {teams: {a: 3, b: 2}}",
         "effort: {person_weeks: 2}\nuses: {teams: {a: 2}}"], ["in", "out", "in"]),
    "what does not fit takes nothing": (
        ["effort: {person_weeks: 11}\nuses: {teams: {a: 11}}", "effort: {person_weeks: 10}\nuses: {teams: {a: 10}}"], ["out", "in"]),
    "every team must have enough": (
        ["effort: {person_weeks: 6}\nuses: {teams: {a: 1, b: 5}}", "effort: {person_weeks: 5}\nuses: {teams: {a: 1, b: 4}}"], ["out", "in"]),
    "a team without weeks never binds": (["effort: {person_weeks: 900}\nuses: {teams: {free: 900}}"], ["in"]),
    "without an effort a project is out": (["uses: {teams: {a: 1}}"], ["out"]),
    "an effort that is not divided counts for none": (["effort: {person_weeks: 90}\nuses: {teams: [a, b]}"], ["in"]),
    "one team in a list is asked for all of it": (
        ["effort: {person_weeks: 7}\nuses: {teams: [a]}", "effort: {person_weeks: 7}\nuses: {teams: [a]}"], ["in", "out"]),
    "so is an owner alone": (["effort: {person_weeks: 7}\nowner: b"], ["out"]),
    "an owner beside the team that is listed divides nothing": (["effort: {person_weeks: 90}\nowner: b\nuses: {teams: [a]}"], ["in"]),
    "where no team is asked, none lacks any": (["effort: {person_weeks: 90}\nowner: Kim", "effort: {person_weeks: 90}"], ["in", "in"]),
    "what is asked counts, not the effort": (["effort: {person_weeks: 90}\nuses: {teams: {a: 10}}"], ["in"]),
    "a team with nothing written asks for nothing": (["effort: {person_weeks: 90}\nuses: {teams: {a: , b: 3}}"], ["in"]),
    "fractions to the brim": (
        ["effort: {person_weeks: 3.3}\nuses: {teams: {a: 1.1, b: 2.2}}", "effort: {person_weeks: 10.7}\nuses: {teams: {a: 8.9, b: 1.8}}"], ["in", "in"]),
    "weeks to the brim": (["effort: {person_weeks: 14}\nuses: {teams: {a: 10, b: 4}}"], ["in"]),
    "ties that do not all fit are on the line, and what fits beside each is in": (
        [f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}", f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}",
         "impact: {worth: 0.1}\neffort: {person_weeks: 4}\nuses: {teams: {a: 4}}"], ["on-the-line", "on-the-line", "in"]),
    "what fits beside none of the ties is out": (
        [f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}", f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}",
         "impact: {worth: 0.1}\neffort: {person_weeks: 5}\nuses: {teams: {a: 5}}"], ["on-the-line", "on-the-line", "out"]),
    "what fits beside some of the ties is on the line": (
        [f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}", f"{TIED}effort: {{person_weeks: 8}}\nuses: {{teams: {{a: 8}}}}",
         "impact: {worth: 0.1}\neffort: {person_weeks: 3}\nuses: {teams: {a: 3}}"], ["on-the-line", "on-the-line", "on-the-line"]),
    "of ties that which fits beside any is in": (
        [f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}", f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}",
         f"{TIED}effort: {{person_weeks: 4}}\nuses: {{teams: {{b: 4}}}}"], ["on-the-line", "on-the-line", "in"]),
    "of ties that which cannot fit is out": (
        [f"{TIED}effort: {{person_weeks: 11}}\nuses: {{teams: {{a: 11}}}}", f"{TIED}effort: {{person_weeks: 6}}\nuses: {{teams: {{a: 6}}}}"], ["out", "in"]),
}  # fmt: skip

OTHER_PLANS = {
    "no team has weeks: only what has no effort is out": ("{teams: true}", "{a: {}, b: {}}", ["in", "out"]),
    "there is no team": ("{teams: true}", "{}", ["in", "out"]),
    "a team that has none left": ("{teams: true}", "{a: {weeks: 0}}", ["out", "out"]),
    "a count of projects asks no team": ("1", "{a: {weeks: 0}}", ["in", "out"]),
}


@pytest.mark.parametrize(("capacity", "teams", "expected"), OTHER_PLANS.values(), ids=OTHER_PLANS)
def test_who_is_within_another_capacity(capacity: str, teams: str, expected: list[str]) -> None:
    """One project asks one team for 12 weeks, where there is a team; the other has no effort."""
    uses = "uses: {teams: [a]}" if "a" in teams else ""
    projects = {"p0": f"impact: {{worth: 1}}\neffort: {{person_weeks: 12}}\n{uses}", "p1": "impact: {worth: 0.9}"}
    plan = f"{AXES}capacity: {capacity}\nteams: {teams}\n"
    assert lines(judged(plan, {name: f"feasibility: {{ease: 1}}\n{text}" for name, text in projects.items()})) == expected


@pytest.mark.parametrize(("projects", "expected"), CASES.values(), ids=CASES)
def test_who_is_within_capacity(projects: list[str], expected: list[str]) -> None:
    assert lines(planned(*projects)) == expected


def test_what_is_asked_of_each_team() -> None:
    """All that are in the order ask; a project that was stopped does not."""
    report = planned(
        "effort: {person_weeks: 8}\nuses: {teams: {a: 8}}",
        "effort: {person_weeks: 7}\nuses: {teams: {a: 6, b: 1}}",
        "effort: {person_weeks: 7}\nuses: {teams: {a: 7}}\nstatus: {state: stopped, since: 2019-05-01}",
    )
    assert [(one.id, one.weeks, one.asked, one.carried) for one in loads(report)] == [
        ("a", 10, 14, 8), ("b", 4, 1, 0), ("free", None, 0, 0),
    ]  # fmt: skip


def test_the_table_of_teams_counts_what_is_divided() -> None:
    """A team without weeks is asked for its part too; an effort that nobody divided counts in full."""
    load, needs = resources(planned(
        "effort: {person_weeks: 12}\nuses: {teams: {free: 2, a: 10}}", "effort: {person_weeks: [4, 8]}\nuses: {teams: [free, a]}",
        "owner: free",
    ))  # fmt: skip
    table, matrix = load.blocks[0], needs.blocks[0]
    assert isinstance(table, Table) and isinstance(matrix, Table)
    free = table.rows[2].cells[1]
    assert (str(free.text), str(free.note)) == ("8", "6 to 10, 1 without an effort")
    assert [str(column.title) for column in matrix.columns[2:]] == ["a weeks", "free weeks"]
    assert [[str(cell.text) for cell in row.cells[2:]] for row in matrix.rows] == [["10", "2"], ["6", "6"], ["", "asked"]]


def test_who_needs_which_tool() -> None:
    """A tool that a ranked project needs has a column; the state of each is said in words too."""
    tools = "infrastructure: {rig: {state: missing}, box: {label: Box, state: building}, spare: {state: ready}}\n"
    report = judged(AXES + tools, {"p": "impact: {worth: 1}\nfeasibility: {ease: 1}\nuses: {infrastructure: [box, rig]}"})
    [needs] = resources(report)
    table, idle = needs.blocks
    assert isinstance(table, Table) and isinstance(idle, Paragraph)
    assert [str(column.title) for column in table.columns[2:]] == ["rig missing", "Box being built"]
    assert [Text(cell.text).aloud() for cell in table.rows[0].cells[2:]] == ["needed, missing", "needed, being built"]
    assert idle.text == "No ranked project needs spare."


def test_draws_say_how_sure_it_is() -> None:
    """Where nothing is uncertain but the weights of one factor each, every draw says the same."""
    report = planned("effort: {person_weeks: 8}\nuses: {teams: {a: 8}}", "effort: {person_weeks: 5}\nuses: {teams: {a: 5}}")
    assert [entry.within_capacity for entry in report.ranking.ordered] == [1.0, 0.0]


ASKS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6), st.integers(0, 2)), max_size=7)


def by_every_order(asks: list[tuple[int, int, int]]) -> list[str]:
    """The lines by the definition: those that tie in every order, one after the other, and each takes what fits."""
    lefts, found = {(10, 4)}, [""] * len(asks)
    for worth in sorted({one[2] for one in asks}, reverse=True):
        tied = [at for at, one in enumerate(asks) if one[2] == worth]
        carried, after = [], set()
        for a, b in lefts:
            for order in permutations(tied):
                left, taken = [a, b], set()
                for at in order:
                    if asks[at][0] <= left[0] and asks[at][1] <= left[1]:
                        left = [left[0] - asks[at][0], left[1] - asks[at][1]]
                        taken.add(at)
                carried.append(taken)
                after.add((left[0], left[1]))
        for at in tied:
            within = {at in taken for taken in carried}
            found[at] = "in" if within == {True} else "out" if within == {False} else "on-the-line"
        lefts = after
    return found


@given(ASKS)
def test_whichever_of_those_that_tie_comes_first(asks: list[tuple[int, int, int]]) -> None:
    report = planned(*(f"impact: {{worth: {worth / 2}}}\neffort: {{person_weeks: {a + b}}}\nuses: {{teams: {{a: {a}, b: {b}}}}}"
                       for a, b, worth in asks))  # fmt: skip
    found = {entry.id: entry for entry in report.ranking.ordered}
    expected = by_every_order(asks)
    assert [found[f"p{at}"].line for at in range(len(asks))] == expected
    for at, line in enumerate(expected):
        share = found[f"p{at}"].within_capacity
        assert share == {"in": 1.0, "out": 0.0}.get(line, share)
    for load in loads(report):
        assert load.weeks is None or (load.carried or 0.0) <= load.weeks


@given(ASKS, st.integers(0, 12))
def test_with_bounds_alone_more_is_on_the_line_and_nothing_else(asks: list[tuple[int, int, int]], most: int) -> None:
    groups = [[str(at) for at, one in enumerate(asks) if one[2] == worth] for worth in (2, 1, 0)]
    found = lines_by_team(groups, {str(at): (float(a), float(b)) for at, (a, b, _) in enumerate(asks)}, (10.0, 4.0), most)
    for at, line in enumerate(by_every_order(asks)):
        assert found[str(at)] in (line, "on-the-line")


def test_many_ties_take_no_time() -> None:
    """Those that tie may do so in any number of ways; what asks another team is in, what asks too much is out."""
    asks = {str(at): (1 + at / 64, 0.0) for at in range(60)} | {"other": (0.0, 4.0), "large": (21.0, 0.0), "next": (0.5, 0.0)}
    found = lines_by_team([[name for name in asks if name != "next"], ["next"]], asks, (20.0, 4.0))
    assert (found.pop("other"), found.pop("large")) == ("in", "out")
    assert {*found.values()} == {"on-the-line"}

"""The table: edits of the plan in `building`, and everything that a comparison says of them.

`~` is an edit, `!` a goalpost; the other lines are changes, most consequential first. Of scores and definitions only
what and whose it is; their numbers have tests of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.comparing.building import BASE, CALLS, INVOICES, PLAN, POSE, TABLE, Edits


class Case(NamedTuple):
    title: str
    edits: Edits
    expected: str


REACH = "  reach: {scale: five, weight: 1}\n"

CASES = (
    Case(
        "nothing",
        {},
        """
""",
    ),
    Case(
        "a comment",
        {POSE: (("title: Pose\n", "title: Pose  # was: Poses\n"),)},
        """
""",
    ),
    Case(
        "quotes and layout",
        {
            INVOICES: (
                ("title: Invoices", 'title: "Invoices"'),
                ("{worth: 3, reach: 3}", "\n  reach: 3\n  worth: 3"),
            )
        },
        """
""",
    ),
    Case(
        "the number 3 written as 3.0",
        {INVOICES: (("{ease: 3}", "{ease: 3.0}"),)},
        """
""",
    ),
    Case(
        "rows in another order",
        {
            TABLE: (
                ("net-1,0.90,0.50,80\n", ""),
                ("net-3,0.70,0.90,120\n", "net-3,0.70,0.90,120\nnet-1,0.90,0.50,80\n"),
            )
        },
        """
""",
    ),
    Case(
        "columns in another order",
        {TABLE: "model,latency,recall,precision\nnet-1,80,0.50,0.90\nnet-2,90,0.70,0.80\nnet-3,120,0.90,0.70\n"},
        """
""",
    ),
    Case(
        "baselines in another order",
        {
            POSE: (
                ("  - {id: script, kind: scripted, values: {precision: 0.60, recall: 0.50}}\n", ""),
                ("waivers:", "  - {id: script, kind: scripted, values: {precision: 0.60, recall: 0.50}}\nwaivers:"),
            )
        },
        """
""",
    ),
    Case(
        "a threshold raised",
        {POSE: (("recall > 0.60", "recall > 0.75"),)},
        """
~ recall threshold of rule "threshold" 0.6 → 0.75
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
threshold pose
score pose
! The threshold moved after results were in the table. With 0.6 the choice stays net-2.
""",
    ),
    Case(
        "a threshold with other blanks",
        {POSE: (("recall > 0.60", "recall>0.6"),)},
        """
""",
    ),
    Case(
        "a threshold raised, and written without blanks",
        {POSE: (("recall > 0.60", "recall>0.65"),)},
        """
~ recall threshold of rule "threshold" 0.6 → 0.65
threshold pose
! The threshold moved after results were in the table. With 0.6 the choice is the same today.
""",
    ),
    Case(
        "a threshold that is compared in another way",
        {POSE: (("recall > 0.60", "recall>=0.6"),)},
        """
~ recall threshold of rule "threshold" 0.6 → >= 0.6
threshold pose
! The threshold moved after results were in the table. With recall above 0.6 the choice is the same today.
""",
    ),
    Case(
        "a threshold that no model keeps",
        {POSE: (("recall > 0.60", "recall > 0.95"),)},
        """
~ recall threshold of rule "threshold" 0.6 → 0.95
winner pose: net-2 > no model (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
threshold pose
score pose
! The threshold moved after results were in the table. With 0.6 the choice stays net-2.
""",
    ),
    Case(
        "a threshold raised a little",
        {POSE: (("recall > 0.60", "recall > 0.65"),)},
        """
~ recall threshold of rule "threshold" 0.6 → 0.65
threshold pose
! The threshold moved after results were in the table. With 0.6 the choice is the same today.
""",
    ),
    Case(
        "a threshold added",
        {POSE: (('["recall > 0.60"]', '["recall > 0.60", "latency < 85"]'),)},
        """
~ latency threshold of rule "threshold" 85 added
winner pose: net-2 > no model (alone)
threshold pose
score pose
""",
    ),
    Case(
        "a threshold taken out for another",
        {POSE: (('["recall > 0.60"]', '["latency < 85"]'),)},
        """
~ recall threshold of rule "threshold" 0.6 removed
~ latency threshold of rule "threshold" 85 added
winner pose: net-2 > net-1 (together)
requirement pose recall at least: met: 0.7 (at least 0.65) > missed: 0.5 (at least 0.65) (together)
threshold pose
threshold pose
score pose
! The threshold was taken out after results were in the table. With 0.6 no model is chosen.
""",
    ),
    Case(
        "another deciding rule",
        {POSE: (("decide_by: threshold", "decide_by: average"),)},
        """
~ deciding rule threshold → average
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
baseline pose floor: script > simple (alone)
rule pose
! The rule moved after results were in the table. With threshold the choice stays net-2.
""",
    ),
    Case(
        "another optimised metric",
        {POSE: (("optimise: precision", "optimise: recall"),)},
        """
~ optimised metric of rule "threshold" precision → recall
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
baseline pose floor: script > simple (alone)
rule pose
score pose
! The rule moved after results were in the table. With precision the choice stays net-2.
""",
    ),
    Case(
        "a rule that does not decide",
        {POSE: (("of: {precision: 1, recall: 1}", "of: {precision: 2, recall: 1}"),)},
        """
~ weight of precision of rule "average" 1 → 2
rule pose
""",
    ),
    Case(
        "a rule renamed",
        {
            POSE: (
                ("decide_by: threshold", "decide_by: keep"),
                ("  threshold: {rule", "  keep: {rule"),
            )
        },
        """
~ deciding rule threshold → keep
~ rule "threshold" removed
~ rule "keep" added
rule pose
rule pose
rule pose
! The rule moved after results were in the table. With the old one the choice is the same today.
! The rule was taken out after results were in the table. With the old one the choice is the same today.
""",
    ),
    Case(
        "a measured value",
        {TABLE: (("net-3,0.70", "net-3,0.85"),)},
        """
~ precision of net-3 0.70 → 0.85
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
score pose
""",
    ),
    Case(
        "a value blanked",
        {TABLE: (("net-2,0.80,", "net-2,,"),)},
        """
~ precision of net-2 0.80 → blank
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
score pose
""",
    ),
    Case(
        "a model added",
        {TABLE: (("net-3,0.70,0.90,120\n", "net-3,0.70,0.90,120\nnet-4,0.85,0.80,95\n"),)},
        """
~ model net-4 added
winner pose: net-2 > net-4 (alone)
score pose
""",
    ),
    Case(
        "the chosen model removed",
        {TABLE: (("net-2,0.80,0.70,90\n", ""),)},
        """
~ model net-2 removed
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
score pose
""",
    ),
    Case(
        "a column added",
        {
            TABLE: "model,precision,recall,latency,size\nnet-1,0.90,0.50,80,1\nnet-2,0.80,0.70,90,2\nnet-3,0.70,0.90,120,3\n"
        },
        """
~ size of net-1 1 added
~ size of net-2 2 added
~ size of net-3 3 added
""",
    ),
    Case(
        "two values that only together turn it",
        {
            TABLE: (
                ("net-3,0.70,0.90", "net-3,0.79,0.90"),
                ("net-2,0.80", "net-2,0.785"),
            )
        },
        """
~ precision of net-2 0.80 → 0.785
~ precision of net-3 0.70 → 0.79
winner pose: net-2 > net-3 (together)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (together)
score pose
""",
    ),
    Case(
        "two values of which either turns it",
        {
            TABLE: (
                ("net-3,0.70,0.90", "net-3,0.85,0.90"),
                ("net-2,0.80,0.70", "net-2,0.65,0.70"),
            )
        },
        """
~ precision of net-2 0.80 → 0.65
~ precision of net-3 0.70 → 0.85
winner pose: net-2 > net-3 (any)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (any)
score pose
""",
    ),
    Case(
        "a metric turned round",
        {PLAN: (("precision: {better: higher", "precision: {better: lower"),)},
        """
~ direction of metric precision higher → lower
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
floor pose: not below the floor > below the floor (alone)
ceiling pose: not above the ceiling > above the ceiling (alone)
baseline pose floor: script > simple (alone)
metric plan
score pose
""",
    ),
    Case(
        "two metrics, of which one turns the choice of a project that nobody edited",
        {
            PLAN: (
                ("precision: {better: higher", "precision: {better: lower"),
                ("recall: {better: higher, range: [0, 1]}", "recall: {better: higher, range: [0, 2]}"),
            )
        },
        """
~ direction of metric precision higher → lower
~ range of metric recall [0, 1] → [0, 2]
winner pose: net-2 > net-3 (alone)
requirement pose latency at most: met: 90 ms (at most 100 ms) > missed: 120 ms (at most 100 ms) (alone)
floor pose: not below the floor > below the floor (alone)
ceiling pose: not above the ceiling > above the ceiling (alone)
baseline pose floor: script > simple (alone)
metric plan
metric plan
score pose
""",
    ),
    Case(
        "a metric's unit",
        {PLAN: (("unit: ms", "unit: s"),)},
        """
~ unit of metric latency ms → s
metric plan
""",
    ),
    Case(
        "a requirement's limit",
        {POSE: (("metric: recall, at_least: 0.65", "metric: recall, at_least: 0.75"),)},
        """
~ required recall at least 0.65 → 0.75
requirement pose recall at least: met: 0.7 (at least 0.65) > missed: 0.7 (at least 0.75) (alone)
limit pose
! The requirement moved after results were in the table. With 0.65 recall stays met: 0.7 (at least 0.65).
""",
    ),
    Case(
        "a requirement added",
        {
            POSE: (
                (
                    "  - {metric: latency, at_most: 100}\n",
                    "  - {metric: latency, at_most: 100}\n  - {metric: precision, above: 0.85}\n",
                ),
            )
        },
        """
~ required precision added
requirement pose precision at least: - > missed: 0.8 (above 0.85) (alone)
limit pose
""",
    ),
    Case(
        "a requirement removed",
        {POSE: (("  - {metric: latency, at_most: 100}\n", ""),)},
        """
~ required latency removed
requirement pose latency at most: met: 90 ms (at most 100 ms) > - (alone)
limit pose
! The requirement was taken out after results were in the table. With the old one latency stays met: 90 ms (at most 100 ms).
""",
    ),
    Case(
        "a baseline above the choice",
        {POSE: (("kind: scripted, values: {precision: 0.60", "kind: scripted, values: {precision: 0.85"),)},
        """
~ precision of baseline script 0.6 → 0.85
floor pose: not below the floor > below the floor (alone)
baseline pose
! The baseline moved after results were in the table. With 0.6 the choice stays not below the floor.
""",
    ),
    Case(
        "people below the choice",
        {POSE: (("values: {precision: 0.95, recall: 0.95}", "values: {precision: 0.75, recall: 0.95}"),)},
        """
~ precision of baseline people 0.95 → 0.75
ceiling pose: not above the ceiling > above the ceiling (alone)
baseline pose
! The baseline moved after results were in the table. With 0.95 the choice stays not above the ceiling.
""",
    ),
    Case(
        "another baseline is the floor",
        {POSE: (("values: {precision: 0.55", "values: {precision: 0.65"),)},
        """
~ precision of baseline simple 0.55 → 0.65
baseline pose floor: script > simple (alone)
baseline pose
! The baseline moved after results were in the table. With 0.55 the floor stays script.
""",
    ),
    Case(
        "a value of a baseline removed",
        {POSE: (("values: {precision: 0.60, recall: 0.50}", "values: {precision: 0.60}"),)},
        """
~ recall of baseline script 0.5 removed
baseline pose
! The baseline moved after results were in the table. With 0.5 floor and ceiling decide the same today.
""",
    ),
    Case(
        "what a baseline does not decide by, removed",
        {POSE: (("rung: domain-experts, ", ""),)},
        """
~ rung of baseline people domain-experts removed
baseline pose
""",
    ),
    Case(
        "a unit removed",
        {PLAN: (("{better: lower, unit: ms}", "{better: lower}"),)},
        """
~ unit of metric latency ms removed
metric plan
""",
    ),
    Case(
        "a default written down",
        {
            PLAN: (
                ("capacity: 1\n", "capacity: 1\npriority: {method: geometric}\n"),
                ("reach: {scale: five, weight: 1}", "reach: {scale: five}"),
            )
        },
        """
~ weight of reach 1 removed
~ priority {method: geometric} added
weight plan
scoring plan
""",
    ),
    Case(
        "a baseline removed",
        {
            POSE: (
                ("  - {id: people, kind: human, rung: domain-experts, values: {precision: 0.95, recall: 0.95}}\n", ""),
            )
        },
        """
~ baseline people removed
baseline pose ceiling: people > no ceiling (alone)
baseline pose
new PP402 pose
! The baseline was taken out after results were in the table. With the old one the ceiling stays people.
""",
    ),
    Case(
        "a rating raised past another",
        {INVOICES: (("{ease: 3}", "{ease: 5}"),)},
        """
~ ease rating 3 → 5
rank invoices: 2 > 1 (alone)
rank pose: 1 > 2 (others, invoices rose past it)
capacity invoices: not carried > can be carried (alone)
capacity pose: can be carried > not carried (others, invoices rose past it)
priority invoices
feasibility invoices
""",
    ),
    Case(
        "a rating raised past nobody",
        {CALLS: (("{ease: 2}", "{ease: 3}"),)},
        """
~ ease rating 2 → 3
quadrant calls: leave > easy, but is it worth it? (alone)
priority calls
feasibility calls
""",
    ),
    Case(
        "a rating's ends",
        {INVOICES: (("{ease: 3}", "{ease: [2, 4]}"),)},
        """
~ ease rating 3 → [2, 4]
""",
    ),
    Case(
        "a rating taken out",
        {INVOICES: (("worth: 3, reach: 3", "worth: 3"),)},
        """
~ reach rating 3 removed
new PP405 invoices
""",
    ),
    Case(
        "two ratings that only together pass another",
        {INVOICES: (("{worth: 3, reach: 3}", "{worth: 4, reach: 4}"),)},
        """
~ worth rating 3 → 4
~ reach rating 3 → 4
rank invoices: 2 > 1 (any)
rank pose: 1 > 2 (others, invoices rose past it)
capacity invoices: not carried > can be carried (together)
capacity pose: can be carried > not carried (others, invoices rose past it)
priority invoices
impact invoices
""",
    ),
    Case(
        "into a tie",
        {INVOICES: (("worth: 3, reach: 3", "worth: 4, reach: 3"),)},
        """
~ worth rating 3 → 4
rank invoices: 2 > 1 (alone)
capacity invoices: not carried > on the line (alone)
capacity pose: can be carried > on the line (others, invoices caught up with it)
priority invoices
impact invoices
""",
    ),
    Case(
        "a weight",
        {PLAN: (("worth: {scale: five, weight: 1}", "worth: {scale: five, weight: 0.01}"),)},
        """
~ weight of worth 1 → 0.01
weight plan
priority pose
impact pose
! The weight moved after projects were rated. With 1 the order is the same today.
""",
    ),
    Case(
        "a scale's bounds",
        {PLAN: (("bounds: [1, 5]", "bounds: [0, 5]"),)},
        """
~ bounds of scale five [1, 5] → [0, 5]
scoring plan
priority pose
priority invoices
priority calls
impact pose
impact invoices
impact calls
feasibility pose
feasibility invoices
feasibility calls
! The scoring moved after projects were rated. With the old one the order is the same today.
""",
    ),
    Case(
        "the cut",
        {PLAN: (("capacity: 1\n", "capacity: 1\npriority: {cut: {impact: 0.7}}\n"),)},
        """
~ priority {cut: {impact: 0.7}} added
quadrant pose: high priority > easy, but is it worth it? (alone)
quadrant invoices: high priority > easy, but is it worth it? (alone)
scoring plan
! The scoring moved after projects were rated. With the old one the order is the same today.
""",
    ),
    Case(
        "the method",
        {PLAN: (("capacity: 1\n", "capacity: 1\npriority: {method: weighted-sum}\n"),)},
        """
~ priority {method: weighted-sum} added
scoring plan
priority pose
! The scoring moved after projects were rated. With the old one the order is the same today.
""",
    ),
    Case(
        "the capacity",
        {PLAN: (("capacity: 1", "capacity: 2"),)},
        """
~ capacity 1 → 2
capacity invoices: not carried > can be carried (alone)
capacity plan
""",
    ),
    Case(
        "capacity in person-weeks, and an effort",
        {PLAN: (("capacity: 1", "capacity: {person_weeks: 5}"),), POSE: (("person_weeks: 4", "person_weeks: 6"),)},
        """
~ capacity 1 → {person_weeks: 5}
~ effort person weeks 4 → 6
capacity pose: can be carried > not carried (together)
capacity plan
""",
    ),
    Case(
        "a screen failed",
        {POSE: (("passed: true", "passed: false, because: faces"),)},
        """
~ passing of screen privacy true → false
~ reason of screen privacy faces added
rank invoices: 2 > 1 (others, pose left from above it)
rank calls: 3 > 2 (others, pose left from above it)
capacity invoices: not carried > can be carried (others, pose left from above it)
screen pose: in the order > out of the order: privacy: faces (alone)
review pose
review pose
new PP421 calls
""",
    ),
    Case(
        "a stage",
        {
            POSE: (
                ("stage: training", "stage: data"),
                ("  - {date: 2019-04-01, to: training}\n", ""),
            )
        },
        """
~ stage training → data
~ lifecycle training removed
stage pose
stage pose
""",
    ),
    Case(
        "the lifecycle moved on",
        {
            INVOICES: (
                ("stage: planning\n", "lifecycle: [{date: 2019-01-01, to: planning}, {date: 2019-02-01, to: data}]\n"),
            )
        },
        """
~ stage planning removed
~ lifecycle added
stage invoices
stage invoices
new PP401 invoices
""",
    ),
    Case(
        "a waiver's end",
        {POSE: (("until: 2020-01-01", "until: 2019-05-01"),)},
        """
~ end of waiver published 2020-01-01 → 2019-05-01
waiver pose
new PP403 pose
""",
    ),
    Case(
        "a review put off",
        {POSE: (("review_by: 2019-09-01", "review_by: 2020-09-01"),)},
        """
~ review by 2019-09-01 → 2020-09-01
review pose
""",
    ),
    Case(
        "a decision added",
        {
            POSE: (
                (
                    "decision: keep the threshold}",
                    "decision: keep the threshold}, {date: 2019-05-20, decision: ship it}",
                ),
            )
        },
        """
~ decision ship it added
decision pose
""",
    ),
    Case(
        "a decision reworded",
        {POSE: (("keep the threshold", "keep it at 0.60"),)},
        """
~ wording of decision keep the threshold keep the threshold → keep it at 0.60
decision pose
""",
    ),
    Case(
        "an owner",
        {POSE: (("owner: vision", "owner: somebody"),)},
        """
~ owner vision → somebody
""",
    ),
    Case(
        "a title",
        {POSE: (("title: Pose", "title: Pose estimation"),)},
        """
~ title Pose → Pose estimation
""",
    ),
    Case(
        "a narrative",
        {"content/projects/pose/plan.md": (("go about", "think about"),)},
        """
~ narrative edited (2 lines)
""",
    ),
    Case(
        "a page of the site",
        {"content/about.md": (("# About", "# About us"),)},
        """
""",
    ),
    Case(
        "a project added",
        {
            "content/projects/new/project.yml": "schema: 1\ntitle: New\nstage: planning\neffort: {person_weeks: 1}\nimpact: {worth: 5, reach: 5}\nfeasibility: {ease: 5}\n"
        },
        """
~ project new added
rank pose: 1 > 2 (others, new joined above it)
rank invoices: 2 > 3 (others, new joined above it)
rank calls: 3 > 4 (others, new joined above it)
capacity pose: can be carried > not carried (others, new joined above it)
project new: - > rank 1 (added)
""",
    ),
    Case(
        "a project removed",
        {INVOICES: None},
        """
~ project invoices removed
rank calls: 3 > 2 (others, invoices left from above it)
project invoices: rank 2 > - (removed)
""",
    ),
    Case(
        "a project renamed",
        {INVOICES: None, "content/projects/bills/project.yml": BASE[INVOICES]},
        """
~ project invoices renamed to bills
project bills: invoices > bills (renamed)
""",
    ),
    Case(
        "a project renamed and edited",
        {
            INVOICES: None,
            "content/projects/bills/project.yml": "schema: 1\ntitle: Invoices\nstage: planning\neffort: {person_weeks: 2}\nimpact: {worth: 3, reach: 3}\nfeasibility: {ease: 5}\n",
        },
        """
~ project invoices renamed to bills
~ ease rating 3 → 5
rank bills: 2 > 1 (alone)
rank pose: 1 > 2 (others, bills rose past it)
capacity bills: not carried > can be carried (alone)
capacity pose: can be carried > not carried (others, bills rose past it)
project bills: invoices > bills (renamed)
priority bills
feasibility bills
""",
    ),
    Case(
        "the table in another file",
        {TABLE: None, "content/projects/pose/all.csv": BASE[TABLE], POSE: (("models.csv", "all.csv"),)},
        """
~ models table models.csv → all.csv
""",
    ),
    Case(
        "a diagnosis that turns",
        {
            POSE: (
                (
                    "decide_by: threshold",
                    "decide_by: threshold\ndiagnosis: {model: net-2, train: precision, validation: recall}",
                ),
            )
        },
        """
~ diagnosis {model: net-2, train: precision, validation: recall} added
diagnosis pose: - > underfitting first (alone)
""",
    ),
    Case(
        "a team",
        {PLAN: (("people: 4", "people: 5"),)},
        """
~ people of team vision 4 → 5
""",
    ),
    Case(
        "two projects change places",
        {
            POSE: (("worth: 4, reach: 3", "worth: 3, reach: 3"),),
            INVOICES: (("worth: 3, reach: 3", "worth: 4, reach: 3"),),
        },
        """
~ worth rating 3 → 4
~ worth rating 4 → 3
rank invoices: 2 > 1 (any, pose fell behind it)
rank pose: 1 > 2 (together, invoices rose past it)
capacity invoices: not carried > can be carried (together, pose fell behind it)
capacity pose: can be carried > not carried (together, invoices rose past it)
priority invoices
priority pose
impact invoices
impact pose
""",
    ),
    Case(
        "a rating and a weight",
        {
            INVOICES: (("{ease: 3}", "{ease: 4}"),),
            PLAN: (("ease: {scale: five, weight: 1}", "ease: {scale: five, weight: 2}"),),
        },
        """
~ weight of ease 1 → 2
~ ease rating 3 → 4
rank invoices: 2 > 1 (alone)
rank pose: 1 > 2 (others, invoices rose past it)
capacity invoices: not carried > can be carried (alone)
capacity pose: can be carried > not carried (others, invoices rose past it)
weight plan
priority invoices
feasibility invoices
! The weight moved after projects were rated. With 1 the order is the same today.
""",
    ),
    Case(
        "a new factor",
        {PLAN: ((REACH, REACH + "  strategic_fit: {scale: five, weight: 2}\n"),)},
        """
~ factor strategic fit (weight 2) added
scoring plan
new PP405 calls
new PP405 invoices
new PP405 pose
""",
    ),
    Case(
        "a factor taken out, with its ratings",
        {
            PLAN: ((REACH, ""),),
            POSE: (("worth: 4, reach: 3", "worth: 4"),),
            INVOICES: (("worth: 3, reach: 3", "worth: 3"),),
            CALLS: (("worth: 2, reach: 2", "worth: 2"),),
        },
        """
~ factor reach (weight 1) removed
~ reach rating 2 removed
~ reach rating 3 removed
~ reach rating 3 removed
scoring plan
priority pose
impact pose
! The scoring moved after projects were rated. With the old one the order is the same today.
""",
    ),
    Case(
        "a new scale",
        {PLAN: (("[1, 5]}}", "[1, 5]}, ten: {bounds: [1, 10], better: lower}}"),)},
        """
~ scale ten (1 to 10, lower is better) added
scoring plan
""",
    ),
    Case(
        "a new metric",
        {PLAN: (("teams:", "  cost: {better: lower, unit: EUR}\nteams:"),)},
        """
~ metric cost (lower is better, in EUR) added
metric plan
""",
    ),
    Case(
        "metrics of a project's own",
        {POSE: (("rules:\n", "metrics: {own: {better: lower}, other: {better: higher}}\nrules:\n"),)},
        """
~ metric own (lower is better) and metric other (higher is better) added
metric pose
""",
    ),
    Case(
        "a new team",
        {PLAN: (("people: 4}}", "people: 4}, speech: {label: Speech, people: 1}}"),)},
        """
~ team speech (1 person) added
""",
    ),
    Case(
        "new infrastructure",
        {PLAN: (("{state: ready}}", "{state: ready}, label_tool: {state: building}}"),)},
        """
~ infrastructure label tool (building) added
""",
    ),
    Case(
        "all infrastructure taken out",
        {PLAN: (("infrastructure: {nodes: {state: ready}}\n", ""),)},
        """
~ infrastructure nodes (ready) removed
""",
    ),
    Case(
        "infrastructure that is missing now",
        {PLAN: (("{state: ready}}", "{state: missing}}"),)},
        """
~ state of infrastructure nodes ready → missing
""",
    ),
)

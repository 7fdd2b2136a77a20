"""What the words of a packet mean."""

from __future__ import annotations

TERMS: tuple[tuple[str, str], ...] = (
    ("Avoidable bias", "The gap from the reference, mostly people, to the training error."),
    (
        "Baseline",
        "Something to hold a model against: what is required, published, scripted, simple, or done by people.",
    ),
    ("Capacity", "How much can be carried at once. Projects are taken in order until it is used up."),
    ("Ceiling", "The best of the human baselines by the measure that decides."),
    ("Dominated", "Of a model: another is at least as good in both measures and better in one."),
    ("Draw", "One of 1,000 runs in which weights and ratings vary within what was said of them, always the same ones."),
    ("Factor", "One criterion of impact or of feasibility, rated on a scale whose ends are declared."),
    ("Feasibility", "The weighted mean of how cheap a project is: 0 is the hardest, 1 the cheapest."),
    (
        "Floor",
        "The best of the published, scripted, simple and mean-prediction baselines; nothing below it should ship.",
    ),
    ("Gap closed", "The share of the way from the floor to the ceiling that a model has come."),
    ("Geometric mean", "Priority as a product of impact and feasibility: without either a project ranks low."),
    ("Impact", "The weighted mean of what a project is worth: 0 is the least, 1 the most."),
    ("Margin number", "The number of an item or of a part of it, by which notes are typed back."),
    ("On the line", "Of projects that share a rank: there is capacity for some of them, and not for all."),
    ("Overfitting", "The gap from the training to the validation error is the larger one."),
    ("Pareto front", "The models that no other dominates."),
    ("Priority", "One number made of impact and feasibility; projects are ranked by it, and equal ones share a rank."),
    ("Rejected", "Of a model: it fails a threshold of the rule, whatever else it is good at."),
    ("Rule", "What makes one number of several metrics, so that one model can be chosen."),
    ("Screened out", "Of a project: it did not pass a must-have, and is out of the order before any scoring."),
    ("Threshold", "A limit that a model has to keep before anything else is compared."),
    (
        "Too close to call",
        "Carried in more than 10 and fewer than 90 of 100 draws of weights and ratings, or on the line.",
    ),
    ("TOPSIS", "A method of ranking: how near a project is to the best of every factor, and how far from the worst."),
    ("Underfitting", "The gap from the reference to the training error is the larger one."),
    ("Utility", "A rating on a scale from 0, the worst, to 1, the best."),
    ("Variance", "The gap from the training to the validation error."),
    ("Weighted sum", "A method of ranking: a share of impact and the rest of feasibility, added up."),
)

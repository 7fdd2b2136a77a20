"""Where one model's error comes from, what each reference makes of it, and whether better people would tell more."""

from dataclasses import dataclass
from typing import Literal, get_args

from planpress.model.project_parts import Baseline, Rung
from planpress.model.text import Text, Words

First = Literal["underfitting", "overfitting", "neither"]

RUNGS: tuple[Rung, ...] = get_args(Rung)
"""The ladder of people, the best last."""


@dataclass(frozen=True, slots=True)
class ReferenceResult:
    """What one baseline makes of a diagnosis as its reference; the generalisation gap is the same against each."""

    baseline: Baseline
    value: float
    reference_gap: float | None
    first: First | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Bias and variance of one model, in the metric's unit; positive gaps are room for improvement.

    `reference_gap` (the avoidable bias) is from the reference to the training set, `generalisation_gap` (the
    variance) from the training to the validation set. `clause` says it, without a full stop. `references` are all
    baselines that were measured, the best first; one better than `turn` makes underfitting first. `gap_closed` is the
    share of the gap from the best baseline to the best people that the model closes where it was validated.

    Source: Machine Learning Yearning, ch. 22.
    """

    model: str
    metric: str
    reference: Baseline | None
    reference_value: float | None
    train: float | None
    validation: float | None
    reference_gap: float | None
    generalisation_gap: float | None
    first: First | None
    steps: tuple[str, ...]
    clause: Words
    references: tuple[ReferenceResult, ...] = ()
    turn: float | None = None
    gap_closed: float | None = None

    @property
    def sentence(self) -> Text:
        return Text(self.clause, ".")


RungReason = Literal["above-ceiling", "at-ceiling", "gap-closed", "turn"]

PEOPLE: dict[Rung, tuple[str, str, str]] = {
    "random-people": ("lay person", "lay people", ""),
    "ensemble-of-random-people": ("lay person", "lay people", ", majority"),
    "domain-experts": ("expert", "experts", ""),
    "deep-domain-experts": ("senior expert", "senior experts", ""),
    "mixture-of-experts": ("expert", "experts", " together"),
}
"""What the people of a rung are called: one of them, several, and what stands behind: `3 experts together`."""

_NAMES: dict[Rung, str] = {
    "random-people": "lay people",
    "ensemble-of-random-people": "the majority of lay people",
    "domain-experts": "experts",
    "deep-domain-experts": "senior experts",
    "mixture-of-experts": "experts together",
}


@dataclass(frozen=True, slots=True)
class NextRung:
    """Whether better people are to be measured next, and which.

    `highest` is the highest rung that was measured, None where no baseline says its own. `because` is None where no
    rung above it changes anything; `reason` says it with its numbers.
    """

    highest: Rung | None
    because: RungReason | None = None
    reason: Words = ""

    @property
    def rung(self) -> Rung | None:
        """The rung after the highest; None at the top, or where the highest is not known."""
        at = RUNGS.index(self.highest) + 1 if self.highest else len(RUNGS)
        return RUNGS[at] if at < len(RUNGS) else None

    @property
    def ask(self) -> str:
        """What to measure, without a full stop; nothing at the top of the ladder, or where no rung changes anything."""
        if self.because is None or self.highest == RUNGS[-1]:
            return ""
        leak = "if nothing leaks, " if self.because == "above-ceiling" else ""
        return f"{leak}measure {_NAMES[self.rung] if self.rung else 'better people'} next"

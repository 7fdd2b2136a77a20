"""What a rule says of the models of a project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planpress.model.best_set import Certainty
from planpress.model.metrics import Direction
from planpress.model.rule import Status
from planpress.model.text import Words
from planpress.model.units import in_unit
from planpress.model.wording import about, few, to_error


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one model. `rank` counts from 1 among the ranked, ties share it."""

    model: str
    status: Status
    score: float | None
    rank: int | None
    because: tuple[Words, ...]

    @property
    def words(self) -> str:
        """How it stands, as pages say it: `ranked`, `rejected`, `not judged`."""
        return "not judged" if self.status == "not-evaluated" else self.status

    @property
    def reasons(self) -> str:
        """Why, as plain words."""
        return "; ".join(map(str, self.because))


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule chooses. `nearest` is the nearest miss where a rule rejects every model that has values.

    `computed` says that scores are computed: they are rounded where they are shown. `certainty` says how sure a choice
    of two or more ranked models is.
    """

    id: str
    kind: str
    label: str
    words: str
    decides: bool
    better: Direction
    unit: str | None
    verdicts: tuple[Verdict, ...]
    winners: tuple[str, ...]
    nearest: str | None = None
    computed: bool = False
    certainty: Certainty | None = None
    _by_model: Mapping[str, Verdict] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_model", {verdict.model: verdict for verdict in self.verdicts})

    @property
    def chosen(self) -> str | None:
        """The model that it chooses, where it has exactly one winner."""
        return self.winners[0] if len(self.winners) == 1 else None

    @property
    def picks(self) -> str:
        """What it chooses in a few words: `net-2`, `a tie of a and b`, `no model`."""
        return f"a tie of {few(self.winners)}" if len(self.winners) > 1 else self.chosen or "no model"

    @property
    def score(self) -> float | None:
        """The score of what it chooses, which ties share; None where it has no winner."""
        return self.verdict(self.winners[0]).score if self.winners else None

    @property
    def score_words(self) -> str:
        """The same with its unit, no finer than its standard error."""
        known = self.certainty.models.get(self.winners[0]) if self.certainty and self.winners else None
        if known is None or known.se is None:
            return about(self.score or 0.0, self.unit)
        return in_unit(to_error(self.score or 0.0, known.se), self.unit)

    @property
    def leading(self) -> str | None:
        """The model to speak of: the chosen one, or the nearest miss where none qualifies; None while models tie."""
        return self.chosen or self.nearest

    def verdict(self, model: str) -> Verdict:
        """The verdict on one model. Raises KeyError for a name that the table does not have."""
        return self._by_model[model]

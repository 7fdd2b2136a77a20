"""What a kind of baseline is."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["floor", "ceiling", "target"]


@dataclass(frozen=True, slots=True)
class BaselineKind:
    """A kind of baseline. `role` says what it bounds: the floor below which nothing should ship, the ceiling that
    people reach, or a target that somebody asks for. `question` is what a project without one must answer.
    `by_people` says that people set it: it has a rung and a number of people, and a model's error is held against it.
    """

    id: str
    label: str
    external: bool
    role: Role
    question: str
    documentation: str
    by_people: bool = False

    @property
    def is_target(self) -> bool:
        """Whether somebody asks for it: it bounds nothing, is met and not copied, and `requirements` say it as well."""
        return self.role == "target"

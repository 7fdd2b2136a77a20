"""Judges one project by its own files: Project -> Evaluation."""

from planpress.judging.accuracy_costs import cost_multiple
from planpress.judging.project_evaluation import judge

__all__ = ["cost_multiple", "judge"]
